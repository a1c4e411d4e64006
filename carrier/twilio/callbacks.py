"""The forms of Twilio's status callbacks (calls, conferences, recordings) as events; None for what is malformed or no
news."""

import re
from collections.abc import Mapping

from carrier.events import (
    CallEnded,
    ConferenceEnded,
    OtherEvent,
    ParticipantEvent,
    RecordingReport,
    RoomEvent,
    SpeechEvent,
)
from carrier.twilio.ids import CALL, RECORDING
from carrier.twilio.statuses import is_over, recording_state

Form = Mapping[str, str]

OF_A_CONFERENCE = {
    "FriendlyName": re.compile(r"[0-9a-f]{24}"),
    "ConferenceSid": re.compile(r"[A-Za-z0-9_-]{1,64}"),
    "SequenceNumber": re.compile(r"[0-9]{1,9}"),
    "StatusCallbackEvent": re.compile(r"(conference|participant|announcement)-[a-z-]{1,32}"),
}
LABEL = re.compile(r"[0-9a-f]{16}")
SECONDS = re.compile(r"[0-9]{1,6}")
ENDED = "conference-end"
MOVES = {"participant-join": True, "participant-leave": False}
SPEAKS = {"participant-speech-start": True, "participant-speech-stop": False}


def call_ended_in(form: Form) -> CallEnded | None:
    """The end of a call, by its call status callback; a call that lasted no time may tell no seconds."""
    if not is_over(form.get("CallStatus", "")):
        return None
    seconds = form.get("CallDuration", "")
    return CallEnded(form.get("CallSid", ""), int(seconds) if SECONDS.fullmatch(seconds) else 0)


def room_event_in(form: Form) -> RoomEvent | None:
    """What happened in a conference, by its status callback."""
    room, conference, number, event = fields = [form.get(name, "") for name in OF_A_CONFERENCE]
    if not all(shape.fullmatch(word) for shape, word in zip(OF_A_CONFERENCE.values(), fields, strict=True)):
        return None
    if event == ENDED:
        return ConferenceEnded(room, conference)
    if event in MOVES:
        return _participant_event(form, room, conference, int(number), MOVES[event])
    label, call = _who(form)
    if event in SPEAKS and (label or call):
        return SpeechEvent(room, conference, int(number), label, call, SPEAKS[event])
    return OtherEvent(room, conference, int(number))


def recording_report_in(form: Form) -> RecordingReport | None:
    """How a recording stands, by its status callback."""
    call, recording, status = (form.get(name, "") for name in ("CallSid", "RecordingSid", "RecordingStatus"))
    if not CALL.fullmatch(call) or not RECORDING.fullmatch(recording):
        return None
    return RecordingReport(call, recording, recording_state(status))


def _participant_event(form: Form, room: str, conference: str, number: int, joined: bool) -> ParticipantEvent | None:
    label, call = _who(form)
    if not label and not call:
        return None
    status, muted = form.get("ParticipantCallStatus", ""), form.get("Muted") == "true"
    over = is_over(status)
    return ParticipantEvent(room, conference, number, label, call, joined, bool(status) and not over, over, muted)


def _who(form: Form) -> tuple[str, str]:
    """The label of a participant, "" if it is none of ours, and the call."""
    label = form.get("ParticipantLabel", "")
    return label if LABEL.fullmatch(label) else "", form.get("CallSid", "")
