"""Office hours "nach Vereinbarung": on days of their own, or besides the hours that stand before."""

import re
from dataclasses import dataclass

from reading.text.pieces import Piece
from reading.when.clarifications import HOURS_EXAMPLE
from reading.when.days import SOME_WEEKDAYS, weekdays_of
from reading.when.tokens import shape, tokens
from reading.when.word_kinds import Kind, shape_pattern

WAY = r"nach\s+(?:\w+er\s+)?(?:Termin)?(?:Vereinbarung|Absprache|Anmeldung)|auf\s+Anfrage|mit\s+Termin"
# "und nach Vereinbarung", at the end.
BY_APPOINTMENT = re.compile(
    rf"(?:^|(?P<comma>[\s,;(]+))(?P<joined>(?:(?:und|sowie|oder|auch|sonst|nur)\s+)*)(?P<way>{WAY})\)?\s*[.!]?\s*$",
    re.IGNORECASE,
)
ONLY_WEEKDAYS = shape_pattern(f"(?:[AND SLASH]? (?:{SOME_WEEKDAYS} | PART_OF_DAY))?")
FOR_WHAT = (
    "Wofür »{way}« gilt, kann ich nicht wissen.",
    "Gilt es außerdem, so schreiben Sie »; {way}« ans Ende; sonst streichen Sie, was davor steht.",
)


@dataclass(frozen=True)
class Appointment:
    """The way as written, the piece before it, and the weekdays on which nobody is there without an appointment."""

    way: str
    before: Piece
    weekdays: tuple[int, ...] = ()


def read_appointment(piece: Piece) -> Appointment:
    """What a piece says of appointments; raises Mistake where it may or may not be said of what stands before."""
    match = BY_APPOINTMENT.search(piece.text)
    if not match:
        return Appointment("", piece)
    way, before = " ".join(match["way"].split()), piece.cut(0, match.start())
    words = tokens(before, HOURS_EXAMPLE)
    start = max((at for at, word in enumerate(words) if word.kind in (Kind.TIME, Kind.DURATION)), default=-1) + 1
    behind = words[start:]
    besides = bool(match["joined"].strip()) and not match["joined"].lower().startswith("nur")
    if behind and ONLY_WEEKDAYS.fullmatch(shape(behind)):
        # "Freitagnachmittag nach Vereinbarung" says nothing of the morning.
        weekdays = () if any(word.get("part") for word in behind) else weekdays_of(behind)
        return Appointment(way, piece.cut(0, behind[0].at), weekdays)
    if before.text and not besides and (behind or not set(",;\n").intersection(match["comma"])):
        text, remedy = (sentence.format(way=way) for sentence in FOR_WHAT)
        raise piece.mistake(text, remedy, match.start("way"))
    return Appointment(way, before)
