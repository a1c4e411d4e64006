"""buero.txt: the contact point itself, its telephone and when somebody is there."""

import re
from collections.abc import Sequence

from ivr.plan import Office
from reading.fields import WHOLE, Fields, read_fields, text_up_to
from reading.lines import entries, once_each
from reading.pieces import Line, Piece, fold, nearest
from reading.problem import Problem
from reading.recurrence import read_hours

FILE = "buero.txt"

STATES = (
    *("Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Mecklenburg-Vorpommern"),
    *("Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt"),
    *("Schleswig-Holstein", "Thüringen"),
)

# Whoever calls the hotline would be put through to these at our expense: the classic fraud.
EXPENSIVE = re.compile("0900|0190|0137|0138|0180|0700|0?118")
# An area code or a mobile network, and a subscriber's number; 0800 costs nothing.
GERMAN_NUMBER = re.compile("0[2-9][0-9]{4,10}|01[5-7][0-9]{7,9}")


def read_state(piece: Piece) -> str:
    """One of the sixteen Bundesländer in its usual spelling."""
    for state in STATES:
        if fold(state) == fold(piece.text):
            return state
    meant = nearest(piece.text, STATES)
    remedy = f"Meinten Sie »{meant}«?" if meant else f"Schreiben Sie eines davon: {', '.join(STATES)}."
    raise piece.mistake(f"»{piece.words}« ist kein Bundesland.", remedy)


def read_number(piece: Piece) -> str:
    """A German telephone number as written."""
    digits = re.sub(r"[\s/()–-]", "", piece.text)
    national = re.sub(r"^(?:\+|00)49(?:0(?=[1-9]))?", "0", digits)
    if EXPENSIVE.match(national):
        text = "Mit dieser teuren Nummer verbindet die Hotline nicht."
        raise piece.mistake(text, "Nehmen Sie eine Festnetznummer; 0900, 0137, 0180, 0700 und 118 sind gesperrt.")
    if not GERMAN_NUMBER.fullmatch(national):
        remedy = "Schreiben Sie sie mit der Vorwahl, zum Beispiel »030 23125 042«."
        raise piece.mistake("Das ist keine deutsche Telefonnummer.", remedy)
    return piece.words


FIELDS: Fields = {
    "Name": (WHOLE, text_up_to(60)),
    "Ort": (WHOLE, text_up_to(60)),
    "Bundesland": (WHOLE, read_state),
    "Telefon": (WHOLE, read_number),
    "Zeiten": (";", read_hours),
    "Begrüßung": (WHOLE, text_up_to(200)),
    "Notfall": (WHOLE, text_up_to(200)),
}
NEEDED = {
    "Name": "Name: Selbsthilfe-Telefon Lindental",
    "Ort": "Ort: Lindental",
    "Bundesland": "Bundesland: Thüringen",
}


def read_office(lines: Sequence[Line]) -> tuple[Office, list[Problem]]:
    """The office; what could not be read is left empty."""
    block = list(once_each(entries(lines, tuple(FIELDS)), ()))
    good, bad = read_fields(block, FIELDS)
    written = {entry.key for entry in block if entry.value.text}
    problems = [*(problem for of_key in bad.values() for problem in of_key), *_missing(written)]
    first = {key: next(iter(values), "") for key, values in good.items()}
    return Office(
        name=first["Name"] or Office.name,
        place=first["Ort"],
        state=first["Bundesland"],
        number=first["Telefon"],
        hours=tuple(good["Zeiten"]),
        greeting=first["Begrüßung"],
        emergency=first["Notfall"],
    ), problems


def _missing(written: set[str]) -> list[Problem]:
    return [
        Problem(FILE, 1, 1, f"Hier fehlt »{key}:«.", f"Schreiben Sie zum Beispiel eine Zeile »{example}«.")
        for key, example in NEEDED.items()
        if key not in written
    ]
