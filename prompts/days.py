"""German words for days, months and ranges of months."""

from collections.abc import Collection, Iterable
from datetime import date

from ivr.model.recurrence import MONTHS, WEEKDAYS
from prompts.spoken import listed, ordinal, year

NEAR = {-1: "gestern", 0: "heute", 1: "morgen", 2: "übermorgen"}


def day(when: date) -> str:
    """The form for lists, which needs no case: "Dienstag, zehnter März"."""
    return f"{WEEKDAYS[when.weekday()]}, {ordinal(when.day, 'r')} {MONTHS[when.month - 1]}"


def on_day(when: date) -> str:
    """The form within a sentence: "am Dienstag, dem zehnten März"."""
    return f"am {WEEKDAYS[when.weekday()]}, dem {date_words(when)}"


def dated(when: date, today: date, article: str) -> str:
    """The form after "vom" (with "dem") and "bis" (with "den"): "Dienstag, dem zehnten März"."""
    year = year_of(when, today) if when.year != today.year else ""
    return f"{WEEKDAYS[when.weekday()]}, {article} {date_words(when)}{year}"


def near_day(when: date, today: date) -> str:
    """As `day`, after "Heute", "Morgen" or "Übermorgen"; with the year if more than eleven months away."""
    name = _near(when, today).capitalize()
    return f"{name}, {day(when)}" if name else day(when) + year_of(when, today)


def on_near_day(when: date, today: date | None) -> str:
    """As `on_day`: "heute, am Dienstag, dem zehnten März"; where there is no today, always with the year."""
    name = _near(when, today)
    return f"{name}, {on_day(when)}" if name else on_day(when) + year_of(when, today)


def to_near_day(when: date, today: date | None) -> str:
    """The form for the target of a move: "auf morgen, Mittwoch, den elften März"."""
    name = _near(when, today)
    said = f"{WEEKDAYS[when.weekday()]}, den {date_words(when)}"
    return f"auf {name}, {said}" if name else f"auf {said}{year_of(when, today)}"


def year_of(when: date, today: date | None) -> str:
    """The year with a blank before it, or "" for a day that cannot be taken for that of another year."""
    if today is None or when < today:
        return f" {year(when.year)}"
    months = (when.year - today.year) * 12 + when.month - today.month
    return f" {year(when.year)}" if (months, when.day) > (11, today.day) else ""


def date_words(when: date) -> str:
    """The form after "dem", "den", "vom" and "zum": "vierundzwanzigsten Dezember"."""
    return f"{ordinal(when.day, 'n')} {MONTHS[when.month - 1]}"


def in_months(months: Collection[int]) -> str:
    """(10, 11, 12, 1, 2) -> "von Oktober bis Februar", (1, 4) -> "im Januar und April"."""
    if len(months) == len(MONTHS):
        return "das ganze Jahr"
    runs = list(_runs(months))
    if all(len(run) < 3 for run in runs):
        return f"im {listed([MONTHS[month - 1] for run in runs for month in run])}"
    return listed([_run(run) for run in runs])


def _near(when: date, today: date | None) -> str:
    return NEAR.get((when - today).days, "") if today else ""


def _run(run: list[int]) -> str:
    names = [MONTHS[month - 1] for month in run]
    return f"von {names[0]} bis {names[-1]}" if len(run) > 2 else f"im {listed(names)}"


def _runs(months: Collection[int]) -> Iterable[list[int]]:
    """The months that follow one another, over New Year too."""
    for first in sorted(months):
        if (first - 2) % 12 + 1 not in months:
            run = [first]
            while run[-1] % 12 + 1 in months:
                run.append(run[-1] % 12 + 1)
            yield run
