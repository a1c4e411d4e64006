"""Einladungen: each group's texts tell its own dates, number and way, and nobody else's."""

import re
from itertools import islice
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from app import create_app
from ivr.model.agenda import coming
from office.formats import written_day
from reading.codes import spaced
from tests.support.clerk import Clerk
from tests.support.hotlines import hotline_of
from tests.support.people import comes
from tests.support.staff import EXAMPLE

BOXES = re.compile(r'<textarea id="text-(\w+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)
OFFICE = "Name: Telefon Lindental\nHotline: 030 23125 000\nTelefon: 030 23125 042\n"
WICKE = "Gruppe: Wicke\nThema: Zwiebeln\nRegel: dienstags, 18:30 bis 20 Uhr\n"
KINDS = {
    f"{WICKE}Ort: am Telefon\nZugang: 582 917\n": (
        "uns am Telefon. Sie bleiben",
        "Gruppen-Nummer: 582 917",
        "öffnet 15 Minuten",
    ),
    f"{WICKE}Ort: Saal 2\nZugang: 582 917\n": ("hier: Saal 2. Wer nicht", "Gruppen-Nummer: 582 917"),
    f"{WICKE}Ort: am Telefon\nZugang: offen\n": ("uns am Telefon. Sie", "Drücken Sie die 4", "öffnet 15 Minuten"),
    f"{WICKE}Ort: am Telefon\nZugang: 582 917\nVorlauf: 0 Minuten\n": ("öffnet, wenn das Treffen beginnt",),
    f"{WICKE}Zugang: 582 917\nRaum: Zoom 030 23125 126, 123 4567 8901\n": ("Der Raum ist bei Zoom.", "582 917"),
    f"{WICKE}Ort: Saal 2\n": ("Wir treffen uns hier: Saal 2.", "Die Termine hören Sie auch am Telefon"),
    f"{WICKE}Ort: am Telefon\n": ("Wie Sie dazukommen, erfahren Sie im Büro",),
    WICKE: ("Wo wir uns treffen, erfahren Sie im Büro.",),
    "Gruppe: Wicke\nRegel: täglich, 0 bis 24 Uhr\nOrt: am Telefon\nZugang: 582 917\n": ("ist Tag und Nacht offen",),
    "Gruppe: Wicke\nRegel: nach Absprache\nOrt: Saal 2\n": ("Wann? Nach Absprache.",),
}


@pytest.fixture
def opened(environ, clock, tmp_path):
    """A clerk of a hotline with one group."""

    def opens(group: str, office: str = OFFICE) -> Clerk:
        (tmp_path / "inhalt").mkdir()
        (tmp_path / "inhalt/buero.txt").write_text(office, encoding="utf-8")
        (tmp_path / "inhalt/gruppen.txt").write_text(group, encoding="utf-8")
        return Clerk(create_app(environ | {"CONTENT_DIR": str(tmp_path / "inhalt")}, clock))

    return opens


def texts(clerk: Clerk, address: str) -> dict[str, str]:
    """The texts on the page, by their form."""
    assert clerk.opens(address) == 200
    return dict(BOXES.findall(clerk.page))


@pytest.mark.parametrize("group", KINDS)
def test_the_letter_tells_what_holds_for_this_kind_of_room(opened, group):
    clerk = opened(group)
    written = texts(clerk, "/buero/einladung/wicke")
    assert all(words in written["brief"] for words in KINDS[group])
    assert list(written) == ["brief", "mail", "kurz"] and "{" not in "".join(written.values())
    assert "Zwiebeln" not in "".join(written.values())


@pytest.mark.parametrize("content", [EXAMPLE, None], ids=["example", "of the tests"])
def test_each_text_tells_the_dates_and_number_of_its_group_and_of_no_other(environ, clock, content):
    app = create_app(environ | ({"CONTENT_DIR": str(content)} if content else {}), clock)
    clerk, world = Clerk(app), hotline_of(app).world()
    clerk.opens("/buero/karten")
    addresses = dict(
        re.findall(r'href="(/buero/einladung/[\w-]+)" aria-label="Einladung zur Gruppe ([^"]+)"', clerk.page)
    )
    assert set(addresses.values()) == {group.name for group in world.plan.groups}
    codes = {spaced(code) for group in world.plan.groups for code in (group.code, group.leader_code) if code}
    for address, name in addresses.items():
        group = world.plan.group_named(name)
        own = [spaced(group.code)] if group.code else []
        with_number, without = texts(clerk, address), texts(clerk, f"{address}?nummer=ohne")
        known = {one.start for one in islice(coming(group, world.now), 40)}
        for form, words in with_number.items():
            assert name in words and [code for code in codes if code in words] == own
            assert not [code for code in codes if code in without[form]]
            assert set(re.findall(r"\w+, (\d\d\.\d\d\.\d{4})", words)) <= set(map(written_day, known))


def test_whoever_follows_the_steps_of_the_text_is_in_the_room(opened, dial):
    written = texts(opened(f"{WICKE}Ort: am Telefon\nZugang: 471 103\n"), "/buero/einladung/wicke")["kurz"]
    keys = re.findall(r"(?:Drücken Sie (?:dann )?die|Gruppen-Nummer:) ([\d ]*\d)", written)
    assert comes(dial, *(key.replace(" ", "") for key in keys)).in_room


def test_a_meeting_that_is_off_is_not_among_the_dates(opened, clock):
    clock.says("2026-03-09 12:00")
    letter = texts(opened(f"{WICKE}Ausfall: 17.03.2026\n"), "/buero/einladung/wicke")["brief"]
    _, _, off = letter.partition("kein Treffen:\n")
    assert off.startswith("Dienstag, 17.03.2026\n") and letter.count("17.03.2026") == 1


def test_a_group_that_is_full_is_not_turned_away_in_its_own_invitation(opened):
    clerk = opened(f"{WICKE}Neue: zurzeit nicht\n")
    assert "niemanden auf" not in texts(clerk, "/buero/einladung/wicke")["brief"]
    assert "nimmt zurzeit niemanden auf" in clerk.page


def test_without_a_number_of_the_hotline_a_blank_is_left_and_the_page_says_so(opened):
    clerk = opened(WICKE, "Name: Telefon Lindental\n")
    assert "Rufen Sie an: ____" in texts(clerk, "/buero/einladung/wicke")["brief"] and "fehlt noch" in clerk.page


def test_the_mail_opens_with_its_subject_and_the_same_text(opened):
    clerk = opened(f"{WICKE}Ort: Saal & Küche 50 %\n")
    written = texts(clerk, "/buero/einladung/wicke")["mail"]
    [address] = re.findall(r'href="(mailto:[^"]+)"', clerk.page)
    sent = parse_qs(urlsplit(address).query)
    assert sent == {"subject": ["Einladung zur Gruppe Wicke"], "body": [written.replace("\n", "\r\n")]}


def test_the_letter_is_a_page_of_its_own_with_and_without_the_number(opened):
    clerk = opened(f"{WICKE}Zugang: 582 917\n")
    assert clerk.opens("/buero/einladung/wicke/brief") == 200 and "582 917" in clerk.page
    clerk.opens("/buero/einladung/wicke?nummer=ohne")
    assert clerk.opens(re.findall(r'href="(/buero/einladung/wicke/brief[^"]*)"', clerk.page)[0]) == 200
    assert "Sie bekommen" not in clerk.page and "582 917" not in clerk.page


def test_the_leader_gets_the_dates_of_the_group_without_its_numbers(opened, clock):
    clerk = opened(f"{WICKE}Zugang: 582 917\nLeitung: 6402 8195\n")
    assert clerk.opens("/buero/einladung/wicke/termine.ics") == 200
    events = icalendar.Calendar.from_ical(clerk.answer.get_data()).walk("VEVENT")
    assert len(events) > 50 and "582917" not in clerk.page.replace(" ", "") and "Wicke" in str(events[0]["SUMMARY"])


def test_the_rooms_beside_the_plan_have_invitations_where_they_exist(opened, dial):
    clerk = opened(WICKE, f"{OFFICE}Spontanraum: ja\n")
    clerk.opens("/buero/karten")
    found = re.findall(r'href="(/buero/einladung/raum/[\w-]+)"', clerk.page)
    assert [bool(texts(clerk, address)) for address in found] == [True, True]
    assert "in einen eigenen Raum" in clerk.page and clerk.opens("/buero/einladung/raum/eigener-raum/brief") == 200


def test_callers_who_may_open_no_room_are_not_invited_to_it(opened):
    clerk = opened(WICKE)
    assert texts(clerk, "/buero/einladung/raum/uebungsraum")["kurz"].startswith("Einladung in den Übungsraum")
    assert clerk.opens("/buero/einladung/raum/eigener-raum") == clerk.opens("/buero/einladung/gibt-es-nicht") == 404
