"""The fields of invitations into rooms beside the plan: to practise, and those that callers open themselves."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ivr.place_names import At
from ivr.world import World
from office.cards.keys import key_to, keys_to_the_rules
from office.cards.shared import PrintContext, Step, cost, imprint, key_step
from office.invitations.invitation import Fields, numbered, office_fields
from office.invitations.texts import table


@dataclass(frozen=True)
class Room:
    """A room beside the plan: its German name, where an invitation leads, whether there is one, the way into it, the
    rows of the tables "wo" and "hinweis", and when it is open."""

    name: str
    to: str
    is_there: Callable[[World], bool]
    way: Callable[[PrintContext], Iterator[Step]]
    where: str
    hint: str
    opening: str


def _to_practice(printing: PrintContext) -> Iterator[Step]:
    yield Step("Drücken Sie die", keys_to_the_rules(printing.world), ".")
    yield key_step(At.RULES, At.PRACTICE, "zum.ueben", printing)


def _to_ones_own(printing: PrintContext) -> Iterator[Step]:
    yield Step("Drücken Sie die", key_to(At.MENU, At.OPEN_GROUPS), ".")
    yield Step("Werden mehrere Räume genannt, drücken Sie die Taste für einen eigenen Raum.")
    yield Step("Sie werden gefragt. Drücken Sie die", key_to(At.OWN_ROOM, At.OWN_ROOM_NUMBER), ". Das heißt Ja.")
    yield Step("Sie hören eine Nummer, zweimal. Schreiben Sie sie auf und geben Sie sie weiter.")
    yield Step("Drücken Sie die", key_to(At.OWN_ROOM_NUMBER, At.OWN_ROOM_ENTRY), ". Dann sind Sie im Raum.")


ROOMS: Mapping[str, Room] = {
    "uebungsraum": Room("Übungsraum", "in den Übungsraum", lambda world: True, _to_practice, "ueben", "ohne", "immer"),
    "eigener-raum": Room(
        "Eigener Raum",
        "in einen eigenen Raum am Telefon",
        lambda world: world.plan.office.spontaneous,
        _to_ones_own,
        "eigener",
        "eigener",
        "ohne",
    ),
}


def room_invitation(room: Room, printing: PrintContext) -> Fields:
    """The fields of all texts."""
    nothing = dict.fromkeys(("wann", "termine", "naechstes", "ausfall", "ueber", "verbindung"), "")
    return nothing | {
        "wohin": room.to,
        "wo": table("wo", room.where),
        "ueberschrift": table("ueberschrift", "raum"),
        "schritte": numbered(room.way(printing), printing),
        "einlass": table("einlass", room.opening),
        "hinweis": table("hinweis", room.hint, taste=key_to(At.MENU, At.GROUP_CODE)),
        "kosten": cost(printing.world.plan.office.hotline),
        **office_fields(imprint(printing, "")),
    }
