"""Whatever keeps a leader's words from coming: a German sentence, another try that works, and nothing of it on air."""

import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import mastered
from carrier.nobody import Nobody
from carrier.port import CarrierError, Recording
from keep.disk import Disk
from keep.takes import Takes
from phone.control import Control
from phone.exchange import Task
from phone.line import Line
from phone.post import Form
from phone.recorder import tone
from phone.signature import signature
from tests.conftest import TOKEN
from tests.pcm import file, noise, tones
from tests.people import Dial, comes
from tests.test_leaders import HALF_A_SECOND, TO_HEAR, TO_RECORD, saves, sound_of, speaks

Spoils = Callable[[bytes | None], bytes | None]

HISS, ENDLESS = file(noise(3, -55)), file(tones(101, -20, 440))
# Whoever waits longer than that is told nothing any more.
PATIENCE = 10


def whole(sound: bytes | None) -> bytes | None:
    return sound


def away(sound: bytes | None) -> bytes | None:
    raise CarrierError("the carrier answers 500")


def thrice(method: str, url: str, form: Form, send: Task) -> None:
    for _ in range(3):
        send()


@dataclass
class Spoiling(Nobody):
    """The recordings of the test network, of which the sounds may come spoiled, or not at all."""

    there: Control
    spoils: Spoils = whole

    def recordings(self, call: str) -> Sequence[Recording]:  # type: ignore[override]
        return self.there.recordings(call)

    def recording(self, sid: str) -> bytes | None:  # type: ignore[override]
        return self.spoils(self.there.recording(sid))

    def delete_recording(self, sid: str) -> None:
        self.there.delete_recording(sid)


class SmallDisk:
    """The module os on a disk that may be full."""

    full = False

    def __getattr__(self, name: str) -> object:
        if name == "write" and self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return getattr(os, name)


class House:
    """The hotline, and all around it that may go wrong."""

    def __init__(self, app: Flask, folder: Path) -> None:
        parts = app.extensions["hotline"]
        self.app, self.network, self.disk = app, parts.network, SmallDisk()
        self.carrier = Spoiling(self.network.control)
        self.takes = Takes(Disk(folder, self.disk), self.carrier, mastered, parts.announcements, parts.now)
        app.extensions["hotline"] = replace(
            parts, takes=self.takes, world=lambda: replace(parts.world(), takes=self.takes)
        )

    def spoils(self, how: Spoils) -> None:
        self.carrier.spoils = how

    def disk_is_full(self) -> None:
        self.disk.full = True

    def carrier_is_down(self) -> None:
        """It tells, and tells again as it does of what is refused, but never has the sound."""
        self.spoils(away)
        self.network.delivers(thrice)

    def recording_fails(self) -> None:
        """The carrier tells of it that it failed."""
        self.network.delivers(self._tells_that_it_failed)

    def is_well_again(self) -> None:
        self.disk.full, self.carrier.spoils = False, whole
        self.network.delivers(lambda method, url, form, send: send())

    def _tells_that_it_failed(self, method: str, url: str, form: Form, send: Task) -> None:
        failed = {**form, "RecordingStatus": "failed"}
        signed = {"X-Twilio-Signature": signature(TOKEN, url, failed)}
        self.app.test_client().post(url, data=failed, headers=signed)


@dataclass(frozen=True)
class Trouble:
    """What is spoken, what goes wrong while it is, and what the leader is told."""

    told: str
    spoken: bytes = tone(4)
    begins: Callable[[House], None] = lambda house: None


TROUBLES = {
    "absent": Trouble("Ich habe nichts gehört.", spoken=tone(0)),
    "failed": Trouble("Ich habe nichts gehört.", begins=House.recording_fails),
    "too short": Trouble("Das war zu kurz.", spoken=HALF_A_SECOND),
    "silent": Trouble("Bitte sprechen Sie lauter.", spoken=HISS),
    "too long": Trouble("Das war zu lang.", begins=lambda house: house.spoils(lambda sound: ENDLESS)),
    "not audio": Trouble("nicht angekommen.", begins=lambda house: house.spoils(lambda sound: b"<html>")),
    "not there": Trouble("nicht angekommen.", begins=lambda house: house.spoils(lambda sound: None)),
    "carrier down": Trouble("nicht angekommen.", begins=House.carrier_is_down),
    "disk full": Trouble("nicht angekommen.", begins=House.disk_is_full),
}


@pytest.fixture
def house(app: Flask, tmp_path: Path) -> House:
    return House(app, tmp_path)


def waits_for(leader: Line, told: str) -> bool:
    """Whether somebody who waits is told that in the end."""
    for _ in range(PATIENCE):
        if told in leader.said_last:
            return True
        leader.wait()
    return False


def is_heard_after_another_try(leader: Line, dial: Dial) -> bool:
    """Whether the leader speaks again and saves, and callers hear just that."""
    leader.press("1")
    leader.listen()
    saves(speaks(leader, 7))
    return sound_of(comes(dial, *TO_HEAR)) == ["(Aufnahme, 7 Sekunden)"]


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES.keys())
def test_whatever_goes_wrong_it_is_told_nothing_is_on_air_and_the_next_try_works(house, dial, clock, trouble):
    leader = comes(dial, *TO_RECORD)
    trouble.begins(house)
    leader.speak(trouble.spoken), leader.press("5")
    assert waits_for(leader, trouble.told) and not sound_of(comes(dial, *TO_HEAR))
    house.is_well_again()
    assert is_heard_after_another_try(leader, dial)
    clock.now += timedelta(seconds=5)
    house.takes.sweep()
    assert house.network.control.recordings(leader.sid) == ()


def test_nobody_is_asked_to_speak_who_could_not_be_kept(house, dial):
    house.disk_is_full()
    leader = comes(dial, *TO_RECORD)
    assert leader.said_last.startswith("Das hat nicht geklappt.") and not leader.ended
    house.is_well_again()
    assert is_heard_after_another_try(leader, dial)
