"""What must hold between the lines of a group, and between all groups."""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from ivr.model.plan import Group
from ivr.model.recurrence import WEEKDAYS
from reading.external_room import has_the_other_room_it_speaks_of, secrets
from reading.group_block import Objection, Written
from reading.problem import Problem
from reading.public_holidays import named_days
from reading.text.pieces import fold
from reading.when.days import dotted

MOST_GROUPS = 1000
# Even a fifth Friday comes again within so many days.
SURELY_A_MEETING = timedelta(days=100)
LONG_PAST, HALF_A_YEAR = timedelta(days=366), timedelta(days=183)

# A line of a group, by its key.
Spot = tuple[Written, str]


def has_a_name(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        if not written.has("Gruppe"):
            remedy = "Schreiben Sie den Namen dahinter, zum Beispiel »Gruppe: Krokus«."
            yield written, written.at("Gruppe").problem("Diese Gruppe hat keinen Namen.", remedy)


def meets(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        if not written.has("Regel", "Termine", "Kalender"):
            remedy = "Schreiben Sie eine Zeile »Regel:«, »Termine:« oder »Kalender:« dazu."
            yield written, written.at("Gruppe").problem("Bei dieser Gruppe steht nicht, wann sie sich trifft.", remedy)


def is_off_only_when_it_would_meet(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        unknown = written.broken & {"Regel", "Start", "Termine", "Kalender"}
        exceptions = written.exceptions if (written.group.rules or written.group.dates) and not unknown else []
        days = _days(written.group, [day for day, _ in exceptions]) if exceptions else []
        days_met = set(days)
        for day, piece in exceptions:
            if day not in days_met:
                text = f"Am {WEEKDAYS[day.weekday()]}, dem {dotted(day)}, trifft sich die Gruppe nicht."
                yield written, piece.problem(text, _meant(days, day))


def has_the_room_it_speaks_of(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        for key in ("Einlass", "Nachlauf", "Plätze", "Zusage"):
            if written.has(key) and not written.has("Zugang"):
                remedy = "Schreiben Sie »Zugang:« mit einer Nummer dazu, oder streichen Sie diese Zeile."
                yield written, written.at(key).problem("Diese Gruppe hat keinen Raum am Telefon.", remedy)


def counts_its_own_seats_only(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        if written.has("Plätze") and written.has("Raum"):
            text = "Wie viele Personen hineindürfen, legt das andere System fest."
            yield written, written.at("Plätze").problem(text, "Streichen Sie diese Zeile.")


def no_name_twice(groups: Sequence[Written]) -> Iterator[Objection]:
    names = ((fold(written.group.name), (written, "Gruppe")) for written in groups)
    for (written, key), (other, _) in _shared(names):
        text = f"Eine Gruppe »{written.group.name}« gibt es noch einmal{_where(other, key, written)}."
        remedy = "Löschen Sie eine der beiden, oder geben Sie ihr einen anderen Namen."
        yield written, written.at(key).problem(text, remedy)


def no_code_twice(groups: Sequence[Written]) -> Iterator[Objection]:
    codes = (
        (code, (written, key))
        for written in groups
        for key, code in (("Zugang", written.group.code), ("Leitung", written.group.leader_code))
    )
    for (written, key), (other, other_key) in _shared(codes):
        text = f"Diese Nummer steht noch einmal{_where(other, other_key, written)} bei »{other_key}:«."
        yield (
            written,
            written.at(key).problem(
                text, "Nehmen Sie für eine der beiden eine neue Nummer; »flask code« schlägt welche vor."
            ),
        )


def keeps_its_number_to_itself(groups: Sequence[Written]) -> Iterator[Objection]:
    """What is written of a group is read to every caller, and stands in every calendar."""
    for written in groups:
        group = written.group
        codes = tuple(filter(None, (group.code, group.leader_code, *secrets(group.elsewhere))))
        for key in ("Gruppe", "Thema", "Ort", "Hinweis") if codes else ():
            if written.has(key) and _any_of(codes).search(written.at(key).text):
                remedy = "Streichen Sie sie hier: Das hören alle, die anrufen."
                yield written, written.at(key).problem("Hier steht die Nummer des Raums.", remedy)


# Python itself remembers no more than 512 patterns.
@lru_cache(maxsize=MOST_GROUPS)
def _any_of(codes: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of these numbers, however it is divided."""
    told = "|".join(r"[\s./-]*".join(map(re.escape, code)) for code in codes)
    return re.compile(rf"(?<![0-9])(?:{told})(?![0-9])")


def not_too_many(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups[MOST_GROUPS:]:
        text = f"Das ist mehr als die {MOST_GROUPS}. Gruppe."
        yield written, written.at("Gruppe").problem(text, "Löschen Sie Gruppen, die es nicht mehr gibt.")


CHECKS: tuple[Callable[[Sequence[Written]], Iterator[Objection]], ...] = (
    has_a_name,
    meets,
    is_off_only_when_it_would_meet,
    has_the_room_it_speaks_of,
    counts_its_own_seats_only,
    has_the_other_room_it_speaks_of,
    no_name_twice,
    no_code_twice,
    keeps_its_number_to_itself,
    not_too_many,
)


def has_holidays_that_are_known(groups: Sequence[Written], state: str, today: date) -> Iterator[Objection]:
    """Holidays are those of the office's Bundesland."""
    for written in groups:
        for name, piece in written.holidays.items():
            if not state:
                remedy = "Schreiben Sie in buero.txt, in welchem Bundesland, zum Beispiel »Bundesland: Thüringen«."
                yield written, piece.problem(f"Wann {name} sind, kann ich ohne Bundesland nicht wissen.", remedy)
            elif not named_days(name, state, today):
                remedy = "Schreiben Sie die Tage, zum Beispiel »3.2. bis 14.2.2027«."
                yield written, piece.problem(f"{name} gibt es in {state} nicht.", remedy)


def holidays_end(groups: Sequence[Written], state: str, today: date) -> Iterator[Problem]:
    """Where the library knows no later ones, callers would be told of meetings in the holidays."""
    for written in groups:
        for name, piece in written.holidays.items() if state else ():
            last = max(named_days(name, state, today), default=date.max)
            if last < today + HALF_A_YEAR:
                text = f"{name} in {state} kenne ich nur bis zum {dotted(last)}."
                remedy = "Schreiben Sie spätere Tage dazu, oder bitten Sie um eine neue Fassung der Hotline."
                yield replace(piece.problem(text, remedy), harmless=True)


def is_long_past(groups: Sequence[Written], today: date) -> Iterator[Problem]:
    """Days that cost nobody anything, but that were probably written with the wrong year."""
    for written in groups:
        for day, piece in written.days:
            if day < today - LONG_PAST:
                text = f"Der {dotted(day)} ist lange vorbei."
                problem = piece.problem(text, "Berichtigen Sie das Jahr, oder streichen Sie den Tag.")
                # What was right when it was written must not hold back the next edit, which may be urgent.
                yield replace(problem, harmless=True)


def _shared(spots: Iterable[tuple[str, Spot]]) -> Iterator[tuple[Spot, Spot]]:
    """Every spot that shares its value with others, and one of those: which of them is right, nobody can know."""
    by_value: dict[str, list[Spot]] = defaultdict(list)
    for value, spot in spots:
        by_value[value].append(spot)
    by_value.pop("", None)
    for first, *others in by_value.values():
        for other in others[:1]:
            yield first, other
        for other in others:
            yield other, first


def _where(other: Written, key: str, seen_from: Written) -> str:
    place = other.at(key).problem("", "")
    other_file = place.file != seen_from.at("Gruppe").problem("", "").file
    return f" in Zeile {place.line}" + f" von {place.file}" * other_file


def _days(group: Group, around: Sequence[date]) -> list[date]:
    """The days on which a group meets, from a while before some days to a while after them, in order."""
    since, until = min(around) - SURELY_A_MEETING, max(around) + SURELY_A_MEETING
    by_rule = (day for rule in group.rules for day in rule.days(since, until))
    return sorted({*by_rule, *(day for day, _ in group.dates)})


def _meant(days: Sequence[date], day: date) -> str:
    """Which of the days, in order, was probably meant by another."""
    after = bisect(days, day)
    near = days[max(after - 1, 0) : after + 1]
    if not near:
        return "Berichtigen Sie das Datum oder die Regel."
    return f"Meinten Sie den {dotted(min(near, key=lambda found: (abs(found - day), found)))}?"
