"""Starts Moto's threaded server with our mends, on a free port, for as long as its parent lives.

    python3 launch_moto.py  ->  {"port": 41235, "moto": "5.2.1", "patches": [...]}

One JSON line on stdout says that it is serving. It ends when its standard input ends: the
kernel closes that pipe however the parent dies, so no local AWS is ever left behind.
"""

import json
import logging
import os
import sys
import threading

# Read when Moto is imported, so they stand before the imports below.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
# Moto lets every account use every bucket. S3 doesn't: 403 for a bucket of another account.
os.environ.setdefault("MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS", "false")


def end_with_parent() -> None:
    """Blocks on standard input; its end means that the parent is gone."""
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


def main() -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()

    import moto
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    import patches

    applied = patches.apply()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    # Moto calls itself for a few things (EventBridge targets, REST proxies); it reads its port here.
    os.environ["MOTO_PORT"] = str(server.port)
    ready = {"port": server.port, "moto": moto.__version__, "patches": applied}
    print(json.dumps(ready), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
