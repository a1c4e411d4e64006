"""Benachrichtigungen: who gets them, a test that really arrives, and what was sent last."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app import create_app
from keep.matters import AT_ONCE, WHEN_IT_STANDS
from keep.notifications import MOST_KEPT, TEST_TEXT
from keep.worker_tasks import MISSING_WITHOUT
from storage.lease import Lease
from tests.support.clerk import Clerk, text
from tests.support.hotlines import hotline_of
from tests.support.notification_server import Letterbox
from worker.alert_checks import CHECKS
from worker.main import tasks, worker

ADDRESS, TEST = "/buero/benachrichtigungen", "/buero/benachrichtigungen/probe"


@pytest.fixture
def box() -> Iterator[Letterbox]:
    with Letterbox() as box:
        yield box


@pytest.fixture
def notifying(environ, clock, box) -> Flask:
    """A hotline that knows whom to tell."""
    return create_app(environ | {"NOTIFY": box.address}, clock)


@pytest.fixture
def clerk(notifying) -> Clerk:
    return Clerk(notifying)


def test_a_test_message_arrives_and_stands_among_the_last_ones(clerk, box):
    clerk.opens(ADDRESS)
    assert clerk.sends(TEST) == 200 and "Die Probe ist abgeschickt: JSON" in clerk.page
    assert box.lines == [TEST_TEXT]
    assert f"Dienstag, 10.03.2026, 18:20 Uhr {TEST_TEXT} Abgeschickt: JSON." in text(clerk.page)


def test_a_test_that_is_not_taken_says_so_and_what_to_do(clerk, box):
    box.is_shut = True
    clerk.opens(ADDRESS), clerk.sends(TEST)
    assert "Nicht angekommen: JSON. Bitte sagen Sie es" in text(clerk.page)


def test_a_second_test_has_to_wait_a_minute(clerk, box, clock):
    clerk.opens(ADDRESS)
    for _ in range(3):
        clerk.sends(TEST)
    assert "noch keine Minute her" in clerk.page and len(box.messages) == 1
    clock.now += timedelta(minutes=2)
    clerk.sends(TEST)
    assert len(box.messages) == 2


def test_addresses_are_shown_without_names_and_secrets(environ, clock):
    addresses = (
        "mailto://anna:geheim@example.org?to=buero@example.org tgram://123456789:abcdefg_hijklmnop/123 ntfys://thema"
    )
    clerk = Clerk(create_app(environ | {"NOTIFY": addresses}, clock))
    clerk.opens(ADDRESS)
    assert "E-Mail, example.org" in text(clerk.page) and "Telegram" in clerk.page
    assert not [word for word in ("anna", "geheim", "buero@", "12345", "hijkl", "thema") if word in clerk.page]


def test_whoever_tells_nobody_reads_it_here_and_on_the_first_page(app):
    clerk = Clerk(app)
    clerk.opens("/buero/")
    assert "Steht etwas, wird niemand benachrichtigt" in clerk.page
    clerk.opens(ADDRESS)
    assert "Niemand bekommt Nachrichten" in clerk.page and "Probe schicken" not in clerk.page


def test_only_the_last_ones_are_kept_and_a_damaged_file_hides_nothing(notifying, clerk, tmp_path):
    sends = hotline_of(notifying).notifications
    for number in range(MOST_KEPT + 2):
        sends.send("Nachricht", f"- Nummer {number}.")
    assert [one.text for one in sends.last()] == [f"- Nummer {number}." for number in range(MOST_KEPT + 1, 1, -1)]
    (tmp_path / "verschickt.json").write_bytes(b'[{"when": 1}]')
    assert clerk.opens(ADDRESS) == 200 and "sobald eine verschickt ist" in clerk.page


def test_the_page_names_every_matter_and_each_task_of_the_worker(notifying, clerk):
    assert {*AT_ONCE, *WHEN_IT_STANDS} == {*CHECKS, "worker"}
    hotline = hotline_of(notifying)
    publisher = worker(hotline, Lease(hotline.redis, "worker:leader"))
    assert set(MISSING_WITHOUT) == {"publisher", "counters", *tasks(hotline, publisher)}
    clerk.opens(ADDRESS)
    assert all(words in clerk.page for words in (*AT_ONCE.values(), *WHEN_IT_STANDS.values()))
