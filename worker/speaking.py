"""Having sentences spoken beforehand."""

from collections.abc import Callable
from dataclasses import dataclass

from hotline import Hotline
from keep.content.editions import Edition
from worker.sentences import SayableSentences


@dataclass(frozen=True)
class Wanted:
    """What is to be spoken: all that an edition says, or what it says that the one `before` did not; for at most
    `patience` seconds by voices that are slow. `step` is called after each sentence."""

    edition: Edition
    before: Edition | None
    patience: float
    step: Callable[[], None]


Speak = Callable[[Wanted], None]


def speak(hotline: Hotline, sayable: SayableSentences, wanted: Wanted) -> None:
    """Have every sentence spoken that a caller can meet soon in an edition; or those that the one before had not."""
    world, before = hotline.world_with(wanted.edition.plan), wanted.before
    said = sayable.new(world, hotline.world_with(before.plan)) if before else sayable.of(world)

    def progress(done: int, total: int) -> None:
        wanted.step()
        if done and (done % 25 == 0 or done == total):
            print(f"Gesprochen: {done} von {total} Sätzen", flush=True)

    hotline.library.prepare(said, progress, wanted.patience)
