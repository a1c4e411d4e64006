"""Search for a group: where the keys lead that answer one question after the other."""

from dataclasses import dataclass
from datetime import datetime

from ivr.flows.questions import Listed, Question, first_step, topics
from ivr.model.agenda import Entry, entries, order, since
from ivr.model.plan import Group, Plan
from ivr.model.recent import recent_cache
from ivr.say import Say
from ivr.world import World

# Whoever presses no key at all is read no more than so many groups, five blocks if no meeting is off.
LONGEST = 15
# Entries stay the same for minutes, and what was asked counts for some.
MOMENTS = 8
# The answer that whoever presses nothing at the first question is taken to have given.
NEXT_DATES = "1"
# Stands for the keys that lead to the topics, for whoever comes from elsewhere.
TO_THE_TOPICS = "t"


@dataclass(frozen=True)
class Found:
    """Where the answers so far have led: to a `question`; or to entries, with what stands above their list, or the one
    group that was asked for by its name.

    `everything`: the next dates of all groups. `cut`: there are more entries than these.
    """

    entries: tuple[Entry, ...] = ()
    question: Question | None = None
    heading: Say | None = None
    group: Group | None = None
    everything: bool = False
    cut: bool = False


def found(plan: Plan, now: datetime, keys: tuple[str, ...]) -> Found:
    """Where these keys have led, one after the other; a key that answers nothing leads no further."""
    return _found(plan, keys, since(plan, now))


def reckon(world: World) -> None:
    """Reckon beforehand what the calls of a new plan ask for first: the next meetings of all groups, the questions that
    lead to one, and who they are."""
    soonest(world.plan, world.now)
    found(world.plan, world.now, ())
    world.group("")


def soonest(plan: Plan, now: datetime) -> Found:
    """For whoever cannot answer: as much as can be read out."""
    everything = entries(plan, now)
    return Found(everything[:LONGEST], everything=True, cut=len(everything) > LONGEST)


@recent_cache(MOMENTS)
def _found(plan: Plan, keys: tuple[str, ...], now: datetime) -> Found:
    step = _last_step(plan, keys)
    if isinstance(step, Question):
        return Found(question=step)
    if step.groups is None:
        return Found(entries(plan, now), everything=True)
    return Found(
        _entries_of(step.groups, plan, now), heading=step.heading, group=step.groups[0] if step.alone else None
    )


def _last_step(plan: Plan, keys: tuple[str, ...]) -> Question | Listed:
    step = topics(plan) if keys[:1] == (TO_THE_TOPICS,) else first_step(plan)
    for key in keys:
        if isinstance(step, Question) and key in step.answers:
            step = step.answers[key].leads_to
    return step


def _entries_of(groups: tuple[Group, ...], plan: Plan, now: datetime) -> tuple[Entry, ...]:
    """The soonest first; at the end those of which no meeting is known."""
    known = {entry.group.name: entry for entry in entries(plan, now)}
    return tuple(sorted((known.get(group.name) or Entry(group, ()) for group in groups), key=order))
