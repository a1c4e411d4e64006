"""Record: a caller speaks, and the network keeps it until the hotline has fetched it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.activity import Listening, Recording
from exchange.line import Line
from exchange.recorder import tone
from exchange.recordings import MOST_KEPT
from exchange.wav import WavError, samples_of, wav_of
from tests.support.delivery import Mail
from tests.support.small_hotline import ASKS, CALLED, CALLER, Clock, SmallHotline, network, play

CALLBACK = 'recordingStatusCallback="/voice/status/recording"'
TELLS = f'{CALLBACK} recordingStatusCallbackEvent="in-progress completed absent"'
SPEECH = tone(12, 300)


class Studio:
    """A hotline that records at most a minute, until #; `caller` has dialled it."""

    def __init__(self, more: str = TELLS, **network_terms: object) -> None:
        page = f'<Record action="/after" maxLength="60" finishOnKey="#" {more}/>{play("nothing")}'
        self.hotline = SmallHotline({"/voice": page, "/after": ASKS})
        self.network = network(self.hotline, **network_terms)
        self.caller = self.dial()

    def dial(self) -> Line:
        return self.network.call(CALLER, CALLED)

    def told(self) -> Mapping[str, str]:
        [form] = self.hotline.asked("/after")
        return form

    def reports(self) -> list[Mapping[str, str]]:
        return self.hotline.asked("/voice/status/recording")

    def kept(self) -> bytes | None:
        [recording] = self.network.control.recordings(self.caller.sid)
        return self.network.control.recording(recording.sid)


@pytest.mark.parametrize("digits", ["#", ""])
def test_a_recording_ends_by_key_or_by_time(digits):
    studio = Studio()
    assert studio.caller.doing == Recording(60)
    studio.caller.press(digits) if digits else studio.caller.finished()
    assert studio.told()["Digits"] == digits and studio.caller.doing == Listening(5)


def test_other_keys_do_not_end_it():
    studio = Studio()
    studio.caller.press("123")
    assert studio.caller.doing == Recording(60)


def test_what_was_said_is_kept_and_everybody_is_told_its_length():
    studio = Studio()
    studio.caller.speak(SPEECH)
    studio.caller.press("#")
    assert studio.kept() == SPEECH
    told, (began, ended) = studio.told(), studio.reports()
    assert [report["RecordingStatus"] for report in (began, ended)] == ["in-progress", "completed"]
    assert "RecordingDuration" not in began and told["RecordingDuration"] == ended["RecordingDuration"] == "12"
    assert told["RecordingUrl"] == ended["RecordingUrl"] and ended["RecordingUrl"].endswith(ended["RecordingSid"])


def test_who_says_more_is_heard_to_the_end():
    studio = Studio()
    studio.caller.speak(tone(2, 300)), studio.caller.speak(tone(3, 600))
    studio.caller.press("#")
    assert samples_of(studio.kept()) == samples_of(tone(2, 300)) + samples_of(tone(3, 600))


def test_begun_seconds_count_and_what_is_too_long_is_cut_off():
    short, long = Studio(), Studio()
    short.caller.speak(wav_of(b"\1\0" * 8001)), long.caller.speak(tone(61))
    short.caller.press("#"), long.caller.finished()
    assert (short.told()["RecordingDuration"], long.told()["RecordingDuration"]) == ("2", "60")
    assert long.kept() == tone(60)


def test_a_telephone_into_which_nobody_speaks_sends_a_tone_for_as_long_as_it_lasts():
    clock = Clock()
    studio = Studio(clock=clock)
    clock.now = 2.5
    studio.caller.press("#")
    assert studio.told()["RecordingDuration"] == "3" and studio.kept() == tone(3)


def test_of_a_recording_without_any_sound_the_action_is_told_nothing_and_the_next_verb_follows():
    studio = Studio()
    studio.caller.speak(wav_of(b""))
    studio.caller.press("#")
    assert studio.caller.heard == ["nothing"] and not studio.hotline.asked("/after")
    assert studio.reports()[-1]["RecordingStatus"] == "absent" and studio.kept() is None


def test_only_what_it_wants_to_know_is_told_to_the_hotline():
    studio, silent = Studio(CALLBACK), Studio(CALLBACK)
    studio.caller.press("#")
    silent.caller.speak(wav_of(b""))
    silent.caller.press("#")
    assert [report["RecordingStatus"] for report in studio.reports()] == ["completed"] and silent.reports() == []


def test_hanging_up_ends_a_recording_too():
    studio = Studio()
    studio.caller.speak(SPEECH)
    studio.caller.hang_up()
    assert studio.told()["Digits"] == "hangup" and studio.told()["CallStatus"] == "completed"
    assert studio.kept() == SPEECH and studio.caller.heard == []


def test_it_can_be_fetched_when_the_action_has_answered_and_not_before():
    studio, seen = Studio(), []
    for path in ("/after", "/voice/status/recording"):
        studio.hotline.effects[path] = lambda: seen.append(studio.kept() is not None)
    studio.caller.press("#")
    assert seen == [False, True]


def test_the_sound_is_there_when_the_word_of_it_is_lost_and_the_word_may_come_twice():
    mail = Mail()
    studio = Studio(deliver=mail)
    studio.caller.speak(SPEECH)
    studio.caller.press("#")
    assert studio.kept() == SPEECH and studio.reports() == []
    mail.sends(1, 1, 0)
    assert [report["RecordingStatus"] for report in studio.reports()] == ["completed", "completed", "in-progress"]


def test_what_was_deleted_does_not_come_back():
    studio = Studio()
    control, [recording] = studio.network.control, studio.network.control.recordings(studio.caller.sid)
    control.delete_recording(recording.sid), control.delete_recording("RE1")
    studio.caller.press("#")
    assert control.recordings(studio.caller.sid) == () and control.recording(recording.sid) is None


def test_nobody_hears_the_recordings_of_another_call_and_the_oldest_go_first():
    studio = Studio()
    later = [studio.dial() for _ in range(MOST_KEPT)]
    assert studio.network.control.recordings(studio.caller.sid) == ()
    assert all(len(studio.network.control.recordings(line.sid)) == 1 for line in later)


def test_who_is_not_recorded_says_nothing():
    studio = Studio()
    studio.caller.press("#")
    with pytest.raises(ValueError, match="nothing is being recorded"):
        studio.caller.speak(SPEECH)


@given(st.integers(0, 60), st.binary(max_size=9), st.integers(0, 60))
def test_no_telephone_can_say_what_is_no_sound(start, nonsense, rest):
    damaged = SPEECH[:start] + nonsense + SPEECH[len(SPEECH) - rest :]
    studio = Studio()
    try:
        studio.caller.speak(damaged)
    except WavError:
        assert isinstance(studio.caller.doing, Recording)
    studio.caller.press("#")
    assert studio.caller.ended is False
