"""Whoever finds nobody at the office may leave a message, alone on the line and told before the tone."""

from dataclasses import replace
from pathlib import Path

import pytest

from exchange.activity import Recording
from exchange.recorder import tone
from ivr.call import enter, step
from ivr.model.plan import Office
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Record
from ivr.say import said_in, say
from tests.support.hotlines import hotline_of
from tests.support.leaders import speaks
from tests.support.people import comes
from tests.support.walks import every_turn

TO_SPEAK = ("0", "2")
OFFER = "Für eine Nachricht an das Büro drücken Sie die Zwei."


@pytest.fixture
def left(app):
    """How many messages the office has."""
    return lambda: len(hotline_of(app).messages.all())


def speaking(dial, seconds: int = 4):
    """Somebody who speaks."""
    caller = comes(dial, *TO_SPEAK)
    caller.speak(tone(seconds))
    return caller


def test_the_closed_office_and_one_that_does_not_answer_offer_it(dial, clock):
    assert OFFER in comes(dial, "0").said_last
    clock.says("2026-03-10 09:30")
    caller = comes(dial, "0")
    caller.wait(), caller.listen()
    assert "Für eine Nachricht an das Büro die Zwei." in caller.said_last


def test_an_office_that_takes_none_offers_none_and_records_nobody(world):
    without = replace(world, plan=replace(world.plan, office=Office(number="030 23125 042")))
    assert say("zum.nachricht") not in [replace_press(one) for one in enter(Place(At.OFFICE), without).hear]
    assert not isinstance(step(Place(At.OFFICE), "2", without).then, Record)
    assert not isinstance(enter(Place(At.MESSAGE), without).then, Record)


def replace_press(said):
    return say(said.key)


@pytest.mark.parametrize(("days", "told"), [(14, "frist"), (1, "frist_ein_tag")])
def test_before_the_tone_it_is_said_who_hears_it_and_how_long(world, days, told):
    office = Office(takes_messages=True, messages_last=world.plan.office.messages_last / 14 * days)
    reply = enter(Place(At.MESSAGE), replace(world, plan=replace(world.plan, office=office)))
    assert [one.key for one in said_in(reply.hear)] == ["nachricht.aufnahme", f"nachricht.{told}", "nachricht.sprechen"]
    assert isinstance(reply.then, Record) and reply.then.seconds == 120


def test_what_is_sent_is_left_and_nothing_stays_at_the_carrier(dial, left, app):
    caller = speaks(comes(dial, *TO_SPEAK))
    assert "So klingt Ihre Nachricht. (Aufnahme, 4 Sekunden)" in " ".join(caller.heard) and left() == 0
    caller.press("1"), caller.listen()
    assert "Das Büro hört Ihre Nachricht." in caller.said_last and left() == 1
    assert not hotline_of(app).network.control.recordings(caller.sid)


def test_who_hangs_up_while_speaking_has_left_it(dial, left):
    speaking(dial).hang_up()
    assert left() == 1


def test_who_hangs_up_while_it_is_played_back_has_left_it(dial, left):
    speaks(comes(dial, *TO_SPEAK)).hang_up()
    assert left() == 1


@pytest.mark.parametrize("key", ["9", "0"])
def test_who_goes_away_has_left_it_and_is_told(dial, left, key):
    caller = speaks(comes(dial, *TO_SPEAK))
    caller.press(key), caller.listen()
    assert "Das Büro hört Ihre Nachricht." in caller.said_last and left() == 1


def test_who_presses_nothing_any_more_has_left_it(dial, left):
    caller = speaks(comes(dial, *TO_SPEAK))
    for _ in range(3):
        caller.wait(), caller.listen()
    assert caller.said_last.startswith("Ich höre nichts mehr von Ihnen.\nDanke.") and left() == 1


def test_what_is_deleted_is_left_by_nobody(dial, left):
    caller = speaks(comes(dial, *TO_SPEAK))
    caller.press("3"), caller.listen()
    assert caller.said_last.startswith("Ihre Nachricht ist gelöscht.")
    caller.hang_up()
    assert left() == 0


def test_who_speaks_anew_leaves_the_second_alone(dial, left, app):
    caller = speaks(comes(dial, *TO_SPEAK))
    caller.press("2"), caller.listen()
    speaks(caller, 7).hang_up()
    (message,) = hotline_of(app).messages.all()
    assert len(hotline_of(app).messages.sound(message.name) or b"") > 6 * 8000


def test_who_says_nothing_is_told_and_may_try_again(dial, left):
    caller = comes(dial, *TO_SPEAK)
    caller.speak(tone(1)[: 44 + 8000]), caller.press("5"), caller.wait()
    assert "Das war zu kurz." in caller.said_last
    caller.press("1"), caller.listen()
    assert isinstance(caller.doing, Recording) and left() == 0


def test_the_sixth_within_an_hour_has_no_place_but_others_have(dial, left, app):
    for seconds in range(2, 7):
        speaking(dial, seconds).hang_up()
    refused = comes(dial, *TO_SPEAK)
    assert "Für Nachrichten ist gerade kein Platz." in refused.said_last and left() == 5
    other = hotline_of(app).network.call("+493023125888", "+493023125000")
    for key in TO_SPEAK:
        other.press(key), other.listen()
    assert isinstance(other.doing, Recording)


def test_where_a_hundred_lie_it_is_said_kindly(dial, app):
    for number in range(100):
        hotline_of(app).messages.keep_sound(b"%d" % number)
    assert "Für Nachrichten ist gerade kein Platz." in comes(dial, *TO_SPEAK).said_last


def test_who_may_not_speak_a_further_time_has_left_what_he_spoke_before(dial, left):
    caller = speaks(comes(dial, *TO_SPEAK), 2)
    for seconds in range(3, 7):
        caller.press("2"), caller.listen(), speaks(caller, seconds)
    caller.press("2"), caller.listen()
    assert "Das Büro hört Ihre Nachricht." in caller.said_last and left() == 1


def test_a_message_says_nothing_of_the_caller(dial, tmp_path, caplog):
    speaks(comes(dial, *TO_SPEAK)).hang_up()
    kept = b"".join(file.read_bytes() for file in Path(tmp_path).rglob("*") if file.is_file())
    assert b"23125999" not in kept and "23125999" not in caplog.text


def test_only_the_caller_hears_it_back_and_nobody_once_it_is_left(dial, app):
    caller = speaks(comes(dial, *TO_SPEAK))
    (name,) = {file.name for file in Path(hotline_of(app).settings.data_dir).rglob("anrufbeantworter/*.wav")}
    browser = app.test_client()
    answer = browser.get(f"/sound/message/{name}")
    assert answer.mimetype == "audio/wav" and "no-store" in answer.headers["Cache-Control"]
    caller.press("1")
    sounds = [browser.get(f"/sound/{folder}/{name}").data for folder in ("message", "recorded")]
    assert answer.data not in sounds


def test_nobody_is_recorded_but_leaders_and_who_leaves_a_message(world):
    records = [reply for _, _, reply in every_turn(world) if isinstance(reply.then, Record)]
    assert {reply.then.after.name for reply in records} == {At.RECORDED, At.MESSAGE_SPOKEN}
    for reply in records:
        told = {At.RECORDED: "ansage.anleitung", At.MESSAGE_SPOKEN: "nachricht.aufnahme"}[reply.then.after.name]
        assert say(told) in reply.hear
