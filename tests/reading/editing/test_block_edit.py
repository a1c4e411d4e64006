"""Laws of the editor: what is given back unchanged stays byte for byte, and what is changed is read as it was given."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reading.editing.block_edit import edit_block, values_of_blocks
from reading.editing.values import KEYS, value_lines
from reading.groups import read_groups
from reading.text.encodings import decode, decoded_without_bom, text_like
from reading.text.lines import lines_of
from tests.conftest import CONTENT
from tests.support.mistakes import MISTAKES
from tests.support.staff import EXAMPLE, SAVED

KROKUS = "# Das Büro.\r\nGruppe:   Krokus\r\n\r\nRegel:    montags, 18 Uhr\r\n# Wo.\r\nOrt:      am Telefon\r\n"
OF_THE_OFFICE = sorted((*EXAMPLE.rglob("*.txt"), *CONTENT.rglob("*.txt"), *MISTAKES))

WORDS = ("montags", "18 Uhr", "12.12.2026", "Café", "#", "Ort: x", "Meeting-ID: 123", "„Haus“", "*", "ａ\u0301", ";")
VALUES = st.lists(st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=6)
VALUE = st.builds(str.join, st.sampled_from((" ", "\n", "\n  ")), VALUES)
BEGINNINGS = (
    *(f"{key}:" for key in KEYS),
    *(
        "Gruppe:   ",
        "• Ort: ",
        "**Regel:** ",
        '"Hinweis: ',
        "regel :",
        "\tOrt:\t",
        "Treffen: ",
        "Regel montags",
        "Raum: Zoom ",
    ),
    *("# ", "  ", "\t", "", "Meeting-ID: ", "Bla: ", "  Bla: "),
)
ENDINGS = st.sampled_from(("\n", "\n", "\r\n", "\r", "\n\n", "\v", "\u2028", '"\n', "**\n"))
LINES = st.builds("{}{}{}".format, st.sampled_from(BEGINNINGS), VALUE, ENDINGS)
TEXTS = st.lists(LINES, max_size=12).map(lambda lines: "".join(lines).replace("\0", ""))


def read_by_the_hotline(text: str) -> list[dict[str, list[str]]]:
    """What the reader of the plan finds behind each key of each block."""
    lines, _ = lines_of("gruppen.txt", decode(text.encode("utf-8-sig")), date.min)
    blocks, _ = read_groups(lines)
    return [
        {key: [entry.value.text for entry in block.entries if entry.key == key] for key in KEYS} for block in blocks
    ]


def has_been_read(text: str) -> list[dict[str, list[str]]]:
    return [{key: list(values) for key, values in block.items()} for block in values_of_blocks(text)]


@pytest.mark.parametrize("file", OF_THE_OFFICE, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_file_that_is_given_back_unchanged_stays_byte_for_byte(file):
    raw = file.read_bytes()
    text = decoded_without_bom(raw)
    for number, values in enumerate(values_of_blocks(text)):
        text = edit_block(text, number, values)
    assert text_like(raw, text) == raw


@given(TEXTS)
@example("Gruppe: A\vOrt: B\vRegel: C")
def test_any_text_that_is_given_back_unchanged_stays_as_it_is(text):
    assert has_been_read(text) == read_by_the_hotline(text)
    for number, values in enumerate(values_of_blocks(text)):
        assert edit_block(text, number, values) == text


@given(TEXTS, st.data())
def test_what_is_changed_is_read_as_it_was_given_and_all_else_as_before(text, data):
    before = has_been_read(text)
    number = data.draw(st.integers(0, len(before)))
    key = data.draw(st.sampled_from(KEYS[1:]))
    values = data.draw(st.lists(VALUE, max_size=3))
    after = edit_block(text, number, {key: values})
    expected = before if number < len(before) else [*before, {other: [] for other in KEYS}]
    wanted = ["\n".join(value_lines(value)) for value in values]
    assert _without_empty(read_by_the_hotline(after)) == _without_empty(
        [{**block, key: wanted} if place == number else block for place, block in enumerate(expected)]
    )


def _without_empty(blocks: list[dict[str, list[str]]]) -> list[dict[str, list[str]]]:
    """A line with nothing behind its key says nothing."""
    return [{key: list(filter(None, values)) for key, values in block.items()} for block in blocks]


@given(st.sampled_from(SAVED), VALUE)
def test_a_file_keeps_all_other_lines_in_whatever_encoding_it_was_saved(saved, value):
    raw = saved(KROKUS.replace("\r\n", "\n"))
    text = decoded_without_bom(raw)
    changed = decoded_without_bom(text_like(raw, edit_block(text, 0, {"Ort": [value]})))
    assert values_of_blocks(changed)[0]["Ort"] == tuple(filter(None, ["\n".join(value_lines(value))]))
    assert changed.startswith(text[: text.index("Ort:")])


@pytest.mark.parametrize("saved", SAVED)
def test_a_file_keeps_its_encoding(saved):
    text = KROKUS.replace("\r\n", "\n")
    raw, wanted = saved(text), saved(text.replace("am Telefon", "Café Süd"))
    assert text_like(raw, edit_block(decoded_without_bom(raw), 0, {"Ort": ["Café Süd"]})) == wanted


def test_a_letter_that_the_encoding_lacks_makes_it_utf_8():
    raw = KROKUS.encode("cp1252")
    assert text_like(raw, "Ort: Łódź ✓").decode("utf-8-sig") == "Ort: Łódź ✓"


def test_a_changed_field_keeps_its_place_and_the_comment_above():
    assert edit_block(KROKUS, 0, {"Ort": ["Haus 3"]}) == KROKUS.replace("am Telefon", "Haus 3")


def test_a_new_field_stands_where_it_usually_does_at_the_column_of_the_others():
    after = edit_block(KROKUS, 0, {"Ausfall": ["24.12.2026", "Ferien"], "Thema": ["Seele"]})
    lines = after.split("\r\n")
    assert lines[1:6] == [
        "Gruppe:   Krokus",
        "Thema:    Seele",
        "",
        "Regel:    montags, 18 Uhr",
        "Ausfall:  24.12.2026",
    ]
    assert lines[6:8] == ["Ausfall:  Ferien", "# Wo."]


def test_of_several_lines_only_the_one_that_changed_is_written_anew():
    text = "Gruppe: A\nTermine:  1.2.2027 16 Uhr\n\t2.3.2027   16 Uhr\n# Ostern\n\t4.4.2027 16 Uhr\nOrt: B\n"
    (values,) = values_of_blocks(text)
    changed = values["Termine"][0].replace("4.4.", "5.4.")
    assert edit_block(text, 0, {"Termine": [changed]}) == text.replace("4.4.", "5.4.")
    fewer = values["Termine"][0].replace("2.3.2027   16 Uhr\n", "")
    assert edit_block(text, 0, {"Termine": [fewer]}) == text.replace("\t2.3.2027   16 Uhr\n", "")


def test_a_second_group_is_begun_behind_all_others():
    after = edit_block(KROKUS, 1, {"Gruppe": ["Rose"], "Regel": ["dienstags, 18 Uhr"]})
    assert after == KROKUS + "\r\nGruppe:   Rose\r\nRegel:    dienstags, 18 Uhr\r\n"


def test_a_label_that_is_a_mistake_is_mended_when_its_field_is_changed():
    assert (
        edit_block("Gruppe: A\nTreffen: montags\n", 0, {"Termine": ["1.2.2027"]}) == "Gruppe: A\nTermine:  1.2.2027\n"
    )
