"""Texts of information: their titles in pages, and how one is read paragraph by paragraph."""

from collections.abc import Callable
from dataclasses import replace

from ivr.menu_node import MenuNode, Miss, Offer, Test, press
from ivr.model.plan import InformationText
from ivr.place import GROUP, NOTHING, Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.say import Say, say
from ivr.world import World

# Of the titles on a page; the rules of talk are the first of the first page, and another key leads to the next.
PAGE = 4
RULES = 1
# For how many days a text is told to be new.
NEWS_DAYS = 14
LISTENS = 2


def texts(world: World) -> tuple[InformationText, ...]:
    """Those that are still right, in the order of the plan."""
    return tuple(text for text in world.plan.information if text.is_valid(world.now.date()))


def has_information(place: Place, world: World) -> bool:
    """Whether there is anything beside the rules of talk."""
    return bool(texts(world))


def has_rules_alone(place: Place, world: World) -> bool:
    """Whether there is nothing beside the rules of talk."""
    return not texts(world)


# The titles.


def is_first_page(place: Place, world: World) -> bool:
    """Whether the rules of talk are offered here."""
    return not place.part


def is_title(key: str) -> Test:
    """Whether a key leads to a text from this page."""
    return lambda place, world: _chosen(replace(place, choice=key), world) is not None


def offer_title(key: str) -> Offer:
    """The words that offer the text of a key."""
    return lambda place, world: title_words(_chosen(replace(place, choice=key), world))


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


# A text: its title with the keys, and then its paragraphs, counted from 1.


def text_here(place: Place, world: World) -> InformationText | None:
    """The text that is read, None if it is not on air any more."""
    return next((text for text in texts(world) if world.text_id(text) == place.text), None)


def for_leaders(place: Place, world: World) -> InformationText | None:
    """The text that leaders find in their menu."""
    return next((text for text in texts(world) if text.for_leaders), None)


def has_text_for_leaders(place: Place, world: World) -> bool:
    """Whether there is one."""
    return for_leaders(place, world) is not None


def offer_to_leaders(place: Place, world: World) -> Say:
    """The words that offer it."""
    return title_words(for_leaders(place, world))


def to_the_text(place: Place, world: World) -> Place | None:
    """From a key to its text; behind the last paragraph, or where a text is gone, back to where it was chosen."""
    if not place.text:
        text = for_leaders(place, world) if place.leads else _chosen(place, world)
        return replace(place, text=world.text_id(text), choice="", part=0) if text else _back(place, world)
    here = text_here(place, world)
    return None if here and place.part <= len(here.paragraphs) else _back(place, world)


def text_words(place: Place, world: World) -> tuple[Say, ...]:
    """The title, or one paragraph; behind the last, that it was the last."""
    text = text_here(place, world)
    if text is None:
        return ()
    if begins(place, world):
        return (*new_words(text, world), say("auskunft.titel", titel=text.title))
    ending = (say("auskunft.ende"),) if place.part == len(text.paragraphs) else ()
    return (say("frei", text=text.paragraphs[place.part - 1]), *ending)


def new_words(text: InformationText, world: World) -> tuple[Say, ...]:
    """ "Neu seit drei Tagen." """
    days = (world.now.date() - text.since).days if text.since else NEWS_DAYS
    if not 0 <= days < NEWS_DAYS:
        return ()
    return (say(f"auskunft.neu_{days}") if days < 2 else say("auskunft.neu", tage=days),)


def begins(place: Place, world: World) -> bool:
    """Whether the title is said here, and with it the keys."""
    return place.part == 0


def is_inside(place: Place, world: World) -> bool:
    """Whether a paragraph is read here."""
    return place.part > 0


def step_to(further: int) -> Callable[[Place], Place]:
    """So many paragraphs on, or back at most to the title."""
    return lambda place: place.to(place.name, part=max(0, place.part + further))


def listen(place: Place, world: World) -> Ask:
    """A moment for a key, and then it goes on."""
    return Ask(place, seconds=LISTENS)


def read_on(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """Silence goes on; after another key those that lead anywhere are named."""
    if not keys:
        return step_to(1)(place)
    reached = press(node, place, keys, world)
    return replace(reached, helped_by=(say("auskunft.tasten"),)) if isinstance(reached, Miss) else reached


def _chosen(place: Place, world: World) -> InformationText | None:
    """The text of the key that was pressed on a page."""
    if not place.choice.isdecimal():
        return None
    here, position = texts(world), PAGE * place.part + int(place.choice) - 1 - RULES
    return here[position] if 0 <= position < len(here) else None


def _back(place: Place, world: World) -> Place:
    """Where the text was chosen: the leader's menu, or the page of its title."""
    if place.leads:
        return place.to(At.LEADER_MENU, GROUP)
    ids = [world.text_id(text) for text in texts(world)]
    position = RULES + ids.index(place.text) if place.text in ids else 0
    return Place(At.INFORMATION, part=position // PAGE)
