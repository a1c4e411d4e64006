"""Carrier events of a conference as changes of a talk."""

from collections.abc import Callable

from carrier.events import ConferenceEnded, OtherEvent, RoomEvent
from ivr.model.presence import also_told, conference_ended, told
from ivr.reply import Change


def change_by(event: RoomEvent, person: Callable[[str], str]) -> Change:
    """What becomes of the talk. `person` is how a call is known in rooms."""
    match event:
        case ConferenceEnded(room, conference):
            return Change(room, conference_ended, (conference,))
        case OtherEvent(room, conference, sequence):
            return Change(room, also_told, (conference, sequence))
    who = event.label or person(event.call)
    return Change(event.room, told, (event.conference, event.sequence, who, event.joined, event.goes_on))
