"""What must hold between the lines of a group, and between all groups."""

from collections.abc import Callable, Iterator, Sequence

from reading.groups import Written
from reading.pieces import fold
from reading.problem import Problem

MOST_GROUPS = 500

# A group that must not go on air, and why.
Objection = tuple[Written, Problem]


def has_a_name(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        if not written.has("Gruppe"):
            remedy = "Schreiben Sie den Namen dahinter, zum Beispiel »Gruppe: Krokus«."
            yield written, written.at("Gruppe").problem("Diese Gruppe hat keinen Namen.", remedy)


def meets(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups:
        if not written.has("Regel", "Termine"):
            remedy = "Schreiben Sie eine Zeile »Regel:« oder »Termine:« dazu."
            yield written, written.at("Gruppe").problem("Bei dieser Gruppe steht nicht, wann sie sich trifft.", remedy)


def no_name_twice(groups: Sequence[Written]) -> Iterator[Objection]:
    seen: dict[str, Written] = {}
    for written in groups:
        first = seen.setdefault(fold(written.group.name), written)
        if first is not written and written.group.name:
            text = f"Eine Gruppe »{written.group.name}« gibt es schon{_where(first, 'Gruppe', written)}."
            yield written, written.at("Gruppe").problem(text, "Geben Sie einer der beiden einen anderen Namen.")


def no_code_twice(groups: Sequence[Written]) -> Iterator[Objection]:
    seen: dict[str, tuple[Written, str]] = {}
    for written in groups:
        for key, code in (("Zugang", written.group.code), ("Leitung", written.group.leader_code)):
            first, first_key = seen.setdefault(code, (written, key))
            if code and (first, first_key) != (written, key):
                text = f"Diese Nummer steht schon{_where(first, first_key, written)} bei »{first_key}:«."
                yield written, written.at(key).problem(text, "Denken Sie sich eine neue Nummer aus.")


def not_too_many(groups: Sequence[Written]) -> Iterator[Objection]:
    for written in groups[MOST_GROUPS:]:
        text = f"Das ist mehr als die {MOST_GROUPS}. Gruppe."
        yield written, written.at("Gruppe").problem(text, "Löschen Sie Gruppen, die es nicht mehr gibt.")


CHECKS: tuple[Callable[[Sequence[Written]], Iterator[Objection]], ...] = (
    has_a_name,
    meets,
    no_name_twice,
    no_code_twice,
    not_too_many,
)


def _where(first: Written, key: str, seen_from: Written) -> str:
    place = first.at(key).problem("", "")
    other_file = place.file != seen_from.at("Gruppe").problem("", "").file
    return f" in Zeile {place.line}" + f" von {place.file}" * other_file
