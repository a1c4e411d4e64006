"""Joining a room, what is heard until the talk begins, and leaving."""

from datetime import timedelta

from ivr.flows.entrance import (
    begins_words,
    can_go_in,
    closed_words,
    leaders_company_words,
    must_promise,
    until_it_begins,
    waits_in_front,
)
from ivr.flows.external_room import to_another_system
from ivr.flows.in_the_room import ask_inside, why_quiet
from ivr.flows.moderating import moderates
from ivr.flows.rounds import hands_on
from ivr.menu_node import MenuNode, Miss, ask_a_key
from ivr.model.adhoc_rooms import PRACTICE
from ivr.model.dial_outcome import REACHED
from ivr.model.presence import seated
from ivr.place import GROUP, Place
from ivr.place_names import At
from ivr.reply import Ask, Change, Effect, Join, Wait
from ivr.say import Say, say
from ivr.visit import Visit, group_here, staying, visit
from ivr.world import World

# The carrier counts from when it connects, and so the time is up for us a little later than for it.
NEARLY = timedelta(seconds=10)
# Who leads may come hours before; then it is no use to count the minutes.
LONG_AHEAD = timedelta(minutes=30)


def led_on(place: Place, world: World) -> Place | None:
    """First comes the promise; whoever is a little early waits in front of the door; some meet in another system."""
    if must_promise(place, world):
        return place.to(At.CONSENT)
    if another := to_another_system(place, world):
        return another
    waits = not can_go_in(place, world) and waits_in_front(place, world)
    return place.to(At.WAIT_AT_DOOR) if waits else None


def door_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Ich verbinde Sie", or why not."""
    here = visit(place, world)
    if here is None or not can_go_in(place, world):
        return closed_words(place, world)
    listens = (say("raum.zuhoeren"),) if place.listens else ()
    quiet = () if here.leads or not here.talk.is_quiet else (say(why_quiet(here)),)
    return (say("tuer.open"), *listens, *quiet)


def leader_words(place: Place, world: World) -> tuple[Say, ...]:
    """ "Sie leiten die Gruppe Sonnenblume. Im Raum sind schon zwei Personen." """
    group = group_here(place, world)
    if group is None:
        return (say("tuer.no_date"),)
    in_front = place.to(At.ROOM, GROUP, leads=True)
    return (say("leitung.gruppe", gruppe=group.name), *leaders_company_words(in_front, world))


def go_in(place: Place, world: World) -> Ask | Join:
    """Join the room, or wait for a key in front of it."""
    here = visit(place, world)
    return join(here, place, world) if here and can_go_in(place, world) else ask_a_key(place, world)


def take_a_seat(place: Place, world: World) -> tuple[Effect, ...]:
    """Whoever goes in gets a number, and keeps it while the call lasts."""
    return _seat(place, world, place.listens) if can_go_in(place, world) else ()


def take_the_seat_again(place: Place, world: World) -> tuple[Effect, ...]:
    """Whoever has been in the room goes in again, also if the end of the call has been told already, and the room is
    locked or full by now."""
    return _seat(place, world, None)


def _seat(place: Place, world: World, listens: bool | None) -> tuple[Effect, ...]:
    here = visit(place, world)
    return (Change(here.room, seated, (here.person, here.leads, world.caller, listens)),) if here else ()


def back_in(place: Place, world: World) -> Ask | Join:
    """Into the room again, without a sound for the others."""
    here = visit(place, world)
    return join(here, place, world, beeps=False) if here else ask_a_key(place, world)


def ask_if_anybody_waits(place: Place, world: World) -> Ask | Join:
    """A question about who speaks next, or into the room again where nobody wants to."""
    here = visit(place, world)
    return ask_inside(place, world) if here and here.talk.next_speaker else back_in(place, world)


def join(here: Visit, place: Place, world: World, beeps: bool = True) -> Join:
    """Join the room of a visit; where nobody leads, anyone begins the talk."""
    return Join(
        room=here.room,
        begins=here.leads or not here.group.leader_code,
        after=staying(place, At.BACK_FROM_ROOM, world.now),
        seconds=max(1, int((here.until - world.now).total_seconds())),
        person=here.person,
        waits=staying(place, At.HOLD, world.now),
        muted=here.talk.is_muted(here.person),
        beeps=beeps,
    )


# --- until the talk begins


def waiting_words(place: Place, world: World) -> tuple[Say, ...]:
    """Why there is only music yet, and how it can be left."""
    here = visit(place, world)
    if here is None:
        return (say("warten.allein"),)
    if here.group == PRACTICE:
        return (say("ueben.allein"),)
    told_once = () if place.tries else (say("warten.keine_aufnahme"), say("warten.hinaus"))
    return (*_reason(here, place, world), *told_once)


def _reason(here: Visit, place: Place, world: World) -> tuple[Say, ...]:
    if timedelta() < here.meeting.start - world.now <= LONG_AHEAD:
        begins = () if place.tries else (begins_words(here.meeting),)
        return (*begins, until_it_begins(here.meeting, world))
    alone = here.talk.is_led or not here.group.leader_code or here.leads
    return (say("warten.allein" if alone else "warten.leitung"),)


def wait_inside(place: Place, world: World) -> Wait:
    """Music for a minute, and then how long it still takes."""
    return Wait(place.to(place.name, tries=1))


# --- out of the room


def came_out(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """By the star, by the end of the time, or because one who leads has ended the talk; or never let in."""
    here = visit(place, world)
    if keys not in REACHED:
        return place.to(At.NOT_CONNECTED)
    if here and here.leads and here.talk.over:  # ended on the page, or by another one who leads
        return place.to(At.OVER)
    if here and hands_on(here):
        return place.to(At.PASS_ON)
    if here and moderates(here):
        if here.talk.round:
            return place.to(At.ROUND_MENU, choice=str(here.talk.round.speaker))
        return place.to(At.LEADER_STAR_MENU)
    return place.to(At.STAR_MENU)


def back_words(place: Place, world: World) -> tuple[Say, ...]:
    """That the caller is in the room again, and whether it is his turn."""
    here = visit(place, world)
    turn = (say("reihum.dran"),) if here and here.talk.is_speaker(here.person) else ()
    return (say("raum.wieder"), *turn)


def over(place: Place, world: World) -> Place | None:
    """From anywhere inside to the goodbye, once the time is up or one who leads has ended the talk."""
    here = visit(place, world)
    if here is None or here.until - NEARLY <= world.now:
        return place.to(At.OVER)
    goes_on = here.leads or (here.state in ("open", "ending") and not here.talk.over)
    return None if goes_on else place.to(At.OVER)


def over_words(place: Place, world: World) -> tuple[Say, ...]:
    """Goodbye to whoever is let out: by the end of the talk, or after so long that the handset may lie on the table."""
    here = visit(place, world)
    if here and here.talk.over:
        return (say("raum.beendet"), say("wiederhoeren"))
    return (say("raum.lange" if here and here.state == "open" else "raum.zeit_um"), say("wiederhoeren"))
