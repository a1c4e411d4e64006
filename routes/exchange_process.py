"""flask exchange: the process of the test network, in which the calls of the browser phones live."""

import logging
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

from flask import Blueprint, Flask

from exchange.api.app import exchange_app
from exchange.network import Network
from exchange.over_http import HERE, over_http
from exchange.queues import InThreads
from hotline import Hotline, hotline
from server.server import Server

bp = Blueprint("exchange", __name__, cli_group=None)

# One for each line that waits for an answer of the hotline, and some for what is told of them.
ANSWER, ASK = 24, 32
PATIENCE_S = 5


@bp.cli.command("exchange")
def connect() -> None:
    """Connect the calls of the browser phones with each other and with the hotline, until told to stop."""
    logging.basicConfig(format="%(message)s")
    with socket.create_server((HERE, hotline().settings.exchange_port)) as door:
        serve(Server(network_app(hotline()), door, ANSWER))


def network_app(hotline: Hotline) -> Flask:
    """The test network around a hotline that answers in another process, as an app."""
    settings = hotline.settings
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
