"""The cards on paper: two pages each, whatever staff write, and in letters that old eyes read."""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pytest

from app import create_app
from office.cards import pages as card_pages
from office.cards import pdf
from office.cards.documents import KINDS, cards_html
from office.cards.keypad import keypad
from reading.codes import spaced
from tests.support.clerk import PUBLIC, Clerk
from tests.support.hotlines import hotline_of
from tests.support.longest_texts import LONG_OFFICE, RULES, long_groups
from tests.support.staff import EXAMPLE

NEEDS_PANGO = pytest.mark.skipif(
    not (pdf.can_make_pdf() or os.environ.get("CI")), reason="needs libpango-1.0-0 and libpangoft2-1.0-0"
)
FEW = ("sonnenblume.txt", "krokus.txt", "telefoncafe.txt")


@pytest.fixture
def example(environ, clock):
    return create_app(environ | {"CONTENT_DIR": str(EXAMPLE)}, clock)


@pytest.fixture
def groups(example):
    return hotline_of(example).world().plan.groups


@pytest.fixture
def few(environ, clock, tmp_path):
    """A hotline with three groups of the example, two of which have somebody who leads."""
    folder = tmp_path / "inhalt"
    shutil.copytree(EXAMPLE, folder, ignore=lambda _, names: {*names} - {"buero.txt", "regeln.txt", "gruppen", *FEW})
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages]


def pictures(tagged) -> Iterator[str]:
    """What is read out instead of the pictures of a tagged PDF."""
    node = tagged.get_object()
    if isinstance(node, dict) and node.get("/S") == "/Figure":
        yield node["/Alt"]
    children = node.get("/K", []) if isinstance(node, dict) else []
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child, "get_object"):
            yield from pictures(child)


def printed(app, of: str) -> bytes:
    with app.app_context():
        return pdf.render_pdf(cards_html(KINDS[of], hotline_of(app).world().plan.groups, alone=True).encode())


@pytest.fixture
def longest(environ, clock, tmp_path):
    """A hotline with a group of every kind, in which everything is as long as it may be."""
    folder = tmp_path / "inhalt"
    folder.mkdir()
    groups = "\n".join(long_groups())
    for name, text in (("buero.txt", LONG_OFFICE), ("gruppen.txt", groups), ("regeln.txt", RULES)):
        (folder / name).write_text(text, encoding="utf-8")
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@NEEDS_PANGO
@pytest.mark.parametrize(("of", "cards"), [("alle", 5), ("leitung", 3)])
def test_the_longest_that_may_be_written_is_one_sheet(longest, of, cards):
    assert all(problem.harmless for problem in hotline_of(longest).checked(None)[1])
    made = pypdf.PdfReader(BytesIO(printed(longest, of)))
    begins = [made.get_destination_page_number(card) for card in made.outline]
    assert begins == list(range(0, 2 * cards, 2)) and len(made.pages) == 2 * cards


@NEEDS_PANGO
def test_nothing_is_fetched_from_anywhere(tmp_path):
    (tmp_path / "geheim.txt").write_text("geheim")
    with pytest.raises(BaseException, match="Error fetching"):
        pdf.render_pdf(f'<img src="file://{tmp_path}/geheim.txt" alt="">'.encode())


# --- what may not stand on a card


def test_no_topic_and_no_leaders_number_is_on_the_card_of_those_who_take_part(example, groups):
    with example.app_context():
        cards = cards_html(KINDS["alle"], groups, alone=True)
    written = re.sub(r"\s", "", re.sub("<style>.*</style>|<[^>]+>", "", cards, flags=re.DOTALL))
    for group in groups:
        assert not group.topic or re.sub(r"\s", "", group.topic) not in written
        assert not group.leader_code or group.leader_code not in written
        assert not group.code or group.code in written


def test_the_picture_shows_every_key_and_tells_which_to_press():
    drawn = keypad({"2", "1"})
    assert drawn.count("<rect") == 12 and drawn.count('fill="black" stroke') == 2
    assert "<title>Die Tasten des Telefons; hervorgehoben: 1, 2</title>" in drawn


# --- the pages of the office


@pytest.fixture
def clerk(example):
    return Clerk(example)


def links(page: str) -> list[str]:
    return re.findall(r'href="(/buero/karten/[^"]+)"', page)


def test_every_group_has_its_card_and_who_leads_another(clerk, groups):
    assert clerk.opens("/buero/karten") == 200
    found = [redis_client for redis_client in links(clerk.page) if "/gruppe/" in redis_client]
    assert len(found) == len(groups) + sum(bool(group.leader_code) for group in groups)
    assert {clerk.opens(redis_client) for redis_client in found} == {200}


def test_a_group_without_one_who_leads_has_no_leaders_card(clerk):
    assert clerk.opens("/buero/karten/gruppe/telefoncafe/leitung") == 404
    assert clerk.opens("/buero/karten/gruppe/gibt-es-nicht") == clerk.opens("/buero/karten/alle/x") == 404


def test_all_cards_stand_on_one_page_in_the_order_of_their_names(clerk, groups):
    clerk.opens("/buero/karten/alle/alle")
    named = re.findall("<h1>Gruppe (.*)</h1>", clerk.page)
    assert named == sorted(group.name for group in groups)


def test_the_cards_of_the_groups_that_are_ticked_stand_on_one_page(clerk):
    clerk.opens("/buero/karten")
    assert 'type="checkbox" name="gruppe" value="krokus"' in clerk.page
    clerk.opens("/buero/karten/alle/alle?gruppe=wegwarte&gruppe=krokus")
    assert re.findall("<h1>Gruppe (.*)</h1>", clerk.page) == ["Krokus", "Wegwarte"]
    clerk.opens("/buero/karten/alle/leitung?gruppe=wegwarte&gruppe=krokus")
    assert clerk.page.count("<article") == 1 and "6402 8195" in clerk.page
    clerk.opens("/buero/karten/pdf/leitung?gruppe=wegwarte")
    assert "Keine dieser Gruppen hat so eine Karte." in clerk.page


@NEEDS_PANGO
def test_of_many_groups_those_that_are_ticked_are_a_pdf(clerk, monkeypatch):
    monkeypatch.setattr(card_pages, "MOST_AS_PDF", 1)
    assert clerk.opens("/buero/karten/pdf/alle?gruppe=krokus") == 200
    assert len(pages(clerk.answer.get_data())) == 2


@NEEDS_PANGO
def test_all_cards_are_a_pdf_one_sheet_each(few):
    clerk, groups = Clerk(few), hotline_of(few).world().plan.groups
    assert clerk.opens("/buero/karten/pdf/alle") == 200 and clerk.answer.mimetype == "application/pdf"
    found = pages(clerk.answer.get_data())
    assert len(found) == 2 * len(groups) == 2 * len(FEW)
    for group, front in zip(sorted(groups, key=lambda group: group.name), found[::2], strict=True):
        assert f"Gruppe {group.name}" in front and "030 23 12 50 00" in front
        assert not group.code or spaced(group.code) in front


def is_tagged_in_german_and_says_what_it_is(found):
    assert found.metadata.title == "Karten für die Leitung – Selbsthilfe-Telefon Lindental"
    assert found.metadata.author == "Selbsthilfe-Telefon Lindental" and len(found.outline) == len(found.pages) / 2
    assert found.root_object["/Lang"] == "de" and found.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in found.xmp_metadata.stream.get_data()
    assert {told[:25] for told in pictures(found.root_object["/StructTreeRoot"])} == {"Die Tasten des Telefons; "}


def test_too_many_groups_for_a_pdf_are_printed_from_the_browser(clerk, monkeypatch):
    monkeypatch.setattr(card_pages, "MOST_AS_PDF", 3)
    clerk.opens("/buero/karten")
    assert not any("/pdf/" in redis_client for redis_client in links(clerk.page))
    assert clerk.opens("/buero/karten/pdf/alle") == 503


def test_without_pango_the_page_says_what_to_install_and_prints_from_the_browser(clerk, monkeypatch):
    monkeypatch.setattr(pdf, "LIBRARIES", ("no-such-library",))
    pdf.can_make_pdf.cache_clear()
    clerk.opens("/buero/karten")
    assert "apt install libpango-1.0-0" in clerk.page and "/buero/karten/alle/alle" in links(clerk.page)
    assert clerk.opens("/buero/karten/pdf/alle") == 503 and "apt install" in clerk.page
    pdf.can_make_pdf.cache_clear()


def test_two_do_not_print_at_once(clerk):
    with pdf._one_at_a_time:
        assert clerk.opens("/buero/karten/pdf/alle") == 503
    assert pdf.BUSY in clerk.page or pdf.WITHOUT_PDF in clerk.page


def test_where_the_number_is_missing_the_page_says_how_to_write_it(environ, clock, tmp_path):
    (tmp_path / "inhalt").mkdir()
    (tmp_path / "inhalt/buero.txt").write_text("Name: Telefon\nTelefon: 030 23125 042\n")
    (tmp_path / "inhalt/gruppen.txt").write_text("Gruppe: Wicke\nRegel: montags, 18 Uhr\n")
    clerk = Clerk(create_app(environ | {"CONTENT_DIR": str(tmp_path / "inhalt")}, clock))
    clerk.opens("/buero/karten")
    assert "Hotline:" in clerk.page


@pytest.mark.parametrize("url", ["", "https://hotline.example.org"])
def test_the_leaders_card_names_the_page_of_the_talk_where_it_can_be_reached(environ, clock, url):
    app = create_app(environ | (PUBLIC if url else {}), clock)
    with app.app_context():
        made = cards_html(KINDS["leitung"], hotline_of(app).world().plan.groups, alone=True)
    assert ("https://hotline.example.org/leitung" in made) == bool(url) and "127.0.0.1" not in made


# --- the command


@pytest.fixture
def type_in(example, tmp_path):
    return lambda *words: example.test_cli_runner().invoke(args=["cards", *map(str, words)])


def test_the_command_writes_a_page_that_needs_nothing_beside_itself(type_in, tmp_path, groups):
    made = type_in("--leaders", tmp_path / "karten.html")
    file = tmp_path / "karten.html"
    assert made.exit_code == 0 and stat.S_IMODE(file.stat().st_mode) == 0o600
    html = file.read_text(encoding="utf-8")
    assert not re.search(r'(src|href)="|url\("(?!data:)', html)
    assert html.count("<article") == sum(bool(group.leader_code) for group in groups)


@NEEDS_PANGO
def test_the_command_writes_a_tagged_pdf_that_nobody_else_can_read(few, tmp_path):
    written = few.test_cli_runner().invoke(args=["cards", "--leaders", str(tmp_path / "karten.pdf")])
    assert written.exit_code == 0
    is_tagged_in_german_and_says_what_it_is(pypdf.PdfReader(tmp_path / "karten.pdf"))
    assert stat.S_IMODE((tmp_path / "karten.pdf").stat().st_mode) == 0o600


def test_the_command_says_what_went_wrong(type_in, tmp_path):
    made = type_in(tmp_path / "no such folder" / "karten.html")
    assert made.exit_code == 1 and "No such file" in made.output
