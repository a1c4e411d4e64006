"""Leitung: the one who leads sees the own room in the browser and leads it there, beside the keypad."""

import re
from dataclasses import replace

import pytest

from app import create_app
from carrier.nobody import Nobody
from carrier.port import CarrierError
from ivr.door import door
from tests.clerk import Clerk
from tests.people import comes, leader, member
from tests.test_office_today import text

CODE = "99887766"


class Silent(Nobody):
    """A telephone side that cannot be asked."""

    def mute(self, room: str, labels: object, on: bool) -> None:
        raise CarrierError("no answer")


class Leader(Clerk):
    """The one who leads Sonnenblume, at the browser."""

    def comes_in(self, code: str = CODE) -> int:
        self.opens("/leitung")
        return self.sends("/leitung", nummer=code)

    def does(self, what: str, number: int = 0) -> int:
        return self.sends("/leitung/raum", was=what, nummer=str(number))

    @property
    def reads(self) -> str:
        return text(self.page)


@pytest.fixture
def at_the_browser(app) -> Leader:
    leader = Leader(app)
    leader.comes_in("9988 7766")
    return leader


@pytest.fixture
def talk(app):
    """What the hotline knows of the talk in the room of Sonnenblume."""

    def known():
        world = app.extensions["hotline"].world()
        group = next(group for group in world.plan.groups if group.name == "Sonnenblume")
        return world.talk(door(group, world.now).meeting)

    return known


def test_the_room_is_seen_by_numbers_alone(at_the_browser, dial):
    member(dial), member(dial), leader(dial)
    at_the_browser.opens("/leitung/raum")
    assert "3 Personen sind im Raum" in at_the_browser.reads
    assert re.findall(r"Nummer (\d)(?: \((Leitung)\))?</h2>", at_the_browser.page) == [
        ("1", ""),
        ("2", ""),
        ("3", "Leitung"),
    ]
    assert "+49" not in at_the_browser.page and "471103" not in at_the_browser.page and CODE not in at_the_browser.page


def test_a_raised_hand_is_seen_and_given_the_word(at_the_browser, dial, talk):
    caller, other = member(dial), member(dial)
    caller.press("*"), caller.listen(), caller.press("1"), caller.listen()
    at_the_browser.opens("/leitung/raum")
    assert "Nummer 1 möchte sprechen." in at_the_browser.reads
    at_the_browser.does("wort")
    assert "Hat das Wort." in at_the_browser.reads and talk().number(talk().floor) == 1
    assert "Jetzt spricht Nummer eins." in said_to(other)


def test_silence_for_all_and_its_end(at_the_browser, dial, talk):
    caller = member(dial)
    leader(dial)
    at_the_browser.does("ruhe")
    assert talk().silent and "Ist stumm." in at_the_browser.reads
    at_the_browser.does("ruhe")
    assert not talk().silent and "Die Ruhe ist vorbei." in said_to(caller)


def test_one_is_muted_and_may_undo_it(at_the_browser, dial, talk):
    caller = member(dial)
    at_the_browser.does("stumm", 1)
    assert "Ist stumm." in at_the_browser.reads and "Nummer eins ist jetzt stumm." in said_to(caller)
    caller.press("*"), caller.listen(), caller.press("3"), caller.listen()
    at_the_browser.opens("/leitung/raum")
    assert "Ist zu hören." in at_the_browser.reads


def test_the_lock_keeps_out_whoever_comes_now(app, at_the_browser, dial):
    member(dial)
    at_the_browser.does("schloss")
    assert "Der Raum ist abgeschlossen." in at_the_browser.reads
    network = app.extensions["hotline"].network
    assert not comes(lambda: network.call("+493023125998", "+493023125000"), "2", "471103", "1").in_room


def test_the_end_is_asked_for_twice_and_then_for_all(at_the_browser, dial):
    caller = member(dial)
    at_the_browser.opens("/leitung/raum/ende")
    assert "Möchten Sie das Treffen für alle beenden?" in at_the_browser.page and caller.in_room
    at_the_browser.does("schluss")
    assert not caller.in_room and "Niemand ist im Raum." in at_the_browser.reads


KEYPAD = {"wort": "11", "ruhe": "2", "schloss": "4", "schluss": "51"}


@pytest.mark.parametrize("what", KEYPAD)
def test_page_and_keypad_leave_the_same_talk(environ, clock, what):
    found = []
    for by_page in (True, False):
        app = create_app(environ | {"DATA_DIR": environ["DATA_DIR"] + str(by_page)}, clock)
        network = app.extensions["hotline"].network
        dial = lambda network=network: network.call("+493023125999", "+493023125000")  # noqa: E731
        caller, by_phone, browser = member(dial), leader(dial), Leader(app)
        caller.press("*"), caller.listen(), caller.press("1"), caller.listen()
        if by_page:
            browser.comes_in()
            browser.does(what)
        else:
            for key in "*" + KEYPAD[what]:
                by_phone.press(key), by_phone.listen()
        world = app.extensions["hotline"].world()
        group = next(group for group in world.plan.groups if group.name == "Sonnenblume")
        talk = world.talk(door(group, world.now).meeting)
        numbers = [talk.number(person) for person in talk.hands], talk.number(talk.floor)
        found.append((talk.silent, talk.locked, talk.over, numbers))
    assert found[0] == found[1]


def test_what_the_carrier_does_not_do_is_said(app, at_the_browser, dial):
    member(dial)
    app.extensions["hotline"] = replace(app.extensions["hotline"], carrier=Silent())
    at_the_browser.does("ruhe")
    assert "Die Telefonseite antwortet nicht" in at_the_browser.page


def test_somebody_who_has_hung_up_is_not_there_any_more(at_the_browser, dial):
    member(dial).hang_up()
    for what in ("stumm", "wort_an", "von_der_liste", "quatsch"):
        at_the_browser.does(what, 1)
        assert "nicht mehr möglich" in at_the_browser.page


# --- the door


@pytest.mark.parametrize("code", ["471103", "55281963", "00000000", "", "²²²²²²²²", "9988776"])
def test_no_other_number_opens_a_room(app, code):
    stranger = Leader(app)
    assert stranger.comes_in(code) == 403 and stranger.answer.request.path == "/leitung"


def test_guessing_is_limited_and_leaves_the_telephone_alone(app, dial):
    stranger = Leader(app)
    statuses = [stranger.comes_in(f"1{number:07}") for number in range(8)]
    assert statuses[0] == 403 and statuses[-1] == 429 and stranger.comes_in() == 429
    assert leader(dial).in_room


def test_a_new_number_ends_the_sign_in(app, at_the_browser, dial):
    world = app.extensions["hotline"].world()
    groups = tuple(
        replace(group, leader_code="33221188" if group.leader_code == CODE else group.leader_code)
        for group in world.plan.groups
    )
    changed = replace(world, plan=replace(world.plan, groups=groups))
    app.extensions["hotline"] = replace(app.extensions["hotline"], world=lambda: changed)
    at_the_browser.opens("/leitung/raum")
    assert at_the_browser.answer.request.path == "/leitung"


def test_who_leads_does_not_enter_the_office_nor_the_office_the_room(environ, clock):
    app = create_app(environ | {"STAFF_PASSWORD": "vier Wörter, gut gemischt"}, clock)
    here = Leader(app)
    here.comes_in()
    here.opens("/buero/")
    assert here.answer.request.path == "/buero/anmelden"
    here.signs_in()
    here.opens("/leitung/raum")
    assert here.answer.request.path == "/leitung"


# --- live


def test_the_stream_tells_what_changes_and_ends_with_the_sign_in(app, at_the_browser, dial):
    with at_the_browser.follows("/leitung/raum/strom") as answer:
        events = answer.iter_encoded()
        assert "Niemand ist im Raum." in next(events).decode()
        member(dial)
        assert "Eine Person ist im Raum." in next(events).decode()
        assert answer.mimetype == "text/event-stream"
        hotline = app.extensions["hotline"]
        app.extensions["hotline"] = replace(
            hotline, world=lambda: replace(hotline.world(), plan=replace(hotline.world().plan, groups=()))
        )
        assert list(events) == []


def test_only_some_streams_are_open_at_once(app, at_the_browser):
    with at_the_browser.follows("/leitung/raum/strom") as first:
        assert first.status_code == 200
    free = app.extensions["streams"]
    while free.acquire(blocking=False):
        """Others look, too."""
    assert at_the_browser.follows("/leitung/raum/strom").status_code == 503
    free.release()
    with at_the_browser.follows("/leitung/raum/strom") as again:
        assert again.status_code == 200


def changes_the_number(app) -> None:
    """The one who leads Sonnenblume gets another number."""
    hotline = app.extensions["hotline"]
    world = hotline.world()
    groups = (replace(one, leader_code=one.leader_code and one.leader_code[::-1]) for one in world.plan.groups)
    changed = replace(world, plan=replace(world.plan, groups=tuple(groups)))
    app.extensions["hotline"] = replace(hotline, world=lambda: changed)


def said_to(line) -> str:
    """All that somebody in the room has heard."""
    line.listen()
    return "\n".join(str(heard) for heard in line.heard)
