"""Search for a group: questions that narrow the groups down until their dates can be read out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ivr.flows.questions import LONGEST, Answer, Question, first_question
from ivr.model.agenda import Entry, entries, since
from ivr.model.plan import Plan
from ivr.model.recent import recent_cache
from ivr.world import World

# Entries stay the same for minutes, and what was asked counts for some.
MOMENTS = 8


@dataclass(frozen=True)
class Found:
    """Where the answers so far have led: to entries; or, while these are too many, to a question `asks` with those
    `answers` that hold any of them.

    `cut`: there are more entries than these.
    """

    entries: tuple[Entry, ...] = ()
    asks: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    cut: bool = False


def found(plan: Plan, now: datetime, keys: tuple[str, ...]) -> Found:
    """Where these keys have led, one after the other; a key that answers nothing leads no further."""
    return _found(plan, keys, since(plan, now))


def reckon(world: World) -> None:
    """Reckon beforehand what the calls of a new plan ask for first: the next meetings of all groups, and who they
    are."""
    found(world.plan, world.now, ())
    world.group("")


def soonest(plan: Plan, now: datetime) -> Found:
    """For whoever cannot answer: as much as can be read out."""
    everything = entries(plan, now)
    return Found(everything[:LONGEST], cut=len(everything) > LONGEST)


@recent_cache(MOMENTS)
def _found(plan: Plan, keys: tuple[str, ...], now: datetime) -> Found:
    here: tuple[Entry, ...] = entries(plan, now)
    question: Question | None = first_question(plan)
    for key in keys:
        if question is None or key not in question.answers:
            break
        answer = question.answers[key]
        here, question = _held(answer, here, now), answer.further
    if question is None or len(here) <= LONGEST:
        return Found(here)
    return Found(
        here,
        question.asks,
        {key: answer for key, answer in question.answers.items() if _held(answer, here, now)},
    )


def _held(answer: Answer, here: Iterable[Entry], now: datetime) -> tuple[Entry, ...]:
    return tuple(entry for entry in here if answer.holds(entry, now.date()))
