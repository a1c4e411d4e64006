"""The call engine: begin, step and enter make a reply of a place, keys and a snapshot. Pure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ivr.flows.codes import awaits_rest, match
from ivr.flows.open_rooms import meeting_now, own_room
from ivr.menu_node import EVERYWHERE, Miss, any_option
from ivr.menus.main import NODES, greeting_words
from ivr.model.adhoc_rooms import PRACTICE
from ivr.model.announcement import Announcement
from ivr.model.plan import Group
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Change, Effect, HangUp, Reply, Then
from ivr.say import Heard, say
from ivr.visit import group_here
from ivr.world import World

TRIES = 3
# Many end a number with #, although its last digit was enough: so long that is not taken for the next key.
AFTER_A_NUMBER = 1
# Places that lead into rooms whose number nobody has to enter, and the groups whose rooms these are.
WITHOUT_A_NUMBER: dict[str, Callable[[World], tuple[Group, ...]]] = {
    At.OPEN_GROUPS: meeting_now,
    At.PRACTICE: lambda world: (PRACTICE,),
    At.OWN_ROOM_ENTRY: lambda world: tuple(room.group for room in (own_room(world),) if room),
}
# Where a reply names the place at which the call goes on.
PLACES = ("place", "after", "waits")


def begin(world: World) -> Reply:
    """What a caller hears first."""
    menu = Place(At.MENU)
    return enter(menu, world, greeting_words(menu, world))


def step(place: Place, keys: str, world: World) -> Reply:
    """One turn. `keys` are the keys pressed, "" for silence; after a dialled call, how the carrier says it ended."""
    node = NODES.get(place.name)
    if node is None:
        return enter(_after(place, Place(At.MENU)), world)
    entered = world.entered or match(place, keys, world)
    world = replace(world, entered=entered) if world.entered is None else world
    outcome = node.reads(node, place, keys, world)
    reply = missed(place, outcome, world) if isinstance(outcome, Miss) else enter(_after(place, outcome), world)
    return replace(reply, pause=AFTER_A_NUMBER) if entered.number and not awaits_rest(reply.then) else reply


def enter(place: Place, world: World, first: tuple[Heard, ...] = ()) -> Reply:
    """Arrive at a place: `first` is said before the place's own words."""
    node = NODES[place.name]
    if onward := node.leads_on(place, world):
        return enter(_after(place, onward), world, first)
    effects = node.does(place, world)
    after = done(effects, world)
    then = node.then(place, after)
    otherwise = _after(place, place.to(node.refused))
    return Reply(first + node.hears(place, world, after, then), _kept(place, then), effects, otherwise)


def groups_in_reach(place: Place, keys: str, world: World) -> tuple[Group, ...]:
    """The groups whose rooms a turn may be about: that of the place, that of the number that was entered, or those to
    whose rooms a key of the menu leads."""
    if group := group_here(place, world) or (world.entered and world.entered.owner):
        return (group,)
    node = NODES.get(place.name)
    option = any_option((*node.options, *EVERYWHERE), place, world, keys) if node and keys else None
    ways = WITHOUT_A_NUMBER.get(option.destination(place).name) if option else None
    return ways(world) if ways else ()


def missed(place: Place, miss: Miss, world: World) -> Reply:
    """Help, and say it again; the third time go where somebody helps."""
    tries = place.misses + 1
    if tries >= TRIES:
        return enter(_after(place, miss.leads_to), world, (say(f"weiter.{miss.leads_to.name}"),))
    asked = _after(place, Place(miss.asked_at)) if miss.asked_at else place
    return enter(replace(asked, misses=tries, typed=""), world, (say(f"{miss.kind}.{tries}"), *miss.helped_by))


def not_done(reply: Reply, world: World) -> Reply:
    """What a reply was to do besides is not done: that is said, and the call goes on where nothing has changed."""
    return enter(reply.otherwise, world, (say("geht_nicht"),))


def done(effects: tuple[Effect, ...], world: World) -> World:
    """The world as it is once the effects are done, as far as talks and announcements are concerned."""
    for effect in effects:
        if isinstance(effect, Change):
            talk = effect.how(world.talks.get(effect.room) or Talk(), *effect.args)
            world = replace(world, talks={**world.talks, effect.room: talk})
        elif isinstance(effect, Announcement):
            world = replace(world, announcements={**world.announcements, effect.of: effect})
    return world


def _after(place: Place, onward: Place) -> Place:
    """What was promised, and that we have failed, counts for the whole call."""
    agreed = onward.agreed or place.agreed
    if (agreed, place.failures) == (onward.agreed, onward.failures):
        return onward
    return replace(onward, agreed=agreed, failures=place.failures)


def _kept(place: Place, then: Then) -> Then:
    if isinstance(then, HangUp):
        return then
    places: dict[str, Any] = {
        name: after
        for name in PLACES
        if hasattr(then, name) and (after := _after(place, getattr(then, name))) is not getattr(then, name)
    }
    return replace(then, **places) if places else then
