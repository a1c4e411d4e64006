"""What is counted when: each turn of a call, and its end."""

import re
from collections.abc import Mapping

from flask import request

from carrier.form import is_over
from exchange.call_leg import ACCOUNT
from hotline import hotline
from ivr.place import Place
from ivr.reply import Reply
from ivr.statistics import ending, stands, turn
from ivr.world import World

SECONDS = re.compile("[0-9]{1,6}")


def count_a_turn(place: Place | None, reply: Reply, world: World) -> None:
    """A call that was at `place` (None: it comes in, or was at none of ours) gets a reply."""
    if not _is_real():
        return
    before = hotline().whereabouts.of(world.person)
    after = stands(reply, before, world.now)
    hotline().counters.add(turn(place, reply, before, after, world))
    hotline().whereabouts.moves(world.person, after)


def count_the_end(form: Mapping[str, str]) -> None:
    """The carrier tells what has become of a call: the first time that it is over counts."""
    if not is_over(form):
        return
    last = hotline().whereabouts.leaves(hotline().talks.person(form.get("CallSid", "")))
    seconds = form.get("CallDuration", "")
    if last:
        counts = ending(last, int(seconds) if SECONDS.fullmatch(seconds) else 0, hotline().world())
        hotline().counters.add(counts)


def _is_real() -> bool:
    """Whether somebody calls: once real callers do, those who practise with the browser phone are not counted."""
    return hotline().settings.is_trial or request.form.get("AccountSid") != ACCOUNT
