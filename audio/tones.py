"""Detects recordings of tones only (dial tone, busy tone, keys, hum), by their steady zero crossings."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from audio.telephone import frame_crossings, frame_levels

# A frame is heard if it is no quieter than this part of the loudest; the very loudest may be clicks.
HEARD, CLICKS = 0.1, 10
# As many frames (0.1 s) in a row that cross zero about equally often are a tone, or a vowel.
STEADY, ALIKE = 5, 0.15
# Frames beside a tone that begins or ends are uneven as well, but not so many in a row.
IN_A_ROW = 3
# In frames (0.2 s): a sentence of one second has twice as much that is no tone, even with a tone behind it.
SPOKEN = 10


def is_only_tones(samples: bytes) -> bool:
    """Whether s16le samples at RATE hold only steady tones and no speech."""
    levels = frame_levels(samples)
    least = HEARD * sorted(levels)[-CLICKS:][0]
    frames = zip(frame_crossings(samples), levels, strict=True)
    return _speech_frames([often if level >= least else None for often, level in frames]) < SPOKEN


def _speech_frames(heard: Sequence[int | None]) -> int:
    """The number of frames that change as speech does, given zero crossings; None is a quiet frame."""
    changes = (len(stretch) < STEADY and stretch[0] is not None for stretch in _stretches(heard) for _ in stretch)
    rows = [len(list(row)) for changing, row in groupby(changes) if changing]
    return sum(row for row in rows if row >= IN_A_ROW)


def _stretches(heard: Iterable[int | None]) -> Iterator[list[int | None]]:
    stretch: list[int | None] = []
    for often in heard:
        if stretch and not _alike(stretch[0], often):
            yield stretch
            stretch = []
        stretch.append(often)
    yield stretch


def _alike(one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(other - one) <= max(1, ALIKE * one)
