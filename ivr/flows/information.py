"""Texts of information: their titles, in pages."""

from dataclasses import replace

from ivr.menu_node import Offer, Test
from ivr.model.plan import InformationText
from ivr.place import NOTHING, Place
from ivr.place_names import At
from ivr.say import Say, say
from ivr.world import World

# Of the titles on a page; the rules of talk are the first of the first page, and another key leads to the next.
PAGE = 4
RULES = 1


def texts(world: World) -> tuple[InformationText, ...]:
    """Those that are still right, in the order of the plan."""
    return tuple(text for text in world.plan.information if text.is_valid(world.now.date()))


def has_information(place: Place, world: World) -> bool:
    """Whether there is anything beside the rules of talk."""
    return bool(texts(world))


def has_rules_alone(place: Place, world: World) -> bool:
    """Whether there is nothing beside the rules of talk."""
    return not texts(world)


def is_first_page(place: Place, world: World) -> bool:
    """Whether the rules of talk are offered here."""
    return not place.part


def is_title(key: str) -> Test:
    """Whether a key leads to a text from this page."""
    return lambda place, world: chosen(replace(place, choice=key), world) is not None


def offer_title(key: str) -> Offer:
    """The words that offer the text of a key."""
    return lambda place, world: title_words(chosen(replace(place, choice=key), world))


def title_words(text: InformationText | None) -> Say:
    """ "Für Geld von der Krankenkasse"; what is a question is offered as one."""
    title = text.title if text else ""
    return say("zum.frage" if title.endswith("?") else "zum.auskunft", titel=title.rstrip("?"))


def more_titles(place: Place, world: World) -> bool:
    """Whether another page follows."""
    return RULES + len(texts(world)) > PAGE * (place.part + 1)


def is_last_page(place: Place, world: World) -> bool:
    """Whether no other page follows, so that there is room to offer the way back."""
    return not more_titles(place, world)


def next_page(place: Place) -> Place:
    """From one page of titles to the next."""
    return place.to(place.name, NOTHING, part=place.part + 1)


def page_there_is(place: Place, world: World) -> Place | None:
    """Whoever comes to a page that is gone begins with the first; where no text is left, with the rules."""
    if has_rules_alone(place, world):
        return Place(At.RULES)
    return Place(At.INFORMATION) if place.part and PAGE * place.part >= RULES + len(texts(world)) else None


def chosen(place: Place, world: World) -> InformationText | None:
    """The text of the key that was pressed on a page."""
    if not place.choice.isdecimal():
        return None
    here, position = texts(world), PAGE * place.part + int(place.choice) - 1 - RULES
    return here[position] if 0 <= position < len(here) else None
