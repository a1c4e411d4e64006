"""A round as its leader sees it: who has spoken, who speaks and until when, who is still to come."""

from dataclasses import dataclass
from datetime import datetime

from ivr.model.moderation import to_come
from ivr.model.moment import in_berlin
from ivr.model.round import MINUTE
from ivr.model.talk import Talk
from office.formats import clock


@dataclass(frozen=True)
class RoundView:
    """Numbers in the order of the round. `until` is when the time of the speaker is up, in seconds since 1970 (0 = it
    has no limit), and `until_words` the same as a time of day in Berlin."""

    heard: tuple[int, ...]
    speaker: int
    to_come: tuple[int, ...]
    until: int
    until_words: str


def round_view(talk: Talk) -> RoundView | None:
    """The view of the round, None while there is none."""
    if (going := talk.round) is None:
        return None
    until = int(going.since + going.minutes * MINUTE) if going.minutes else 0
    following = tuple(map(talk.number, to_come(talk)))
    return RoundView(going.heard, going.speaker, following, until, _time_of_day(until))


def _time_of_day(moment: int) -> str:
    return clock(in_berlin(datetime.fromtimestamp(moment).astimezone())) if moment else ""
