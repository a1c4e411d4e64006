"""A store that hangs holds up no call: what was known last holds, and the newest as soon as it is there."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.model.announcement import Announcement
from keep.announcements.announcements import Announcements
from keep.content.cancellations import Cancellations
from storage.store import store_at
from tests.support.hanging_store import HangingStore

NOW = datetime(2026, 2, 10, 18, tzinfo=ZoneInfo("Europe/Berlin"))
DAYS = [date(2026, 2, 17), date(2026, 2, 24)]


class Seconds:
    """A clock on which a second passes each time it is read."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def store(tmp_path):
    store = HangingStore(store_at(str(tmp_path)))
    yield store
    store.go_on()


@pytest.fixture
def office(tmp_path):
    """Another process, whose store answers."""
    return store_at(str(tmp_path))


@pytest.fixture
def cancelled(store):
    """What is called off, as calls ask for it."""
    cancellations = Cancellations(store, lambda: NOW, Seconds())
    return lambda: {day for _, day in cancellations.days()}


@pytest.fixture
def numbers(store):
    """The numbers of the announcements on air, as calls ask for them."""
    announcements = Announcements(store, Seconds())
    return lambda: {one.number for one in announcements.latest().values()}


def cancels(office, day: date) -> None:
    Cancellations(office, lambda: NOW).cancel("Krokus", day)


def deletes(office, number: int) -> None:
    Announcements(office).publish(Announcement("Krokus", number, NOW))


def asked_until(asked, expected) -> None:
    """The store is read beside the calls, so it takes a moment."""
    for _ in range(1000):
        if asked() == expected:
            return
        time.sleep(0.01)
    assert asked() == expected


def test_the_last_cancellations_hold(store, office, cancelled):
    cancels(office, DAYS[0])
    asked_until(cancelled, {DAYS[0]})
    store.hang()
    cancels(office, DAYS[1])
    assert cancelled() == cancelled() == {DAYS[0]}
    store.go_on()
    asked_until(cancelled, {*DAYS})


def test_the_last_announcements_hold(store, office, numbers):
    deletes(office, 1)
    asked_until(numbers, {1})
    store.hang()
    deletes(office, 2)
    assert numbers() == numbers() == {1}
    store.go_on()
    asked_until(numbers, {2})


def test_it_is_asked_once_until_it_answers(store, cancelled, numbers):
    store.hang()
    for _ in range(20):
        cancelled(), numbers()
    assert store.asked == 2
