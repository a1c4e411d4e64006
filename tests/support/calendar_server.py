"""A small server of calendars on loopback, with a certificate of its own for kalender.example.org."""

import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from worker.calendar_fetch import Network

HOST = "kalender.example.org"
# What is answered: a status, headers, and the body, in pieces that are sent with pauses.
Answer = tuple[int, dict[str, str], list[bytes]]


class CalendarServer:
    """Answers each path as `answers` says; `asked` are the paths in order, with the Host that was named."""

    def __init__(self, folder: Path):
        self.answers: dict[str, Callable[[], Answer]] = {}
        self.asked: list[tuple[str, str]] = []
        self.pause = 0.0
        certificate, key = _certificate(folder)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, self.headers["Host"]))
                status, headers, pieces = server.answers.get(self.path, lambda: (404, {}, []))()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in pieces:
                    self.wfile.write(piece)
                    time.sleep(server.pause)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._trust = ssl.create_default_context(cafile=str(certificate))
        Thread(target=self._server.serve_forever, daemon=True).start()

    def address(self, path: str, host: str = HOST) -> str:
        return f"https://{host}:{self._server.server_port}{path}"

    def network(self, found: str = "127.0.0.1", may_reach: Callable[[str], bool] = lambda address: True) -> Network:
        return Network(lambda host, port: [found], may_reach, self._trust)

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.answers[path] = lambda: (status, headers, [body])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    of_key = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files = {folder / "certificate.pem": made.public_bytes(serialization.Encoding.PEM), folder / "key.pem": of_key}
    for file, raw in files.items():
        file.write_bytes(raw)
    certificate, private = files
    return certificate, private
