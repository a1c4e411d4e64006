"""Dial to a telephone."""

import pytest

from exchange.activity import Ringing
from tests.support.small_hotline import call, play

OFFICE = "+493023125001"
RING = f'<Dial action="/after" timeout="20"><Number sendDigits="ww4711#">{OFFICE}</Number></Dial>'
AFTER = {"/after": '<Gather action="/x"/>'}


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
