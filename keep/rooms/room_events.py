"""Carrier events of a conference as changes of a talk."""

from carrier.events import ConferenceEnded, OtherEvent, ParticipantEvent, RoomEvent, SpeechEvent
from ivr.model.moderation import speech_told
from ivr.model.presence import also_told, conference_ended, told
from ivr.reply import Change


def changes_by(event: RoomEvent, person: str, now: float) -> tuple[Change, ...]:
    """What becomes of the talk. `person` is who it is about, "" = nobody; `now` is seconds since 1970."""
    match event:
        case ConferenceEnded(room, conference):
            return (Change(room, conference_ended, (conference,)),)
        case OtherEvent(room, conference, sequence):
            return (Change(room, also_told, (conference, sequence)),)
        case SpeechEvent(room, _, sequence):
            # Not noted in the sequence: each breath in each room would be written.
            return (Change(room, speech_told, (person, event.begins, sequence, now)),)
        case ParticipantEvent(room, conference, sequence):
            return (Change(room, told, (conference, sequence, person, event.joined, event.goes_on)),)
