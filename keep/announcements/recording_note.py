"""What stands in the small files about recordings: the note of a call, and what became of a recording."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ivr.model.announcement import RecordingOutcome
from keep.announcements.announcement_file import SOUND, moment_in
from reading.text.encodings import decode

SOUND_IS, FAILURE_IS, SPOKEN_IN, SINCE, IS_OVER = "Ton: ", "Kein Ton: ", "Anruf: ", "Zeit: ", "Aufgelegt"
# Stands where a message is spoken, with the days after which it is deleted.
IS_MESSAGE = "Nachricht: "
DAYS = re.compile("[0-9]{1,3}")
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# What stands where nobody can read what became of a recording.
UNKNOWN = RecordingOutcome(failure="absent")


@dataclass(frozen=True)
class Note:
    """A call in which somebody is asked to speak, and since when (UTC); or that it is over, and since when. `lasts`:
    how long the message is kept that is spoken there; None: it is an announcement."""

    call: str
    since: datetime
    is_over: bool = False
    lasts: timedelta | None = None


@dataclass(frozen=True)
class Kept:
    """A recording of which the sound is kept, the call in which it was spoken, and `lasts` as in its note."""

    recording: str
    call: str
    sound: str
    lasts: timedelta | None = None


def outcome_in(raw: bytes) -> RecordingOutcome:
    """The outcome that was noted of a recording; UNKNOWN where nobody can read it."""
    sound, failure = after(SOUND_IS, raw), after(FAILURE_IS, raw)
    if SOUND.fullmatch(sound):
        return RecordingOutcome(sound=sound)
    return RecordingOutcome(failure=failure) if failure else UNKNOWN


def message_line(lasts: timedelta | None) -> str:
    """The line that says so."""
    return "" if lasts is None else f"{IS_MESSAGE}{lasts.days}\n"


def lasts_in(raw: bytes) -> timedelta | None:
    """How long a message is kept, None where an announcement is spoken."""
    days = after(IS_MESSAGE, raw)
    return timedelta(days=int(days)) if DAYS.fullmatch(days) else None


def since_in(raw: bytes) -> datetime:
    """The time that was noted (UTC)."""
    try:
        return moment_in(after(SINCE, raw)).astimezone(UTC)
    except ValueError:  # as if it had been there for ever
        return LONG_AGO


def after(heading: str, raw: bytes) -> str:
    """What stands behind a heading, "" if it is not there."""
    return next((line.removeprefix(heading) for line in lines(raw) if line.startswith(heading)), "")


def lines(raw: bytes) -> list[str]:
    """The lines of a file."""
    try:
        return [line.strip() for line in decode(raw).split("\n")]
    except ValueError:  # as if nothing stood there
        return []
