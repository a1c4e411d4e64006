"""The wording: a Say becomes a sentence, and a whole reply one page."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache
from pathlib import Path

from ivr.model.recurrence import Span
from ivr.say import Answering, Dated, Day, Digits, Heard, Keys, Meets, PhoneNumber, Press, Range, Say, said_in
from prompts import days, spoken
from prompts.group_names import group_name
from prompts.hours import hours_words
from prompts.meeting_times import meeting_sentence
from prompts.normalise import Lexicon, normalised

PAUSES = re.compile(r"\s*(\|+)\s*")
GAP = re.compile(r"{(\w+)")
# Is played as a soft tone.
TONE = "♪"

# How each kind of value is said; a text that staff wrote goes through the normaliser.
SAID: dict[type, Callable[..., str]] = {
    int: spoken.cardinal,
    time: spoken.clock,
    Span: spoken.from_to,
    date: days.day,
    Day: lambda day: days.near_day(day.day, day.today),
    Keys: lambda keys: spoken.keys(keys.keys),
    Digits: lambda number: spoken.digits(number.written),
    Press: lambda offered: spoken.press(offered.key, offered.first),
    PhoneNumber: lambda number: spoken.phone_number(number.written),
    Answering: hours_words,
}


@cache
def sentences() -> dict[str, str]:
    """All sentences of saetze.toml by key."""
    found: dict[str, str] = tomllib.loads((Path(__file__).parent / "saetze.toml").read_text(encoding="utf-8"))
    return found


def page(hear: Iterable[Heard], lexicon: Lexicon = ()) -> str:
    """The words of a reply with pause marks (| || |||), ready for a voice."""
    return " || ".join(sentence(said, tuple(lexicon)) for said in said_in(hear)).rstrip(" |")


# The same sentences are said all day: some eight for each group.
@lru_cache(maxsize=32_768)
def sentence(said: Say, lexicon: Lexicon = ()) -> str:
    """The words of one Say with its pause marks, its gaps filled."""
    gaps = {name: _words(name, value, lexicon) for name, value in said.values}
    pieces = _filled(PAUSES.split(sentences()[said.key]), gaps)
    for place in range(0, len(pieces), 2):
        begins = not any(pieces[:place:2]) or pieces[place - 2].endswith((".", "?", "!", ":"))
        pieces[place] = _capitalised(pieces[place], begins)
    return " ".join(filter(None, pieces))


def _filled(pieces: Sequence[str], gaps: Mapping[str, object]) -> list[str]:
    """Pieces and the marks between them; where there is nothing for any gap of a piece, it is left out with the mark
    before it."""
    first, *others = pieces
    filled = [first.format(**gaps)]
    for mark, piece in zip(others[::2], others[1::2], strict=True):
        names = GAP.findall(piece)
        if not names or any(map(gaps.get, names)):
            filled += [mark, piece.format(**gaps)]
    return filled


@dataclass(frozen=True)
class _Reach:
    """A range, as {bereich} "A bis D", "Leben mit A bis D" or "Rose bis Sonne"; {bereich:mit} begins with "mit", where
    it is of words with "von". What both ends begin with is said once."""

    range: Range
    lexicon: Lexicon

    def __format__(self, preposition: str) -> str:
        first, last = self.range.first.split(), self.range.last.split()
        shared = next((n for n, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(last))
        before = preposition and (f"{preposition} " if len(first[-1]) == len(last[-1]) == 1 else "von ")
        ends = (" ".join(words) for words in (first, last[shared:]) if words)
        return before + " bis ".join(normalised(end, self.lexicon) for end in ends)


@dataclass(frozen=True)
class _DayInACase:
    """A date that takes the case of the sentence: {tag:dem} "Dienstag, dem zehnten März", {tag:den} likewise."""

    dated: Dated

    def __format__(self, article: str) -> str:
        return days.dated(self.dated.day, self.dated.today, article)


def _words(name: str, value: object, lexicon: Lexicon) -> object:
    if isinstance(value, Range):
        return _Reach(value, lexicon)
    if isinstance(value, Dated):
        return _DayInACase(value)
    if isinstance(value, str) and name == "gruppe":
        return group_name(value, lexicon)
    if isinstance(value, str):
        return normalised(value, lexicon)
    if isinstance(value, Meets):
        return meeting_sentence(value.group, value.today, lexicon)
    return SAID[type(value)](value) if value is not None else ""


def _capitalised(piece: str, begins: bool) -> str:
    """The piece with a capital at the beginning of a sentence, and without a double full stop."""
    if not any(map(str.isalpha, piece)):
        return TONE if TONE in piece else ""
    return re.sub(r"([.?!])\.", r"\1", piece[0].upper() + piece[1:] if begins else piece)
