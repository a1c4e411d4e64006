"""Leitung: the one who leads sees the own room in the browser and leads it there, beside the keypad."""

import re
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial

import pytest

from app import create_app
from ivr.model.door import door
from ivr.model.meeting import Meeting
from ivr.model.plan import Group, Plan
from ivr.model.talk import Talk
from ivr.world import World
from keep.limits.code_attempts import OF_LEADERS
from office.leaders.event_stream import END_EVENT, MAX_STREAMS
from tests.support.hotlines import hotline_of, with_parts
from tests.support.leader_page import CODE, Leader
from tests.support.people import comes, leader, member
from tests.support.refusing_carrier import Refusing
from tests.support.small_hotline import CALLED, CALLER

ENDED = f"event: {END_EVENT}\ndata: {END_EVENT}\n\n"


def here(app) -> tuple[World, Meeting]:
    hotline = hotline_of(app)
    group = next(group for group in hotline.world().plan.groups if group.name == "Sonnenblume")
    world = hotline.world(group)
    meeting = door(group, world.now).meeting
    assert meeting
    return world, meeting


def room_of(app) -> str:
    world, meeting = here(app)
    return world.room(meeting)


def talk_of(app) -> Talk:
    """What the hotline knows of the talk in the room of Sonnenblume."""
    world, meeting = here(app)
    return world.talk(meeting)


@pytest.fixture
def talk(app):
    return partial(talk_of, app)


def asks_for_the_word(line) -> None:
    for key in "*1":
        line.press(key), line.listen()


def said_to(line) -> str:
    """All that somebody in the room has heard."""
    line.listen()
    return "\n".join(str(heard) for heard in line.heard)


def test_the_room_is_seen_by_numbers_alone(at_the_browser, dial):
    member(dial), member(dial), leader(dial)
    at_the_browser.opens("/leitung/raum")
    assert "3 Personen sind im Raum" in at_the_browser.reads
    assert re.findall("Nummer [^<]*(?=</h3>)", at_the_browser.page) == ["Nummer 1", "Nummer 2", "Nummer 3 (Leitung)"]
    assert not any(secret in at_the_browser.page for secret in ("+49", "471103", CODE))


def test_before_the_meeting_it_is_told_when_the_room_opens(at_the_browser, clock):
    for written, told in BEFORE.items():
        clock.says(written)
        at_the_browser.comes_in()
        assert (
            told in at_the_browser.reads and "mit dem Telefon: Taste 8, Ihre Nummer, Taste 1." in at_the_browser.reads
        )


BEFORE = {
    "2026-03-08 12:00": "Der Raum öffnet am Dienstag, 10.03.2026, um 18:15 Uhr.",
    "2026-03-10 12:00": "Der Raum öffnet um 18:15 Uhr, das Treffen beginnt um 18:30 Uhr.",
    "2026-03-10 18:20": "Das Treffen beginnt um 18:30 Uhr.",
    "2026-03-10 19:36": "Noch 24 Minuten, bis 20:00 Uhr.",
    "2026-03-10 19:59": "Noch eine Minute, bis 20:00 Uhr.",
    "2026-03-10 20:05": "Das Treffen ist zu Ende, der Raum schließt um 20:15 Uhr.",
    "2026-03-10 20:15": "Der Raum öffnet am Dienstag,",
}


def test_a_raised_hand_is_seen_and_given_the_word(at_the_browser, dial, talk):
    one, other = member(dial), member(dial)
    asks_for_the_word(other), asks_for_the_word(one)
    at_the_browser.opens("/leitung/raum")
    assert "Nummer 2 möchte sprechen. Das Wort geben Von der Liste nehmen Nummer 1" in at_the_browser.reads
    at_the_browser.presses("wort-2")
    assert "Hat das Wort." in at_the_browser.reads and talk().number(talk().floor) == 2
    assert "Jetzt spricht Nummer zwei." in said_to(one)


def test_a_hand_of_somebody_at_the_small_menu_is_on_the_list_but_gets_no_word_yet(at_the_browser, dial, talk):
    one, _ = member(dial), leader(dial)
    asks_for_the_word(one), one.press("*")
    at_the_browser.presses("wort-1")
    assert (
        "ist aber gerade nicht im Raum" in at_the_browser.reads and "inzwischen etwas geändert" in at_the_browser.reads
    )
    assert talk().floor == "" and talk().people == 1


def test_silence_for_all_and_its_end(at_the_browser, dial, talk):
    caller, _ = member(dial), leader(dial)
    at_the_browser.presses("ruhe")
    assert talk().silent and "Ist um Ruhe gebeten." in at_the_browser.reads
    at_the_browser.presses("alle")
    assert not talk().silent and "Die Ruhe ist vorbei." in said_to(caller)


def test_silence_needs_one_who_leads_by_telephone(at_the_browser, dial, talk):
    member(dial)
    at_the_browser.presses("ruhe")
    assert not talk().silent and "Sie selbst sind noch nicht im Raum." in at_the_browser.reads


def test_one_is_muted_and_may_undo_it(at_the_browser, dial):
    caller = member(dial)
    at_the_browser.presses("stumm-1")
    assert "Ist stumm." in at_the_browser.reads and "Nummer eins ist jetzt stumm." in said_to(caller)
    for key in "*3":
        caller.press(key), caller.listen()
    at_the_browser.opens("/leitung/raum")
    assert "Ist zu hören." in at_the_browser.reads


def test_the_lock_keeps_out_whoever_comes_now(app, at_the_browser, dial):
    member(dial)
    at_the_browser.presses("zu")
    assert "Er ist abgeschlossen." in at_the_browser.reads
    network = hotline_of(app).network
    assert not comes(lambda: network.call("+493023125998", "+493023125000"), "2", "471103", "1").in_room


def test_the_end_is_asked_for_twice_and_then_for_all(at_the_browser, dial):
    caller = member(dial)
    at_the_browser.opens("/leitung/raum/ende")
    assert "Möchten Sie das Treffen für alle beenden?" in at_the_browser.page and caller.in_room
    at_the_browser.presses("schluss")
    assert not caller.in_room and "Sie haben das Treffen beendet." in at_the_browser.reads


@pytest.mark.parametrize("button", ["ruhe", "zu", "wort-1", "stumm-1", "liste-1", "alle", "auf", "hoerbar-1"])
def test_a_button_says_what_is_to_be_so_pressing_it_late_or_twice_changes_nothing_more(
    at_the_browser, dial, talk, button
):
    one, _ = member(dial), leader(dial)
    asks_for_the_word(one)
    at_the_browser.presses(button)
    after, heard = talk(), said_to(one)
    at_the_browser.presses(button)
    assert talk() == after and said_to(one) == heard


# What a button does, and who does the same with which keys.
KEYPAD = {
    "wort-1": (leader, "*11"),
    "ruhe": (leader, "*2"),
    "zu": (leader, "*4"),
    "schluss": (leader, "*51"),
    "liste-1": (member, "*2"),
    "stumm-1": (member, "*3"),
}


def in_numbers(talk: Talk) -> tuple[object, ...]:
    """A talk without what differs from call to call."""
    seats = {(seat.number, seat.leads, seat.muted) for seat in talk.seats.values()}
    there = {talk.number(person) for person in talk.present}
    hands, floor = [talk.number(person) for person in talk.hands], talk.number(talk.floor)
    return seats, there, hands, floor, talk.silent, talk.locked, talk.over


@pytest.mark.parametrize("button", KEYPAD)
def test_page_and_keypad_leave_the_same_talk_and_the_same_people_muted(environ, clock, tmp_path, button):
    found = []
    for by_page in (True, False):
        app = create_app(environ | {"DATA_DIR": str(tmp_path / str(by_page))}, clock)
        hotline, browser = hotline_of(app), Leader(app)
        lines = {who: who(partial(hotline.network.call, CALLER, CALLED)) for who in (member, leader)}
        asks_for_the_word(lines[member])
        who, keys = KEYPAD[button]
        if by_page:
            browser.comes_in(), browser.presses(button)
        else:
            for key in keys:
                lines[who].press(key), lines[who].listen()
        for line in lines.values():
            line.listen()
        found.append((in_numbers(talk_of(app)), muted(app), [line.in_room for line in lines.values()]))
    assert found[0] == found[1]


def muted(app) -> list[bool]:
    """Whom the carrier lets nobody hear."""
    room = hotline_of(app).network.control.conference(room_of(app))
    return sorted(one.muted for one in room.participants) if room else []


@pytest.mark.parametrize("button", ["ruhe", "wort-1", "stumm-1", "schluss"])
def test_what_the_carrier_refuses_is_said_and_is_not_so(app, at_the_browser, dial, talk, button):
    member(dial), leader(dial)
    before = talk()
    with_parts(app, carrier=Refusing())
    at_the_browser.presses(button)
    assert "Die Telefonseite antwortet nicht" in at_the_browser.page and replace(talk(), hushed=False) == before


@pytest.mark.parametrize("button", ["stumm-1", "wort-1", "liste-1", "stumm-9", "stumm-", "quatsch", ""])
def test_whoever_has_hung_up_is_not_there_any_more(at_the_browser, dial, button):
    member(dial).hang_up()
    at_the_browser.presses(button)
    assert "inzwischen etwas geändert" in at_the_browser.page


# --- the door


@pytest.mark.parametrize("code", ["471103", "55281963", "00000000", "", "²²²²²²²²", "9988776"])
def test_no_other_number_opens_a_room(app, code):
    stranger = Leader(app)
    assert stranger.comes_in(code) == 403 and stranger.answer.request.path == "/leitung"


def test_guessing_is_slow_and_limited_and_leaves_the_telephone_alone(app, clock, dial):
    stranger = Leader(app, REMOTE_ADDR="203.0.113.7")
    hours = [f"2026-03-10 {hour:02}:{minute:02}" for hour in range(18, 24) for minute in range(0, 60, 2)]
    compared = [clock.says(hour) or stranger.comes_in("10000000") for hour in hours].count(403)
    assert compared <= 10 and stranger.comes_in() == 429
    clock.says("2026-03-10 18:20")
    assert leader(dial).in_room


def test_three_slips_cost_nothing(app):
    slips = Leader(app)
    assert [slips.comes_in("10000000"), slips.comes_in("10000000"), slips.comes_in()] == [403, 403, 200]


def test_strangers_keep_no_browser_out_that_was_in_before(app, at_the_browser):
    strangers_try(app)
    assert [at_the_browser.comes_in("10000000"), at_the_browser.comes_in()] == [403, 200]


def test_who_is_not_compared_because_of_strangers_is_not_counted_as_wrong(app, clock):
    unknown = Leader(app, REMOTE_ADDR="203.0.113.7")
    strangers_try(app)
    assert [unknown.comes_in() for _ in range(5)] == [429] * 5 and "eine Minute" in unknown.page
    clock.says("2026-03-10 18:22")
    assert unknown.comes_in() == 200


def strangers_try(app) -> None:
    """So many have tried numbers on the page that none of theirs is compared."""
    tries = hotline_of(app).attempts["page"]
    for address in map(str, range(OF_LEADERS.at_once)):
        tries.tried_to_lead(address, address, "")


def test_a_new_number_ends_the_sign_in(app, at_the_browser):
    changes_the_number(app)
    at_the_browser.opens("/leitung/raum")
    assert at_the_browser.answer.request.path == "/leitung"
    assert at_the_browser.presses("zu") == 403


@dataclass
class OnAir:
    """A plan that is on air without any files."""

    plan: Plan

    def edition(self) -> "OnAir":
        return self


def puts_on_air(app, *groups: Group) -> None:
    hotline = hotline_of(app)
    on_air = OnAir(replace(hotline.on_air.edition().plan, groups=groups))
    with_parts(app, on_air=on_air)


def changes_the_number(app) -> None:
    """The one who leads Sonnenblume gets another number."""
    groups = hotline_of(app).world().plan.groups
    puts_on_air(app, *(replace(one, leader_code=one.leader_code and one.leader_code[::-1]) for one in groups))


def test_whoever_leads_another_group_sees_and_changes_nothing_here(app, dial, talk):
    groups = hotline_of(app).world().plan.groups
    other = Group("Windrose", code="582917", leader_code="33221188", rules=groups[0].rules)
    puts_on_air(app, *groups, other)
    member(dial)
    elsewhere = Leader(app)
    elsewhere.comes_in(other.leader_code)
    assert "Gruppe Windrose" in elsewhere.reads and "Nummer 1" not in elsewhere.reads
    elsewhere.presses("stumm-1"), elsewhere.presses("zu")
    assert not talk().locked and not any(seat.muted for seat in talk().seats.values())


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


@pytest.fixture
def events(at_the_browser):
    with at_the_browser.follows("/leitung/raum/strom") as answer:
        assert answer.mimetype == "text/event-stream" and answer.headers["X-Accel-Buffering"] == "no"
        yield map(bytes.decode, answer.iter_encoded())


def test_the_stream_tells_what_changes_and_ends_with_a_new_number(app, events, dial):
    assert "Niemand ist im Raum." in next(events)
    member(dial)
    assert "Eine Person ist im Raum." in next(events)
    changes_the_number(app)
    assert list(events) == [ENDED]


def test_the_stream_ends_with_signing_out(at_the_browser, events):
    next(events)
    at_the_browser.sends("/leitung/abmelden")
    assert list(events) == [ENDED]


def test_the_stream_ends_when_the_hotline_is_to_stop(app, events):
    next(events)
    app.extensions["streams"].go_on = lambda: False
    assert list(events) == []


def test_only_some_streams_are_open_at_once_and_the_others_ask(at_the_browser):
    with ExitStack() as looking:
        for _ in range(MAX_STREAMS):
            assert looking.enter_context(at_the_browser.follows("/leitung/raum/strom")).status_code == 200
        assert at_the_browser.follows("/leitung/raum/strom").status_code == 204
        assert at_the_browser.opens("/leitung/raum/jetzt") == 200 and "Niemand ist im Raum." in at_the_browser.reads
    with at_the_browser.follows("/leitung/raum/strom") as again:
        assert again.status_code == 200


def test_what_is_told_again_and_again_is_the_same_as_long_as_the_room_is(at_the_browser, dial):
    member(dial)
    parts = {at_the_browser.opens("/leitung/raum/jetzt") and at_the_browser.page for _ in range(3)}
    assert len(parts) == 1
