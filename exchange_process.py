"""The process of the test network, in which the calls of the browser phones live: python -m exchange_process.

It loads nothing of the hotline, which it asks as a carrier does.
"""

import logging
import signal
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

from flask import Flask

from config import Settings, SettingsError, load
from exchange.api.app import exchange_app
from exchange.network import Network
from exchange.over_http import HERE, over_http
from exchange.queues import InThreads
from server.server import Server

# One for each line that waits for an answer of the hotline, and some for what is told of them.
ANSWER, ASK = 24, 32
PATIENCE_S = 5


def connect() -> None:
    """Connect the calls of the browser phones with each other and with the hotline, until told to stop."""
    logging.basicConfig(format="%(message)s")
    try:
        settings = load()
    except SettingsError as mistakes:
        sys.exit(mistakes.format_message())
    with socket.create_server((HERE, settings.exchange_port)) as door:
        serve(Server(network_app(settings), door, ANSWER))


def network_app(settings: Settings) -> Flask:
    """The test network around a hotline that answers in another process, as an app."""
    fetch = over_http(settings.public_url, settings.port)
    scheduler = InThreads(ThreadPoolExecutor(ASK))
    network = Network(fetch, settings.public_url, settings.auth_tokens[0], scheduler=scheduler)
    return exchange_app(network, settings.auth_tokens)


def serve(server: Server) -> None:
    """Answer until a signal comes."""
    goes_on = True

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal goes_on
        goes_on = False

    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, stop)
    while goes_on:
        server.turn()
    server.stop(PATIENCE_S)


if __name__ == "__main__":
    connect()
