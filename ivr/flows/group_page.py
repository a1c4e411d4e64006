"""All that a caller can learn of one group, and whom to ask about it."""

from collections.abc import Callable
from datetime import date
from itertools import islice

from ivr.flows.answering import answering
from ivr.flows.choosing import question_before
from ivr.flows.date_blocks import block, groups_read
from ivr.flows.dates import day, entry_words, hours
from ivr.menu_node import MenuNode, Miss, Offer, Test, ask_a_key
from ivr.model.agenda import coming, entry
from ivr.model.dial_outcome import REACHED
from ivr.model.meeting import Meeting
from ivr.model.office_hours import is_within
from ivr.model.plan import Contact, Group, Newcomers
from ivr.place import LIST, Keeps, Place
from ivr.place_names import At
from ivr.reply import Ask, Dial
from ivr.say import PhoneNumber, Say, say
from ivr.visit import group_here
from ivr.world import World

# Of one group no more are remembered.
MOST_DATES = 4
PAGE: Keeps = ("group", *LIST)


# --- which of the groups that were read out


def any_read(place: Place, world: World) -> bool:
    """Whether groups are read out at a place of dates."""
    return bool(groups_read(place) or block(place, world))


def chosen(number: int) -> Callable[[Place], Place]:
    """To the page of the group that was read out as that one, counted from 0."""
    return lambda place: place.to(At.GROUP_INFO, LIST, group=groups_read(place)[number])


def is_read(number: int) -> Test:
    """Whether so many groups were read out, and this one is still on air."""
    return lambda place, world: number < len(groups_read(place)) and bool(world.group(groups_read(place)[number]))


def offer_chosen(number: int) -> Offer:
    """The words that offer its page."""

    def offer(place: Place, world: World) -> Say:
        group = world.group(groups_read(place)[number])
        return say("zum.namen_gruppe", gruppe=group.name if group else "")

    return offer


def only_one(place: Place, world: World) -> Place | None:
    """Where just one group was read out, nothing is to be chosen."""
    if not groups_read(place):
        return Place(At.DATES)
    return chosen(0)(place) if len(groups_read(place)) == 1 else None


def other_group(place: Place) -> Place:
    """Back to the choice that has led to a group."""
    return place.to(At.WHICH_GROUP, LIST) if len(groups_read(place)) > 1 else question_before(place)


# --- its page


def info_words(place: Place, world: World) -> tuple[Say, ...]:
    """When it meets, for whom it is, whether newcomers may come, what they need, and whom to ask."""
    group = group_here(place, world)
    if group is None:
        return (say("tuer.no_date"),)
    return (
        *entry_words(entry(group, world.now), world),
        *((say("gruppe.fuer_wen", text=group.for_whom),) if group.for_whom else ()),
        *_newcomers_words(group),
        *((say("frei", text=group.note),) if group.note else ()),
        *(contact_words(group.contact, world.now.date()) if group.contact and not can_be_rung(place, world) else ()),
    )


def _newcomers_words(group: Group) -> tuple[Say, ...]:
    """Whether new people may come, and what they need."""
    told = (say(f"neue.{group.newcomers}"),) if group.newcomers else ()
    if group.newcomers == Newcomers.NOT_NOW:
        return told
    if group.open:
        return (*told, say("neue.ohne_nummer"))
    if group.code:
        return (*told, say("neue.nummer_kontakt" if group.contact else "neue.nummer_buero"))
    return (*told, say("neue.einfach")) if group.newcomers == Newcomers.WELCOME else told


def contact_words(contact: Contact, today: date) -> tuple[Say, ...]:
    """When the one to ask answers, and at which number."""
    return (
        *((say("kontakt.zeiten", zeiten=answering(contact.hours, "", today)),) if contact.hours else ()),
        say("kontakt.nummer", nummer=PhoneNumber(contact.number)),
    )


def can_be_rung(place: Place, world: World) -> bool:
    """Whether there is somebody to ask who answers now."""
    group = group_here(place, world)
    contact = group.contact if group else None
    return contact is not None and (not contact.hours or is_within(contact.hours, world.now))


def cannot_be_rung(place: Place, world: World) -> bool:
    """Whether the office is to be asked instead."""
    return not can_be_rung(place, world)


# --- its dates


def dates_words(place: Place, world: World) -> tuple[Say, ...]:
    """The next meetings, those that are off too."""
    found = _further(place, world)
    heading = say("termine.naechste" if found else "termine.keine")
    return (heading, *(_date_words(meeting, world) for meeting in found))


def has_further_dates(place: Place, world: World) -> bool:
    """Whether more than one meeting is known."""
    return len(_further(place, world)) > 1


def _further(place: Place, world: World) -> list[Meeting]:
    group = group_here(place, world)
    return list(islice(coming(group, world.now), MOST_DATES)) if group else []


def _date_words(meeting: Meeting, world: World) -> Say:
    key = "weitere.ausfall" if meeting.cancelled else "weitere.termin"
    return say(key, tag=day(meeting, world), zeit=hours(meeting))


# --- whom to ask


def or_not_now(place: Place, world: World) -> Place | None:
    """Back to the page once nobody answers any more."""
    return None if can_be_rung(place, world) else place.to(At.GROUP_INFO, PAGE)


def ring(place: Place, world: World) -> Ask | Dial:
    """Put the caller through to the one to ask."""
    group = group_here(place, world)
    if group is None or group.contact is None:
        return ask_a_key(place, world)
    return Dial(group.contact.number, place.to(At.AFTER_CONTACT, PAGE))


def read_ringing(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """How that call ended."""
    return Place(At.GOODBYE) if keys in REACHED else place.to(At.CONTACT_NO_ANSWER, PAGE)


def no_answer_words(place: Place, world: World) -> tuple[Say, ...]:
    """Nobody picked up: when to try again."""
    group = group_here(place, world)
    return (
        say("kontakt.nicht_da"),
        *(contact_words(group.contact, world.now.date()) if group and group.contact else ()),
    )
