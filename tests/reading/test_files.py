"""However staff save their files, and whatever is in them: the good is read, the bad is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.model.plan import Plan
from keep.content.folder import read_folder
from reading.checks import MOST_GROUPS
from reading.content import read
from reading.files import MAX_BYTES
from reading.text.encodings import decode, encode, encode_like
from tests.support.staff import EXAMPLE, SAVED, TODAY, files, written


@pytest.mark.parametrize("saved", SAVED)
def test_it_is_all_the_same_how_the_editor_saves(saved):
    example = read_folder(EXAMPLE)
    as_saved = {name: replace(file, raw=saved(file.raw.decode())) for name, file in example.items()}
    assert read(as_saved, TODAY) == read(example, TODAY)


def test_umlauts_from_a_mac_are_the_same_umlauts():
    assert decode("Begru\u0308ßung".encode()) == "Begrüßung"


@given(st.binary(max_size=40), st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=20)))
def test_whatever_stood_in_a_file_its_new_text_is_read_as_written(before, lines):
    assert read_or_refused(encode_like(before, lines)) == read_or_refused(encode(lines))


def read_or_refused(raw: bytes) -> str | None:
    try:
        return decode(raw)
    except ValueError:
        return None


@pytest.mark.parametrize("raw", [b"Gruppe\0", b"\xff\xfeG", "Gruppe".encode("utf-16-le"), b"\xef\xbb\xbf\xff"])
def test_what_is_no_text_is_told(raw):
    _, problems = written(raw)
    assert [problem.text for problem in problems] == ["Diese Datei ist kein Text, den ich lesen kann."]


def test_lines_are_counted_as_an_editor_counts_them():
    _, problems = written("Gruppe: Kro\x0bkus\u2028\r\nRegel: nie\r\n")
    assert problems[0].line == 2


def test_a_file_too_big_and_one_with_too_many_lines_are_told():
    assert "zu groß" in written(b"#" * (256 * 1024 + 1))[1][0].text
    assert "2000 Zeilen" in written("#\n" * 2001)[1][0].text


@pytest.mark.parametrize("nonsense", [b"Gruppe: A\n", b"\xff\xfe", b"\r", b"a:;", "ä".encode(), bytes(range(256))])
def test_ten_megabytes_of_nonsense_are_refused(tmp_path, nonsense):
    (tmp_path / "gruppen.txt").write_bytes(nonsense * (10_000_000 // len(nonsense)))
    assert "zu groß" in read(read_folder(tmp_path), TODAY)[1][-1].text


@pytest.mark.parametrize("nonsense", [b"Gruppe: A\n", b"\r", b"a:;", b"Regel: 1.", "ä;".encode(), b" \n", b"x\r\n: "])
def test_as_much_nonsense_as_is_looked_at_is_told(nonsense):
    assert written(nonsense * (MAX_BYTES // len(nonsense)))[1]


def test_more_groups_than_anybody_has_are_told():
    plan, problems = written("".join(f"Gruppe: G{n}\nRegel: montags, 18 Uhr\n" for n in range(MOST_GROUPS + 1)))
    assert (len(plan.groups), len(problems)) == (MOST_GROUPS, 1)


def test_an_empty_folder_is_told():
    plan, problems = read({}, TODAY)
    assert plan == Plan() and [problem.file for problem in problems] == ["buero.txt", "gruppen.txt"]


BROKEN = [
    *("Regel: nie", "Regel: montags", "Regl: montags", "Termine: 31.2.2027 18 Uhr", "Zugang: eins", "Leitung: 1"),
    *("Ausfall: Juli", "Regel: montags, 18 Uhr\nAusfall: 23.3.2027", "Regel: montags, 18 Uhr\nLeitung: 6402 8195"),
]


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_group_costs_only_itself(line):
    plan, problems = written(
        f"Gruppe: Aster\nRegel: montags, 18 Uhr\n\nGruppe: Krokus\n{line}\n\nGruppe: Malve\nRegel: montags, 18 Uhr"
    )
    assert [found.name for found in plan.groups] == ["Aster", "Malve"] and problems


@pytest.mark.parametrize("line", [f"Hinweis: {'sehr ' * 60}", f"Ort: {'weit ' * 60}", "Quatsch"])
def test_a_mistake_that_misleads_nobody_keeps_the_group(line):
    plan, problems = written(f"Gruppe: Krokus\nRegel: montags, 18 Uhr\n{line}")
    assert [found.name for found in plan.groups] == ["Krokus"] and len(problems) == 1


def test_a_number_never_opens_two_rooms():
    plan, problems = written(
        "".join(f"Gruppe: {name}\nRegel: montags, 18 Uhr\nZugang: 471 103\n" for name in ("Aster", "Krokus", "Malve"))
    )
    assert not plan.groups and len(problems) == 3


def test_of_two_groups_with_one_name_nobody_knows_which_is_right():
    plan, problems = written("Gruppe: Aster\nRegel: montags, 18 Uhr\n\nGruppe: ASTER\nRegel: freitags, 18 Uhr\n")
    assert not plan.groups and [problem.line for problem in problems] == [1, 4]


def test_an_office_needs_a_name_and_a_telephone():
    _, problems = written("Gruppe: Krokus\nRegel: montags, 18 Uhr\n", "Ort: Lindental\n")
    assert [problem.text for problem in problems] == ["Hier fehlt »Name:«.", "Hier fehlt »Telefon:«."]


def test_words_for_the_voice_may_be_missing():
    example = read_folder(EXAMPLE)
    assert read(example | files({"aussprache.txt": b"# noch keine\n"}), TODAY)[1] == ()


def test_of_very_many_mistakes_the_first_are_told():
    _, problems = written("Gruppe: Krokus\n" + f"Ausfall: {'x;' * 60}\n" * 100)
    assert (len(problems), problems[-1].text) == (51, "… und 5.951 weitere.")


def test_the_example_is_without_a_mistake():
    plan, problems = read(read_folder(EXAMPLE), TODAY)
    assert (len(plan.groups), len(plan.rules_of_talk), problems) == (15, 10, ())
