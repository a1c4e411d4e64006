"""A fault of ours never ends a call: the caller hears an apology, and the call goes on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from twilio.request_validator import RequestValidator

from carrier.call_urls import address, place_at
from exchange.recorder import tone
from ivr.call import begin, step
from ivr.menus.after_failure import INSIDE, LEADS_BACK, MANY, after_failure
from ivr.menus.external_room import ELSEWHERE_NODES
from ivr.menus.main import NODES
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.announcement import RecordingOutcome
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import all_numbers, walk
from ivr.reply import HangUp, Join
from tests.conftest import TOKEN
from tests.support.hotlines import hotline_of, with_parts
from tests.support.people import comes, leader, member

URL = "http://127.0.0.1:8000"
CALL = {"CallSid": "CA" + "a" * 32, "From": "+493023125999", "To": "+493023125000", "CallStatus": "in-progress"}
SORRY, AGAIN, STILL = "Es gab eine Störung.", "Es gab noch einmal eine Störung.", "Die Störung dauert an."
MENU, OFFICE = "Für die Termine drücken Sie die Eins.", "Möchten Sie mit dem Büro sprechen?"


class Broken:
    """A part of the hotline in which something raises, so many times; afterwards it works as before."""

    def __init__(self, part: Any, times: int = 10**6):
        self._part = part
        self.times = times

    def _step(self) -> None:
        if self.times:
            self.times -= 1
            raise RuntimeError("a bug")

    def __call__(self, *args: Any) -> Any:
        self._step()
        return self._part(*args)

    def __getitem__(self, key: str) -> Any:
        self._step()
        return self._part[key]

    def __getattr__(self, name: str) -> Any:
        self._step()
        return getattr(self._part, name)


@pytest.fixture
def breaks(app: Flask) -> Callable[..., Broken]:
    """From now on a part of the hotline raises, so many times."""

    def breaks(name: str, times: int = 10**6) -> Broken:
        hotline = hotline_of(app)
        broken = Broken(getattr(hotline, name), times)
        with_parts(app, **{name: broken})
        return broken

    return breaks


@pytest.fixture
def post(app: Flask) -> Callable[..., ElementTree.Element]:
    """What the carrier is answered when it brings keys to a place."""

    def post(place: Place, keys: str = "") -> ElementTree.Element:
        path = address(place, CALL["CallSid"], hotline_of(app).places_key)
        form = CALL | ({"DialCallStatus": keys} if keys.isalpha() else {"Digits": keys})
        signature = RequestValidator(TOKEN).compute_signature(URL + path, form)
        answer = app.test_client().post(path, data=form, headers={"X-Twilio-Signature": signature})
        assert answer.status_code == 200
        return ElementTree.fromstring(answer.data)

    return post


@pytest.fixture
def onward(app: Flask) -> Callable[[ElementTree.Element], Place | None]:
    """The place at which an answer goes on."""

    def onward(document: ElementTree.Element) -> Place | None:
        url = str(document.findtext("Redirect") or document[0].get("action"))
        steps, seal = url.removeprefix(f"{URL}/voice/").split("/")
        return place_at(steps, seal, CALL["CallSid"], hotline_of(app).places_key)

    return onward


def spoken(document: ElementTree.Element) -> str:
    return " ".join(str(said.text) for said in document.iter("Say"))


# --- at every place


def test_at_every_place_a_fault_leads_on_the_second_to_the_office_and_no_further_one_by_itself(
    world, breaks, post, onward
):
    places = {place for place, _, _ in walk(world, begin(world), all_numbers(world.plan))}
    breaks("cancellations")
    for place in {place.name: place for place in places}.values():
        first = post(place)
        failed = onward(first)
        second, third = post(failed), post(onward(post(failed)))
        assert [SORRY in spoken(first), AGAIN in spoken(second), STILL in spoken(third)] == [True] * 3, place
        assert [[verb.tag for verb in document] for document in (first, second)] == [["Say", "Redirect"]] * 2
        assert [verb.tag for verb in third] == ["Gather", "Say", "Hangup"] and onward(third) is not None
        assert step(onward(second), "", world).then.place.name in ("stoerung_buero", "ungespeichert")


SID = "RE" + "0" * 32
OF_THE_LEADER = {"leitermenue", "keine_treffen", "ausfall", "findet_statt", "nicht_geaendert"}
OF_ANNOUNCEMENTS = {"ansagen", "anhoeren", "aufnehmen", "verworfen", "gespeichert", "loeschen_frage", "geloescht"}
OF_MEETINGS = {"absagen", "ausfall_wahl", "ausfall_frage", "zusage_frage"}
OF_A_RECORDING = {"pruefen", "wie_lange", "tage", "neuere", "ersetzen", "nicht_gespeichert"}
OF_A_MESSAGE = {"nachricht_abholen", "nachricht_pruefen", "nachricht_da", "nachricht_geloescht"}
IN_FRONT = {"eintritt", "ansage", "davor", "zusage", "stimmt"}


@pytest.fixture
def group_id(world) -> str:
    return world.group_id(next(group for group in world.groups if group.name == "Sonnenblume"))


def led_to(world, place):
    """Where a call goes on after a fault at a place."""
    then = step(after_failure(place), "", world).then
    return then.after if isinstance(then, Join) else then.place


@pytest.mark.parametrize("name", NODES)
def test_every_place_leads_back_to_what_was_under_way_there_and_else_to_the_main_menu(world, group_id, name):
    world = replace(world, recordings={SID: RecordingOutcome(sound="sound")})
    known = {
        "leitermenue": OF_THE_LEADER,
        "ansagen": OF_ANNOUNCEMENTS,
        "absagen": OF_MEETINGS,
        "pruefen": OF_A_RECORDING | {"abholen", "ungespeichert"},
        "missglueckt": {"missglueckt", "aufgenommen"},
        "zusage": IN_FRONT
        | {"vor_der_tuer", "raum", "nicht_drin", "ueben"}
        | {*ELSEWHERE_NODES} - {"nach_anderswo", "getrennt"},
        "getrennt": {"nach_anderswo", "getrennt"},
        "eigener_neu": {"eigener_neu", "eigener_raum"},
        "nachricht_pruefen": OF_A_MESSAGE,
        "nachricht_missglueckt": {"nachricht_missglueckt", "nachricht_gesprochen"},
        "zurueck": INSIDE,
        "neu": {"neu"},
        "regeln": {At.INFORMATION, At.INFORMATION_TEXT},
        "auskunft": {At.GROUP_INFO, At.GROUP_DATES, At.CONTACT, At.AFTER_CONTACT, At.CONTACT_NO_ANSWER},
    }
    expected = next((to for to, names in known.items() if name in names), "menu")
    place = (
        Place(name, group=group_id) if expected == "zurueck" else Place(name, group=group_id, number=0, recording=SID)
    )
    assert led_to(world, place).name == expected


@pytest.mark.parametrize("name", NODES)
def test_what_was_said_of_the_caller_and_of_faults_goes_along(world, name):
    reply = step(after_failure(Place(name, group=PRACTICE_ID, leads=True, agreed=True)), "", world)
    after = reply.then.after if isinstance(reply.then, Join) else getattr(reply.then, "place", reply.otherwise)
    assert isinstance(reply.then, HangUp) or (after.agreed, after.failures) == (True, 1)


@pytest.mark.parametrize("name", sorted({*NODES} - INSIDE))
def test_who_has_not_promised_or_not_said_yes_does_not_come_in_by_a_fault_of_ours(world, group_id, name):
    assert not isinstance(step(after_failure(Place(name, group=group_id)), "", world).then, Join)


@pytest.mark.parametrize("name", ["eintritt", "ansage", "davor", "zusage", "stimmt"])
def test_who_has_promised_is_asked_only_whether_it_is_the_right_group(world, group_id, name):
    assert step(after_failure(Place(name, group=group_id, agreed=True)), "", world).then.place.name == "stimmt"


def test_who_comes_with_a_number_that_is_of_no_group_any_more_is_told_so_and_let_in_nowhere(world):
    for name in LEADS_BACK:
        assert not isinstance(step(after_failure(Place(name, group="gone")), "", world).then, Join)


def test_faults_are_counted_through_the_whole_call(world):
    turns = [*walk(world, step(Place(At.FAILURE, failures=1), "", world))]
    assert len(turns) > 100
    for place, keys, reply in turns:
        assert place.failures == 1 and getattr(reply.then, "place", place).failures == 1, (place, keys)
    assert after_failure(after_failure(after_failure(Place(At.MENU, failures=MANY)))).failures == MANY


# --- whole calls


@pytest.mark.parametrize("part", ["cancellations", "library", "attempts", "statistics"])
def test_one_fault_costs_a_caller_one_apology(dial, breaks, part):
    line = comes(dial, "2")
    breaks(part, times=1)
    line.press("471103"), line.listen()
    assert SORRY in line.said_last and MENU in line.said_last


def test_a_fault_while_the_call_comes_in_leads_to_the_main_menu(dial, breaks):
    breaks("cancellations", times=1)
    line = comes(dial)
    assert SORRY in line.said_last and MENU in line.said_last


@pytest.mark.parametrize("comes_in", [member, leader])
@pytest.mark.parametrize("keys", ["", "3", "9", "#"])
def test_a_fault_at_the_star_menu_leads_back_into_the_room(dial, breaks, comes_in, keys):
    line = comes_in(dial)
    line.press("*"), line.listen()
    breaks("library", times=1)
    line.press(keys) if keys else line.wait()
    line.listen()
    assert SORRY in line.said_last and "Sie sind wieder im Raum." in line.said_last and line.in_room
    line.press("*"), line.listen()
    assert ("Für Ruhe im Raum" in line.said_last) == (comes_in is leader)


# --- a recording


def asked_to_save(dial, *keys):
    """A leader who has spoken, and then pressed these keys."""
    line = comes(dial, "8", "99887766", "2", "1")
    line.speak(tone(4)), line.press("5"), line.wait()
    for key in keys:
        line.press(key), line.listen()
    return line


@pytest.mark.parametrize("keys", ["1", "13", "12", "9", "91"])
def test_no_fault_loses_a_recording(dial, breaks, keys):
    line = asked_to_save(dial, *keys[:-1])
    breaks("cancellations", times=1)
    line.press(keys[-1]), line.listen()
    assert SORRY in line.said_last and "So klingt Ihre Ansage." in line.said_last
    line.press("1"), line.press("3")
    assert line.said_last.startswith("Gespeichert.")


@pytest.mark.parametrize("part", ["cancellations", "library"])
def test_a_fault_right_after_the_tone_loses_no_recording(dial, breaks, part):
    line = comes(dial, "8", "99887766", "2", "1")
    line.speak(tone(4))
    breaks(part, times=1)
    line.press("5"), line.wait()
    assert SORRY in " ".join(line.heard) and "So klingt Ihre Ansage." in " ".join(line.heard)


def test_the_second_fault_asks_whether_to_save_before_it_leads_to_the_office(dial, breaks):
    line = asked_to_save(dial)
    breaks("cancellations", times=2)
    line.press("1"), line.listen()
    assert AGAIN in line.said_last and "Ihre Aufnahme ist noch nicht gespeichert." in line.said_last
    assert "Für das Büro, ohne zu speichern," in line.said_last
    for key in "13":
        line.press(key)
    assert line.said_last.startswith("Gespeichert.")


def test_who_was_told_saved_by_a_page_that_failed_hears_that_it_is_on_air(dial, breaks):
    line = asked_to_save(dial, "1")
    breaks("library", times=1)
    line.press("3"), line.listen()
    assert SORRY in line.said_last and "Zu hören ist sie, bis sie gelöscht wird." in line.said_last


# --- in front of a room


def test_in_front_of_a_room_no_number_has_to_be_typed_again(dial, breaks):
    line = comes(dial, "2", "471103")
    breaks("cancellations", times=1)
    line.press("1"), line.listen()
    assert SORRY in line.said_last and "Gruppe Sonnenblume." in line.said_last
    line.press("1"), line.listen()
    assert line.in_room


def test_the_second_fault_in_front_of_a_room_offers_the_office_and_the_way_on(dial, breaks):
    line = comes(dial, "2", "471103")
    breaks("cancellations", times=2)
    line.press("1"), line.listen()
    assert OFFICE in line.said_last and "Für den Weg zurück drücken Sie die Eins." in line.said_last
    line.press("1"), line.listen(), line.press("1"), line.listen()
    assert line.in_room


def test_a_fault_while_somebody_leaves_the_room_leads_back_into_it(dial, breaks):
    line = member(dial)
    breaks("cancellations", times=1)
    line.press("*"), line.listen()
    assert SORRY in line.said_last and line.in_room


def test_the_second_fault_of_a_call_offers_the_office_and_the_way_back(dial, breaks):
    line = member(dial)
    for words in (SORRY, OFFICE):
        line.press("*"), line.listen()
        breaks("library", times=1)
        line.press("4"), line.listen()
        assert words in line.said_last
    assert "Für den Raum drücken Sie die Eins." in line.said_last
    line.wait()
    assert line.in_room


def test_the_office_that_was_offered_is_reached(dial, breaks, clock):
    clock.says("2026-03-10 09:30")
    line = dial()
    breaks("library", times=2)
    line.press("1"), line.listen(), line.press("0"), line.listen()
    assert "Ich verbinde Sie mit dem Büro." in line.said_last


@pytest.mark.parametrize("part", ["cancellations", "library", "talks", "statistics"])
def test_a_hotline_that_fails_all_the_time_never_hangs_up_on_a_caller_who_presses_a_key(dial, breaks, part):
    broken = breaks(part)
    line = comes(dial)
    assert [words in " ".join(line.heard) for words in (SORRY, AGAIN, STILL)] == [True] * 3
    for _ in range(5):
        heard = len(line.heard)
        line.press("1"), line.listen()
        assert len(line.heard) == heard + 1 and STILL in line.said_last and not line.ended
    broken.times = 0
    line.press("1"), line.listen()
    assert MENU in line.said_last


def test_who_presses_no_key_then_is_told_goodbye(dial, breaks):
    breaks("cancellations")
    line = comes(dial)
    line.wait()
    assert line.ended and "Auf Wiederhören." in line.said_last


def test_a_callback_that_we_fail_at_is_told_to_the_carrier_and_disturbs_no_call(app, dial, breaks):
    line = member(dial)
    breaks("talks")
    comes(dial)
    assert line.in_room and all("answers 500" in warning for warning in hotline_of(app).network.warnings)


def test_who_hangs_up_in_the_room_does_not_come_back_by_the_carriers_last_question(app, dial):
    lines = leader(dial), member(dial)
    lines[0].hang_up()
    (talk,) = hotline_of(app).talks.values()
    assert len(talk.seats) == 1 and talk.leaders == ()


def test_waiting_goes_on_with_music(dial, breaks):
    line = member(dial)
    breaks("library", times=1)
    line.finished(), line.finished()
    assert line.doing.waiting and line.doing.sound.url.endswith("/sound/music.wav")
