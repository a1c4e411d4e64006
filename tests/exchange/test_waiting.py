"""Hold music and the events of a conference, as Twilio documents them."""

import re

import pytest

from exchange.activity import InRoom
from exchange.twiml.verbs import TwimlError
from tests.support.small_hotline import House, play

EVENTS = 'statusCallback="/voice/status/room" statusCallbackEvent="start end join leave"'


def test_hold_music_is_asked_for_signed_and_goes_on_piece_by_piece():
    house = House(wait=play("one") + "<Pause/><Redirect>/wait</Redirect>")
    line = house.dial()
    for _ in range(2):
        line.finished()
    assert line.heard == ["one", "one"]
    assert [asked.signed for asked in house.hotline.requests if asked.path == "/wait"] == [True, True]


def test_hold_music_that_ends_is_followed_by_silence():
    line = House(wait=play("one")).dial()
    line.wait()
    assert line.doing == InRoom("r1", True, 1, 14400, None)


def test_somebody_coming_does_not_begin_the_music_anew():
    house = House()
    line = house.dial('startConferenceOnEnter="false" waitUrl="/wait"')
    house.dial('startConferenceOnEnter="false" waitUrl=""')
    assert line.doing.people == 2 and line.heard == ["music"]


@pytest.mark.parametrize("wait", ["<Gather action='/x'/>", "<Dial><Conference>r2</Conference></Dial>", "<Hangup/>"])
def test_hold_music_holds_only_sounds(wait):
    with pytest.raises(TwimlError, match="only sounds"):
        House(wait).dial()


def test_hold_music_that_goes_in_circles_is_noticed():
    with pytest.raises(TwimlError, match="redirects for ever"):
        House("<Redirect>/wait</Redirect>").dial()


def test_failing_hold_music_drops_the_call_and_frees_the_room():
    house = House()
    with pytest.raises(TwimlError):
        house.dial('waitUrl="/gone"')
    assert house.dial().doing.people == 1


def test_events_are_reported_in_order_without_numbers():
    house = House()
    first = house.dial(EVENTS + ' waitUrl=""')
    second = house.dial()
    first.press("*")
    second.hang_up()
    assert house.events() == [
        "participant-join",
        "participant-join",
        "conference-start",
        "participant-leave",
        "participant-leave",
        "conference-end",
    ]
    forms = house.reports()
    assert [form["SequenceNumber"] for form in forms] == list("123456")
    assert {form["FriendlyName"] for form in forms} == {"r1"}
    assert all(re.fullmatch("CF[0-9a-f]{32}", form["ConferenceSid"]) for form in forms)
    assert not any({"From", "To", "Caller"} & form.keys() for form in forms)
    assert forms[0].items() >= {"CallSid": first.sid, "Muted": "false", "Hold": "false", "Coaching": "false"}.items()
    assert forms[-1]["ReasonConferenceEnded"] == "last-participant-left"


def test_the_first_participant_decides_what_is_reported():
    house = House()
    first, second = house.dial('waitUrl=""'), house.dial(EVENTS)
    first.hang_up(), second.hang_up()
    assert house.events() == []


def test_only_wanted_events_are_reported():
    house = House()
    house.dial('statusCallback="/voice/status/room" statusCallbackEvent="leave" waitUrl=""').hang_up()
    assert house.events() == ["participant-leave"]


def test_the_next_to_come_after_the_end_opens_a_new_conference():
    house = House()
    for _ in range(2):
        house.dial(EVENTS + ' waitUrl=""').hang_up()
    joined, left, ended, joined_again, *_ = (
        form["ConferenceSid"] for form in house.hotline.asked("/voice/status/room")
    )
    assert joined == left == ended != joined_again


@pytest.mark.parametrize(
    ("leaves", "told"),
    {
        "star": [("participant_hung_up", "in-progress")],
        "hang_up": [("participant_hung_up", "completed")],
        "leader": [("participant_hung_up", "completed"), ("moderator_ended_conference", "in-progress")],
    }.items(),
)
def test_it_is_told_why_somebody_left_and_whether_the_call_goes_on(leaves, told):
    house = House()
    lines = [house.dial(EVENTS), house.dial('endConferenceOnExit="true"' if leaves == "leader" else "")]
    lines[1].press("*") if leaves == "star" else lines[1].hang_up()
    left = [form for form in house.reports() if form["StatusCallbackEvent"] == "participant-leave"]
    assert [(form["ReasonParticipantLeft"], form["ParticipantCallStatus"]) for form in left] == told
