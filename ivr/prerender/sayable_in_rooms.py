"""All sentences that are said inside any room, listed for prerendering."""

from collections.abc import Iterator
from dataclasses import replace

from ivr.call import enter, step
from ivr.flows.time_signals import BELLS
from ivr.menu_node import MenuNode
from ivr.menus.room import ROOM_NODES
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.attendance import Attendance
from ivr.model.talk import Seat, Talk
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import WRONG_KEY
from ivr.reply import Announce
from ivr.say import Press, Say, said_in, say
from ivr.visit import visit
from ivr.world import World

# What is counted; higher numbers are spoken when they happen.
COUNTED = {
    "ziffern.letzten": range(2, 8),
    "raum.personen": range(2, 21),
    "leitung.personen": range(2, 21),
    "raum.zusammen": range(2, 21),
    "warten.minuten": range(2, 31),
    "melden": range(1, 21),
    "melden.mehr": range(2, 11),
    "wort.mehr": range(2, 11),
    "wort.naechste": range(1, 21),
    "wort.hat": range(1, 21),
    "wort.jetzt": range(1, 21),
    "stumm.andere": range(1, 21),
    "stumm.andere_aus": range(1, 21),
    "raum.hoeren_zu": range(2, 11),
    "moderation.hat": range(1, 21),
    "moderation.andere": range(1, 21),
}
UNCOUNTED = (
    *("warten.spaeter", "leitung.niemand", "leitung.eine", "melden.vor_beginn"),
    *("raum.erste", "raum.eine", "raum.allein", "raum.beendet", "raum.lange", "raum.ruhe", "raum.reihum"),
    *("wort.gleich", "wort.eine", "melden.eine", "stumm.aus", "geht_nicht", "stoerung.buero"),
    *("warten.minute", "warten.allein", "warten.leitung", "tuer.full", "tuer.locked", "tuer.ended"),
    *("ziffern.letzte", "ziffern.weiter", "gedulden"),
    *("eigener.zu_viele", "eigener.raum", "versuche.heute", "versuche.anruf", "kein_raum.1", "kein_raum.2"),
    *("reihum.beginn", "reihum.weiter", "reihum.ende", "reihum.dran", "reihum.frage", "reihum.danke"),
    *(
        "reihum.niemand",
        "reihum.beginnt",
        "raum.hoert_zu",
        "raum.zuhoeren",
        "melden.erste",
        "ansage.eroeffnung",
        "ansage.schluss",
    ),
    *("stille.beginn", "stille.ende", "stille.jetzt", "ton", "stumm.reihum", "stumm.war_dran", "stumm.stille"),
    *("moderation.sie", "moderation.frei", "moderation.nicht_da", "moderation.abgegeben", "zeit.schlussrunde"),
    *(key for _, key, _ in BELLS),
)
# A talk in which everything has been asked for.
BUSY = Talk(
    seats={"me": Seat(1, muted=True), "other": Seat(2)},
    hands=("me", "other"),
    silenced_by=("me",),
    locked=True,
    events={"C": Attendance({"me": (1, True), "other": (2, True)})},
)


def said_in_rooms(world: World) -> Iterator[tuple[Say, ...]]:
    """What is said in any room, to everybody and to the one who leads, whatever has been asked for there."""
    quiet = replace(world, person="me")
    practice = visit(Place(At.ROOM, group=PRACTICE_ID), quiet)
    busy = replace(quiet, talks={practice.room: BUSY} if practice else {})
    for inside in (quiet, busy):
        for place in (Place(name, group=PRACTICE_ID, leads=leads) for name in ROOM_NODES for leads in (False, True)):
            entered = enter(place, inside)
            yield said_in(entered.hear)
            yield from (said_in(effect.hear) for effect in entered.effects if isinstance(effect, Announce))
            yield said_in(step(place, WRONG_KEY, inside).hear)
    yield tuple(map(say, UNCOUNTED))
    yield from map(_offers, ROOM_NODES.values())
    yield tuple(say(key, zahl=number) for key, numbers in COUNTED.items() for number in numbers)


def _offers(node: MenuNode) -> tuple[Say, ...]:
    """Every key that may be offered at a place, as the first one and behind another."""
    offers = ((option.offer, option.key) for option in node.options if option.offer and isinstance(option.offer, str))
    return tuple(say(offer, druecken=Press(key, first)) for offer, key in offers for first in (True, False))
