"""Somebody of the office who reads messages: a small web service on this machine that apprise can reach."""

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Message:
    """What has arrived."""

    title: str
    text: str


class Letterbox:
    """Takes messages at `address`; unless it `is_shut`, then it refuses them, or it `is_slow` and lets all wait."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.is_shut = False
        self.is_slow = False
        self._opened = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"json://clerk:secret@127.0.0.1:{self._server.server_address[1]}/?rto=1"

    def __enter__(self) -> "Letterbox":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def lines(self) -> list[str]:
        """Every line of every message."""
        return [line for message in self.messages for line in message.text.splitlines()]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        box = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if box.is_slow:
                    box._opened.wait(20)
                if not box.is_shut:
                    box.messages.append(Message(said["title"], said["message"]))
                self.send_response(500 if box.is_shut else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        return Handler
