"""A web process of the hotline, answering over HTTP: for the rooms of a small telephone network, or for a browser."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from flask import Flask

from app import create_app
from exchange.network import Network
from server.channel import Bounds
from server.server import Server
from tests.support.hotlines import with_parts


def with_network(app: Flask, network: Network) -> Flask:
    """The same hotline, but what happens in rooms happens in this network."""
    return with_parts(app, network=network)


@contextmanager
def served(app: Flask, bounds: Bounds | None = None) -> Iterator[int]:
    """The port on which the app answers."""
    with socket.create_server(("127.0.0.1", 0)) as door, _answering(app, Server(app, door, 16, bounds)):
        yield door.getsockname()[1]


@contextmanager
def open_hotline(environ: Mapping[str, str], now: Callable[[], datetime]) -> Iterator[str]:
    """The address of a hotline that knows its own address, as whoever plays its sounds needs it."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        app = create_app({**environ, "PUBLIC_URL": url}, now)
        with _answering(app, Server(app, door, 16)):
            yield url


@contextmanager
def _answering(app: Flask, server: Server) -> Iterator[None]:
    ends = threading.Event()
    # Who looks on at a page holds a thread, for which the server would wait.
    if streams := app.extensions.get("streams"):
        streams.go_on = lambda: not ends.is_set()

    def answers() -> None:
        while not ends.is_set():
            server.turn()

    answering = threading.Thread(target=answers)
    answering.start()
    try:
        yield
    finally:
        ends.set()
        server.pull_trigger()
        answering.join()
        server.end()
