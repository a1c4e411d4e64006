"""What can be read in an address: by the hotline everything, by others nothing."""

import re
import zlib
from base64 import urlsafe_b64decode

from flask import Response
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from audio.sealed import TextSeal
from ivr.prerender.sayable import sayable
from ivr.world import World
from prompts.wording import page
from tests.support.hotlines import hotline_of
from tests.support.people import comes
from tests.support.small_hotline import CALLED, CALLER

TEXTS = st.text(st.characters(codec="utf-8"))
SEAL = TextSeal(b"secret")


@given(TEXTS)
def test_any_text_can_be_read_again_and_is_always_sealed_alike(text):
    assert SEAL.opened(SEAL.sealed(text)) == text and SEAL.sealed(text) == SEAL.sealed(text)


@given(TEXTS, st.data())
def test_whatever_else_is_no_seal_of_ours(text, data):
    token = SEAL.sealed(text)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda letter: letter != token[at]))
    assert SEAL.opened(token[:at] + other + token[at + 1 :]) is None
    assert SEAL.opened(text) is None and TextSeal(b"another").opened(token) is None


def test_no_page_can_be_read_in_its_address(world: World):
    pages = {page([words], world.plan.lexicon) for hear in sayable(world) for words in hear}
    assert pages and not [said for said in pages if any(said[:6] in read for read in _readings(SEAL.sealed(said)))]


def test_the_number_of_a_room_that_a_caller_opens_stands_in_no_address_and_nobody_keeps_its_sound(
    environ, clock, tmp_path
):
    (tmp_path / "buero.txt").write_text("Name: Telefon Lindental\nTelefon: 030 23125 042\nSpontanraum: ja\n")
    app = create_app(environ | {"CONTENT_DIR": str(tmp_path)}, clock)
    answers = []

    def reads_along(answer: Response) -> Response:
        if answer.mimetype == "text/xml":
            answers.append(answer.get_data(as_text=True))
        return answer

    app.after_request(reads_along)
    line = comes(lambda: hotline_of(app).network.call(CALLER, CALLED), "4", "1")
    (room,) = hotline_of(app).world().opened
    addresses = re.findall(r'[^<>"]*/[^<>"]+', " ".join(answers))
    (secret,) = {path for path in addresses if "/secret/" in path}
    assert "Das ist die Nummer" in line.said_last
    assert not any(room.number in read or "Raum ist offen" in read for path in addresses for read in _readings(path))
    for path in (secret, secret.replace(".wav", ".txt")):
        assert app.test_client().get(path).headers["Cache-Control"] == "private, no-store"


def _readings(token: str) -> list[str]:
    """What somebody would read in it who knows how addresses are usually made."""
    found = [token.encode()]
    for part in re.findall(r"[\w-]+", token, re.ASCII):
        for shift in range(4):
            some = part[shift:]
            found.append(urlsafe_b64decode(some[: len(some) // 4 * 4].encode()))
    for raw in list(found):
        for start in range(min(len(raw), 20)):
            try:
                found.append(zlib.decompressobj().decompress(raw[start:]))
            except zlib.error:
                continue
    return [raw.decode("latin-1") + raw.decode("utf-8", "replace") for raw in found]
