"""What the hotline keeps is what its table says, and goes when the table says so."""

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from audio.sentence_cache import KEPT_SECONDS
from keep.announcements.cleanup import RESTORABLE
from keep.announcements.recording_log import KEPT
from keep.content.published_calendars import UNNAMED
from keep.content.versions import KEPT as VERSIONS
from keep.data_inventory import BROWSER, FILES, REDIS, ROWS, page, row_for
from keep.notifications import MOST_KEPT
from office.sessions import REMEMBERED_FOR
from reading.office_file import MOST_DAYS
from storage.redis_client import RedisClient
from storage.redis_server import embedded_redis
from tests.conftest import CONTENT
from tests.support.busy_evening import evening

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "datenschutz"
FORGETS = timedelta(seconds=2)


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """The folder of a hotline after an evening on which much has happened, with all keys of its Redis beside."""
    folder = tmp_path_factory.mktemp("evening")
    shutil.copytree(CONTENT, folder / "inhalt")
    (folder / "data").mkdir()
    with embedded_redis(folder / "data"):
        evening(folder)
        for name in ("redis", "night"):
            found = keys(folder / "data" / f"{name}.sock")
            (folder / f"{name}.keys").write_text("".join(f"{key} {ttl}\n" for key, ttl in found.items()))
    return folder


def keys(socket: Path) -> dict[str, int]:
    """The keys of a Redis, and for how many seconds more each is there (-1 = for ever)."""
    asked = RedisClient(f"unix://{socket}")
    return asked.ask(lambda client: {key.decode(): client.ttl(key) for key in client.scan_iter()}, {})


def lines(kept: Path) -> list[tuple[str, int]]:
    written = (kept / "redis.keys").read_text() + (kept / "night.keys").read_text()
    return [(key, int(ttl)) for key, _, ttl in (line.rpartition(" ") for line in written.splitlines())]


def test_every_key_has_a_row_and_goes_as_it_says(kept):
    assert {"talk", "seat", "stand", "tries", "sound", "night"} <= {key.partition(":")[0] for key, _ in lines(kept)}
    for key, ttl in lines(kept):
        row = row_for(REDIS, key)
        assert row, f"no row tells of {key}"
        assert (ttl >= 0) == bool(row.lasts) or row.until, key
        assert row.lasts is None or timedelta(seconds=ttl) <= row.lasts + FORGETS, key


def test_every_file_has_a_row(kept):
    data = kept / "data"
    found = {str(file.relative_to(data)) for file in data.rglob("*") if not file.is_dir()}
    assert {"absagen.txt", "ansagen", "anrufbeantworter", "fassungen", "zahlen"} <= {
        name.split("/")[0] for name in found
    }
    assert [name for name in found if row_for(FILES, name) is None] == []


def test_a_file_that_the_evening_does_not_write_has_a_row_too():
    written = [
        file.read_text(encoding="utf-8") for folder in ("keep", "worker") for file in (ROOT / folder).rglob("*.py")
    ]
    names = {name for text in written for name in re.findall(r'^(?:FILE|FOLDER) = "([^"]+)"$', text, re.MULTILINE)}
    assert len(names) > 8
    assert [name for name in names if not (row_for(FILES, name) or row_for(FILES, f"{name}/x"))] == []


def test_no_number_of_a_caller_is_in_any_file_or_key(kept):
    numbers = (b"3023125999", b"23125 999")
    files = [file for file in (kept / "data").rglob("*") if file.is_file()]
    assert not [file for file in files for number in numbers if number in file.read_bytes()]
    assert not [key for key, _ in lines(kept) if "23125999" in key]


@pytest.mark.parametrize(
    ("place", "name", "words"),
    [
        (REDIS, "sound:x", f"{KEPT_SECONDS // 86400} Tage"),
        (FILES, "ansagen/x", f"{RESTORABLE.days} Tage"),
        (FILES, "ansagen/x", "einen Tag" if KEPT.days == 1 else "?"),
        (FILES, "anrufbeantworter/x", f"{MOST_DAYS} Tage"),
        (FILES, "kalender/x", f"{UNNAMED.days} Tage"),
        (FILES, "fassungen/x", f"letzten {VERSIONS}"),
        (FILES, "verschickt.json", {10: "letzten zehn"}[MOST_KEPT]),
        (BROWSER, "telefontreff-office", f"{REMEMBERED_FOR.days} Tage"),
    ],
)
def test_a_duration_is_the_one_of_the_code(place, name, words):
    row = row_for(place, name)
    assert row and words in row.duration


def test_the_page_is_the_table():
    assert (DOCS / "was-wo-wie-lange.md").read_text(encoding="utf-8") == page()
    assert all(row.lasts or row.until for row in ROWS)
