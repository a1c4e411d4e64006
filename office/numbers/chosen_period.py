"""Which months somebody has chosen: a year, a half, a quarter, or from one month to another."""

from collections.abc import Iterator, Mapping
from datetime import date

from ivr.model.recurrence import MONTHS

# Months of a year by what they are called, the first and the last.
PARTS = {
    "jahr": ("ganzes Jahr", 1, 12),
    "h1": ("1. Halbjahr", 1, 6),
    "h2": ("2. Halbjahr", 7, 12),
    "q1": ("1. Quartal", 1, 3),
    "q2": ("2. Quartal", 4, 6),
    "q3": ("3. Quartal", 7, 9),
    "q4": ("4. Quartal", 10, 12),
}
MOST_MONTHS = 36


def choices(years: list[int]) -> Iterator[tuple[str, str]]:
    """Value and label of each part of these years, the newest year first."""
    for year in sorted(years, reverse=True):
        for part, (words, _, _) in PARTS.items():
            yield f"{year}-{part}", f"{year}, {words}"


def chosen_months(asked: Mapping[str, str], today: date) -> tuple[date, date]:
    """The first days of the first and the last month that were asked for: a part of a year (`teil`) or free months
    (`von`, `bis`); else this year. Never more than MOST_MONTHS."""
    first, last = _part(asked.get("teil", "")) or _free(asked) or (date(today.year, 1, 1), date(today.year, 12, 1))
    earliest = _shifted(last, 1 - MOST_MONTHS)
    return max(first, earliest), last


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from one to another."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [_shifted(first, number) for number in range(count)]


def period_words(first: date, last: date) -> str:
    """ "Januar bis Juni 2026"."""
    if first == last:
        return month_words(first)
    begins = MONTHS[first.month - 1] if first.year == last.year else month_words(first)
    return f"{begins} bis {month_words(last)}"


def month_words(first: date) -> str:
    """ "März 2026"."""
    return f"{MONTHS[first.month - 1]} {first.year}"


def _part(value: str) -> tuple[date, date] | None:
    year, _, part = value.partition("-")
    if part not in PARTS or not _is_year(year):
        return None
    _, first, last = PARTS[part]
    return date(int(year), first, 1), date(int(year), last, 1)


def _free(asked: Mapping[str, str]) -> tuple[date, date] | None:
    try:
        found = sorted(date.fromisoformat(f"{asked.get(name, '')}-01") for name in ("von", "bis"))
    except ValueError:  # no such month
        return None
    return (found[0], found[1]) if all(_is_year(str(one.year)) for one in found) else None


def _is_year(written: str) -> bool:
    return written.isdecimal() and 2000 <= int(written) <= 2999


def _shifted(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
