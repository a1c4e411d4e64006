"""News before the dates: cancellations and announcements since the caller last heard the dates."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import takewhile

from ivr.flows.date_blocks import is_begun
from ivr.menu_node import Words
from ivr.model.agenda import coming
from ivr.model.meeting import Meeting
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
    here = [(found, group) for group in world.plan.groups if (found := world.announcement(group))]
    fresh = sorted((one for one in here if world.now - one[0].recorded <= FRESH), key=lambda one: one[0].recorded)
    return tuple(say("termine.neue_ansage", gruppe=group.name) for _, group in fresh[: -MOST_ANNOUNCED - 1 : -1])


def cancelled_words(world: World) -> tuple[Say, ...]:
    """Today's meetings that were called off by telephone and would not be over yet, the soonest first."""
    off = sorted(_cancelled(world), key=lambda meeting: (meeting.start, meeting.group.name))
    return tuple(
        say("termine.faellt_aus", gruppe=meeting.group.name, zeit=meeting.start.time())
        for meeting in off[:MOST_CALLED_OFF]
    )


def _cancelled(world: World) -> Iterator[Meeting]:
    today = world.now.date()
    for group in world.plan.groups:
        if today in group.cancellations:
            until_tonight = takewhile(lambda meeting: meeting.start.date() <= today, coming(group, world.now))
            yield from (meeting for meeting in until_tonight if meeting.cancellations and meeting.start.date() == today)
