"""Confirmation before a recording that is not saved is left."""

from ivr.menu_node import EVERYWHERE, MenuNode, Miss, Option, Reads, keyword
from ivr.place import ALL, Place
from ivr.place_names import At
from ivr.world import World

ELSEWHERE = {option.goes_to for option in EVERYWHERE if isinstance(option.goes_to, At)}


def asks_first(reads: Reads) -> Reads:
    """The same, but where a key leads away from a recording it is asked whether that is meant."""

    def read(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
        found = reads(node, place, keys, world)
        leaves = isinstance(found, Place) and found.name in ELSEWHERE
        return place.to(At.UNSAVED, tries=0) if leaves else found

    return read


def has_come(place: Place, world: World) -> bool:
    """Whether the recording is here, so that it can be saved."""
    take = world.recordings.get(place.recording)
    return bool(take and take.sound)


def not_yet(place: Place, world: World) -> bool:
    """Whether the carrier still has it."""
    return not has_come(place, world)


WITHOUT_SAVING = (
    Option("9", goes_to=At.MENU_UNSAVED, offer="zum.menu_ungespeichert"),
    Option("0", goes_to=At.OFFICE_UNSAVED, offer="zum.buero_ungespeichert"),
)
UNSAVED = MenuNode(
    words=keyword("ansage.ungespeichert"),
    options=(
        Option("1", goes_to=At.HOW_LONG, keeps=ALL, offer="zum.speichern", when=has_come),
        Option("1", goes_to=At.FETCH, keeps=ALL, offer="zum.speichern", when=not_yet),
        *WITHOUT_SAVING,
    ),
    lost=At.DISCARDED,
)
