"""A sound file that somebody brings becomes an announcement, whatever its kind; what means harm is refused in time."""

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.mastering import RecordingError, master_upload
from audio.telephone import LARGEST_INPUT, LEVEL_DB, RATE
from tests.support.pcm import file, level, pause, tones, words
from tests.support.sound_files import KINDS, SPOKEN, as_file, bomb, with_a_gap

SECONDS = len(master_upload(SPOKEN)) / RATE


def failure(sound: bytes) -> str:
    with pytest.raises(RecordingError) as told:
        master_upload(sound)
    return told.value.failure


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_kind_all_is_there_and_as_loud_as_the_voice(kind):
    sound = master_upload(as_file(kind))
    assert len(sound) / RATE == pytest.approx(SECONDS, abs=0.2)
    assert level(sound) == pytest.approx(LEVEL_DB, abs=1.5)


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [("m4a of an iPhone", 12), ("alac", 15), ("3gp with aac", 30), ("m4a at 22 kHz", 60), ("3gp", 90)],
)
def test_what_a_telephone_records_is_read_to_its_end(kind, seconds):
    spoken = (words("Am Dienstag fällt das Treffen aus.") * 60)[: 2 * RATE * seconds]
    assert len(master_upload(as_file(kind, file(spoken)))) / RATE == pytest.approx(seconds, abs=0.5)


@pytest.mark.parametrize("gap", [8, 70_000, 2_000_000, LARGEST_INPUT - 1_000_000])
@pytest.mark.parametrize("kind", ["m4a", "3gp"])
def test_however_far_behind_the_sound_its_directory_stands_it_is_read(kind, gap):
    assert master_upload(with_a_gap(kind, gap)) == master_upload(as_file(kind))


@pytest.mark.parametrize("sound", [b"", b"GIF89a" * 100, b"PK\3\4" * 99, b"#EXTM3U\n", b"ffconcat version 1.0\n"])
def test_what_is_no_sound_is_told(sound):
    assert failure(sound) == "no_sound"


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_file_or_a_damaged_one_is_a_sound_or_none(kind):
    whole = as_file(kind)
    for damaged in (whole[: len(whole) // 2], whole[:40] + bytes(200) + whole[240:], whole[:16]):
        try:
            assert len(master_upload(damaged)) >= RATE
        except RecordingError as error:
            assert error.failure in ("short", "silent", "no_sound")


@settings(max_examples=20)
@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=200))
def test_what_only_begins_like_a_sound_is_none(kind, rest):
    assert failure(as_file(kind)[:12] + rest) in ("no_sound", "short", "silent")


def test_what_is_too_long_is_told():
    assert failure(as_file("mp3", file(tones(120, -20, 440)))) == "long"
    assert failure(as_file("flac", file(pause(30)))) == "silent"


def test_a_small_file_that_would_be_huge_costs_little_time_and_memory():
    assert len(bomb()) < 100_000
    tracemalloc.start()
    began = time.monotonic()
    assert failure(bomb()) in ("long", "silent")
    assert time.monotonic() - began < 10 and tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_what_is_too_large_is_not_even_decoded():
    assert failure(SPOKEN + bytes(LARGEST_INPUT)) == "no_sound"
