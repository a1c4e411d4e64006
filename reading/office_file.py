"""buero.txt: the contact point, its telephone numbers and its hours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from ivr.model.exceptions import Named
from ivr.model.plan import Office
from reading.codes import read_code_length, read_office_code
from reading.contact import THE_HOTLINE, read_crisis_line
from reading.files import OFFICE as FILE
from reading.hours_conflicts import conflicts
from reading.known_holidays import ending_holidays, unknown_holidays
from reading.phone_numbers import is_same_number, read_number, read_own_number
from reading.problem import Problem
from reading.public_holidays import FEDERAL_STATES, rules_with_holidays
from reading.room_fields import read_yes_or_no
from reading.text.fields import WHOLE, Fields, FieldValues, read_fields, text_up_to
from reading.text.lines import Entry, entries, mark_duplicates
from reading.text.pieces import Line, Piece, fold, nearest
from reading.web_addresses import read_web_address
from reading.when.filler_words import read_filler
from reading.when.hours import Hours, joined, read_closed, read_hours
from reading.when.single_dates import DATES_END

MOST_DAYS = 30
DAYS = re.compile(r"(?:nach )?(?P<count>[0-9]{1,3})(?: ?(?P<unit>Tag(?:en?)?|Wochen?))?", re.IGNORECASE)


def read_federal_state(piece: Piece) -> str:
    """One of FEDERAL_STATES in its usual spelling; raises Mistake."""
    for state in FEDERAL_STATES:
        if fold(state) == fold(piece.text):
            return state
    meant = nearest(piece.text, FEDERAL_STATES)
    remedy = f"Meinten Sie »{meant}«?" if meant else f"Schreiben Sie eines davon: {', '.join(FEDERAL_STATES)}."
    raise piece.mistake(f"»{piece.words}« ist kein Bundesland.", remedy)


def read_days(piece: Piece) -> timedelta:
    """ "14 Tage", "2 Wochen": one to MOST_DAYS; raises Mistake."""
    match = DAYS.fullmatch(piece.words)
    days = int(match["count"]) * (7 if (match["unit"] or "").lower().startswith("w") else 1) if match else 0
    if not 1 <= days <= MOST_DAYS:
        remedy = f"Schreiben Sie eine Zahl von 1 bis {MOST_DAYS}, zum Beispiel »14 Tage«."
        raise piece.mistake("Nach wie vielen Tagen gelöscht wird, verstehe ich daraus nicht.", remedy)
    return timedelta(days=days)


FIELDS: Fields = {
    "Name": (WHOLE, text_up_to(60)),
    "Ort": (WHOLE, text_up_to(60)),
    "Bundesland": (WHOLE, read_federal_state),
    "Telefon": (WHOLE, read_number),
    "Zeiten": (";", read_hours),
    "Geschlossen": (DATES_END, read_closed),
    "Füllwörter": (";", read_filler),
    "Hotline": (WHOLE, read_own_number),
    # Everybody hears it with every call: a hundred characters take seven seconds.
    "Begrüßung": (WHOLE, text_up_to(100)),
    "Stellen": (WHOLE, read_code_length),
    "Leitung": (WHOLE, read_office_code),
    "Notfall": (WHOLE, text_up_to(200)),
    "Krise": (WHOLE, read_crisis_line),
    "Neu": (WHOLE, text_up_to(400)),
    "Anrufbeantworter": (WHOLE, read_yes_or_no),
    "Löschen nach": (WHOLE, read_days),
    "Spontanraum": (WHOLE, read_yes_or_no),
    "Impressum": (WHOLE, read_web_address),
    "Datenschutz": (WHOLE, read_web_address),
    "Barrierefreiheit": (WHOLE, read_web_address),
}
# Pages of the contact point, to which the foot of every page leads.
LEGAL_PAGES = ("Impressum", "Datenschutz", "Barrierefreiheit")
NEEDED = {
    "Name": "Name: Selbsthilfe-Telefon Lindental",
    "Telefon": "Telefon: 030 23125 042",
}

CALLS_ITSELF = (
    "Mit dieser Nummer verbindet die Null: Die Hotline riefe sich selbst an.",
    "Schreiben Sie hinter »Telefon:« die Nummer des Büros und hinter »Hotline:« die, die alle anrufen.",
)

NO_HELP = (THE_HOTLINE, "Schreiben Sie die Nummern einer Stelle, die Menschen in Not hilft.")


def fillers_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The words that change nothing where staff write of times, besides the usual ones."""
    written = [entry for entry in entries(lines, tuple(FIELDS)) if entry.key == "Füllwörter"]
    return tuple(read_fields(written, FIELDS).values["Füllwörter"])


def read_office(lines: Sequence[Line], today: date) -> tuple[Office, list[Problem]]:
    """The office and the problems of the file; a field that cannot be read gets its default."""
    block = list(mark_duplicates(entries(lines, tuple(FIELDS)), ()))
    read = read_fields(block, FIELDS)
    office = _office(read)
    written = {entry.key for entry in block if entry.value.text}
    of_fields = [problem for of_key in read.problems.values() for problem in of_key]
    of_fields += conflicts([*read.values["Zeiten"], *read.values["Geschlossen"]])
    named = _holidays(read)
    of_holidays = (check(named, office.federal_state, today) for check in (unknown_holidays, ending_holidays))
    problems = [*of_fields, *_missing(written), *_calls_itself(office, block), *chain(*of_holidays)]
    if office.federal_state:
        office = replace(office, hours=rules_with_holidays(office.hours, office.federal_state, today))
    return office, problems


def _holidays(read: FieldValues) -> dict[str, Piece]:
    """The holidays on which nobody is there, by name."""
    found: list[Hours] = [*read.values["Zeiten"], *read.values["Geschlossen"]]
    named = ((off, one.piece) for one in found for off in (*one.off, *(off for rule in one.rules for off in rule.off)))
    return {off.name: piece for off, piece in named if isinstance(off, Named)}


def _office(read: FieldValues) -> Office:
    first = {key: read.first(key, "") for key in FIELDS}
    return Office(
        name=first["Name"] or Office.name,
        place=first["Ort"],
        federal_state=first["Bundesland"],
        number=first["Telefon"],
        hotline=first["Hotline"],
        hours=joined((*read.values["Zeiten"], *read.values["Geschlossen"])),
        by_appointment=next((found.besides for found in read.values["Zeiten"] if found.besides), ""),
        greeting=first["Begrüßung"],
        emergency=first["Notfall"],
        spontaneous=bool(first["Spontanraum"]),
        leader_code=first["Leitung"],
        for_newcomers=first["Neu"],
        crisis=read.first("Krise", None),
        takes_messages=bool(first["Anrufbeantworter"]),
        messages_last=read.first("Löschen nach", Office.messages_last),
        digits=int(first["Stellen"] or Office.digits),
        legal_pages=tuple((key, first[key]) for key in LEGAL_PAGES if first[key]),
    )


def _calls_itself(office: Office, block: Sequence[Entry]) -> Iterator[Problem]:
    """Problems where the hotline would put callers through to itself."""
    dialled = {"Hotline": (office.number, CALLS_ITSELF)}
    if office.crisis:
        dialled["Krise"] = (office.crisis.numbers[0], NO_HELP)
    for entry in block:
        number, problem = dialled.get(entry.key, ("", CALLS_ITSELF))
        if number and is_same_number(number, office.hotline):
            yield entry.value.problem(*problem)


def _missing(written: set[str]) -> list[Problem]:
    return [
        Problem(FILE, 1, 1, f"Hier fehlt »{key}:«.", f"Schreiben Sie zum Beispiel eine Zeile »{example}«.")
        for key, example in NEEDED.items()
        if key not in written
    ]
