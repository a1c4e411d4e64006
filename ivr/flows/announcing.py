"""Announcements on air: playing them, how long they are heard, and taking them off."""

from datetime import datetime, timedelta

from ivr.flows.room_texts import text_words
from ivr.model.agenda import next_sitting
from ivr.model.announcement import Announcement
from ivr.model.moment import midnight
from ivr.model.plan import Group
from ivr.place import Place
from ivr.reply import Effect
from ivr.say import Dated, Heard, Recorded, Say, say
from ivr.visit import group_here
from ivr.world import EVERYBODY_ID, World

# How long something is heard, besides a number of days.
MEETING, FOR_EVER = "treffen", "immer"


def on_air(place: Place, world: World) -> Announcement | None:
    """What callers hear of the group this place is about."""
    group = group_here(place, world)
    return world.announcement(group) if group else None


def is_on_air(place: Place, world: World) -> bool:
    """Whether there is something to hear or to delete."""
    return on_air(place, world) is not None


def about_words(place: Place, world: World) -> tuple[Say, ...]:
    """Whether there is an announcement, from when, and until when."""
    found, group = on_air(place, world), group_here(place, world)
    for_all = (say("ansage.fuer_alle"),) if place.group == EVERYBODY_ID else ()
    whose = for_all or (text_words(group) if group else ())
    if found is None:
        return (*whose, say("ansage.keine"))
    return (*whose, say("ansage.gibt_es", tag=_dated(found.recorded, world)), *until_words(found, world))


def heard_until(group: Group, how_long: str, now: datetime) -> datetime | None:
    """When it ends by itself: after so many days (digits), or after the next MEETING to begin; None = never."""
    if how_long.isascii() and how_long.isdecimal():
        return midnight(now.date() + timedelta(days=int(how_long) + 1))
    following = next_sitting(group, now) if how_long == MEETING else None
    return following.end if following else None


def until_words(announcement: Announcement, world: World) -> tuple[Say, ...]:
    """Until when it is heard, the last day included."""
    if announcement.until is None:
        return (say("ansage.bis_geloescht"),)
    last = announcement.until - timedelta.resolution
    return (say("ansage.bis", tag=_dated(last, world)),)


def sound_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The announcement itself, after the day on which it was recorded."""
    found = on_air(place, world)
    return dated_sound(found, world) if found else (say("ansage.keine"),)


def dated_sound(found: Announcement, world: World) -> tuple[Heard, ...]:
    """ "Ansage vom Dienstag, dem zehnten März", and then what was recorded."""
    return (say("ansage.vom", tag=_dated(found.recorded, world)), Recorded(found.sound))


def _dated(moment: datetime, world: World) -> Dated:
    return Dated(moment.date(), world.now.date())


def noted(place: Place, world: World) -> Place | None:
    """With the number of what is to be deleted, so that nothing newer is."""
    return None if place.number is not None else place.to(place.name, number=latest_number(place, world))


def take_off_air(place: Place, world: World) -> tuple[Effect, ...]:
    group = group_here(place, world)
    if group is None or place.number is None:
        return ()
    return (Announcement(group.name, place.number + 1, world.now.replace(microsecond=0)),)


def latest_number(place: Place, world: World) -> int:
    """The number of the latest announcement of the group this place is about, 0 before the first."""
    group = group_here(place, world)
    return world.announced(group) if group else 0
