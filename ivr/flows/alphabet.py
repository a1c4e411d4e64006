"""Names from A to Z, cut into a few ranges so that each is soon reached by ear.

Times are tenths of a second, as measured in the embedded voice from the first word of a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, takewhile

from ivr.model.names import folded, initial
from ivr.say import Range

MOST_OFFERS = 5
# How long an offer lasts, and when the key of each has been said.
OFFER = 33
OFFERS = tuple(OFFER * number for number in range(1, MOST_OFFERS + 1))
# When a name has been told to whoever has reached it: at once, or as the first, second, third of a list with its date.
AT_ONCE = (0,)
IN_A_LIST = (92, 215, 338)
# By how many keys still follow: where a way would take longer, there is one key more.
PATIENCE = (400, 400, 620)
# More room than is needed lets cuts be moved to where a letter begins.
SPARE = 1.05


@dataclass(frozen=True)
class Way:
    """From the beginning of a page to a name: the longest time, and how many keys follow the one pressed there."""

    time: int
    keys: int


@lru_cache(maxsize=256)
def quickest(names: int, told: tuple[int, ...], offers: tuple[int, ...]) -> Way:
    """The way to so many names by the fewest keys that patience allows."""
    longest = (Way(PATIENCE[min(keys, 2)], keys) for keys in count())
    last = next(way for way in longest if sum(_rooms(way, told, offers)) >= names)
    shorter = (Way(time, last.keys) for time in range(0, last.time, 10))
    return next((way for way in shorter if sum(_rooms(way, told, offers)) >= names * SPARE), last)


def divided(
    names: Sequence[str], told: tuple[int, ...], offers: tuple[int, ...], way: Way
) -> list[tuple[Sequence[str], Way]]:
    """Names in order, in at most as many parts as there are `offers`, so that the way to none is longer; and the way
    that is left to each part. What is offered later holds less; a cut stands where a letter begins, if one is near."""
    rooms, left, parts = _rooms(way, told, offers), names, list[tuple[Sequence[str], Way]]()
    for number, offer in enumerate(offers):
        cut = _cut(left, rooms[number], sum(rooms[number + 1 :]))
        parts.append((left[:cut], Way(way.time - offer, way.keys - 1)))
        left = left[cut:]
    return [part for part in parts if part[0]]


def ranges(parts: Sequence[Sequence[str]]) -> list[Range]:
    """From where to where each part of a page goes, in as few words as tell its ends from the next part. Words with
    which all of the page begins are said once, in the first part of several names."""
    before, after = ["", *(part[-1] for part in parts[:-1])], [*(part[0] for part in parts[1:]), ""]
    found = [_range(*neighbours) for neighbours in zip(parts, before, after, strict=True)]
    first, common = next((n for n, part in enumerate(parts) if part[1:]), 0), _shared(parts[0][0], parts[-1][-1])
    return [
        reach if n <= first else Range(*(_behind(end, common) for end in (reach.first, reach.last)))
        for n, reach in enumerate(found)
    ]


def _behind(end: str, words: int) -> str:
    return " ".join(end.split()[words:]) or end


def _range(part: Sequence[str], before: str, after: str) -> Range:
    first, last = part[0], part[-1]
    for words in range(_shared(first, last) + 1):
        if _is_heard(first, before, words) and _is_heard(last, after, words):
            return Range(_up_to(first, words), _up_to(last, words))
    return Range(_end(first, before, last), _end(last, after, first))


def _end(name: str, *others: str) -> str:
    words = max(_shared(name, other) for other in others)
    if all(_is_heard(name, other, words) for other in others):
        return _up_to(name, words)
    return " ".join(_words(name)[: words + 1]) or name


def _up_to(name: str, words: int) -> str:
    """ "K" for Krokus, "Leben mit A" for two words and a letter."""
    return " ".join([*_words(name)[:words], _letter(name, words)])


def _is_heard(name: str, beyond: str, words: int) -> bool:
    """Whether so many words and a letter tell a name from another one."""
    letter = _letter(name, words)
    return letter.isalpha() and (_shared(name, beyond) < words or letter != _letter(beyond, words))


def _cut(names: Sequence[str], room: int, later: int) -> int:
    """How many come into a part that holds so many, while those behind it hold so many more."""
    if not (names and room):
        return 0
    least, most = max(len(names) - later, 1), min(room, len(names))
    even = min(max(round(len(names) * room / (room + later)), least), most)
    ends = {cut: names[cut] if names[cut:] else "" for cut in range(least, most + 1)}
    return min(ends, key=lambda cut: (_blur(names[cut - 1], ends[cut]), abs(cut - even)))


def _blur(last: str, first: str) -> int:
    """How hard it is to tell two neighbours apart: 0 by their letter, 1 by that of a later word or the first word, 2 by
    more."""
    shared = _shared(last, first)
    return min(shared, 1) + int(_letter(last, shared) == _letter(first, shared))


def _shared(name: str, other: str) -> int:
    """With how many equal words two names begin."""
    pairs = zip(_words(name), _words(other), strict=False)
    return len(list(takewhile(lambda pair: folded(pair[0]) == folded(pair[1]), pairs)))


def _letter(name: str, behind: int) -> str:
    """The letter behind so many words, "" where there is none."""
    return initial(" ".join(_words(name)[behind:]))


def _words(name: str) -> list[str]:
    return [word for word in name.split() if folded(word)]


def readable(way: Way, told: tuple[int, ...]) -> int:
    """How many names can be read out one after the other."""
    return [way.time >= at for at in told].count(True)


def _rooms(way: Way, told: tuple[int, ...], offers: tuple[int, ...]) -> list[int]:
    """How many names each offer can lead to."""
    return [_reached(Way(way.time - offer, way.keys - 1), told) for offer in offers]


@lru_cache(maxsize=8192)
def _reached(way: Way, told: tuple[int, ...]) -> int:
    """How many names can be reached: read out, or behind another page."""
    further = _rooms(way, told, OFFERS) if way.keys >= 0 and way.time > 0 else ()
    return max(readable(way, told), sum(further))
