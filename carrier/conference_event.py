"""A conference callback, in the fields that Twilio sends, as the change it makes in the talk of a room."""

import re
from collections.abc import Callable, Mapping

from ivr.model.presence import also_told, conference_ended, told
from ivr.reply import Change

SHAPES = {
    "FriendlyName": re.compile(r"[0-9a-f]{24}"),
    "ConferenceSid": re.compile(r"[A-Za-z0-9_-]{1,64}"),
    "SequenceNumber": re.compile(r"[0-9]{1,9}"),
    "StatusCallbackEvent": re.compile(r"(conference|participant|announcement)-[a-z-]{1,32}"),
}
LABEL = re.compile(r"[0-9a-f]{16}")
# How Twilio says that a call is over.
FINAL = ("completed", "busy", "failed", "no-answer", "canceled")
MOVES = {"participant-join": True, "participant-leave": False}


def told_by(form: Mapping[str, str], person: Callable[[str], str]) -> Change | None:
    """What becomes of a room; None for what is malformed or not ours. `person` names a call by its CallSid."""
    room, conference, number, event = fields = [form.get(name, "") for name in SHAPES]
    if not all(shape.fullmatch(word) for shape, word in zip(SHAPES.values(), fields, strict=True)):
        return None
    if event == "conference-end":
        return Change(room, conference_ended, (conference,))
    if event not in MOVES:
        return Change(room, also_told, (conference, int(number)))
    who = _who(form, person)
    goes_on = bool(form.get("ParticipantCallStatus")) and not is_over(form)
    return Change(room, told, (conference, int(number), who, MOVES[event], goes_on)) if who else None


def is_over(form: Mapping[str, str]) -> bool:
    """Whether a callback about a call, or about somebody who has left a conference, tells that the call is over."""
    return (form.get("ParticipantCallStatus") or form.get("CallStatus")) in FINAL


def _who(form: Mapping[str, str], person: Callable[[str], str]) -> str:
    label, call_sid = form.get("ParticipantLabel", ""), form.get("CallSid", "")
    if LABEL.fullmatch(label):
        return label
    return person(call_sid) if call_sid else ""
