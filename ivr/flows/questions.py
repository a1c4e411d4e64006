"""The questions that lead to a group among many: by day, topic, place and name.

They and their keys depend on the plan alone, so that they stay the same all day and can be spoken beforehand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from ivr.model.agenda import Entry
from ivr.model.names import folded, shortened
from ivr.model.plan import Group, Plan
from ivr.say import Say, say

T = TypeVar("T")

# Four blocks of four: nobody is read more than that without choosing.
LONGEST = 16
# The keys 1 to 8; 9 is the main menu everywhere.
MOST_ANSWERS = 8


@dataclass(frozen=True)
class Answer:
    """One answer to a question: the words that offer it, the entries it holds, and what is asked if they are too many.

    No `further`: they never are.
    """

    offer: Say
    holds: Callable[[Entry, date], bool]
    further: "Question | None" = None


@dataclass(frozen=True)
class Question:
    """What is asked, as a key of saetze.toml, and the answers by the keys of the telephone."""

    asks: str
    answers: Mapping[str, Answer]


@lru_cache(maxsize=4)
def first_question(plan: Plan) -> Question:
    """What is asked when there are more dates than can be read out."""
    by_name = _by_name(sorted(plan.groups, key=lambda group: (folded(group.name), group.name)))
    return _question(
        "suche",
        [
            Answer(say("zum.heute"), lambda entry, today: _begins_until(entry, today + timedelta(days=1)), by_name),
            Answer(say("zum.woche"), lambda entry, today: _begins_until(entry, _sunday(today)), by_name),
            Answer(say("zum.themen"), lambda entry, today: bool(entry.group.topic), _by_topic(plan.groups, by_name)),
            Answer(say("zum.orte"), lambda entry, today: bool(_place(entry.group)), _by_place(plan.groups, by_name)),
            Answer(say("zum.namen"), lambda entry, today: True, by_name),
        ],
    )


def _question(asks: str, answers: Iterable[Answer]) -> Question:
    return Question(asks, {str(number): answer for number, answer in enumerate(answers, 1)})


def _begins_until(entry: Entry, day: date) -> bool:
    return bool(entry.meetings) and entry.meetings[0].start.date() <= day


def _sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


def _place(group: Group) -> str:
    """ "Gemeindehaus, Hauptstr. 5" is known by what stands before the comma."""
    return group.place.partition(",")[0].strip()


def _by_topic(groups: Iterable[Group], by_name: Question | None) -> Question:
    """The topics in the order of the files; if they are too many, the last answer holds all those left over."""
    topics = list(_shared(groups, lambda group: group.topic).items())
    shown = len(topics) if len(topics) <= MOST_ANSWERS else MOST_ANSWERS - 1
    answers = [Answer(say("zum.thema", thema=name), _among(of_topic), by_name) for name, of_topic in topics[:shown]]
    others = [group for _, of_topic in topics[shown:] for group in of_topic]
    return _question("suche.thema", answers + [Answer(say("zum.andere"), _among(others), by_name)] * bool(others))


def _by_place(groups: Iterable[Group], by_name: Question | None) -> Question:
    """The places from A to Z; if they are too many, an answer holds several, from here to there."""
    places = _shared(groups, _place)
    parts = _divided(sorted(places, key=folded), MOST_ANSWERS)

    def answer(part: Sequence[str], several: Say) -> Answer:
        there = [group for name in part for group in places[name]]
        if len(part) == 1:
            return Answer(say("zum.ort", ort=part[0]), _among(there), by_name)
        return Answer(several, _among(there), _by_place(there, by_name))

    return _question("suche.ort", map(answer, parts, _ranges(parts)))


def _by_name(groups: Sequence[Group]) -> Question | None:
    """The groups from A to Z in ranges; None for so few that they can all be read out."""
    if len(groups) <= LONGEST:
        return None
    parts = _divided(groups, 1 + (len(groups) - 1) // LONGEST)
    ranges = _ranges([[group.name for group in part] for part in parts])
    return _question("suche.name", map(Answer, ranges, map(_among, parts), map(_by_name, parts)))


def _shared(groups: Iterable[Group], by: Callable[[Group], str]) -> dict[str, list[Group]]:
    """The groups by what they share, in the order of the files and in the spelling that comes first."""
    spelled: dict[str, str] = {}
    shared: dict[str, list[Group]] = {}
    for group in groups:
        if word := by(group):
            shared.setdefault(spelled.setdefault(folded(word), word), []).append(group)
    return shared


def _divided(items: Sequence[T], parts: int) -> list[Sequence[T]]:
    """As many parts as said, but no more than a question has answers, and none of them empty."""
    parts = min(parts, MOST_ANSWERS, len(items))
    return [items[len(items) * n // parts : len(items) * (n + 1) // parts] for n in range(parts)]


def _among(groups: Iterable[Group]) -> Callable[[Entry, date], bool]:
    names = frozenset(group.name for group in groups)
    return lambda entry, today: entry.group.name in names


def _ranges(parts: Sequence[Sequence[str]]) -> list[Say]:
    """From where to where each part goes, in as few words as tell its ends from each other and from the next part."""
    firsts, lasts = [part[0] for part in parts], [part[-1] for part in parts]
    ends = zip(firsts, lasts, ["", *lasts], [*firsts[1:], ""], strict=False)
    return [
        say("zum.bereich", von=shortened(first, (before, last)), bis=shortened(last, (first, after)))
        for first, last, before, after in ends
    ]
