"""Schedule exceptions as people write them: "24.12. bis 6.1.", "Juli und August", "Sommerferien"."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from ivr.model.exceptions import Between, EveryYear, Named, Off, single
from reading.text.pieces import Piece, fold
from reading.when.clarifications import A_RULE, HOW_TO_EXCEPT, NO_EXCEPTION
from reading.when.days import CalendarDay, calendar_days, days_of, no_such_day
from reading.when.months import from_month_to_month, month_of, year_of
from reading.when.tokens import Token, clarification, shape, tokens
from reading.when.vocabulary import FEASTS
from reading.when.word_kinds import DATES, FROM_MONTH_TO_MONTH, Kind, shape_pattern

# One exception.
SHAPES = (
    ("range", "[DAY DATE] TO [DAY DATE]"),
    ("day", "[DAY DATE]"),
    ("months", "MONTH TO MONTH | MONTH"),
    ("named", "[HOLIDAYS SCHOOL_HOLIDAYS]"),
)
ONE = shape_pattern("|".join(f"(?P<{name}>{pattern})" for name, pattern in SHAPES))
# Several of one kind, of which "und" tells the last; those of another kind belong to them only after another "und".
KINDS = ("[DAY DATE] (?:TO [DAY DATE])?", "MONTH (?:TO MONTH)?", "[HOLIDAYS SCHOOL_HOLIDAYS]")
OF_A_KIND = "|".join(f"(?:{kind}) (?:SLASH? (?:{kind}))* (?:AND (?:{kind}) (?:SLASH (?:{kind}))*)*" for kind in KINDS)
# Several of whatever kinds, as a part of a `shape_pattern`.
EXCEPTIONS = f"(?:{OF_A_KIND}) (?:[AND SLASH] (?:{OF_A_KIND}))*"
ONLY_EXCEPTIONS = shape_pattern(f"{EXCEPTIONS} (?:{EXCEPTIONS})*")
NOTHING_ELSE = shape_pattern(f"[NOT EXCEPT] (?:{EXCEPTIONS}) | (?:{EXCEPTIONS}) NOT")

HOLIDAYS, CATHOLIC_HOLIDAYS, SCHOOL_HOLIDAYS = "Feiertage", "katholische Feiertage", "Ferien"
# By how it begins in a text, folded: the name of school holidays.
SEASONS = {
    **{season: f"{season.capitalize()}ferien" for season in ("sommer", "herbst", "weihnachts", "winter", "oster")},
    "fruehjahrs": "Osterferien",
    "pfingst": "Pfingstferien",
    "schul": SCHOOL_HOLIDAYS,
    "grosse": "Sommerferien",
    "": SCHOOL_HOLIDAYS,
}
A_LEAP_YEAR = 2028


def read_exceptions(piece: Piece) -> tuple[tuple[Off, ...], Piece]:
    """One or several exceptions, and their piece; raises Mistake."""
    words = [word for word in tokens(piece, HOW_TO_EXCEPT) if word.kind is not Kind.NOT]
    if not ONLY_EXCEPTIONS.fullmatch(shape(words)):
        raise clarification(piece, words, NO_EXCEPTION)
    return exceptions_of(piece, words), piece


def only_exceptions(piece: Piece) -> tuple[Off, ...]:
    """The exceptions, if a piece says nothing else: "in den Ferien kein Treffen"; raises Mistake."""
    words = tokens(piece, A_RULE)
    if not NOTHING_ELSE.fullmatch(shape(words)):
        return ()
    return exceptions_of(piece, [word for word in words if word.kind not in (Kind.NOT, Kind.EXCEPT)])


def exceptions_of(piece: Piece, words: list[Token]) -> tuple[Off, ...]:
    """The exceptions in words of the shape EXCEPTIONS; raises Mistake."""
    return tuple(_exceptions(piece, words))


def _exceptions(piece: Piece, words: list[Token]) -> Iterator[Off]:
    matches = list(ONE.finditer(shape(words)))
    _refuse_half_a_year(piece, words)
    written = iter(calendar_days(piece, [word for word in words if word.kind in DATES]))
    days = {match: [next(written) for letter in match[0] if letter in DATES] for match in matches}
    singles = iter(days_of(piece, [day for match in matches if match["day"] for day in days[match]]))
    for match in matches:
        first, last = words[match.start()], words[match.end() - 1]
        if match["day"]:
            day = next(singles)
            # Nobody has only one Christmas Eve off.
            is_a_feast = first.get("feast") or (day.day, day.month) in FEASTS.values()
            yearly = is_a_feast and not first.get("year")
            yield EveryYear((day.month, day.day), (day.month, day.day)) if yearly else single(day)
        elif match["range"]:
            yield _range(piece, *days[match])
        elif match["months"]:
            yield _months(piece, first, last)
        else:
            yield _named(first)


def _refuse_half_a_year(piece: Piece, words: list[Token]) -> None:
    """ "Juli und August 2027": is July of every year?"""
    months = [word for word in words if word.kind is Kind.MONTH]
    without = [word for word in months if not year_of(piece, word)]
    if without and len(without) < len(months) and not FROM_MONTH_TO_MONTH.fullmatch(shape(words)):
        remedy = "Schreiben Sie das Jahr hinter jeden Monat, oder hinter keinen."
        raise piece.mistake("Ob das Jahr für alle Monate gilt, kann ich nicht wissen.", remedy, without[0].at)


def _range(piece: Piece, first: CalendarDay, last: CalendarDay) -> Off:
    """A range of days; without a year it recurs every year."""
    if last.year:
        begins, ends = days_of(piece, (first, last))
        return _between(piece, begins, ends, last.at)
    if first.year:
        (begins,) = days_of(piece, (first,))
        same_year = last.in_year(begins.year)
        after = same_year if same_year and same_year >= begins else last.in_year(begins.year + 1)
        return _between(piece, begins, after, last.at)
    for day in (first, last):
        if not day.in_year(A_LEAP_YEAR):
            raise no_such_day(piece, day)
    return EveryYear((first.month, first.day), (last.month, last.day))


def _between(piece: Piece, first: date, last: date | None, at: int) -> Between:
    if last is None or last < first:
        raise piece.mistake("Das Ende liegt vor dem Anfang.", "Vertauschen Sie die beiden Tage.", at)
    return Between(first, last)


def _months(piece: Piece, first: Token, last: Token) -> Off:
    if year_of(piece, last):
        return _between(piece, *from_month_to_month(piece, first, last), last.at)
    begins, ends = month_of(first), month_of(last)
    return EveryYear((begins, 1), (ends, monthrange(A_LEAP_YEAR, ends)[1]))


def _named(word: Token) -> Named:
    if word.kind is Kind.HOLIDAYS:
        return Named(CATHOLIC_HOLIDAYS if word.get("catholic") else HOLIDAYS)
    return Named(SEASONS[fold(word.get("season", "great"))])
