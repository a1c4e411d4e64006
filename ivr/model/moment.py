"""Moments: compared and counted as moments, said and read by the clocks of Berlin.

Python compares and subtracts two datetimes of one ZoneInfo by their clocks, as if none were ever put forward or back
(library reference, datetime; PEP 495). So a moment carries its offset from UTC and no zone: the clock can be read off
it, and minutes between two moments are real ones. Only this file makes moments of what clocks show.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

SECONDS = re.compile("[0-9]{1,10}")
# Whoever is cut off from a talk over midnight must be known again; at four hardly anybody talks.
NIGHT_ENDS = time(4)

# Years of meetings share the two offsets there are.
_offset = lru_cache(timezone)


def in_berlin(moment: datetime) -> datetime:
    """A moment (aware) as the clocks of Berlin show it; `fold` is 1 in the hour that they show the second time."""
    shown = moment.astimezone(UTC).astimezone(BERLIN)
    return shown.replace(tzinfo=_offset(shown.utcoffset() or timedelta()))


def moment_at(day: date, clock: time) -> datetime:
    """When the clocks of Berlin show a time on a day.

    RFC 5545, 3.3.5: a time that is left out when clocks are put forward counts by the offset before (2:30 is 3:30), one
    that they show twice is the first, unless its `fold` says the second.
    """
    return in_berlin(datetime.combine(day, clock, BERLIN))


@lru_cache(maxsize=16)
def midnight(day: date) -> datetime:
    """When a day begins in Berlin."""
    return moment_at(day, time())


def later(moment: datetime, by: timedelta) -> datetime:
    """So much real time after a moment, as the clocks of Berlin show it then."""
    return in_berlin(moment + by)


def since_1970(seconds: float) -> datetime:
    """The moment so many seconds after the beginning of 1970."""
    return in_berlin(datetime.fromtimestamp(seconds, UTC))


def stamp(moment: datetime) -> str:
    """A moment as it stands in a place of a call: whole seconds since 1970."""
    return str(int(moment.timestamp()))


def stamped(written: str) -> datetime | None:
    """The moment that a place names, None if it names none."""
    return since_1970(int(written)) if SECONDS.fullmatch(written) else None
