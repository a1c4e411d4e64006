"""The longest that staff may write, to see whether it still has room."""

from collections.abc import Iterator
from itertools import cycle

WORDS = "Angehörige und Freunde von Menschen nach einem schweren Lebensabschnitt im Donaudampfschifffahrtsviertel "


def long(length: int, begin: str = "") -> str:
    """Ordinary long words, so many letters of them."""
    text = "".join(letter for letter, _ in zip(cycle(WORDS), range(length - len(begin)), strict=False))
    return f"{begin}{text[:-1].rstrip()}".ljust(length, "n")


RULES = "".join(f"{long(118, f'Regel {number}: ')}.\n" for number in range(1, 16))
LONG_OFFICE = f"""Name: {long(60)}
Telefon: 03677 2312504
Hotline: 03677 2312500
Zeiten: Montag bis Donnerstag 9 bis 12:30 Uhr; Dienstag 14:15 bis 16:45 Uhr; Freitag 8:30 bis 11:45 Uhr
Notfall: {long(199)}.
Krise: {long(40)} 0800 111 0 111, 0800 111 0 222, 0800 111 0 333, 116 123
Neu: {long(400)}
Stellen: 8
Spontanraum: ja
"""
TIMES = (
    "Regel: jeden 1. und 3. Montag im Monat, 10:15 bis 11:45 Uhr; jeden 2. Mittwoch im Monat, 17:15 bis 18:45 Uhr, "
    "außer im Juli und August; alle 3 Wochen donnerstags, 9:15 bis 10:45 Uhr\nStart: 5.3.2026\n"
)

ABOUT = f"""Für wen: {long(120)}
Neue: zurzeit nicht
Kontakt: 03677 2312577, Montag bis Donnerstag 9:15 bis 12:30 Uhr; Dienstag 14:15 bis 16:45 Uhr; Freitag 8:30 bis 11 Uhr
"""


def long_groups() -> Iterator[str]:
    """Groups of every kind, in which everything is as long as it may be."""
    number, leader = "Zugang: 5829 174{}\n", "Leitung: 6402 819{}\n"
    kinds = {
        "number": f"{number}{leader}",
        "open": f"Zugang: offen\n{leader}",
        "no room": "",
        "elsewhere": f"{number}Raum: Zoom 030 23125 126, 123 4567 8901, 98765\n{leader}",
        "no consent": f"{number}Zusage: nein\n",
    }
    for at, (kind, door) in enumerate(kinds.items()):
        block = f"Gruppe: {long(60, kind)}\nThema: Zwiebelfische\n{TIMES}Ort: {long(120)}\nHinweis: {long(200)}\n"
        yield f"{block}{ABOUT}{door.format(at, at)}"
