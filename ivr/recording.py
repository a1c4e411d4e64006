"""Recording an announcement: speaking, hearing how it sounds, saying how long it is heard, and putting it on air."""

import re
from collections.abc import Callable

from ivr.agenda import next_meeting
from ivr.announcement import RECORDING, Announcement
from ivr.announcing import heard_until, is_on_air, known, number_in, sound_words, until_words
from ivr.reply import Ask, Deed, Expect, Place, Record
from ivr.say import Heard, Recorded, Say, say
from ivr.spot import MENU_KEYS, Miss, Spot, again, press, press_or
from ivr.visit import group_here
from ivr.world import World

LONGEST_S = 90
# Older people pause to breathe, and Twilio takes five seconds of silence for the end.
PAUSE_S = 6
# So often it is asked for, four seconds each, until the leader is told that it has not come.
LOOKS = 8
NOT_COME = "late"
# How it can be told that there is no sound; whatever else it is, nothing usable has come.
FAILURES = ("absent", "short", "silent", "long")
DAYS = re.compile("(?!00)[0-9]{2}")


def record(place: Place, world: World) -> Record:
    """Record the caller; which announcement was on air before is kept, because another leader may be quicker."""
    return Record(Place("aufgenommen", known(place, world)), LONGEST_S, PAUSE_S)


def expect(place: Place, world: World) -> tuple[Deed, ...]:
    return (Expect(),)


def fetch(spot: Spot, place: Place, keys: str, world: World) -> Place:
    """From the tone on: the recording is asked for until it is here."""
    if not RECORDING.fullmatch(keys):
        return Place("missglueckt", (*place.args[:1], "absent"))
    return Place("abholen", (*place.args[:2], keys, "0"))


def fetch_on(spot: Spot, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever waits presses nothing, and it is asked for once more."""
    if keys in MENU_KEYS:
        return press(spot, place, keys, world)
    return Place("abholen", (*place.args[:3], str(_looks(place) + 1)))


def fetched(place: Place, world: World) -> Place | None:
    """Where the recording leads as soon as it is here; None while it is waited for."""
    take = world.takes.get(_take(place))
    if take and take.sound:
        return Place("pruefen", place.args[:3])
    if take and take.failure:
        return Place("missglueckt", (*place.args[:1], take.failure))
    return Place("missglueckt", (*place.args[:1], NOT_COME)) if _looks(place) >= LOOKS else None


def _looks(place: Place) -> int:
    looked = number_in(place, 3)
    return LOOKS if looked is None else looked


def wait_a_moment(place: Place, world: World) -> Ask:
    return Ask(place, seconds=2)


def moment_words(place: Place, world: World) -> tuple[Say, ...]:
    """That it takes a moment, and then that it takes longer."""
    return (say("moment" if place.args[3:] == ("0",) else "moment.noch"),)


def failure_words(place: Place, world: World) -> tuple[Say, ...]:
    """Why nothing has come of it, and how it goes better."""
    failure = next((arg for arg in place.args[1:] if arg in FAILURES), NOT_COME)
    return (say(f"missglueckt.{failure}"),)


def is_gone(place: Place, world: World) -> Place | None:
    """To another try, where the recording that was made is not kept any more."""
    take = world.takes.get(_take(place))
    return None if take and take.sound else Place("missglueckt", (*place.args[:1], NOT_COME))


def proof_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The recording as it is kept, and as callers would hear it."""
    take = world.takes.get(_take(place))
    return (say("ansage.probe"), Recorded(take.sound)) if take and take.sound else ()


def or_is_older(place: Place, world: World) -> Place | None:
    """To the newer one that somebody else has recorded meanwhile."""
    if gone := is_gone(place, world):
        return gone
    if place.args[1:2] == known(place, world)[1:]:
        return None
    return Place("neuere" if is_on_air(place, world) else "ersetzen", place.args[:3])


def instead(place: Place, world: World) -> Place:
    """To the end of its time, now that the newer one is known."""
    return Place("wie_lange", (*known(place, world), *place.args[2:3]))


def newer_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The newer announcement."""
    return (say("ansage.neuere"), *sound_words(place, world))


def meets_again(place: Place, world: World) -> bool:
    """Whether there is a next meeting until which it could be heard."""
    group = group_here(place, world)
    return group is not None and next_meeting(group, world.now) is not None


# --- its time, and on air


def until(how_long: str) -> Callable[[Place], Place]:
    """A row that says how long it is heard."""
    return lambda place: Place("gespeichert", (*place.args[:3], how_long))


def read_days(spot: Spot, place: Place, keys: str, world: World) -> Place | Miss:
    """A number of days in two digits."""
    days = keys.strip("#")
    if DAYS.fullmatch(days):
        return Place("gespeichert", (*place.args[:3], days))
    if not keys or (days or "#") in MENU_KEYS:
        return press_or("ansagen")(spot, place, days or keys, world)
    return again(place) if "*" in keys else Miss("fehlt", Place("ansagen", place.args[:1]))


def draft(place: Place, world: World) -> Announcement | None:
    """The announcement that is to be saved: args are the group, the number before, the recording, and how long."""
    group, before, take = group_here(place, world), number_in(place, 1), world.takes.get(_take(place))
    if group is None or before is None or take is None or not take.sound or len(place.args) < 4:
        return None
    until = heard_until(group, place.args[3], world.now)
    return Announcement(group.name, before + 1, world.now.replace(microsecond=0), take.sound, until, _take(place))


def put_on_air(place: Place, world: World) -> tuple[Deed, ...]:
    new = draft(place, world)
    return (new,) if new else ()


def saved_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Gespeichert", and until when it is heard."""
    new = draft(place, world)
    return (say("ansage.gespeichert"), *until_words(new, world)) if new else (say(f"missglueckt.{NOT_COME}"),)


def _take(place: Place) -> str:
    return place.args[2] if len(place.args) > 2 else ""
