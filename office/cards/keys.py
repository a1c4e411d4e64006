"""What the keys do, derived from the tables of the menus, so that cards and telephone agree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import time

from ivr.menu_node import Row
from ivr.menus.main import MAIN, SPOTS
from ivr.menus.room import BACK, FURTHER, FURTHER_KEY
from ivr.model.plan import Group
from ivr.model.presence import seated
from ivr.model.recurrence import Span
from ivr.model.talk import Talk
from ivr.reply import Change, Place
from ivr.say import Press, Say, say
from ivr.visit import LEADS, visit
from ivr.world import World

# A sentence of the telephone, with its pause marks.
Words = Callable[[Say], str]
ME, MIDNIGHT = "me", time()
EVERYBODYS_MENU, LEADERS_MENU = "pause", "pult"


@dataclass(frozen=True)
class Key:
    """A key and its purpose in the words of the telephone: "Für die Termine"."""

    key: str
    words: str


def key_to(place: str, goal: str) -> str:
    """The key that leads from one place of the call to another."""
    return next(row.key for row in SPOTS[place].rows if row.to(Place(place)).name == goal)


def purpose(sentence: str, words: Words) -> str:
    """The purpose of the key that a sentence offers: "Für die Termine"."""
    return words(say(sentence, druecken=Press("1"))).partition("|")[0].strip(" ,:.")


def lower_first(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]


def main_keys(world: World, words: Words) -> tuple[Key, ...]:
    """The keys of the main menu that are always offered, and the key that leads back to it."""
    rows = (row for row in (*MAIN, BACK) if row.when(Place("menu"), world))
    return tuple(Key(key, purpose(sentence, words)) for key, sentence in _offers(rows))


def keys_at(place: str, words: Words) -> tuple[Key, ...]:
    """Every key that is ever offered at a place."""
    return tuple(Key(key, purpose(sentence, words)) for key, sentence in _offers(iter(SPOTS[place].rows)))


def keys_in_the_room(group: Group, leads: bool, world: World, words: Words) -> tuple[Key, ...]:
    """The keys of the star menu in a room, with their purposes before and after each key was pressed."""
    here = Place(LEADERS_MENU if leads else EVERYBODYS_MENU, (world.group_id(group), LEADS if leads else "-"))
    inside = world_inside(here, group, world)
    found: dict[str, list[str]] = {}
    for now in (inside, *_after_each_key(here, inside)):
        for key, sentence in _offers(_offered_inside(here, now)):
            found.setdefault(key, []).append(purpose(sentence, words))
    return tuple(Key(key, _then_again(*dict.fromkeys(found[key]))) for key in sorted(found))


def world_inside(here: Place, group: Group, world: World) -> World:
    """The world of somebody who sits in the room of a group, as if it met all day."""
    today = ((world.now.date(), Span(MIDNIGHT, MIDNIGHT)),)
    meets_now = replace(group, rules=(), dates=today, off=(), moved=(), called_off=frozenset(), by_words="")
    alone = replace(world, plan=replace(world.plan, groups=(meets_now,)), person=ME, talks={})
    found = visit(here, alone)
    return replace(alone, talks={found.room: seated(Talk(), ME, found.leads)} if found else {})


def _offers(rows: Iterator[Row]) -> Iterator[tuple[str, str]]:
    """Keys and the sentences that offer them, without those that depend on the current meetings."""
    return ((row.key, row.offer) for row in rows if row.offer and isinstance(row.offer, str))


def _offered_inside(here: Place, world: World) -> Iterator[Row]:
    """The rows of both pages of the small menu; on paper they are one."""
    rows = (*_pressable(here, world), *_pressable(replace(here, name=f"{here.name}{FURTHER}"), world))
    return (row for row in rows if row.key != FURTHER_KEY)


def _pressable(place: Place, world: World) -> list[Row]:
    return [row for row in SPOTS[place.name].rows if row.when(place, world)]


def _after_each_key(place: Place, world: World) -> Iterator[World]:
    for goal in (row.to(place) for row in _pressable(place, world)):
        deeds = SPOTS[goal.name].does(goal, world)
        changed = {
            deed.room: deed.how(world.talks[deed.room], *deed.args) for deed in deeds if isinstance(deed, Change)
        }
        yield replace(world, talks={**world.talks, **changed})


def _then_again(first: str, *second: str) -> str:
    """ "Zum Stummschalten; noch einmal: nicht mehr stumm"."""
    return "; noch einmal: ".join([first, *map(lower_first, second)])
