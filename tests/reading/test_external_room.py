"""What staff write of a room in another system is read, and what is written there stays there."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.twiml.attributes import ATTRIBUTES
from ivr.model.external_systems import SYSTEMS
from ivr.model.plan import ExternalRoom
from reading.external_entrance import EXAMPLES
from reading.external_room import MOST_PRESSED
from tests.support.staff import group, written

GROUP = "Gruppe: Krokus\nRegel: montags, 18 Uhr\nZugang: 582 917\n"

ROOMS = {
    "BigBlueButton 030 23125 123, 123456789": ExternalRoom("BigBlueButton", "030 23125 123", "WWW123456789"),
    "BBB (030) 23125-123, 123 456 789": ExternalRoom("BigBlueButton", "030 23125 123", "WWW123456789"),
    "Big Blue Button: +49 30 23125 123; 123-456-789": ExternalRoom("BigBlueButton", "030 23125 123", "WWW123456789"),
    "Senfcall 030 23125 123, 123456789": ExternalRoom("Senfcall", "030 23125 123", "WWW123456789"),
    "JITSI 030 23125 124, 2042531021": ExternalRoom("Jitsi", "030 23125 124", "WWW2042531021#"),
    "Zoom, 030 23125 126, 123 4567 8901": ExternalRoom("Zoom", "030 23125 126", "WWWW12345678901#WWWW#", "*6"),
    "Zoom-Meeting 030 23125 126, 123 4567 8901, 98765": ExternalRoom(
        "Zoom", "030 23125 126", "WWWW12345678901#WWWW#WWWW98765#", "*6"
    ),
    "TeamViewer 030 23125 127, 123 456 789": ExternalRoom("TeamViewer", "030 23125 127", "WWWW123456789#"),
    "Microsoft Teams 030 23125 128, 123 456 789": ExternalRoom("Teams", "030 23125 128", "WWWW123456789#", "*6"),
    "Telefonkonferenz 030 23125 125, 4711, 9876": ExternalRoom(
        "Telefonkonferenz", "030 23125 125", "WWWW4711#WWWW9876#"
    ),
    "Meebl 030 23125 125": ExternalRoom("Telefonkonferenz", "030 23125 125"),
    "SIP sip:gruppe7@konferenz.example.org": ExternalRoom("SIP", "sip:gruppe7@konferenz.example.org"),
    "sip:jitsi@example.org:5061?x-Room-Name=gruppe7": ExternalRoom(
        "SIP", "sip:jitsi@example.org:5061?x-Room-Name=gruppe7"
    ),
}


@pytest.mark.parametrize("raum", ROOMS)
def test_a_room_in_another_system_is_understood(raum):
    assert group(f"Regel: montags, 18 Uhr\nZugang: 582 917\nRaum: {raum}").external_room == ROOMS[raum]


def test_every_system_has_an_example_that_is_understood():
    assert EXAMPLES.keys() == SYSTEMS.keys()
    for kind, example in EXAMPLES.items():
        assert written(f"{GROUP}Raum: {example}\n")[0].groups[0].external_room.kind == kind


OVERRIDES = {
    "Wartezeit: 5 Sekunden": ExternalRoom("Jitsi", "030 23125 124", "WWWWW2042531021#"),
    "Wartezeit: 0": ExternalRoom("Jitsi", "030 23125 124", "2042531021#"),
    "Abschluss: ohne": ExternalRoom("Jitsi", "030 23125 124", "WWW2042531021"),
    "Abschluss: *": ExternalRoom("Jitsi", "030 23125 124", "WWW2042531021*"),
    "Stumm-Taste: * 4": ExternalRoom("Jitsi", "030 23125 124", "WWW2042531021#", "*4"),
    "stumm-taste: 0": ExternalRoom("Jitsi", "030 23125 124", "WWW2042531021#", "0"),
}


@pytest.mark.parametrize("line", OVERRIDES)
def test_what_differs_from_the_usual_is_written_below(line):
    assert written(f"{GROUP}Raum: {EXAMPLES['Jitsi']}\n{line}\n")[0].groups[0].external_room == OVERRIDES[line]


def test_a_mute_key_can_be_taken_away():
    assert not written(f"{GROUP}Raum: {EXAMPLES['Zoom']}\nStumm-Taste: keine\n")[0].groups[0].external_room.mute_key


@given(
    st.sampled_from(sorted(SYSTEMS)),
    st.lists(st.text("0123456789", min_size=1, max_size=20), max_size=3),
    st.integers(0, 20),
    st.sampled_from(["#", "*", "ohne"]),
)
def test_what_is_pressed_holds_every_number_in_order_or_there_is_a_problem(kind, numbers, wait, ends):
    room = ", ".join([f"{kind} 030 23125 125", *numbers])
    plan, problems = written(f"{GROUP}Raum: {room}\nWartezeit: {wait}\nAbschluss: {ends}\n")
    assert bool(plan.groups) != bool(problems)
    for found in plan.groups:
        digits = found.external_room.digits
        assert len(digits) <= MOST_PRESSED and (not digits or ATTRIBUTES["Number"]["sendDigits"](digits))
        assert re.sub("[^0-9]", "", digits) == "".join(numbers) and digits.count("W") % (wait or 1) == 0


SECRETS = {
    "123456789": "BigBlueButton",
    "1 2345-6789": "BigBlueButton",
    "9876": "Telefonkonferenz",
    "4 7 1 1": "Telefonkonferenz",
    "gruppe7@konferenz.example.org": "SIP",
}


@pytest.mark.parametrize(("secret", "key"), list(product(SECRETS, ["Ort", "Thema", "Hinweis"])))
def test_the_numbers_of_the_other_room_are_not_read_aloud(secret, key):
    plan, problems = written(f"{GROUP}Raum: {EXAMPLES[SECRETS[secret]]}\n{key}: am Telefon, {secret}\n")
    assert not plan.groups and "Nummer des Raums" in problems[0].text


@pytest.mark.parametrize("number", ["0900 1 234567", "0137 123456", "+43 1 234567", "118 33", "112", "030"])
@pytest.mark.parametrize("kind", ["Zoom", "Telefonkonferenz"])
def test_only_ordinary_german_numbers_lead_to_a_room(kind, number):
    plan, problems = written(f"{GROUP}Raum: {kind} {number}, 123 456 789\n")
    assert not plan.groups and len(problems) == 1
