"""Whole calls, kept as transcripts that staff can read: what is pressed, and what the caller hears then.

The first line of a file names the moment of the call (# 2026-03-10 18:20), and how many groups there are if it is not
the five of the small contact point (# 2026-03-10 18:20, 60 Gruppen). After a change of wording,
`python -m tests.test_transcripts` writes the files anew, and the difference is read before it is committed.
"""

import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from app import create_app
from ivr.meeting import BERLIN
from phone.transcript import Turn, parse, play
from tests.conftest import CONTENT, TOKEN
from tests.many import files

CALLS = sorted((Path(__file__).parent / "anrufe").glob("*.txt"))


def played(file: Path, data_dir: Path) -> tuple[str, list[Turn], list[Turn]]:
    """The heading of a transcript, its turns as written, and as they are when the call is made now."""
    heading, _, text = file.read_text(encoding="utf-8").partition("\n")
    written, _, many = heading.removeprefix("# ").partition(", ")
    moment = datetime.fromisoformat(written).replace(tzinfo=BERLIN)
    content = folder_of(int(many.split()[0]), data_dir / "inhalt") if many else CONTENT
    environ = {"CONTENT_DIR": str(content), "DATA_DIR": str(data_dir), "TWILIO_AUTH_TOKEN": TOKEN, "VOICES": "espeak"}
    app = create_app(environ | {"REDIS_URL": f"unix://{data_dir}/none.sock"}, lambda: moment)
    line = app.extensions["hotline"].network.call("+493023125999", "+493023125000")
    turns = parse(text)
    return heading, turns, play(line, [turn.step for turn in turns[1:]])


def folder_of(count: int, folder: Path) -> Path:
    """A folder with the files of a contact point with so many groups."""
    (folder / "gruppen").mkdir(parents=True)
    for name, content in files(count).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("file", CALLS, ids=lambda file: file.stem)
def test_the_call_goes_as_written(file, tmp_path):
    _, written, now = played(file, tmp_path)
    assert "\n".join(map(str, now)) == "\n".join(map(str, written))


def test_there_are_calls_to_read():
    assert len(CALLS) >= 12


if __name__ == "__main__":
    for call in CALLS:
        with tempfile.TemporaryDirectory() as data:
            heading, _, now = played(call, Path(data))
        call.write_text("\n".join([heading, *map(str, now)]) + "\n", encoding="utf-8")
