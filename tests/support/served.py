"""A web process of the hotline and its test network, answering over HTTP: for a browser, or for each other."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from flask import Flask

from app import create_app
from exchange.api.app import exchange_app
from exchange.network import Network
from server.channel import Bounds
from server.server import Server
from tests.support.hotlines import hotline_of, with_parts


@contextmanager
def served(app: Flask, bounds: Bounds | None = None) -> Iterator[int]:
    """The port on which the app answers."""
    with socket.create_server(("127.0.0.1", 0)) as door, answering(app, door, bounds):
        yield door.getsockname()[1]


@contextmanager
def with_exchange(app: Flask, network: Network | None = None) -> Iterator[Network]:
    """The same hotline, whose browser phones call over this network, or over that of the hotline."""
    hotline = hotline_of(app)
    network = network or hotline.network
    with served(exchange_app(network, hotline.settings.auth_tokens)) as port:
        with_parts(app, settings=replace(hotline.settings, given_exchange_port=str(port)))
        yield network


@contextmanager
def open_hotline(environ: Mapping[str, str], now: Callable[[], datetime], door: socket.socket) -> Iterator[Flask]:
    """A hotline that answers at this listening socket, and knows its address, as whoever plays its sounds needs it.

    The socket stays open, so that another hotline can answer there later.
    """
    app = create_app({**environ, "PUBLIC_URL": address_of(door)}, now)
    with with_exchange(app), answering(app, door.dup()):
        yield app


def address_of(door: socket.socket) -> str:
    """The address of what answers at a listening socket."""
    return f"http://127.0.0.1:{door.getsockname()[1]}"


@contextmanager
def answering(app: Flask, door: socket.socket, bounds: Bounds | None = None) -> Iterator[None]:
    """Meanwhile the app answers at a listening socket."""
    server, ends = Server(app, door, 16, bounds), threading.Event()
    # Who looks on at a page holds a thread, for which the server would wait.
    if streams := app.extensions.get("streams"):
        streams.go_on = lambda: not ends.is_set()

    def answers() -> None:
        while not ends.is_set():
            server.turn()

    thread = threading.Thread(target=answers)
    thread.start()
    try:
        yield
    finally:
        ends.set()
        server.pull_trigger()
        thread.join()
        server.end()
