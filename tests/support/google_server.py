"""A Google Translate on this machine: it answers as the real one does, well or badly."""

import base64
import json
import ssl
import subprocess
import tempfile
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import imageio_ffmpeg

from audio.voices.espeak import EspeakVoice

# Protects nothing: gTTS insists on https, but accepts any certificate.
CERTIFICATE = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcos/R2YySAapWcJY
Cv70SQ1jyiqGXBJA8cVJAszxrUyhRANCAARLwug12r5kvCK4zKFHzxNw4Rdr2R/V
kl9FclM5w1pcav8g1mMlbk5vsMc/uyvd7jViZ+B8hX5E8pQn0OI5fmWU
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBhDCCASmgAwIBAgIUavg9zePIgNpUnhdWIDKOKsNwogkwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLS2VpbiBHb29nbGUwIBcNMjYxMTIzMjEwMzUzWhgPMjEyNjEw
MzAyMTAzNTNaMBYxFDASBgNVBAMMC0tlaW4gR29vZ2xlMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAES8LoNdq+ZLwiuMyhR88TcOEXa9kf1ZJfRXJTOcNaXGr/INZj
JW5Ob7DHP7sr3e41YmfgfIV+RPKUJ9DiOX5llKNTMFEwHQYDVR0OBBYEFPzzgjt1
0TJ0ixHbgGEW5Z0UeC7OMB8GA1UdIwQYMBaAFPzzgjt10TJ0ixHbgGEW5Z0UeC7O
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAPEwJNMnULF8WPWB
EHl+clxSR2Ev9bRuQoAxTjcR3NV9AiEAxmG5c+NQTkZodS6YAgdB+pffku7SPQWD
bDhF4vOfNLI=
-----END CERTIFICATE-----
"""
CONSENT = b"<!doctype html><html><body>Bevor Sie fortfahren</body></html>"


class GoogleServer:
    """Listens on loopback; `mood` is one of the names in MOODS, `asked` are the texts it was to speak."""

    def __init__(self) -> None:
        self.mood = "ok"
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.socket = _tls().wrap_socket(self._server.socket, server_side=True)
        # What gTTS puts behind "translate.google.": all before the @ becomes a user name.
        self.tld = f"@127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "GoogleServer":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        google = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                text = json.loads(json.loads(form["f.req"][0])[0][0][1])[0]
                google.asked.append(text)
                MOODS[google.mood](self, text)

            def do_GET(self) -> None:
                _answer(self, 429, CONSENT)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        return Handler


def _answer(to: BaseHTTPRequestHandler, status: int, body: bytes, missing: int = 0, **headers: str) -> None:
    to.send_response(status)
    for name, value in {"Content-Length": str(len(body) + missing), **headers}.items():
        to.send_header(name, value)
    to.end_headers()
    to.wfile.write(body)


def _envelope(sound: bytes) -> bytes:
    inner = json.dumps([base64.b64encode(sound).decode()])
    return b")]}'\n\n99\n" + json.dumps([["wrb.fr", "jQ1olc", inner, None]], separators=(",", ":")).encode() + b"\n"


@cache
def mp3(text: str) -> bytes:
    """The text as Google sends it: MP3, 24 kHz, 32 kbit/s."""
    speech = EspeakVoice().speak(text)
    given = ["-f", "s16le", "-ar", str(speech.rate), "-ac", "1", "-i", "pipe:0"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *given, "-ar", "24000", "-b:a", "32k", "-f", "mp3", "-"]
    return subprocess.run(command, input=speech.sound, capture_output=True, check=True, timeout=20).stdout


MOODS = {
    "ok": lambda to, text: _answer(to, 200, _envelope(mp3(text))),
    "busy": lambda to, text: _answer(to, 429, CONSENT),
    "broken": lambda to, text: _answer(to, 503, b""),
    "sorry": lambda to, text: _answer(to, 302, b"", Location="/sorry/index"),
    "consent": lambda to, text: _answer(to, 200, CONSENT),
    "no sound": lambda to, text: _answer(to, 200, b'[["wrb.fr","jQ1olc",null,null]]\n'),
    "empty": lambda to, text: _answer(to, 200, b""),
    "bad base64": lambda to, text: _answer(to, 200, b'["jQ1olc","[\\"abcde\\"]"]\n'),
    "not utf-8": lambda to, text: _answer(to, 200, b'["jQ1olc \xff\xfe"]\n'),
    "cut off": lambda to, text: _answer(to, 200, _envelope(mp3(text))[:400], missing=1000),
    "half": lambda to, text: _answer(to, 200, _envelope(mp3(text)[: len(mp3(text)) // 3])),
    "rubbish": lambda to, text: _answer(to, 200, _envelope(b"\xff\xf3" + bytes(range(256)) * 8)),
    "hang": lambda to, text: time.sleep(1),
}


def _tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(CERTIFICATE)
        file.flush()
        context.load_cert_chain(file.name)
    return context
