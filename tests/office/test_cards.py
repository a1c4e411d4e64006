"""The cards: whoever presses what stands there arrives where the card says."""

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from exchange.activity import Ringing
from exchange.line import Line
from exchange.recorder import tone
from ivr.model.plan import Group
from office.cards.card import Card, card
from office.cards.documents import print_context
from office.cards.leaders_card import leaders_card
from office.cards.shared import NO_BREAK, cost
from tests.support.hotlines import hotline_of
from tests.support.people import comes
from tests.support.staff import EXAMPLE

OFFICE = "Name: Telefon Lindental\nHotline: 030 23125 000\nTelefon: 030 23125 042\n"
TUESDAYS = "Gruppe: Wicke\nThema: Zwiebeln\nRegel: dienstags, 18:30 bis 20 Uhr\n"
LED = f"{TUESDAYS}Zugang: 582 917\nLeitung: 6402 8195\n"
ROOMS = {
    "six digits": f"{TUESDAYS}Zugang: 582 917\n",
    "seven digits": f"{TUESDAYS}Zugang: 582 9174\n",
    "eight digits": f"{TUESDAYS}Zugang: 5829 1746\n",
    "with a leader": LED,
    "without a promise": f"{TUESDAYS}Zugang: 582 917\nZusage: nein\n",
    "open to all": f"{TUESDAYS}Zugang: offen\n",
    "open and led": f"{TUESDAYS}Zugang: offen\nLeitung: 6402 8195\n",
}
WAY = f"{TUESDAYS}Ort: Haus der Vereine\n"
ELSEWHERE = f"{TUESDAYS}Zugang: 582 917\nRaum: Zoom 030 23125 126, 123 4567 8901\n"


class House:
    """A hotline with one group, on an evening on which it meets; `dial` calls it."""

    def __init__(self, app: Flask):
        self.app = app
        self.dial: Callable[[], Line] = lambda: hotline_of(app).network.call("+493023125999", "+493023125000")

    @property
    def group(self) -> Group:
        return hotline_of(self.app).world().plan.groups[0]

    def card(self) -> Card:
        with self.app.app_context():
            return card(self.group, print_context())

    def leaders(self):
        with self.app.app_context():
            return leaders_card(self.group, print_context())

    def follows(self, *ways) -> Line:
        """Somebody calls and presses what these steps say."""
        return comes(self.dial, *(step.keys for steps in ways for step in steps if step.keys))


@pytest.fixture
def house(environ, clock, tmp_path):
    def opens(group: str, office: str = OFFICE, infos: str = "") -> House:
        folder = tmp_path / "inhalt"
        (folder / "infos").mkdir(parents=True)
        for name in filter(None, [infos]):
            shutil.copy(EXAMPLE / "infos" / name, folder / "infos")
        digits = sum(map(str.isdigit, group.partition("Zugang:")[2].partition("\n")[0])) or 6
        (folder / "buero.txt").write_text(f"{office}Stellen: {digits}\n", encoding="utf-8")
        (folder / "gruppen.txt").write_text(group, encoding="utf-8")
        return House(create_app(environ | {"CONTENT_DIR": str(folder)}, clock))

    return opens


@pytest.mark.parametrize("group", ROOMS.values(), ids=ROOMS)
def test_whoever_presses_what_the_card_says_is_in_the_room(house, group):
    there = house(group)
    assert there.follows(there.card().steps).in_room


def test_the_leaders_card_leads_into_the_room_before_the_others(house, clock):
    there = house(LED)
    clock.says("2026-03-10 17:00")
    assert there.follows(there.leaders().steps).in_room and not there.follows(there.card().steps).in_room


def test_in_another_systems_room_the_card_says_what_is_heard_and_names_none_of_our_keys(house):
    there = house(ELSEWHERE)
    made = there.card()
    line = there.follows(made.steps)
    assert made.inside == () and made.connecting[0] == "Der Raum ist bei Zoom."
    assert isinstance(line.doing, Ringing) and all(said in line.said_last for said in made.connecting[1:])


def test_a_group_without_a_room_has_a_card_that_leads_to_its_dates(house):
    there = house(WAY)
    made = there.card()
    assert (made.number, made.minutes, made.inside, made.box.place) == ("", 0, (), "Haus der Vereine")
    assert "Gruppe Wicke." in there.follows(made.steps).said_last


def test_every_key_of_the_main_menu_does_what_the_card_says(house):
    there = house(LED, f"{OFFICE}Spontanraum: ja\n")
    menu = comes(there.dial).said_last
    for key in there.card().keys:
        assert key.words in menu or key.words == "Für das Hauptmenü"
        assert "keine Funktion" not in comes(there.dial, key.key).said_last


@pytest.mark.parametrize("leads", [False, True])
def test_every_key_of_the_small_menu_does_what_the_card_says(house, leads):
    there = house(LED)
    made = there.leaders() if leads else there.card()
    pressed = [step.keys for step in made.steps if step.keys]
    for key in made.inside:
        line = comes(there.dial, *pressed, "*", *(["1", "*"] if key.words.startswith("Für das Zurückziehen") else []))
        pages = [line.said_last]
        for _ in range(2):
            line.press("8"), line.listen()
            pages.append(line.said_last)
        assert key.words.partition(";")[0] in " ".join(pages)
        line.press(key.key), line.listen()
        assert "keine Funktion" not in line.said_last


def test_where_nobody_leads_nobody_raises_a_hand(house):
    there = house(f"{TUESDAYS}Zugang: 582 917\n")
    assert not any("Wortmeldung" in key.words for key in there.card().inside)


def test_where_nobody_leads_the_card_tells_how_one_moderates(house):
    there = house(f"{TUESDAYS}Zugang: 582 917\nLeitung: reihum\n")
    assert "Zum Moderieren" in {key.words for key in there.card().inside if key.key == "6"}


def test_the_leaders_card_tells_how_an_announcement_is_made(house):
    there = house(LED)
    made = there.leaders()
    *to_the_tone, _, save = made.announcing
    line = there.follows(made.steps[:-1], to_the_tone)
    line.speak(tone(4)), line.press("5"), line.wait()
    line.press(save.keys), line.listen()
    assert all(key.words in line.said_last for key in made.how_long)
    line.press(made.how_long[0].key)
    assert line.said_last.startswith("Gespeichert.")


@pytest.mark.parametrize(("infos", "keys"), [("", "12359"), ("2-moderation.txt", "123459")])
def test_every_key_of_the_leaders_menu_is_on_the_leaders_card(house, infos, keys):
    there = house(LED, infos=infos)
    made = there.leaders()
    menu = there.follows(made.steps[:-1]).said_last
    assert "".join(key.key for key in made.menu) == keys
    assert all(key.words in menu for key in made.menu)


def test_the_leaders_card_tells_how_a_meeting_is_called_off(house, clock):
    there = house(LED)
    clock.says("2026-03-10 12:00")
    made = there.leaders()
    to_the_dates, choose, confirm = made.calling_off
    assert choose.keys == ""
    assert (
        "Dieses Treffen fällt aus."
        in there.follows(made.steps[:-1], [to_the_dates, replace(choose, press="1"), confirm]).said_last
    )


@pytest.mark.parametrize("line", ["Hinweis: Bringen Sie Zwiebeln mit.", "Für wen: alle, die Zwiebeln mögen"])
def test_a_line_that_tells_the_topic_is_not_printed(house, line):
    made = house(f"{LED}{line}\n").card()
    assert (made.note, made.box.about) == ("", ())


def test_any_other_note_is_printed(house):
    assert house(f"{LED}Hinweis: Neue sind willkommen.\n").card().note == "Neue sind willkommen."


def test_the_card_tells_whom_the_group_is_for_and_whom_to_ask(house):
    lines = "Für wen: Menschen, die trauern\nNeue: nach Anmeldung\nKontakt: 030 23125 077, Mo 18-20 Uhr\n"
    assert [line.replace(NO_BREAK, " ") for line in house(f"{LED}{lines}").card().box.about] == [
        "Für Menschen, die trauern.",
        "Neue melden sich bitte vorher an.",
        "Fragen zur Gruppe: Telefon 030 23 12 50 77, Montag, 18 bis 20 Uhr",
    ]


def test_the_card_tells_who_helps_in_need(house):
    made = house(LED, f"{OFFICE}Krise: Telefonseelsorge 08001110111, 116123\n").card()
    assert made.crisis.replace(NO_BREAK, " ").endswith("Telefonseelsorge, 0800 111 0 111 oder 116 123")


def test_without_a_number_of_the_hotline_a_blank_is_left(house):
    made = house(LED, "Name: Telefon Lindental\nTelefon: 030 23125 042\n").card()
    assert (made.hotline, made.cost, made.steps[0].do) == ("", "", "Rufen Sie die Nummer oben an.")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("030 23125 000", "wie ein Gespräch ins Festnetz"),
        ("0800 23125 00", "kostet nichts"),
        ("0151 23125000", "Mobilfunknetz"),
        ("032 2312500", ""),
    ],
)
def test_what_the_call_costs_is_told_only_where_it_is_known(number, said):
    assert said in cost(number) and bool(said) == bool(cost(number))
