"""All sentences that are said around a message for the office, listed for prerendering."""

from collections.abc import Iterator
from dataclasses import replace

from ivr.call import enter, step
from ivr.flows.recording import FAILURES, LOOKS, NOT_COME
from ivr.menus.messages import MESSAGE_NODES
from ivr.model.announcement import RecordingOutcome
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import RECORDED, WRONG_KEY
from ivr.say import Say, said_in, say
from ivr.world import World

TAKE = RECORDED[0]
STAGES = (Place(At.UNKNOWN, recording=TAKE), *(Place(At.UNKNOWN, tries=tries) for tries in (0, 1, LOOKS)))


def said_of_messages(world: World) -> Iterator[tuple[Say, ...]]:
    """What is said from the question to the farewell; nothing where no messages are taken."""
    if not world.plan.office.takes_messages:
        return
    here = replace(world, recordings={TAKE: RecordingOutcome("sound")})
    for place in (replace(stage, name=name) for name in MESSAGE_NODES for stage in STAGES):
        yield said_in(enter(place, here).hear)
        yield from (said_in(step(place, keys, here).hear) for keys in ("", WRONG_KEY))
    yield tuple(say(f"missglueckt.{failure}") for failure in (*FAILURES, NOT_COME))
    yield (say(f"weiter.{At.MESSAGE_LEFT}"), say("ansage.nicht_da"), say("geht_nicht"))
