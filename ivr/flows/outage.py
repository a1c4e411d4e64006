"""What is said while the hotline does not answer: the office, its number and hours, and the help line."""

from dataclasses import replace

from ivr.flows.answering import answering
from ivr.flows.crisis_line import crisis_numbers, crisis_words
from ivr.flows.office_line import number_words
from ivr.model.exceptions import Named
from ivr.place import Place
from ivr.place_names import At
from ivr.say import Say, say
from ivr.world import World


def outage_words(world: World) -> tuple[tuple[Say, ...], tuple[Say, ...]]:
    """What is said first, and what behind it, when nobody has answered in the office. It is heard on any day at any
    hour, so nothing in it depends on the time."""
    office, place = world.plan.office, Place(At.MENU)
    always = [replace(rule, off=tuple(off for off in rule.off if isinstance(off, Named))) for rule in office.hours]
    told = answering(always, office.by_appointment, world.now.date())
    hours = (say("buero.zeiten", zeiten=told),) if told.rules or told.besides else ()
    dialled = (say("ausfall.verbinden"),) if office.number and office.hotline else ()
    crisis = (*crisis_words(place, world), *crisis_numbers(place, world))
    first = (say("gruss", name=office.name), say("ausfall"), *hours, *dialled)
    return first, (*number_words(world), *crisis, say("wiederhoeren"))
