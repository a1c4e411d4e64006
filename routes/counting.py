"""What is counted when: each turn of a call, and its end."""

from carrier.events import CallEnded, Turn
from exchange.call_leg import ACCOUNT
from hotline import hotline
from ivr.reply import Place, Reply
from ivr.statistics import ending, stands, turn
from ivr.world import World


def count_a_turn(told: Turn, place: Place | None, reply: Reply, world: World) -> None:
    """A call that was at `place` (None: it comes in, or was at none of ours) gets a reply."""
    if not _is_real(told):
        return
    before = hotline().whereabouts.of(world.person)
    after = stands(reply, before, world.now)
    hotline().counters.add(turn(place, reply, before, after, world))
    hotline().whereabouts.moves(world.person, after)


def count_the_end(ended: CallEnded) -> None:
    """A call is over; only the first time that it is told counts."""
    if last := hotline().whereabouts.leaves(hotline().talks.person(ended.call)):
        hotline().counters.add(ending(last, ended.seconds, hotline().world()))


def _is_real(told: Turn) -> bool:
    """Whether somebody calls: once real callers do, those who practise with the browser phone are not counted."""
    return hotline().settings.is_trial or told.account != ACCOUNT
