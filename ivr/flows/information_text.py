"""A text of information: its title with the keys, and then its paragraphs, counted from 1."""

from collections.abc import Callable
from dataclasses import replace

from ivr.flows.information import PAGE, RULES, chosen, texts, title_words
from ivr.menu_node import MenuNode, Miss, press
from ivr.model.plan import InformationText
from ivr.place import GROUP, Place
from ivr.place_names import At
from ivr.reply import Ask
from ivr.say import Say, say
from ivr.world import World

# For how many days a text is told to be new.
NEWS_DAYS = 14
LISTENS = 2


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
        text = for_leaders(place, world) if place.leads else chosen(place, world)
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


def _back(place: Place, world: World) -> Place:
    """Where the text was chosen: the leader's menu, or the page of its title."""
    if place.leads:
        return place.to(At.LEADER_MENU, GROUP)
    ids = [world.text_id(text) for text in texts(world)]
    position = RULES + ids.index(place.text) if place.text in ids else 0
    return Place(At.INFORMATION, part=position // PAGE)
