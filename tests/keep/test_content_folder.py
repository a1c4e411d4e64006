"""However staff name and place their files: what counts is found, the rest is told, and nothing else is looked at."""

import os
import shutil
from pathlib import Path

import pytest

from keep.content.folder import read_folder
from reading.content import read
from reading.files import LINK
from reading.problem import Problem
from tests.support.staff import EXAMPLE, TODAY


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "inhalt"))


def told(folder: Path) -> list[Problem]:
    return list(read(read_folder(folder), TODAY)[1])


def put(file: Path, name: str = "Tulpe") -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"Gruppe: {name}\nRegel: montags, 18 Uhr\n")


def test_capital_letters_in_the_name_of_a_file_do_not_matter(folder):
    as_it_was = read_folder(folder)
    (folder / "buero.txt").rename(folder / "BUERO.TXT")
    (folder / "gruppen").rename(folder / "Gruppen")
    (folder / "Gruppen" / "krokus.txt").rename(folder / "Gruppen" / "Krokus.Txt")
    assert read_folder(folder) == as_it_was


def test_of_two_files_that_differ_in_capitals_only_none_is_lost(folder):
    put(folder / "gruppen" / "ASTER.TXT", "Aster")
    put(folder / "gruppen" / "aster.txt", "Malve")
    assert {"Aster", "Malve"} <= {group.name for group in read(read_folder(folder), TODAY)[0].groups}


def test_of_two_office_files_one_is_told(folder):
    shutil.copy(folder / "buero.txt", folder / "Buero.txt")
    assert [(problem.file, problem.remedy) for problem in told(folder)] == [("Buero.txt", "Meinten Sie »buero.txt«?")]


@pytest.mark.parametrize("place", ["tulpe.txt", "gruppen/neu/tulpe.txt", "alt/tulpe.txt"])
def test_a_file_in_the_wrong_place_is_told_and_not_looked_into(folder, place):
    (folder / place).parent.mkdir(exist_ok=True)
    put(folder / place)
    assert read_folder(folder)[place].raw == b""
    (problem,) = told(folder)
    assert (problem.file, problem.text) == (place, "Diese Datei lese ich nicht.")
    assert "»gruppen/tulpe.txt«" in problem.remedy


@pytest.mark.parametrize("place", ["liste.jpg", ".versionen/tulpe.txt", "gruppen/._krokus.txt"])
def test_what_is_no_text_file_or_hidden_is_left_alone(folder, place):
    put(folder / place)
    assert told(folder) == []


LEFT_BEHIND = [
    *("krokus.txt~", "#krokus.txt#", ".#krokus.txt", "krokus.bak", "krokus.txt.bak", "krokus.txt.tmp", "~$krokus.txt"),
    *(".krokus.txt.swp", "krokus.txt.swp", "4913", ".DS_Store", "._krokus.txt", "Thumbs.db", "desktop.ini"),
    *(".krokus.txt.Xy12Zw", "krokus.txt.part", "krokus.txt.crdownload", ".~lock.krokus.txt#", "~WRL0001.tmp"),
    *(".goutputstream-A1B2C3", ".~krokus.ics", "krokus.ics~", "~$krokus.ics", ".fuse_hidden0001"),
]


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_programs_leave_behind_is_left_alone(folder, name):
    as_it_was = read_folder(folder)
    shutil.copy(folder / "gruppen" / "krokus.txt", folder / "gruppen" / name)
    assert read_folder(folder) == as_it_was


@pytest.mark.parametrize("name", ["krokus - Kopie.txt", "Kopie von krokus.txt", "krokus (1).txt", "krokus alt.txt"])
def test_a_copy_is_told_and_costs_nothing(folder, name):
    shutil.copy(folder / "gruppen" / "krokus.txt", folder / "gruppen" / name)
    assert {(problem.file, problem.harmless) for problem in told(folder)} == {(f"gruppen/{name.lower()}", True)}


def test_the_same_group_in_another_file_is_told_at_both_places(folder):
    shutil.copy(folder / "gruppen" / "krokus.txt", folder / "gruppen" / "frühling.txt")
    assert {problem.file for problem in told(folder)} == {"gruppen/krokus.txt", "gruppen/frühling.txt"}


def test_no_link_leads_out_of_the_folder(folder, tmp_path):
    put(tmp_path / "fremd" / "tulpe.txt")
    shutil.rmtree(folder / "gruppen")
    (folder / "gruppen").symlink_to(tmp_path / "fremd")
    (folder / "tulpe.txt").symlink_to(tmp_path / "fremd" / "tulpe.txt")
    shutil.rmtree(folder / "infos")
    (folder / "infos").symlink_to(tmp_path / "fremd")
    found = read_folder(folder)
    assert set(found) == {"buero.txt", "regeln.txt", "aussprache.txt", "tulpe.txt"} and found["tulpe.txt"].raw == LINK


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_cannot_be_opened_is_told(folder, make):
    make(folder / "gruppen" / "tulpe.txt")
    (problem,) = told(folder)
    assert (problem.file, problem.text) == ("gruppen/tulpe.txt", "Diese Datei lässt sich nicht öffnen.")


def test_a_name_in_an_old_encoding_can_be_printed(folder):
    put(Path(os.fsdecode(os.fsencode(folder / "gruppen") + b"/T\x81lpe.txt")))
    assert "gruppen/t\ufffdlpe.txt" in read_folder(folder)


def test_a_folder_that_is_gone_is_empty(tmp_path):
    assert read_folder(tmp_path / "weg") == {}
