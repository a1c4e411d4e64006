"""Put through to another telephone or another system that answers."""

import pytest

from exchange.activity import Ringing, Talking
from tests.support.small_hotline import CALLED, CALLER, Clock, SmallHotline, call, network, play

OFFICE = "+493023125001"
ROOM = "sip:gruppe7@konferenz.example.org"
AFTER = {"/after": '<Gather action="/x"/>'}


def dial(to=f"<Number>{OFFICE}</Number>", more="", office=lambda address: "completed", **others):
    """Dial a hotline that puts everybody through at once, and let it ring until somebody answers or nobody does."""
    pages = {"/voice": f'<Dial action="/after" {more}>{to}</Dial>{play("never")}'} | AFTER
    line, hotline = call(pages, office=office, **others)
    line.finished()
    return line, hotline


def told(hotline):
    form = hotline.asked("/after")[0]
    return form["DialCallStatus"], form["DialCallDuration"], form["DialBridged"]


def test_whoever_is_answered_talks_for_a_minute():
    line, hotline = dial()
    assert line.doing == Talking(OFFICE, 60) and not hotline.asked("/after")
    line.finished()
    assert told(hotline) == ("completed", "60", "true") and not line.ended


def test_the_office_may_say_how_long():
    line, hotline = dial(office=lambda address: ("completed", 4))
    assert line.doing == Talking(OFFICE, 4)
    line.finished()
    assert told(hotline) == ("completed", "4", "true")


@pytest.mark.parametrize("how", ["busy", "no-answer", "failed", ("busy", 9)])
def test_nobody_talks_where_nobody_answers(how):
    line, hotline = dial(office=lambda address: how)
    assert not isinstance(line.doing, Talking)
    assert told(hotline) == (how if isinstance(how, str) else "busy", "0", "false")


def test_the_time_limit_ends_a_talk():
    line, hotline = dial(more='timeLimit="30"')
    assert line.doing == Talking(OFFICE, 30)
    line.finished()
    assert told(hotline) == ("completed", "30", "true")


def test_whoever_listens_is_left_to_the_talk_and_whoever_waits_sits_through_it():
    line, hotline = dial()
    line.listen()
    assert isinstance(line.doing, Talking)
    line.wait()
    assert told(hotline)[0] == "completed"


def test_star_hangs_up_on_the_other():
    clock = Clock()
    line, hotline = dial(more='hangupOnStar="true"', clock=clock)
    clock.now = 7.5
    assert line.takes_keys
    line.press("1#*")
    assert told(hotline) == ("completed", "8", "true") and not line.ended


def test_star_is_only_a_sound_otherwise():
    line, hotline = dial()
    line.press("*")
    assert isinstance(line.doing, Talking) and not line.takes_keys and not hotline.asked("/after")


def test_star_does_nothing_while_it_rings():
    line, hotline = call({"/voice": f'<Dial action="/after" hangupOnStar="true"><Number>{OFFICE}</Number></Dial>'})
    line.press("*")
    assert isinstance(line.doing, Ringing) and not line.takes_keys and not hotline.asked("/after")


def test_hanging_up_ends_the_talk():
    clock = Clock()
    line, hotline = dial(clock=clock)
    clock.now = 3
    line.hang_up()
    assert told(hotline) == ("completed", "3", "true") and line.ended


def test_a_room_of_another_system_is_rung_at_its_address():
    asked = []
    line, _ = dial(f"<Sip>{ROOM}</Sip>", office=lambda address: asked.append(address) or "completed")
    assert line.doing == Talking(ROOM, 60) and asked == [ROOM]


def test_what_was_dialled_and_whom_the_others_saw_is_kept():
    hotline = SmallHotline({})
    net = network(hotline)
    for more, to in (
        (f'callerId="{CALLED}"', f'<Number sendDigits="WWW123#">{OFFICE}</Number>'),
        ("", f"<Sip>{ROOM}</Sip>"),
    ):
        hotline.pages["/voice"] = f"<Dial {more}>{to}</Dial>"
        net.call(CALLER, CALLED)
    assert net.dialled == [(OFFICE, "WWW123#", CALLED), (ROOM, "", CALLER)]
