"""buero.txt: the contact point, its telephone numbers and its hours."""

import re
from collections.abc import Sequence

from ivr.model.plan import Office
from reading.codes import read_code_length, read_office_code
from reading.files import OFFICE as FILE
from reading.problem import Problem
from reading.public_holidays import FEDERAL_STATES
from reading.room_fields import read_yes_or_no
from reading.text.fields import WHOLE, Fields, read_fields, text_up_to
from reading.text.lines import entries, mark_duplicates
from reading.text.pieces import Line, Piece, fold, nearest
from reading.when.recurrence import read_hours

BETWEEN = r"[\s/().–-]"
ABROAD = re.compile(rf"^{BETWEEN}*(?:\+|00){BETWEEN}*49{BETWEEN}*0?")
# What stands before a slash or in brackets: "(0 36 41)", "030/".
AREA_CODE = re.compile(r"^\(?([0-9 ]{3,8})[/)]")

# Whoever calls the hotline would be put through to these at our expense: the classic fraud.
EXPENSIVE = re.compile("0900|0190|0137|0138|0180|0700|0?118")
# An area code or a mobile network, and a subscriber's number; 0800 costs nothing.
GERMAN_NUMBER = re.compile("0[2-9][0-9]{4,10}|01[5-7][0-9]{7,9}")


def read_federal_state(piece: Piece) -> str:
    """One of FEDERAL_STATES in its usual spelling; raises Mistake."""
    for state in FEDERAL_STATES:
        if fold(state) == fold(piece.text):
            return state
    meant = nearest(piece.text, FEDERAL_STATES)
    remedy = f"Meinten Sie »{meant}«?" if meant else f"Schreiben Sie eines davon: {', '.join(FEDERAL_STATES)}."
    raise piece.mistake(f"»{piece.words}« ist kein Bundesland.", remedy)


def read_number(piece: Piece, refused: str = "Mit dieser teuren Nummer verbindet die Hotline nicht.") -> str:
    """A German telephone number as dialled within Germany, in the blocks it is written in: "030 23125 042"."""
    number = _national(piece.text)
    digits = re.sub(BETWEEN, "", number)
    if EXPENSIVE.match(digits):
        raise piece.mistake(refused, "Nehmen Sie eine Festnetznummer; 0900, 0137, 0180, 0700 und 118 sind gesperrt.")
    if not GERMAN_NUMBER.fullmatch(digits):
        remedy = "Schreiben Sie sie mit der Vorwahl, zum Beispiel »030 23125 042«."
        raise piece.mistake("Das ist keine deutsche Telefonnummer.", remedy)
    return " ".join(re.findall("[0-9]+", number))


def read_own_number(piece: Piece) -> str:
    """The number of this hotline, with a blank after the area code as on the cards; raises Mistake."""
    number = read_number(piece, "Diese Nummer ist für alle teuer, die anrufen.")
    if " " not in number:
        remedy = "Schreiben Sie dahinter ein Leerzeichen, zum Beispiel »030 23125 000«."
        raise piece.mistake("Ich sehe nicht, wo die Vorwahl endet.", remedy)
    return number


def _national(text: str) -> str:
    """The number with 0 instead of +49, the area code in one block."""
    number = ABROAD.sub("0", text.replace("(0)", "0"))
    number = AREA_CODE.sub(lambda area: re.sub(BETWEEN, "", area[1]) + " ", number)
    return re.sub(rf"^{BETWEEN}*0{BETWEEN}+", "0", number)


FIELDS: Fields = {
    "Name": (WHOLE, text_up_to(60)),
    "Ort": (WHOLE, text_up_to(60)),
    "Bundesland": (WHOLE, read_federal_state),
    "Telefon": (WHOLE, read_number),
    "Zeiten": (";", read_hours),
    "Hotline": (WHOLE, read_own_number),
    # Everybody hears it with every call: a hundred characters take seven seconds.
    "Begrüßung": (WHOLE, text_up_to(100)),
    "Stellen": (WHOLE, read_code_length),
    "Leitung": (WHOLE, read_office_code),
    "Notfall": (WHOLE, text_up_to(200)),
    "Spontanraum": (WHOLE, read_yes_or_no),
}
NEEDED = {
    "Name": "Name: Selbsthilfe-Telefon Lindental",
    "Telefon": "Telefon: 030 23125 042",
}

CALLS_ITSELF = (
    "Mit dieser Nummer verbindet die Null: Die Hotline riefe sich selbst an.",
    "Schreiben Sie hinter »Telefon:« die Nummer des Büros und hinter »Hotline:« die, die alle anrufen.",
)


def read_office(lines: Sequence[Line]) -> tuple[Office, list[Problem]]:
    """The office and the problems of the file; a field that cannot be read gets its default."""
    block = list(mark_duplicates(entries(lines, tuple(FIELDS)), ()))
    read = read_fields(block, FIELDS)
    written = {entry.key for entry in block if entry.value.text}
    first = {key: read.first(key, "") for key in FIELDS}
    problems = [problem for of_key in read.problems.values() for problem in of_key] + _missing(written)
    if first["Hotline"] and _digits(first["Hotline"]) == _digits(first["Telefon"]):
        problems += [entry.value.problem(*CALLS_ITSELF) for entry in block if entry.key == "Hotline"]
    return Office(
        name=first["Name"] or Office.name,
        place=first["Ort"],
        federal_state=first["Bundesland"],
        number=first["Telefon"],
        hotline=first["Hotline"],
        hours=tuple(hours for found in read.values["Zeiten"] for hours in found),
        greeting=first["Begrüßung"],
        emergency=first["Notfall"],
        spontaneous=bool(first["Spontanraum"]),
        leader_code=first["Leitung"],
        digits=int(first["Stellen"] or Office.digits),
    ), problems


def _digits(number: str) -> str:
    return number.replace(" ", "")


def _missing(written: set[str]) -> list[Problem]:
    return [
        Problem(FILE, 1, 1, f"Hier fehlt »{key}:«.", f"Schreiben Sie zum Beispiel eine Zeile »{example}«.")
        for key, example in NEEDED.items()
        if key not in written
    ]
