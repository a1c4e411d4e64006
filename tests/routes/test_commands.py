"""What an operator types."""

import json
import shutil

import pytest

from app import create_app
from tests.conftest import CONTENT


@pytest.fixture
def type_in(app):
    """Type a command; its exit code and what it printed."""

    def run(*words: str) -> tuple[int, str]:
        result = app.test_cli_runner().invoke(args=list(words))
        return result.exit_code, result.output

    return run


def test_check_says_back_what_it_understood(type_in):
    code, printed = type_in("check")
    assert code == 0 and "immer am zweiten und vierten Dienstag im Monat" in printed


def test_check_tells_other_programs(type_in):
    code, printed = type_in("check", "--json")
    groups = {group["name"]: group for group in json.loads(printed)["groups"]}
    assert groups["Sonnenblume"]["next"] == [
        "2026-03-10T18:30+01:00",
        "2026-04-14T18:30+02:00",
        "2026-04-28T18:30+02:00",
    ]
    assert (code, json.loads(printed)["problems"]) == (0, [])


def test_check_explains_every_mistake_and_fails(type_in, tmp_path):
    shutil.copytree(CONTENT, tmp_path / "inhalt")
    mistakes = "Gruppe: Neu\nRegel: jeden zweiten Montag, 18 Uhr\nHinwais: hier\n"
    (tmp_path / "inhalt/gruppen/neu.txt").write_text(mistakes)
    code, printed = type_in("check", str(tmp_path / "inhalt"))
    assert code == 1 and "gruppen/neu.txt:2:14:" in printed and "Meinten Sie »Hinweis:«?" in printed
    assert type_in("check", "--json", str(tmp_path / "inhalt"))[0] == 1


def test_code_proposes_numbers_that_can_be_written_at_once(type_in, tmp_path):
    code, printed = type_in("code", "--count", "3")
    proposed = printed.strip().split("\n\n")
    shutil.copytree(CONTENT, tmp_path / "inhalt")
    groups = (f"Gruppe: Neu {n}\nRegel: montags, 18 Uhr\n{numbers}\n" for n, numbers in enumerate(proposed))
    (tmp_path / "inhalt/gruppen/neu.txt").write_text("\n".join(groups))
    assert (code, len(set(proposed))) == (0, 3) and type_in("check", str(tmp_path / "inhalt"))[0] == 0


def test_call_prints_a_transcript(type_in):
    code, printed = type_in("call", "1", "9", "2", "826394", "1")
    assert code == 0 and printed.startswith("[☎] Guten Tag.") and "[2] Bitte drücken Sie" in printed
    assert printed.rstrip().endswith("(im Raum, eine Person)")


def test_speaking_where_nothing_is_recorded_is_refused_clearly(type_in):
    code, printed = type_in("call", "spricht 12")
    assert code == 2 and "nothing is being recorded" in printed


def test_keys_that_no_telephone_has_are_refused_clearly(type_in):
    code, printed = type_in("call", "A")
    assert code != 0 and "A" in printed


def test_the_example_has_no_mistake(environ, clock):
    result = create_app(environ | {"CONTENT_DIR": "beispiel"}, clock).test_cli_runner().invoke(args=["check"])
    assert result.exit_code == 0 and result.output.count("Die nächsten Treffen") == 15
