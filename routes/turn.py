"""One turn of a call: look once, decide purely, write what was decided; where somebody was quicker, decide again."""

import logging
from collections.abc import Callable
from dataclasses import replace

from carrier.port import CarrierError
from hotline import Hotline
from ivr.call import not_done
from ivr.model.announcement import NotDone
from ivr.model.talk import hushed
from ivr.reply import Announce, Effect, End, HangUp, Mute, Reply, Tell
from ivr.world import World
from keep.retry import until_written
from keep.snapshots import Snapshot, rooms_touched
from routes.effects import do

log = logging.getLogger(__name__)

AFTER_CHANGES = (Announce, Tell, End)

Decide = Callable[[World], Reply]


def decided(hotline: Hotline, call: str, snapshot: Snapshot, decide: Decide) -> Reply:
    """The reply that `decide` gives to the world, once its effects are done; or the reply that they could not be.
    `call` is the carrier's id, "" for a page."""
    replies: list[Reply] = []

    def remembered(world: World) -> Reply:
        replies.append(decide(world))
        return replies[-1]

    try:
        return _written(hotline, call, snapshot, remembered)
    except (CarrierError, NotDone) as error:
        log.warning("Something was asked for and is not done: %s", error)
        # What counts a number that was entered may be written already; once is enough.
        anew = hotline.snapshots.again(replace(snapshot, counters=None), rooms_touched(replies[-1]))
        return _written(hotline, call, anew, lambda world: not_done(replies[-1], world))


def carried_out(hotline: Hotline, snapshot: Snapshot, effects: Callable[[World], tuple[Effect, ...]]) -> None:
    """Do what a page asks for, as the keypad does it; raises CarrierError."""
    _written(hotline, "", snapshot, lambda world: Reply((), HangUp(), effects(world)))


def _written(hotline: Hotline, call: str, snapshot: Snapshot, decide: Decide) -> Reply:
    muted: tuple[Mute, ...] = ()

    def attempt() -> Reply | None:
        nonlocal snapshot, muted
        reply = decide(snapshot.world)
        unseen = rooms_touched(reply) - {*snapshot.seen}
        first, last = _parted(reply.effects)
        if not unseen:
            _do_first((*_undone(muted, first), *first), hotline, call)
            muted = tuple(effect for effect in first if isinstance(effect, Mute))
            if hotline.snapshots.commit(snapshot, reply):
                do(last, hotline, call)
                return reply
        snapshot = hotline.snapshots.again(snapshot, unseen)
        return None

    return until_written(attempt)


def _do_first(effects: tuple[Effect, ...], hotline: Hotline, call: str) -> None:
    try:
        do(effects, hotline, call)
    except CarrierError:
        # Some may be muted by now although the talk says nothing of it: the reconciler lets them be heard.
        for room in {effect.room for effect in effects if isinstance(effect, Mute) and effect.on}:
            hotline.talks.change(room, hushed)
        raise


def _undone(muted: tuple[Mute, ...], wanted: tuple[Effect, ...]) -> tuple[Mute, ...]:
    """What was done for a decision that was overtaken, and is not wanted any more."""
    return tuple(Mute(one.room, one.people, not one.on) for one in muted if one not in wanted)


def _parted(effects: tuple[Effect, ...]) -> tuple[tuple[Effect, ...], tuple[Effect, ...]]:
    """What is done before talks are changed, and what after it. Where nobody could be muted, no talk is silent; but
    before everybody is let out, or hears of a change, it must have been made."""
    first = tuple(effect for effect in effects if not isinstance(effect, AFTER_CHANGES))
    return first, tuple(effect for effect in effects if isinstance(effect, AFTER_CHANGES))
