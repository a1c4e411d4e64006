"""Rooms from outside: who is there, muting, holding, ending, as Twilio's REST API does it."""

import threading

import pytest

from exchange.activity import InRoom
from exchange.control import Participant
from tests.support.small_hotline import House

EVENTS = 'statusCallback="/voice/status/room" statusCallbackEvent="end leave mute hold" waitUrl=""'


@pytest.fixture
def house():
    return House()


def joins(house, label, terms='waitUrl="/wait"'):
    return house.dial(f'participantLabel="{label}" {terms}')


def seen(house, label):
    there = house.network.control.conference("r1")
    return next(participant for participant in there.participants if participant.label == label)


def test_nobody_is_no_conference(house):
    assert house.network.control.conference("r1") is None


def test_who_is_there_and_how_he_joined(house):
    first, _ = joins(house, "a", EVENTS), joins(house, "b", 'muted="true"')
    there = house.network.control.conference("r1")
    assert there.participants == (Participant("a", False), Participant("b", True))
    first.press("*")
    assert there.sid == house.reports()[0]["ConferenceSid"]


def test_what_was_seen_stays_as_it_was_seen(house):
    joins(house, "a")
    before = house.network.control.conference("r1")
    house.network.control.mute("r1", ["a"], True)
    assert not before.participants[0].muted and seen(house, "a").muted


def test_whoever_joins_muted_knows_it(house):
    assert joins(house, "a", 'muted="true" waitUrl=""').doing == InRoom("r1", True, 1, 14400, muted=True)


def test_muting_reaches_those_who_are_meant(house):
    lines = [joins(house, label) for label in "abc"]
    house.network.control.mute("r1", ["a", "c", "nobody", ""], True)
    assert [line.doing.muted for line in lines] == [True, False, True]
    house.network.control.mute("r1", iter(["a"]), False)
    assert [line.doing.muted for line in lines] == [False, False, True]


def test_nobody_without_a_label_is_meant(house):
    line = house.dial()
    house.network.control.mute("r1", [""], True)
    assert not line.doing.muted


def test_muting_is_reported_once_each(house):
    joins(house, "a", EVENTS)
    control = house.network.control
    for on in (True, True, False):
        control.mute("r1", ["a"], on)
    assert [(form["StatusCallbackEvent"], form["Muted"], form["Hold"]) for form in house.reports()] == [
        ("participant-mute", "true", "false"),
        ("participant-unmute", "false", "false"),
    ]
    assert [form["SequenceNumber"] for form in house.reports()] == list("12")


def test_the_end_lets_everybody_go_on_behind_the_door(house):
    lines = [joins(house, label, EVENTS) for label in "ab"]
    house.network.control.end("r1")
    assert not any(line.in_room or line.ended for line in lines)
    assert house.left_with() == ["answered", "answered"] and house.network.control.conference("r1") is None


def test_the_end_is_reported_with_its_reason(house):
    for label in "ab":
        joins(house, label, EVENTS)
    house.network.control.end("r1")
    *left, ended = house.reports()
    assert house.events() == ["participant-leave", "participant-leave", "conference-end"]
    assert {form["ReasonParticipantLeft"] for form in left} == {"conference_ended_via_api"}
    assert {form["ParticipantCallStatus"] for form in left} == {"in-progress"}
    assert ended["ReasonConferenceEnded"] == "conference-ended-via-api" and "CallSidEndingConference" not in ended


def test_whatever_is_not_there_is_left_out(house):
    control = house.network.control
    for act in (
        lambda: control.mute("r1", ["a"], True),
        lambda: control.announce("r1", "http://127.0.0.1:8000/x.wav"),
        lambda: control.end("r1"),
    ):
        act()
    assert house.hotline.requests == []


def test_the_hotline_may_act_on_a_room_while_it_answers(house):
    house.hotline.effects["/after"] = lambda: house.network.control.end("r1")
    lines = [house.dial(), house.dial()]
    lines[0].press("*")
    assert not any(line.in_room or line.ended for line in lines) and house.left_with() == ["answered"] * 2


def test_many_may_act_at_once(house):
    lines = [joins(house, str(n)) for n in range(10)]

    def everything(label):
        for on in (True, False, True):
            house.network.control.mute("r1", [label], on)

    threads = [threading.Thread(target=everything, args=[str(n)]) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert all(line.doing.muted for line in lines)
