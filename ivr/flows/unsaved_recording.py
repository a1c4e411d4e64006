"""A recording that is not saved yet: whoever is about to leave without it is asked first."""

from ivr.flows.recording import take_of
from ivr.menu_node import EVERYWHERE, Miss, Reads, Row, Spot, at, keyword, press_or, same
from ivr.reply import Place
from ivr.world import World

ELSEWHERE = {row.to(Place("")).name for row in EVERYWHERE} - {""}


def asks_first(reads: Reads) -> Reads:
    """The same, but where a key leads away from a recording it is asked whether that is meant."""

    def read(spot: Spot, place: Place, keys: str, world: World) -> Place | Miss:
        found = reads(spot, place, keys, world)
        leaves = isinstance(found, Place) and found.name in ELSEWHERE
        return Place("ungespeichert", place.args[:3]) if leaves else found

    return read


def has_come(place: Place, world: World) -> bool:
    """Whether the recording is here, so that it can be saved."""
    take = world.takes.get(take_of(place))
    return bool(take and take.sound)


def not_yet(place: Place, world: World) -> bool:
    """Whether the carrier still has it."""
    return not has_come(place, world)


def wait_for_it(place: Place) -> Place:
    """A row that goes on waiting for the recording."""
    return Place("abholen", (*place.args[:3], "0"))


WITHOUT_SAVING = (
    Row("9", at("menu_ungespeichert"), "zum.menu_ungespeichert"),
    Row("0", at("buero_ungespeichert"), "zum.buero_ungespeichert"),
)
UNSAVED = Spot(
    keyword("ansage.ungespeichert"),
    rows=(
        Row("1", same("wie_lange"), "zum.speichern", when=has_come),
        Row("1", wait_for_it, "zum.speichern", when=not_yet),
        *WITHOUT_SAVING,
    ),
    reads=press_or("verworfen"),
)
