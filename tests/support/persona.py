"""A caller who knows only what is said: she understands "Für die Termine drücken Sie die Eins" and nothing else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from exchange.activity import Listening, Pausing, Playing
from exchange.line import Line
from ivr.model.names import folded
from prompts.spoken import KEYS

KEY_OF = {name: key for key, name in KEYS.items()}
OFFER = re.compile(rf"\bFür (?P<goal>[^.?!]+?),?\s+(?:drücken Sie )?die (?P<key>{'|'.join(KEY_OF)})\b")
# "Namen mit A bis D", "Rose bis Sonne", "Themen mit K", "C".
RANGE = re.compile(r"(?:\w+ (?:mit|von) )?(?P<first>\w|.+?(?= bis ))(?: bis (?P<last>.+))?")
# Nobody listens longer to a hotline that leads nowhere.
MOST_PAGES = 16

# What she wants to hear on the way, the best first: a pattern that is looked for in the goals that are offered.
Wish = str | Callable[[str], bool]


def within(name: str) -> Wish:
    """An offer of names from one letter or word to another which holds this name."""

    def holds(goal: str) -> bool:
        found = RANGE.fullmatch(goal)
        if not found:
            return False
        first, last = folded(found["first"]), folded(found["last"] or found["first"])
        return first <= folded(name) and folded(name)[: len(last)] <= last

    return holds


@dataclass
class Persona:
    """One caller with her telephone. `lasts` tells the seconds of a sound by its address, or is a guess by its words.

    `keys` and `seconds` count what the call has taken so far; of a page she hears as much as tells her what to do.
    """

    line: Line
    lasts: Callable[[Playing], float]
    keys: int = 0
    seconds: float = 0.0
    heard: list[str] = field(default_factory=list)

    def finds(self, answer: str, *wishes: Wish, numbers: Mapping[str, str] | None = None) -> bool:
        """Whether she hears what matches `answer`, pressing what is offered for the first wish that is; `numbers` she
        has on paper, by the words that ask for them."""
        tried: set[tuple[str, str]] = set()
        for _ in range(MOST_PAGES):
            words, seconds = self._page()
            self.heard.append(words)
            if found := re.search(answer, words):
                self.seconds += _until(found.end(), words, seconds)
                return True
            if asked := next((keys for question, keys in (numbers or {}).items() if re.search(question, words)), None):
                self.seconds += seconds
                self._press(asked)
            elif chosen := _chosen(words, wishes, tried):
                tried.add((words, chosen["key"]))
                self.seconds += _until(chosen.end(), words, seconds)
                self._press(KEY_OF[chosen["key"]])
            elif not self._waits(seconds):
                return False
        return False

    def _page(self) -> tuple[str, float]:
        """What is said until something is waited for, and how many seconds that takes."""
        words, seconds = list[str](), 0.0
        while isinstance(self.line.doing, Pausing | Playing):
            playing = self.line.doing
            if isinstance(playing, Playing) and not playing.words and self.line.takes_keys:
                break
            seconds += self.lasts(playing) if isinstance(playing, Playing) else playing.seconds
            words += [playing.words] if isinstance(playing, Playing) else []
            self.line.finished()
        return " ".join(" ".join(words).split()), seconds

    def _press(self, keys: str) -> None:
        """One after the other, as fingers do: what follows a number may be asked for meanwhile."""
        self.keys += len(keys)
        for key in keys:
            self.line.press(key)

    def _waits(self, seconds: float) -> bool:
        self.seconds += seconds
        if not isinstance(self.line.doing, Listening | Playing):
            return False
        self.seconds += self.line.doing.seconds if isinstance(self.line.doing, Listening) else 0
        self.line.finished()
        return True


def _chosen(words: str, wishes: tuple[Wish, ...], tried: set[tuple[str, str]]) -> re.Match[str] | None:
    offers = [offer for offer in OFFER.finditer(words) if (words, offer["key"]) not in tried]
    return next((offer for wish in wishes for offer in offers if _fulfils(offer["goal"], wish)), None)


def _fulfils(goal: str, wish: Wish) -> bool:
    return wish(goal) if callable(wish) else bool(re.search(wish, goal))


def _until(end: int, words: str, seconds: float) -> float:
    """The seconds of a page up to a letter of it."""
    return seconds * end / max(1, len(words))
