"""Whoever speaks to the port without the manners of a browser: half requests, no requests, and the carrier's own."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.conftest import TOKEN

CALL = {"CallSid": "CA" + "0" * 32, "From": "+493023125999", "To": "+493023125000", "CallStatus": "ringing"}
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
HALF_A_HEAD = b"POST /voice HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: "
HALF_A_FORM = f"POST /buero/anmelden HTTP/1.1\r\nHost: 127.0.0.1\r\n{FORM}Content-Length: 60000\r\n\r\na=b".encode()
HALF_A_CALL = HALF_A_FORM.replace(b"/buero/anmelden", b"/voice")


def said(port: int, sent: bytes, patience: float = 10) -> bytes:
    """All that comes back for these bytes until the connection is closed; raises OSError when that takes too long."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def call(url: str) -> bytes:
    """A call comes in, signed for the hotline at that address."""
    body = urlencode(CALL)
    signature = RequestValidator(TOKEN).compute_signature(f"{url}/voice", CALL)
    head = f"POST /voice HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Twilio-Signature: {signature}\r\n{FORM}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


@contextmanager
def stalled(port: int, *sent: bytes) -> Iterator[list[socket.socket]]:
    """Connections on which just that is sent and then nothing more."""
    with ExitStack() as open_ones:
        connections = [open_ones.enter_context(socket.create_connection(("127.0.0.1", port), 5)) for _ in sent]
        for connection, some in zip(connections, sent, strict=True):
            connection.sendall(some)
        yield connections
