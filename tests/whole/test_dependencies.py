"""What is installed is locked, with hashes, for every Python that the README names."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.own_folders import OURS

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13")


def wanted(name: str) -> list[Requirement]:
    """The lines of a requirements file, without those of the file that it includes."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-r")]


def locked(name: str) -> dict[str, Requirement]:
    """What a lock pins, by package."""
    return {canonicalize_name(pin.name): pin for pin in map(_pin, _entries(name))}


def _entries(name: str) -> list[str]:
    return re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", (ROOT / name).read_text(), re.DOTALL | re.MULTILINE)


def _pin(entry: str) -> Requirement:
    return Requirement(entry.partition("\\")[0])


APP, DEV = locked("requirements.lock"), locked("requirements-dev.lock")


@pytest.mark.parametrize("requirement", [*wanted("requirements.txt"), *wanted("requirements-dev.txt")], ids=str)
def test_the_lock_pins_what_is_asked_for(requirement):
    (pin,) = DEV[canonicalize_name(requirement.name)].specifier
    assert pin.operator == "==" and pin.version in requirement.specifier


@pytest.mark.parametrize("requirement", [*wanted("requirements.txt"), *wanted("requirements-dev.txt")], ids=str)
def test_every_range_has_an_end(requirement):
    assert any(part.operator == "<" for part in requirement.specifier)


def test_tests_run_with_what_the_hotline_runs_with():
    assert {name: DEV[name].specifier for name in APP} == {name: pin.specifier for name, pin in APP.items()}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_has_its_hashes(name):
    assert all("--hash=sha256:" in entry for entry in _entries(name))


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_serves_every_python_that_the_project_takes(python):
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.14"
    environment = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}
    here = {name for name, pin in APP.items() if not pin.marker or pin.marker.evaluate(environment)}
    assert ("audioop-lts" in here) == (python == "3.13")


def test_a_warning_about_any_line_of_ours_fails_a_test():
    filters = PROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"]
    (ours,) = (re.compile(line.removeprefix("error:::")) for line in filters if line.startswith("error:::"))
    assert all(ours.match(name) and ours.match(f"{name}.something") for name in OURS | {"tests"})
    assert not any(ours.match(name) for name in ("weasyprint.text", "pydub", "application", "testscenarios"))
