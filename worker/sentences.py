"""The sentences of all that callers can hear soon, listed part by part: a part that has not changed is not listed
again."""

from collections.abc import Hashable, Iterator
from itertools import chain

from audio.page import sentences
from ivr.prerender.part import Part
from ivr.prerender.sayable import parts
from ivr.world import World
from prompts.normalise import Lexicon
from prompts.wording import page


class SayableSentences:
    """Remembers the sentences of the parts that were listed last, and of no others."""

    def __init__(self) -> None:
        self._lexicon: Lexicon = ()
        self._of_parts: dict[Hashable, tuple[str, ...]] = {}

    def of(self, world: World) -> list[str]:
        """Each sentence once, what is heard first before the others."""
        known = self._of_parts if self._lexicon == world.plan.lexicon else {}
        found: dict[Hashable, tuple[str, ...]] = {}
        for part in parts(world):
            found[part.key] = known.get(part.key) or tuple(_listed(part, world.plan.lexicon))
        self._lexicon, self._of_parts = world.plan.lexicon, found
        return list(dict.fromkeys(chain.from_iterable(found.values())))


def _listed(part: Part, lexicon: Lexicon) -> Iterator[str]:
    said = dict.fromkeys(words for hear in part.hear() for words in hear)
    texts = (sentence.text for words in said for sentence in sentences(page([words], lexicon)))
    return iter(dict.fromkeys(texts))
