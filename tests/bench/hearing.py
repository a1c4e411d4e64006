"""How much of the hotline a machine understands that listens to it: words and facts of the first pages, by voice.

python -m tests.bench.hearing [VOICE…]
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app import create_app
from exchange.activity import Pausing, Playing
from exchange.in_process import in_process
from exchange.line import Line
from ivr.model.moment import BERLIN
from ivr.model.recurrence import MONTHS, WEEKDAYS
from prompts.normalise import normalised
from prompts.spoken import cardinal, ordinal
from tests.bench.listener import heard, set_up
from tests.support.hotlines import hotline_of
from tests.support.small_hotline import CALLED, CALLER

ROOT = Path(__file__).parents[2]
# An evening on which the office is closed. Greeting, dates, more dates, rules, office, the question for the number, a
# group, its door, a wrong number, the question for the one who leads, and her menu.
EVENING = datetime(2026, 11, 30, 22, 5, tzinfo=BERLIN)
PAGES: tuple[tuple[str, ...], ...] = (
    *((), ("1", "1"), ("1", "1", "2"), ("3", "1"), ("0",), ("2",), ("2", "471103"), ("2", "471103", "1")),
    *(("2", "123456"), ("8",), ("8", "99887766")),
)
# What a caller must not miss: days, months, hours, dates, digits and keys.
NUMBERS = {cardinal(n) for n in range(100)} | {ordinal(n, end) for n in range(1, 32) for end in ("", "n", "r", "s")}
FACTS = {
    word.lower() for word in (*WEEKDAYS, *MONTHS, *NUMBERS, "eins", "heute", "morgen", "übermorgen", "Mitternacht")
}

ENDS_A_SENTENCE = re.compile(rf"(?<=\d)\.(?!\d| ?(?:{'|'.join(MONTHS)}))")


@dataclass(frozen=True)
class Page:
    """What is said without a key being pressed, in words and as a WAV file."""

    words: str
    wav: bytes


@dataclass(frozen=True)
class Score:
    """Of 100 words said how many were heard wrongly, too much or not at all; and the share of facts heard (0 to 1)."""

    wrong: float
    facts: float


def score(said: Sequence[str], heard: Sequence[str]) -> Score:
    """Of pages, by what was said and what was heard."""
    pairs = [(_compared(one), _compared(other)) for one, other in zip(said, heard, strict=True)]
    facts = [(Counter(word for word in one if word in FACTS), Counter(other)) for one, other in pairs]
    found = sum((one & other).total() for one, other in facts)
    wrong = sum(_distance(one, other) for one, other in pairs)
    return Score(100 * wrong / sum(len(one) for one, _ in pairs), found / sum(one.total() for one, _ in facts))


def _compared(text: str) -> list[str]:
    """As our own voice would say it: the listener writes 18.30 Uhr. A figure that ends a sentence is no ordinal."""
    spoken = normalised(ENDS_A_SENTENCE.sub(" ", text)).lower().replace("zwo", "zwei").replace("-", " ")
    return re.findall(r"[a-zäöüßé]+", spoken)


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words must be changed, added or left away (Levenshtein)."""
    row = list(range(len(other) + 1))
    for count, word in enumerate(one, 1):
        before, row[0] = row[0], count
        for at, instead in enumerate(other, 1):
            before, row[at] = row[at], min(before + (word != instead), row[at] + 1, row[at - 1] + 1)
    return row[-1]


def pages(voice: str) -> Iterator[Page]:
    """PAGES of the example in a voice, as the hotline serves them."""
    with tempfile.TemporaryDirectory() as data:
        environ = {"CONTENT_DIR": str(ROOT / "beispiel"), "DATA_DIR": data, "VOICES": voice}
        app = create_app(environ | {"REDIS_URL": f"unix://{data}/none.sock"}, lambda: EVENING)
        hotline = hotline_of(app)
        fetch = in_process(app, hotline.settings.public_url)
        for keys in PAGES:
            line = hotline.network.call(CALLER, CALLED)
            for key in keys:
                _listen(line)
                line.press(key)
            for played in _listen(line) or _stays_silent(line):
                yield Page(played.words, fetch("GET", played.url, {}, {}).body)
            line.hang_up()


def _stays_silent(line: Line) -> list[Playing]:
    """Wait until something is said behind an unknown number."""
    line.finished()
    return _listen(line)


def _listen(line: Line) -> list[Playing]:
    played = []
    while isinstance(line.doing, Pausing) or (isinstance(line.doing, Playing) and line.doing.words):
        if isinstance(line.doing, Playing):
            played.append(line.doing)
        line.finished()
    return played


def scores(voices: Sequence[str]) -> Mapping[str, Score]:
    """How each voice is understood; raises OSError, ValueError or SubprocessError where the listener cannot be had."""
    set_up()
    return {voice: _score(list(pages(voice))) for voice in voices}


def _score(said: Sequence[Page]) -> Score:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.wav") for number in range(len(said))]
        for file, page in zip(files, said, strict=True):
            file.write_bytes(page.wav)
        return score([page.words for page in said], heard(files))


def told(voices: Sequence[str]) -> Iterator[str]:
    """The same as lines to print, also when there is no listener."""
    try:
        for voice, of in scores(voices).items():
            yield f"{voice}: {of.wrong:.1f} % of the words heard wrongly, {of.facts:.1%} of the facts heard"
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        yield f"How well the voices are understood was not measured: {error}"


if __name__ == "__main__":
    print("\n".join(told(sys.argv[1:] or ("espeak", "pico"))))
