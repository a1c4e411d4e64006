"""Saving a recorded announcement: conflict with a newer one, expiry, publishing."""

import re

from ivr.flows.announcing import heard_until, is_on_air, latest_number, sound_words, until_words
from ivr.flows.digits import ENDS, ask_digits, entered, go_on_typing, is_cut_short, rest_words
from ivr.flows.recording import NOT_COME, is_gone
from ivr.menu_node import MENU_KEYS, MenuNode, Miss, again, press
from ivr.model.agenda import next_sitting
from ivr.model.announcement import Announcement
from ivr.place import GROUP, Place
from ivr.place_names import At
from ivr.reply import Ask, Effect
from ivr.say import Heard, Say, say
from ivr.visit import group_here
from ivr.world import World

DAYS = re.compile("(?!00)[0-9]{2}")
DIGITS = 2


def or_is_older(place: Place, world: World) -> Place | None:
    """To the newer one that somebody else has recorded meanwhile."""
    if gone := is_gone(place, world):
        return gone
    if place.number == latest_number(place, world):
        return None
    return place.to(At.NEWER_EXISTS if is_on_air(place, world) else At.REPLACE, lasts="")


def instead(place: Place, world: World) -> Place:
    """To the end of its time, now that the newer one is known."""
    return place.to(At.HOW_LONG, number=latest_number(place, world))


def newer_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The newer announcement."""
    return (say("ansage.neuere"), *sound_words(place, world))


def meets_again(place: Place, world: World) -> bool:
    """Whether there is a next meeting until which it could be heard."""
    group = group_here(place, world)
    return group is not None and next_sitting(group, world.now) is not None


def days_words(place: Place, world: World) -> tuple[Say, ...]:
    """Ask for a number of days, or for the rest of it."""
    return (rest_words(DIGITS - len(place.typed)) if place.typed else say("ansage.tage"),)


def ask_days(place: Place, world: World) -> Ask:
    """Wait for a number of days."""
    return ask_digits(place, DIGITS)


def read_days(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """A number of days in two digits. Behind one digit # may say that this was all: then it is asked for anew."""
    days, key = entered(place, keys), keys.strip(ENDS) or keys[:1]
    if DAYS.fullmatch(days):
        return place.to(At.SAVED, lasts=days)
    if is_cut_short(place, keys, DIGITS) and not keys.endswith(ENDS):
        return go_on_typing(place, keys)
    if not keys or (key in MENU_KEYS and not place.typed):
        return press(node, place, key, world)
    return again(place) if "*" in keys else Miss("fehlt", place.to(At.DISCARDED, GROUP))


def draft(place: Place, world: World) -> Announcement | None:
    """The announcement that is to be saved."""
    group, take = group_here(place, world), world.recordings.get(place.recording)
    if group is None or place.number is None or take is None or not take.sound or not place.lasts:
        return None
    until = heard_until(group, place.lasts, world.now)
    return Announcement(
        group.name, place.number + 1, world.now.replace(microsecond=0), take.sound, until, place.recording
    )


def put_on_air(place: Place, world: World) -> tuple[Effect, ...]:
    new = draft(place, world)
    return (new,) if new else ()


def saved_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Gespeichert", and until when it is heard."""
    new = draft(place, world)
    return (say("ansage.gespeichert"), *until_words(new, world)) if new else (say(f"missglueckt.{NOT_COME}"),)
