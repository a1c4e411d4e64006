"""The content folder under several hands: what was confirmed is never lost, and nothing wrong is ever written."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.model.announcement import NotDone
from keep.content.edits import Content
from keep.content.folder import read_folder
from keep.content.local_folder import LocalFolder
from keep.content.versions import KEPT
from reading.files import fingerprint, is_valid_name
from reading.problem import EditConflict, InvalidContent
from reading.text.encodings import encode
from storage.disk import Disk
from tests.support.staff import OFFICE, TODAY

NAME = "gruppen/krokus.txt"


def group(hour: int) -> bytes:
    return encode(["Gruppe: Krokus", f"Regel: montags, {hour} Uhr"])


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "inhalt" / "gruppen").mkdir(parents=True)
    (tmp_path / "inhalt" / "buero.txt").write_text(OFFICE)
    (tmp_path / "inhalt" / NAME).write_bytes(group(8))
    return tmp_path / "inhalt"


@pytest.fixture
def content(folder, tmp_path) -> Content:
    return Content(LocalFolder(folder), Disk(tmp_path / "data"), lambda: TODAY)


def raw(folder: Path) -> bytes:
    return read_folder(folder)[NAME].raw


def test_what_is_saved_stands_there_and_what_stood_there_is_kept(content, folder):
    content.save(NAME, group(9), fingerprint(group(8)))
    assert raw(folder) == group(9)
    assert [version.raw for version in content.versions(NAME)] == [group(9), group(8)]


def test_who_saves_second_is_told_and_nothing_is_overwritten(content, folder):
    opened = fingerprint(group(8))
    content.save(NAME, group(9), opened)
    with pytest.raises(EditConflict):
        content.save(NAME, group(10), opened)
    assert raw(folder) == group(9)


def test_what_cannot_be_kept_whole_is_not_replaced(content, folder):
    (folder / NAME).write_bytes(group(8) + b"# Notiz\r\n" * 40_000)
    with pytest.raises(NotDone):
        content.save(NAME, group(9), fingerprint(raw(folder)))
    assert (folder / NAME).stat().st_size > 300_000


def test_what_is_no_file_that_can_be_opened_is_not_replaced(content, folder):
    (folder / NAME).unlink()
    os.mkfifo(folder / NAME)
    with pytest.raises(NotDone):
        content.save(NAME, group(9), fingerprint(raw(folder)))
    assert (folder / NAME).is_fifo()


def test_what_an_editor_saves_during_the_check_is_not_lost(folder, tmp_path):
    saved_meanwhile = iter([group(10)])

    def today() -> date:
        # The check asks for the day; just then somebody saves.
        for text in saved_meanwhile:
            (folder / NAME).write_bytes(text)
        return TODAY

    with pytest.raises(EditConflict):
        Content(LocalFolder(folder), Disk(tmp_path / "data"), today).save(NAME, group(9), fingerprint(group(8)))
    assert raw(folder) == group(10)


def test_a_mistake_is_not_written(content, folder):
    with pytest.raises(InvalidContent) as told:
        content.save(NAME, encode(["Gruppe: Krokus", "Regel: irgendwann"]), fingerprint(group(8)))
    assert told.value.problems[0].line == 2 and raw(folder) == group(8) and not content.versions(NAME)


def test_a_mistake_that_it_makes_of_another_file_counts_and_an_older_one_does_not(content, folder):
    (folder / "gruppen" / "rose.txt").write_text("Gruppe: Rose\nRegel: montags\n")
    content.save(NAME, group(9), fingerprint(group(8)))
    with pytest.raises(InvalidContent):
        content.save("gruppen/neu.txt", group(10), "")


def test_the_last_file_of_all_groups_cannot_be_removed(content):
    with pytest.raises(InvalidContent):
        content.save(NAME, None, fingerprint(group(8)))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["one", "other", "Notepad"]), st.booleans()), max_size=20))
def test_whatever_two_clerks_and_an_editor_do_no_confirmed_text_is_lost(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("c")
    content = Content(LocalFolder(folder / "inhalt"), Disk(folder / "data"), lambda: TODAY)
    (folder / "inhalt" / "gruppen").mkdir(parents=True)
    (folder / "inhalt" / "buero.txt").write_text(OFFICE)
    opened, confirmed = {"one": "", "other": ""}, set()
    for number, (who, saves) in enumerate(steps):
        text = encode(["Gruppe: Krokus", f"Regel: montags, {8 + number % 12} Uhr", f"# {number}"])
        if who == "Notepad":
            (folder / "inhalt" / NAME).write_bytes(text)
        elif not saves:
            opened[who] = fingerprint(content.files()[NAME].raw if NAME in content.files() else None)
        else:
            before = content.files().get(NAME)
            try:
                content.save(NAME, text, opened[who])
            except EditConflict:
                assert content.files().get(NAME) == before
            else:
                confirmed |= {text} | ({before.raw} if before else set())
    kept = {version.raw for version in content.versions(NAME)}
    assert confirmed <= kept


def test_so_many_versions_are_kept(content):
    for number in range(KEPT + 5):
        before = content.files()[NAME].raw
        content.save(NAME, encode(["Gruppe: Krokus", "Regel: montags, 9 Uhr", f"# {number}"]), fingerprint(before))
    assert [version.raw[-4:] for version in content.versions(NAME)][:2] == [b"24\r\n", b"23\r\n"]
    assert len(content.versions(NAME)) == KEPT


def test_the_real_name_and_the_rights_of_a_file_stay(content, folder):
    (folder / NAME).rename(folder / "gruppen" / "Krokus.TXT")
    (folder / "gruppen" / "Krokus.TXT").chmod(0o664)
    content.save(NAME, group(9), fingerprint(group(8)))
    assert [file.name for file in (folder / "gruppen").iterdir()] == ["Krokus.TXT"]
    assert (folder / "gruppen" / "Krokus.TXT").stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed_is_told(content, folder):
    (folder / "gruppen").chmod(0o500)
    with pytest.raises(NotDone):
        content.save(NAME, group(9), fingerprint(group(8)))


def test_without_room_for_the_version_nothing_is_written(folder, tmp_path):
    (tmp_path / "data").write_text("no folder can be here")
    with pytest.raises(NotDone):
        Content(LocalFolder(folder), Disk(tmp_path / "data"), lambda: TODAY).save(NAME, group(9), fingerprint(group(8)))
    assert raw(folder) == group(8)


@settings(max_examples=40)
@given(st.text(alphabet="abz./\\~$ \0\nü", max_size=12).flatmap(lambda text: st.sampled_from([text, f"{text}.txt"])))
def test_no_name_leads_out_of_the_folder(name):
    assert is_valid_name(name) <= (".." not in name.split("/") and not name.startswith(("/", ".")) and "\\" not in name)
