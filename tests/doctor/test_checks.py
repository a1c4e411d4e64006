"""What the checks find in a hotline that works, and in one of which something is broken."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from app import create_app
from doctor.checks import CHECKS, with_test_message
from doctor.examination import Check, examine
from doctor.finding import Finding, ok
from hotline import Hotline
from keep.content.editions import HEARTBEAT
from tests.support.certificates import certified_server
from tests.support.clerk import PASSWORD
from tests.support.hotlines import hotline_of
from tests.support.notification_server import Letterbox
from tests.support.served import open_hotline
from tests.support.twilio_answers import says
from tests.support.twilio_server import ACCOUNT, NUMBERS, TOKEN, TwilioServer

URL = "https://hotline.example.org"
ACCESS = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "PUBLIC_URL": URL}
# What depends on the machine on which the tests run.
OF_THE_MACHINE = {"clock", "packages", "vulnerabilities", "disk", "memory", "python"}
OURS = {"phone_number": "+493023125000", "voice_url": f"{URL}/voice#e=frankfurt", "voice_method": "POST"}
WHOLE = OURS | {"status_callback": f"{URL}/voice/status", "voice_fallback_url": "https://web.example/ausfall.xml"}


def found(hotline: Hotline, name: str) -> tuple[str, str]:
    """How the check of that name ends, and what it says."""
    (result,) = examine(hotline, [one for one in with_test_message() if one.name == name])
    return result.finding.status.value, f"{result.finding.told} {result.finding.remedy}"


@pytest.fixture
def running(environ, redis_dir, redis_client) -> dict[str, str]:
    """The settings of a hotline with Redis, whose worker is there."""
    redis_client.put(HEARTBEAT, b"1")
    return environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}


@pytest.fixture
def answers(running, clock, door) -> Iterator[Hotline]:
    """A hotline that answers at its address and its port."""
    with open_hotline(running, clock, door) as app:
        held = hotline_of(app)
        yield replace(held, settings=replace(held.settings, port=door.getsockname()[1]))


@pytest.fixture
def connected(running, clock) -> Iterator[tuple[TwilioServer, Hotline]]:
    """Twilio, and a hotline with an account there."""
    with TwilioServer() as twilio:
        yield twilio, hotline_of(create_app(running | ACCESS | {"CARRIER_API": twilio.api}, clock))


def test_nothing_is_wrong_with_a_hotline_that_works(answers):
    results = [one for one in examine(answers, CHECKS) if one.check.name not in OF_THE_MACHINE]
    assert {one.check.name: one.finding.told for one in results if one.finding.status == "failed"} == {}
    assert {one.check.name for one in results if one.finding.status == "warning"} == {"notify"}
    assert all(one.finding.remedy for one in results if one.finding.status != "ok")


def test_what_does_not_answer_is_told(app):
    hotline = hotline_of(app)
    assert [found(hotline, name)[0] for name in ("redis", "worker")] == ["failed", "failed"]


def test_a_port_at_which_something_else_answers_is_told(app):
    hotline = hotline_of(app)
    with TwilioServer() as other:
        other.wrong["/health"] = says(200, "{}")
        settings = replace(hotline.settings, port=int(other.api.rpartition(":")[2]), public_url=other.api)
        hotline = replace(hotline, settings=settings)
        assert "antwortet etwas anderes" in found(hotline, "port")[1]
        assert "antwortet etwas anderes" in found(hotline, "public_address")[1]
        other.objections.clear()


def test_a_file_that_others_can_read_is_told(app, environ):
    Path(environ["DATA_DIR"], "secret_key").write_text("x")
    Path(environ["DATA_DIR"], "secret_key").chmod(0o644)
    status, told = found(hotline_of(app), "permissions")
    assert status == "failed" and "»secret_key«" in told and "chmod" in told


def test_a_store_that_keeps_nothing_is_told(app, environ):
    folder = Path(environ["DATA_DIR"], "pruefung")
    folder.write_text("no folder")
    assert found(hotline_of(app), "store")[0] == "failed"


def test_mistakes_in_the_content_are_told(environ, clock, folder):
    (folder / "gruppen/neu.txt").write_text("Gruppe: Neu\nRegel: irgendwann\n")
    status, told = found(hotline_of(create_app(environ | {"CONTENT_DIR": str(folder)}, clock)), "content")
    assert status == "warning" and "gruppen/neu.txt" in told


def test_a_public_address_behind_which_another_hotline_answers_is_told(answers):
    stranger = replace(answers, settings=replace(answers.settings, given_tokens=(TOKEN,)))
    status, told = found(stranger, "signature")
    assert status == "failed" and "403" in told and TOKEN not in told


NUMBERS_AT_TWILIO = {
    "none": ({}, "failed", "flask twilio setup"),
    "to another": (OURS | {"voice_url": "https://demo.twilio.com/"}, "failed", "Keine Nummer"),
    "no end of calls": (OURS, "warning", "anders eingetragen"),
    "no fallback": (WHOLE | {"voice_fallback_url": ""}, "warning", "englische Ansage"),
    "all": (WHOLE, "ok", "+493023125000"),
}


@pytest.mark.parametrize(("number", "status", "told"), NUMBERS_AT_TWILIO.values(), ids=NUMBERS_AT_TWILIO)
def test_what_is_set_at_the_number_is_compared(connected, number, status, told):
    twilio, hotline = connected
    sid = "PN" + "1" * 32
    twilio.numbers = {sid: {"sid": sid, **number}} if number else {}
    assert (found(hotline, "webhooks")[0], told in found(hotline, "webhooks")[1]) == (status, True)


def test_a_wrong_token_is_told_and_not_shown(connected):
    twilio, hotline = connected
    twilio.token = TOKEN[::-1]
    status, told = found(hotline, "webhooks")
    assert status == "failed" and "nicht an" in told and TOKEN not in told
    twilio.wrong[f"{NUMBERS}.json"] = says(500, "{}")
    assert "nicht zu erreichen" in found(hotline, "webhooks")[1]


@pytest.mark.parametrize(("days", "status"), [(60, "ok"), (5, "warning")])
def test_the_days_of_the_certificate_are_counted(app, tmp_path, monkeypatch, days, status):
    with certified_server(tmp_path, days) as address:
        hotline = hotline_of(app)
        hotline = replace(hotline, settings=replace(hotline.settings, public_url=address))
        assert found(hotline, "certificate")[0] == "failed"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        assert found(hotline, "certificate")[0] == status
        assert f"{days} Tage" in found(hotline, "certificate")[1]


def test_a_test_message_is_sent_only_when_it_is_asked_for(environ, clock):
    with Letterbox() as box:
        hotline = hotline_of(create_app(environ | {"NOTIFY": box.address}, clock))
        examine(hotline, [one for one in CHECKS if one.name == "notify"])
        assert not box.messages
        assert found(hotline, "notify")[0] == "ok" and len(box.messages) == 1


def test_a_check_that_breaks_or_hangs_is_a_line_and_the_others_go_on(app):
    never = Event()

    def breaks(hotline: Hotline) -> Finding:
        raise ValueError(PASSWORD)

    def hangs(hotline: Hotline) -> Finding:
        never.wait()
        return ok("")

    checks = [Check("a", "A", breaks), Check("b", "B", hangs, seconds=0.2), Check("c", "C", lambda _: ok("gut"))]
    broken, hung, fine = (one.finding for one in examine(hotline_of(app), checks))
    never.set()
    assert (broken.status, "ValueError" in broken.told, PASSWORD in broken.told) == ("failed", True, False)
    assert (hung.status, "länger als" in hung.told, fine.told) == ("failed", True, "gut")


def test_the_names_of_all_checks_differ():
    assert len({one.name for one in CHECKS}) == len({one.title for one in CHECKS}) == len(CHECKS)


def test_an_office_without_a_password_is_told(environ, clock):
    open_to_all = create_app(environ | {"TWILIO_AUTH_TOKEN": TOKEN}, clock)
    with_password = create_app(environ | {"TWILIO_AUTH_TOKEN": TOKEN, "STAFF_PASSWORD": PASSWORD}, clock)
    assert [found(hotline_of(one), "office")[0] for one in (open_to_all, with_password)] == ["warning", "ok"]
