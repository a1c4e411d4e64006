"""What whole calls leave behind: counts of places, groups and minutes, and nothing of who called."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from twilio.request_validator import RequestValidator

from app import create_app
from ivr.model.adhoc_rooms import Opened
from ivr.place import Place
from ivr.place_names import At
from ivr.reply import Join, Reply
from ivr.statistics import CALLS, GIVEN_UP, JOINS, ROOM_SECONDS, SECONDS, VISITS, counts_of_turn, position_after
from tests.conftest import TOKEN, TUESDAY
from tests.support.clerk import OUTSIDE
from tests.support.hotlines import hotline_of
from tests.support.people import comes, leader, member

CALLER = "3023125999"


@pytest.fixture
def counted(app):
    """How often something was counted this month, by kind and name."""

    def counted(kind: str) -> dict[str, int]:
        counts = hotline_of(app).statistics.of(TUESDAY.date())
        return {one.of: count for one, count in counts.items() if one.kind == kind}

    return counted


def test_who_hangs_up_while_asked_has_given_up_there(dial, counted):
    for keys in (("1",), ("1",), ("2",), ()):
        comes(dial, *keys).hang_up()
    assert counted(GIVEN_UP) == {"termine": 2, "gruppe": 1, "menu": 1}
    assert counted(CALLS) == {"18": 4} and counted(VISITS) == {"menu": 4, "termine": 2, "gruppe": 1}


def test_to_hear_a_place_again_is_no_visit(dial, counted):
    line = comes(dial, "1", "1", "*")
    line.wait()
    line.hang_up()
    assert counted(VISITS) == {"menu": 1, "termine": 1}


def test_who_is_told_goodbye_or_has_been_in_the_room_has_not_given_up(dial, counted):
    line = dial()
    while not line.ended:
        line.wait()
    member(dial).hang_up()
    assert counted(GIVEN_UP) == {} and counted(CALLS) == {"18": 2}


def test_a_member_joins_once_however_often_the_star_is_pressed(dial, counted):
    line = member(dial)
    for key in "*4*3":
        line.press(key)
        line.listen()
    line.hang_up()
    leader(dial).hang_up()
    assert counted(JOINS) == {"Sonnenblume": 2} and counted(VISITS)["pause"] == 2


def test_the_minutes_of_a_room_are_those_of_all_who_are_in_it(dial, counted, clock):
    line, other = member(dial), member(dial)
    clock.says("2026-03-10 18:45")
    line.press("*")
    line.listen()
    clock.says("2026-03-10 18:50")
    line.hang_up()
    other.hang_up()
    assert counted(ROOM_SECONDS) == {"Sonnenblume": (25 + 30) * 60}


def test_the_end_of_a_call_counts_once_however_often_it_is_told(app, dial, counted):
    line = comes(dial, "1")
    line.hang_up()
    assert told(app, {"CallSid": line.sid, "CallStatus": "completed", "CallDuration": "99"}) == 204
    assert counted(GIVEN_UP) == {"termine": 1} and counted(SECONDS)[""] < 99


@pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
def test_however_a_call_ends_its_end_is_counted_once_and_where_it_was(app, dial, counted, status):
    line = comes(dial, "1")
    for _ in range(2):
        told(app, {"CallSid": line.sid, "CallStatus": status, "CallDuration": "20"})
    assert counted(GIVEN_UP) == {"termine": 1} and counted(SECONDS) == {"": 20}


def told(app: Flask, form: dict[str, str]) -> int:
    """The status of the answer to a call status callback."""
    url = f"{app.extensions['hotline'].settings.public_url}/voice/status"
    signature = RequestValidator(TOKEN).compute_signature(url, form)
    return app.test_client().post(url, data=form, headers={"X-Twilio-Signature": signature}).status_code


def test_a_room_that_callers_have_opened_is_counted_without_its_number(world, clock):
    opened = Opened("482913", clock.now, "abc")
    world = replace(world, opened=(opened,))
    after = Place(At.BACK_FROM_ROOM, group=world.group_id(opened.group))
    reply = Reply((), Join("room", True, after, 60, "person", Place(At.HOLD)))
    counts = counts_of_turn(Place(At.OWN_ROOM_ENTRY), reply, None, position_after(reply, None, clock.now), world)
    assert {one.of for one in counts if one.kind == JOINS} == {"Eigener Raum"}


def test_who_practises_with_the_browser_phone_is_not_counted_among_callers(environ, clock):
    hotline = hotline_of(create_app(environ | OUTSIDE, clock))
    comes(lambda: hotline.network.call(f"+49{CALLER}", "+493023125000"), "1").hang_up()
    assert hotline.statistics.of(TUESDAY.date()) == {}


def test_nothing_that_is_kept_knows_a_caller_or_a_call(environ, clock, redis_dir, redis_client, tmp_path):
    hotline = hotline_of(create_app(environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}, clock))
    lines = [hotline.network.call(f"+49{CALLER}", "+493023125000") for _ in range(3)]
    for line, keys in zip(lines, (("2", "471103", "1"), ("1",), ("2", "999999")), strict=True):
        for key in keys:
            line.listen()
            line.press(key)
    hotline.statistics.flush()
    during = everything(redis_client, tmp_path)
    for line in lines:
        line.hang_up()
    hotline.statistics.flush()
    hotline.counts.settle()
    after = everything(redis_client, tmp_path)
    assert b"Eintritte Sonnenblume: 1" in after and b"stand:" in during and b"stand:" not in after
    assert not [one for one in (CALLER, *(line.sid for line in lines)) if one.encode() in during + after]


def everything(redis_client: Any, folder: Path) -> bytes:
    """All that stands in Redis, by name and value, and in files."""

    def dumped(client: Any) -> list[bytes]:
        read = {b"hash": client.hgetall, b"string": client.get, b"set": client.smembers}
        return [key + repr(read[client.type(key)](key)).encode() for key in client.scan_iter()]

    files = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return b"\n".join([*redis_client.ask(dumped, []), *files])
