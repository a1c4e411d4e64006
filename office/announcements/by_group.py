"""The announcements as they stand on the page: of each group what is on air, and what can be put back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from hotline import hotline
from ivr.model.announcement import Announcement
from ivr.model.plan import Group
from ivr.world import World
from routes.sounds import BYTES_A_SECOND


@dataclass(frozen=True)
class Kept:
    """A recording, and how many seconds it lasts; 0: its sound is not there, or is damaged."""

    announcement: Announcement
    seconds: int


@dataclass(frozen=True)
class Shelf:
    """The announcements of a group ("" = for all; `group` is None where the plan has none of that name any more): the
    one on air, and the recordings before it. `latest` is the newest number, by which a form notices a newer one."""

    of: str
    group: Group | None
    latest: int
    on_air: Kept | None
    earlier: tuple[Kept, ...]


def shelves(history: Iterable[Announcement], world: World) -> Iterator[Shelf]:
    """What is for all, then every group that has something, by name."""
    in_order = sorted(history, key=lambda one: (one.of, -one.number))
    for of, announced in groupby(in_order, key=lambda one: one.of):
        latest, *before = announced
        group = group_named(of, world)
        on_air = latest if group and world.is_on_air(latest) else None
        earlier = _recordings(before if on_air else [latest, *before], on_air)
        yield Shelf(of, group, latest.number, kept(on_air) if on_air else None, tuple(map(kept, earlier)))


def group_named(name: str | None, world: World) -> Group | None:
    """The group of that name, "" = everybody who calls."""
    return next((group for group in (*world.plan.groups, world.everybody) if group.name == name), None)


def kept(announcement: Announcement) -> Kept:
    """A recording with its length."""
    return Kept(announcement, _seconds(announcement.sound))


def _recordings(announcements: Iterable[Announcement], on_air: Announcement | None) -> Iterator[Announcement]:
    """Each recording once: with another end it is another announcement."""
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
    return max(1, round(len(wav) / BYTES_A_SECOND))
