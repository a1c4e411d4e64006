"""A voice is fetched from the catalogue whole and right, or not at all."""

import stat
from collections.abc import Iterator

import pytest

from audio.voices.catalogue import chosen
from audio.voices.download import ATTEMPTS, NotFetched
from audio.voices.fetched_voices import fetched_voices
from routes.voice_catalogue import fetch_voice
from tests.support.voice_catalogue import FOLDER, KEY, VoiceCatalogue, voice_catalogue

MODEL = f"{FOLDER}/{KEY}.onnx"
BEGINNING = 1000


@pytest.fixture
def server(tmp_path) -> Iterator[VoiceCatalogue]:
    with voice_catalogue(tmp_path) as there:
        yield there


@pytest.fixture
def fetch(server, tmp_path):
    """Somebody fetches a voice without being asked."""
    return lambda name="thorsten": fetch_voice(server.catalogue, name, tmp_path / "stimmen", yes=True)


@pytest.fixture
def part(tmp_path):
    """A file that was fetched in part."""
    folder = tmp_path / "stimmen"
    folder.mkdir()
    return folder / f".{KEY}.onnx.unfertig"


def test_a_voice_is_fetched_and_size_and_licence_are_told(server, fetch, tmp_path, capsys):
    model = fetch()
    assert model.read_bytes() == server.model and fetched_voices(tmp_path / "stimmen") == [model]
    assert f"{KEY}: 1 MB, Lizenz: CC0" in capsys.readouterr().out
    modes = {stat.S_IMODE(file.stat().st_mode) for file in model.parent.iterdir()}
    assert modes == {0o600} and stat.S_IMODE(model.parent.stat().st_mode) == 0o700


def test_an_unknown_name_lists_what_there_is_in_german_and_nothing_else(fetch, capsys):
    assert fetch("torsten") is None
    assert capsys.readouterr().out.splitlines()[1:] == ["thorsten-medium: 1 MB"]


def test_a_connection_that_breaks_is_gone_on_with(server, fetch):
    server.cuts = 2
    assert fetch().read_bytes() == server.model
    half = len(server.model) // 2
    assert [asked for path, asked in server.asked if path == "/cdn/model"][1] == f"bytes={half}-"


def test_what_was_fetched_yesterday_is_not_fetched_again(server, fetch, part):
    part.write_bytes(server.model[:BEGINNING])
    assert fetch().read_bytes() == server.model
    assert ("/cdn/model", f"bytes={BEGINNING}-") in server.asked


def test_a_server_that_knows_no_ranges_sends_all_of_it_again(server, fetch, part):
    part.write_bytes(server.model[:BEGINNING])
    server.ignores_ranges = True
    assert fetch().read_bytes() == server.model


def test_a_connection_that_always_breaks_is_given_up_and_keeps_what_there_is(server, fetch, part):
    server.cuts = ATTEMPTS
    with pytest.raises(NotFetched, match="macht dort weiter"):
        fetch()
    assert part.stat().st_size > len(server.model) * 0.7 and not fetched_voices(part.parent)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ({"md5_digest": "0" * 32}, "Prüfsumme"),
        ({"size_bytes": 5000}, "mehr, als im Verzeichnis"),
        ({"size_bytes": 2 << 20}, "bricht immer wieder ab"),
    ],
)
def test_what_is_not_as_the_list_says_is_no_voice(server, fetch, tmp_path, listed, told):
    server.lists[MODEL] = listed
    with pytest.raises(NotFetched, match=told):
        fetch()
    assert not fetched_voices(tmp_path / "stimmen")


@pytest.mark.parametrize("listed", [{"size_bytes": 1 << 40}, {"size_bytes": "viel"}, {"md5_digest": "../x"}])
def test_a_voice_that_is_badly_described_is_not_offered(server, listed):
    server.lists[MODEL] = listed
    assert chosen(server.catalogue.voices(), "thorsten") is None


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/model", "http://localhost:1/model", "https://localhost.evil.example/", "file:///etc/passwd"],
)
def test_a_redirect_leads_to_no_other_host_and_never_off_https(server, fetch, elsewhere):
    server.locations[MODEL] = elsewhere
    with pytest.raises(NotFetched, match="lädt die Hotline nichts"):
        fetch()


def test_a_redirect_without_end_is_left(server, fetch):
    server.locations[MODEL] = f"/voices/{MODEL}"
    with pytest.raises(NotFetched, match="immer wieder weiter"):
        fetch()


@pytest.mark.parametrize("status", [404, 429, 503])
def test_an_error_of_the_catalogue_is_told_with_its_number(server, fetch, status):
    server.statuses["voices.json"] = status
    with pytest.raises(NotFetched, match=str(status)):
        fetch()


def test_a_list_that_is_none_is_told(server, fetch, monkeypatch):
    for body in (b"<html>", b"[]", b"\xff"):
        monkeypatch.setattr(server, "list", lambda body=body: body)
        with pytest.raises(NotFetched, match="nicht zu lesen"):
            fetch()


def test_a_catalogue_that_does_not_answer_is_told(server, fetch):
    server.server.server_close()
    server.catalogue.address = "https://localhost:1/voices/"
    with pytest.raises(NotFetched, match="antwortet nicht"):
        fetch()
