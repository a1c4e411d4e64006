"""The printed card of a leader: the leader's code, and what can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.model.plan import Group
from ivr.place_names import At
from ivr.say import say
from office.cards.keys import Key, key_to, keys_at, keys_in_the_room
from office.cards.shared import Imprint, PrintContext, Step, dial_step, imprint, key_step
from reading.codes import spaced


@dataclass(frozen=True)
class LeadersCard:
    """`number` is the leader's code as printed, `steps` lead into the room. `menu` has the keys after the code,
    `announcing` and `calling_off` go on from there. `inside` is empty where the room is another system's."""

    name: str
    hotline: str
    number: str
    steps: tuple[Step, ...]
    menu: tuple[Key, ...]
    announcing: tuple[Step, ...]
    how_long: tuple[Key, ...]
    calling_off: tuple[Step, ...]
    inside: tuple[Key, ...]
    imprint: Imprint


def leaders_card(group: Group, printing: PrintContext) -> LeadersCard:
    """The card of the leader of this group, which must have a leader's code."""
    world, words = printing.world, printing.words
    return LeadersCard(
        name=group.name,
        hotline=printing.hotline,
        number=spaced(group.leader_code),
        steps=tuple(_way(group, printing)),
        menu=keys_at(At.LEADER_MENU, world, words),
        announcing=tuple(_announcing(printing)),
        how_long=keys_at(At.HOW_LONG, world, words),
        calling_off=tuple(_calling_off(printing)),
        inside=() if group.external_room else keys_in_the_room(group, True, world, words),
        imprint=imprint(printing, group.leader_code),
    )


def _way(group: Group, printing: PrintContext) -> Iterator[Step]:
    yield dial_step(printing)
    yield Step("Drücken Sie die", key_to(At.MENU, At.LEADER_CODE), ". Diese Taste wird nicht angesagt.")
    yield Step("Drücken Sie Ihre Leitungs-Nummer:", spaced(group.leader_code), ".")
    yield key_step(At.LEADER_MENU, At.ROOM, "zum.leiten", printing)


def _announcing(printing: PrintContext) -> Iterator[Step]:
    yield key_step(At.LEADER_MENU, At.ANNOUNCEMENTS, "zum.ansagen", printing)
    yield key_step(At.ANNOUNCEMENTS, At.RECORD, "zum.aufnehmen", printing)
    yield Step(printing.says(say("ansage.anleitung")))
    yield key_step(At.REVIEW, At.HOW_LONG, "zum.speichern", printing)


def _calling_off(printing: PrintContext) -> Iterator[Step]:
    yield key_step(At.LEADER_MENU, At.MEETINGS, "zum.absagen", printing)
    yield Step("Drücken Sie die Taste, die für Ihren Termin genannt wird.")
    yield key_step(At.CONFIRM_CANCEL, At.CANCELLED, "ja", printing)
