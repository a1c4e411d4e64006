"""Which talks a turn is about: with all others unknown it comes to the same."""

from dataclasses import replace

from ivr.call import begin, groups_in_reach, step
from ivr.flows.codes import match
from ivr.model.adhoc_rooms import PRACTICE, Opened
from ivr.model.presence import seated
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.prerender.explore import walk
from ivr.visit import rooms_of
from ivr.world import World
from keep.snapshots import rooms_touched
from tests.support.walks import some_numbers


def test_no_turn_depends_on_a_talk_out_of_its_reach(world):
    full = with_people_everywhere(replace(world, caller="abc", opened=(Opened("482913", world.now, "abc"),)))
    turns = [*walk(full, begin(full), some_numbers(full.plan))]
    assert len(turns) > 500
    for place, keys, reply in turns:
        near = in_reach(place, keys, full)
        # What touches a room that was not looked at is decided again, with that room.
        assert step(place, keys, near) == reply or not rooms_touched(reply) <= {*near.talks}, (place, keys)


def with_people_everywhere(world: World) -> World:
    """The same world, with three people in each room that there is now."""
    talk = Talk()
    for number in range(3):
        talk = seated(talk, f"person-{number}", leads=not number)
    return replace(world, talks=dict.fromkeys(rooms_of((*world.groups, PRACTICE), world), talk))


def in_reach(place: Place, keys: str, world: World) -> World:
    """The same world, with the talks alone that a turn looks at."""
    entered = replace(world, entered=match(place, keys, world))
    rooms = rooms_of(groups_in_reach(place, keys, entered), entered)
    return replace(world, talks={room: world.talks[room] for room in rooms})
