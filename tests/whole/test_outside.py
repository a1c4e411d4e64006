"""From outside: signed by Twilio's own library any keys are followed, and every sound is telephone sound."""

import re
import struct
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from audio.telephone import RATE
from keep.limits.code_attempts import KINDS, Attempt, CodeAttempts
from tests.support.hotlines import hotline_of, with_parts
from tests.support.signed_requests import CALL, URL, post

ONE_KEY = [{"Digits": keys} for keys in ("", *"0123456789*#", "²")]
NUMBERS = [{"Digits": keys} for keys in ("471103", "99887766", "826394", "12", "ABCD", "1" * 32)]
OUTCOMES = [
    {"DialCallStatus": status} for status in ("completed", "answered", "busy", "no-answer", "failed", "nonsense", "ü²")
]
# The digits of a number that is not whole yet, and the seal behind them: no two addresses write them alike, so one
# number that was begun at a place stands for all.
BEGUN = re.compile("-[0-9a-f]{18,}/[0-9a-f]{24}$")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


class Patience(CodeAttempts):
    """Compares every number, however many have led nowhere."""

    def tried(self, call: str, caller: str, of: str = "") -> Attempt:
        return Attempt(call, caller, of, "all")

    tried_to_lead = tried

    def was_right(self, attempt: Attempt, near: str = "") -> None:
        """Nothing was counted."""

    was_wrong = was_right


@pytest.fixture
def two_groups(environ, clock, folder) -> Flask:
    """A hotline of two groups only, whose places can be reached one by one."""
    for group in ("atempause", "nachtschicht", "rollentausch"):
        (folder / "gruppen" / f"{group}.txt").unlink()
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


def test_following_the_twiml_with_any_keys_never_meets_a_dead_end(two_groups):
    hotline, client = hotline_of(two_groups), two_groups.test_client()
    patience = Patience(hotline.redis, lambda: hotline.now().timestamp())
    with_parts(two_groups, attempts=dict.fromkeys(KINDS, patience))
    asked, sounds, waiting = set(), set(), [(f"{URL}/voice", {})]
    while waiting:
        url, form = waiting.pop()
        answer = post(client, url, form)
        assert (answer.status_code, answer.mimetype) == (200, "text/xml") and len(answer.data) < 64_000
        document = ElementTree.fromstring(answer.data)
        sounds |= {play.text for play in document.iter("Play")}
        follow = [(verb.get("action"), can_bring(verb)) for verb in document if verb.get("action")]
        assert follow or document[-1].tag == "Hangup", url
        for action, forms in follow:
            place = BEGUN.sub("", action)
            if place not in asked:
                asked.add(place)
                waiting += [(action, form) for form in forms]
    assert len(asked) > 40
    for sound in sounds:
        assert_telephone_sound(client.get(str(sound).removeprefix(URL)))


def can_bring(verb: ElementTree.Element) -> list[dict[str, str]]:
    """The forms with which the carrier comes back from a verb; the nonsense in them it never brings."""
    if verb.tag != "Gather":
        return OUTCOMES
    return ONE_KEY if verb.get("numDigits") == "1" else ONE_KEY + NUMBERS


def assert_telephone_sound(answer: TestResponse) -> None:
    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    kind, channels, rate = struct.unpack("<HHI", answer.data[20:28])
    assert (answer.data[:4], kind, channels, rate) == (b"RIFF", 7, 1, RATE)
    assert len(answer.data) > RATE // 2


@pytest.fixture
def sound(client) -> str:
    document = ElementTree.fromstring(post(client, f"{URL}/voice", {}).data)
    return str(next(document.iter("Play")).text).removeprefix(URL)


def test_a_sound_may_be_kept_for_ever_and_asked_for_in_parts(client, sound):
    whole, part = client.get(sound), client.get(sound, headers={"Range": "bytes=0-3"})
    assert "immutable" in whole.headers["Cache-Control"] and (part.status_code, part.data) == (206, b"RIFF")
    assert client.get(sound, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304


def test_the_head_of_a_sound_tells_its_length(client, sound):
    head, whole = client.head(sound), client.get(sound)
    assert head.data == b"" and head.headers["Content-Length"] == str(len(whole.data))


def test_the_same_address_gives_the_words(client, sound):
    words = client.get(sound.removesuffix(".wav") + ".txt")
    assert words.get_data(as_text=True).startswith("Guten Tag. Selbsthilfe-Telefon Lindental.\n")


@pytest.mark.parametrize(
    "forged", ["/sound/espeak/x.wav", "/sound/espeak/.wav", "/sound/nobody/x.txt", "/sound/%2e%2e/x.wav"]
)
def test_strangers_cannot_use_the_voice(client, forged, sound):
    assert client.get(forged).status_code == 404
    assert client.get(sound.replace(".wav", "x.wav")).status_code == 404
    assert client.get(sound.replace("/espeak/", "/other/")).status_code == 404


def test_the_office_sees_the_hotlines_number_and_not_the_callers(app, clock):
    clock.says("2026-03-10 09:30")
    client = app.test_client()
    menu = ElementTree.fromstring(post(client, f"{URL}/voice", {}).data)
    dial = ElementTree.fromstring(post(client, menu.find("Gather").get("action"), {"Digits": "0"}).data).find("Dial")
    assert (dial.get("callerId"), dial.find("Number").text) == (CALL["To"], "+493023125042")


@pytest.mark.parametrize("called", ["", "sip:hotline@example.org", "anonymous"])
def test_the_office_is_not_dialled_when_only_the_callers_number_could_be_shown(app, clock, called):
    clock.says("2026-03-10 09:30")
    client = app.test_client()
    menu = ElementTree.fromstring(post(client, f"{URL}/voice", {}).data)
    action = menu.find("Gather").get("action")
    assert b"<Dial" not in post(client, action, {"Digits": "0", "To": called}).data


def test_an_address_of_another_call_leads_to_the_main_menu_and_not_into_a_room(client):
    answer = post(client, f"{URL}/voice/raum.abc.0/{'0' * 24}", {})
    assert answer.status_code == 200 and b"<Gather" in answer.data and b"<Conference" not in answer.data


def test_status_callbacks_are_taken_without_a_word(client):
    assert post(client, f"{URL}/voice/status", {"CallStatus": "completed"}).status_code == 204
    assert post(client, f"{URL}/voice/status/room", {"StatusCallbackEvent": "?"}).status_code == 204


def test_health_tells_which_parts_work(client):
    health = client.get("/health")
    parts = {name: health.json[name] for name in ("redis", "voices", "worker", "problems")}
    assert (health.status_code, parts) == (200, {"redis": False, "voices": ["espeak"], "worker": False, "problems": 0})
