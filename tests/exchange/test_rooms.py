"""Conferences behave as Twilio documents it: who is in, who is out, when it starts and ends."""

import pytest

from exchange.activity import Ended, InRoom, Playing
from exchange.twiml.verbs import TwimlError
from tests.support.small_hotline import URL, House


def test_the_first_waits_with_music():
    line = House().dial()
    assert line.doing == InRoom("r1", True, 1, 14400, Playing(f"{URL}/music.wav", "music", loop=True))
    assert line.doing.sound.url == f"{URL}/music.wav" and line.heard == ["music"]


def test_the_second_starts_the_conference():
    house = House()
    first, second = house.dial(), house.dial()
    assert first.doing == second.doing == InRoom("r1", False, 2, 14400, None)


def test_nobody_starts_it_who_may_not():
    house = House()
    members = [house.dial('startConferenceOnEnter="false" waitUrl=""') for _ in range(2)]
    assert [member.doing.waiting for member in members] == [True, True]
    leader = house.dial()
    assert [line.doing.waiting for line in (*members, leader)] == [False] * 3


def test_a_conference_goes_on_when_one_is_left():
    house = House()
    first, second = house.dial(), house.dial()
    second.hang_up()
    assert first.doing == InRoom("r1", False, 1, 14400, None)


def test_star_leads_back_to_the_hotline():
    house = House()
    line = house.dial()
    line.press("1#*")
    assert house.left_with() == ["answered"] and not line.in_room and not line.ended
    assert "DialCallSid" not in house.hotline.asked("/after")[0]


def test_star_is_only_a_sound_without_hangup_on_star():
    line = House().dial(dial='action="/after"')
    line.press("*")
    assert line.in_room and not line.takes_keys


def test_without_action_the_next_verb_follows():
    line = House().dial(dial='hangupOnStar="true"')
    line.press("*")
    assert line.heard == ["music", "next"]


def test_the_time_limit_leads_out_as_well():
    house = House()
    line = house.dial(dial='action="/after" timeLimit="600"')
    assert line.doing.seconds == 600
    line.time_up()
    assert house.left_with() == ["answered"]


def test_the_leader_takes_everybody_along():
    house = House()
    member, leader = house.dial(), house.dial('endConferenceOnExit="true"')
    leader.hang_up()
    assert leader.doing == Ended("the caller hung up")
    assert not member.in_room and not member.ended
    assert house.left_with() == ["answered", "answered"]


def test_a_failure_of_one_does_not_keep_the_others_inside():
    house = House()
    members = [house.dial(dial='action="/gone"'), house.dial()]
    with pytest.raises(TwimlError, match="gone answers 404"):
        house.dial('endConferenceOnExit="true"').press("*")
    assert [member.in_room for member in members] == [False, False]
    assert members[0].doing == Ended("the hotline failed")


def test_a_full_room_admits_nobody():
    house = House()
    house.dial(), house.dial()
    third = house.dial('maxParticipants="2"')
    assert house.left_with() == ["failed"] and not third.in_room


def test_a_label_is_taken_once():
    house = House()
    house.dial('participantLabel="a"')
    assert not house.dial('participantLabel="a"').in_room
    assert house.dial('participantLabel="b"').in_room
