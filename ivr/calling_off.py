"""Calling a meeting off by telephone, and taking that back."""

from collections.abc import Callable
from datetime import date, datetime

from ivr.agenda import coming
from ivr.meeting import Meeting
from ivr.plan import Group
from ivr.reply import CallOff, Deed, Place
from ivr.say import Day, Say, say
from ivr.spot import Offer, Test
from ivr.visit import group_here
from ivr.world import World

MOST_DATES = 4


def dates(place: Place, world: World) -> tuple[Meeting, ...]:
    """The next meetings of the group that can be called off or taken place again."""
    group = group_here(place, world)
    return dates_of(group, world.now) if group else ()


def dates_of(group: Group, now: datetime) -> tuple[Meeting, ...]:
    """The next meetings, one a day: those that are to begin, and those called off by telephone. Nobody is put out of a
    room, and what the office has cancelled in its files is not to be changed here."""
    by_day: dict[date, Meeting] = {}
    for meeting in coming(group, now):
        if meeting.called_off or (now < meeting.start and not meeting.cancelled):
            by_day.setdefault(meeting.start.date(), meeting)
        if len(by_day) == MOST_DATES:
            break
    return tuple(by_day.values())


def has_dates(place: Place, world: World) -> bool:
    """Whether there is a meeting that could be called off."""
    return bool(dates(place, world))


def chosen_date(key: str) -> Callable[[Place], Place]:
    """A row that chooses one of the dates."""
    return lambda place: Place("ausfall_wahl", (*place.args[:1], key))


def offer_date(key: str) -> Offer:
    """The words that offer it."""

    def offer(place: Place, world: World) -> Say:
        meeting = dates(place, world)[int(key) - 1]
        return say("zum.ausgefallenen" if meeting.called_off else "zum.treffen", **_when(meeting, world))

    return offer


def is_date(key: str) -> Test:
    """Whether there is one for this key."""
    return lambda place, world: int(key) <= len(dates(place, world))


def to_the_question(place: Place, world: World) -> Place:
    """From the key of a date to the question about it; in between a meeting may have ended."""
    there, key = dates(place, world), place.args[1] if len(place.args) > 1 else ""
    if not (key in map(str, range(1, MOST_DATES + 1)) and int(key) <= len(there)):
        return Place("absagen", place.args[:1])
    meeting = there[int(key) - 1]
    return Place("zusage_frage" if meeting.called_off else "ausfall_frage", (place.args[0], f"{meeting.start:%Y%m%d}"))


def meeting_here(place: Place, world: World) -> Meeting | None:
    """The meeting that was chosen, if it is still to come."""
    return next((one for one in dates(place, world) if place.args[1:2] == (f"{one.start:%Y%m%d}",)), None)


def or_choose_again(place: Place, world: World) -> Place | None:
    """Back to the dates, where the one that was chosen is over by now."""
    return None if meeting_here(place, world) else Place("absagen", place.args[:1])


def told(key: str) -> Callable[[Place, World], tuple[Say, ...]]:
    """A sentence about the meeting that was chosen, with its date, weekday and time."""

    def words(place: Place, world: World) -> tuple[Say, ...]:
        meeting = meeting_here(place, world)
        return (say(key, **_when(meeting, world)),) if meeting else (say("termine.keine"),)

    return words


def call_off(on: bool) -> Callable[[Place, World], tuple[Deed, ...]]:
    """The meeting is called off, or takes place after all."""

    def does(place: Place, world: World) -> tuple[Deed, ...]:
        group, meeting = group_here(place, world), meeting_here(place, world)
        return (CallOff(group.name, meeting.start.date(), on),) if group and meeting else ()

    return does


def _when(meeting: Meeting, world: World) -> dict[str, object]:
    return {"tag": Day(meeting.start.date(), world.now.date()), "zeit": meeting.start.time()}
