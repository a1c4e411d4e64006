"""A web process of the hotline, answering over HTTP: for the rooms of a small telephone network, or for a browser."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from app import create_app
from phone.network import Network


def with_network(app: Flask, network: Network) -> Flask:
    """The same hotline, but what happens in rooms happens in this network."""
    app.extensions["hotline"] = replace(app.extensions["hotline"], network=network)
    return app


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """The port on which the app answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    with _answering(server):
        yield server.server_port


@contextmanager
def open_hotline(environ: Mapping[str, str], now: Callable[[], datetime]) -> Iterator[str]:
    """The address of a hotline that knows its own address, as whoever plays its sounds needs it."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        app = create_app({**environ, "PUBLIC_URL": url}, now)
        server = make_server("127.0.0.1", 0, app, threaded=True, fd=door.fileno())
    with _answering(server):
        yield url


@contextmanager
def _answering(server: BaseWSGIServer) -> Iterator[None]:
    answering = threading.Thread(target=server.serve_forever, args=(0.02,))
    answering.start()
    try:
        yield
    finally:
        server.shutdown()
        answering.join()
        server.server_close()
