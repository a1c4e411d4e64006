"""How the one who leads comes to the texts that are played into the room: each is recorded as an announcement is."""

from collections.abc import Callable

from ivr.model.plan import Group
from ivr.model.room_texts import RoomText, groups_of_texts, name_of_text
from ivr.place import Place
from ivr.place_names import At
from ivr.say import Say, say
from ivr.visit import group_here
from ivr.world import World

WORDS = {RoomText.OPENING: "ansage.eroeffnung", RoomText.CLOSING: "ansage.schluss"}


def has_room_texts(place: Place, world: World) -> bool:
    """Whether a group has a room of its own into which something can be played."""
    group = group_here(place, world)
    return group is not None and bool(groups_of_texts(group))


def to_the_text(which: RoomText) -> Callable[[Place, World], Place | None]:
    """To what is recorded of one text; to the menu, where the group is not on air any more."""

    def leads_on(place: Place, world: World) -> Place | None:
        group = group_here(place, world)
        texts = {text.name: text for text in groups_of_texts(group)} if group else {}
        found = texts.get(name_of_text(group, which)) if group else None
        return place.to(At.ANNOUNCEMENTS, group=world.group_id(found)) if found else place.to(At.MENU)

    return leads_on


def text_words(group: Group) -> tuple[Say, ...]:
    """Which text it is, where a group stands for one: no group that a number opens has such a name."""
    which = next((text for text in RoomText if not group.by_telephone and group.name.endswith(f", {text}")), None)
    return (say(WORDS[which]),) if which else ()
