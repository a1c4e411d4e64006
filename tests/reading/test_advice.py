"""Advice to take longer numbers for rooms that are open for long, and that such numbers work."""

import shutil
from datetime import date

import pytest

from app import create_app
from reading.advice import advice
from reading.content import read
from reading.files import File
from tests.conftest import CONTENT
from tests.support.hotlines import hotline_of

TODAY = date(2026, 3, 9)


def advised(rule: str, code: str, digits: int = 6) -> list[str]:
    """What is advised for one group."""
    office = f"Name: Test\nTelefon: 030 23125 042\nStellen: {digits}\n".encode()
    files = {"buero.txt": office, "gruppen/a.txt": f"Gruppe: Krokus\nRegel: {rule}\nZugang: {code}\n".encode()}
    plan, problems = read({name: File(raw) for name, raw in files.items()}, TODAY)
    assert not problems
    return list(advice(plan, TODAY))


@pytest.mark.parametrize(
    ("rule", "hours"),
    [("täglich, 0 bis 24 Uhr", 168), ("Montag bis Freitag, 9 bis 12 Uhr", 16), ("montags, 8 bis 23 Uhr", 15)],
)
def test_for_rooms_that_are_open_for_long_eight_digits_are_advised(rule, hours):
    (one,) = advised(rule, "471 103")
    assert f"{hours} Stunden" in one and "»Stellen: 8«" in one and "Krokus" in one


@pytest.mark.parametrize(
    ("rule", "code", "digits"),
    [
        ("täglich, 0 bis 24 Uhr", "4711 0385", 8),
        ("montags, 18 bis 20 Uhr", "471 103", 6),
        ("täglich, 18 bis 20 Uhr", "offen", 6),
    ],
)
def test_nothing_is_advised_where_it_is_safe_or_open_to_all(rule, code, digits):
    assert not advised(rule, code, digits)


def test_advice_is_no_problem(environ, clock):
    app = create_app(environ | {"CONTENT_DIR": "beispiel"}, clock)
    result = app.test_cli_runner().invoke(args=["check"])
    assert result.exit_code == 0 and "Rat: Der Raum der Gruppe »Sonnenblume« ist 168 Stunden" in result.output


def test_whoever_takes_the_advice_comes_in_with_eight_digits(environ, clock, tmp_path):
    content = tmp_path / "inhalt"
    shutil.copytree(CONTENT, content)
    for file in content.glob("gruppen/*.txt"):
        file.unlink()
    (content / "gruppen/a.txt").write_text("Gruppe: Krokus\nRegel: täglich, 0 bis 24 Uhr\nZugang: 4711 0385\n")
    office = (content / "buero.txt").read_text()
    (content / "buero.txt").write_text(f"{office}\nStellen: 8\n")
    network = hotline_of(create_app(environ | {"CONTENT_DIR": str(content)}, clock)).network
    line = network.call("+493023125999", "+493023125000")
    line.press("2")
    line.press("47110385")
    line.listen()
    line.press("1")
    line.listen()
    assert line.in_room and "acht Ziffern" in line.heard[1]
