"""Counts are moved from here to there, and their sums stay: whatever is away, killed or asked in between."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from ivr.statistics import KINDS, Counted
from keep.statistics.counts import CountStore
from keep.statistics.counts_file import CountSheet, name_of, read_sheet, title, titled, with_batch, written_sheet
from keep.statistics.counts_pending import GROWING, TAKEN
from storage.disk import Disk

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
DAYS = st.sampled_from([date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)])
NAMES = st.sampled_from(["", "18", "menu", "Gruppe: Rosa Laube", "=1+1", "Café 7: 3"])
THINGS = st.builds(Counted, DAYS, st.sampled_from(KINDS), NAMES)
COUNTS = st.dictionaries(THINGS, st.integers(1, 9), min_size=1, max_size=4)


class Killed(BaseException):
    """The process is killed here."""


class Away:
    """A link to Redis that answers or is away."""

    def __init__(self, redis_client: Any):
        self._redis = redis_client
        self.is_up = True

    def gone(self) -> "Away":
        self.is_up = False
        return self

    def ask(self, question: Callable[..., Any], otherwise: Any) -> Any:
        return self._redis.ask(question, otherwise) if self.is_up else otherwise

    def ask_all(self, queries: Any) -> Any:
        return self._redis.ask_all(queries) if self.is_up else None


class Shaky:
    """A store that fails before or after it has written, or is the last thing that a process asks."""

    def __init__(self, disk: Disk):
        self._disk = disk
        self._breaks: dict[str, BaseException] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._disk, name)

    @contextmanager
    def breaking(self, when: str, error: BaseException) -> Iterator[None]:
        self._breaks = {when: error}
        yield
        self._breaks = {}

    def write(self, name: str, data: bytes) -> None:
        for when, step in (("before", lambda: None), ("after", lambda: self._disk.write(name, data))):
            step()
            if error := self._breaks.pop(when, None):
                raise error


def machine(redis_client: Any, folder: Any) -> type[RuleBasedStateMachine]:
    class Moving(RuleBasedStateMachine):
        """Two processes of a hotline, one of which is the worker."""

        @initialize()
        def empty(self) -> None:
            redis_client.ask(lambda client: client.delete(GROWING, TAKEN), 0)
            for month in (MARCH, APRIL):
                Disk(folder).remove(name_of(month))
            self.redis_client: Any = Away(redis_client)
            self.store = Shaky(Disk(folder))
            self.web, self.worker = (self.starts() for _ in range(2))
            self.true: Counter[Counted] = Counter()

        def starts(self) -> CountStore:
            return CountStore(self.redis_client, self.store, lambda work: None)

        @rule(counts=COUNTS)
        def count(self, counts: dict[Counted, int]) -> None:
            self.web.add(counts)
            self.true.update(counts)

        @rule(is_up=st.booleans())
        def redis(self, is_up: bool) -> None:
            self.redis_client.is_up = is_up

        @rule(which=st.sampled_from(["web", "worker"]))
        def settle(self, which: str) -> None:
            getattr(self, which).settle()

        @rule(when=st.sampled_from(["before", "after"]), who=st.sampled_from(["web", "worker"]))
        def settle_in_vain(self, when: str, who: str) -> None:
            with self.store.breaking(when, OSError()):
                getattr(self, who).settle()

        @rule(when=st.sampled_from(["before", "after"]))
        def kill_the_worker(self, when: str) -> None:
            with self.store.breaking(when, Killed()), suppress(Killed):
                self.worker.settle()
            self.worker = self.starts()

        @precondition(lambda self: self.redis_client.is_up)
        @rule()
        def look(self) -> None:
            assert Counter(self.web.of(MARCH)) + Counter(self.web.of(APRIL)) == self.true

        def teardown(self) -> None:
            self.redis_client.is_up = True
            # The first round may finish what was left over, the second what has grown since.
            for _ in range(3):
                self.web.settle()
            kept = [read_sheet(self.store.read(name_of(month))).counts for month in (MARCH, APRIL)]
            assert sum(map(Counter, kept), Counter()) == self.true

    return Moving


def test_whatever_happens_on_the_way_the_sums_stay(redis_client, tmp_path):
    run_state_machine_as_test(machine(redis_client, tmp_path), settings=settings(max_examples=60))


@pytest.fixture
def kept(tmp_path) -> Disk:
    return Disk(tmp_path)


@given(counts=COUNTS, booked=st.dictionaries(st.sampled_from(["redis", "0a1b"]), st.sampled_from(["00ff", "11ee"])))
def test_a_file_is_read_as_it_was_written(counts, booked):
    sheet = CountSheet(counts, booked, ("hier steht etwas anderes",))
    assert read_sheet(written_sheet(sheet)) == sheet


@given(one=THINGS)
def test_a_title_says_what_was_counted(one):
    assert titled(title(one)) == one


@given(first=COUNTS, second=COUNTS)
def test_a_batch_that_is_booked_twice_counts_once(first, second):
    once = with_batch(with_batch(CountSheet(), "redis", "01", first), "redis", "02", second)
    assert with_batch(once, "redis", "02", second) is once
    assert once.counts == Counter(first) + Counter(second)


def test_people_can_read_the_file(redis_client, kept):
    counters = CountStore(redis_client, kept)
    counters.add({Counted(date(2026, 3, 10), "Eintritte", "Sonnenblume"): 3})
    counters.settle()
    assert "\r\n10.03.2026 Eintritte Sonnenblume: 3\r\n" in kept.read("zahlen/2026-03.txt").decode("utf-8-sig")
    assert counters.months() == (MARCH,)


def test_what_was_counted_while_redis_is_away_is_written_within_a_minute(kept):
    due = []
    counters = CountStore(Away(None).gone(), kept, due.append)
    for day in (date(2026, 3, 31), APRIL):
        counters.add({Counted(day, "Anrufe", "18"): 1})
    assert len(due) == 1 and kept.read(name_of(MARCH)) is None
    due[0]()
    assert [sum(read_sheet(kept.read(name_of(month))).counts.values()) for month in (MARCH, APRIL)] == [1, 1]


def test_a_store_that_fails_is_asked_again(kept):
    due, store = [], Shaky(kept)
    counters = CountStore(Away(None).gone(), store, due.append)
    counters.add({Counted(MARCH, "Anrufe", "18"): 1})
    with store.breaking("after", OSError()):
        due[0]()
    assert len(due) == 2
    due[1]()
    assert counters.of(MARCH) == {Counted(MARCH, "Anrufe", "18"): 1}


@pytest.mark.parametrize("foreign", [{"id": "?", "x": "y"}, {"10.03.2026 Anrufe 18": "viele"}])
def test_whatever_stands_in_redis_is_no_reason_to_stop(redis_client, kept, foreign):
    redis_client.ask(lambda client: client.hset(TAKEN, mapping=foreign), 0)
    counters = CountStore(redis_client, kept)
    counters.add({Counted(MARCH, "Anrufe", "18"): 1})
    for _ in range(2):
        counters.settle()
    assert counters.of(MARCH) == {Counted(MARCH, "Anrufe", "18"): 1}


def test_no_count_is_lost_between_threads_and_processes(redis_client, kept):
    processes = [CountStore(redis_client, kept) for _ in range(3)]
    with ThreadPoolExecutor(6) as crowd:
        for at in range(60):
            crowd.submit(processes[at % 3].add, {Counted(MARCH, "Anrufe", "18"): 1})
            if at % 10 == 0:
                crowd.submit(processes[at % 3].settle)
    assert processes[0].of(MARCH) == {Counted(MARCH, "Anrufe", "18"): 60}


def test_who_looks_while_counts_are_brought_into_the_store_sees_each_once(redis_client, kept):
    counters = CountStore(redis_client, kept)
    counters.add({Counted(MARCH, "Anrufe", "18"): 1})
    reader = CountStore(redis_client, Overtaken(kept, counters.settle))
    assert reader.of(MARCH) == {Counted(MARCH, "Anrufe", "18"): 1}


class Overtaken:
    """A store that somebody else has just written to."""

    def __init__(self, disk: Disk, overtakes: Callable[[], None]):
        self._disk = disk
        self._overtakes = overtakes

    def read(self, name: str) -> bytes | None:
        self._overtakes()
        return self._disk.read(name)
