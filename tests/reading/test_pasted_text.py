"""What comes out of word processors, mail programs and old computers is read as it is seen there."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.text.encodings import decode
from tests.support.staff import group, written

LINES = ["Gruppe: Krokus", "Regel: dienstags, 18:30 bis 20 Uhr", "Ort: Café am Markt"]
MARKS = ["• ", "- ", "– ", "* ", "1. ", "12) ", "b) ", "> ", "> > ", "→ ", "📅 ", "☐\u00a0", "·\t", "+ ", "✔ "]


def all_of_it(text: str | bytes) -> None:
    plan, problems = written(text)
    assert not problems
    assert [(one.name, len(one.rules), one.place) for one in plan.groups] == [("Krokus", 1, "Café am Markt")]


@pytest.mark.parametrize("mark", MARKS)
def test_a_list_is_read_without_its_marks(mark):
    all_of_it("".join(f"{mark}{line}\n" for line in LINES))


@pytest.mark.parametrize("quotes", ["“”", "„“", "»«", "''", '""', "**", "__", "``"])
def test_a_line_is_read_without_quotes_around_it(quotes):
    all_of_it("".join(f"{quotes[0]}{line}{quotes[1]}\n" for line in LINES))


@pytest.mark.parametrize("key", ["**{}:**", "**{}**:", "_{}:_", "- **{}:** ", "__{}__ :"])
def test_a_key_may_be_emphasised(key):
    all_of_it("".join(f"{key.format(line.partition(':')[0])}{line.partition(':')[2]}\n" for line in LINES))


@pytest.mark.parametrize("end", ["\v", "\f", "\x85", "\u2028", "\u2029", "\v\n"])
def test_other_ends_of_lines_end_a_line(end):
    all_of_it(end.join(LINES))


def test_where_no_key_follows_a_line_goes_on():
    assert group("Regel: montags, 18 Uhr\nOrt: Gemeindehaus,\u2028Kirchweg 3").place == "Gemeindehaus, Kirchweg 3"


TIMES = [
    *("18:30−20:00", "18:30‑20:00", "18:30‐20:00", "18：30－20：00", "１８:３０–２０ Uhr", "18∶30 bis 20∶00 Uhr"),
    *("18³⁰ bis 20⁰⁰ Uhr", "18³⁰–20°° Uhr", "18:30\u202f–\u202f20\u00a0Uhr"),
]


@pytest.mark.parametrize("time", TIMES)
def test_times_are_read_as_word_processors_write_them(time):
    (rule,) = group(f"Regel: dienstags, {time}").rules
    assert (f"{rule.span.start:%H:%M}", f"{rule.span.end:%H:%M}") == ("18:30", "20:00")


@pytest.mark.parametrize("name", ["„Krokus“", '"Krokus"', "»Krokus«", "🌷 Krokus 🌷", "*Krokus*", "‚Krokus‘"])
def test_quotes_and_pictures_are_no_part_of_a_name(name):
    assert written(f"Gruppe: {name}\nRegel: montags, 18 Uhr\n")[0].groups[0].name == "Krokus"


@pytest.mark.parametrize("name", ["Herz & Seele (Nord)", "Wir sind da!", "Leben nach ...", "Café Ü60", "AA"])
def test_what_belongs_to_a_name_stays(name):
    assert written(f"Gruppe: {name}\nRegel: montags, 18 Uhr\n")[0].groups[0].name == name


OLD = ["cp1252", "mac_roman", "cp850", "cp437"]
TEXTS = [
    "Bürgerhaus Köln, Fußgängerstraße 5, groß und schön",
    "Ängste überwinden; für Übergewichtige: Öffnung früh",
    "GRÜSSE AN ALLE ÄRZTE, MÜLLER-LÜDENSCHEIDT",
    "Café René über dem Weißen Rößl",
    "„Trauer“ – wir hören zu … für 5 €",
    "Hauptstraße 12, 2. Stock, Tür öffnet um 18 Uhr",
]


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("text", TEXTS)
def test_the_umlauts_of_old_computers_are_read(text, encoding):
    raw = "".join(sign for sign in text if sign.encode(encoding, "ignore")).encode(encoding)
    assert decode(raw) == raw.decode(encoding)


WORDS = st.sampled_from(
    [
        "Körper",
        "Seele",
        "Süchte",
        "Gespräch",
        "Mütter",
        "Väter",
        "Größe",
        "Straße",
        "Schmerz",
        "Ärger",
        "Übung",
        "öffnen",
        "früh",
        "weiß",
        "Krebs",
        "Fuß",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), st.sampled_from(OLD))
def test_any_words_are_read_from_any_old_encoding(text, encoding):
    text = f"Für später, größer: {text}"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("line", ["-" * 900, "=-" * 400, "* " * 400, "_" * 900, "1. " * 300, "a) " * 300, "„" * 900])
def test_a_line_of_marks_takes_no_time(line):
    began = process_time()
    written(f"Gruppe: Krokus\n{line}\nRegel: montags, 18 Uhr\n")
    assert process_time() - began < 2
