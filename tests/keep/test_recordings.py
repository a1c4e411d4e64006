"""What somebody speaks is taken in once, in whatever order it is told, and leaves nothing at the carrier."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from secrets import token_hex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrier.events import RecordingReport, RecordingState
from ivr.model.announcement import Announcement, NotDone, RecordingOutcome
from ivr.model.moment import BERLIN
from keep.announcements.announcements import Announcements
from keep.announcements.recording_log import RecordingLog
from storage.disk import Disk
from storage.store import store_at
from tests.conftest import Clock
from tests.support.failing_disk import every_step, with_error
from tests.support.recording_carrier import CALL, sid
from tests.support.recording_desk import Desk

TUESDAY = datetime(2026, 3, 10, 18, 45, 12, tzinfo=BERLIN)


@pytest.fixture(params=["folder", "bucket"])
def desk(request, tmp_path) -> Desk:
    return Desk(store_at(str(tmp_path) if request.param == "folder" else f"memory://{token_hex(8)}"), Clock(TUESDAY))


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Somebody has been asked to speak."""
    desk.takes.expect(CALL)
    return desk


def test_what_is_spoken_is_kept_here_and_then_deleted_at_the_carrier(asked):
    assert asked.takes.report(asked.carrier.speak())
    assert asked.heard() == b"RIFFspoken" and not asked.carrier.here
    assert asked.carrier.asked == ["fetch", "delete"]


def test_a_note_says_nothing_of_anybody(asked):
    assert asked.kept == [f"anrufe/{CALL}.txt"]
    assert asked.store.read(asked.kept[0]) == b"Zeit: 10.03.2026 18:45:12\n"


def test_what_is_not_known_yet_is_no_outcome(asked):
    assert sid(1) not in asked.takes and asked.takes.get("../x") is None and len(asked.takes) == 0
    asked.takes.report(asked.carrier.speak())
    assert list(asked.takes) == [sid(1)]


def test_every_process_knows_what_became_of_a_recording(asked):
    asked.takes.report(asked.carrier.speak())
    assert asked.other()[sid(1)] == asked.takes[sid(1)]


def test_a_call_that_nobody_expects_makes_nobody_ask_anything(desk):
    assert desk.takes.report(desk.carrier.speak())
    desk.takes.discard(CALL, sid(1))
    desk.sweep(60)
    assert not desk.carrier.asked and not desk.kept


def test_nobody_is_asked_to_speak_in_a_call_that_cannot_be(desk):
    with pytest.raises(NotDone):
        desk.takes.expect("../x")


def test_where_nothing_comes_it_is_known(asked):
    assert asked.takes.report(asked.carrier.speak(state="nothing"))
    assert asked.takes[sid(1)] == RecordingOutcome(failure="absent") and "fetch" not in asked.carrier.asked


def test_a_recording_that_goes_on_is_left_alone(asked):
    assert asked.takes.report(asked.carrier.speak(state="pending"))
    assert not asked.carrier.asked and sid(1) not in asked.takes


def test_what_is_of_no_use_is_told_and_deleted(asked):
    assert asked.takes.report(asked.carrier.speak(wav=b"silent"))
    assert asked.takes[sid(1)] == RecordingOutcome(failure="silent") and not asked.carrier.here


def test_what_cannot_be_mastered_now_is_told_again(asked, caplog):
    assert not asked.takes.report(report := asked.carrier.speak(wav=b"broken"))
    assert sid(1) not in asked.takes and asked.carrier.here
    asked.carrier.here[sid(1)].wav = b"spoken"
    assert asked.takes.report(report) and asked.heard() == b"RIFFspoken"
    assert "RuntimeError" in caplog.text and CALL not in caplog.text


def test_a_recording_that_the_carrier_has_not_ready_is_told_again(asked):
    assert not asked.takes.report(report := asked.carrier.speak(wav=None))
    asked.carrier.here[sid(1)].wav = b"spoken"
    assert asked.takes.report(report) and asked.heard() == b"RIFFspoken"


def test_while_the_carrier_is_away_it_is_told_again_and_swept(asked, caplog):
    report = asked.carrier.speak()
    asked.carrier.works = False
    assert not asked.takes.report(report)
    for _ in range(3):
        asked.sweep(10)
    assert caplog.text.count("has to wait") == 1
    asked.carrier.works = True
    asked.sweep(60)
    assert asked.heard() == b"RIFFspoken" and not asked.carrier.here


def test_what_was_told_twice_is_fetched_once(asked):
    report = asked.carrier.speak()
    assert asked.takes.report(report) and asked.takes.report(report) and asked.other().report(report)
    assert asked.carrier.asked.count("fetch") == 1


def test_of_many_reports_at_once_there_is_one_outcome(asked):
    report = asked.carrier.speak()
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: asked.other().report(report), range(8)))
    assert all(told) and asked.heard() == b"RIFFspoken"


def test_of_who_hangs_up_while_speaking_nothing_is_ever_fetched(asked):
    report = asked.carrier.speak()
    asked.takes.discard(CALL, sid(1))
    assert asked.takes.report(report)
    asked.sweep(60)
    assert asked.takes[sid(1)] == RecordingOutcome(failure="discarded")
    assert "fetch" not in asked.carrier.asked and not asked.carrier.here


def test_of_who_hangs_up_while_speaking_nothing_is_kept_even_if_it_was_fetched_before(asked):
    assert asked.takes.report(asked.carrier.speak())
    asked.takes.discard(CALL, sid(1))
    assert asked.takes[sid(1)] == RecordingOutcome(failure="discarded") and not asked.sounds


def test_what_was_not_saved_goes_with_the_call(asked):
    asked.takes.report(asked.carrier.speak())
    asked.sweep(3600)
    assert asked.heard() == b"RIFFspoken"
    asked.hangs_up()
    asked.sweep(5)
    assert asked.takes[sid(1)] == RecordingOutcome(failure="discarded") and not asked.sounds


def test_what_comes_after_the_call_is_over_is_never_fetched(asked):
    asked.hangs_up()
    assert asked.takes.report(asked.carrier.speak(1))
    asked.carrier.speak(2)
    asked.sweep(5)
    assert not asked.carrier.here and "fetch" not in asked.carrier.asked


def test_what_was_saved_stays_when_the_call_is_over(asked):
    asked.takes.report(asked.carrier.speak())
    saved = asked.takes[sid(1)].sound
    publish(asked)
    asked.hangs_up()
    asked.sweep(5)
    assert asked.announcements.sound(saved) == b"RIFFspoken"


def test_the_end_of_a_call_takes_nothing_from_another(asked):
    asked.takes.expect(other := CALL[:-1] + "1")
    asked.takes.report(asked.carrier.speak(1))
    asked.takes.report(asked.carrier.speak(2, call=other))
    asked.hangs_up(other)
    asked.sweep(5)
    assert asked.heard() == b"RIFFspoken"
    asked.hangs_up()
    asked.sweep(5)
    assert not asked.sounds


@pytest.mark.parametrize("call", ["", "../x", CALL[:-1] + "1"])
def test_the_end_of_a_call_that_nobody_looks_after_leaves_nothing(asked, call):
    asked.hangs_up(call)
    assert asked.kept == [f"anrufe/{CALL}.txt"]


def test_what_nobody_reported_is_swept(asked):
    asked.carrier.speak()
    asked.sweep(4)
    assert not asked.carrier.asked
    asked.sweep(1)
    assert asked.heard() == b"RIFFspoken" and not asked.carrier.here


def test_a_long_recording_is_swept_as_soon_as_it_is_done(asked):
    asked.carrier.speak(state="pending")
    for _ in range(10):
        asked.sweep(5)
    asked.carrier.speak()
    asked.sweep(5)
    assert asked.heard() == b"RIFFspoken"


def test_where_nobody_speaks_the_carrier_is_asked_less_and_less_and_then_no_more(asked):
    for _ in range(600):
        asked.sweep(5)
    assert 8 <= len(asked.carrier.asked) <= 10
    asked.hangs_up()
    asked.sweep(901)
    assert not asked.kept


def test_whoever_is_asked_again_is_looked_after_again(asked):
    for _ in range(100):
        asked.sweep(5)
    asked.takes.expect(CALL)
    asked.carrier.speak()
    asked.sweep(5)
    assert asked.heard() == b"RIFFspoken"


def test_whatever_keeps_a_recording_from_being_fetched_it_does_not_stay_at_the_carrier(asked):
    asked.carrier.speak(wav=b"broken")
    asked.sweep(5)
    assert asked.carrier.here
    asked.sweep(900)
    assert not asked.carrier.here and asked.takes[sid(1)] == RecordingOutcome(failure="absent")


def test_one_recording_that_breaks_the_mastering_keeps_no_other_waiting(asked):
    asked.takes.expect(other := CALL[:-1] + "1")
    asked.carrier.speak(1, wav=b"broken")
    asked.carrier.speak(2, call=other)
    asked.sweep(5)
    assert asked.heard(2) == b"RIFFspoken"


def test_many_calls_take_their_turns(desk):
    for number in range(50):
        desk.takes.expect(call := f"CA{number:032x}")
        desk.carrier.speak(number, call=call)
    desk.sweep(5)
    assert desk.carrier.asked.count("list") == 20
    desk.sweep(5)
    desk.sweep(5)
    assert not desk.carrier.here and len(desk.takes) == 50


def test_after_a_day_nothing_is_known_of_it_any_more(asked):
    asked.takes.report(asked.carrier.speak())
    asked.carrier.works = False
    asked.sweep(23 * 3600)
    assert sid(1) in asked.takes
    asked.sweep(2 * 3600)
    assert not asked.kept


@pytest.mark.parametrize("raw", [b"", b"\0", b"Zeit: gestern\n"])
def test_a_note_that_somebody_has_damaged_is_removed(asked, raw):
    asked.store.write(f"anrufe/{CALL}.txt", raw)
    asked.store.write(f"aufnahmen/{sid(1)}.txt", raw)
    assert asked.takes[sid(1)] == RecordingOutcome(failure="absent")
    asked.sweep(5)
    assert not asked.kept


def test_a_store_that_fails_lets_nobody_speak_and_no_call_end(tmp_path, clock):
    desk = Desk(Disk(tmp_path), clock)
    desk.takes.expect(CALL)
    os.rename(tmp_path / "aufnahmen", tmp_path / "away")
    (tmp_path / "aufnahmen").write_bytes(b"no folder")
    for refused in (lambda: desk.takes.expect(CALL), lambda: desk.takes.discard(CALL, sid(1))):
        with pytest.raises(NotDone):
            refused()
    assert not desk.takes.report(desk.carrier.speak()) and sid(1) not in desk.takes
    desk.hangs_up()
    desk.sweep(5)
    assert desk.carrier.here


def test_in_the_night_in_which_an_hour_comes_twice_nothing_waits_longer(tmp_path):
    desk = Desk(Disk(tmp_path), Clock(datetime(2026, 10, 25, 2, 59, 58, tzinfo=BERLIN)))
    desk.takes.expect(CALL)
    desk.carrier.speak()
    desk.clock.now = datetime(2026, 10, 25, 2, 0, 4, tzinfo=BERLIN, fold=1)
    desk.takes.sweep()
    assert desk.heard() == b"RIFFspoken"


def test_whatever_step_fails_the_sound_is_here_before_it_is_deleted_there(tmp_path: Path) -> None:
    for nth, system in enumerate(every_step(with_error(28))):
        desk = Desk(Disk(tmp_path / str(nth), system), Clock(TUESDAY))
        RecordingLog(Disk(tmp_path / str(nth)), desk.clock).expect(CALL)
        done = desk.takes.report(report := desk.carrier.speak())
        assert done or desk.carrier.here or desk.heard()
        assert desk.takes.report(report) and desk.heard() == b"RIFFspoken" and not desk.carrier.here
    assert nth > 15


EVENTS: dict[str, Callable[[Desk], object]] = {
    "ready": lambda desk: desk.takes.report(report("ready")),
    "told elsewhere": lambda desk: desk.other().report(report("ready")),
    "pending": lambda desk: desk.takes.report(report("pending")),
    "discard": lambda desk: desk.takes.discard(CALL, sid(1)),
    "hangs up": lambda desk: desk.hangs_up(),
    "sweep": lambda desk: desk.sweep(7),
    "carrier away": lambda desk: setattr(desk.carrier, "works", False),
    "carrier back": lambda desk: setattr(desk.carrier, "works", True),
    "publish": lambda desk: publish(desk),
}


def report(state: RecordingState) -> RecordingReport:
    return RecordingReport(CALL, sid(1), state)


def publish(desk: Desk) -> None:
    """The leader says yes, if there is something to say yes to."""
    take = desk.takes.get(sid(1), RecordingOutcome())
    if take.sound:
        desk.announcements.publish(Announcement("Krokus", 1, TUESDAY, take.sound, take=sid(1)))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(sorted(EVENTS)), max_size=12))
def test_in_whatever_order_it_is_told_there_is_one_outcome_and_what_was_published_is_whole(events: list[str]) -> None:
    desk = Desk(store_at(f"memory://{token_hex(8)}"), Clock(TUESDAY))
    desk.takes.expect(CALL)
    desk.carrier.speak()
    outcomes: list[RecordingOutcome] = []
    for event in [*events, "carrier back", "sweep", "sweep"]:
        EVENTS[event](desk)
        outcomes += [desk.takes[sid(1)]] if sid(1) in desk.takes else []
    desk.sweep(100)
    in_turn = list(dict.fromkeys([*outcomes, desk.takes[sid(1)]]))
    assert len(in_turn) == 1 or in_turn[1:] == [RecordingOutcome(failure="discarded")]
    published = Announcements(desk.store).latest()
    assert all(desk.announcements.sound(one.sound) == b"RIFFspoken" for one in published.values())
    assert not published or in_turn[0].sound
    assert "hangs up" not in events or len(desk.sounds) == len(published)
    assert not desk.carrier.here
    assert "carrier away" in events or desk.carrier.asked.count("fetch") <= 1
