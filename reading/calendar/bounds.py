"""Limits against calendar files that take long to compute: number of series, and pathological RRULEs."""

import re
from collections.abc import Sequence

from reading.calendar.content_lines import LESS, RULES, ContentLine, UnreadableCalendar

LONGEST_RULE = 400
MOST_SERIES = 50

# What may narrow down a rule of each frequency. Anything else could be computed for minutes, and no program writes it.
MONTHLY = {"BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"}
NARROWED = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH", "BYSETPOS"},
    "MONTHLY": MONTHLY,
    "YEARLY": MONTHLY | {"BYWEEKNO"},
}
# What else a rule may say; with a word that is not known here, it may mean other days.
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
INTERVAL = re.compile("[1-9][0-9]{0,2}")
POSITION = re.compile("-?[1-5](?:,-?[1-5])*")
# With one of these pairs a rule may have no day at all, and would be looked for up to the year 9999.
NEVER_TOGETHER = ({"BYWEEKNO", "BYMONTH"}, {"BYWEEKNO", "BYMONTHDAY"})
LENGTHS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))


def check_bounds(lines: Sequence[ContentLine]) -> None:
    """Raises UnreadableCalendar for a calendar with very many series, and for a rule that never ends."""
    rules = [line for line in lines if line.name in RULES]
    for line in rules[MOST_SERIES : MOST_SERIES + 1]:
        raise UnreadableCalendar(f"In diesem Kalender stehen mehr als {MOST_SERIES} Serien.", LESS, line.number)
    for rule in rules:
        if not _is_cheap(rule):
            raise UnreadableCalendar("Diese Wiederholung verstehe ich nicht.", _how_to_repeat(rule), rule.number)


def _how_to_repeat(rule: ContentLine) -> str:
    if "BYHOUR=" in rule.value or "BYMINUTE=" in rule.value:
        return "Löschen Sie die Serie im Kalenderprogramm, und tragen Sie für jede Uhrzeit eine eigene ein."
    return (
        "Tragen Sie im Kalenderprogramm die Termine einzeln ein, oder wählen Sie eine einfache Wiederholung: "
        "täglich, wöchentlich, monatlich oder jährlich."
    )


def _is_cheap(rule: ContentLine) -> bool:
    written = rule.value.split(";")
    parts = dict(part.partition("=")[::2] for part in written)
    narrowed = {name for name in parts if name.startswith("BY")}
    interval = parts.get("INTERVAL", "1")
    return (
        rule.name == "RRULE"
        and len(rule.value) <= LONGEST_RULE
        and len(parts) == len(written)
        and parts.get("FREQ") in NARROWED
        and narrowed <= NARROWED[parts["FREQ"]]
        and parts.keys() - narrowed <= KNOWN
        and bool(INTERVAL.fullmatch(interval))
        and not (parts["FREQ"] == "DAILY" and "BYDAY" in parts and int(interval) % 7 == 0)
        and _has_such_positions(parts)
        and not any(pair <= narrowed for pair in NEVER_TOGETHER)
        and _has_such_days(parts.get("BYMONTH", ""), parts.get("BYMONTHDAY", ""))
    )


def _has_such_positions(parts: dict[str, str]) -> bool:
    """Whether a week has so many of the days; a third of two is looked for up to the year 9999."""
    positions = parts.get("BYSETPOS", "1")
    days = len({day[-2:] for day in parts.get("BYDAY", "").split(",")})
    return bool(POSITION.fullmatch(positions)) and (
        parts["FREQ"] != "WEEKLY" or all(number <= days for number in _numbers(positions))
    )


def _has_such_days(months: str, days: str) -> bool:
    """Whether the longest of the months has all these days; the 31st of February is looked for long."""
    longest = max((LENGTHS.get(month, 0) for month in _numbers(months)), default=31)
    return longest > 0 and all(day <= longest for day in _numbers(days))


def _numbers(parts: str) -> list[int]:
    return [int(number) for number in re.findall("[0-9]{1,9}", parts)]
