"""flask twilio: a number at Twilio leads to this hotline, and back again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import create_app
from routes.env_file import add_settings
from tests.support.twilio_answers import says
from tests.support.twilio_server import ACCOUNT, NUMBERS, TOKEN, TwilioServer

URL = "https://hotline.example.org"
SID, OTHER_SID = "PN" + "1" * 32, "PN" + "2" * 32
NUMBER, OTHER_NUMBER = "+493023125000", "+493023125001"
DEMO = "https://demo.twilio.com/welcome/voice/"
ACCESS = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "PUBLIC_URL": URL}
Types = Callable[..., tuple[int, str]]


def number(sid: str, written: str, **fields: object) -> dict[str, object]:
    """A number as Twilio lists it after it was bought."""
    return {"sid": sid, "phone_number": written, "voice_url": DEMO, "voice_method": "POST", **fields}


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with TwilioServer() as server:
        server.numbers = {SID: number(SID, NUMBER)}
        yield server


@pytest.fixture
def types(environ, clock, twilio, tmp_path, monkeypatch) -> Types:
    """Type a command and answer its questions; its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, answers: str = "", **settings: str) -> tuple[int, str]:
        given = environ | ACCESS | {"CARRIER_API": twilio.api} | settings
        result = create_app(given, clock).test_cli_runner().invoke(args=["twilio", *words], input=answers)
        return result.exit_code, result.output

    return run


def test_a_number_leads_here_and_back_again(types, twilio):
    assert types("setup", "--yes")[0] == 0
    assert twilio.numbers[SID]["voice_url"] == f"{URL}/voice#e=frankfurt"
    assert twilio.numbers[SID]["status_callback"] == f"{URL}/voice/status"
    assert types("setup", "--yes", "--fallback", "https://web.example/ausfall.xml")[0] == 0
    assert twilio.numbers[SID]["voice_fallback_method"] == "GET"
    assert types("restore", "--yes")[0] == 0
    assert (twilio.numbers[SID]["voice_url"], twilio.numbers[SID]["voice_fallback_url"]) == (DEMO, "")
    assert "nicht bekannt" in types("restore", "--yes")[1]


def test_a_dry_run_shows_before_and_after_and_changes_nothing(types, twilio):
    code, printed = types("setup", "--dry-run")
    assert code == 0 and f"bisher: {DEMO}" in printed and f"danach: {URL}/voice#e=frankfurt" in printed
    assert {asked.method for asked in twilio.asked} == {"GET"}


def test_whoever_says_no_has_changed_nothing(types, twilio):
    assert types("setup", answers="n\nn\n")[0] == 0
    assert twilio.numbers[SID]["voice_url"] == DEMO and not Path(".env").exists()


def test_what_is_not_known_is_asked_and_kept_in_a_file_that_nobody_else_reads(types):
    nothing = {"TWILIO_ACCOUNT_SID": "", "TWILIO_AUTH_TOKEN": "", "PUBLIC_URL": ""}
    code, printed = types("setup", answers=f"{URL}/\n{ACCOUNT}\n{TOKEN}\ny\ny\n", **nothing)
    assert code == 0 and TOKEN not in printed
    lines = f"PUBLIC_URL={URL}\nTWILIO_ACCOUNT_SID={ACCOUNT}\nTWILIO_AUTH_TOKEN={TOKEN}\n"
    assert Path(".env").read_text() == lines and Path(".env").stat().st_mode & 0o077 == 0


def test_of_several_numbers_one_is_chosen(types, twilio):
    twilio.numbers[OTHER_SID] = number(OTHER_SID, OTHER_NUMBER)
    assert types("setup", answers=f"{OTHER_NUMBER}\ny\nn\n")[0] == 0
    assert [one["voice_url"] == DEMO for one in twilio.numbers.values()] == [True, False]
    assert "gehört nicht zu dem Konto" in types("setup", "--number", "+4930")[1]


def test_what_was_set_before_is_readable_by_nobody_else(types, environ):
    types("setup", "--yes")
    (kept,) = Path(environ["DATA_DIR"], "nummer").iterdir()
    assert kept.stat().st_mode & 0o077 == 0 and TOKEN not in kept.read_text()


REFUSED = {
    "a wrong token": ({"TWILIO_AUTH_TOKEN": TOKEN[::-1]}, "nimmt Account SID und Auth Token nicht an"),
    "no network": ({"CARRIER_API": "http://127.0.0.1:9"}, "Twilio ist nicht zu erreichen"),
    "no https": ({"PUBLIC_URL": "http://hotline.example.org"}, "eine Adresse mit https"),
    "not known in this region": ({"TWILIO_AUTH_TOKEN": TOKEN[:-1] + "x"}, "gelten andere"),
}


@pytest.mark.parametrize(("settings", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_told_in_german(types, settings, told):
    code, printed = types("setup", "--yes", **settings)
    assert code == 1 and told in printed and TOKEN not in printed


@pytest.mark.parametrize("url", ["http://hotline.example.org", "https://hotline.example.org/x y", "hotline"])
def test_an_address_that_twilio_cannot_call_is_refused(types, twilio, url):
    code, printed = types("setup", "--yes", "--url", url)
    assert code == 1 and "eine Adresse mit https" in printed and not twilio.asked


def test_an_account_without_a_number_and_a_number_that_an_application_answers_are_told(types, twilio):
    twilio.numbers = {SID: number(SID, NUMBER, voice_application_sid="AP" + "0" * 32)}
    assert "Anwendung oder einem Trunk" in types("setup", "--yes")[1]
    twilio.numbers = {}
    assert "keine Telefonnummer" in types("setup", "--yes")[1]


def test_an_answer_that_nobody_understands_is_told(types, twilio):
    twilio.wrong[f"{NUMBERS}.json"] = says(200, '{"incoming_phone_numbers": "none"}')
    assert "antwortet nicht richtig" in types("setup", "--yes")[1]


def test_no_line_of_a_settings_file_is_changed(tmp_path):
    file = tmp_path / ".env"
    file.write_bytes("# Büro\r\nPUBLIC_URL=https://alt.example\nPORT=9000".encode("cp1252"))
    before = file.read_bytes()
    assert add_settings(file, {"PORT": "1", "TWILIO_AUTH_TOKEN": TOKEN}) == ("TWILIO_AUTH_TOKEN",)
    assert file.read_bytes() == before + f"\nTWILIO_AUTH_TOKEN={TOKEN}\n".encode()


def test_while_the_server_is_down_callers_are_put_through_to_the_office(types, tmp_path):
    code, printed = types("fallback", "notfall.xml", "--echo")
    written = (tmp_path / "notfall.xml").read_text()
    assert code == 0 and "https://twimlets.com/echo?Twiml=%3C" in printed
    assert "im Moment gestört" in written and "Sie erreichen uns" in written
    assert re.search(r'<Dial timeout="25" callerId="\+493023125000"><Number>\+49\d+</Number></Dial><Say', written)


def test_the_office_is_never_shown_the_number_of_a_caller(types, tmp_path, environ):
    content = tmp_path / "inhalt"
    content.mkdir()
    (content / "buero.txt").write_text("Name: Büro\nTelefon: 030 23125 042\nBürozeiten: montags 10 bis 12 Uhr\n")
    assert "Es wird niemand angerufen" in types("fallback", CONTENT_DIR=str(content))[1]
    assert "<Dial" not in (tmp_path / "ausfall.xml").read_text()
