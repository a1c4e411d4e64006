"""Phrases composed of the words that people use, each with what it means."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from ivr.model.recurrence import WEEKDAYS
from tests.support.naive_times import Naive

# What a part of a phrase says, and what it changes in its meaning.
Part = tuple[str, dict[str, Any]]

ORDINALS = {1: ("ersten", "1."), 2: ("zweiten", "2."), 3: ("dritten", "3."), 4: ("vierten", "4."), -1: ("letzten",)}
SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
CLOCKS: list[Part] = [
    (words, {"times": tuple((start, None) for start in starts)})
    for words, *starts in (
        ("18 Uhr", time(18)),
        ("um 18.30 Uhr", time(18, 30)),
        ("von 9 bis 11.30 Uhr", time(9)),
        ("16:00–17:30 Uhr", time(16)),
        ("ab 14 h", time(14)),
        ("abends um halb acht", time(19, 30)),
        ("nachmittags viertel nach drei", time(15, 15)),
        ("um zwanzig Uhr", time(20)),
        ("um 10, 14 und 18 Uhr", time(10), time(14), time(18)),
        ("9-11 und 15-17 Uhr", time(9), time(15)),
        ("18 Uhr für 90 Minuten", time(18)),
    )
]
FILLERS = (
    "",
    "",
    "(Anmeldung erforderlich)",
    "online",
    "für Mitglieder und Gäste",
    "ohne Gewähr",
    "ganzjährig",
    "!",
    ".",
)
BEFORE = ("", "", "In der Regel", "Selbsthilfegruppe:", "Wir treffen uns", "Treffen:", "immer")
SEPARATORS = (", ", " ", " · ", " | ", " - ", " / ")
FIRST = date(2026, 4, 6)


def _weekly(day: int, other: int) -> st.SearchStrategy[Part]:
    name, one = WEEKDAYS[day], {"weekdays": frozenset({day})}
    both = {"weekdays": frozenset({day, other})}
    ways = [(f"{name.lower()}s", one), (f"jeden {name}", one), (f"wöchentlich am {name}", one), (SHORT[day], one)]
    if other != day:
        second = WEEKDAYS[other]
        ways += [(f"jeden {name} und {second}", both), (f"{SHORT[day]}, {SHORT[other]}", both)]
    ways += [("werktags", {"weekdays": frozenset(range(5))}), ("täglich", {"weekdays": frozenset(range(7))})]
    return st.sampled_from(ways)


def _monthly(day: int, nths: list[int], way: int) -> Part:
    words = " und ".join(ORDINALS[nth][way % len(ORDINALS[nth])] for nth in nths)
    said = (
        f"jeden {words} {WEEKDAYS[day]} im Monat",
        f"am {words} {WEEKDAYS[day]} eines Monats",
        f"{words} {SHORT[day]} i. M.",
    )
    return said[way % 3], {"weekdays": frozenset({day}), "nths": frozenset(nths)}


def _counted(weeks: int, way: int) -> Part:
    since = FIRST + timedelta(days=weeks)
    day, written = WEEKDAYS[since.weekday()], f"{since.day}.{since.month}.{since.year}"
    said = (
        f"14-täglich {day.lower()}s ab {written}",
        f"alle zwei Wochen am {day}, Beginn: {written}",
        f"vierzehntägig, ab {day}, {written}",
        f"erstmals am {written} und dann alle 2 Wochen {day.lower()}s",
    )
    return said[way % 4], {"weekdays": frozenset({since.weekday()}), "since": since, "every": 2}


ALL_MONTHS = frozenset(range(1, 13))
LIMITS: list[Part] = [
    ("", {}),
    ("", {}),
    ("außer im Juli und August", {"months": ALL_MONTHS - {7, 8}}),
    ("nicht im Dezember", {"months": ALL_MONTHS - {12}}),
    ("im August finden keine Treffen statt", {"months": ALL_MONTHS - {8}}),
    ("außerhalb der Schulferien", {"without": frozenset({"school"})}),
    ("nicht in den Ferien", {"without": frozenset({"school"})}),
    ("außer an Feiertagen", {"without": frozenset({"public"})}),
    ("auch an Feiertagen", {}),
    ("außer in den Ferien und an Feiertagen", {"without": frozenset({"school", "public"})}),
]
DAYS = st.integers(0, 6)
RHYTHMS = (
    st.tuples(DAYS, DAYS).flatmap(lambda both: _weekly(*both))
    | st.builds(_monthly, DAYS, st.lists(st.sampled_from(list(ORDINALS)), min_size=1, max_size=2, unique=True), DAYS)
    | st.builds(_counted, DAYS, DAYS)
)


def composed(before: str, parts: list[Part], separators: list[str], filler: str) -> tuple[str, Naive]:
    """A phrase, and when it is."""
    meant = Naive(frozenset(), ())
    for _, changes in parts:
        meant = replace(meant, **changes)
    words, *more = (said for said, _ in parts if said)
    for separator, said in zip(separators, more, strict=False):
        words += separator + said
    return f"{before} {words} {filler}".strip(), meant


PHRASES = st.builds(
    composed,
    st.sampled_from(BEFORE),
    st.tuples(RHYTHMS, st.sampled_from(CLOCKS), st.sampled_from(LIMITS)).map(list),
    st.lists(st.sampled_from(SEPARATORS), min_size=2, max_size=2),
    st.sampled_from(FILLERS),
)
