"""What must hold between the lines of a group, and between all groups."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from ivr.plan import Group
from ivr.rule import LAST, WEEKDAYS, Rule
from reading.groups import Written
from reading.pieces import fold
from reading.problem import Problem

MOST_GROUPS = 500
# Even a fifth Friday comes again within so many days.
SURELY_A_MEETING = 100

# A group that must not go on air, and why.
Objection = tuple[Written, Problem]
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
        known = not written.broken & {"Regel", "Termine", "Kalender"} and (written.group.rules or written.group.dates)
        for off in written.days_off if known else ():
            if not _meets_on(written.group, off.day):
                text = f"Am {WEEKDAYS[off.day.weekday()]}, dem {_date(off.day)}, trifft sich die Gruppe nicht."
                meant = _nearest_day(written.group, off.day)
                yield written, off.piece.problem(text, f"Meinten Sie den {_date(meant)}?")


def lets_more_in_than_its_leader(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        if written.has("Leitung") and not written.has("Zugang"):
            text = "Ohne »Zugang:« kommt außer der Leitung niemand in den Raum."
            remedy = "Schreiben Sie eine Zeile dazu, zum Beispiel »Zugang: 582 917«, oder streichen Sie die Leitung."
            yield written, written.at("Leitung").problem(text, remedy)


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
        yield written, written.at(key).problem(text, "Denken Sie sich für eine der beiden eine neue Nummer aus.")


def not_too_many(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups[MOST_GROUPS:]:
        text = f"Das ist mehr als die {MOST_GROUPS}. Gruppe."
        yield written, written.at("Gruppe").problem(text, "Löschen Sie Gruppen, die es nicht mehr gibt.")


CHECKS: tuple[Callable[[Sequence[Written]], Iterator[Objection]], ...] = (
    has_a_name,
    meets,
    is_off_only_when_it_would_meet,
    lets_more_in_than_its_leader,
    no_name_twice,
    no_code_twice,
    not_too_many,
)


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


def _meets_on(group: Group, day: date) -> bool:
    return _by_rule(group, day) or any(day == single for single, _ in group.dates)


def _by_rule(group: Group, day: date) -> bool:
    return any(day.weekday() in rule.weekdays and _in_right_week(rule, day) for rule in group.rules)


def _in_right_week(rule: Rule, day: date) -> bool:
    """As in `Rule.days`, which is too slow to ask for each day of a file full of them."""
    is_last = (day + timedelta(days=7)).month != day.month
    return not rule.nths or (day.day + 6) // 7 in rule.nths or (is_last and LAST in rule.nths)


def _nearest_day(group: Group, day: date) -> date:
    around = (day + timedelta(days=away * way) for away in range(SURELY_A_MEETING) for way in (-1, 1))
    by_rule = [next(found for found in around if _by_rule(group, found))] if group.rules else []
    return min([*by_rule, *(single for single, _ in group.dates)], key=lambda found: (abs(found - day), found))


def _date(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
