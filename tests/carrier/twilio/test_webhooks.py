"""The form of a webhook as a turn of a call: what was pressed, how a dialled call ended, what was recorded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrier.twilio.statuses import dial_outcome
from carrier.twilio.webhooks import JUNK, turn_in
from ivr.model.dial_outcome import ANSWERED, BUSY, FAILED, NO_ANSWER, OUTCOMES, SHORT

RECORDING = "RE" + "a" * 32
RECORDED = {"RecordingUrl": f"https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/{RECORDING}"}
NUMBER = "+493023125777"

KEYS = [
    ({}, ""),
    ({"Digits": "471103"}, "471103"),
    ({"Digits": "*#"}, "*#"),
    ({"Digits": "12", "FinishedOnKey": "*"}, "12*"),
    ({"FinishedOnKey": "*"}, "*"),
    ({"Digits": "1", "FinishedOnKey": ""}, "1"),
    ({"Digits": "1" * 33}, JUNK),
    ({"Digits": "answered"}, JUNK),
    ({"Digits": RECORDING}, JUNK),
    ({"Digits": "²"}, JUNK),
    ({"DialCallStatus": "completed", "DialCallDuration": "60", "Digits": "1"}, ANSWERED),
    (RECORDED, RECORDING),
    ({"RecordingUrl": RECORDED["RecordingUrl"] + ".wav"}, RECORDING),
    ({"RecordingUrl": "https://evil.example/x", "Digits": "1"}, ""),
    ({"RecordingUrl": ""}, ""),
]
ENDS = [
    ("completed", "60", ANSWERED),
    ("completed", "10", ANSWERED),
    ("completed", "9", SHORT),
    ("completed", "", ANSWERED),
    ("answered", "", ANSWERED),
    ("busy", "0", BUSY),
    ("no-answer", "", NO_ANSWER),
    ("failed", "", FAILED),
    ("canceled", "", FAILED),
    ("something new", "3", FAILED),
    ("", "3", ""),
]


@pytest.mark.parametrize(("form", "keys"), KEYS)
def test_what_was_brought_is_keys_an_outcome_or_a_recording(form, keys):
    assert turn_in(form).keys == keys


@pytest.mark.parametrize(("status", "seconds", "outcome"), ENDS)
def test_how_a_dialled_call_ended_has_a_word_of_ours(status, seconds, outcome):
    assert dial_outcome(status, seconds) == outcome


@given(st.text(), st.integers(0, 10**9).map(str) | st.text())
def test_whatever_else_is_told_of_a_dialled_call_it_was_not_reached(status, seconds):
    assert dial_outcome(status, seconds) in ((*OUTCOMES,) if status else ("",))


@pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
def test_whoever_has_hung_up_hears_no_answer(status):
    assert turn_in({"CallStatus": status}).is_over and not turn_in({"CallStatus": "in-progress"}).is_over


def test_what_was_being_recorded_when_the_caller_hung_up_is_not_wanted():
    hung_up = turn_in(RECORDED | {"Digits": "hangup"})
    assert (hung_up.is_over, hung_up.unwanted) == (True, RECORDING)
    assert (turn_in(RECORDED).is_over, turn_in(RECORDED).unwanted) == (False, "")


@pytest.mark.parametrize("called", ["sip:hotline@example.org", "anonymous", ""])
def test_only_a_number_of_the_hotline_is_its_number(called):
    assert turn_in({"To": called}).called == "" and turn_in({"To": NUMBER}).called == NUMBER


def test_the_number_of_a_caller_shows_nowhere():
    turn = turn_in({"From": NUMBER, "CallSid": "CA1"})
    assert NUMBER[1:] not in f"{turn} {turn!r} {turn.caller} {turn.caller!r}"
