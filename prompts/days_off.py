"""German words for schedule exceptions: "nicht im Juli und August, und nicht an Feiertagen"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ivr.model.exceptions import Between, EveryYear, Named, Off
from prompts.days import date_words, in_months, on_near_day, year_of
from prompts.normalise import normalised
from prompts.spoken import ordinal

# A leap year, so that the twenty-ninth of February has its words too.
ANY_YEAR = 2028
# The preposition of a holiday's name, by the first pattern that matches.
PREPOSITIONS = (
    (r".*ferien", "in den {}"),
    (r".*tage", "an {}n"),
    (r"\d.*|Tag .*|.*(?:tag|mittwoch|advent)", "am {}"),
    (r".*", "an {}"),
)


def exception_words(off: Sequence[Off], today: date | None = None) -> str:
    """The exceptions, each with "nicht"; "" for none. With `today` without past ones, and years only where needed."""
    said = [f"nicht {phrase}" for phrase in dict.fromkeys(_phrases(off, today))]
    *before, last = said or [""]
    return ", ".join([*before, f"und {last}"]) if before else last


def _phrases(off: Sequence[Off], today: date | None) -> Iterator[str]:
    """A phrase for each exception, one for all yearly months together."""
    yearly = [in_any_year(one) for one in off if isinstance(one, EveryYear)]
    months = {month for days in yearly for month in whole_months(*days)}
    yield from (_between(one, today) for one in off if isinstance(one, Between) and (not today or one.last >= today))
    if months:
        yield in_months(months)
    yield from (_every_year(*days) for days in yearly if not whole_months(*days))
    yield from (holiday_words(one.name) for one in off if isinstance(one, Named))


def _between(off: Between, today: date | None) -> str:
    last_year = year_of(off.last, today)
    if off.first == off.last:
        return on_near_day(off.first, today)
    if off.first.year != off.last.year:
        return f"vom {date_words(off.first)}{year_of(off.first, today)} bis zum {date_words(off.last)}{last_year}"
    months = whole_months(off.first, off.last)
    return f"{in_months(months) if months else _every_year(off.first, off.last)}{last_year}"


def _every_year(first: date, last: date) -> str:
    if first == last:
        return f"am {date_words(first)}"
    begins = ordinal(first.day, "n") if first.month == last.month and first < last else date_words(first)
    return f"vom {begins} bis zum {date_words(last)}"


def holiday_words(name: str) -> str:
    """ "an Feiertagen", "in den Sommerferien"."""
    form = next(form for pattern, form in PREPOSITIONS if re.fullmatch(pattern, name, re.IGNORECASE))
    return normalised(form.format(re.sub(r"e\b(?= )", "en", name) if form.startswith("an {}n") else name))


def in_any_year(off: EveryYear) -> tuple[date, date]:
    """Its first and last day in a year that has them both."""
    return date(ANY_YEAR, *off.first), date(ANY_YEAR, *off.last)


def whole_months(first: date, last: date) -> tuple[int, ...]:
    """The months from the first of one to the end of another, over New Year too; none if they are not whole."""
    ends = (last + timedelta(days=1)).day == 1 or (last.month, last.day) == (2, 28)
    if first.day != 1 or not ends:
        return ()
    return tuple((first.month - 1 + n) % 12 + 1 for n in range((last.month - first.month) % 12 + 1))
