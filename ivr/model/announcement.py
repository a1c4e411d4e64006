"""What a leader or the office has recorded for callers, and what became of a recording."""

import re
from dataclasses import dataclass
from datetime import datetime

# The carrier's id of a recording: a word that no keys of a telephone can be.
RECORDING = re.compile("[A-Za-z][A-Za-z0-9]{1,63}")


class NotDone(Exception):
    """Something that was asked for is not done, and nothing has changed; the argument says why, without any number."""


@dataclass(frozen=True)
class Announcement:
    """A recording that callers hear, or (without `sound`) that there is none any more.

    `of` is the name of a group, "" = for everybody who calls. `number` counts from 1: each stands instead of the one
    before. `sound` is the name of its sound, `take` the carrier's id of the recording it was made of. It ends by itself
    at `until`, None = never; times are moments. `by` is the name of whoever of the office has put it on air, "" = a
    leader by telephone, or not known.
    """

    of: str
    number: int
    recorded: datetime
    sound: str = ""
    until: datetime | None = None
    take: str = ""
    by: str = ""


@dataclass(frozen=True)
class RecordingOutcome:
    """What became of a recording: the name of its `sound`, or why there is none; neither yet while it is fetched.

    `failure` is "absent" (nothing was recorded), "short", "silent", "long", "no_sound" (what came is no sound), or
    "discarded" (the call has ended without saving it).
    """

    sound: str = ""
    failure: str = ""
