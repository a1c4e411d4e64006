"""What those are told who are new: what this is, what it costs, who hears them, and how one gets in."""

from ivr.flows.open_rooms import open_groups
from ivr.place import Place
from ivr.say import Say, say
from ivr.world import World


def newcomer_words(place: Place, world: World) -> tuple[Say, ...]:
    """What staff wrote for them, or our own words, as far as they are true of these groups."""
    if written := world.plan.office.for_newcomers:
        return (say("frei", text=written),)
    groups = world.plan.groups
    return (
        say("neu.was"),
        say("neu.kosten"),
        say("neu.niemand_hoert_mit"),
        *((say("neu.nummer"),) if any(group.code for group in groups) else ()),
        *((say("neu.kontakt"),) if any(group.code and group.contact for group in groups) else ()),
        *((say("neu.offen"),) if open_groups(world.plan) else ()),
    )
