"""The turns of a trial call, decided as those of every call, in a world that nobody else is in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ivr.call import begin, done, enter, step
from ivr.model.adhoc_rooms import Opened
from ivr.model.dial_outcome import ANSWERED, BUSY, NO_ANSWER
from ivr.place import Place
from ivr.reply import Ask, Dial, HangUp, Join, Record, Reply, Then
from ivr.say import Heard
from ivr.world import World

# What may happen next, by what the call waits for, besides keys: how it is called in the steps of a call.
OUTCOMES = {Join: (ANSWERED,), Dial: (ANSWERED, NO_ANSWER, BUSY)}
MOST_STEPS, LONGEST_NUMBER = 60, 20
KEYS = "123456789*0#"


@dataclass(frozen=True)
class Turn:
    """What was pressed or has happened (None: the call comes in), the reply to it, and the world after that."""

    step: str | None
    reply: Reply
    world: World

    @property
    def then(self) -> Then:
        return self.reply.then

    @property
    def until_it_begins(self) -> tuple[Heard, ...]:
        """What is heard in a room until the talk begins."""
        return enter(self.then.waits, self.world).hear if isinstance(self.then, Join) else ()


def is_step(written: str, then: Then) -> bool:
    """Whether this can happen when a call waits for that."""
    if isinstance(then, Ask):
        return len(written) <= LONGEST_NUMBER and set(written) <= set(KEYS)
    return written in OUTCOMES.get(type(then), ())


def turns(world: World, steps: Iterable[str]) -> list[Turn]:
    """The turns of a call, up to the first step that cannot happen, or MOST_STEPS."""
    found = [_turn(None, begin(world), world)]
    for written in list(steps)[:MOST_STEPS]:
        last = found[-1]
        if not is_step(written, last.then):
            break
        keys = written[: last.then.digits] if isinstance(last.then, Ask) else written
        found.append(_turn(written, step(_next_place(last.then), keys, last.world), last.world))
    return found


def _turn(written: str | None, reply: Reply, world: World) -> Turn:
    opened = tuple(effect for effect in reply.effects if isinstance(effect, Opened))
    return Turn(written, reply, replace(done(reply.effects, world), opened=(*world.opened, *opened)))


def _next_place(then: Then) -> Place:
    assert not isinstance(then, HangUp | Record)
    return then.after if isinstance(then, Join | Dial) else then.place
