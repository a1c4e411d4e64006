"""Whom callers are put through to besides the office: the contact of a group, and a help line for people in need."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ivr.model.plan import Contact, CrisisLine
from reading.group_block import GroupBlock, Objection
from reading.hours_conflicts import conflicts
from reading.phone_numbers import EMERGENCY, is_same_number, read_help_number, read_number
from reading.text.fields import text_up_to
from reading.text.pieces import Mistake, Piece, fold
from reading.when.clarifications import HOURS_EXAMPLE
from reading.when.hours import Hours, joined, read_hours

# A number begins and ends with a digit; what is around it may be brackets and separators.
NUMBER = re.compile(r"(?P<number>[+(]*[0-9](?:[0-9\s()/.–-]*[0-9])?)[\s,;:]*")
HOW_TO_ASK = (
    "Schreiben Sie zuerst die Nummer, dahinter die Zeiten, zum Beispiel »030 23125 077, Montag 18 bis 20 Uhr«; "
    "einen Namen nicht."
)
AT_ANY_TIME = ("jederzeit", "immer", "rund um die uhr", "tag und nacht")
OFFICE_NAMES = re.compile("buero|kontaktstelle")

MOST_NUMBERS, LONGEST_NAME = 4, 40
BETWEEN_NUMBERS = r"[,;]|\s(?:und|oder|/)\s"
BEFORE_NUMBERS = re.compile(r"[\s,:;–-]*(?:\bTel\.?)?[\s,:;–-]*$")
HOW_TO_HELP = "Schreiben Sie zum Beispiel »Telefonseelsorge 0800 111 0 111, 0800 111 0 222, 116 123«."

THE_HOTLINE = "Das ist die Nummer der Hotline: Sie riefe sich selbst an."


def read_contact(piece: Piece) -> Contact:
    """ "030 23125 077, Montag 18 bis 20 Uhr; Dienstag 9 bis 10 Uhr": a number, and hours behind it; raises Mistake."""
    match = NUMBER.match(piece.text)
    if not match and OFFICE_NAMES.search(fold(piece.text)):
        remedy = "Streichen Sie diese Zeile, oder schreiben Sie eine andere Nummer hinein."
        raise piece.mistake("Mit dem Büro wird verbunden, wo kein Kontakt steht.", remedy)
    if not match:
        raise piece.mistake("Hier steht keine Telefonnummer am Anfang.", HOW_TO_ASK)
    number = read_number(piece.cut(*match.span("number")))
    hours = piece.cut(match.end(), len(piece.text)).split(";")
    read = [found for part in hours for found in _hours(part)]
    for problem in conflicts(read):
        raise Mistake(problem)
    return Contact(number, joined(read))


def _hours(piece: Piece) -> list[Hours]:
    if fold(piece.text) in AT_ANY_TIME:
        return []
    try:
        found = read_hours(piece)
        if not (found.rules or found.closed or found.off):
            raise piece.mistake("Wann dort jemand abnimmt, steht hier nicht.", HOW_TO_ASK)
        return [found]
    except Mistake as mistake:
        problem = mistake.problem
        raise Mistake(replace(problem, remedy=HOW_TO_ASK) if problem.remedy == HOURS_EXAMPLE else problem) from None


def read_crisis_line(piece: Piece) -> CrisisLine:
    """A name and its free numbers, of which the first can be dialled; raises Mistake."""
    first = re.search(r"[+(]*[0-9]", piece.text)
    if not first:
        raise piece.mistake("Hier fehlt die Telefonnummer.", HOW_TO_HELP)
    called = text_up_to(LONGEST_NAME)(piece.cut(0, first.start()))
    name = BEFORE_NUMBERS.sub("", called)
    if not name:
        raise piece.mistake("Hier fehlt, wer unter dieser Nummer hilft.", HOW_TO_HELP)
    written = piece.cut(first.start(), len(piece.text)).split(BETWEEN_NUMBERS)
    if len(written) > MOST_NUMBERS:
        raise written[MOST_NUMBERS].mistake(f"Mehr als {MOST_NUMBERS} Nummern behält niemand.", "Streichen Sie welche.")
    numbers = tuple(map(read_help_number, written))
    if EMERGENCY.fullmatch(numbers[0]):
        remedy = "Schreiben Sie zuerst eine Nummer, die mit 0800 oder 116 beginnt."
        raise written[0].mistake(f"Mit der {numbers[0]} kann die Hotline nicht verbinden.", remedy)
    return CrisisLine(name, numbers)


def is_not_the_hotline(blocks: Sequence[GroupBlock], hotline: str) -> Iterator[Objection]:
    """No group has the hotline's own number as its contact."""
    for block in blocks:
        if hotline and block.group.contact and is_same_number(block.group.contact.number, hotline):
            remedy = "Schreiben Sie die Nummer der Person, die gefragt werden kann."
            yield block, block.at("Kontakt").problem(THE_HOTLINE, remedy)
