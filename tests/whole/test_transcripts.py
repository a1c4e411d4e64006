"""Whole calls, kept as transcripts that staff can read: what is pressed, and what the caller hears then.

The first line of a file names the moment of the call (# 2026-03-10 18:20), and how many groups there are if it is not
the five of the small contact point (# 2026-03-10 18:20, 60 Gruppen); with "Auskünfte" it has the texts of information
of the example, with "Beispiel" all that the example has, with "Moderation" a group more, in which nobody leads. With
"gemeinsam" several people call on one evening. After a change of wording, `make transcripts` writes the files anew, and
the difference is read before it is committed.
"""

import shutil
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from exchange import transcript
from exchange.transcript import Turn
from storage.redis_client import RedisClient
from tests.conftest import CONTENT, TOKEN, Clock, berlin
from tests.support import scenes
from tests.support.evening import Evening
from tests.support.hotlines import hotline_of
from tests.support.many_groups import files
from tests.support.scenes import Scene
from tests.support.small_hotline import CALLED, CALLER
from tests.support.staff import EXAMPLE
from worker.room_clock import RoomClock

# A group in which nobody leads.
WITHOUT_A_LEADER = """Gruppe: Klee
Regel: dienstags, 18:30 bis 20 Uhr
Zugang: 583 917
Leitung: reihum
Redezeit: 2 Minuten
Eröffnung: Willkommen. Hier darf alles gesagt werden, und nichts muss gesagt werden.
Schluss: Danke für diesen Abend. Kommen Sie gut in die Nacht.
"""
CALLS = sorted((Path(__file__).parents[1] / "anrufe").glob("*.txt"))
CALLERS = {name: f"+49302312590{number}" for number, name in enumerate(scenes.NAMES)}


def played(file: Path, data_dir: Path) -> tuple[str, str]:
    """A transcript as it is written, and as it goes when the calls are made now."""
    heading, _, text = file.read_text(encoding="utf-8").partition("\n")
    moment, *details = heading.removeprefix("# ").split(", ")
    clock = Clock(berlin(moment))
    app = hotline(content(details, data_dir), data_dir, clock)
    written, now = evening(text, app, clock) if "gemeinsam" in details else call(text, app)
    return "\n".join([heading, *map(str, written)]), "\n".join([heading, *map(str, now)])


def call(text: str, app: Flask) -> tuple[Sequence[Turn], Sequence[Turn]]:
    """The turns of one call: as written, and as they go now."""
    turns = transcript.parse(text)
    line = hotline_of(app).network.call(CALLER, CALLED)
    return turns, transcript.turns_of(line, [turn.step for turn in turns[1:]])


def evening(text: str, app: Flask, clock: Clock) -> tuple[Sequence[Scene], Sequence[Scene]]:
    """The scenes of an evening: as written, and as they go now."""
    parts, written = hotline_of(app), scenes.parse(text)
    clockwork = clockwork_of(app)

    def at(time: str) -> timedelta:
        before = clock.now
        clock.says(f"{before:%Y-%m-%d} {time}")
        clock.now += timedelta(days=clock.now < before)
        for work in (clockwork.keep_time, clockwork.announce, clockwork.begin_rounds, clockwork.repair):
            work()
        return clock.now - before

    return written, Evening(lambda name: parts.network.call(CALLERS[name], CALLED), at).play(written)


def clockwork_of(app: Flask) -> RoomClock:
    """What tells rooms the time, which in earnest runs in the worker."""
    held = hotline_of(app)
    nobody = RedisClient("unix:///nobody.sock")
    return RoomClock(nobody, held.talks, held.world, held.room_control)


def hotline(content: Path, data_dir: Path, clock: Clock) -> Flask:
    """A hotline without Redis, in the embedded voice."""
    environ = {"CONTENT_DIR": str(content), "DATA_DIR": str(data_dir), "TWILIO_AUTH_TOKEN": TOKEN, "VOICES": "espeak"}
    return create_app(environ | {"REDIS_URL": f"unix://{data_dir}/none.sock"}, clock)


def content(details: Sequence[str], data_dir: Path) -> Path:
    """The folder of the content that the heading names, or a new one with as many groups as it says."""
    if "Beispiel" in details:
        return EXAMPLE
    if "Auskünfte" in details:
        copy = Path(shutil.copytree(CONTENT, data_dir / "inhalt"))
        shutil.copytree(EXAMPLE / "infos", copy / "infos")
        return copy
    if "Moderation" in details:
        copy = Path(shutil.copytree(CONTENT, data_dir / "inhalt"))
        (copy / "gruppen" / "klee.txt").write_text(WITHOUT_A_LEADER, encoding="utf-8")
        return copy
    counts = [int(detail.removesuffix(" Gruppen")) for detail in details if detail.endswith(" Gruppen")]
    return folder_of(counts[0], data_dir / "inhalt") if counts else CONTENT


def folder_of(count: int, folder: Path) -> Path:
    """A folder with the files of a contact point with so many groups."""
    (folder / "gruppen").mkdir(parents=True)
    for name, raw in files(count).items():
        (folder / name).write_bytes(raw)
    return folder


@pytest.mark.parametrize("file", CALLS, ids=lambda file: file.stem)
def test_the_calls_go_as_written(file, tmp_path):
    written, now = played(file, tmp_path)
    assert now == written


def test_there_are_calls_to_read():
    assert len(CALLS) >= 12


if __name__ == "__main__":
    for file in CALLS:
        with tempfile.TemporaryDirectory() as data:
            _, now = played(file, Path(data))
        file.write_text(f"{now}\n", encoding="utf-8")
