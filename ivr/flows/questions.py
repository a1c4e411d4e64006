"""The questions that lead to a group among many: by topic, place and name.

They and their keys depend on the plan alone, so that they stay the same all day and can be spoken beforehand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ivr.flows.alphabet import AT_ONCE, IN_A_LIST, MOST_OFFERS, OFFER, OFFERS, Way, divided, quickest, ranges, readable
from ivr.model.names import folded
from ivr.model.plan import Group, Plan
from ivr.say import Say, say

# Three dates of some twelve seconds each: more is not remembered.
BLOCK = 3
# In the first question names are offered twice, one after the other.
HALVES = (0, OFFER)


@dataclass(frozen=True)
class Listed:
    """Groups whose dates are read out (None = of all, the next ones), under a heading; `alone`: one that was asked for
    by its name."""

    groups: tuple[Group, ...] | None = None
    heading: Say | None = None
    alone: bool = False


@dataclass(frozen=True)
class Answer:
    """One answer to a question: the words that offer it, and where it leads."""

    offer: Say
    leads_to: "Question | Listed"


@dataclass(frozen=True)
class Question:
    """What is asked, as a key of saetze.toml ("" = nothing, the offers tell), and the answers by the keys of the
    telephone, from 1 without a gap."""

    asks: str
    answers: Mapping[str, Answer]


Things = Mapping[str, Sequence[Group]]


@dataclass(frozen=True)
class Kind:
    """What is chosen from: what asks for it, what offers one and several of it, what stands above the list of one, and
    when a thing is told to whoever has reached it."""

    asks: str
    one: Callable[[str], Say]
    several: str
    heading: Callable[[str], Say | None]
    told: tuple[int, ...] = AT_ONCE


TOPICS = Kind(
    "suche.thema", lambda name: say("zum.thema", thema=name), "zum.themen", lambda name: say("thema", thema=name)
)
PLACES = Kind("suche.ort", lambda name: say("zum.ort", ort=name), "zum.orte", lambda name: say("ort", ort=name))
NAMES = Kind("", lambda name: say("zum.namen_gruppe", gruppe=name), "zum.namen", lambda name: None, IN_A_LIST)


@lru_cache(maxsize=4)
def first_step(plan: Plan) -> Question | Listed:
    """What comes first: all dates, or where these are many the question which ones."""
    if len(plan.groups) <= BLOCK:
        return Listed()
    by_name = _in_order({group.name: [group] for group in plan.groups})
    halves = divided([*by_name], NAMES.told, HALVES, quickest(len(by_name), NAMES.told, HALVES))
    answers = [Answer(say("zum.naechsten"), Listed()), *_answers(NAMES, halves, by_name, NAMES.several, NAMES.several)]
    if any(group.topic for group in plan.groups):
        answers.append(Answer(say("zum.themensuche"), topics(plan)))
    if len(places := _shared(plan.groups, _place)) > 1:
        answers.append(Answer(say("zum.ortssuche"), _root(PLACES, places)))
    return _question("suche", answers)


@lru_cache(maxsize=4)
def topics(plan: Plan) -> Question | Listed:
    """The topics from A to Z; where no group has one, all dates."""
    found = _shared(plan.groups, lambda group: group.topic)
    return _root(TOPICS, found) if found else Listed()


def every_step(first: Question | Listed) -> Iterator[Question | Listed]:
    """A step and all to which it leads."""
    yield first
    if isinstance(first, Question):
        for answer in first.answers.values():
            yield from every_step(answer.leads_to)


def _root(kind: Kind, things: Things) -> Question | Listed:
    return _choice(kind, things, quickest(len(things), kind.told, OFFERS), kind.asks, kind.several)


def _choice(kind: Kind, things: Things, way: Way, asks: str = "", several: str = "zum.bereich") -> Question | Listed:
    """A choice among things: each by itself, or ranges of many; none where so few are left that they are read out."""
    if len(things) <= max(readable(way, kind.told), 1):
        groups = tuple(group for of_one in things.values() for group in of_one)
        return Listed(groups, kind.heading(next(iter(things))), alone=kind is NAMES and len(groups) == 1)
    few = len(things) <= MOST_OFFERS
    parts = [([name], way) for name in things] if few else divided([*things], kind.told, OFFERS, way)
    return _question(asks, _answers(kind, parts, things, several))


def _question(asks: str, answers: Iterable[Answer]) -> Question:
    return Question(asks, {str(number): answer for number, answer in enumerate(answers, 1)})


def _answers(
    kind: Kind, parts: Sequence[tuple[Sequence[str], Way]], things: Things, several: str, further: str = "zum.bereich"
) -> Iterator[Answer]:
    """An answer for each part; `several` offers the first range, `further` the others."""
    for (part, way), reach in zip(parts, ranges([part for part, _ in parts]), strict=True):
        offer = say(several, bereich=reach) if part[1:] else kind.one(part[0])
        several = further if part[1:] else several
        yield Answer(offer, _choice(kind, {name: things[name] for name in part}, way))


def _place(group: Group) -> str:
    """ "Gemeindehaus, Hauptstr. 5" is known by what stands before the comma."""
    return group.place.partition(",")[0].strip()


def _shared(groups: Iterable[Group], by: Callable[[Group], str]) -> Things:
    """The groups by what they share, from A to Z, in the spelling that comes first."""
    spelled: dict[str, str] = {}
    shared: dict[str, list[Group]] = {}
    for group in groups:
        if word := by(group):
            shared.setdefault(spelled.setdefault(folded(word), word), []).append(group)
    return _in_order(shared)


def _in_order(things: Things) -> Things:
    return dict(sorted(things.items(), key=lambda one: (folded(one[0]), one[0])))
