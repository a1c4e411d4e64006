"""A group whose room is in another system, from the caller's side."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from exchange.activity import Ringing, Talking
from exchange.exchange import Dialled
from exchange.in_process import in_process
from exchange.line import Line
from exchange.network import Network
from reading.external_entrance import EXAMPLES
from tests.conftest import CONTENT, TOKEN, Clock
from tests.support.external_rooms import WICKE
from tests.support.hotlines import hotline_of

CALLER, CALLED, OTHER = "+493023125999", "+493023125000", "+493023125123"


class OtherSystem:
    """The telephone of another system: how the next calls to it end; then each as the last one."""

    def __init__(self) -> None:
        self.ends: list[tuple[str, int]] = [("completed", 3600)]

    def __call__(self, address: str) -> tuple[str, int]:
        return self.ends.pop(0) if len(self.ends) > 1 else self.ends[0]


@pytest.fixture
def other() -> OtherSystem:
    return OtherSystem()


@pytest.fixture
def room() -> str:
    return f"{EXAMPLES['BigBlueButton']}\nStumm-Taste: 0"


@pytest.fixture
def app(environ: dict[str, str], clock: Clock, tmp_path: Path, room: str) -> Flask:
    folder = tmp_path / "inhalt"
    (folder / "gruppen").mkdir(parents=True)
    (folder / "buero.txt").write_bytes((CONTENT / "buero.txt").read_bytes())
    (folder / "gruppen" / "wicke.txt").write_text(f"{WICKE}Raum: {room}\n", encoding="utf-8")
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def network(app: Flask, other: OtherSystem) -> Network:
    url = hotline_of(app).settings.public_url
    return Network(in_process(app, url), url, TOKEN, other)


@pytest.fixture
def caller(network: Network) -> Line:
    return network.call(CALLER, CALLED)


def goes_in(caller: Line, *numbers: str) -> None:
    for keys in numbers or ("2", "583194", "1"):
        caller.press(keys)
        caller.listen()


def test_the_other_system_is_dialled_with_the_digits_of_the_room(caller, network):
    goes_in(caller)
    assert network.dialled == [Dialled(OTHER, "WWW123456789", CALLED)]
    assert "Zum Stummschalten drücken Sie dort die Null." in caller.said_last
    caller.finished()
    assert isinstance(caller.doing, Talking)


@pytest.mark.parametrize("room", [EXAMPLES["SIP"]])
def test_a_sip_address_is_dialled_as_it_is_written(caller, network):
    goes_in(caller)
    assert network.dialled == [Dialled("sip:gruppe7@konferenz.example.org", "", CALLED)]


def test_who_leads_goes_the_same_way(caller, network):
    goes_in(caller, "8", "77124450", "1")
    assert network.dialled == [Dialled(OTHER, "WWW123456789", CALLED)]


def test_the_talk_may_last_until_the_room_would_be_closed_here(caller, other):
    other.ends = [("completed", 99_999)]
    goes_in(caller)
    caller.finished()
    # From twenty past six until a quarter past eight.
    assert caller.doing.seconds == 115 * 60


@pytest.mark.parametrize("end", [("completed", 4), ("busy", 0), ("no-answer", 0), ("failed", 0), ("canceled", 0)])
def test_whoever_is_not_let_in_waits_with_music_and_is_connected_again(caller, other, end):
    other.ends = [end, end, ("completed", 3600)]
    goes_in(caller)
    for _ in range(2):
        caller.wait()
        assert "Ich verbinde Sie gleich noch einmal." in caller.said_last and not caller.ended
    caller.wait()
    assert "Sie sind nicht mehr verbunden." in caller.said_last


def test_a_quarter_of_an_hour_after_the_beginning_it_is_told_what_to_do(caller, clock, other):
    other.ends = [("completed", 5)]
    goes_in(caller)
    for minute in range(20, 46):
        clock.says(f"2026-03-10 18:{minute}")
        caller.wait()
        assert ("klappt noch nicht" in caller.said_last) == (minute < 45)
    assert "Der Raum antwortet nicht." in caller.said_last
    assert "Das nächste Treffen: Morgen, Mittwoch, elfter März" in caller.said_last
    assert "Bitte fragen Sie im Büro nach." in caller.said_last and "Die Nummer des Büros" in caller.said_last


def test_after_the_talk_one_key_leads_back_and_silence_to_the_goodbye(caller):
    goes_in(caller), caller.wait()
    caller.press("1"), caller.listen()
    assert isinstance(caller.doing, Ringing)
    caller.wait(), caller.wait(), caller.wait()
    assert caller.ended and caller.said_last.endswith("Auf Wiederhören.")


def test_after_the_end_of_the_meeting_there_is_no_way_back(caller, clock):
    goes_in(caller)
    clock.says("2026-03-10 20:05")
    caller.wait()
    assert caller.ended and "Das Treffen ist zu Ende." in caller.said_last


@pytest.mark.parametrize(("key", "heard"), [("9", "Für Ihre Gruppe"), ("0", "Im Büro"), ("7", "noch einmal")])
def test_whoever_waits_may_press_a_key(caller, other, key, heard):
    other.ends = [("busy", 0)]
    goes_in(caller), caller.wait()
    caller.press(key)
    assert heard in caller.said_last


def test_before_the_door_opens_nobody_is_connected(caller, clock):
    clock.says("2026-03-10 12:00")
    goes_in(caller)
    assert not isinstance(caller.doing, Ringing) and "Der Raum öffnet um" in caller.said_last


@pytest.mark.parametrize("room", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("number", [CALLER, "anonymous", "+266696687", ""])
def test_the_other_system_sees_the_number_of_the_hotline_alone(network, number):
    goes_in(network.call(number, CALLED))
    assert [dialled.caller_id for dialled in network.dialled] == [CALLED]


@pytest.mark.parametrize("called", ["anonymous", "", "sip:hotline@example.org"])
def test_without_a_number_to_show_nobody_is_dialled(network, called):
    caller = network.call(CALLER, called)
    goes_in(caller)
    assert not network.dialled and "klappt noch nicht" in caller.said_last


def test_an_office_that_hangs_up_soon_was_there_all_the_same(caller, clock, other):
    clock.says("2026-03-10 09:30")
    other.ends = [("completed", 4)]
    caller.press("0"), caller.wait()
    assert caller.ended and caller.said_last.endswith("Auf Wiederhören.")


def test_nothing_of_the_other_room_is_in_the_calendar(app):
    calendar = app.test_client().get("/plan.ics").get_data(as_text=True)
    assert "Wicke" in calendar and "123456789" not in calendar.replace("\r\n ", "")
