"""A web process of the hotline, answering over HTTP for the rooms of a small telephone network."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from werkzeug.serving import make_server

from phone.network import Network


def with_network(app: Flask, network: Network) -> Flask:
    """The same hotline, but what happens in rooms happens in this network."""
    app.extensions["hotline"] = replace(app.extensions["hotline"], network=network)
    return app


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """The port on which the app answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    answering = threading.Thread(target=server.serve_forever, args=(0.02,))
    answering.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        answering.join()
        server.server_close()
