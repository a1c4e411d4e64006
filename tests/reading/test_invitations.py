"""An invitation as it comes by mail is read behind `Raum:`; what may mean two rooms is asked."""

import re
from time import process_time

import pytest

from ivr.model.plan import ExternalRoom
from tests.support.staff import written

GROUP = "Gruppe: Krokus\nRegel: montags, 18 Uhr\nZugang: 582 917\n"

ZOOM = """Zoom
Anna Muster lädt Sie zu einem geplanten Zoom-Meeting ein.
Uhrzeit: 7. Dez. 2026 18:30 Amsterdam, Berlin, Rom, Stockholm, Wien
Zoom Meeting beitreten
https://us02web.zoom.us/j/82345678901?pwd=abc.1
Meeting-ID: 823 4567 8901
Kenncode: 44117
---
Einwahl nach aktuellem Standort
• +49 69 5050 0951 Deutschland
• +43 720 115 988 Österreich
Meeting-ID: 823 4567 8901
Ortseinwahl suchen: https://us02web.zoom.us/u/kabc
"""
TEAMS = """Microsoft Teams-Besprechung
Besprechungs-ID: 312 345 678 901
Passcode: aB3xY9
Einwählen per Telefon
+49 69 667737 Germany, Frankfurt am Main
Telefonkonferenz-ID: 771 234 568#
Lokale Nummer suchen | PIN zurücksetzen
"""
BBB = """Sie sind zu einer Konferenz in BigBlueButton eingeladen:
https://bbb.example.org/rooms/abc/join
Per Telefon teilnehmen: wählen Sie 030 23125 123 und geben Sie 48213 als Konferenz-PIN ein.
"""
JITSI = """Um per Telefon teilzunehmen, wählen Sie: +49 89 380 387 19
PIN: 2042531021#
Jitsi im Browser: https://meet.jit.si/Krokus
"""
INVITATIONS = {
    "Zoom +49 69 23125 126,,12345678901#,,,,*98765#": ("Zoom", "069 23125 126", "WWWW12345678901#WWWW#WWWW98765#"),
    "Zoom tel:+496950500951,,82345678901#": ("Zoom", "06950500951", "WWWW82345678901#WWWW#"),
    "Teams: +49 69 667737,,771234568# Germany": ("Teams", "069 667737", "WWWW771234568#"),
    "Jitsi +49.89.380.38719,,2042531021#": ("Jitsi", "089 380 38719", "WWWW2042531021#"),
    "BBB 030 23125 123,,,48213#": ("BigBlueButton", "030 23125 123", "WWWWWW48213"),
    "TeamViewer +49 30 23125 127,,123-456-789#": ("TeamViewer", "030 23125 127", "WWWW123456789#"),
    "Webex +49-619-6781-9736,,*01*27211234567%23%23*01*": ("Webex", "0619 6781 9736", "WWWW27211234567#WWWW#"),
    "030 23125 125,,4711#": ("Telefonkonferenz", "030 23125 125", "WWWW4711#"),
    ZOOM: ("Zoom", "069 5050 0951", "WWWW82345678901#WWWW#WWWW44117#"),
    TEAMS: ("Teams", "069 667737", "WWWW771234568#"),
    BBB: ("BigBlueButton", "030 23125 123", "WWW48213"),
    JITSI: ("Jitsi", "089 380 387 19", "WWW2042531021#"),
    "Webex\nZugangscode: 2721 345 6789\nTelefon: +49-619-6781-9736 Germany Toll\n": (
        "Webex",
        "0619 6781 9736",
        "WWWW27213456789#WWWW#",
    ),
}


def room(raum: str) -> ExternalRoom:
    plan, problems = written(f"{GROUP}Raum: {raum}\nOrt: am Telefon\n")
    assert not problems, problems[0]
    assert plan.groups[0].place == "am Telefon"
    found = plan.groups[0].external_room
    assert found
    return found


@pytest.mark.parametrize("raum", INVITATIONS)
def test_an_invitation_is_read_as_it_is_pasted(raum):
    found = room(raum)
    assert (found.kind, found.number, found.digits) == INVITATIONS[raum]


@pytest.mark.parametrize("raum", [ZOOM, TEAMS, BBB, JITSI])
def test_the_lines_of_an_invitation_may_be_indented(raum):
    found = room(raum.rstrip("\n").replace("\n", "\n   "))
    assert (found.kind, found.number, found.digits) == INVITATIONS[raum]


def test_no_key_of_bigbluebutton_is_promised_that_nobody_wrote():
    assert room(BBB).mute_key == ""
    plan, _ = written(f"{GROUP}Raum: {BBB}Stumm-Taste: 0\n")
    assert plan.groups[0].external_room.mute_key == "0"


TWO = {
    ZOOM.replace("+43 720 115 988 Österreich", "+49 695 7104 922 Deutschland"): "mehrere Telefonnummern",
    "Zoom\n+496950500951,,82345678901#\n+493056795800,,82345678901#\n": "mehrere Telefonnummern",
    "Zoom\n+496950500951,,82345678901#\n+496950500951,,81234567890#\n": "mehrere Nummern von Räumen",
}


@pytest.mark.parametrize("raum", TWO)
def test_what_may_mean_two_rooms_is_asked_with_a_remedy_that_works(raum):
    plan, (problem,) = written(f"{GROUP}Raum: {raum}")
    assert not plan.groups and TWO[raum] in problem.text
    remedy = re.search("»Raum: (.*)«", problem.remedy)
    assert remedy and room(remedy[1]).digits.startswith("WWWW8")


HOSTS = [
    "Moderatoren-PIN: 778899",
    "Moderatorinnen PIN 778899",
    "Host-Schlüssel: 778899",
    "Host key: 778899",
    "Leitercode: 778 899",
    "Organisator-Kenncode: 778899",
    "PIN für Moderatoren: 778899",
    "Zugangscode (Moderator): 778899",
    "Moderator:\n  PIN: 778899",
    "Geben Sie 778899 als Moderator ein",
    "Moderator: +49 30 30807994,,778899#",
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_number_for_the_host_is_never_dialled(host):
    line = "Telefonkonferenz\nEinwahl: 030 30807994"
    assert room(f"{line}\n{host}\nTeilnehmer-PIN: 445566").digits == "WWWW445566#"
    plan, (problem, *_) = written(f"{GROUP}Raum: {line}\n{host}\n")
    assert not plan.groups and "nur die Nummer für die Leitung" in problem.text


def test_a_word_that_ends_like_pin_names_no_passcode():
    assert room(ZOOM.replace("Kenncode:", "Kita-Spin:")).digits == "WWWW82345678901#WWWW#"


def test_what_follows_an_invitation_is_not_swallowed():
    _, problems = written(f"{GROUP}Raum: {JITSI}Kontackt: 030 23125 042\nIrgendetwas\n")
    assert [problem.text for problem in problems] == [
        "»Kontackt:« kenne ich hier nicht.",
        "In dieser Zeile fehlt der Doppelpunkt.",
    ]


def test_an_address_alone_cannot_be_dialled():
    _, (problem,) = written(f"{GROUP}Raum: Zoom https://us02web.zoom.us/j/82345678901\n")
    assert problem.text == "Eine Adresse im Internet kann die Hotline nicht anrufen."


@pytest.mark.parametrize(
    "nonsense", ["+49 0" * 900, "030 23125 125,," + "1" * 4000, "geben sie 1 " * 400, "030,,1#" * 600]
)
def test_nonsense_takes_no_time(nonsense):
    began = process_time()
    written(f"{GROUP}Raum: Zoom {nonsense[:950]}\n")
    assert process_time() - began < 0.5


@pytest.mark.parametrize(
    "both", ["Moderator-PIN / Teilnehmer-PIN: 778899 / 445566", "PIN (Gast, Moderator): 445566, 778899"]
)
def test_which_of_two_numbers_behind_one_colon_is_the_hosts_is_not_guessed(both):
    plan, (problem, *_) = written(f"{GROUP}Raum: Telefonkonferenz\n  Einwahl: 030 30807994\n  {both}\n")
    assert not plan.groups and "für die Leitung dieser Konferenz" in problem.text
