"""Meetings of one group at the same time, where nothing says that one stands instead of the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from ivr.model.exceptions import Off
from ivr.model.meeting import meetings
from ivr.model.recurrence import WEEKDAYS, Rule, Span
from reading.group_block import GroupBlock, Objection
from reading.problem import Problem
from reading.when.days import german_date
from reading.when.span_overlap import overlap
from reading.when.start import days_from

DAY = timedelta(days=1)
# Of more rules nobody keeps track, and comparing them takes long.
MOST_RULES = 40
# A date by hand beside one of the calendar is meant instead of it, unless there is time between them.
BESIDE = timedelta(hours=1)

OVERLAP = "Am {day} überschneiden sich zwei Treffen: Ich kann nicht wissen, ob das eine statt des anderen gilt."
SAY_INSTEAD = (
    "Gilt dann nur eines, so schreiben Sie dort »stattdessen« dazu, zum Beispiel »am 1. Montag im Monat stattdessen "
    "19 Uhr«."
)
INSTEAD_OF_WHAT = (
    "Statt welches Treffens, kann ich nicht wissen.",
    "Schreiben Sie auch die Regel auf, die sonst an diesem Tag gilt, oder streichen Sie »stattdessen«.",
)
INSTEAD_OF_WHICH = (
    "An diesem Tag sind es sonst mehrere Treffen: Statt welches Treffens, kann ich nicht wissen.",
    "Streichen Sie »stattdessen«, und nehmen Sie den Tag dort aus, wo etwas anderes gilt, zum Beispiel »montags "
    "18 Uhr, außer am 1. Montag im Monat; am 1. Montag im Monat 19 Uhr«.",
)
BY_ITSELF = "Schreiben Sie den einzelnen Tag unter »Termine:«: Dann gilt an ihm nur, was dort steht."
AT_ANOTHER_TIME = "Schreiben Sie eine andere Zeit; fällt das Treffen nur aus, so gehört sein Tag hinter »Ausfall:«."
IN_THE_CALENDAR = "Tragen Sie es im Kalenderprogramm ein, und streichen Sie den Termin hier."


def meets_once_at_a_time(blocks: Sequence[GroupBlock]) -> Iterator[Objection]:
    """No two rules or dates of a group overlap, unless one of them says that it stands instead of the other."""
    for block in blocks:
        for problem in (*_rules(block), *_dates_among_rules(block), *_dates(block), *_moved(block)):
            yield block, problem


def _rules(block: GroupBlock) -> Iterator[Problem]:
    written = list(zip(block.group.rules, block.rule_pieces, strict=False))[:MOST_RULES]
    off = block.group.off
    for (one, piece), (other, other_piece) in combinations(written, 2):
        if (
            piece is not other_piece
            and one.instead == other.instead
            and (day := first_overlap(one, other, off, piece.saved))
        ):
            yield other_piece.problem(OVERLAP.format(day=_named(day)), SAY_INSTEAD)
    for rule, piece in [(rule, piece) for rule, piece in written if rule.instead]:
        since = rule.since or piece.saved
        usual = [other for other, _ in written if not other.instead]
        days = (_days_from(other, (), since) for other in usual)
        if not frozenset[date]().union(*days).issuperset(_days_from(rule, (), since)):
            yield piece.problem(*INSTEAD_OF_WHAT)
        elif replaces_several(rule, usual, since):
            yield piece.problem(*INSTEAD_OF_WHICH)


def replaces_several(rule: Rule, usual: Sequence[Rule], since: date) -> bool:
    """Whether on a day of this rule others take place at two different times."""
    days = _days_from(rule, (), since)
    by_span: dict[Span, frozenset[date]] = {}
    for other in usual:
        by_span[other.span] = by_span.get(other.span, frozenset()) | (days & _days_from(other, (), since))
    return sum(map(len, by_span.values())) > len(frozenset[date]().union(*by_span.values()))


def first_overlap(one: Rule, other: Rule, off: tuple[Off, ...], today: date) -> date | None:
    """The first day on which both take place and overlap; what they have in common comes within some years."""
    since = max(rule.since or today for rule in (one, other))
    found: list[date] = []
    for later in (-1, 0, 1):
        if overlap(one.span, other.span, later * DAY):
            days = (day + later * DAY for day in _days_from(one, off, since))
            found += _days_from(other, off, since).intersection(days)
    return min(found, default=None)


def _dates_among_rules(block: GroupBlock) -> Iterator[Problem]:
    for day, piece in block.single:
        usual = {rule.span for rule in block.group.rules if piece in block.dated_rules and rule.days(day, day)}
        if usual and usual != {span for on, span in block.group.dates if on == day}:
            yield piece.problem(OVERLAP.format(day=_named(day)), BY_ITSELF)


def _dates(block: GroupBlock) -> Iterator[Problem]:
    by_day: dict[date, list[Span]] = {}
    for day, span in block.group.dates:
        by_day.setdefault(day, []).append(span)
    for day, piece in {day: piece for day, piece in block.single if len(by_day.get(day, ())) > 1}.items():
        by_hand = {span for on, span in block.dates if on == day}
        for one, other in combinations(by_day[day], 2):
            in_calendar = not by_hand.issuperset((one, other))
            if overlap(one, other, apart=BESIDE if in_calendar else timedelta()):
                text = OVERLAP.format(day=_named(day))
                yield piece.problem(text, IN_THE_CALENDAR if in_calendar else "Streichen Sie eines der beiden.")
                break


def _moved(block: GroupBlock) -> Iterator[Problem]:
    """Problems of meetings that are moved to when the group meets anyway."""
    pieces, usual = dict(block.moved), replace(block.group, moved=())
    for move in block.group.moved:
        if move.day not in pieces or move.to in pieces:
            continue
        takes_place = (one for one in meetings(usual, move.to, move.to) if not one.cancelled)
        held = [Span(one.start.time(), one.end.time() if one.has_end else None) for one in takes_place]
        if any(span == move.span or overlap(span, move.span) for span in held):
            yield pieces[move.day].problem(
                f"Am {_named(move.to)} trifft sich die Gruppe um diese Zeit ohnehin.", AT_ANOTHER_TIME
            )


# Of many rules each is compared with all others.
@lru_cache(maxsize=4 * MOST_RULES)
def _days_from(rule: Rule, off: tuple[Off, ...], since: date) -> frozenset[date]:
    return frozenset(day for day in days_from(rule, since) if not any(one.covers(day) for one in (*off, *rule.off)))


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, dem {german_date(day)},"
