"""Editions: one checked state of the content at a time is on air, the same for every process."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ivr.model.plan import Plan
from keep.content.packed_edition import packed, unpacked
from reading.content import interned, read
from reading.files import Files, is_calendar
from reading.problem import Problem
from storage.redis_client import Command, RedisClient

CURRENT, SINCE, PROBLEMS = "edition:current", "edition:since", "edition:problems"
# The worker's sign of life, and for how many seconds it counts.
HEARTBEAT, HEARTBEAT_COUNTS = "worker:alive", 60
FORGOTTEN_AFTER = 3600
NO_FENCE: Mapping[str, bytes | None] = {}


@dataclass(frozen=True)
class Edition:
    """A state of the content: its files by name, what they mean on that day, and what is wrong with them. `since` says
    by title on which day a text of information was first on air; those that always were are left out."""

    files: Files
    day: date
    plan: Plan
    problems: tuple[Problem, ...]
    since: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def packed(self) -> bytes:
        """Its files and days, as they are kept in Redis."""
        return packed(self.files, self.since)

    @cached_property
    def name(self) -> str:
        """The edition's name: the hash of its files."""
        return _name(self.packed)


def check(files: Files, today: date) -> Edition:
    """Read files as they are, mistakes and all."""
    plan, problems = read(files, today)
    return Edition(files, today, plan, problems)


def _dated(edition: Edition, since: Mapping[str, date]) -> Edition:
    """The edition, with the days on which its texts were first on air."""
    texts = tuple(replace(text, since=since.get(text.title)) for text in edition.plan.information)
    known = {text.title: text.since for text in texts if text.since}
    return replace(edition, plan=interned(replace(edition.plan, information=texts)), since=known) if known else edition


def corrected(wanted: Edition, on_air: Edition | None) -> Edition:
    """What may go on air of a wanted edition: a file with a mistake stays as it is on air, or away if it is new.

    What was right by itself may contradict a file that stays (a number that has moved from one to the other); then it
    stays as well, and if that does not help, everything. At the very first start there is nothing to stay with; then
    every group that is right goes on air. A folder without any group, as when a drive is not there, changes nothing.

    What a text of information has that was not on air before is dated: that it is new is not told at the first start.
    """
    right = _without_mistakes(wanted, on_air)
    if on_air is None or right is on_air:
        return right
    known = {text.title: text.since for text in on_air.plan.information}
    titles = (text.title for text in right.plan.information)
    days = {title: known.get(title, wanted.day) for title in titles}
    return _dated(right, {title: day for title, day in days.items() if day})


def _without_mistakes(wanted: Edition, on_air: Edition | None) -> Edition:
    broken = _broken(wanted)
    if not broken or on_air is None:
        return wanted
    # What has become wrong because a day has passed is so on air too, and must not hold back anything else.
    on_air = on_air if on_air.day == wanted.day else check(on_air.files, wanted.day)
    # The group that names a calendar is broken without it; so one that is gone stays as long.
    stay = {name for name in on_air.files if is_calendar(name) and name not in wanted.files}
    while not broken <= stay:
        stay |= broken
        right = {name: file for name, file in wanted.files.items() if name not in stay}
        mended = check(right | {name: file for name, file in on_air.files.items() if name in stay}, wanted.day)
        broken = _broken(mended)
    loses_a_group = bool(broken - _broken(on_air))
    return on_air if loses_a_group or not mended.plan.groups else mended


def _broken(edition: Edition) -> set[str]:
    """The files with a mistake that misleads callers."""
    return {problem.file for problem in edition.problems if not problem.harmless}


def publish(
    edition: Edition, redis_client: RedisClient, before: Edition | None, fence: Mapping[str, bytes | None] = NO_FENCE
) -> bool:
    """Put an edition on air: from now on every process follows it. The one before, with its numbers, is forgotten.

    Whether it is on air: not while Redis is away, nor where Redis does not hold what the `fence` says any more.
    """
    is_new = before is None or before.name != edition.name
    commands: list[Command] = [("SET", f"edition:{edition.name}", edition.packed), ("SET", CURRENT, edition.name)]
    if is_new:
        commands.append(("SET", SINCE, str(time.time())))
    if before and is_new:
        commands.append(("SET", f"edition:{before.name}", before.packed, "EX", FORGOTTEN_AFTER))
    return redis_client.commit(fence, commands) == {}


def published(redis_client: RedisClient, today: date, known: Edition | None = None) -> Edition | None:
    """The edition on air, None if none was published, Redis is away, or what it holds is no edition. `known` is one
    that need not be read again."""
    in_redis = _packed_on_air(redis_client)
    if known and known.day == today and known.packed == in_redis:
        return known
    found = unpacked(in_redis) if in_redis else None
    return _dated(check(found[0], today), found[1]) if found and found[0] else None


def is_published(redis_client: RedisClient) -> bool:
    """Whether Redis holds an edition that is on air, without reading what is in it."""
    return _packed_on_air(redis_client) is not None


def _packed_on_air(redis_client: RedisClient) -> bytes | None:
    name = current_name(redis_client)
    packed = redis_client.get(f"edition:{name}") if name else None
    return packed if packed and _name(packed) == name else None


def current_name(redis_client: RedisClient) -> str | None:
    """The name of the edition on air, None if there is none or Redis is away."""
    name = redis_client.get(CURRENT)
    return name.decode(errors="replace") if name else None


def _name(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()[:16]
