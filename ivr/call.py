"""A call is a pure function: where the caller is, what was pressed, and the world, give the reply."""

from ivr.menu import SPOTS, greeting_words
from ivr.reply import Place, Reply, Say, say
from ivr.spot import Miss
from ivr.world import World

TRIES = 3


def begin(world: World) -> Reply:
    """What a caller hears first."""
    menu = Place("menu")
    return enter(menu, world, greeting_words(menu, world))


def step(place: Place, keys: str, world: World) -> Reply:
    """One turn. `keys` are the keys pressed, "" for silence; after a dialled call, how the carrier says it ended."""
    spot = SPOTS.get(place.name)
    if spot is None:
        return enter(Place("menu"), world)
    outcome = spot.reads(spot, place, keys, world)
    return missed(place, outcome, world) if isinstance(outcome, Miss) else enter(outcome, world)


def enter(place: Place, world: World, first: tuple[Say, ...] = ()) -> Reply:
    """Arrive at a place: `first` is said before the place's own words."""
    spot = SPOTS[place.name]
    return Reply(first + spot.hears(place, world), spot.then(place, world))


def missed(place: Place, miss: Miss, world: World) -> Reply:
    """Help, and say it again; the third time go where somebody helps."""
    tries = place.misses + 1
    if tries >= TRIES:
        return enter(miss.leads_to, world, (say(f"weiter.{miss.leads_to.name}"),))
    again = Place(place.name, place.args, tries)
    return enter(again, world, (say(f"{miss.kind}.{tries}"), *miss.helped_by))
