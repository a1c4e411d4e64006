"""How many keys and seconds it takes to hear the next date of a group whose name one knows, in the embedded voice."""

from collections.abc import Iterator
from functools import cache

from audio.library import speak_mastered
from audio.telephone import RATE
from audio.voices.registry import select_voices
from tests.support.finding import many_groups, ways

COUNTS = (2, 15, 60, 300, 500)
VOICE = "pico"
# The slowest by the estimate are measured, and as many from all over the list.
MEASURED = 12


def told() -> Iterator[str]:
    """A line for each number of groups."""
    (voice,) = select_voices(VOICE)

    @cache
    def seconds(sentence: str) -> float:
        return len(speak_mastered(voice, sentence)) / RATE

    for count in COUNTS:
        world = many_groups(count)
        found = sorted(ways(world), key=lambda way: -way.seconds)
        some = {way.keys for way in (*found[:MEASURED], *found[:: 1 + count // MEASURED])}
        measured = sorted(way.seconds for way in ways(world, seconds, some))
        keys = max(len(way.keys) for way in found)
        yield (
            f"{count} groups: at most {keys} keys and {measured[-1]:.0f} s, "
            f"on {len(measured)} ways {sum(measured) / len(measured):.0f} s on average"
        )
