"""Announcements stand as plain text beside their sounds: published once, never lost, and readable by people."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.model.announcement import Announcement, NotDone
from ivr.model.moment import BERLIN
from keep.announcements.announcement_file import announcement_in, moment, moment_in, name_of, slug, written
from keep.announcements.announcements import Announcements
from storage.disk import Disk
from storage.store import store_at
from tests.support.failing_disk import every_step, hidden, with_error

TUESDAY = datetime(2026, 3, 10, 18, 45, 12, tzinfo=BERLIN)
WAV, OTHER = b"RIFF one", b"RIFF another"
TAKE = "RE" + "1" * 32
NAMES = st.text(st.characters(codec="cp1252", categories=["L", "N", "P", "Zs"]), min_size=1).map(
    lambda name: " ".join(name.split())
)


class Seconds:
    """A clock that goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    return store_at(str(tmp_path) if request.param == "folder" else f"memory://{token_hex(8)}")


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def announcements(store, seconds) -> Announcements:
    return Announcements(store, seconds)


def spoken(announcements: Announcements, number: int, wav: bytes = WAV, of: str = "Krokus", **more) -> Announcement:
    """An announcement that a leader has just spoken, before it is published."""
    return Announcement(of, number, TUESDAY, announcements.keep_sound(wav), **({"take": TAKE} | more))


def published(announcements: Announcements, number: int, *args, **more) -> Announcement:
    one = spoken(announcements, number, *args, **more)
    announcements.publish(one)
    return one


def test_people_can_read_it(announcements, store):
    one = published(announcements, 1, of="Rosa Laube", until=datetime(2026, 3, 24, 20, tzinfo=BERLIN))
    assert store.read(name_of("Rosa Laube", 1)).decode().splitlines() == [
        "Gruppe: Rosa Laube",
        "Aufgenommen: 10.03.2026 18:45:12",
        "Bis: 24.03.2026 20:00",
        f"Aufnahme: {TAKE}",
        f"Ton: {one.sound}",
    ]
    assert name_of("Rosa Laube", 1).startswith("ansagen/rosa-laube-") and name_of("", 7) == "ansagen/alle.0007.txt"


def test_what_is_published_is_on_air_at_once_and_for_every_process(announcements, store):
    assert announcements.latest() == {}
    one = published(announcements, 1)
    assert announcements.latest() == {"Krokus": one} == Announcements(store).latest()
    assert announcements.sound(one.sound) == WAV


def test_each_stands_instead_of_the_one_before_and_a_deletion_too(announcements, store):
    published(announcements, 1)
    second = published(announcements, 2, OTHER)
    assert announcements.latest()["Krokus"] == second
    announcements.publish(gone := Announcement("Krokus", 3, TUESDAY))
    assert Announcements(store).latest()["Krokus"] == gone and not gone.sound
    assert store.read(name_of("Krokus", 3)).decode().splitlines()[1] == "Gelöscht: 10.03.2026 18:45:12"


def test_an_announcement_for_everybody_and_those_of_groups_do_not_meet(announcements):
    for_all, of_one, of_two = (published(announcements, 1, of=of) for of in ("", "alle", "Alle"))
    assert announcements.latest() == {"": for_all, "alle": of_one, "Alle": of_two}


def test_another_process_sees_it_within_a_second_and_asks_no_more_often(announcements, store, seconds):
    announcements.latest()
    one = published(Announcements(store), 1)
    seconds.now = 0.9
    assert announcements.latest() == {}
    seconds.now = 1.0
    assert announcements.latest() == {"Krokus": one}


def test_to_save_twice_is_to_save_once(announcements, store):
    one = published(announcements, 1)
    announcements.publish(replace(one, recorded=TUESDAY + timedelta(seconds=5)))
    published(announcements, 2, OTHER)
    announcements.publish(one)
    assert len([name for name in store.names("ansagen") if name.endswith(".txt")]) == 2


def test_of_two_who_give_the_same_recording_another_end_the_second_is_told(announcements, store):
    one = published(announcements, 1)
    ends = [replace(one, number=2, until=TUESDAY + timedelta(days=days)) for days in (1, 2)]
    announcements.publish(ends[0])
    with pytest.raises(NotDone, match="newer"):
        Announcements(store).publish(ends[1])
    assert announcements.latest()["Krokus"].until == ends[0].until


def test_of_two_leaders_at_once_the_second_is_told(announcements, store):
    published(announcements, 1)
    with pytest.raises(NotDone, match="there is a newer one"):
        published(Announcements(store), 1, OTHER, take="RE" + "2" * 32)
    assert announcements.sound(announcements.latest()["Krokus"].sound) == WAV


def test_of_many_leaders_at_once_one_is_on_air_and_all_others_are_told(store):
    def is_published(leader: int) -> bool:
        try:
            published(Announcements(store), 1, b"RIFF %d" % leader, take=f"RE{leader:032x}")
        except NotDone:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        (first,) = (leader for leader, done in enumerate(pool.map(is_published, range(8))) if done)
    on_air = Announcements(store).latest()["Krokus"]
    assert on_air.take == f"RE{first:032x}" and Announcements(store).sound(on_air.sound) == b"RIFF %d" % first


def test_no_number_is_left_out(announcements):
    with pytest.raises(NotDone, match="the one before it is missing"):
        published(announcements, 2)
    assert announcements.latest() == {}


def test_nothing_goes_on_air_without_its_whole_sound(announcements, store):
    for damaged in (None, b"", WAV[:-1], WAV + b"x"):
        one = spoken(announcements, 1)
        store.remove(f"ansagen/{one.sound}")
        if damaged is not None:
            store.write(f"ansagen/{one.sound}", damaged)
        with pytest.raises(NotDone, match="its sound is not there"):
            announcements.publish(one)
        assert announcements.sound(one.sound) is None
    assert announcements.latest() == {}


@pytest.mark.parametrize("name", ["", "../talks.wav", "x.wav", "0" * 32, "/etc/passwd", "0" * 32 + ".wav\n"])
def test_no_other_file_is_taken_for_a_sound(announcements, name):
    assert announcements.sound(name) is None
    with pytest.raises(NotDone):
        announcements.publish(Announcement("Krokus", 1, TUESDAY, name or "x"))


@given(NAMES, st.integers(1, 99999), st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1)), st.booleans())
def test_what_is_written_comes_back(of, number, time, ends):
    at = time.replace(microsecond=0, tzinfo=UTC).astimezone(BERLIN)
    one = Announcement(of, number, at, "0" * 32 + ".wav", at if ends else None, TAKE)
    assert announcement_in(name_of(of, number), written(one)) == one
    assert moment_in(moment(at)).timestamp() == at.timestamp()


@given(NAMES, NAMES)
def test_no_two_groups_share_a_file_and_every_name_is_plain(one, other):
    assert (slug(one) == slug(other)) == (one == other)
    assert slug(one).isascii() and slug(one).replace("-", "").isalnum()


@given(st.integers(0, 200))
def test_a_text_that_was_cut_off_is_never_read_as_something_else(length):
    raw = written(Announcement("Krokus", 1, TUESDAY, "0" * 32 + ".wav", TUESDAY, TAKE))
    if length < len(raw) - 1:
        with pytest.raises(ValueError):
            announcement_in(name_of("Krokus", 1), raw[:length])


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw):
    try:
        found = announcement_in(name_of("", 1), raw)
    except ValueError:
        return
    assert found.of == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_whoever_edits_it_in_notepad_is_understood(announcements, store, encoding):
    one = published(announcements, 1, of="Rößlein")
    text = store.read(name_of("Rößlein", 1)).decode() + "Bis: 1.4.2026 8:30\n"
    store.write(name_of("Rößlein", 1), text.replace("\n", "\r\n").encode(encoding))
    assert Announcements(store).latest()["Rößlein"] == replace(one, until=datetime(2026, 4, 1, 8, 30, tzinfo=BERLIN))


@pytest.mark.parametrize("damaged", [b"", b"\0\xff", b"Gruppe: Krokus\n", b"Gruppe: Rose\nTon: x\n"])
def test_what_nobody_can_read_is_left_out_once_told_and_gives_its_number_away(announcements, store, caplog, damaged):
    first = published(announcements, 1)
    store.write(name_of("Krokus", 2), damaged)
    fresh = Announcements(store, seconds := Seconds())
    for seconds.now in (0.0, 5.0):
        assert fresh.latest() == {"Krokus": first}
    assert caplog.text.count("cannot be read") == 1
    second = published(fresh, 2, OTHER)
    assert fresh.latest() == Announcements(store).latest() == {"Krokus": second}


def test_what_was_replaced_or_deleted_can_be_restored(announcements):
    first = published(announcements, 1)
    announcements.publish(Announcement("Krokus", 2, TUESDAY))
    again = announcements.restore("Krokus", 1)
    assert announcements.latest()["Krokus"] == again == replace(first, number=3, until=None)
    assert {one.number for one in announcements.history()} == {1, 2, 3}
    for missing in (("Krokus", 2), ("Krokus", 9), ("Rose", 1)):
        with pytest.raises(NotDone, match="there is no such recording"):
            announcements.restore(*missing)


def test_the_newest_comes_first(announcements):
    older = published(announcements, 1)
    announcements.publish(newer := Announcement("", 1, TUESDAY + timedelta(days=1)))
    assert announcements.history() == (newer, older)


def test_what_was_replaced_two_weeks_ago_is_forgotten_with_its_sound_and_the_newest_never(announcements, store):
    published(announcements, 1)
    published(announcements, 2)
    newest = published(announcements, 3, OTHER)
    announcements.sweep(datetime.now(UTC) + timedelta(days=13))
    assert len(announcements.history()) == 3
    announcements.sweep(datetime.now(UTC) + timedelta(days=15))
    assert announcements.history() == (newest,)
    assert store.names("ansagen") == sorted([name_of("Krokus", 3), f"ansagen/{newest.sound}"])


def test_a_sound_that_nobody_saved_is_forgotten_after_a_day(announcements):
    unsaved = announcements.keep_sound(OTHER)
    saved = published(announcements, 1).sound
    announcements.sweep(datetime.now(UTC) + timedelta(hours=23))
    assert announcements.sound(unsaved) == OTHER
    announcements.sweep(datetime.now(UTC) + timedelta(hours=25))
    assert announcements.sound(unsaved) is None and announcements.sound(saved) == WAV


def test_while_a_text_cannot_be_read_no_sound_is_forgotten(announcements, store):
    sound = announcements.keep_sound(WAV)
    store.write(name_of("Krokus", 1), f"Grupe: Krokus\nTon: {sound}\n".encode())
    announcements.sweep(datetime.now(UTC) + timedelta(days=99))
    assert announcements.sound(sound) == WAV


def test_while_the_store_fails_calls_go_on_with_what_was_known(tmp_path, seconds, caplog):
    announcements = Announcements(Disk(tmp_path), seconds)
    one = published(announcements, 1)
    os.rename(tmp_path / "ansagen", tmp_path / "away")
    (tmp_path / "ansagen").write_bytes(b"no folder")
    for seconds.now in (100.0, 200.0):
        assert announcements.latest() == {"Krokus": one}
    assert caplog.text.count("The store does not answer") == 1
    with pytest.raises(NotDone, match="the store fails"):
        announcements.publish(Announcement("Krokus", 2, TUESDAY))
    (tmp_path / "ansagen").unlink()
    os.rename(tmp_path / "away", tmp_path / "ansagen")
    assert announcements.latest() == {"Krokus": one}
    announcements.publish(Announcement("Krokus", 2, TUESDAY))


@pytest.mark.parametrize("code", [5, 28])
def test_whatever_step_fails_what_was_confirmed_is_there_and_nothing_else(tmp_path: Path, code: int) -> None:
    for nth, system in enumerate(every_step(with_error(code))):
        folder = tmp_path / str(nth)
        before = published(Announcements(Disk(folder)), 1)
        announcements = Announcements(Disk(folder, system))
        try:
            after = published(announcements, 2, OTHER)
        except (NotDone, OSError):
            after = before
        found = Announcements(Disk(folder))
        assert found.latest() == {"Krokus": after} and found.sound(after.sound) and len(hidden(folder)) <= 1
    assert nth > 20
