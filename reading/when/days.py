"""Days as people write them: "12.12.2026", "Samstag, 19. Dez.", "am 5., 12. und 19. Mai", "Heiligabend"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ivr.model.recurrence import WEEKDAYS
from reading.text.pieces import Mistake, Piece, fold
from reading.when.months import expand_ranges, month_of, year_of
from reading.when.tokens import Token
from reading.when.vocabulary import FEASTS
from reading.when.word_kinds import Kind

# Every way to write a weekday, folded: the first two letters will do, and Saturday has a second name.
WEEKDAY_NUMBERS = {
    **{fold(name): number for number, name in enumerate(WEEKDAYS)},
    **{fold(name[:2]): number for number, name in enumerate(WEEKDAYS)},
    "sonnabend": 5,
    "die": 1,
    "sonn": 6,
}

# One or several weekdays, as a part of a `shape_pattern`.
A_WEEKDAY = "[WEEKDAY EVERY_WEEKDAY] (?:TO [WEEKDAY EVERY_WEEKDAY])?"
SOME_WEEKDAYS = f"{A_WEEKDAY} (?:[AND SLASH]? [EACH ON_EACH]? {A_WEEKDAY})*+"

# A day without a year is the next one; if that is farther away than this, the day just past may be meant as well.
SURELY_THE_NEXT = timedelta(days=300)
# In a list, the day after one that is surely meant.
GOES_ON_WITHIN = timedelta(days=183)


@dataclass(frozen=True)
class CalendarDay:
    """A day as written, at offset `at`; `year` is 0 and `weekday` None where they are missing."""

    day: int
    month: int
    year: int
    weekday: int | None
    at: int

    def in_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def calendar_days(piece: Piece, words: Sequence[Token]) -> list[CalendarDay]:
    """The dates of words of the kinds DAY and DATE, in order.

    In "5., 12. und 19. Mai 2027" the first days take the month of the last.
    """
    found: list[CalendarDay] = []
    month = year = 0
    for word in reversed(words):
        day = int(word.get("day") or 0)
        if feast := word.get("feast"):
            day, month = FEASTS[" ".join(feast.lower().split())]
        elif word.kind is Kind.DATE:
            month = int(word.get("number").rstrip(".") or 0) or month_of(word)
        year = year if word.kind is Kind.DAY else year_of(piece, word)
        weekday = weekday_of(word) if word.get("weekday") else None
        found.append(CalendarDay(day, month, year, weekday, word.at))
    return found[::-1]


def days_of(piece: Piece, calendar_days: Sequence[CalendarDay]) -> list[date]:
    """The days in the order written. One without a year takes it from a later one that has it, or is the next such day
    after the piece was saved; a Mistake if that may just as well be the one before."""
    dated = max((number for number, day in enumerate(calendar_days) if day.year), default=-1)
    before, after = calendar_days[: dated + 1], calendar_days[dated + 1 :]
    found: list[date] = []
    for day in reversed(before):
        found.append(_on_its_weekday(piece, day, _at_most(day, found[-1] if found else None)))
    found.reverse()
    return [*found, *(_at_least(piece, after, found[-1]) if found else _without_year(piece, after))]


def _at_most(day: CalendarDay, later: date | None) -> list[date]:
    """The day in its own year, or the last one before a later day."""
    if day.year or later is None:
        found = day.in_year(day.year)
    else:
        years = (day.in_year(later.year - ago) for ago in range(5))
        found = next((found for found in years if found and found <= later), None)
    return [found] if found else []


def _at_least(piece: Piece, days: Sequence[CalendarDay], last: date) -> Iterator[date]:
    """The days of a list after one with its year."""
    for day in days:
        years = (day.in_year(last.year + ahead) for ahead in range(9))
        found = next((found for found in years if found and found >= last), None)
        last = _on_its_weekday(piece, day, [found] if found else [])
        yield last


def _without_year(piece: Piece, days: Sequence[CalendarDay]) -> list[date]:
    found: list[date] = []
    for before_it, day in reversed(list(zip([None, *days], days, strict=False))):
        earlier = _past_and_coming(piece, before_it)[1] if before_it else None
        candidates = _candidates(piece, day, earlier, found[-1] if found else None)
        found.append(_on_its_weekday(piece, day, [each for each in candidates if each]))
    return found[::-1]


def weekdays_of(words: Sequence[Token]) -> tuple[int, ...]:
    """The numbers of the weekdays among words such as "Montag bis Mittwoch und Freitag"."""
    return tuple(expand_ranges(words, (Kind.WEEKDAY, Kind.EVERY_WEEKDAY), weekday_of, len(WEEKDAYS)))


def weekday_of(word: Token) -> int:
    """The number of a weekday, Monday = 0."""
    return WEEKDAY_NUMBERS[fold(word.get("weekday", "short").rstrip("."))]


def german_date(day: date) -> str:
    """ "12.3.2026", as staff write it."""
    return f"{day.day}.{day.month}.{day.year}"


def no_such_day(piece: Piece, day: CalendarDay) -> Mistake:
    """The mistake of a day such as the 31st of February."""
    written = f"{day.day}.{day.month}.{day.year or ''}"
    return piece.mistake(f"Den {written} gibt es nicht.", "Sehen Sie im Kalender nach.", day.at)


def _candidates(piece: Piece, day: CalendarDay, earlier: date | None, later: date | None) -> list[date | None]:
    """The next such day, or the one just past if a list leaves no doubt of it, or both if the weekday must tell."""
    past, coming = _past_and_coming(piece, day)
    if later and past and coming and past <= later < coming and later.year < coming.year:
        return [past]
    if not coming or not past or coming - piece.saved <= SURELY_THE_NEXT:
        return [coming]
    if later and past <= later < coming:
        return [past]
    if earlier and earlier <= coming <= earlier + GOES_ON_WITHIN:
        return [coming]
    if day.weekday is not None:
        return [coming, past]
    text = f"Meinen Sie den {german_date(past)} oder den {german_date(coming)}?"
    raise piece.mistake(text, f"Schreiben Sie das Jahr dazu, zum Beispiel »{german_date(coming)}«.", day.at)


def _past_and_coming(piece: Piece, day: CalendarDay) -> tuple[date | None, date | None]:
    """The last such day before the piece was saved, and the next."""
    years = range(piece.saved.year - 4, piece.saved.year + 9)
    there = [found for year in years if (found := day.in_year(year))]
    past = [found for found in there if found < piece.saved]
    return past[-1] if past else None, next((found for found in there if found >= piece.saved), None)


def _on_its_weekday(piece: Piece, day: CalendarDay, candidates: Sequence[date]) -> date:
    if not candidates:
        raise no_such_day(piece, day)
    for found in candidates:
        if day.weekday is None or day.weekday == found.weekday():
            return found
    really = WEEKDAYS[candidates[0].weekday()]
    text = f"Der {german_date(candidates[0])} ist ein {really}, nicht {WEEKDAYS[day.weekday or 0]}."
    raise piece.mistake(text, "Berichtigen Sie den Wochentag oder das Datum.", day.at)
