"""flask backup and flask restore: a hotline is moved to an empty machine, and nothing else is ever overwritten."""

import io
import zipfile
from pathlib import Path

import pytest

from app import create_app
from keep.backup.place import is_ours
from keep.backup.sealed import HEAD, seal
from tests.support.bucket_server import bucket_server

WORDS = "vier Wörter, gut gemischt"


class Operator:
    """Somebody at the terminal of one hotline."""

    def __init__(self, environ, clock, passphrase: Path):
        self._runner = create_app(environ, clock).test_cli_runner()
        self._passphrase = passphrase

    def types(self, command, *words, passphrase=None):
        given = ["--passphrase-file", str(passphrase or self._passphrase)]
        return self._runner.invoke(args=[command, *given, *map(str, words)])


@pytest.fixture
def passphrase(tmp_path):
    (tmp_path / "passwort").write_text(f"{WORDS}\n", encoding="utf-8")
    return tmp_path / "passwort"


@pytest.fixture
def data(tmp_path):
    """What the old hotline keeps."""
    kept = {"zahlen/2026-02.txt": "Anrufe", "ansagen/rose.0001.txt": "Ansage", "anrufbeantworter/a.txt": "Nachricht"}
    for name, text in {**kept, "zugaenge.txt": "Anna", "secret_key": "s" * 64}.items():
        (tmp_path / "alt" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "alt" / name).write_text(text)
    return tmp_path / "alt"


@pytest.fixture
def old(environ, clock, folder, data, passphrase):
    return Operator(environ | {"CONTENT_DIR": str(folder), "DATA_DIR": str(data)}, clock, passphrase)


@pytest.fixture
def new(environ, clock, tmp_path, passphrase):
    (tmp_path / "neu/inhalt").mkdir(parents=True)
    places = {"CONTENT_DIR": f"{tmp_path}/neu/inhalt", "DATA_DIR": f"{tmp_path}/neu/daten"}
    return Operator(environ | places, clock, passphrase)


@pytest.fixture
def made(old, tmp_path):
    assert old.types("backup", tmp_path / "treff.sicherung").exit_code == 0
    return tmp_path / "treff.sicherung"


def texts(folder):
    return {str(file.relative_to(folder)).lower(): file.read_bytes() for file in folder.rglob("*.txt")}


def test_an_empty_hotline_has_everything_again_but_what_callers_said(new, made, folder, tmp_path):
    assert new.types("restore", "--yes", made).exit_code == 0
    assert texts(tmp_path / "neu/inhalt") == texts(folder)
    kept = {"zahlen/2026-02.txt", "ansagen/rose.0001.txt", "zugaenge.txt"}
    assert texts(tmp_path / "neu/daten").keys() == kept


def test_a_bucket_has_everything_again(environ, clock, made, folder, passphrase, monkeypatch, tmp_path):
    with bucket_server() as account:
        for name, value in account.items():
            monkeypatch.setenv(name, value)
        places = {"CONTENT_DIR": "s3://treff/inhalt", "DATA_DIR": "s3://treff/daten"}
        operator = Operator(environ | places, clock, passphrase)
        assert operator.types("restore", "--yes", made).exit_code == 0
        (tmp_path / "kopien").mkdir()
        assert operator.types("backup", tmp_path / "kopien").exit_code == 0
    assert [file.suffix for file in (tmp_path / "kopien").iterdir()] == [".sicherung"]


def test_what_is_there_stays_unless_it_is_to_be_replaced(old, made, folder):
    (folder / "gruppen/neu.txt").write_text("Gruppe: Neu\n")
    before = texts(folder)
    refused = old.types("restore", "--yes", made)
    assert refused.exit_code == 1 and "0 neu, 0 ersetzt, 1 entfernt" in refused.output and texts(folder) == before
    assert old.types("restore", "--yes", "--replace", made).exit_code == 0
    assert before.keys() - texts(folder).keys() == {"gruppen/neu.txt"}


def test_a_backup_is_never_overwritten(old, made):
    before = made.read_bytes()
    refused = old.types("backup", made)
    assert refused.exit_code == 1 and "gibt es schon" in refused.output and made.read_bytes() == before
    assert made.stat().st_mode & 0o077 == 0 and WORDS.encode() not in before and b"Anrufe" not in before


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda whole: whole[:-1], "beschädigt"),
        (lambda whole: whole[: len(HEAD) + 5], "beschädigt"),
        (lambda whole: whole.replace(HEAD, b"telefontreff-sicherung 2\n"), "andere Fassung"),
        (lambda whole: b"", "keine Sicherung"),
        (lambda whole: seal(with_name("inhalt/../../boese.txt"), WORDS), "nicht zur Hotline"),
    ],
)
def test_a_spoilt_backup_changes_nothing(new, made, tmp_path, spoil, told):
    made.write_bytes(spoil(made.read_bytes()))
    refused = new.types("restore", "--yes", made)
    assert refused.exit_code == 1 and told in refused.output
    assert not texts(tmp_path / "neu") and not (tmp_path / "boese.txt").exists()


def test_another_passphrase_opens_nothing(new, made, tmp_path):
    (tmp_path / "anderes").write_text("vier andere Wörter, gut gemischt")
    refused = new.types("restore", "--yes", made, passphrase=tmp_path / "anderes")
    assert refused.exit_code == 1 and "Passwort stimmt nicht" in refused.output


@pytest.mark.parametrize(
    "name",
    [
        "inhalt/../x.txt",
        "/etc/passwd",
        "daten/secret_key",
        "daten/ansagen/../../x",
        "inhalt//x.txt",
        "x",
        "inhalt\\x.txt",
    ],
)
def test_a_name_that_leads_elsewhere_is_none_of_ours(name):
    assert not is_ours(name)


def with_name(name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, b"boese")
    return packed.getvalue()
