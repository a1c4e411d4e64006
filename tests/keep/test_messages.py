"""A message for the office is left unless it is discarded, whatever becomes of the call, and is gone in time."""

import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrier.events import RecordingReport
from ivr.model.announcement import NotDone, RecordingOutcome
from ivr.model.moment import BERLIN
from keep.announcements.messages import MOST, Messages
from storage.disk import Disk
from storage.store import store_at
from tests.conftest import Clock
from tests.support.failing_disk import every_step, with_error
from tests.support.recording_carrier import CALL, sid
from tests.support.recording_desk import Desk

TUESDAY = datetime(2026, 3, 10, 18, 45, 12, tzinfo=BERLIN)
WEEK = timedelta(days=7)
MESSAGE = [b"RIFFspoken"]


@pytest.fixture(params=["folder", "bucket"])
def desk(request, tmp_path) -> Desk:
    """Somebody has been asked for a message, which is kept for a week."""
    url = str(tmp_path) if request.param == "folder" else f"memory://{token_hex(8)}"
    desk = Desk(store_at(url), Clock(TUESDAY))
    desk.takes.expect(CALL, WEEK)
    return desk


def test_what_is_confirmed_is_left_and_nothing_stays_at_the_carrier(desk):
    assert desk.takes.report(desk.carrier.speak()) and desk.left == []
    desk.takes.leave(CALL, sid(1))
    assert desk.left == MESSAGE and not desk.carrier.here and not desk.sounds


def test_beside_the_sound_stands_when_it_came_and_when_it_goes(desk):
    desk.takes.report(desk.carrier.speak()), desk.hangs_up()
    text, _ = desk.spoken
    assert desk.store.read(text) == b"Eingegangen: 10.03.2026 18:45:12\nBis: 17.03.2026 18:45:12\n"


def test_nobody_else_on_the_machine_may_read_it(tmp_path):
    messages = Messages(Disk(tmp_path), Clock(TUESDAY))
    messages.leave(messages.keep_sound(b"RIFFspoken"), WEEK)
    files = [file for file in (tmp_path / "anrufbeantworter").iterdir() if file.suffix in (".wav", ".txt")]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]


@pytest.mark.parametrize("told", ["before", "after", "never"])
def test_who_hangs_up_while_speaking_has_left_it(desk, told):
    report = desk.carrier.speak()
    desk.takes.report(report) if told == "before" else None
    desk.takes.discard(CALL, sid(1)), desk.hangs_up()
    desk.takes.report(report) if told == "after" else None
    desk.sweep(5)
    assert desk.left == MESSAGE and not desk.carrier.here


def test_who_hangs_up_while_it_is_played_back_has_left_it_at_once(desk):
    desk.takes.report(desk.carrier.speak()), desk.hangs_up()
    assert desk.left == MESSAGE


def test_where_nobody_tells_that_the_call_is_over_it_is_left_a_quarter_of_an_hour_later(desk):
    desk.takes.report(desk.carrier.speak())
    desk.sweep(600)
    assert desk.left == []
    desk.sweep(301), desk.sweep(600)
    assert desk.left == MESSAGE


def test_what_is_discarded_is_nowhere_any_more(desk):
    desk.takes.report(desk.carrier.speak())
    desk.takes.drop(CALL, sid(1))
    desk.hangs_up(), desk.sweep(5)
    assert desk.spoken == [] and desk.takes[sid(1)] == RecordingOutcome(failure="discarded")


def test_of_two_tries_the_second_is_left(desk):
    desk.takes.report(desk.carrier.speak(1, wav=b"first"))
    desk.takes.expect(CALL, WEEK), desk.takes.drop(CALL, sid(1))
    desk.takes.report(desk.carrier.speak(2, wav=b"second")), desk.hangs_up()
    assert desk.left == [b"RIFFsecond"]


def test_two_messages_of_one_call_are_both_left(desk):
    for number, wav in enumerate((b"one", b"two"), 1):
        desk.takes.expect(CALL, WEEK)
        desk.takes.report(desk.carrier.speak(number, wav=wav)), desk.takes.leave(CALL, sid(number))
    assert sorted(desk.left) == [b"RIFFone", b"RIFFtwo"]


def test_what_the_office_has_deleted_does_not_come_back_when_the_call_ends(desk):
    desk.takes.report(desk.carrier.speak()), desk.takes.leave(CALL, sid(1))
    desk.messages.delete(desk.messages.all()[0].name)
    desk.hangs_up(), desk.sweep(5)
    assert desk.spoken == []


@pytest.mark.parametrize("hours", [1, 5, 20])
def test_a_message_waits_for_a_carrier_that_is_away(desk, hours):
    desk.carrier.speak(), desk.hangs_up()
    desk.carrier.works = False
    for _ in range(hours * 12):
        desk.sweep(300)
    desk.carrier.works = True
    desk.sweep(600)
    assert desk.left == MESSAGE and not desk.carrier.here


def test_what_can_never_be_fetched_does_not_stay_at_the_carrier_for_ever(desk):
    desk.carrier.speak(wav=b"broken"), desk.hangs_up()
    desk.sweep(5), desk.sweep(5 * 3600)
    assert desk.carrier.here
    desk.sweep(3601)
    assert not desk.carrier.here and desk.left == []


# --- a message and an announcement in one call


def test_a_leader_whose_announcement_was_not_saved_leaves_a_message_alone(desk):
    desk.takes.expect(CALL)
    desk.takes.report(desk.carrier.speak(1, wav=b"announced"))
    desk.takes.expect(CALL, WEEK)
    desk.takes.report(desk.carrier.speak(2)), desk.hangs_up(), desk.sweep(5)
    assert desk.left == MESSAGE and not desk.sounds


def test_what_was_not_reported_is_what_it_was_spoken_as(desk):
    desk.carrier.speak(1)
    desk.takes.expect(CALL)
    desk.carrier.speak(2, wav=b"announced")
    desk.sweep(5), desk.hangs_up(), desk.sweep(5)
    assert desk.left == MESSAGE and not desk.sounds and not desk.carrier.here


def test_while_the_one_before_is_not_here_nothing_else_is_spoken(desk):
    desk.carrier.speak(state="pending")
    with pytest.raises(NotDone):
        desk.takes.expect(CALL)
    desk.takes.expect(CALL, WEEK)


# --- how long, and how many


def test_it_is_deleted_at_the_moment_that_was_told(desk):
    desk.takes.report(desk.carrier.speak()), desk.hangs_up()
    desk.sweep(7 * 24 * 3600 - 1)
    assert desk.left == MESSAGE
    desk.sweep(1)
    assert desk.left == []
    desk.sweep(3600)
    assert desk.spoken == []


def test_a_draft_that_nobody_looks_after_is_gone_after_a_day(tmp_path):
    clock = Clock(datetime.now(BERLIN))
    messages = Messages(Disk(tmp_path), clock)
    messages.keep_sound(b"RIFFspoken")
    for hours, kept in ((23, 1), (2, 0)):
        clock.now += timedelta(hours=hours)
        messages.sweep()
        assert len(list((tmp_path / "anrufbeantworter").glob("*.wav"))) == kept


def test_a_draft_can_be_heard_until_it_is_left_and_a_damaged_sound_never(desk):
    name = desk.messages.keep_sound(b"RIFFspoken")
    assert desk.messages.draft(name) == b"RIFFspoken"
    desk.messages.leave(name, WEEK)
    assert desk.messages.draft(name) is None
    desk.store.write(f"anrufbeantworter/{name}", b"RIFFspo")
    assert desk.messages.sound(name) is None and desk.messages.sound("../buero.txt") is None


def test_a_text_that_somebody_has_changed_loses_no_message_and_keeps_none_for_ever(desk):
    desk.takes.report(desk.carrier.speak()), desk.hangs_up()
    desk.store.write(desk.spoken[0], b"Wichtig!")
    desk.clock.now = datetime.now(BERLIN)
    assert desk.left == MESSAGE
    desk.clock.now += timedelta(days=31)
    desk.messages.sweep()
    assert desk.spoken == []


def test_a_hundred_are_enough(desk):
    for number in range(MOST):
        assert not desk.messages.is_full()
        desk.messages.keep_sound(b"%d" % number)
    assert desk.messages.is_full()


def test_whatever_step_fails_the_message_is_here_before_it_is_deleted_there(tmp_path: Path) -> None:
    for nth, system in enumerate(every_step(with_error(28))):
        folder = tmp_path / str(nth)
        desk, healthy = Desk(Disk(folder, system), Clock(TUESDAY)), Desk(Disk(folder), Clock(TUESDAY))
        healthy.takes.expect(CALL, WEEK)
        healthy.takes.discard(CALL, sid(1))
        report = desk.carrier.speak()
        assert desk.takes.report(report) or desk.carrier.here
        healthy.carrier.here = desk.carrier.here
        healthy.takes.report(report)
        healthy.sweep(5)
        assert healthy.left == MESSAGE and not desk.carrier.here
    assert nth > 15


EVENTS: dict[str, Callable[[Desk], object]] = {
    "told": lambda desk: desk.takes.report(RecordingReport(CALL, sid(1), "ready")),
    "told elsewhere": lambda desk: desk.other().report(RecordingReport(CALL, sid(1), "ready")),
    "hangs up speaking": lambda desk: desk.takes.discard(CALL, sid(1)),
    "hangs up": lambda desk: desk.hangs_up(),
    "leaves": lambda desk: desk.takes.leave(CALL, sid(1)),
    "discards": lambda desk: desk.takes.drop(CALL, sid(1)) if sid(1) in desk.takes and not desk.left else None,
    "sweep": lambda desk: desk.sweep(7),
    "carrier away": lambda desk: setattr(desk.carrier, "works", False),
    "carrier back": lambda desk: setattr(desk.carrier, "works", True),
}


@settings(max_examples=150)
@given(st.lists(st.sampled_from(sorted(EVENTS)), max_size=12))
def test_in_whatever_order_it_is_told_a_message_is_left_once_or_was_discarded(events: list[str]) -> None:
    desk = Desk(store_at(f"memory://{token_hex(8)}"), Clock(TUESDAY))
    desk.takes.expect(CALL, WEEK)
    desk.carrier.speak()
    for event in [*events, "carrier back", "hangs up", "sweep", "sweep"]:
        EVENTS[event](desk)
    desk.sweep(100)
    was_discarded = desk.takes[sid(1)] == RecordingOutcome(failure="discarded")
    assert desk.left == ([] if was_discarded else MESSAGE) and not desk.carrier.here
    assert not was_discarded or ("discards" in events and desk.spoken == [])
