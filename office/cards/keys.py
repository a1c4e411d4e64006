"""What the keys do, derived from the tables of the menus, so that cards and telephone agree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import time

from ivr.flows.information import has_rules_alone
from ivr.menu_node import Option
from ivr.menus.inside import FURTHER_KEY, PAGES
from ivr.menus.main import MAIN, NODES
from ivr.menus.room import BACK
from ivr.model.plan import Group
from ivr.model.presence import seated
from ivr.model.recurrence import Span
from ivr.model.talk import Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Change
from ivr.say import Press, Say, say
from ivr.visit import visit
from ivr.world import World

# A sentence of the telephone, with its pause marks.
Words = Callable[[Say], str]
ME, MIDNIGHT = "me", time()


@dataclass(frozen=True)
class Key:
    """A key and its purpose in the words of the telephone: "Für die Termine"."""

    key: str
    words: str


def key_to(place: At, goal: At) -> str:
    """The key that leads from one place of the call to another."""
    return next(option.key for option in NODES[place].options if option.goes_to == goal)


def keys_to_the_rules(world: World) -> str:
    """The keys that lead from the main menu to the rules of talk: "3", or "3, dann 1" behind texts of information."""
    if has_rules_alone(Place(At.MENU), world):
        return key_to(At.MENU, At.RULES)
    return f"{key_to(At.MENU, At.INFORMATION)}, dann {key_to(At.INFORMATION, At.RULES)}"


def purpose(sentence: str, words: Words) -> str:
    """The purpose of the key that a sentence offers: "Für die Termine"."""
    return goal(words(say(sentence, druecken=Press("1"))))


def goal(offer: str) -> str:
    """What stands before the key: "Für die Termine | drücken Sie die Eins." -> "Für die Termine"."""
    before, names_a_key, _ = offer.partition("drücken Sie")
    return (before.replace(" |", "") if names_a_key else before.partition("|")[0]).strip(" ,:.")


def lower_first(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]


def main_keys(world: World, words: Words) -> tuple[Key, ...]:
    """The keys of the main menu that are always offered, and the key that leads back to it; without those that nobody
    needs who has a card: it tells the help line with its numbers."""
    usable = (option for option in (*MAIN, BACK) if option.when(Place(At.MENU), world))
    options = (option for option in usable if option.goes_to not in (At.NEWCOMERS, At.CRISIS))
    return tuple(Key(key, purpose(sentence, words)) for key, sentence in _offers(options))


def keys_at(name: At, world: World, words: Words) -> tuple[Key, ...]:
    """Every key that is ever offered at a place; one whose words depend on the plan, if it is offered now."""
    place = Place(name)
    options = (one for one in NODES[name].options if isinstance(one.offer, str) or one.when(place, world))
    return tuple(Key(one.key, goal(words(one.words(place, world, first=True)))) for one in options if one.offer)


def keys_in_the_room(group: Group, leads: bool, world: World, words: Words) -> tuple[Key, ...]:
    """The keys of the star menu in a room, with their purposes before and after each key was pressed."""
    here = Place(At.LEADER_STAR_MENU if leads else At.STAR_MENU, group=world.group_id(group), leads=leads)
    inside = world_inside(here, group, world)
    found: dict[str, list[str]] = {}
    for now in (inside, *_after_each_key(here, inside)):
        for key, sentence in _offers(_offered_inside(here, now)):
            found.setdefault(key, []).append(purpose(sentence, words))
    return tuple(Key(key, _then_again(*dict.fromkeys(found[key]))) for key in sorted(found))


def world_inside(here: Place, group: Group, world: World) -> World:
    """The world of somebody who sits in the room of a group, as if it met all day."""
    today = ((world.now.date(), Span(MIDNIGHT, MIDNIGHT)),)
    meets_now = replace(group, rules=(), dates=today, off=(), moved=(), cancellations=frozenset(), by_words="")
    alone = replace(world, plan=replace(world.plan, groups=(meets_now,)), person=ME, talks={})
    found = visit(here, alone)
    return replace(alone, talks={found.room: seated(Talk(), ME, found.leads)} if found else {})


def _offers(options: Iterator[Option]) -> Iterator[tuple[str, str]]:
    """Keys and the sentences that offer them, without those that depend on the current meetings."""
    return ((option.key, option.offer) for option in options if option.offer and isinstance(option.offer, str))


def _offered_inside(here: Place, world: World) -> Iterator[Option]:
    """The options of all pages of the small menu; on paper they are one."""
    pages = (replace(here, name=name) for name in PAGES[here.name])
    return (option for page in pages for option in _pressable(page, world) if option.key != FURTHER_KEY)


def _pressable(place: Place, world: World) -> list[Option]:
    return [option for option in NODES[place.name].options if option.when(place, world)]


def _after_each_key(place: Place, world: World) -> Iterator[World]:
    for goal in (option.destination(place) for option in _pressable(place, world)):
        effects = NODES[goal.name].does(goal, world)
        changed = {
            effect.room: effect.how(world.talks[effect.room], *effect.args)
            for effect in effects
            if isinstance(effect, Change)
        }
        yield replace(world, talks={**world.talks, **changed})


def _then_again(first: str, *second: str) -> str:
    """ "Für das Stummschalten; noch einmal: für das Mitsprechen"."""
    return "; noch einmal: ".join([first, *map(lower_first, second)])
