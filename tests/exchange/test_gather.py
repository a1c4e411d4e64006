"""A Gather behaves as Twilio documents it."""

import pytest

from exchange.activity import Ended, Listening, Pausing, Playing, Saying
from exchange.twiml.verbs import TwimlError
from tests.support.small_hotline import call, play

AFTER = {"/x": "<Hangup/>"}


def gather(inside: str = "", then: str = "", **attributes: str) -> dict[str, str]:
    """A hotline that asks at once; its action is /x."""
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return {"/voice": f'<Gather action="/x"{written}>{inside}</Gather>{then}'} | AFTER


def test_a_key_during_a_sound_ends_the_sound():
    line, _ = call(gather(play("menu") + "<Pause/>" + play("more")))
    line.press("1")
    assert line.doing == Listening(5)
    assert line.heard == ["menu"]


def test_the_time_out_begins_after_all_sounds():
    line, _ = call(gather(f'{play("menu")}<Pause length="2"/><Say language="de-DE">Hallo</Say>', timeout="7"))
    doings = [line.doing]
    while not isinstance(line.doing, Listening):
        line.finished()
        doings.append(line.doing)
    assert doings == [
        Playing("http://127.0.0.1:8000/menu.wav", "menu"),
        Pausing(2),
        Saying("Hallo", "de-DE"),
        Listening(7),
    ]


def test_all_sounds_are_fetched_before_the_first_one_plays():
    _, hotline = call(gather(play("one") + play("two")))
    assert hotline.asked("/two.wav")


def test_num_digits_ends_at_once_and_later_keys_are_lost():
    line, hotline = call(gather(play("menu"), numDigits="3"))
    line.press("12345")
    assert [form["Digits"] for form in hotline.asked("/x")] == ["123"]


def test_keys_pressed_too_fast_do_not_answer_the_next_question():
    menu = '<Gather action="/voice" numDigits="1"/>'
    line, hotline = call(menu)
    line.press("123")
    assert [form.get("Digits") for form in hotline.asked("/voice")] == [None, "1"]


def test_the_finishing_key_is_not_among_the_digits():
    line, hotline = call(gather())
    line.press("4711#")
    assert hotline.asked("/x")[0]["Digits"] == "4711"


def test_star_arrives_as_a_digit():
    line, hotline = call(gather())
    line.press("*1*#")
    assert hotline.asked("/x")[0]["Digits"] == "*1*"


def test_the_finishing_key_alone_is_no_input():
    line, hotline = call(gather(play("menu"), then=play("nothing")))
    line.press("#")
    assert line.heard == ["menu", "nothing"]
    assert not hotline.asked("/x")


def test_an_empty_finishing_key_makes_it_a_digit():
    line, hotline = call(gather(numDigits="1", finishOnKey=""))
    line.press("#")
    assert hotline.asked("/x")[0]["Digits"] == "#"


def test_without_number_and_finishing_key_only_the_time_out_ends():
    line, hotline = call(gather(finishOnKey=""))
    line.press("12#")
    assert line.doing == Listening(5)
    line.finished()
    assert hotline.asked("/x")[0]["Digits"] == "12#"


def test_silence_falls_through_to_the_next_verb():
    line, hotline = call(gather(play("menu"), then=play("nothing")))
    line.wait()
    assert line.heard == ["menu", "nothing"]
    assert not hotline.asked("/x")


def test_silence_reaches_the_action_when_it_asks_for_that():
    line, hotline = call(gather(play("menu"), then=play("nothing"), actionOnEmptyResult="true"))
    line.wait()
    assert [(form["Digits"], form["msg"]) for form in hotline.asked("/x")] == [("", "Gather End")]


def test_keys_outside_a_gather_are_lost():
    line, hotline = call({"/voice": play("welcome") + '<Gather action="/x"/>'} | AFTER)
    line.press("1")
    assert line.doing == Playing("http://127.0.0.1:8000/welcome.wav", "welcome") and not line.takes_keys
    line.wait()
    assert not hotline.asked("/x")


def test_keys_that_no_telephone_has_are_refused():
    line, _ = call(gather())
    with pytest.raises(ValueError):
        line.press("A")


def test_what_was_said_last_begins_with_the_key():
    line, _ = call({"/voice": f'<Gather action="/x" numDigits="1">{play("menu")}</Gather>', "/x": play("answer")})
    line.press("1")
    assert line.said_last == "answer"
    line.listen()
    assert line.doing == Ended("document ended")


def test_waiting_for_ever_is_noticed():
    line, _ = call({"/voice": f"{play('again')}<Redirect>/voice</Redirect>"})
    with pytest.raises(TwimlError, match="nothing is asked"):
        line.wait()
