"""DynamoDB: what Moto 5.2.1 answers otherwise."""

from moto.dynamodb import responses

from .atomic import one_at_a_time


def atomic_writes() -> None:
    """Of two conditional writes at once both may be granted; DynamoDB grants one.

    Evidence: `DynamoDBBackend.update_item` checks the condition and writes in two steps without a lock, on a threaded
    server. 24 clients, 60 rounds, a busy machine: in 4 rounds 2 clients were told that they had won. The answer is
    made within the turn too: it would otherwise show what others have written since.
    """
    one_at_a_time(responses.DynamoHandler, "call_action")


PATCHES = (atomic_writes,)
