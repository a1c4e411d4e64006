"""Guessing is hopeless, and whoever has the right number comes in, whatever strangers do."""

import threading
from collections import Counter
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.limits.code_attempts import AT_DOORS, HAVING_WAITED, OF_A_CALL, OF_A_CALLER, OF_ALL, OF_LEADERS, CodeAttempts
from storage.expiring_counters import HOUR
from storage.redis_client import RedisClient
from tests.bench.guessing import DAY, MONTH, WEEKLY, Away, chance_to_lead, guesses

NEW_CALLS = count()
NOBODY = Away()


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
def away(tmp_path) -> RedisClient:
    """A Redis that does not answer."""
    return RedisClient(f"unix://{tmp_path}/nobody.sock")


@pytest.fixture
def tries(away, clock) -> CodeAttempts:
    return CodeAttempts(away, clock)


def fails(tries: CodeAttempts, times: int, caller: str = "", near: str = "") -> list[str]:
    """With what each of so many numbers is compared that lead nowhere, every one in a call of its own."""
    return [fails_in(f"call {next(NEW_CALLS)}", tries, caller, near) for _ in range(times)]


def fails_in(call: str, tries: CodeAttempts, caller: str = "", near: str = "") -> str:
    """The same in this call; `near`: a slip of the number of that group."""
    attempt = tries.tried(call, caller)
    tries.was_wrong(attempt, near)
    return attempt.compares


def succeeds(tries: CodeAttempts, caller: str = "", call: str = "", of: str = "krokus") -> str:
    """With what a right number is compared."""
    attempt = tries.tried(call or f"call {next(NEW_CALLS)}", caller, of)
    tries.was_right(attempt)
    return attempt.compares


def makes_slow(tries: CodeAttempts) -> None:
    """Strangers use up all that is free on the hotline, at its doors and for those who have waited."""
    fails(tries, OF_ALL.at_once + AT_DOORS.at_once)
    while waits_then_fails(tries) != "later":
        pass


def waits_then_fails(tries: CodeAttempts, caller: str = "") -> str:
    """Somebody waits in the line, and is wrong."""
    call = f"call {next(NEW_CALLS)}"
    tries.waited(call)
    return fails_in(call, tries, caller)


def test_a_call_may_mistype_and_then_only_open_doors_count_until_the_next(tries, clock):
    heard = [fails_in("call", tries) for _ in range(OF_A_CALL + 1)]
    assert heard == ["all"] * OF_A_CALL + ["new call"] and fails(tries, 1) == ["all"]
    clock.now += HOUR
    assert fails_in("call", tries) == "all"


def test_a_caller_may_mistype_ten_times_a_day_and_then_only_open_doors_count(tries, clock):
    assert fails(tries, OF_A_CALLER + 1, "anna") == ["all"] * OF_A_CALLER + ["today"]
    assert fails(tries, 1, "berta") == fails(tries, 1) == ["all"]
    clock.now += DAY
    assert fails(tries, 1, "anna") == ["all"]


def test_right_numbers_are_not_counted(tries):
    assert {succeeds(tries, "care home", call="one") for _ in range(200)} == {"all"}


def test_who_mistypes_three_times_a_day_comes_in_every_day(tries, clock):
    for _ in range(30):
        assert [*fails(tries, 3, "anna"), succeeds(tries, "anna")] == ["all"] * 4
        clock.now += DAY


# --- slips


@pytest.mark.parametrize("call", ["", "the same"])
def test_slips_of_a_number_do_not_count_against_it(tries, call):
    for slip in range(3 * OF_A_CALLER):
        fails_in(call or f"call {slip}", tries, "anna", near="krokus")
    assert succeeds(tries, "anna", call, of="krokus") == "all"


def test_slips_are_no_sign_for_strangers(tries, clock):
    """Near or not, the answers to the same attempts are the same."""
    far = [
        fails(CodeAttempts(NOBODY, clock), 60),
        [fails_in("one", CodeAttempts(NOBODY, clock), "anna") for _ in range(30)],
    ]
    near = [
        fails(CodeAttempts(NOBODY, clock), 60, near="krokus"),
        [fails_in("one", CodeAttempts(NOBODY, clock), "anna", near="krokus") for _ in range(30)],
    ]
    assert near == far


def test_whoever_has_got_it_right_in_the_end_has_made_nothing_slow(tries):
    for call in map(str, range(3 * OF_ALL.at_once)):
        assert [fails_in(call, tries, near="krokus") for _ in range(4)] == ["all"] * 4
        assert succeeds(tries, call=call, of="krokus") == "all"


HISTORIES = st.lists(st.tuples(st.sampled_from(("slip", "wrong", "right")), st.sampled_from("ab")), max_size=40)


@given(HISTORIES)
def test_who_knows_one_number_has_no_more_guesses_at_others(history):
    knowing, guessing = (CodeAttempts(NOBODY, lambda: 0.0) for _ in range(2))
    for what, call in history:
        if what == "right":
            succeeds(knowing, "anna", call, of="krokus")
        elif what == "slip":
            fails_in(call, knowing, "anna", near="krokus")
        else:
            known, guessed = (fails_in(call, tries, "anna") for tries in (knowing, guessing))
            assert known != "all" or guessed == "all"


# --- while the hotline is slow


def test_strangers_make_the_hotline_slow_for_strangers_only(tries):
    makes_slow(tries)
    assert [succeeds(tries, "anna") for _ in range(5)] == ["all"] * 5
    assert tries.is_slow()


def test_whoever_shows_a_number_is_never_sent_away_from_an_open_door(tries):
    makes_slow(tries)
    assert fails(tries, 3, "berta") == ["all", "later", "later"]
    assert [waits_then_fails(tries, "berta") for _ in range(20)] == ["open"] * 9 + ["today"] * 11


def test_a_stranger_who_shows_the_number_of_another_locks_nobody_out(tries):
    fails(tries, OF_A_CALLER + 5, "anna")
    assert succeeds(tries, "anna") == "today"
    makes_slow(tries)
    assert waits_then_fails(tries, "anna") == "today"


def test_without_a_number_doors_are_tried_so_often_an_hour_and_no_more(tries, clock):
    makes_slow(tries)
    compared = 0
    for _ in range(600):
        clock.now += 60
        compared += waits_then_fails(tries) != "later"
    assert compared <= 10 * HOUR // AT_DOORS.every + 10 * HOUR // HAVING_WAITED.every + 2


def test_who_waits_once_is_compared_once(tries):
    makes_slow(tries)
    tries.waited("call")
    assert [fails_in("call", tries, "anna") for _ in range(3)] == ["all", "open", "later"]


def test_a_caller_beyond_his_own_limit_makes_nothing_slow_for_others(tries):
    fails(tries, 1000, "stranger")
    assert fails(tries, 1) == ["all"]


def test_the_hotline_forgets_a_failure_every_two_hours_and_is_slow_for_a_day_at_most(tries, clock):
    fails(tries, OF_ALL.at_once)
    clock.now += OF_ALL.every
    assert fails(tries, 2) == ["all", "open"]
    for _ in range(7 * 24):
        clock.now += HOUR
        fails(tries, 40)
    assert fails(tries, 1) == ["later"]
    clock.now += DAY
    assert fails(tries, 1) == ["all"]


# --- those who lead


def leads(tries: CodeAttempts, call: str = "call", caller: str = "", of: str = "") -> str:
    """With what the number of one who leads is compared."""
    return tries.tried_to_lead(call, caller, of).compares


def test_whoever_leads_is_compared_at_once_or_after_waiting_once(tries):
    assert [leads(tries) for _ in range(OF_LEADERS.at_once + 2)] == ["all"] * OF_LEADERS.at_once + ["later"] * 2
    for _ in range(20):
        tries.waited("call")
        assert leads(tries) == "all"


def test_who_tries_on_a_page_is_counted_by_his_address(tries):
    heard = [leads(tries, "address", "address") for _ in range(OF_A_CALLER + 2)]
    assert heard == ["all"] * OF_A_CALL + ["none new call"] * (OF_A_CALLER - OF_A_CALL) + ["none today"] * 2


def test_a_clock_that_is_put_back_shuts_nobody_out(tries, clock):
    leads(tries), fails(tries, 1)
    clock.now -= 30 * DAY
    assert leads(tries) == "all" and fails(tries, 1) == ["all"]


# --- Redis, threads, processes


def test_no_try_is_lost_between_threads_and_processes(redis_client, clock):
    processes, met = (CodeAttempts(redis_client, clock), CodeAttempts(redis_client, clock)), []
    threads = [
        threading.Thread(target=lambda tries=tries: met.extend(fails(tries, 20, "anna"))) for tries in processes * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met.count("all") == OF_A_CALLER and Counter(met).keys() == {"all", "today", "later"}


def test_what_failed_elsewhere_counts_here_and_what_was_right_is_taken_back(redis_client, clock):
    here, elsewhere = CodeAttempts(redis_client, clock), CodeAttempts(redis_client, clock)
    fails(elsewhere, OF_A_CALLER - 1, "anna")
    assert [succeeds(elsewhere, "anna"), *fails(here, 2, "anna")] == ["all", "all", "today"]


def enters(tries: CodeAttempts, redis_client: RedisClient, call: str, of: str = "", near: str = "") -> str:
    """With what a number is compared that is counted in one look and one write, as in a turn of a call."""
    counting = tries.batch(call, "anna", of)
    (counts,) = redis_client.ask_all([counting.counters.query]) or ({},)
    counting.counters.load(counts)
    attempt = counting.attempts.tried(call, "anna", of)
    if of:
        counting.attempts.was_right(attempt)
    else:
        counting.attempts.was_wrong(attempt, near)
    if redis_client.commit({}, counting.counters.commands) is not None:
        counting.counters.written()
    return attempt.compares


def test_a_slip_at_one_process_is_forgiven_when_the_number_is_right_at_another(redis_client, clock):
    here, elsewhere = CodeAttempts(redis_client, clock), CodeAttempts(redis_client, clock)
    for number in range(3 * OF_ALL.at_once):
        assert enters(here, redis_client, f"call {number}", near="krokus") == "all"
        assert enters(elsewhere, redis_client, f"call {number}", of="krokus") == "all"
    assert not here.is_slow()


def test_what_was_counted_while_redis_was_away_counts_on_when_it_is_back(redis_client, away, clock):
    tries = CodeAttempts(redis_client, clock)
    enters(tries, redis_client, "call 0")
    for number in range(1, OF_A_CALLER):
        enters(tries, away, f"call {number}")
    assert enters(tries, redis_client, "another call") == "today"


def test_an_emptied_redis_forgives_nothing(redis_client, clock):
    tries = CodeAttempts(redis_client, clock)
    fails(tries, OF_A_CALLER, "anna"), fails(tries, OF_ALL.at_once - OF_A_CALLER)
    redis_client.ask(lambda client: client.flushall(), None)
    assert fails(tries, 1, "anna") == ["today"] and fails(tries, 1) == ["open"]


@pytest.mark.parametrize("foreign", [b"x", b"", b"9" * 40])
def test_whatever_stands_in_redis_is_no_reason_to_stop(redis_client, clock, foreign):
    for name in ("tries:all", "tries:call:call"):
        redis_client.put(name, foreign)
    assert CodeAttempts(redis_client, clock).tried("call", "").compares == "all" and redis_client.is_up()


def test_nothing_is_kept_for_longer_than_it_counts(redis_client, clock):
    tries = CodeAttempts(redis_client, clock)
    fails(tries, 3, "anna"), tries.waited("call")
    ttl = {
        key: redis_client.ask(lambda client, key=key: client.ttl(key), 0)
        for key in redis_client.ask(lambda c: c.keys("*"), [])
    }
    assert len(ttl) == 13 and all(0 < seconds <= 24 * HOUR for seconds in ttl.values())


# In the best way that was found; `make bench` looks for it.
@pytest.mark.parametrize(("callers", "quiet"), [(1, 24), (10, 36), (0, 36)])
def test_guessing_is_hopeless(callers, quiet):
    assert 100 < guesses(callers, 1, WEEKLY, quiet, OF_ALL.every) < 1000


def test_guessing_the_number_of_one_who_leads_is_hopeless():
    assert 0 < chance_to_lead(month=DAY) * MONTH / DAY < 0.001


# --- what the office sees of it, and lifts


def test_calls_that_are_refused_are_counted_once_each_and_mistyping_alone_is_not(tries):
    fails(tries, OF_A_CALL)
    assert tries.refused_today() == 0
    for _ in range(OF_A_CALL + 3):
        fails_in("one call", tries)
    assert tries.refused_today() == 1


def test_when_the_limits_are_lifted_every_process_lets_callers_try_anew(redis_client, clock):
    here, elsewhere = (CodeAttempts(redis_client, clock, "tries") for _ in range(2))
    for tries in (here, elsewhere):
        fails(tries, OF_A_CALLER + 1, "somebody")
        makes_slow(tries)
    assert here.lift() and not here.is_slow() and not elsewhere.is_slow()
    for tries in (here, elsewhere):
        counting = tries.batch("call", "somebody", "krokus")
        counting.counters.load(redis_client.ask_all((counting.counters.query,))[0])
        assert counting.attempts.tried("call", "somebody", "krokus").compares == "all"
    assert here.refused_today() == elsewhere.refused_today() > 0


def test_lifted_limits_hold_again_for_those_who_go_on(redis_client, clock):
    tries = CodeAttempts(redis_client, clock, "tries")
    makes_slow(tries)
    tries.lift()
    makes_slow(tries)
    assert tries.is_slow()
