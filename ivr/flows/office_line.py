"""The office: put through while it is staffed, else its hours are read out."""

from collections.abc import Callable

from ivr.flows.answering import answering
from ivr.flows.crisis_line import IS_BUSY, crisis_numbers, crisis_words
from ivr.menu_node import MenuNode, Reads, ask_a_key
from ivr.model.dial_outcome import BUSY, REACHED
from ivr.model.office_hours import answers_again, is_within
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Dial, HangUp
from ivr.say import PhoneNumber, Say, say
from ivr.world import World


def answers(world: World) -> bool:
    """Whether a caller can be put through now."""
    return bool(world.plan.office.number) and is_within(world.plan.office.hours, world.now)


def office_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Ich verbinde Sie", or that nobody is there, and when."""
    if answers(world):
        return (say("buero.verbinden"),)
    return (say("buero.zu"), *hours_words(place, world))


def hours_words(place: Place, world: World) -> tuple[Say, ...]:
    """When the office is staffed, its number, and what to do in an emergency, as far as staff wrote it."""
    office = world.plan.office
    told = answering(office.hours, office.by_appointment, world.now.date())
    hours = (say("buero.zeiten", zeiten=told),) if told.rules or told.besides else ()
    return (*_soon_words(world), *hours, *number_words(world))


def _soon_words(world: World) -> tuple[Say, ...]:
    """From when on it is staffed again, if that is today or tomorrow."""
    begins = answers_again(world.plan.office.hours, world.now)
    if begins is None:
        return ()
    return (say("buero.heute" if begins.date() == world.now.date() else "buero.morgen", beginn=begins.time()),)


def number_words(world: World) -> tuple[Say, ...]:
    """The number of the office, and what to do in an emergency, as far as staff wrote it."""
    office = world.plan.office
    number = (say("buero.nummer", nummer=PhoneNumber(office.number)),) if office.number else ()
    return (*number, *((say("frei", text=office.emergency),) if office.emergency else ()))


def unreachable_words(place: Place, world: World) -> tuple[Say, ...]:
    """The line is busy, or nobody picks up, though the office is staffed."""
    return (say("buero.besetzt" if place.reason == IS_BUSY else "buero.nicht_da"), *number_words(world))


def unreachable_farewell_words(place: Place, world: World) -> tuple[Say, ...]:
    """Nobody picked up, and no key was pressed all along: goodbye."""
    return (*unreachable_words(place, world), say("wiederhoeren"))


def farewell_words(place: Place, world: World) -> tuple[Say, ...]:
    """The end of a call in which no key was pressed: the office if it is staffed, else its hours and goodbye."""
    if answers(world):
        return (say("buero.bleiben_sie"),)
    crisis = (*crisis_words(place, world), *crisis_numbers(place, world))
    return (say("buero.zu"), *hours_words(place, world), *crisis, say("wiederhoeren"))


def put_through(
    after: At, otherwise: Callable[[Place, World], Ask | HangUp] = ask_a_key
) -> Callable[[Place, World], Ask | Dial | HangUp]:
    """Dial the office if it is staffed and go on at `after`, else do what is given."""
    return lambda place, world: (
        Dial(world.plan.office.number, Place(after)) if answers(world) else otherwise(place, world)
    )


def read_outcome(unreached: At) -> Reads:
    """How the call to the office ended; `unreached` is where it goes on when nobody has answered."""

    def read(node: MenuNode, place: Place, keys: str, world: World) -> Place:
        return Place(At.GOODBYE) if keys in REACHED else Place(unreached, reason=IS_BUSY if keys == BUSY else "")

    return read


def rules_words(place: Place, world: World) -> tuple[Say, ...]:
    """The rules of talk, one after the other."""
    return tuple(say("frei", text=rule) for rule in world.plan.rules_of_talk) or (say("regeln.keine"),)
