"""Alert checks: a table of what is worth telling staff."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ivr.model.announcement import Announcement
from keep.announcements.messages import Message
from reading.cancellations import CancelledDays
from reading.problem import Problem
from reading.text.pieces import fold
from worker.message_words import IN_A_LINE, SENTENCES, day_said, discreet

LITTLE, LITTLE_OF_ALL = 200 * 1024**2, 0.05

Key = tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """One thing that staff are told, once: `begins` when it begins, `ends` when it is over ("" = nothing).

    The first word of `key` says which check has found it. `at_once`: somebody has done it, and it is told without
    waiting whether it stands. After the day it `lapses`, nobody is told that it is over.
    """

    key: Key
    begins: str
    ends: str = ""
    at_once: bool = False
    lapses: date | None = None


@dataclass(frozen=True)
class Sight:
    """What can be seen at one moment; None = it could not be found out.

    `office` and `groups` are names; `called_off` are all cancelled days in the file; `voices` says which of them speak;
    `free` is (free, all) in bytes; `stuck`: what staff have changed is not on air; `slow`: strangers have tried too
    many numbers; `second`: the worker of another folder wants its plan on air.
    """

    now: datetime
    office: str = ""
    groups: tuple[str, ...] = ()
    problems: tuple[Problem, ...] | None = ()
    announcements: tuple[Announcement, ...] | None = ()
    messages: tuple[Message, ...] | None = ()
    # Keys that begin with this name stand in the memory of messengers.
    called_off: CancelledDays | None = frozenset()
    voices: Mapping[str, bool] | None = None
    redis: bool | None = None
    store: bool | None = None
    free: tuple[int, int] | None = None
    stuck: bool | None = None
    slow: bool | None = None
    second: bool | None = None


Found = Mapping[str, tuple[Matter, ...] | None]


def matters(sight: Sight) -> Found:
    """What there is now to be told, by check; None where that could not be found out."""
    return {name: None if getattr(sight, name) is None else tuple(look(sight)) for name, look in CHECKS.items()}


def _problems(sight: Sight) -> Iterator[Matter]:
    """By what is wrong in which file: when lines move, it is no other problem."""
    before = Counter[Key]()
    for problem in sorted(sight.problems or ()):
        if problem.harmless and not problem.urgent:
            continue
        file, text = discreet(problem.file), discreet(problem.text, IN_A_LINE)
        before[file, text] += 1
        key = ("problems", file, text, str(before[file, text]))
        yield _matter("problem", key, file=file, line=problem.line, text=text)


def _announcements(sight: Sight) -> Iterator[Matter]:
    for one in sight.announcements or ():
        until = f"bis {day_said(one.until)}, {one.until:%H:%M} Uhr" if one.until else "bis sie gelöscht wird"
        of = f"der Gruppe {discreet(one.of)}" if one.of else "für alle"
        key = ("announcements", discreet(one.of), str(one.number))
        yield _matter("announced" if one.sound else "deleted", key, at_once=True, of=of, until=until)


def _messages(sight: Sight) -> Iterator[Matter]:
    """Nothing of what they say."""
    return (_matter("message", ("messages", one.name), at_once=True) for one in sight.messages or ())


def _cancelled(sight: Sight) -> Iterator[Matter]:
    """Days of a group that is not there are told to nobody: they call off nothing."""
    names = {fold(name): name for name in sight.groups}
    for group, day in sorted(sight.called_off or ()):
        if day < sight.now.date():
            continue
        key = ("called_off", discreet(group), day.isoformat())
        if group in names:
            yield _matter("off", key, at_once=True, lapses=day, group=discreet(names[group]), day=day_said(day))
        else:
            yield Matter(key, "", at_once=True, lapses=day)


def _voices(sight: Sight) -> Iterator[Matter]:
    silent = (name for name, speaks in (sight.voices or {}).items() if not speaks)
    return (_matter("voice", ("voices", name), name=name) for name in silent)


def _redis(sight: Sight) -> Iterator[Matter]:
    if not sight.redis:
        yield _matter("redis", ("redis",))


def _store(sight: Sight) -> Iterator[Matter]:
    if not sight.store:
        yield _matter("store", ("store",))


def _disk(sight: Sight) -> Iterator[Matter]:
    free, in_all = sight.free or (0, 0)
    if free < max(LITTLE, LITTLE_OF_ALL * in_all):
        yield _matter("disk", ("free",), free=free // 1024**2)


def _stuck(sight: Sight) -> Iterator[Matter]:
    if sight.stuck:
        yield _matter("stuck", ("stuck",))


def _slow(sight: Sight) -> Iterator[Matter]:
    if sight.slow:
        yield _matter("slow", ("slow",))


def _second(sight: Sight) -> Iterator[Matter]:
    if sight.second:
        yield _matter("second", ("second",))


# By the field of Sight that each looks at; in this order they are told.
CHECKS: Mapping[str, Callable[[Sight], Iterator[Matter]]] = {
    "called_off": _cancelled,
    "announcements": _announcements,
    "messages": _messages,
    "stuck": _stuck,
    "slow": _slow,
    "second": _second,
    "problems": _problems,
    "redis": _redis,
    "store": _store,
    "voices": _voices,
    "free": _disk,
}


def _matter(kind: str, key: Key, at_once: bool = False, lapses: date | None = None, **gaps: object) -> Matter:
    begins, ends = (sentence.format(**gaps) for sentence in SENTENCES[kind])
    return Matter(key, begins, ends, at_once, lapses)
