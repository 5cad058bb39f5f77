"""One call at a time, where AWS's own calls are atomic and Moto's are not."""

import functools
import threading


def one_at_a_time(owner: type, *names: str) -> None:
    """Makes these methods of a class wait for one another; a thread that is in one may enter the next."""
    turn = threading.RLock()

    def in_turn(plain):
        @functools.wraps(plain)
        def taken(*args, **kwargs):
            with turn:
                return plain(*args, **kwargs)

        return taken

    for name in names:
        setattr(owner, name, in_turn(getattr(owner, name)))
