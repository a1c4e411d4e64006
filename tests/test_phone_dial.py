"""Dial to a telephone, and Record."""

import wave
from io import BytesIO

import pytest

from phone.activity import Listening, Recording, Ringing
from tests.small_hotline import CALLED, CALLER, Clock, SmallHotline, call, network, play

OFFICE = "+493023125001"
RING = f'<Dial action="/after" timeout="20"><Number sendDigits="ww4711#">{OFFICE}</Number></Dial>'
AFTER = {"/after": '<Gather action="/x"/>'}
RECORD = '<Record action="/after" maxLength="60" finishOnKey="#" recordingStatusCallback="/voice/status/recording"/>'


def test_a_telephone_rings():
    line, _ = call(RING)
    assert line.doing == Ringing(OFFICE, "ww4711#", 20)


@pytest.mark.parametrize("how", ["completed", "busy", "no-answer", "failed"])
def test_the_action_is_told_how_it_ended(how):
    numbers = []
    line, hotline = call({"/voice": RING + play("never")} | AFTER, office=lambda number: numbers.append(number) or how)
    line.wait()
    assert hotline.asked("/after")[0]["DialCallStatus"] == how
    assert hotline.asked("/after")[0].keys() >= {"DialCallSid", "DialCallDuration"}
    assert numbers == [OFFICE] and line.heard == []


def test_nobody_answers_unless_somebody_does():
    line, hotline = call({"/voice": RING} | AFTER)
    line.finished()
    assert hotline.asked("/after")[0]["DialCallStatus"] == "no-answer"


def test_without_action_the_next_verb_follows():
    line, _ = call(f"<Dial><Number>{OFFICE}</Number></Dial>{play('sorry')}")
    line.finished()
    assert line.heard == ["sorry"]


def test_keys_are_lost_while_it_rings():
    line, hotline = call({"/voice": RING} | AFTER)
    line.press("1*#")
    assert isinstance(line.doing, Ringing) and not hotline.asked("/after")


def test_hanging_up_while_it_rings_tells_the_action_and_ignores_its_answer():
    line, hotline = call({"/voice": RING, "/after": play("never")})
    line.hang_up()
    assert hotline.asked("/after")[0]["CallStatus"] == "completed"
    assert line.heard == [] and line.ended


@pytest.mark.parametrize(("end", "digits"), [("#", "#"), ("", "")])
def test_a_recording_ends_by_key_or_by_time(end, digits):
    line, hotline = call({"/voice": RECORD + play("never")} | AFTER)
    assert line.doing == Recording(60)
    line.press(end) if end else line.finished()
    assert hotline.asked("/after")[0]["Digits"] == digits
    assert line.doing == Listening(5)


def test_other_keys_do_not_end_it():
    line, _ = call({"/voice": RECORD} | AFTER)
    line.press("123")
    assert line.doing == Recording(60)


def test_a_recording_can_be_fetched_and_has_its_length():
    clock, hotline = Clock(), SmallHotline({"/voice": RECORD} | AFTER)
    net = network(hotline, clock=clock)
    line = net.call(CALLER, CALLED)
    clock.now = 2.5
    line.press("#")
    told, reported = hotline.asked("/after")[0], hotline.asked("/voice/status/recording")[0]
    assert told["RecordingDuration"] == reported["RecordingDuration"] == "3"
    assert reported["RecordingStatus"] == "completed" and reported["RecordingUrl"] == told["RecordingUrl"]
    with wave.open(BytesIO(net.recording(told["RecordingUrl"]))) as sound:
        assert sound.getnframes() == 3 * sound.getframerate()


def test_hanging_up_ends_a_recording_too():
    line, hotline = call({"/voice": RECORD, "/after": play("never")})
    line.hang_up()
    assert hotline.asked("/after")[0]["Digits"] == "hangup"
    assert hotline.asked("/voice/status/recording") and line.heard == []
