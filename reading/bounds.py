"""What a calendar file may hold, so that whatever stands in it is computed within seconds."""

import re
from itertools import islice

# A line may go on in the next, after a blank, even in the middle of a word.
FOLD = r"(?:\n[ \t])"
NAME = "|".join(f"{FOLD}?".join(name) for name in ("RRULE", "EXRULE"))
RULE = re.compile(rf"^(?P<name>{NAME})(?:[^:\n]|{FOLD})*:(?P<parts>.*(?:{FOLD}.*)*)", re.IGNORECASE | re.MULTILINE)
EVENT = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
WHOLE = re.compile(r"\s*BEGIN:VCALENDAR\s.*\nEND:VCALENDAR\s*", re.IGNORECASE | re.DOTALL)
LINE = re.compile("^", re.MULTILINE)
LONGEST_RULE = 400
MOST = ((40_000, "Zeilen", LINE), (3000, "Termine", EVENT), (50, "Serien", RULE))

# What may narrow down a rule of each frequency. Anything else could be computed for minutes, and no program writes it.
MONTHLY = {"BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"}
NARROWED = {"DAILY": {"BYDAY"}, "WEEKLY": {"BYDAY", "BYMONTH"}, "MONTHLY": MONTHLY, "YEARLY": MONTHLY | {"BYWEEKNO"}}
INTERVAL = re.compile("[1-9][0-9]{0,2}")
POSITION = re.compile("-?[1-5](?:,-?[1-5])*")
# With one of these pairs a rule may have no day at all, and would be looked for up to the year 9999.
NEVER_TOGETHER = ({"BYWEEKNO", "BYMONTH"}, {"BYWEEKNO", "BYMONTHDAY"})
LENGTHS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))

SAVE_IT_AGAIN = "Speichern Sie ihn im Kalenderprogramm neu, als iCalendar-Datei (.ics)."


class Unreadable(Exception):
    """Raised for a file that cannot be used: what is wrong, how to mend it, and at which line (from 1)."""

    def __init__(self, text: str, remedy: str, line: int = 1) -> None:
        super().__init__(text)
        self.text, self.remedy, self.line = text, remedy, line


def refuse_what_takes_too_long(text: str) -> None:
    """Raises Unreadable for half a calendar, for one with very many events, and for a rule that never ends."""
    if not WHOLE.fullmatch(text):
        raise Unreadable("Das ist kein vollständiger Kalender.", SAVE_IT_AGAIN)
    for most, kind, pattern in MOST:
        if match := next(islice(pattern.finditer(text), most, None), None):
            remedy = "Löschen Sie darin, was nicht zu dieser Gruppe gehört oder lange vorbei ist."
            raise Unreadable(f"In diesem Kalender stehen mehr als {most} {kind}.", remedy, _line(text, match))
    for rule in RULE.finditer(text):
        if not _is_cheap(rule):
            remedy = "Wählen Sie im Kalenderprogramm: täglich, wöchentlich, monatlich oder jährlich."
            raise Unreadable("Diese Wiederholung verstehe ich nicht.", remedy, _line(text, rule))


def _is_cheap(rule: re.Match[str]) -> bool:
    written = re.sub(FOLD, "", rule["parts"]).strip().upper()
    parts = dict(part.partition("=")[::2] for part in written.split(";"))
    narrowed = {name for name in parts if name.startswith("BY")}
    interval = parts.get("INTERVAL", "1")
    return (
        rule["name"][0] in "Rr"
        and len(written) <= LONGEST_RULE
        and parts.get("FREQ") in NARROWED
        and narrowed <= NARROWED[parts["FREQ"]]
        and bool(INTERVAL.fullmatch(interval))
        and not (parts["FREQ"] == "DAILY" and "BYDAY" in parts and int(interval) % 7 == 0)
        and bool(POSITION.fullmatch(parts.get("BYSETPOS", "1")))
        and not any(pair <= narrowed for pair in NEVER_TOGETHER)
        and _has_such_days(parts.get("BYMONTH", ""), parts.get("BYMONTHDAY", ""))
    )


def _has_such_days(months: str, days: str) -> bool:
    """Whether the longest of the months has all these days; the 31st of February is looked for long."""
    longest = max((LENGTHS.get(month, 0) for month in _numbers(months)), default=31)
    return all(day <= longest for day in _numbers(days))


def _numbers(parts: str) -> list[int]:
    return [int(number) for number in re.findall("[0-9]{1,9}", parts)]


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
