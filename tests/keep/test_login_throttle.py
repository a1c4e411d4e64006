"""Who may try a password: the waits grow, at every process, with and without Redis."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.limits.login_throttle import LONGEST_WAIT, LoginThrottle
from storage.redis_client import RedisClient

AWAY = "unix:///nobody-answers-here.sock"


class Time:
    """Seconds since 1970."""

    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(0, LONGEST_WAIT), max_size=60))
def test_whatever_the_pace_few_tries_are_compared_in_an_hour(pauses):
    time = Time()
    doorman, compared = LoginThrottle(RedisClient(AWAY), time), []
    for pause in pauses:
        time.now += pause
        if doorman.lets_try("a"):
            compared.append(time.now)
    assert all(sum(one <= other < one + 3600 for other in compared) < 16 for one in compared)


@pytest.mark.parametrize("is_up", [True, False])
def test_what_was_tried_at_one_process_counts_at_the_other(redis_client, is_up):
    here, there = (LoginThrottle(redis_client if is_up else RedisClient(AWAY), Time()) for _ in range(2))
    assert [here.lets_try("a") for _ in range(4)] == [True, True, True, False]
    assert there.lets_try("a") is not is_up and there.lets_try("b")


def test_a_right_password_forgives_the_slips_before(redis_client):
    doorman = LoginThrottle(redis_client, Time())
    for _ in range(3):
        doorman.lets_try("a")
    doorman.was_right("a")
    assert doorman.lets_try("a")


def test_a_try_that_was_not_compared_counts_neither_for_its_address_nor_for_all(redis_client):
    doorman = LoginThrottle(redis_client, Time(), lambda: 0.99)
    for _ in range(20):
        assert doorman.lets_try("a")
        doorman.takes_back("a")
    assert [doorman.lets_try("a", "known") for _ in range(2)] == [True, True]
    doorman.takes_back("a", "known")
    assert [doorman.lets_try("a", "known") for _ in range(3)] == [True, True, False]


def test_a_sign_in_that_is_over_is_over_at_every_process(redis_client):
    here, there = (LoginThrottle(redis_client, Time()) for _ in range(2))
    here.end("s", 60)
    assert here.has_ended("s") and there.has_ended("s") and not there.has_ended("t")


@pytest.mark.parametrize("a_second", [1, 10, 60])
def test_however_many_strangers_try_about_one_password_a_second_is_compared(a_second):
    time, compared = Time(), 0
    doorman = LoginThrottle(RedisClient(AWAY), time, Random(1).random)
    for number in range(2 * 60 * a_second):
        time.now += 1 / a_second
        compared += doorman.lets_try(f"stranger {number}")
    assert compared <= 2 * 60


def test_among_strangers_that_never_stop_whoever_knows_the_password_is_soon_compared():
    time, presses = Time(), []
    doorman = LoginThrottle(RedisClient(AWAY), time, Random(1).random)
    for second in range(60):
        time.now += 1
        for number in range(2):
            doorman.lets_try(f"stranger {second} {number}")
        if second % 5 == 0:
            presses.append(doorman.lets_try("the office"))
    assert True in presses


def test_strangers_never_slow_down_a_browser_that_was_in_before(redis_client):
    doorman = LoginThrottle(redis_client, Time())
    for number in range(200):
        doorman.lets_try(f"stranger {number}")
    assert [doorman.lets_try("one of them", "known") for _ in range(4)] == [True, True, True, False]


def test_who_signs_in_rightly_takes_nothing_from_all(redis_client):
    doorman = LoginThrottle(redis_client, Time(), lambda: 0.99)
    for number in range(50):
        assert doorman.lets_try(f"clerk {number}")
        doorman.was_right(f"clerk {number}")
