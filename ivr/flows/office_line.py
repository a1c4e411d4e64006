"""The office: put through while it is staffed, else its hours are read out."""

from collections.abc import Callable

from ivr.menu_node import Reads, ask_a_key
from ivr.model.agenda import office_is_open
from ivr.model.dial_outcome import REACHED
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Ask, Dial, HangUp
from ivr.say import PhoneNumber, Say, say
from ivr.world import World


def answers(world: World) -> bool:
    """Whether a caller can be put through now."""
    return bool(world.plan.office.number) and office_is_open(world.plan.office, world.now)


def office_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Ich verbinde Sie", or that nobody is there, and when."""
    if answers(world):
        return (say("buero.verbinden"),)
    return (say("buero.zu"), *hours_words(place, world))


def hours_words(place: Place, world: World) -> tuple[Say, ...]:
    """What to do in an emergency, when the office is staffed, and its number, as far as staff wrote it."""
    office = world.plan.office
    return tuple(
        words
        for written, words in (
            (office.emergency, say("frei", text=office.emergency)),
            (office.hours, say("buero.zeiten", zeiten=office.hours)),
            (office.number, say("buero.nummer", nummer=PhoneNumber(office.number))),
        )
        if written
    )


def unreachable_words(place: Place, world: World) -> tuple[Say, ...]:
    """Nobody picked up."""
    return (say("buero.nicht_da"), *hours_words(place, world))


def unreachable_farewell_words(place: Place, world: World) -> tuple[Say, ...]:
    """Nobody picked up, and no key was pressed all along: goodbye."""
    return (*unreachable_words(place, world), say("wiederhoeren"))


def farewell_words(place: Place, world: World) -> tuple[Say, ...]:
    """The end of a call in which no key was pressed: the office if it is staffed, else its hours and goodbye."""
    if answers(world):
        return (say("buero.bleiben_sie"),)
    return (say("buero.zu"), *hours_words(place, world), say("wiederhoeren"))


def put_through(
    after: At, otherwise: Callable[[Place, World], Ask | HangUp] = ask_a_key
) -> Callable[[Place, World], Ask | Dial | HangUp]:
    """Dial the office if it is staffed and go on at `after`, else do what is given."""
    return lambda place, world: (
        Dial(world.plan.office.number, Place(after)) if answers(world) else otherwise(place, world)
    )


def read_outcome(unreached: At) -> Reads:
    """How the call to the office ended; `unreached` is where it goes on when nobody has answered."""
    return lambda node, place, keys, world: Place(At.GOODBYE if keys in REACHED else unreached)


def rules_words(place: Place, world: World) -> tuple[Say, ...]:
    """The rules of talk, one after the other."""
    return tuple(say("frei", text=rule) for rule in world.plan.rules_of_talk) or (say("regeln.keine"),)
