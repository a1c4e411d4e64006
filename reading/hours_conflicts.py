"""Hours that contradict each other: staff are asked which of them holds."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from ivr.model.recurrence import WEEKDAYS, Rule
from reading.overlaps import first_overlap, replaces_several
from reading.problem import Problem
from reading.when.days import german_date
from reading.when.hours import Hours

ONLY_ONE_HOLDS = "Gilt dann nur dies, so schreiben Sie »stattdessen« vor die Uhrzeit."
ONLY_WHAT_HOLDS = "Schreiben Sie nur, was gilt: Streichen Sie eines davon."
INSTEAD_OF_WHICH = (
    "An diesem Tag sind es sonst mehrere Zeiten: Statt welcher, kann ich nicht wissen.",
    "Streichen Sie »stattdessen«, und nehmen Sie den Tag dort aus, wo etwas anderes gilt, zum Beispiel "
    "»Di 14-16 Uhr, außer im Dezember; dienstags im Dezember 10-11 Uhr«.",
)
# Of more hours nobody keeps track.
MOST_HOURS = 20


def conflicts(hours: Sequence[Hours]) -> Iterator[Problem]:
    """Problems of all pieces that speak of the hours of one telephone, those of days on which nobody is there too."""
    few = hours[:MOST_HOURS]
    return chain(_closed_and_open(few), _overlaps(few), _instead_of_several(few))


def _closed_and_open(hours: Sequence[Hours]) -> Iterator[Problem]:
    """ "Di 14-16 Uhr, dienstags geschlossen"; but "Mo-Fr 9-12 Uhr, dienstags geschlossen" leaves some days."""
    rules = [rule for one in hours for rule in one.rules]
    for one in hours:
        named = [day for rule in rules if set(rule.weekdays) <= set(one.closed) for day in rule.weekdays]
        for day in named[:1]:
            text = f"{WEEKDAYS[day]}s ist geschlossen, und doch stehen eigene Zeiten dafür da."
            yield one.piece.problem(text, ONLY_WHAT_HOLDS)
        open_too = [day for day in one.on_request if any(day in rule.weekdays for rule in rules)]
        for day in open_too[:1]:
            text = f"{WEEKDAYS[day]}s {one.besides}, und doch stehen Zeiten dafür da."
            yield one.piece.problem(text, ONLY_WHAT_HOLDS)


def _overlaps(hours: Sequence[Hours]) -> Iterator[Problem]:
    """Problems of hours that are limited, at a time at which others hold as well."""
    for one, other in combinations(hours, 2):
        pairs = ((rule, another) for rule in one.rules for another in other.rules)
        limited = [pair for pair in pairs if any(rule != Rule(rule.weekdays, rule.span) for rule in pair)]
        days = [first_overlap(*pair, (), one.piece.saved) for pair in limited if pair[0].instead == pair[1].instead]
        if day := min(filter(None, days), default=None):
            yield other.piece.problem(f"Am {german_date(day)} gilt auch, was davor steht.", ONLY_ONE_HOLDS)


def _instead_of_several(hours: Sequence[Hours]) -> Iterator[Problem]:
    usual = [rule for one in hours for rule in one.rules if not rule.instead]
    for one in hours:
        if any(replaces_several(rule, usual, rule.since or one.piece.saved) for rule in one.rules if rule.instead):
            yield one.piece.problem(*INSTEAD_OF_WHICH)
