"""However programs save a file: every edit is noticed, and none is taken half written."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from keep.content.editions import check, published
from keep.content.folder import read_folder
from keep.content.local_folder import LocalFolder
from keep.content.on_air import OnAir
from keep.content.source import read_still
from storage.redis_client import RedisClient
from tests.support.staff import TODAY
from worker.publisher import Publisher


@pytest.fixture
def running(redis_client, folder) -> Iterator[None]:
    """A worker that runs until the test is over."""
    over = threading.Event()
    worker = Publisher(
        redis_client, LocalFolder(folder), lambda: sys.exit() if over.is_set() else TODAY, lambda wanted: None
    )

    def run() -> None:
        with suppress(SystemExit):
            worker.run()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    over.set()
    (folder / "regeln.txt").write_text("Bis bald.\n")
    thread.join(20)


def until(true: Callable[[], bool]) -> None:
    """Waits until it is true; a worker looks every five seconds, and a second more."""
    give_up = time.monotonic() + 20
    while not true():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def names(edition) -> set[str]:
    return {group.name for group in edition.plan.groups} if edition else set()


def rewrite(file: Path, text: str) -> None:
    file.write_text(text)


def replace_by_renaming(file: Path, text: str) -> None:
    file.with_suffix(".tmp").write_text(text)
    file.with_suffix(".tmp").replace(file)


def delete_and_make_again(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


def move_in_from_a_share(file: Path, text: str) -> None:
    elsewhere = file.parents[1] / "share.tmp"
    elsewhere.write_text(text)
    os.utime(elsewhere, (1_000_000_000, 1_000_000_000))
    shutil.move(elsewhere, file)


WAYS = [rewrite, replace_by_renaming, delete_and_make_again, move_in_from_a_share]


@pytest.mark.parametrize("save", WAYS)
def test_two_edits_of_one_second_and_one_length_both_count(folder, save):
    file = folder / "gruppen" / "sonnenblume.txt"
    save(file, "Gruppe: Krokus\nRegel: montags, 17 Uhr\n")
    os.utime(file, (2_000_000_000, 2_000_000_000))
    first = read_folder(folder)
    save(file, "Gruppe: Krokus\nRegel: montags, 18 Uhr\n")
    os.utime(file, (2_000_000_000, 2_000_000_000))
    assert read_folder(folder) != first
    (krokus,) = (each for each in check(read_folder(folder), TODAY).plan.groups if each.name == "Krokus")
    assert krokus.rules[0].span.start.hour == 18


@pytest.mark.parametrize("save", WAYS)
def test_a_worker_that_runs_sees_every_way_of_saving(running, redis_client, folder, save):
    until(lambda: published(redis_client, TODAY) is not None)
    save(folder / "gruppen" / "sonnenblume.txt", "Gruppe: Krokus\nRegel: montags, 17 Uhr\n")
    until(lambda: "Krokus" in names(published(redis_client, TODAY)))
    (folder / "gruppen" / "sonnenblume.txt").unlink()
    until(lambda: "Krokus" not in names(published(redis_client, TODAY)))


def test_a_file_that_is_being_written_is_waited_for(folder):
    seen, file = read_folder(folder), folder / "gruppen" / "krokus.txt"
    file.write_text("Gruppe: Kro")
    assert read_still(LocalFolder(folder), seen, lambda: rewrite(file, "Gruppe: Krokus\nRegel: m")) is None
    assert read_still(LocalFolder(folder), seen, lambda: None) == read_folder(folder)


def test_what_has_not_changed_is_not_waited_for(folder):
    assert read_still(LocalFolder(folder), read_folder(folder), lambda: pytest.fail("waited")) == read_folder(folder)


def test_without_redis_a_half_written_file_is_waited_for(folder, tmp_path):
    time_passes = iter(range(100))
    on_air = OnAir(
        RedisClient(f"unix://{tmp_path}/nobody.sock"), LocalFolder(folder), lambda: TODAY, lambda: next(time_passes)
    )
    on_air.edition()
    for half in ("Gruppe: Kro", "Gruppe: Krokus\nRegel: montags, 1", "Gruppe: Krokus\nRegel: montags, 18 Uhr\n"):
        (folder / "gruppen" / "krokus.txt").write_text(half)
        assert "Krokus" not in names(on_air.edition())
    assert "Krokus" in names(on_air.edition())
