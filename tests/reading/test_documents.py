"""What staff write in Word, LibreOffice and Excel is read like a text file, or told in a sentence."""

import subprocess
import sys
from datetime import date, datetime, time
from time import process_time

import pytest

from ivr.model.plan import Plan
from keep.content.folder import read_folder
from reading.content import read
from reading.problem import Problem
from tests.support.documents import excel, odt_table, open_document, word, word_of, zipped
from tests.support.staff import OFFICE, TODAY, files

BLOCK = ("Gruppe: Lotus", "Regel: jeden 3. Mittwoch im Monat, 17 bis 18:30 Uhr", "Ort: Café Südblick")
PAIRS = [tuple(line.split(": ")) for line in BLOCK]
WRITERS = {"docx": word, "odt": open_document}
each_writer = pytest.mark.parametrize("suffix", WRITERS)


def saved(name: str, raw: bytes, **more: bytes) -> tuple[Plan, tuple[Problem, ...]]:
    return read(files({"buero.txt": OFFICE.encode(), name: raw, **more}), TODAY)


def all_of_it(name: str, raw: bytes) -> None:
    plan, problems = saved(name, raw)
    assert not problems
    assert [(group.name, len(group.rules), group.place) for group in plan.groups] == [("Lotus", 1, "Café Südblick")]


@each_writer
def test_paragraphs_are_lines(suffix):
    all_of_it(f"gruppen/lotus.{suffix}", WRITERS[suffix](*BLOCK))


@each_writer
def test_lines_within_a_paragraph_are_lines(suffix):
    all_of_it(f"gruppen/lotus.{suffix}", WRITERS[suffix]("\n".join(BLOCK)))


@each_writer
def test_a_form_with_the_keys_in_a_column_is_read(suffix):
    all_of_it(f"gruppen/lotus.{suffix}", WRITERS[suffix](table=PAIRS))


@each_writer
def test_a_table_of_groups_in_a_document_is_read(suffix):
    table = [("Name", "Wann", "Wo"), ("Lotus", "montags, 18 Uhr", "Haus C"), ("Iris", "freitags, 9 Uhr", "")]
    plan, problems = saved(f"gruppen.{suffix}", WRITERS[suffix](table=table))
    assert not problems and [group.name for group in plan.groups] == ["Lotus", "Iris"]


@each_writer
def test_a_mistake_is_told_at_its_paragraph(suffix):
    _, (problem,) = saved(f"gruppen/lotus.{suffix}", WRITERS[suffix]("Gruppe: Lotus", "", "Regel: manchmal"))
    assert (problem.file, problem.line) == (f"gruppen/lotus.{suffix}", 3)


@each_writer
def test_a_text_of_information_may_be_a_document(suffix):
    raw = WRITERS[suffix]("Titel: Fahrdienst", "Wir holen Sie ab.", "Rufen Sie vorher an.")
    plan, problems = saved(f"infos/fahrdienst.{suffix}", raw, **{"gruppen.txt": b"Gruppe: K\nRegel: montags, 18 Uhr\n"})
    assert not problems
    assert [(text.title, text.paragraphs) for text in plan.information] == [
        ("Fahrdienst", ("Wir holen Sie ab.", "Rufen Sie vorher an."))
    ]


RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
STRUCK = "<w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r>"
BOX = (
    "<w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>"
)
IN_A_PARAGRAPH = {
    "a tracked insertion": "<w:ins>{}</w:ins>",
    "a field to fill in": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "a smart tag": "<w:smartTag>{}</w:smartTag>",
    "a link": "<w:hyperlink>{}</w:hyperlink>",
    "a field": "<w:fldSimple w:instr='X'>{}</w:fldSimple>",
    "a deletion beside it": "{}<w:del><w:r><w:delText>, Haus D</w:delText></w:r></w:del>",
    "what was moved away": "{}<w:moveFrom>" + RUN.format(", Haus D") + "</w:moveFrom>",
    "what is struck through": "{}" + STRUCK.format(", Haus D"),
    "a line that is not struck": "{}<w:r><w:rPr><w:strike w:val='0'/></w:rPr></w:r>",
}


def in_paragraphs(*lines: str) -> str:
    return "".join(f"<w:p>{RUN.format(line)}</w:p>" for line in lines)


@pytest.mark.parametrize("around", IN_A_PARAGRAPH.values(), ids=IN_A_PARAGRAPH)
def test_a_line_of_word_is_read_as_it_is_seen(around):
    last = RUN.format("Ort: ") + around.format(RUN.format("Café Südblick"))
    all_of_it("gruppen/lotus.docx", word_of(in_paragraphs(*BLOCK[:2]) + f"<w:p>{last}</w:p>"))


WITHIN = {
    "a form": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "a text box": "<w:p><w:r>" + BOX + "</w:r></w:p>",
    "a tracked insertion": "<w:ins>{}</w:ins>",
}


@pytest.mark.parametrize("around", WITHIN.values(), ids=WITHIN)
def test_paragraphs_of_word_are_read_wherever_they_stand(around):
    all_of_it("gruppen/lotus.docx", word_of(in_paragraphs(BLOCK[0]) + around.format(in_paragraphs(*BLOCK[1:]))))


def test_a_field_of_word_that_nobody_filled_in_says_nothing():
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{RUN.format('Klicken')}</w:sdtContent></w:sdt>"
    plan, problems = saved(
        "gruppen/lotus.docx", word_of(in_paragraphs(*BLOCK[:2]) + f"<w:p>{RUN.format('Ort:')}{empty}</w:p>")
    )
    assert not problems and not plan.groups[0].place


def cell(words: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{in_paragraphs(words)}</w:tc>"


def test_a_table_within_a_table_is_read():
    inner = "".join(f"<w:tr>{cell(key)}{cell(value)}</w:tr>" for key, value in PAIRS)
    all_of_it("gruppen/lotus.docx", word_of(f"<w:tbl><w:tr><w:tc><w:tbl>{inner}</w:tbl></w:tc></w:tr></w:tbl>"))


def test_tables_within_tables_take_no_time():
    began = process_time()
    deep = in_paragraphs("Gruppe: Lotus")
    for _ in range(50):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    saved("gruppen/lotus.docx", word_of(deep))
    assert process_time() - began < 2


def test_a_cell_over_endless_columns_takes_no_time():
    wide = cell("Lotus", "<w:gridSpan w:val='900000000'/>")
    began = process_time()
    saved("gruppen/lotus.docx", word_of(f"<w:tbl>{f'<w:tr>{wide}{wide}</w:tr>' * 500}</w:tbl>"))
    assert process_time() - began < 2


TABLE = [
    ("Gruppe", "Wochentag", "Uhrzeit", "Treffpunkt", "Zugang"),
    ("Lotus", "dienstags", "18 bis 20 Uhr", "Haus A", 582917),
    ("Ginkgo", "jeden 2. Freitag im Monat", time(9, 30), "Haus B", 471103.0),
]


def test_a_table_has_a_group_in_each_row():
    plan, problems = saved("gruppen/alle.xlsx", excel(*TABLE))
    assert not problems
    assert [(group.name, group.place, group.code) for group in plan.groups] == [
        ("Lotus", "Haus A", "582917"),
        ("Ginkgo", "Haus B", "471103"),
    ]


def test_days_of_excel_are_days():
    raw = excel(("Liste",), (), ("Gruppe", "Termine"), ("Lotus", datetime(2026, 4, 1, 18, 15)))
    plan, problems = saved("gruppen.xlsx", raw)
    assert not problems and [(day, span.start) for day, span in plan.groups[0].dates] == [
        (date(2026, 4, 1), time(18, 15))
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_as_text_has_any_separator(separator, encoding):
    rows = [("Gruppe", "Regel", "Ort"), ("Süd", "montags, 18 Uhr", "Bürgerhaus")]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    plan, problems = saved("gruppen.csv", text.encode(encoding))
    assert not problems and [(group.name, group.place) for group in plan.groups] == [("Süd", "Bürgerhaus")]


def test_a_mistake_in_a_table_is_told_at_its_row():
    _, problems = saved("gruppen/alle.xlsx", excel(*TABLE, ("Enzian", "irgendwann", "", "", "")))
    assert [problem.line for problem in problems] == [4]


def test_a_column_that_means_nothing_is_told_and_costs_nothing():
    plan, (problem,) = saved("gruppen.xlsx", excel(("Gruppe", "Regel", "Kürzel"), ("Lotus", "montags, 18 Uhr", "LO")))
    assert plan.groups and problem.harmless and "»Kürzel«" in problem.text


def test_a_cell_under_no_heading_is_told_and_not_lost():
    table = "Gruppe,Termine\nAkelei,12.12.2026 18 Uhr, 19.12.2026 18 Uhr\n"
    _, (problem,) = saved("gruppen/alle.csv", table.encode())
    assert problem.line == 2 and "keine Überschrift" in problem.text and not problem.harmless


def test_a_table_that_goes_on_beyond_the_bounds_is_told():
    rows = [("Gruppe", "Regel"), *((f"Gruppe {number}", "montags, 18 Uhr") for number in range(1501))]
    _, problems = saved("gruppen/alle.xlsx", excel(*rows))
    assert any("zu groß" in problem.text for problem in problems)


def test_blank_rows_before_a_table_do_not_make_it_empty():
    plan, problems = saved("gruppen/alle.csv", b";;\n" * 1600 + b"Gruppe;Regel\nLotus;montags, 18 Uhr\n")
    assert not problems and [group.name for group in plan.groups] == ["Lotus"]


def test_a_cell_that_a_larger_one_covers_keeps_its_place():
    made = odt_table(("Gruppe", "Ort", "Regel"), ("Lotus", None, "montags, 18 Uhr"))
    plan, problems = saved("gruppen/alle.odt", made)
    assert not problems and [(group.name, group.place) for group in plan.groups] == [("Lotus", "")]


def test_a_table_without_headings_is_told():
    _, (problem,) = saved("gruppen.xlsx", excel(("Lotus", "montags, 18 Uhr")))
    assert "Namen der Felder" in problem.text


BROKEN = {
    "no archive": b"Gruppe: Lotus\n",
    "half an archive": word(*BLOCK)[:-300],
    "another archive": zipped({"hallo.txt": b"Gruppe: Lotus"}),
    "a bomb": zipped({"word/document.xml": b" " * 40_000_000}),
    "very many parts": zipped({f"{number}.xml": b"" for number in range(900)}),
    "words that grow": zipped({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    "nothing": b"",
}


@pytest.mark.parametrize("suffix", ["docx", "odt", "xlsx"])
@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_unpacked_is_told_at_once(suffix, raw):
    began = process_time()
    plan, (problem,) = saved(f"gruppen/lotus.{suffix}", raw)
    assert not plan.groups and not problem.harmless and problem.text.endswith(".")
    assert process_time() - began < 1


OTHERS = ["lotus.rtf", "lotus.md", "lotus", "lotus.doc", "lotus.pdf", "lotus.pages", "lotus.ods", "lotus.v2"]


@pytest.mark.parametrize("name", OTHERS)
def test_no_other_file_vanishes_without_a_word(tmp_path, name):
    (tmp_path / "gruppen").mkdir()
    (tmp_path / "buero.txt").write_text(OFFICE)
    (tmp_path / "gruppen" / name).write_bytes(b"{\\rtf1 Gruppe: Lotus}")
    (tmp_path / "gruppen" / "k.txt").write_text("Gruppe: K\nRegel: montags, 18 Uhr\n")
    (problem,) = read(read_folder(tmp_path), TODAY)[1]
    assert problem.file == f"gruppen/{name}" and problem.harmless and problem.urgent and problem.remedy.endswith(".")


COPIES = [
    *("krokus (Konflikt 2026-11-30 10-15-00).txt", "krokus-DESKTOP-7.txt", "Kopie von krokus.txt", "krokus (1).txt"),
    *(
        "krokus (conflicted copy 2026-11-30 101500).txt",
        "krokus.sync-conflict-20261130-101500-ABC.txt",
        "krokus copy.txt",
    ),
    *("krokus_conflict-20261130-101500.txt", "krokus - Kopie (2).txt", "krokus (Anna Müllers Kopie in Konflikt).txt"),
]
KROKUS = b"Gruppe: Krokus\nRegel: montags, 18 Uhr\n"


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_told_and_not_read_twice(name):
    plan, (problem,) = saved("gruppen/krokus.txt", KROKUS, **{f"gruppen/{name.lower()}": KROKUS.replace(b"18", b"19")})
    assert [group.rules[0].span.start for group in plan.groups] == [time(18)]
    assert problem.harmless and problem.urgent and "Kopie" in problem.text


@pytest.mark.parametrize("name", ["krokus-nord.txt", "krokus (2).txt"])
def test_another_group_in_a_file_that_is_named_alike_is_read(name):
    plan, problems = saved("gruppen/krokus.txt", KROKUS, **{f"gruppen/{name}": KROKUS.replace(b"us\n", b"us Nord\n")})
    assert not problems and len(plan.groups) == 2


def test_no_document_costs_no_memory():
    loaded = "{'docx', 'odf', 'openpyxl', 'lxml'} & sys.modules.keys()"
    code = f"import sys, reading.content, keep.content.folder; print({loaded})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
