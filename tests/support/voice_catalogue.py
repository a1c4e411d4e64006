"""A catalogue of piper voices on loopback, which answers as the public one does: lists, redirects, ranges; or badly."""

import hashlib
import json
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

from audio.voices.download import Catalogue
from tests.support.certificates import certificate_of

KEY = "de_DE-thorsten-medium"
FOLDER = "de/de_DE/thorsten/medium"
CARD = b"# Model card for thorsten (medium)\n\n## Dataset\n\n* URL: https://example.org\n* License: CC0\n"
CONFIG = b'{"audio": {"sample_rate": 22050}}'


class VoiceCatalogue:
    """`files` are the files by their paths; `asked` are the paths and ranges in order. The model is redirected, as to
    another host. `cuts` is how often an answer breaks off in its middle; `statuses` replace an answer; `lists` replaces
    what the list says of a file; with `ignores_ranges` all is sent."""

    def __init__(self, folder: Path) -> None:
        self.model = bytes(range(256)) * 4096
        self.files = {
            f"{FOLDER}/{KEY}.onnx": self.model,
            f"{FOLDER}/{KEY}.onnx.json": CONFIG,
            f"{FOLDER}/MODEL_CARD": CARD,
        }
        self.asked: list[tuple[str, str]] = []
        self.cuts, self.ignores_ranges = 0, False
        self.statuses: dict[str, int] = {}
        self.locations: dict[str, str] = {f"{FOLDER}/{KEY}.onnx": "/cdn/model"}
        self.lists: dict[str, dict[str, object]] = {}
        certificate = certificate_of(folder, days=2)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        session = requests.Session()
        session.trust_env, session.verify = False, str(certificate)
        self.catalogue = Catalogue(f"https://localhost:{self.port}/voices/", ("localhost",), session)

    def list(self) -> bytes:
        """The list of all voices, an English one among them."""
        told = {
            path: {"size_bytes": len(raw), "md5_digest": hashlib.md5(raw).hexdigest()} | self.lists.get(path, {})
            for path, raw in self.files.items()
        }
        voice = {"key": KEY, "name": "thorsten", "quality": "medium", "files": told}
        return json.dumps({KEY: voice, "en_US-amy-low": {"files": {}}, "de_DE-../../x-low": {"files": told}}).encode()

    def body(self, path: str) -> bytes | None:
        """What lies at a path of the server."""
        if path == "/cdn/model":
            return self.model
        name = path.removeprefix("/voices/")
        return self.list() if name == "voices.json" else self.files.get(name)


@contextmanager
def voice_catalogue(folder: Path) -> Iterator[VoiceCatalogue]:
    """The catalogue, which answers until the end."""
    there = VoiceCatalogue(folder)
    threading.Thread(target=there.server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield there
    finally:
        there.server.shutdown()
        there.server.server_close()


def _handler(there: VoiceCatalogue) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            there.asked.append((self.path, wanted))
            name = self.path.removeprefix("/voices/")
            body = there.body(self.path)
            if name in there.locations:
                self.send_response(302)
                self.send_header("Location", there.locations[name])
                self.end_headers()
            elif name in there.statuses or body is None:
                self.send_error(there.statuses.get(name, 404))
            else:
                self._send(body, wanted)

        def _send(self, body: bytes, wanted: str) -> None:
            match = re.fullmatch(r"bytes=(\d+)-", wanted)
            begin = int(match[1]) if match and not there.ignores_ranges else 0
            self.send_response(206 if match and not there.ignores_ranges else 200)
            if match and not there.ignores_ranges:
                self.send_header("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}")
            self.send_header("Content-Length", str(len(body) - begin))
            self.end_headers()
            is_cut = there.cuts > 0 and self.path == "/cdn/model"
            there.cuts -= is_cut
            self.wfile.write(body[begin : begin + (len(body) - begin) // 2] if is_cut else body[begin:])

        def log_message(self, *args: object) -> None:
            pass

    return Handler
