"""The content lines of a calendar (RFC 5545, 3.1) that concern its dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Of each part of a calendar the properties that count. Any other part and any other property says nothing of dates.
MOMENTS = {"DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"}
RULES = {"RRULE", "EXRULE"}
DATES = MOMENTS | RULES | {"DURATION"}
OF_A_ZONE = {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}
ALL_DAY = "X-MICROSOFT-CDO-ALLDAYEVENT"
COUNTS = {
    "VCALENDAR": {"METHOD", "X-WR-TIMEZONE"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": OF_A_ZONE,
    "DAYLIGHT": OF_A_ZONE,
    "VEVENT": DATES | {"UID", "SEQUENCE", "DTSTAMP", "SUMMARY", "STATUS", ALL_DAY},
}
INSIDE = {
    "VCALENDAR": "",
    "VEVENT": "VCALENDAR",
    "VTIMEZONE": "VCALENDAR",
    "STANDARD": "VTIMEZONE",
    "DAYLIGHT": "VTIMEZONE",
}
# Where an event begins, as one more of its properties.
AT_LINE = "X-AT-LINE"

PARAMETER = r';(?:[^";:]|"[^"]*")*'
LINE = re.compile(rf"(?P<name>[A-Za-z0-9-]+)\s*(?P<parameters>(?:{PARAMETER})*):(?P<value>.*)")
WORD = re.compile(r"[A-Za-z-]*")
MOST_LINES = 40_000

SAVE_IT_AGAIN = "Speichern Sie ihn im Kalenderprogramm neu, als iCalendar-Datei (.ics)."
LESS = "Löschen Sie darin, was nicht zu dieser Gruppe gehört oder lange vorbei ist."


class UnreadableCalendar(Exception):
    """Raised for a file that cannot be used: what is wrong, a remedy, and the line (from 1)."""

    def __init__(self, text: str, remedy: str, line: int = 1) -> None:
        super().__init__(text)
        self.text, self.remedy, self.line = text, remedy, line


@dataclass(frozen=True)
class ContentLine:
    """A property, or the BEGIN or END of a part; `number` is its first line in the file, from 1."""

    number: int
    name: str
    value: str
    parameters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{';'.join((self.name, *self.parameters))}:{self.value}"


def content_lines(text: str) -> Iterator[ContentLine]:
    """The content lines in COUNTS, names and parts in capitals; raises UnreadableCalendar."""
    if text.count("\n") >= MOST_LINES:
        raise UnreadableCalendar(f"In diesem Kalender stehen mehr als {MOST_LINES} Zeilen.", LESS, MOST_LINES)
    parts = [""]
    for number, written in _unfolded(text):
        line = _line(number, written)
        if line.name == "BEGIN":
            _refuse_what_is_out_of_place(line, parts[-1])
            parts.append(line.value)
        if all(part in COUNTS for part in parts[1:]):
            yield from _counting(line, parts[-1])
        if (line.name == "END" and parts.pop() != line.value) or not parts:
            raise _not_whole(number)
    if parts != [""] or "BEGIN" not in text.upper():
        raise _not_whole()


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines and their numbers; one that begins with a blank goes on with the one before (RFC 5545, 3.1)."""
    begins, folded = 1, [""]
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith((" ", "\t")):
            folded.append(line[1:].rstrip())
        elif line.strip():
            yield begins, "".join(folded)
            begins, folded = number, [line.rstrip()]
    yield begins, "".join(folded)


def _line(number: int, written: str) -> ContentLine:
    if match := LINE.fullmatch(written):
        name, value = match["name"].upper(), match["value"].strip()
        value = value.upper() if name in ("BEGIN", "END") else value
        return ContentLine(number, name, value, tuple(_parameters(match["parameters"])))
    word = WORD.match(written)
    # Without a colon it says something of the dates, and what cannot be known.
    return ContentLine(number, word[0].upper() if word and word[0].upper() in DATES else "", "?")


def _parameters(written: str) -> Iterator[str]:
    for parameter in re.findall(PARAMETER, written):
        name, _, value = (word.strip() for word in parameter[1:].partition("="))
        if name.upper() in ("TZID", "RANGE") and value.strip('"'):
            yield f"{name.upper()}={value}"


def _counting(line: ContentLine, part: str) -> Iterator[ContentLine]:
    if line.name in ("BEGIN", "END") or line.name in COUNTS.get(part, ()):
        yield line
    if line.name == "BEGIN" and line.value == "VEVENT":
        yield ContentLine(line.number, AT_LINE, str(line.number))


def _refuse_what_is_out_of_place(line: ContentLine, part: str) -> None:
    """Where an END is missing, the next part begins inside of another."""
    if INSIDE.get(line.value, part) != part or not (part or line.value == "VCALENDAR"):
        raise _not_whole(line.number)


def _not_whole(line: int = 1) -> UnreadableCalendar:
    return UnreadableCalendar("Das ist kein vollständiger Kalender.", SAVE_IT_AGAIN, line)
