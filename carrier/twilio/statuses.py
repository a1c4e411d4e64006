"""Twilio's words for how calls and recordings stand, as ours."""

from carrier.events import RecordingState
from ivr.model.dial_outcome import ANSWERED, BUSY, FAILED, NO_ANSWER, SHORT

# CallStatus and ParticipantCallStatus of a call that is over, in whatever way.
OVER = ("completed", "busy", "failed", "no-answer", "canceled")
# CallStatus of a call that goes on.
GOES_ON = "in-progress"
# DialCallStatus: "answered" is what a <Dial> into a conference tells.
DIALLED = {"completed": ANSWERED, "answered": ANSWERED, "busy": BUSY, "no-answer": NO_ANSWER}
# DialCallDuration: a conference in another system that is not open yet answers, says so, and hangs up.
SHORT_S = 10
# RecordingStatus.
RECORDED: dict[str, RecordingState] = {"completed": "ready", "absent": "nothing", "failed": "nothing"}


def is_over(call_status: str) -> bool:
    """Whether a call is over, by its CallStatus or ParticipantCallStatus."""
    return call_status in OVER


def dial_outcome(status: str, seconds: str) -> str:
    """How a dialled call ended, by DialCallStatus and DialCallDuration ("" = untold, as after a conference); "" where
    nothing was dialled."""
    outcome = DIALLED.get(status, FAILED) if status else ""
    is_short = seconds.isascii() and seconds.isdecimal() and int(seconds[:6]) < SHORT_S
    return SHORT if outcome == ANSWERED and is_short else outcome


def recording_state(status: str) -> RecordingState:
    """How a recording stands, by its RecordingStatus."""
    return RECORDED.get(status, "pending")
