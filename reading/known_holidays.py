"""Problems with holidays that staff name: whether they are known, and how long."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from reading.problem import Problem
from reading.public_holidays import holidays_named
from reading.text.pieces import Piece
from reading.when.days import german_date

HALF_A_YEAR = timedelta(days=183)


def unknown_holidays(named: Mapping[str, Piece], state: str, today: date) -> Iterator[Problem]:
    """Problems of holidays, by name, that do not exist in the office's federal state, or if that is not known."""
    for name, piece in named.items():
        if not state:
            remedy = "Schreiben Sie in buero.txt, in welchem Bundesland, zum Beispiel »Bundesland: Thüringen«."
            yield piece.problem(f"Wann {name} sind, kann ich ohne Bundesland nicht wissen.", remedy)
        elif not holidays_named(name, state, today):
            remedy = "Schreiben Sie die Tage, zum Beispiel »3.2. bis 14.2.2027«."
            yield piece.problem(f"{name} gibt es in {state} nicht.", remedy)


def ending_holidays(named: Mapping[str, Piece], state: str, today: date) -> Iterator[Problem]:
    """Remarks where the holidays of the library end within half a year."""
    for name, piece in named.items() if state else ():
        last = max(holidays_named(name, state, today), default=date.max)
        if last < today + HALF_A_YEAR:
            text = f"{name} in {state} kenne ich nur bis zum {german_date(last)}."
            remedy = "Schreiben Sie spätere Tage dazu, oder bitten Sie um eine neue Fassung der Hotline."
            yield replace(piece.problem(text, remedy), harmless=True)
