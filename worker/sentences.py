"""The sentences of all that callers can hear soon, listed part by part: a part that has not changed is not listed
again."""

from collections.abc import Hashable, Iterator

from audio.page import sentences
from ivr.model.plan import Plan
from ivr.prerender.part import Part
from ivr.prerender.sayable import parts
from ivr.world import World
from prompts.normalise import Lexicon
from prompts.wording import page


class SayableSentences:
    """Remembers the sentences of the parts that can be said now, and of no others."""

    def __init__(self) -> None:
        self._lexicon: Lexicon = ()
        self._of_parts: dict[Hashable, tuple[str, ...]] = {}
        # All parts of the plan that was asked for last, whether they are listed already or not.
        self._plan, self._keys = Plan(), frozenset[Hashable]()

    def of(self, world: World) -> Iterator[str]:
        """Every sentence once, what is heard first before the others."""
        several = list(parts(world))
        self._plan, self._keys = world.plan, frozenset(part.key for part in several)
        self._of_parts = {key: texts for key, texts in self._of_parts.items() if key in self._keys}
        return self._of(several, world.plan.lexicon)

    def new(self, world: World, before: World) -> Iterator[str]:
        """The sentences of those parts that were not there before."""
        known = self._known(before) if before.plan.lexicon == world.plan.lexicon else frozenset()
        return self._of([part for part in parts(world) if part.key not in known], world.plan.lexicon)

    def _known(self, before: World) -> frozenset[Hashable]:
        return self._keys if before.plan == self._plan else frozenset(part.key for part in parts(before))

    def _of(self, several: list[Part], lexicon: Lexicon) -> Iterator[str]:
        if lexicon != self._lexicon:
            self._lexicon, self._of_parts = lexicon, {}
        told: set[str] = set()
        for part in several:
            if part.key not in self._of_parts:
                self._of_parts[part.key] = tuple(_listed(part, lexicon))
            yield from (text for text in self._of_parts[part.key] if text not in told)
            told.update(self._of_parts[part.key])


def _listed(part: Part, lexicon: Lexicon) -> dict[str, None]:
    said = dict.fromkeys(words for hear in part.hear() for words in hear)
    return dict.fromkeys(sentence.text for words in said for sentence in sentences(page([words], lexicon)))
