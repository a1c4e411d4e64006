"""News before the dates: cancellations and announcements since the caller last heard the dates."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from itertools import takewhile

from ivr.flows.date_blocks import is_begun
from ivr.flows.dates import meeting_words
from ivr.menu_node import Words
from ivr.model.agenda import coming
from ivr.model.meeting import Meeting
from ivr.model.plan import Group, Plan
from ivr.place import Place
from ivr.say import Say, say
from ivr.world import World

# More than these nobody remembers; the list tells the others.
MOST_CALLED_OFF = 5
MOST_ANNOUNCED = 3
FRESH = timedelta(days=3)


def after_the_news(words: Words) -> Words:
    """A place of dates: on coming there the news are told first; not in later blocks, nor behind an answer."""
    return lambda place, world: news_words(place, world) + words(place, world)


def news_words(place: Place, world: World) -> tuple[Say, ...]:
    """The news, at the beginning of a place of dates."""
    is_new = not (place.answers or place.asked_again or is_begun(place))
    return (*cancelled_words(world), *announced_words(world)) if is_new else ()


def announced_words(world: World) -> tuple[Say, ...]:
    """The groups that have announced something lately, the latest first."""
    latest = (found for name, found in world.announcements.items() if name in world.plan.positions)
    fresh = [found for found in latest if world.is_on_air(found) and world.now - found.recorded <= FRESH]
    fresh.sort(key=lambda found: (found.recorded, world.plan.positions[found.of]), reverse=True)
    return tuple(say("termine.neue_ansage", gruppe=found.of) for found in fresh[:MOST_ANNOUNCED])


def cancelled_words(world: World) -> tuple[Say, ...]:
    """Today's meetings that were called off by telephone and would not be over yet, the soonest first; after midnight
    those of last night too."""
    off = sorted(_cancelled(world), key=lambda meeting: (meeting.start, meeting.group.name))
    return tuple(_cancelled_words(meeting, world) for meeting in off[:MOST_CALLED_OFF])


def _cancelled_words(meeting: Meeting, world: World) -> Say:
    if meeting.start.date() == world.now.date():
        return say("termine.faellt_aus", gruppe=meeting.group.name, zeit=meeting.start.time())
    return meeting_words(meeting, world)


def _cancelled(world: World) -> Iterator[Meeting]:
    today = world.now.date()
    for group in _called_off(world.plan):
        until_tonight = takewhile(lambda meeting: meeting.start.date() <= today, coming(group, world.now))
        yield from (meeting for meeting in until_tonight if meeting.cancellations)


@lru_cache(maxsize=4)
def _called_off(plan: Plan) -> tuple[Group, ...]:
    return tuple(group for group in plan.groups if group.cancellations)
