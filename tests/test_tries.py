"""Guessing is hopeless, and whoever has the right number comes in, whatever strangers do."""

import threading
from collections import Counter
from itertools import count

import pytest

from keep.link import Link
from keep.tries import HOUR, OF_A_CALL, OF_A_CALLER, OF_ALL, Tries
from tests.guessing import CODES, chance

NEW_CALLS = count()


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def away(tmp_path) -> Link:
    """A Redis that does not answer."""
    return Link(f"unix://{tmp_path}/nobody.sock")


@pytest.fixture
def tries(away, clock) -> Tries:
    return Tries(away, clock)


def fails(tries: Tries, times: int, caller: str = "") -> list[str]:
    """What each of so many numbers is compared with that lead nowhere, every one in a call of its own."""
    return [tries.tried(f"call {next(NEW_CALLS)}", caller) for _ in range(times)]


def succeeds(tries: Tries, caller: str = "", call: str = "") -> str:
    """What a right number is compared with."""
    call = call or f"call {next(NEW_CALLS)}"
    compares = tries.tried(call, caller)
    tries.was_right(call, caller)
    return compares


def test_a_call_may_mistype_and_then_is_led_to_the_office_until_it_has_passed(tries, clock):
    assert [tries.tried("call", "") for _ in range(OF_A_CALL + 1)] == ["all"] * OF_A_CALL + ["new call"]
    assert fails(tries, 1) == ["all"]
    clock.now += HOUR
    assert tries.tried("call", "") == "all"


def test_a_caller_may_mistype_ten_times_a_day_in_as_many_calls_as_he_likes(tries, clock):
    assert fails(tries, OF_A_CALLER + 1, "anna") == ["all"] * OF_A_CALLER + ["none"]
    assert fails(tries, 1, "berta") == fails(tries, 1) == ["all"]
    clock.now += 24 * HOUR
    assert fails(tries, 1, "anna") == ["all"]


def test_right_numbers_are_not_counted(tries):
    assert {succeeds(tries, "care home", call="one") for _ in range(200)} == {"all"}


def test_who_mistypes_three_times_a_day_comes_in_every_day(tries, clock):
    for _ in range(30):
        assert [*fails(tries, 3, "anna"), succeeds(tries, "anna")] == ["all"] * 4
        clock.now += 24 * HOUR


def test_strangers_make_the_hotline_slow_for_strangers_only(tries):
    assert fails(tries, OF_ALL + 500) == ["all"] * OF_ALL + ["open"] * 500
    assert [succeeds(tries, "anna") for _ in range(5)] == ["all"] * 5
    assert [*fails(tries, 3, "berta"), succeeds(tries, "berta")] == ["all", "open", "open", "open"]


def test_a_caller_without_a_number_is_never_stopped_by_others_without_one(tries, clock):
    for _ in range(60):
        fails(tries, 60)
        assert succeeds(tries) == "open"
        clock.now += HOUR


def test_a_caller_beyond_his_own_limit_makes_nothing_slow_for_others(tries):
    fails(tries, 1000, "stranger")
    assert fails(tries, 1) == ["all"]


def test_the_hotline_forgets_a_failure_each_hour_and_all_after_a_quiet_week(tries, clock):
    fails(tries, OF_ALL)
    clock.now += HOUR
    assert fails(tries, 2) == ["all", "open"]
    fails(tries, 1000)
    clock.now += 6 * 24 * HOUR
    assert fails(tries, 1) == ["open"]
    clock.now += 7 * 24 * HOUR
    assert fails(tries, 1) == ["all"]


def test_no_try_is_lost_between_threads_and_processes(link, clock):
    processes, met = (Tries(link, clock), Tries(link, clock)), []
    threads = [
        threading.Thread(target=lambda tries=tries: met.extend(fails(tries, 20, "anna"))) for tries in processes * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(met) == {"all": OF_A_CALLER, "none": 8 * 20 - OF_A_CALLER}


def test_what_failed_elsewhere_counts_here_and_what_was_right_is_taken_back(link, clock):
    here, elsewhere = Tries(link, clock), Tries(link, clock)
    fails(elsewhere, OF_A_CALLER - 1, "anna")
    assert [succeeds(elsewhere, "anna"), *fails(here, 2, "anna")] == ["all", "all", "none"]


def test_an_emptied_redis_forgives_nothing(link, clock):
    tries = Tries(link, clock)
    fails(tries, OF_A_CALLER, "anna"), fails(tries, OF_ALL)
    link.ask(lambda client: client.flushall(), None)
    assert fails(tries, 1, "anna") == ["none"] and fails(tries, 1) == ["open"]


@pytest.mark.parametrize("foreign", [b"x", b"", b"9" * 40])
def test_whatever_stands_in_redis_is_no_reason_to_stop(link, clock, foreign):
    for name in ("tries:all", "tries:call:call"):
        link.put(name, foreign)
    assert Tries(link, clock).tried("call", "") == "all" and link.is_up()


def test_nothing_is_kept_for_longer_than_it_counts(link, clock):
    tries = Tries(link, clock)
    fails(tries, 3, "anna"), tries.tried("call", "")
    ttl = {key: link.ask(lambda client, key=key: client.ttl(key), 0) for key in link.ask(lambda c: c.keys("*"), [])}
    assert len(ttl) == 6 and all(0 < seconds <= 24 * HOUR for seconds in ttl.values())


@pytest.mark.parametrize("callers", [1, 10, 0])
def test_guessing_is_hopeless(callers):
    assert 0 < chance(callers) < 0.001 and CODES == 1_000_000
