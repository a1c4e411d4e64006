"""What a caller does on the telephone and what comes of it, over the whole hotline."""

from pathlib import Path

import pytest

from app import create_app
from carrier.twilio.webhooks import turn_in
from exchange.activity import Ringing
from routes.voice import input_of
from tests.conftest import CONTENT
from tests.support.hotlines import hotline_of, with_hotline


def test_a_caller_hears_the_dates_and_a_key_interrupts(caller):
    caller.press("1"), caller.press("1")
    assert "Gruppe Sonnenblume" in caller.said_last and len(caller.heard) == 3


def test_two_callers_meet_in_the_room_of_their_group(dial):
    first, second = dial(), dial()
    for caller in (first, second):
        caller.press("2"), caller.press("826394"), caller.listen(), caller.press("1"), caller.listen()
    assert first.doing.people == second.doing.people == 2
    assert not first.doing.waiting and first.doing.room == second.doing.room


def test_those_who_came_early_wait_with_music_for_the_leader(dial):
    member, leader = dial(), dial()
    member.press("2"), member.press("471103"), member.listen(), member.press("1"), member.listen()
    member.finished()
    assert member.doing.waiting and member.doing.sound.url.endswith("/sound/music.wav")
    leader.press("8"), leader.press("99887766"), leader.listen(), leader.press("1"), leader.listen()
    assert not member.doing.waiting and member.doing.people == 2


def test_the_leaders_number_is_no_members_number(caller):
    caller.press("2"), caller.press("998877"), caller.wait()
    assert not caller.in_room


def test_the_name_of_a_room_says_nothing_about_the_group(caller):
    caller.press("2"), caller.press("826394"), caller.listen(), caller.press("1"), caller.listen()
    assert caller.doing.room.isalnum() and len(caller.doing.room) >= 24
    assert "826394" not in caller.doing.room and "telefon" not in caller.doing.room.lower()


def test_the_office_is_rung_in_its_hours(app, clock):
    clock.says("2026-03-10 09:30")
    caller = hotline_of(app).network.call("+493023125999", "+493023125000")
    caller.press("0"), caller.listen()
    assert isinstance(caller.doing, Ringing) and caller.doing.number == "+493023125042"


def test_a_caller_may_say_star_and_nine_and_zero_while_entering_a_number(caller):
    caller.press("2"), caller.press("*"), caller.wait()
    assert "sechs Ziffern" in caller.said_last
    caller.press("9"), caller.wait(), caller.listen()
    assert "Für die Regeln" in caller.said_last


def test_a_number_may_end_with_the_hash_key(caller):
    caller.press("2"), caller.press("471103#"), caller.listen()
    assert "Gruppe Sonnenblume" in caller.said_last


def test_people_who_are_there_are_told(environ, clock, redis_dir):
    app = create_app(environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}, clock)
    network = hotline_of(app).network
    for expected in ("die erste Person", "eine Person da", "zwei Personen da"):
        caller = network.call("+493023125999", "+493023125000")
        caller.press("2"), caller.press("826394"), caller.listen()
        assert expected in caller.said_last
        caller.press("1"), caller.listen()
    assert not network.warnings


def test_whoever_hangs_up_is_not_counted_any_more(app):
    hotline = hotline_of(app)
    first, second = (hotline.network.call("+493023125999", "+493023125000") for _ in range(2))
    for caller in (first, second):
        caller.press("2"), caller.press("826394"), caller.listen(), caller.press("1"), caller.listen()
    first.hang_up()
    assert [talk.people for talk in hotline.talks.values()] == [1]


WHO_CALLS = {"+493023125999": True, "anonymous": False, "+266696687": False, "": False, "03023125999": False}


@pytest.mark.parametrize("number", WHO_CALLS)
def test_callers_are_told_apart_for_a_day_by_a_hash_of_the_number(app, clock, number):
    def caller(at: str) -> str:
        clock.says(at)
        return input_of(hotline_of(app), turn_in({"From": number, "CallSid": "CA1"}), None).caller

    today, later, tomorrow = caller("2026-03-10 08:00"), caller("2026-03-10 22:00"), caller("2026-03-11 08:00")
    assert today == later and (today != tomorrow) == bool(today) == WHO_CALLS[number]


def test_a_deploy_does_not_disturb_a_call(environ, clock):
    app, after_the_deploy = create_app(environ, clock), create_app(environ, clock)
    caller = hotline_of(app).network.call("+493023125999", "+493023125000")
    app.wsgi_app = after_the_deploy.wsgi_app
    caller.press("2"), caller.press("471103"), caller.listen()
    assert "Gruppe Sonnenblume" in caller.said_last


def test_a_bug_of_ours_is_apologised_for_in_german(environ, clock, caplog):
    number = f"+4930{23125999}"

    def broken_clock():
        raise RuntimeError(number)

    caller = hotline_of(create_app(environ, broken_clock)).network.call("+493023125999", "+493023125000")
    caller.listen()
    assert "Störung" in caller.heard[-1] and not caller.ended
    assert "RuntimeError" in caplog.text and number not in caplog.text


def test_no_number_of_a_caller_is_kept_anywhere(environ, clock, redis_dir, tmp_path, caplog):
    app = create_app(environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}, clock)
    caller = hotline_of(app).network.call("+493023125777", "+493023125000")
    caller.press("2"), caller.press("826394"), caller.listen(), caller.press("1"), caller.listen(), caller.hang_up()
    kept = b"".join(file.read_bytes() for file in Path(tmp_path).rglob("*") if file.is_file())
    assert "23125777" not in caplog.text and b"23125777" not in kept + dump(redis_dir)


def dump(redis_dir: Path) -> bytes:
    import redis

    client = redis.Redis(unix_socket_path=str(redis_dir / "redis.sock"))
    return b"".join(key + (client.dump(key) or b"") for key in client.scan_iter())


@pytest.mark.parametrize("group", ["471103", "826394", "305918"])
def test_nobody_is_let_in_while_the_door_is_closed(app, clock, group):
    clock.says("2026-03-11 03:00")
    caller = hotline_of(app).network.call("+493023125999", "+493023125000")
    caller.press("2"), caller.press(group), caller.listen()
    assert not caller.in_room
    assert "Das nächste Treffen" in caller.said_last or "beginnt heute" in caller.said_last


def test_a_group_that_was_taken_off_during_the_call_is_not_an_error(environ, clock, tmp_path):
    folder = tmp_path / "inhalt"
    folder.mkdir(), (folder / "gruppen").mkdir()
    for file in CONTENT.rglob("*.txt"):
        (folder / file.relative_to(CONTENT)).write_bytes(file.read_bytes())
    app = create_app(environ | {"CONTENT_DIR": str(folder)}, clock)
    caller = hotline_of(app).network.call("+493023125999", "+493023125000")
    caller.press("2"), caller.press("826394"), caller.listen()
    (folder / "gruppen" / "telefoncafe.txt").unlink()
    with_hotline(app, hotline_of(create_app(environ | {"CONTENT_DIR": str(folder)}, clock)))
    caller.press("1"), caller.listen()
    assert "kein Treffen geplant" in caller.said_last
