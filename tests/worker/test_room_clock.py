"""The room clock: rooms are told how much time is left, and what callbacks have left wrong is made good."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import cast

import pytest

import config
from carrier.port import Carrier, CarrierError
from hotline import knows_its_carrier
from ivr.model.agenda import next_meeting
from ivr.model.presence import seated, stepped_out, told
from ivr.model.talk import Talk, locked, self_muted, silenced
from ivr.world import World
from keep.rooms.room_control import RoomControl
from keep.rooms.talks import Talks
from storage.redis_client import RedisClient
from tests.support.clerk import PUBLIC
from tests.support.lossy_carrier import Conference, Participant
from tests.support.staff import group
from worker.reconciler import GRACE
from worker.room_clock import RoomClock

EVENING = group("Regel: dienstags, 18:30 bis 20 Uhr")


@dataclass
class SmallCarrier:
    """A carrier with the rooms it is given, which remembers what was asked of it, and may be out of order."""

    rooms: dict[str, Conference] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    announced: list[tuple[str, str]] = field(default_factory=list)
    muted: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)
    going_on: tuple[str, ...] = ()
    is_broken: bool = False

    def _works(self) -> None:
        if self.is_broken:
            raise CarrierError("no answer")

    def conference(self, room: str) -> Conference | None:
        self._works()
        self.asked.append(room)
        return self.rooms.get(room)

    def calls(self) -> tuple[str, ...]:
        self._works()
        return self.going_on

    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        self._works()
        self.muted.append((room, tuple(labels), on))

    def hold(self, room: str, label: str, on: bool) -> None:
        raise AssertionError("the room clock takes nobody out")

    def announce(self, room: str, url: str) -> None:
        self._works()
        self.announced.append((room, url))

    def end(self, room: str) -> None:
        raise AssertionError("the room clock cuts nobody off")


def control(carrier: SmallCarrier) -> RoomControl:
    """Has this carrier do what rooms ask; each sound is called by its sentence."""
    return RoomControl(cast(Carrier, carrier), "https://hotline", lambda hear: f"/{hear[0].key}.wav")


@pytest.fixture
def carrier() -> SmallCarrier:
    return SmallCarrier()


@pytest.fixture
def world(world, clock) -> Callable[[], World]:
    """A small group on a Tuesday evening."""
    return lambda: replace(world, now=clock.now, plan=replace(world.plan, groups=(EVENING,)))


@pytest.fixture
def room(world) -> str:
    meeting = next_meeting(EVENING, world().now)
    assert meeting
    return world().room(meeting)


@pytest.fixture
def talks(redis_client: RedisClient) -> Talks:
    return Talks(redis_client, b"key")


@pytest.fixture
def start(redis_client, talks, world, carrier, seconds) -> Callable[[], RoomClock]:
    """A worker starts."""

    return lambda: RoomClock(redis_client, talks, world, control(carrier), clock=lambda: seconds[0])


@pytest.fixture
def seconds() -> list[float]:
    """How many seconds have passed, as far as a worker can tell."""
    return [0.0]


@pytest.fixture
def evening(start, clock) -> Callable[..., None]:
    """Time passes from 19:49 to 20:02, and the room clock looks every so many seconds."""

    def passes(room_clock: RoomClock | None = None, every: int = 5, between: tuple[int, int] = (0, 13 * 60)) -> None:
        room_clock = room_clock or start()
        for second in range(*between, every):
            clock.says(f"2026-03-10 {19 + (49 + second // 60) // 60}:{(49 + second // 60) % 60:02}:{second % 60:02}")
            room_clock.announce()

    return passes


def somebody_in(room: str, talks: Talks, person: str = "a") -> Talk:
    return talks.change(room, told, "CF1", 1, person, True)


ALL = ["zeit.zehn", "zeit.zwei", "zeit.ende"]


def heard(carrier: SmallCarrier) -> list[str]:
    return [url.removeprefix("https://hotline/").removesuffix(".wav") for _, url in carrier.announced]


# --- what is told


def test_a_room_is_told_three_times_how_much_time_is_left(evening, carrier, room, talks):
    somebody_in(room, talks)
    evening()
    assert heard(carrier) == ALL and {where for where, _ in carrier.announced} == {room}


def test_an_empty_room_is_told_nothing(evening, carrier):
    evening()
    assert carrier.announced == []


def test_who_comes_later_is_not_told_what_is_over(start, clock, evening, carrier, room, talks):
    evening(room_clock := start(), between=(0, 70))
    somebody_in(room, talks)
    evening(room_clock, between=(75, 140))
    assert heard(carrier) == []


def test_two_workers_tell_a_room_once(start, evening, carrier, room, talks):
    somebody_in(room, talks)
    workers = [start(), start()]
    for second in range(0, 13 * 60, 5):
        [evening(worker, between=(second, second + 5)) for worker in workers]
    assert heard(carrier) == ALL


@pytest.mark.parametrize(("seconds", "tells"), [(0, True), (60, True), (120, False), (240, False)])
def test_a_worker_that_starts_late_tells_what_is_still_true(evening, carrier, room, talks, seconds, tells):
    somebody_in(room, talks)
    evening(between=(60 + seconds, 60 + seconds + 5))
    assert heard(carrier) == ["zeit.zehn"] * tells


def test_a_worker_that_starts_again_does_not_say_it_twice(evening, carrier, room, talks):
    somebody_in(room, talks)
    evening(between=(0, 65)), evening(between=(70, 150))
    assert heard(carrier) == ["zeit.zehn"]


def test_what_the_carrier_refuses_is_tried_again(start, evening, carrier, room, talks, caplog):
    somebody_in(room, talks)
    carrier.is_broken, room_clock = True, start()
    evening(room_clock, between=(0, 90))
    carrier.is_broken = False
    evening(room_clock, between=(95, 200))
    assert heard(carrier) == ["zeit.zehn"]
    assert len(caplog.records) == 1 and room not in caplog.text


def test_without_redis_a_room_is_told_once_too(tmp_path, world, carrier, evening, room):
    away = RedisClient(f"unix://{tmp_path}/nobody.sock")
    talks = Talks(away, b"key")
    somebody_in(room, talks)
    evening(RoomClock(away, talks, world, control(carrier)))
    assert heard(carrier) == ALL


# --- what is made good


def test_a_leave_that_was_lost_is_made_good(start, carrier, room, talks):
    somebody_in(room, talks, "a")
    talks.change(room, told, "CF1", 2, "b", True)
    carrier.rooms[room] = Conference("CF1", (Participant("b"), Participant("c"), Participant("")))
    start().repair()
    assert talks[room].present == {"b", "c"}


def test_a_room_whose_end_was_lost_is_empty(start, carrier, room, talks):
    somebody_in(room, talks)
    start().repair()
    assert talks[room].people == 0


def test_the_carrier_is_asked_only_where_somebody_is_or_something_was_lost(start, carrier, room, talks):
    silent, gap = "0" * 24, "1" * 24
    talks.change(silent, told, "CF2", 1, "a", False), talks.change(gap, told, "CF3", 3, "a", False)
    somebody_in(room, talks)
    start().repair()
    assert sorted(carrier.asked) == sorted([room, gap])


def test_a_carrier_that_cannot_be_asked_changes_nothing_and_is_logged_once_until_it_can(
    start, carrier, room, talks, caplog
):
    somebody_in(room, talks)
    carrier.rooms[room] = Conference("CF1", (Participant("a"),))
    room_clock = start()
    for carrier.is_broken in (True, True, False, True, True):
        room_clock.repair()
    assert talks[room].people == 1 and len(caplog.records) == 2


@pytest.fixture
def in_silence(talks, room, carrier) -> tuple[str, str]:
    """One who leads has asked another for silence; the carrier lists both. How both calls are known in rooms."""
    leads, other = talks.person("CA-leads"), talks.person("CA-other")
    for number, person in enumerate((leads, other), 1):
        talks.change(room, seated, person, person == leads)
        talks.change(room, told, "CF1", number, person, True)
    talks.change(room, silenced, True)
    carrier.rooms[room] = Conference("CF1", (Participant(leads), Participant(other, muted=True)))
    carrier.going_on = ("CA-leads", "CA-other")
    return leads, other


def test_silence_ends_when_the_list_shows_twice_that_its_leader_has_gone(start, carrier, room, talks, in_silence):
    _, other = in_silence
    carrier.rooms[room] = Conference("CF1", (Participant(other, muted=True),))
    (room_clock := start()).repair()
    assert talks[room].silent and carrier.muted == []
    room_clock.repair()
    assert not talks[room].silent and carrier.muted == [(room, (other,), False)] and heard(carrier) == ["ruhe.vorbei"]


def test_silence_stays_while_its_leader_is_at_the_star_menu(start, carrier, room, talks, in_silence):
    leads, other = in_silence
    talks.change(room, stepped_out, leads, True)
    carrier.rooms[room] = Conference("CF1", (Participant(other, muted=True),))
    room_clock = start()
    [room_clock.repair() for _ in range(3)]
    assert talks[room].silent and carrier.muted == []


def test_the_seat_of_a_call_that_has_ended_unheard_goes_and_of_one_that_is_elsewhere_stays(
    start, carrier, room, talks, in_silence, seconds
):
    _, other = in_silence
    del carrier.rooms[room]
    carrier.going_on, room_clock = ("CA-other",), start()
    for seconds[0] in (0, GRACE - 1):
        room_clock.repair()
        assert len(talks[room].seats) == 2
    seconds[0] = GRACE
    room_clock.repair()
    assert {*talks[room].seats} == {other}


def test_with_the_last_seat_the_lock_goes(start, carrier, room, talks, in_silence, seconds):
    leads, _ = in_silence
    talks.change(room, stepped_out, leads, True), talks.change(room, locked, True)
    carrier.rooms, carrier.going_on, room_clock = {}, (), start()
    room_clock.repair()
    assert talks[room].locked
    seconds[0] = GRACE
    room_clock.repair()
    assert not talks[room].seats and not talks[room].locked


def test_whoever_could_not_be_unmuted_when_silence_ended_is_tried_again(start, carrier, room, talks, in_silence):
    _, other = in_silence
    talks.change(room, silenced, False)
    start().repair()
    assert carrier.muted == [(room, (other,), False)]


def test_nobody_who_has_muted_himself_is_unmuted(start, carrier, room, talks, in_silence):
    _, other = in_silence
    talks.change(room, self_muted, other, True), talks.change(room, silenced, False)
    start().repair()
    assert carrier.muted == []


def test_a_carrier_that_cannot_be_asked_costs_nobody_a_seat(start, carrier, room, talks, in_silence, seconds):
    del carrier.rooms[room]
    (room_clock := start()).repair()
    seconds[0], carrier.is_broken = GRACE, True
    room_clock.repair()
    assert len(talks[room].seats) == 2


SID, FROM_OUTSIDE = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32}, PUBLIC


@pytest.mark.parametrize(("more", "asks"), [({}, True), (FROM_OUTSIDE, False), (FROM_OUTSIDE | SID, True)])
def test_only_the_carrier_whose_calls_come_in_is_asked(environ, more, asks):
    assert knows_its_carrier(config.load(environ | more)) == asks


# --- it goes on


class EnoughError(Exception):
    """The test has seen enough."""


def looks(count: int) -> Callable[[float], None]:
    """Waits that let so many looks pass."""
    waits = iter(range(count - 1))

    def wait(seconds: float) -> None:
        if next(waits, None) is None:
            raise EnoughError

    return wait


def test_every_look_tells_and_every_sixth_asks(start, carrier, room, talks, clock):
    somebody_in(room, talks)
    carrier.rooms[room] = Conference("CF1", (Participant("a"),))
    clock.says("2026-03-10 19:50")
    with pytest.raises(EnoughError):
        start().run(looks(65))
    assert len(carrier.asked) == 3 and heard(carrier) == ["zeit.zehn"]


def test_whatever_happens_it_goes_on_and_logs_no_message(redis_client, talks, carrier, caplog):
    number = f"+4930{23125777}"

    def broken() -> World:
        raise RuntimeError(number)

    with pytest.raises(EnoughError):
        RoomClock(redis_client, talks, broken, control(carrier)).run(looks(20))
    assert caplog.text.count("RuntimeError in the room clock") == 2 * 4 and number not in caplog.text
