"""The talks in all rooms: what several processes know of them together, with Redis and without."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carrier.events import ConferenceEnded, OtherEvent, ParticipantEvent
from ivr.model.presence import left_for_good, seated, told
from ivr.model.talk import Talk, floor_given, hand_down, hand_up, locked, self_muted
from ivr.reply import Change
from keep.rooms.talk_document import document
from keep.rooms.talk_store import FORGOTTEN_AFTER, ROOMS, stored
from keep.rooms.talks import Outcome, Talks
from storage.redis_client import RedisClient
from storage.redis_server import embedded_redis

ROOM = "0123456789abcdef01234567"
OTHER_ROOM = "f" * 24
CALL = "CA" + "1" * 32


class Cable(RedisClient):
    """The way to a real Redis, which can be cut and mended."""

    is_cut = False

    def ask(self, question: Callable[..., Any], otherwise: Any) -> Any:
        return otherwise if self.is_cut else super().ask(question, otherwise)


@pytest.fixture
def cable(redis_dir, redis_client) -> Cable:
    return Cable(f"unix://{redis_dir}/redis.sock")


@pytest.fixture
def talks(cable: Cable) -> Talks:
    return Talks(cable, b"key")


@pytest.fixture
def others(redis_client: RedisClient) -> Talks:
    """The same talks in another process."""
    return Talks(redis_client, b"key")


def moved(number: int = 1, call: str = CALL, room: str = ROOM, joined: bool = True) -> ParticipantEvent:
    """Somebody joins or leaves."""
    return ParticipantEvent(room, "CF1", number, "", call, joined, goes_on=False, is_over=False)


# --- what the carrier tells


def test_people_in_a_room_are_counted_once_however_often_the_carrier_tells(talks, others):
    for number, call in ((1, "CA1"), (2, "CA2"), (2, "CA2")):
        talks.event(moved(number, call))
    assert others[ROOM].people == 2
    others.event(moved(3, "CA1", joined=False))
    assert talks[ROOM].people == 1
    talks.event(ConferenceEnded(ROOM, "CF1"))
    assert others[ROOM].people == 0


def test_a_person_is_known_by_the_label_or_by_the_call(talks):
    talks.event(replace(moved(1, call=""), label=talks.person(CALL)))
    talks.event(moved(2))
    assert talks[ROOM].present == {talks.person(CALL)}


def test_a_callback_that_moves_nobody_leaves_no_gap(talks):
    talks.event(moved(1)), talks.event(moved(3, "CA2"))
    assert talks[ROOM].has_gap
    talks.event(OtherEvent(ROOM, "CF1", 2))
    assert not talks[ROOM].has_gap and talks[ROOM].people == 2


def test_a_call_that_ends_leaves_every_room_in_every_process(talks, others):
    for room in (ROOM, OTHER_ROOM):
        talks.event(moved(room=room))
        talks.change(room, hand_up, talks.person(CALL))
    others.call_ended(CALL)
    talks.event(moved(2)), talks.call_ended("CA-who-was-in-no-room")
    assert [(talks[room].people, talks[room].hands) for room in (ROOM, OTHER_ROOM)] == [(0, ())] * 2


def test_who_leaves_because_the_call_is_over_leaves_every_room(talks):
    for room in (ROOM, OTHER_ROOM):
        talks.event(moved(room=room))
    talks.event(replace(moved(2, joined=False), is_over=True))
    assert not talks[ROOM].seats and not talks[OTHER_ROOM].seats


def test_nothing_that_is_kept_tells_a_call(talks, redis_client):
    talks.change(ROOM, seated, talks.person(CALL), False, "0011223344556677")
    talks.event(moved()), talks.call_ended(CALL)
    names = redis_client.ask(lambda client: list(client.scan_iter()), [])
    kept = b"".join(name + redis_client.ask(lambda client, name=name: client.dump(name), b"") for name in names)
    assert names and CALL.encode() not in kept


# --- several processes


def test_nobody_is_lost_when_many_speak_up_at_once_in_two_processes(talks, others):
    def speak_up(mine: Talks, first: int) -> None:
        for number in range(first, first + 25):
            mine.change(ROOM, hand_up, f"{number:016x}")

    threads = [threading.Thread(target=speak_up, args=(mine, 25 * n)) for n, mine in enumerate([talks, others] * 2)]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    assert sorted(talks[ROOM].hands) == [f"{number:016x}" for number in range(100)] == sorted(others[ROOM].hands)


def test_a_process_that_starts_again_still_knows(talks, redis_client):
    before = talks.change(ROOM, seated, "a", True)
    assert Talks(redis_client, b"key")[ROOM] == before and Talks(redis_client, b"key").rooms() == (ROOM,)


def test_a_room_is_forgotten_after_half_a_day(talks, redis_client):
    talks.change(ROOM, hand_up, "a")
    assert FORGOTTEN_AFTER - 60 < redis_client.ask(lambda client: client.ttl(f"talk:{ROOM}"), 0) <= FORGOTTEN_AFTER


def test_of_a_room_where_nobody_was_nothing_is_known(talks):
    assert talks.get(ROOM) is None and ROOM not in talks and len(talks) == 0


# --- Redis goes away


def test_while_redis_is_away_the_talk_goes_on_and_both_processes_changes_count_afterwards(talks, cable, others):
    talks.change(ROOM, hand_up, "a")
    cable.is_cut = True
    assert talks.change(ROOM, hand_up, "b").hands == talks[ROOM].hands == ("a", "b")
    others.change(ROOM, hand_up, "c")
    cable.is_cut = False
    assert talks[ROOM].hands == others[ROOM].hands == ("a", "c", "b")


def test_a_redis_that_lost_everything_is_told_again(talks, others, redis_client):
    talks.change(ROOM, locked, True)
    redis_client.ask(lambda client: client.flushall(), None)
    assert talks.change(ROOM, hand_up, "a").locked and others[ROOM] == talks[ROOM]
    redis_client.ask(lambda client: client.flushall(), None)
    assert talks[ROOM] == others[ROOM] and others.rooms() == (ROOM,)


def test_a_real_server_that_is_stopped_and_started_loses_nothing(tmp_path):
    rests = iter(range(0, 100_000, 10))
    talks = Talks(RedisClient(f"unix://{tmp_path}/redis.sock", lambda: next(rests)), b"key")
    with embedded_redis(tmp_path):
        talks.change(ROOM, hand_up, "a")
    talks.change(ROOM, hand_up, "b")
    with embedded_redis(tmp_path):
        assert talks.change(ROOM, hand_up, "c").hands == ("a", "b", "c")
        assert Talks(RedisClient(f"unix://{tmp_path}/redis.sock"), b"key")[ROOM].hands == ("a", "b", "c")


def test_a_call_that_ends_while_redis_is_away_is_gone_when_it_is_back(talks, cable, others):
    talks.event(moved())
    cable.is_cut = True
    talks.call_ended(CALL)
    cable.is_cut = False
    assert talks[ROOM].people == others[ROOM].people == 0


def test_without_redis_a_process_remembers_a_bounded_number_of_rooms_for_half_a_day(tmp_path):
    now = [0.0]
    talks = Talks(RedisClient(f"unix://{tmp_path}/nobody.sock"), b"key", lambda: now[0])
    for number in range(ROOMS + 10):
        talks.change(f"{number:024x}", hand_up, "a")
    assert len(talks.rooms()) == ROOMS and f"{ROOMS + 9:024x}" in talks
    now[0] = FORGOTTEN_AFTER
    assert talks.rooms() == () and talks.get(f"{ROOMS + 9:024x}") is None


ALONE = st.tuples(st.sampled_from(["speaks", "looks", "is cut off", "is back", "Redis loses everything"]), st.just(0))
IN_TWO = st.tuples(st.sampled_from(["speaks", "looks", "is cut off", "is back"]), st.sampled_from([0, 1]))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happens=st.lists(ALONE, max_size=20) | st.lists(IN_TWO, max_size=30))
def test_whatever_becomes_of_redis_no_hand_that_was_raised_is_lost(redis_dir, redis_client, happens):
    redis_client.ask(lambda client: client.flushall(), None)
    cables = [Cable(f"unix://{redis_dir}/redis.sock") for _ in range(2)]
    processes = [Talks(cable, b"key") for cable in cables]
    for number, (what, which) in enumerate(happens):
        cables[which].is_cut = what == "is cut off" or (cables[which].is_cut and what != "is back")
        if what == "speaks":
            processes[which].change(ROOM, hand_up, str(number))
        elif what == "Redis loses everything":
            redis_client.ask(lambda client: client.flushall(), None)
        processes[which].get(ROOM)
    for cable, process in zip(cables, processes, strict=True):
        cable.is_cut = False
        process.get(ROOM)
    kept = Talks(redis_client, b"key").get(ROOM) or Talk()
    assert sorted(kept.hands) == sorted(str(n) for n, (what, _) in enumerate(happens) if what == "speaks")


# --- what stands in Redis

DAMAGED = [b"", b"\xff", b"garbage", b"[1]", b'{"seats": 5}', b'{"given": 1e999}', b'{"hands": 3}', b"[" * 100_000]
DAMAGED += [b'{"events": {"CF1": {"people": {"a": 1}, "numbers": [], "settled": 0}}}', b'{"events": {"CF1": []}}']


@pytest.mark.parametrize("damage", DAMAGED, ids=range(len(DAMAGED)))
def test_what_is_damaged_counts_as_an_empty_talk(talks, redis_client, damage):
    redis_client.put(f"talk:{ROOM}", damage)
    assert talks.get(ROOM) is None
    talks.change(ROOM, hand_up, "a")
    assert Talks(redis_client, b"key")[ROOM] == hand_up(Talk(), "a")


def test_a_key_of_another_kind_is_overwritten(talks, others, redis_client):
    redis_client.ask(lambda client: client.lpush(f"talk:{ROOM}", "x"), None)
    assert talks.get(ROOM) is None
    assert talks.change(ROOM, hand_up, "a") == others[ROOM]


CHANGES = st.one_of(
    st.tuples(st.sampled_from([seated, self_muted]), st.tuples(st.sampled_from("abc"), st.booleans())),
    st.tuples(st.sampled_from([hand_up, floor_given, left_for_good]), st.tuples(st.sampled_from("abc"))),
    st.tuples(st.just(told), st.tuples(st.just("CF1"), st.integers(0, 9), st.sampled_from("abc"), st.booleans())),
)


@given(st.lists(CHANGES, max_size=12))
def test_a_talk_is_read_back_as_it_was_written(changes):
    talk = Talk()
    for how, args in changes:
        talk = how(talk, *args)
    assert stored(document(talk, 1, 0)).talk == talk


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_nothing_that_another_program_writes_can_break_reading(value):
    for name in ("seats", "hands", "floor", "given", "events", "gone", "unknown"):
        found = stored(json.dumps({name: value}).encode()).talk
        assert found is None or hand_up(found, "a").people == 0


# --- while Redis goes and comes


def test_what_redis_refuses_to_write_is_kept_here_and_written_later(talks, redis_client):
    talks.change(ROOM, hand_up, "a")
    redis_client.ask(lambda client: client.config_set("maxmemory", 1), None)
    assert talks.change(ROOM, hand_up, "b").hands == ("a", "b")
    redis_client.ask(lambda client: client.config_set("maxmemory", 0), None)
    assert talks[ROOM].hands == ("a", "b")
    assert Talks(redis_client, b"key")[ROOM].hands == ("a", "b")


def test_a_talk_that_redis_has_forgotten_is_forgotten_here_too_although_it_was_looked_at(redis_client):
    now = [0.0]
    talks = Talks(redis_client, b"key", lambda: now[0])
    talks.change(ROOM, hand_up, "a")
    for now[0] in range(0, FORGOTTEN_AFTER, 3600):
        assert talks[ROOM].hands == ("a",)
    redis_client.ask(lambda client: client.flushall(), None)
    now[0] = FORGOTTEN_AFTER
    assert talks.get(ROOM) is None


def test_of_two_threads_that_saw_the_same_none_loses_what_it_changes_while_redis_goes_away(talks, cable):
    seen = talks.look([ROOM])
    cable.is_cut = True
    first, second = (Change(ROOM, hand_up, (name,)) for name in "ab")
    assert talks.commit(seen, [first]) is Outcome.HERE
    assert talks.commit(seen, [second]) is Outcome.OVERTAKEN
    assert talks.commit(talks.look([ROOM]), [second]) is Outcome.HERE and talks[ROOM].hands == ("a", "b")


def test_what_comes_to_nothing_in_the_end_is_not_done_again_later(talks, cable):
    cable.is_cut = True
    talks.change(ROOM, hand_up, "a"), talks.change(ROOM, hand_down, "a")
    cable.is_cut = False
    assert talks[ROOM].hands == () and not talks.look([ROOM])[ROOM].unwritten
