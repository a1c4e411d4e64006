"""Small files are kept whole or not at all: in a folder of this machine and in a bucket, with one suite for both."""

import errno
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex

import pytest

from storage import bucket, bucket_lock, locks
from storage.disk import Disk
from storage.store import Store, store_at
from tests.support.bucket_server import BUCKET, bucket_server
from tests.support.failing_disk import every_step, hidden, with_error

NAME = "ansagen/rose.txt"
STORE = "import sys, time; from storage.store import store_at; store = store_at(sys.argv[1])\n"
CREATES = f"{STORE}print(store.create('ansagen/x', sys.argv[2].encode()))"
HOLDS = f"{STORE}with store.alone('a'): print(flush=True); time.sleep(60)"


@pytest.fixture(params=["folder", "file://", "memory://"])
def store(request, tmp_path) -> Store:
    urls = {"folder": f"{tmp_path}/d", "file://": f"file://{tmp_path}/d", "memory://": f"memory://{token_hex(8)}/d"}
    return store_at(urls[request.param])


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_nothing_is_no_error(store):
    assert (store.read(NAME), store.saved(NAME), store.names("ansagen")) == (None, None, [])
    store.remove(NAME)


def test_what_is_written_is_read_and_replaced_and_removed(store):
    store.write(NAME, b"1")
    store.write(NAME, b"2" * 100_000)
    assert store.read(NAME) == b"2" * 100_000
    store.remove(NAME)
    assert store.read(NAME) is None


def test_only_the_first_creates(store):
    assert store.create(NAME, b"1") and not store.create(NAME, b"2")
    assert store.read(NAME) == b"1"


def test_to_create_the_very_same_again_is_to_have_created_it(store):
    assert store.create(NAME, b"1") and store.create(NAME, b"1")


def test_a_folder_lists_its_files_in_order_and_nothing_else(store):
    for name in ("ansagen/b", "ansagen/a", "aufnahmen/c", "absagen.txt"):
        store.write(name, b"")
    with store.alone("ansagen/neu"):
        assert store.names("ansagen") == ["ansagen/a", "ansagen/b"]
    assert store.names("ansagen") == ["ansagen/a", "ansagen/b"]


def test_it_is_known_when_a_file_was_written(store):
    store.write(NAME, b"1")
    assert abs((datetime.now(UTC) - store.saved(NAME)).total_seconds()) < 10


def test_of_many_at_once_one_creates(store):
    with ThreadPoolExecutor(16) as pool:
        created = [pool.submit(store.create, NAME, str(n).encode()) for n in range(16)]
    (first,) = (n for n, done in enumerate(created) if done.result())
    assert store.read(NAME) == str(first).encode()


def test_nobody_sees_half_a_file(store):
    contents = [letter * 300_000 for letter in (b"a", b"b", b"c")]
    store.write(NAME, contents[0])
    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(lambda: [store.write(NAME, contents[n % 3]) for n in range(60)])
        while not writing.done():
            assert store.read(NAME) in contents


def test_one_after_the_other(store):
    def add_one() -> None:
        for _ in range(5):
            with store.alone("ansagen/neu"):
                store.write(NAME, str(int(store.read(NAME) or 0) + 1).encode())

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read(NAME) == b"20"


def test_whoever_waits_too_long_gets_an_error(store, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    with store.alone("ansagen/neu"), pytest.raises(OSError), store.alone("ansagen/neu"):
        pass
    with store.alone("ansagen/neu"):
        assert store.names("ansagen") == []


def test_of_many_processes_one_creates(tmp_path):
    command = [sys.executable, "-c", CREATES, str(tmp_path)]
    running = [subprocess.Popen([*command, str(n)], stdout=subprocess.PIPE, text=True) for n in range(3)]
    told = [process.communicate(timeout=60)[0].strip() for process in running]
    assert sorted(told) == ["False", "False", "True"]
    assert store_at(str(tmp_path)).read("ansagen/x") == str(told.index("True")).encode()


def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline()
        process.kill()
        process.wait()
        before = time.monotonic()
        with store_at(str(tmp_path)).alone("a"):
            assert time.monotonic() - before < 1


def test_the_lock_of_a_killed_process_in_a_bucket_is_broken_after_a_while(monkeypatch):
    store = store_at(f"memory://{token_hex(8)}")
    store.write("ansagen/.neu.lock", b"somebody who is gone")
    monkeypatch.setattr(bucket_lock, "STALE", timedelta(seconds=1))
    before = time.monotonic()
    with store.alone("ansagen/neu"):
        assert time.monotonic() - before > 0.9
    assert store.read("ansagen/.neu.lock") is None


def test_nobody_else_on_this_machine_reads_what_was_spoken(tmp_path):
    store_at(str(tmp_path / "data")).write(NAME, b"1")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").rglob("*")}
    assert modes == {"ansagen": 0o700, "rose.txt": 0o600}


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "ansagen/../../x", "ansagen/.x", "a/b/c", "", "ansagen/", "x\n"]
)
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    with pytest.raises(ValueError):
        Disk(tmp_path).write(name, b"1")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("before", [None, b"before"])
def test_whatever_step_fails_a_created_file_is_there_or_not(tmp_path, code, before):
    for nth, system in enumerate(every_step(with_error(code))):
        name = f"ansagen/x{nth}"
        if before:
            Disk(tmp_path / str(nth)).write(name, before)
        try:
            created = Disk(tmp_path / str(nth), system).create(name, b"after")
        except OSError:
            created = False
        assert Disk(tmp_path / str(nth)).read(name) == (b"after" if created else before)
    assert nth > 10


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_whatever_step_fails_a_replaced_file_is_whole(tmp_path, code):
    for nth, system in enumerate(every_step(with_error(code))):
        folder = tmp_path / str(nth)
        Disk(folder).write(NAME, b"before")
        try:
            Disk(folder, system).write(NAME, b"after")
        except OSError:
            assert Disk(folder).read(NAME) in (b"before", b"after")
        else:
            assert Disk(folder).read(NAME) == b"after"
        assert len(hidden(folder)) <= 1
    assert nth > 8


def test_a_disk_that_takes_no_more_keeps_what_was_there_and_nothing_half(tmp_path):
    Disk(tmp_path).write(NAME, b"before")
    with files_no_longer_than(1000), pytest.raises(OSError):
        Disk(tmp_path).write(NAME, b"x" * 5000)
    assert Disk(tmp_path).read(NAME) == b"before" and not hidden(tmp_path)


def test_what_a_killed_process_left_behind_is_swept_an_hour_later(tmp_path):
    Disk(tmp_path).write(NAME, b"1")
    old, young = (tmp_path / "ansagen" / f".x.{age}.unfertig" for age in ("old", "young"))
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 4000,) * 2)
    Disk(tmp_path).write(NAME, b"2")
    assert hidden(tmp_path) == [young.name]


def test_a_folder_that_nobody_may_write_to_is_an_error(tmp_path):
    (tmp_path / "ansagen").write_bytes(b"not a folder")
    for what in (lambda: Disk(tmp_path).write(NAME, b"1"), lambda: Disk(tmp_path).names("ansagen")):
        with pytest.raises(OSError):
            what()


@pytest.mark.skipif(bool(find_spec("s3fs")), reason="the library for it is installed here")
def test_a_bucket_without_its_library_is_explained_without_its_password():
    with pytest.raises(ValueError, match="nothing can be kept at s3://: Install s3fs") as told:
        store_at("s3://key:secret@bucket/x")
    assert "secret" not in str(told.value)


def test_what_nobody_can_open_is_explained():
    with pytest.raises(ValueError, match="nothing can be kept at nobody://"):
        store_at("nobody://x")


def test_a_bucket_that_answers_too_late_is_an_error(monkeypatch):
    monkeypatch.setattr(bucket, "IN_ALL", 0.05)
    store = store_at(f"memory://{token_hex(8)}")
    store._files = Slow()
    with pytest.raises(OSError):
        store.read(NAME)
    with pytest.raises(OSError, match="KeyError"):
        store.write(NAME, b"1")


class Slow:
    """A service that takes its time, and whose library has errors of its own."""

    def cat_file(self, path: str) -> bytes:
        time.sleep(0.3)
        return b""

    def pipe_file(self, path: str, data: bytes) -> None:
        raise KeyError(Path(path).name)


def test_a_lock_that_arrives_or_goes_late_holds_nobody_up(monkeypatch):
    hanging, answers = set(), threading.Event()
    with bucket_server(lambda method: answers.wait(30) and None if method in hanging else None) as environ:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        for method in ("PUT", "DELETE"):
            monkeypatch.setattr(bucket, "IN_ALL", 1.0)
            hanging.add(method), answers.clear()
            with suppress(OSError), store_at(f"s3://{BUCKET}/x").alone("plan"):
                pass
            hanging.clear(), answers.set()
            monkeypatch.setattr(bucket, "IN_ALL", 20.0)
            with store_at(f"s3://{BUCKET}/x").alone("plan"):
                pass
