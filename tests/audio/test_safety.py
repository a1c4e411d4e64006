"""Sounds that are none, and sounds that mean harm."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from audio.telephone import LARGEST_INPUT, LONGEST_S, RATE, decoded, master_speech
from audio.voices.voice import Speech, SpeechError

PLAYLISTS = (
    "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{url}/a.ts\n#EXT-X-ENDLIST\n",
    "ffconcat version 1.0\nfile '{url}/a.mp3'\n",
    "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
    "[playlist]\nFile1={url}/a.mp3\nNumberOfEntries=1\n",
    "{url}/a.mp3",
)


@pytest.mark.parametrize("body", [b"", b"<html>", bytes(range(256)) * 40, b"\xff\xf3" + b"\0" * 5000, b"fLaC" * 500])
def test_what_is_no_mp3_is_told(body):
    with pytest.raises(SpeechError):
        master_speech(Speech(body, format="mp3"))


@pytest.mark.parametrize("taken_for", ["mp3", "hls", "concat", "sdp"])
def test_a_playlist_makes_nobody_fetch_anything_even_when_it_is_taken_for_one(canary, taken_for):
    for body in PLAYLISTS:
        with pytest.raises(SpeechError):
            master_speech(Speech(body.format(url=canary.url).encode(), format=taken_for))
    assert canary.hits == []


def test_a_sound_without_end_is_cut():
    assert len(decoded(Speech(b"\x00\x20\x00\xe0" * 150 * RATE, RATE))) == LONGEST_S * 1000


def test_a_sound_too_large_is_not_even_decoded():
    with pytest.raises(SpeechError, match="too large"):
        decoded(Speech(bytes(LARGEST_INPUT + 1), 22050))


class Canary:
    """A server that nobody should ever ask; `hits` are the paths that somebody did ask for."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        canary = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                canary.hits.append(self.path)
                self.send_error(404)

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def canary():
    canary = Canary()
    threading.Thread(target=canary.server.serve_forever, args=(0.05,), daemon=True).start()
    yield canary
    canary.server.shutdown()
    canary.server.server_close()
