"""Who may read what the hotline keeps, and what staff write."""

import os
from pathlib import Path

import pytest

from config import load
from storage.permissions import keep_private


@pytest.fixture(autouse=True)
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): f"{path.stat().st_mode & 0o777:o}" for path in folder.rglob("*")}


def test_what_was_kept_so_far_and_what_is_made_from_now_on_is_closed_to_others(tmp_path, environ):
    tmp_path.chmod(0o755)
    (tmp_path / "redis").mkdir()
    (tmp_path / "redis/dump.rdb").write_text("x")
    (tmp_path / "script").touch(0o755)
    load({**environ, "SECRET_KEY": ""})
    (tmp_path / "new").write_text("x")
    assert modes(tmp_path) == {
        "redis": "700", "redis/dump.rdb": "600", "script": "700", "secret_key": "600", "new": "600",
    }  # fmt: skip
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_what_staff_write_stays_open_to_them_wherever_it_is(tmp_path):
    staff = tmp_path / "data/for staff/inhalt"
    (staff / "gruppen").mkdir(parents=True)
    (staff / "gruppen/rose.txt").write_text("x")
    (tmp_path / "data/kept").mkdir()
    keep_private(tmp_path / "data", staff)
    assert not (tmp_path / "data/kept").stat().st_mode & 0o077
    opened = {"data", "data/for staff", "data/for staff/inhalt", "data/for staff/inhalt/gruppen"}
    assert {name for name, mode in modes(tmp_path).items() if mode == "755"} == opened
    assert modes(tmp_path)["data/for staff/inhalt/gruppen/rose.txt"] == "644"


def test_what_a_link_leads_to_is_not_touched(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data/link").symlink_to(tmp_path / "elsewhere")
    keep_private(tmp_path / "data", tmp_path / "inhalt")
    assert modes(tmp_path) == {"elsewhere": "755", "data": "700", "data/link": "755"}


def test_a_folder_that_nobody_can_look_into_is_no_reason_not_to_start(tmp_path, environ):
    lost = tmp_path / "lost+found"
    lost.mkdir(mode=0o000)
    try:
        assert load(environ).data_dir == tmp_path
    finally:
        lost.chmod(0o700)
