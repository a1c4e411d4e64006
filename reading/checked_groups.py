"""Blocks of groups that are checked: file by file, so that a file which has not changed is not checked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ivr.model.plan import Office
from reading.calendar.of_group import names_a_calendar
from reading.checks import CHECKS, MOST_GROUPS, has_holidays_that_are_known, holidays_end, is_long_past
from reading.codes import CODE_CHECKS, is_not_the_offices
from reading.contact import is_not_the_hotline
from reading.group_block import GroupBlock, Objection
from reading.groups import read_groups
from reading.problem import Problem
from reading.public_holidays import with_holidays
from reading.text.pieces import Line


@dataclass(frozen=True)
class Terms:
    """What groups are checked against, besides the other groups: what the office has set, and the day."""

    digits: int
    federal_state: str
    office_code: str
    hotline: str
    today: date

    @classmethod
    def of(cls, office: Office, today: date) -> "Terms":
        return cls(office.digits, office.federal_state, office.leader_code, office.hotline, today)


@dataclass(frozen=True, eq=False)
class CheckedGroups:
    """Blocks of groups, and what is wrong with each by itself; the ids of the `refused` may not go on air. Those that
    name a calendar are still to be checked, once its dates are known."""

    blocks: Sequence[GroupBlock]
    problems: Sequence[Problem]
    refused: frozenset[int]


# Of hundreds of files one changes at a time, and callers wait for it; before and after the change is one more each.
read_file = lru_cache(maxsize=2 * MOST_GROUPS)(read_groups)


@lru_cache(maxsize=2 * MOST_GROUPS)
def checked_file(lines: tuple[Line, ...], terms: Terms) -> CheckedGroups:
    """The blocks of a file, with their holidays; its problems are also those of lines outside of them."""
    read, stray = read_file(lines)
    blocks = [_with_holidays(block, terms) for block in read]
    found = checked([block for block in blocks if not names_a_calendar(block)], terms)
    return replace(found, blocks=blocks, problems=(*stray, *found.problems))


def checked(blocks: Sequence[GroupBlock], terms: Terms) -> CheckedGroups:
    """The blocks, each checked by itself."""
    objections = list(_objections(blocks, terms))
    problems = (
        *(problem for block in blocks for problem in block.problems),
        *(problem for _, problem in objections),
        *is_long_past(blocks, terms.today),
        *holidays_end(blocks, terms.federal_state, terms.today),
    )
    refused = {id(block) for block, _ in objections} | {id(block) for block in blocks if block.misleads_callers}
    return CheckedGroups(blocks, problems, frozenset(refused))


def _with_holidays(block: GroupBlock, terms: Terms) -> GroupBlock:
    if not (terms.federal_state and block.holidays):
        return block
    return replace(block, group=with_holidays(block.group, terms.federal_state, terms.today))


def _objections(blocks: Sequence[GroupBlock], terms: Terms) -> Iterator[Objection]:
    for check in CHECKS:
        yield from check(blocks)
    for check_codes in CODE_CHECKS:
        yield from check_codes(blocks, terms.digits)
    yield from is_not_the_offices(blocks, terms.office_code)
    yield from is_not_the_hotline(blocks, terms.hotline)
    yield from has_holidays_that_are_known(blocks, terms.federal_state, terms.today)
