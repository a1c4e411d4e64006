"""The plan as a table: a row for each group and for each other file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ivr.model.agenda import coming
from ivr.model.meeting import Meeting
from ivr.model.names import folded
from ivr.model.plan import Group, Plan
from ivr.world import World
from office.search.found import Contents
from office.search.index import Field, Hit
from reading.problem import Problem
from routes.slugs import slugs

HEARD, UNHEARD = "Zu hören", "Noch nicht zu hören"


@dataclass(frozen=True)
class Row:
    """A group or another file: what it is about, its next meeting, and whether it is heard (`state`, "" = it is none
    that is); `card` is the group's name in addresses, "" for what has no card."""

    name: str
    file: str
    about: str
    following: Meeting | None = None
    state: str = ""
    mistakes: int = 0
    card: str = ""
    matched: tuple[Field, ...] = ()


def rows(hits: Iterable[Hit], now: Contents, world: World, problems: Iterable[Problem]) -> Iterator[Row]:
    """The rows of what was found, in the same order."""
    mistakes = Counter(problem.file for problem in problems if not problem.harmless)
    cards = {group.name: slug for slug, group in slugs(in_order(world.plan)).items()}
    texts = {text.title for text in world.plan.information}
    for hit in hits:
        file = now.file_of.get(hit.key, hit.key)
        group = world.plan.group_named(hit.key)
        if hit.key in now.file_of:
            row = _row_of_group(hit.key, file, group, world.now)
        else:
            what, is_text = now.others[file], file in now.titles
            row = Row(what, file, "Auskunft" if is_text else "", state=_state(what in texts) if is_text else "")
        yield replace(row, mistakes=mistakes[file], card=cards.get(hit.key, ""), matched=hit.matched)


def in_order(plan: Plan) -> list[Group]:
    """The groups by name, by which cards are called."""
    return sorted(plan.groups, key=lambda group: folded(group.name))


def _row_of_group(name: str, file: str, group: Group | None, now: datetime) -> Row:
    following = next(coming(group, now), None) if group else None
    return Row(name, file, group.topic if group else "", following, _state(group is not None))


def _state(is_heard: bool) -> str:
    return HEARD if is_heard else UNHEARD
