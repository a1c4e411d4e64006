"""A recording is fetched from the carrier, and fails in each of its ways: the leader hears German, and tries again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from carrier.nobody import Nobody
from carrier.port import CarrierError
from exchange.line import Line
from exchange.recorder import tone
from hotline import master
from keep.announcements.recordings import Recordings
from storage.disk import Disk
from tests.support.hotlines import hotline_of, with_parts
from tests.support.leaders import TO_HEAR, TO_RECORD, keeps_back_callbacks, saves, sound_of, speaks
from tests.support.pcm import file, noise
from tests.support.people import comes
from tests.support.signed_requests import URL, post

NOTHING, UP_CLOSE, TOO_SHORT = "Ich habe nichts gehört.", "Bitte sprechen Sie lauter.", "Das war zu kurz."
NOT_COME = "Die Aufnahme ist nicht angekommen."


@dataclass
class Troubled(Nobody):
    """A carrier that gives something else than what was spoken, as long as it is `given`; None: it does not answer."""

    carrier: Any
    given: bytes | None = b""
    is_well: bool = False

    def recording(self, sid: str) -> bytes | None:  # type: ignore[override]
        if self.is_well:
            return self.carrier.recording(sid)
        if self.given is None:
            raise CarrierError("the carrier answers 500")
        return self.given

    def recordings(self, call: str) -> Any:
        return self.carrier.recordings(call)

    def delete_recording(self, sid: str) -> None:
        self.carrier.delete_recording(sid)


WAYS: dict[str, tuple[str, bytes | None, str]] = {
    "absent": ("absent", b"", NOTHING),
    "failed": ("failed", b"", NOTHING),
    "too short": ("completed", file(noise(0.5, -20)), TOO_SHORT),
    "silent": ("completed", file(noise(4, -70)), UP_CLOSE),
    "too long": ("completed", tone(131), "Das war zu lang."),
    "no sound": ("completed", b"<html>", NOT_COME),
    "not there yet": ("in-progress", b"", NOT_COME),
    "carrier down": ("completed", None, NOT_COME),
}


@pytest.mark.parametrize(("status", "given", "told"), WAYS.values(), ids=WAYS)
def test_whatever_goes_wrong_is_said_and_the_next_try_works(app, dial, clock, tmp_path, status, given, told):
    carrier = troubled(app, tmp_path, clock, given)
    callbacks = keeps_back_callbacks(app)
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(4)), leader.press("5")
    (recording,) = carrier.recordings(leader.sid)
    form = {"CallSid": leader.sid, "RecordingSid": recording.sid, "RecordingStatus": status}
    post(app.test_client(), f"{URL}/voice/status/recording", form)
    assert is_told(leader, told) and not sound_of(comes(dial, *TO_HEAR))
    carrier.is_well = True
    leader.press("1"), leader.listen()
    leader.speak(tone(6)), leader.press("5")
    for send in callbacks:
        send()
    leader.wait()
    saves(leader)
    assert leader.said_last.startswith("Gespeichert.") and sound_of(comes(dial, *TO_HEAR)) == ["(Aufnahme, 6 Sekunden)"]
    clock.now += timedelta(seconds=5)
    hotline_of(app).recordings.sweep()
    assert carrier.recordings(leader.sid) == ()


def test_a_full_disk_while_it_is_fetched_is_told_and_the_next_try_works(dial, tmp_path):
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(4))
    (tmp_path / "ansagen").write_text("no folder can be made here")
    leader.press("5")
    assert is_told(leader, NOT_COME)
    (tmp_path / "ansagen").unlink()
    leader.press("1"), leader.listen()
    saves(speaks(leader, 6))
    assert leader.said_last.startswith("Gespeichert.")


def test_whoever_could_not_be_kept_is_not_asked_to_speak(dial, tmp_path):
    (tmp_path / "aufnahmen").write_text("no folder can be made here")
    leader = comes(dial, *TO_RECORD)
    assert leader.said_last.startswith("Das hat nicht geklappt.") and not leader.ended
    (tmp_path / "aufnahmen").unlink()
    leader.press("1"), leader.listen()
    saves(speaks(leader, 6))
    assert sound_of(comes(dial, *TO_HEAR)) == ["(Aufnahme, 6 Sekunden)"]


def is_told(leader: Line, words: str) -> bool:
    """Whether somebody who waits is told this within a minute."""
    for _ in range(12):
        if words in " ".join(leader.heard):
            return True
        leader.wait()
    return False


def troubled(app, folder, clock: Callable[[], datetime], given: bytes | None) -> Troubled:
    """The hotline's carrier, from which recordings come as somebody wishes."""
    hotline = hotline_of(app)
    carrier = Troubled(hotline.network.control, given)
    takes = Recordings(Disk(folder), carrier, master, hotline.announcements, clock)
    with_parts(app, recordings=takes)
    return carrier
