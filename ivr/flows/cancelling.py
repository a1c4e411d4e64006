"""Cancelling a meeting by telephone, and undoing that."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from ivr.menu_node import Offer, Test
from ivr.model.agenda import coming
from ivr.model.meeting import Meeting
from ivr.model.plan import Group
from ivr.place import GROUP, Place
from ivr.place_names import At
from ivr.reply import Cancel, Effect
from ivr.say import Dated, Day, Say, say
from ivr.visit import group_here
from ivr.world import World

MOST_DATES = 4
# What was asked before a meeting began counts so long: two questions, each heard twice and thought over.
COUNTS_FOR = timedelta(minutes=3)


def dates(place: Place, world: World) -> tuple[Meeting, ...]:
    """The next meetings of the group that can be called off or take place again, as they were when they were told."""
    group = group_here(place, world)
    return dates_of(group, _told(place, world) or world.now) if group else ()


def _told(place: Place, world: World) -> datetime | None:
    # The clocks of two machines may differ a little.
    return place.offered if place.offered and abs(world.now - place.offered) <= COUNTS_FOR else None


def dates_of(group: Group, now: datetime) -> tuple[Meeting, ...]:
    """The next meetings, one a day: those that are to begin, and those called off by telephone. Nobody is put out of a
    room, and what the office has cancelled in its files is not to be changed here."""
    by_day: dict[date, Meeting] = {}
    for meeting in coming(group, now):
        if meeting.cancellations or (now < meeting.start and not meeting.cancelled):
            by_day.setdefault(meeting.start.date(), meeting)
        if len(by_day) == MOST_DATES:
            break
    return tuple(by_day.values())


def has_dates(place: Place, world: World) -> bool:
    """Whether there is a meeting that could be called off."""
    return bool(dates(place, world))


def tell_the_dates(place: Place, world: World) -> Place | None:
    """To the dates as they are now, or to the word that there are none."""
    if not has_dates(place, world):
        return place.to(At.NO_MEETINGS, GROUP)
    return None if _told(place, world) else place.to(place.name, GROUP, offered=world.now.replace(microsecond=0))


def offer_date(key: str) -> Offer:
    """The words that offer it."""

    def offer(place: Place, world: World) -> Say:
        meeting = dates(place, world)[int(key) - 1]
        day = Dated(meeting.start.date(), world.now.date())
        return say("zum.ausgefallenen" if meeting.cancellations else "zum.treffen", tag=day, zeit=meeting.start.time())

    return offer


def is_date(key: str) -> Test:
    """Whether there is one for this key."""
    return lambda place, world: int(key) <= len(dates(place, world))


def to_the_question(place: Place, world: World) -> Place:
    """From the key of a date to the question about it."""
    offered = {str(key): meeting for key, meeting in enumerate(dates(place, world), 1)}
    meeting = offered.get(place.choice)
    if meeting is None or _told(place, world) is None:
        return place.to(At.MEETINGS, GROUP)
    question = At.CONFIRM_REINSTATE if meeting.cancellations else At.CONFIRM_CANCEL
    return place.to(question, choice="", day=meeting.start.date())


def meeting_here(place: Place, world: World) -> Meeting | None:
    """The meeting that was chosen, if that can be changed any more."""
    chosen = (one for one in dates(place, world) if one.start.date() == place.day)
    return next((one for one in chosen if world.now < one.end), None)


def or_too_late(place: Place, world: World) -> Place | None:
    """To the word that nothing has changed, where the meeting that was chosen has begun or ended meanwhile."""
    return None if meeting_here(place, world) else place.to(At.TOO_LATE)


def unchanged_words(place: Place, world: World) -> tuple[Say, ...]:
    """Why nothing has changed."""
    group = group_here(place, world)
    running = (one for one in (coming(group, world.now) if group else ()) if one.start <= world.now)
    has_begun = any(one.start.date() == place.day and not one.cancelled for one in running)
    return (say("absagen.begonnen" if has_begun else "absagen.vorbei"),)


def told(key: str) -> Callable[[Place, World], tuple[Say, ...]]:
    """A sentence about the meeting that was chosen, with its date, weekday and time."""

    def words(place: Place, world: World) -> tuple[Say, ...]:
        meeting = meeting_here(place, world)
        return (say(key, **_when(meeting, world)),) if meeting else unchanged_words(place, world)

    return words


def cancel(on: bool) -> Callable[[Place, World], tuple[Effect, ...]]:
    """The meeting is called off, or takes place after all."""

    def does(place: Place, world: World) -> tuple[Effect, ...]:
        group, meeting = group_here(place, world), meeting_here(place, world)
        return (Cancel(group.name, meeting.start.date(), on),) if group and meeting else ()

    return does


def _when(meeting: Meeting, world: World) -> dict[str, object]:
    return {"tag": Day(meeting.start.date(), world.now.date()), "zeit": meeting.start.time()}
