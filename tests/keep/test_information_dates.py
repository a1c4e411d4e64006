"""Since when a text of information is on air: from the day the hotline first had it, and honestly unknown before."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from keep.content.editions import Edition, check, corrected, published
from keep.content.folder import read_folder
from keep.content.local_folder import LocalFolder
from keep.content.packed_edition import packed, unpacked
from tests.support.staff import TODAY, files
from worker.publisher import Publisher

LATER = TODAY + timedelta(days=3)


@pytest.fixture
def worker_on(redis_client, folder) -> Callable[[date], Publisher]:
    return lambda day: Publisher(redis_client, LocalFolder(folder), lambda: day, lambda wanted: None)


def put(folder: Path, title: str, text: str = "Die Kassen fördern Gruppen.", name: str = "geld") -> None:
    (folder / "infos").mkdir(exist_ok=True)
    (folder / "infos" / f"{name}.txt").write_text(f"Titel: {title}\n\n{text}\n", encoding="utf-8")


def since(edition: Edition | None) -> dict[str, date | None]:
    assert edition
    return {text.title: text.since for text in edition.plan.information}


def test_what_comes_later_is_new_and_what_was_there_at_the_first_start_is_not(worker_on, redis_client, folder):
    put(folder, "Geld")
    worker_on(TODAY).work()
    put(folder, "Datenschutz", name="datenschutz")
    worker_on(LATER).work()
    assert since(published(redis_client, LATER)) == {"Datenschutz": LATER, "Geld": None}


def test_the_day_stays_whatever_is_mended_in_the_text_and_whoever_starts_again(worker_on, redis_client, folder):
    worker_on(TODAY).work()
    put(folder, "Geld")
    worker_on(TODAY).work()
    put(folder, "Geld", "Die Krankenkassen fördern Gruppen.")
    worker_on(LATER).work()
    put(folder, "Geld", "Die Krankenkassen fördern Gruppen.", name="kassen")
    (folder / "infos" / "geld.txt").unlink()
    worker_on(LATER).work()
    assert since(published(redis_client, LATER)) == {"Geld": TODAY}


def test_a_new_title_in_the_same_file_is_a_new_text(worker_on, redis_client, folder):
    put(folder, "Sommerfest")
    worker_on(TODAY).work()
    put(folder, "Adventsfeier")
    worker_on(LATER).work()
    assert since(published(redis_client, LATER)) == {"Adventsfeier": LATER}


def test_after_redis_has_lost_everything_nothing_is_called_new(worker_on, redis_client, folder):
    worker_on(TODAY).work()
    put(folder, "Geld")
    worker = worker_on(TODAY)
    worker.work()
    redis_client.put("edition:current", b"")
    assert since(worker.work()) == {"Geld": TODAY}
    redis_client.put("edition:current", b"")
    assert since(worker_on(LATER).work()) == {"Geld": None}


def test_without_redis_a_process_remembers_by_itself(folder):
    before = corrected(check(read_folder(folder), TODAY), None)
    put(folder, "Geld")
    assert since(corrected(check(read_folder(folder), LATER), before)) == {"Geld": LATER}


def test_an_edition_of_the_version_before_can_be_read_and_what_is_none_cannot():
    kept = files({"buero.txt": b"Name: A"})
    assert unpacked(packed(kept, {})) == (kept, {}) and packed(kept, {}).startswith(b"[[")
    assert unpacked(packed(kept, {"Geld": TODAY})) == (kept, {"Geld": TODAY})
    for strange in (b"{}", b'{"files": [], "since": []}', b'{"files": [], "since": {"a": 5}}', b"[1]", b"\xff"):
        assert unpacked(strange) is None
