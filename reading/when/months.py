"""Months as people write them: "Oktober 2027", "von Mai bis September", "Jan., Apr., Juli und Okt."."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date

from ivr.model.recurrence import MONTHS
from reading.text.pieces import Piece, fold
from reading.when.tokens import Token
from reading.when.word_kinds import Kind

MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()}
MONTH_NUMBERS |= {"mrz": 3, "maer": 3, "sept": 9, "jaenner": 1, "feber": 2}

FIRST_YEAR, LAST_YEAR = 2000, 2099
# So many months ahead, the next month of a name is surely meant; with more it may be the one just past.
SURELY_THE_NEXT = 8


def month_of(word: Token) -> int:
    """The number of a month, 1 to 12."""
    return MONTH_NUMBERS[fold(word.get("month").rstrip("."))]


def months_of(words: Sequence[Token]) -> tuple[int, ...]:
    """The numbers of the months among words such as "Oktober bis März und Mai", in order."""
    return tuple(
        sorted(
            {month + 1 for month in expand_ranges(words, (Kind.MONTH,), lambda word: month_of(word) - 1, len(MONTHS))}
        )
    )


def expand_ranges(
    words: Sequence[Token], kinds: Sequence[Kind], number_of: Callable[[Token], int], cycle: int
) -> list[int]:
    """The numbers (from 0) of the words of some `kinds`, with ranges ("bis") filled in, wrapping at `cycle`."""
    found: list[int] = []
    for before, word in zip([None, *words], words, strict=False):
        if word.kind in kinds:
            last = number_of(word)
            first = found.pop() if before and before.kind is Kind.TO and found else last
            found += [(first + step) % cycle for step in range((last - first) % cycle + 1)]
    return found


def year_of(piece: Piece, word: Token) -> int:
    """The year a word names, with four digits or with two; 0 for none."""
    written = word.get("year")
    year = int(written or 0) + 2000 * (len(written) == 2)
    if written and not FIRST_YEAR <= year <= LAST_YEAR:
        remedy = f"Das Jahr muss zwischen {FIRST_YEAR} und {LAST_YEAR} liegen."
        raise piece.mistake(f"Das Jahr {written} kann nicht stimmen.", remedy, word.match.start("year"))
    return year


def first_of(piece: Piece, word: Token, past: bool = False) -> date:
    """The first day of a month; without a year, of the next such month from when the piece was saved, or the last."""
    month, saved = month_of(word), piece.saved
    if year := year_of(piece, word):
        return date(year, month, 1)
    if past:
        return date(saved.year - (month > saved.month), month, 1)
    ahead = (month - saved.month) % 12
    coming = date(saved.year + (month < saved.month), month, 1)
    if ahead > SURELY_THE_NEXT:
        text = f"Ist {word.match[0]} {coming.year - 1} oder {coming.year} gemeint?"
        raise piece.mistake(
            text, f"Schreiben Sie das Jahr dazu, zum Beispiel »{word.match[0]} {coming.year}«.", word.at
        )
    return coming


def end_of(month: date) -> date:
    """The last day of a month, given its first."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def from_month_to_month(piece: Piece, first: Token, last: Token) -> tuple[date, date]:
    """The first day of one month and the last of another, which tells the year of the first if that has none."""
    ends, month = first_of(piece, last), month_of(first)
    return date(year_of(piece, first) or ends.year - (month > ends.month), month, 1), end_of(ends)
