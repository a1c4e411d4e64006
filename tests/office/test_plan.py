"""Plan: a clerk changes a file in the browser, is told of a mistake, and hears what callers will hear."""

import re
import shutil
from io import BytesIO
from zipfile import ZipFile

import pytest

from app import create_app
from keep.content.editions import check
from keep.content.folder import read_folder
from reading.text.encodings import decode
from tests.support.clerk import FILE, STATE, Editor
from tests.support.clerk import text as as_read
from tests.support.hotlines import hotline_of
from tests.support.mistakes import HEALTHY, MISTAKES
from tests.support.people import comes
from tests.support.small_hotline import CALLED, CALLER
from tests.support.staff import EXAMPLE, SAVED, TODAY, bytes_of, files


@pytest.fixture
def app(environ, clock, folder):
    return create_app(environ | {"CONTENT_DIR": str(folder)}, clock)


@pytest.fixture
def clerk(app) -> Editor:
    return Editor(app)


@pytest.fixture
def other(app) -> Editor:
    return Editor(app)


def test_every_group_is_read_back_and_can_be_heard(clerk):
    clerk.opens("/buero/plan?ansicht=genau")
    assert "Ich lese: Die Gruppe Sonnenblume trifft sich" in re.sub("<[^>]+>", "", clerk.page)
    sounds = re.findall(r'<audio[^>]* src="([^"]+)"', clerk.page)
    assert len(sounds) == 5 and clerk.client.get(sounds[0]).data[:4] == b"RIFF"


def test_what_the_clerk_saves_callers_hear(clerk, environ, clock, folder):
    clerk.opens(FILE)
    assert clerk.saves(clerk.box.replace("18:30", "19:30")) == 200 and "Gespeichert." in clerk.page
    started_again = hotline_of(create_app(environ | {"CONTENT_DIR": str(folder)}, clock)).network
    caller = comes(lambda: started_again.call(CALLER, CALLED), "1", "1")
    assert "neunzehn Uhr dreißig" in caller.said_last


def test_a_mistake_is_explained_and_the_text_stays_in_the_box(clerk, folder):
    before = bytes_of(folder)
    clerk.opens(FILE)
    wrong = clerk.box.replace("Dienstag", "Dinstag")
    assert clerk.saves(wrong) == 422 and "Nicht gespeichert" in clerk.page
    assert clerk.box == wrong and "<mark>Dinstag" in clerk.page and bytes_of(folder) == before


def test_while_the_clerk_types_the_hotline_reads_along(clerk):
    clerk.opens(FILE)
    text = clerk.box
    clerk.sends("/buero/plan/pruefung/gruppen/sonnenblume.txt", text=text.replace("18:30", "17:30"))
    assert "Ohne Fehler" in clerk.page and "siebzehn Uhr dreißig" in clerk.page


def test_no_mistake_of_the_gallery_gets_into_the_folder(environ, clock, tmp_path):
    folder = tmp_path / "gesund"
    for name, raw in HEALTHY.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    clerk = Editor(create_app(environ | {"CONTENT_DIR": str(folder)}, clock))
    for mistake in MISTAKES:
        text = decode(mistake.read_bytes())
        name = text.partition("\n")[0].removeprefix("# ")
        if clerk.opens(f"/buero/plan/datei/{name}") != 200 or not STATE.search(clerk.page):
            continue
        before = bytes_of(folder)
        edition = check(files({**before, name: mistake.read_bytes()}), TODAY)
        if any(not problem.harmless for problem in edition.problems):
            assert clerk.saves(text) in (413, 422), mistake.stem
            assert bytes_of(folder) == before


def test_of_two_clerks_the_second_sees_what_the_first_has_done(clerk, other):
    clerk.opens(FILE), other.opens(FILE)
    text = clerk.box
    clerk.saves(text.replace("18:30", "17:30"))
    assert other.saves(f"{text}Hinweis: Bitte Tee mitbringen.\n") == 409
    assert "Jemand anders hat diese Datei" in other.page and "Tee mitbringen" in other.box
    assert re.search("<ins>[^<]*17:30", other.page) and re.search("<del>[^<]*18:30", other.page)
    assert other.saves(other.box.replace("18:30", "17:30")) == 200
    assert "Tee mitbringen" in other.box and "17:30" in other.box


def test_an_edit_with_notepad_meanwhile_is_not_overwritten(clerk, folder):
    clerk.opens(FILE)
    by_notepad = (folder / "gruppen/sonnenblume.txt").read_bytes() + b"# Notepad\r\n"
    (folder / "gruppen/sonnenblume.txt").write_bytes(by_notepad)
    assert clerk.saves(clerk.box.replace("18:30", "17:30")) == 409
    assert (folder / "gruppen/sonnenblume.txt").read_bytes() == by_notepad


def test_a_file_in_windows_1252_is_shown_and_saved_with_its_umlauts(clerk, folder):
    (folder / "gruppen/sonnenblume.txt").write_bytes("Gruppe: Grüße\r\nRegel: montags, 18 Uhr\r\n".encode("cp1252"))
    clerk.opens(FILE)
    assert "Gruppe: Grüße" in clerk.box
    clerk.saves(clerk.box.replace("18", "19"))
    assert (folder / "gruppen/sonnenblume.txt").read_bytes() == "Gruppe: Grüße\r\nRegel: montags, 19 Uhr\r\n".encode(
        "cp1252"
    )


def test_letters_that_the_encoding_of_a_file_does_not_have_make_it_utf_8_and_that_is_told(clerk, folder):
    (folder / "gruppen/sonnenblume.txt").write_bytes("Gruppe: Grüße\nRegel: montags, 18 Uhr\n".encode("cp1252"))
    clerk.opens(FILE)
    clerk.saves(clerk.box.replace("Grüße", "Grüße aus Łódź"))
    assert "Codierung UTF-8" in clerk.page
    assert "Łódź" in (folder / "gruppen/sonnenblume.txt").read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("save", SAVED)
def test_saving_without_a_change_writes_nothing_and_stands_in_nobodys_way(clerk, other, folder, save):
    raw = save("Gruppe: Grüße\nRegel: montags, 18 Uhr\n# bis auf Weiteres")
    (folder / "gruppen/sonnenblume.txt").write_bytes(raw)
    clerk.opens(FILE), other.opens(FILE)
    assert clerk.saves(clerk.box) == 200 and "Nichts geändert" in clerk.page
    assert bytes_of(folder)["gruppen/sonnenblume.txt"] == raw
    assert clerk.opens("/buero/plan/fassungen/gruppen/sonnenblume.txt") == 200 and "noch keine frühere" in clerk.page
    assert other.saves(other.box.replace("18", "19")) == 200
    assert bytes_of(folder)["gruppen/sonnenblume.txt"] == save(
        "Gruppe: Grüße\nRegel: montags, 19 Uhr\n# bis auf Weiteres\n"
    )


def test_a_new_group_gets_a_file_with_numbers_that_are_free(clerk, folder):
    clerk.opens("/buero/plan")
    clerk.opens("/buero/plan/neu?gruppe=Über den Berg")
    assert "Gruppe:   Über den Berg" in clerk.box and re.search(r"Zugang:   \d{3} \d{3}", clerk.box)
    assert clerk.saves(clerk.box.replace("Regel:    ", "Regel:    montags, 18 Uhr")) == 200
    assert (folder / "gruppen/uber-den-berg.txt").exists()


def test_a_file_that_was_removed_can_be_put_back(clerk, folder):
    before = bytes_of(folder)
    clerk.opens("/buero/plan/loeschen/gruppen/sonnenblume.txt")
    assert "Sonnenblume nichts mehr zu hören" in clerk.page
    clerk.sends("/buero/plan/loeschen/gruppen/sonnenblume.txt", stand=STATE.search(clerk.page)[1])
    assert "gruppen/sonnenblume.txt" not in bytes_of(folder)
    clerk.sends("/buero/plan/fassungen/gruppen/sonnenblume.txt", stand="", nummer="1")
    assert "Diese Fassung gilt wieder." in clerk.page and bytes_of(folder) == before


def test_all_files_can_be_taken_home(clerk, folder):
    clerk.opens("/buero/plan/alles.zip")
    with ZipFile(BytesIO(clerk.answer.data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == bytes_of(folder)


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("Rose.txt", "Gruppe: Rose\nRegel: montags, 18 Uhr\n".encode("utf-16"), "Gespeichert: gruppen/rose.txt."),
        ("rose.txt", b"Gruppe: Rose\nRegel: irgendwann\n", "hat noch Fehler"),
        ("rose.exe", b"MZ", "keine Datei des Plans"),
        ("../../../etc/rose.txt", b"Gruppe: Rose\nRegel: montags, 18 Uhr\n", "Gespeichert: gruppen/rose.txt."),
        (".rose.txt", b"", "keine Datei des Plans"),
        ("rose.txt", b"x" * 300_000, "ist zu groß"),
    ],
)
def test_a_file_from_the_clerks_computer_is_checked_like_a_text(clerk, folder, name, raw, told):
    clerk.opens("/buero/plan")
    clerk.sends("/buero/plan/hochladen", datei=(BytesIO(raw), name))
    assert told in clerk.page and ("gruppen/rose.txt" in bytes_of(folder)) == told.startswith("Gespeichert")


@pytest.mark.parametrize(
    "name", ["../app.py", "gruppen/../../x.txt", "gruppen/.x.txt", "app.py", "a/b/c.txt", "..%2fx.txt"]
)
def test_no_address_leads_out_of_the_folder(clerk, name):
    clerk.opens("/buero/plan")
    for path in ("datei", "fassungen", "herunterladen", "loeschen"):
        assert clerk.client.get(f"/buero/plan/{path}/{name}").status_code in (404, 308)


HEADINGS = {
    "datei/gruppen/sonnenblume.txt": "Sonnenblume",
    "fassungen/gruppen/sonnenblume.txt": "Frühere Fassungen von Sonnenblume",
    "loeschen/gruppen/sonnenblume.txt": "Sonnenblume löschen?",
    "datei/gruppen.txt": "Rose und 2 weitere",
    "datei/gruppen/zwei.txt": "Aster und Nelke",
    "datei/regeln.txt": "Die Gesprächsregeln",
    "datei/gruppen/neu.txt?gruppe=Über den Berg": "Neu: Über den Berg",
    "datei/infos/neu.txt?titel=Geld": "Neu: Geld",
}


@pytest.mark.parametrize("path", HEADINGS)
def test_a_page_is_headed_by_the_name_of_the_group_and_names_the_file_beneath(clerk, folder, path):
    (folder / "gruppen.txt").write_text("Gruppe: Rose\nGruppe: Tulpe\nGruppe: Iris\n")
    (folder / "gruppen/zwei.txt").write_text("Gruppe: Aster\nGruppe: Nelke\n")
    clerk.opens(f"/buero/plan/{path}")
    assert re.findall("<h1>(.*?)</h1>", clerk.page) == [HEADINGS[path]]
    assert f'<p class="quietly">{path.partition("/")[2].partition("?")[0]}</p>' in clerk.page


def test_versions_of_one_minute_have_headings_of_their_own(clerk):
    clerk.opens(FILE)
    clerk.saves(clerk.box.replace("18:30", "17:30")), clerk.saves(clerk.box.replace("17:30", "16:30"))
    clerk.opens("/buero/plan/fassungen/gruppen/sonnenblume.txt")
    found = re.findall('<h2 id="f[^>]*>(.*?)</h2>', clerk.page)
    assert len(found) == len(set(found)) == 3


def test_a_new_group_gets_no_file_that_holds_another_one(clerk, folder):
    (folder / "gruppen/krokus.txt").write_text("Gruppe: Tulpe\nRegel: montags, 18 Uhr\n")
    clerk.opens("/buero/plan/neu?gruppe=Krokus")
    assert "Gruppe:   Krokus" in clerk.box and clerk.answer.request.path.endswith("/gruppen/krokus-2.txt")


def test_a_full_disk_loses_nothing(environ, clock, folder, tmp_path):
    clerk = Editor(create_app(environ | {"CONTENT_DIR": str(folder)}, clock))
    (tmp_path / "fassungen").write_text("no folder can be made here")
    clerk.opens(FILE)
    before, wanted = bytes_of(folder), clerk.box.replace("18:30", "17:30")
    assert clerk.saves(wanted) == 503 and clerk.box == wanted and bytes_of(folder) == before


def test_the_whole_example_can_be_read_and_saved(environ, clock, tmp_path):
    folder = shutil.copytree(EXAMPLE, tmp_path / "beispiel")
    clerk = Editor(create_app(environ | {"CONTENT_DIR": str(folder)}, clock))
    for name in bytes_of(folder):
        clerk.opens(f"/buero/plan/datei/{name}")
        assert clerk.saves(clerk.box) == 200, name
    assert read_folder(EXAMPLE).keys() == read_folder(folder).keys()


TEXT = "infos/geld-von-der-krankenkasse.txt"


def test_a_new_text_of_information_is_written_on_the_page_and_callers_hear_it(clerk, environ, clock, folder):
    clerk.opens("/buero/plan/neue-auskunft?titel=Geld von der Krankenkasse")
    assert clerk.box.startswith("Titel: Geld von der Krankenkasse")
    text = "Titel: Geld von der Krankenkasse\nGilt: bis 31.12.2026\n\nDie Kassen fördern Gruppen.\n"
    assert clerk.saves(text) == 200 and "Zu hören bis 31.12.2026." in clerk.page
    assert (folder / "infos").stat().st_mode & 0o777 == folder.stat().st_mode & 0o777
    started_again = hotline_of(create_app(environ | {"CONTENT_DIR": str(folder)}, clock)).network
    caller = comes(lambda: started_again.call(CALLER, CALLED), "3", "2", "3")
    assert caller.said_last.startswith("Die Kassen fördern Gruppen.")


def test_a_mistake_in_a_text_is_explained_and_its_words_can_be_heard(clerk):
    clerk.opens(f"/buero/plan/datei/{TEXT}")
    clerk.sends(f"/buero/plan/pruefung/{TEXT}", text="Titel: Geld\nGilt: bis 31.11.2026\n\nText.\n")
    assert "Den 31.11.2026 gibt es nicht." in clerk.page
    clerk.sends(f"/buero/plan/pruefung/{TEXT}", text="Titel: Geld\n\nDie Kassen geben 500 €.\n")
    assert "Ohne Fehler" in clerk.page and "fünfhundert Euro" in clerk.page
    sound = re.findall(r'<audio[^>]* src="([^"]+)"', clerk.page)[0]
    assert clerk.client.get(sound).data[:4] == b"RIFF"


def test_a_text_that_is_brought_as_a_file_gets_into_its_folder_and_can_be_restored(clerk, folder):
    raw = "Titel: Geld für Übungsräume\n\nDie Kassen fördern Gruppen.\n".encode("cp1252")
    clerk.opens("/buero/plan")
    clerk.sends("/buero/plan/hochladen", datei=(BytesIO(raw), "Geld.txt"))
    assert (folder / "infos" / "geld.txt").read_bytes() == raw
    clerk.opens("/buero/plan?suche=Übungsräume")
    assert "Geld für Übungsräume Auskunft Noch nicht zu hören" in as_read(clerk.page)
    assert "Sonnenblume" not in clerk.page
    archive = ZipFile(BytesIO(clerk.client.get("/buero/plan/alles.zip").data))
    assert archive.read("infos/geld.txt") == raw


def test_a_new_group_like_another_has_its_words_and_neither_its_numbers_nor_its_days(clerk, folder):
    (folder / "gruppen/rose.txt").write_text(
        "Gruppe: Rose\nRegel: montags, 18 Uhr\nTermine: 12.12.2026 16 Uhr\nAusfall: 6.4.2026; 24.12. bis 6.1.\n"
        "Verlegt: 13.4.2026 auf 14.4.2026\nZugang: 829 174\nLeitung: reihum\nKontakt: 030 23125 077\nPlätze: 12\n"
    )
    clerk.opens("/buero/plan/datei/gruppen/rose.txt")
    assert "Eine neue Gruppe so wie Rose" in clerk.page
    clerk.opens("/buero/plan/neu?gruppe=Tulpe&wie=Rose")
    kept = dict(line.split(":", 1) for line in clerk.box.strip().splitlines())
    access = kept.pop("Zugang")
    assert {key: value.strip() for key, value in kept.items()} == {
        **{"Gruppe": "Tulpe", "Regel": "montags, 18 Uhr", "Ausfall": "24.12. bis 6.1."},
        **{"Leitung": "reihum", "Plätze": "12"},
    }
    assert re.fullmatch(r" *\d{3} \d{3}", access) and access.strip() != "829 174"
    assert clerk.saves(clerk.box) == 200 and "Gespeichert." in clerk.page
    assert "Karte von Tulpe" in clerk.page
    for path in re.findall('href="(/buero/(?:karten|probe)[^"]*Tulpe[^"]*)"', clerk.page):
        assert clerk.client.get(path).status_code == 200
