"""The forms of status callbacks as events in our own words."""

import pytest

from carrier.events import CallEnded, ConferenceEnded, OtherEvent, ParticipantEvent, RecordingReport
from carrier.twilio.callbacks import call_ended_in, recording_report_in, room_event_in

CALL, RECORDING, ROOM, LABEL = "CA" + "1" * 32, "RE" + "2" * 32, "0123456789abcdef01234567", "0011223344556677"
JOINS = {
    "StatusCallbackEvent": "participant-join",
    "FriendlyName": ROOM,
    "ConferenceSid": "CF1",
    "SequenceNumber": "7",
    "CallSid": CALL,
    "ParticipantLabel": LABEL,
}
JOINED = ParticipantEvent(ROOM, "CF1", 7, LABEL, CALL, joined=True, goes_on=False, is_over=False)
LEAVES = JOINS | {"StatusCallbackEvent": "participant-leave"}
REPORT = {"CallSid": CALL, "RecordingSid": RECORDING, "RecordingStatus": "completed"}
OVER = ("completed", "busy", "failed", "no-answer", "canceled")


@pytest.mark.parametrize("status", OVER)
def test_a_call_is_over_in_whatever_way(status):
    assert call_ended_in({"CallSid": CALL, "CallStatus": status, "CallDuration": "20"}) == CallEnded(CALL, 20)


@pytest.mark.parametrize("status", ["", "queued", "ringing", "in-progress"])
def test_a_call_that_is_not_over_is_no_news(status):
    assert call_ended_in({"CallSid": CALL, "CallStatus": status}) is None


@pytest.mark.parametrize("seconds", ["", "-1", "²", "1" * 9])
def test_a_length_that_is_none_counts_as_nothing(seconds):
    told = {"CallSid": CALL, "CallStatus": "completed", "CallDuration": seconds}
    assert call_ended_in(told) == CallEnded(CALL, 0)


def test_somebody_joins():
    assert room_event_in(JOINS) == JOINED


@pytest.mark.parametrize(
    ("status", "goes_on", "is_over"),
    [("", False, False), ("in-progress", True, False), *((status, False, True) for status in OVER)],
)
def test_somebody_leaves_and_the_call_goes_on_or_is_over(status, goes_on, is_over):
    event = room_event_in(LEAVES | {"ParticipantCallStatus": status})
    assert (event.joined, event.goes_on, event.is_over) == (False, goes_on, is_over)


def test_a_label_that_is_none_of_ours_counts_as_none():
    assert room_event_in(JOINS | {"ParticipantLabel": "Anna"}).label == ""


def test_the_end_of_a_conference_and_what_moves_nobody():
    assert room_event_in(JOINS | {"StatusCallbackEvent": "conference-end"}) == ConferenceEnded(ROOM, "CF1")
    for event in ("conference-start", "participant-mute", "announcement-end"):
        assert room_event_in(JOINS | {"StatusCallbackEvent": event}) == OtherEvent(ROOM, "CF1", 7)


MALFORMED = [
    {"FriendlyName": "Sonnenblume"},
    {"FriendlyName": ROOM.upper()},
    {"ConferenceSid": ""},
    {"ConferenceSid": "CF 1"},
    {"SequenceNumber": ""},
    {"SequenceNumber": "-1"},
    {"SequenceNumber": "٣"},
    {"StatusCallbackEvent": ""},
    {"StatusCallbackEvent": "participant_join"},
    {"CallSid": "", "ParticipantLabel": ""},
]


@pytest.mark.parametrize("wrong", MALFORMED, ids=lambda wrong: repr(wrong)[1:-1])
def test_whatever_is_malformed_is_no_event(wrong):
    assert room_event_in(JOINS | wrong) is None


@pytest.mark.parametrize(
    ("status", "state"),
    [("completed", "ready"), ("absent", "nothing"), ("failed", "nothing"), ("in-progress", "pending"), ("", "pending")],
)
def test_how_a_recording_stands_has_a_word_of_ours(status, state):
    assert recording_report_in(REPORT | {"RecordingStatus": status}) == RecordingReport(CALL, RECORDING, state)


@pytest.mark.parametrize("wrong", [{name: value} for name in ("CallSid", "RecordingSid") for value in ("", "../x")])
def test_a_report_of_no_recording_or_no_call_is_none(wrong):
    assert recording_report_in(REPORT | wrong) is None
