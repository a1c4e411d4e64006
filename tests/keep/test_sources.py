"""Where the content may lie: the same is promised of a folder, a bucket, and the folder of another machine."""

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from secrets import token_hex

import pytest

from keep.content import shared_folder
from keep.content.bucket_folder import BucketFolder
from keep.content.local_folder import LocalFolder
from keep.content.shared_folder import EDITS, OWNER, EditsFromElsewhere, SharedFolder
from keep.content.source import Source
from reading.files import MAX_BYTES, File, Files
from reading.problem import EditConflict
from storage.redis_client import RedisClient
from tests.support.bucket_server import BUCKET, bucket_server

NAME = "gruppen/rose.txt"


class Machine(LocalFolder):
    """A folder of a machine of its own."""

    def __init__(self, folder: Path):
        folder.mkdir(exist_ok=True)
        super().__init__(folder)
        self.name = f"machine:{folder}"


class Elsewhere(SharedFolder):
    """The folder of another machine, whose worker does at once what is asked for."""

    def __init__(self, redis_client: RedisClient, tmp_path: Path):
        super().__init__(Machine(tmp_path / "here"), redis_client)
        there = Machine(tmp_path / "there")
        seen: Files = {}
        self.worker = EditsFromElsewhere(redis_client, there, lambda: seen)
        redis_client.put(OWNER, there.name.encode())

    def read(self) -> dict[str, File]:
        self.worker.work()
        return super().read()

    def write(self, name: str, raw: bytes | None, before: bytes | None) -> None:
        over = threading.Event()

        def works() -> None:
            while not over.is_set():
                self.worker.work()

        working = threading.Thread(target=works)
        working.start()
        try:
            super().write(name, raw, before)
        finally:
            over.set()
            working.join()


@pytest.fixture(scope="module")
def s3() -> Iterator[Mapping[str, str]]:
    with bucket_server() as environ:
        yield environ


@pytest.fixture(params=["folder", "memory", "s3", "elsewhere"])
def source(request, tmp_path, redis_client, monkeypatch) -> Source:
    if request.param == "folder":
        return LocalFolder(tmp_path)
    if request.param == "elsewhere":
        return Elsewhere(redis_client, tmp_path)
    if request.param == "memory":
        return BucketFolder(f"memory://{token_hex(8)}")
    for name, value in request.getfixturevalue("s3").items():
        monkeypatch.setenv(name, value)
    return BucketFolder(f"s3://{BUCKET}/{token_hex(8)}")


@pytest.fixture
def here(tmp_path):
    return Machine(tmp_path / "here")


@pytest.fixture
def there(tmp_path):
    return Machine(tmp_path / "there")


def texts(source: Source) -> dict[str, bytes]:
    return {name: file.raw for name, file in source.read().items()}


def test_what_is_written_is_there_and_what_is_removed_is_gone(source):
    assert texts(source) == {}
    source.write(NAME, b"Gruppe: Rose\n", None)
    source.write("buero.txt", b"Name: Kontaktstelle\n", None)
    source.write(NAME, b"Gruppe: Rosen\n", b"Gruppe: Rose\n")
    assert texts(source) == {NAME: b"Gruppe: Rosen\n", "buero.txt": b"Name: Kontaktstelle\n"}
    source.write(NAME, None, b"Gruppe: Rosen\n")
    assert texts(source) == {"buero.txt": b"Name: Kontaktstelle\n"}


def test_every_byte_is_kept(source):
    source.write(NAME, bytes(range(256)), None)
    assert texts(source) == {NAME: bytes(range(256))}


def test_of_a_file_that_is_too_big_no_more_is_read_than_shows_it(tmp_path):
    for source in (LocalFolder(tmp_path), BucketFolder(f"memory://{token_hex(8)}")):
        source.write(NAME, b"#" * (MAX_BYTES + 5), None)
        assert texts(source) == {NAME: b"#" * (MAX_BYTES + 1)}


def test_two_sources_have_two_names(here, there):
    bucket = f"memory://{token_hex(8)}"
    assert len({here.name, there.name, BucketFolder(bucket).name, BucketFolder(bucket + "2").name}) == 4


@pytest.mark.parametrize("by", ["bucket", "elsewhere"])
def test_who_has_seen_something_else_writes_nothing(by, tmp_path, redis_client):
    source = BucketFolder(f"memory://{token_hex(8)}") if by == "bucket" else Elsewhere(redis_client, tmp_path)
    source.write(NAME, b"Gruppe: Rose\n", None)
    for seen in (None, b"Gruppe: Rosen\n"):
        with pytest.raises(EditConflict):
            source.write(NAME, b"Gruppe: Tulpe\n", seen)
    assert texts(source) == {NAME: b"Gruppe: Rose\n"}


def test_a_bucket_holds_the_same_as_a_folder_under_the_same_names(tmp_path):
    bucket, folder = BucketFolder(f"memory://{token_hex(8)}"), LocalFolder(tmp_path)
    for name in (
        "Buero.TXT",
        "gruppen/Rose.txt",
        "gruppen/rose.txt",
        "gruppen/x.pdf",
        "weg/a/b/c.txt",
        "gruppen/.x.txt",
    ):
        bucket._bucket.write(name, name.encode())
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert texts(bucket) == texts(folder) and len(texts(bucket)) == 4


def test_a_file_of_a_bucket_keeps_its_capitals(tmp_path):
    bucket = BucketFolder(f"memory://{token_hex(8)}")
    bucket._bucket.write("Gruppen/Rose.txt", b"1")
    bucket.write(NAME, b"2", b"1")
    assert bucket._bucket.read("Gruppen/Rose.txt") == b"2" and texts(bucket) == {NAME: b"2"}


def test_a_bucket_that_does_not_answer_holds_what_it_held(monkeypatch, caplog):
    bucket = BucketFolder(f"memory://{token_hex(8)}")
    bucket.write(NAME, b"Gruppe: Rose\n", None)
    bucket.read()

    def fails() -> None:
        raise OSError("away")

    monkeypatch.setattr(bucket._bucket, "listing", fails)
    assert texts(bucket) == texts(bucket) == {NAME: b"Gruppe: Rose\n"}
    assert caplog.text.count("The content cannot be read") == 1


def test_the_pages_of_a_machine_whose_folder_is_on_air_use_it(here, redis_client):
    shared = SharedFolder(here, redis_client)
    for owner in (b"", here.name.encode()):
        redis_client.put(OWNER, owner)
        shared.write(NAME, owner, None)
        assert texts(here) == texts(shared) == {NAME: owner}


def test_where_the_other_worker_does_nothing_the_edit_is_refused_and_never_done_later(
    here, there, redis_client, monkeypatch
):
    monkeypatch.setattr(shared_folder, "PATIENCE", 0.2)
    redis_client.put(OWNER, there.name.encode())
    with pytest.raises(OSError, match="does not do it"):
        SharedFolder(here, redis_client).write(NAME, b"Gruppe: Rose\n", None)
    assert redis_client.ask(lambda client: client.llen(EDITS), 1) == 0
    EditsFromElsewhere(redis_client, there, there.read).work()
    assert texts(there) == texts(here) == {}


def test_without_redis_the_folder_of_another_machine_is_not_written(here, there, tmp_path, redis_client, monkeypatch):
    shared = SharedFolder(here, redis_client)
    redis_client.put(OWNER, there.name.encode())
    shared.read()
    monkeypatch.setattr(shared, "_redis", RedisClient(f"unix://{tmp_path}/nobody.sock"))
    with pytest.raises(OSError, match="does not answer"):
        shared.write(NAME, b"Gruppe: Rose\n", None)
    assert texts(here) == {}


def test_an_edit_that_fails_there_is_told(tmp_path, redis_client):
    source = Elsewhere(redis_client, tmp_path)
    (tmp_path / "there/gruppen").write_bytes(b"no folder")
    with pytest.raises(OSError, match="does not do it"):
        source.write(NAME, b"Gruppe: Rose\n", None)
