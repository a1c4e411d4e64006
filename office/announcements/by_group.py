"""Announcements by group: the one on air, and earlier recordings that can be restored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from audio.telephone import RATE
from hotline import hotline
from ivr.model.announcement import Announcement
from ivr.model.plan import Group
from ivr.world import World


@dataclass(frozen=True)
class TimedRecording:
    """An announcement and the length of its recording in seconds; 0: the sound is missing or damaged."""

    announcement: Announcement
    seconds: int


@dataclass(frozen=True)
class GroupAnnouncements:
    """The announcement of a group on air, and the recordings before it.

    `of` is the group's name ("" = for all callers), `group` is None if the plan has none of this name any more.
    `latest` is the newest number, by which a form detects a conflict.
    """

    of: str
    group: Group | None
    latest: int
    on_air: TimedRecording | None
    earlier: tuple[TimedRecording, ...]


def by_group(history: Iterable[Announcement], world: World) -> Iterator[GroupAnnouncements]:
    """The announcements for all callers, then those of each group that has any, by name."""
    in_order = sorted(history, key=lambda one: (one.of, -one.number))
    for of, announced in groupby(in_order, key=lambda one: one.of):
        latest, *before = announced
        group = group_named(of, world)
        on_air = latest if group and world.is_on_air(latest) else None
        earlier = _recordings(before if on_air else [latest, *before], on_air)
        yield GroupAnnouncements(
            of, group, latest.number, timed(on_air) if on_air else None, tuple(map(timed, earlier))
        )


def group_named(name: str | None, world: World) -> Group | None:
    """The group of that name, "" = everybody who calls."""
    return next((group for group in (*world.plan.groups, world.everybody) if group.name == name), None)


def timed(announcement: Announcement) -> TimedRecording:
    """An announcement with the length of its recording."""
    return TimedRecording(announcement, _seconds(announcement.sound))


def _recordings(announcements: Iterable[Announcement], on_air: Announcement | None) -> Iterator[Announcement]:
    """Each recording once; the same sound with another end is another announcement."""
    seen = {"", on_air.sound if on_air else ""}
    for one in announcements:
        if one.sound not in seen:
            seen.add(one.sound)
            yield one


def _seconds(sound: str) -> int:
    try:
        return _measured(sound)
    except (OSError, LookupError):  # the page tells
        return 0


# A sound is named by its content, and reading one from a bucket takes its time.
@lru_cache(maxsize=1024)
def _measured(sound: str) -> int:
    wav = hotline().announcements.sound(sound)
    if wav is None:
        raise LookupError(sound)
    return max(1, round(len(wav) / RATE))
