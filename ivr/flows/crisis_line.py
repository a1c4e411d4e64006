"""The help line for people in need: what is told of it, and putting through."""

from ivr.menu_node import ask_a_key
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Dial
from ivr.say import PhoneNumber, Say, say
from ivr.world import World

# Why nobody was reached, where it was not that nobody picked up.
IS_BUSY = "busy"


def has_crisis_line(place: Place, world: World) -> bool:
    """Whether staff have named one."""
    return world.plan.office.crisis is not None


def without_crisis_line(place: Place, world: World) -> Place | None:
    """To the main menu, where staff name none any more."""
    return None if world.plan.office.crisis else Place(At.MENU)


def crisis_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Telefonseelsorge. Tag und Nacht, und kostenlos." """
    line = world.plan.office.crisis
    return (say("krise.name", name=line.name),) if line else ()


def crisis_numbers(place: Place, world: World) -> tuple[Say, ...]:
    """Its numbers: behind the key, for whoever is in need should not have to listen to them first."""
    line = world.plan.office.crisis
    if line is None:
        return ()
    first, *others = (PhoneNumber(number) for number in line.numbers)
    return (say("krise.nummer", nummer=first), *(say("krise.weitere_nummer", nummer=number) for number in others))


def unreached_words(place: Place, world: World) -> tuple[Say, ...]:
    """The line is busy, or nobody picks up."""
    return (say("krise.besetzt" if place.reason == IS_BUSY else "krise.nicht_da"),)


def call_crisis_line(place: Place, world: World) -> Ask | Dial:
    """Dial its first number."""
    line = world.plan.office.crisis
    return Dial(line.numbers[0], Place(At.AFTER_CRISIS)) if line else ask_a_key(place, world)
