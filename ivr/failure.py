"""What becomes of a call in which something of ours has failed: it goes on, into the room it was in or else to the main
menu. The second time the office is offered; from the third time on it goes on by the caller's own key alone."""

from ivr.reply import Place
from ivr.room_menu import ASK_OFFICE, BACK, ROOM_SPOTS
from ivr.rooms import over
from ivr.spot import Miss, Row, Spot, keyword, press, same
from ivr.world import World

# What is said the first, the second, and each further time, and to whoever then presses no key.
APOLOGIES = ("stoerung.1", "stoerung.2", "stoerung.3", "stoerung")
SECOND, MANY = 2, 3
FAILED, OFFERED = "stoerung", "stoerung_buero"
INSIDE = {name for name, spot in ROOM_SPOTS.items() if spot.leads_on is over} | {"zurueck", FAILED, OFFERED}


def after_failure(place: Place) -> Place:
    """Where a call goes on that has failed at a place; it takes the room along that the caller was let into."""
    args = place.args if place.name in INSIDE else ()
    return Place(FAILED, args, agreed=place.agreed, failures=min(place.failures + 1, MANY))


def goes_on(spot: Spot, place: Place, keys: str, world: World) -> Place | Miss:
    """The apology is over, or a key was pressed after it."""
    return Place(OFFERED, place.args) if place.failures == SECOND else _back(place)


def read_offer(spot: Spot, place: Place, keys: str, world: World) -> Place | Miss:
    """Whoever comes from a room need not press a key: the others go on talking."""
    return press(spot, place, keys, world) if keys or not place.args else _back(place)


def _back(place: Place) -> Place:
    return Place("wieder", place.args) if place.args else Place("menu")


FAILURE_SPOTS = {
    FAILED: Spot(reads=goes_on),
    OFFERED: Spot(
        keyword("stoerung.buero"),
        rows=(Row("1", same("wieder"), "zum.leiten", when=lambda place, world: bool(place.args)), ASK_OFFICE, BACK),
        reads=read_offer,
    ),
}
