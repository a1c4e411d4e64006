"""Ansagen and Absagen: a clerk brings a sound, callers hear it; a meeting is called off, callers are told."""

import re
import subprocess
from io import BytesIO

import imageio_ffmpeg
import pytest

from phone.activity import Recording
from phone.recorder import tone
from tests.clerk import Clerk
from tests.pcm import file, noise, words
from tests.people import comes

SPOKEN = file(words("Am Dienstag fällt das Treffen aus."))
SOUND = re.compile(r'name="ton" value="([0-9a-f]{32}\.wav)"')
HIDDEN = re.compile(r'name="(gruppe|vorher|nummer)" value="([^"]*)"')


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


def as_file(suffix: str) -> bytes:
    """What was spoken, as a file of another kind."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", "pipe:0", "-f", *suffix.split(), "pipe:1"]
    return subprocess.run(command, input=SPOKEN, capture_output=True, check=True).stdout


def brings(clerk: Clerk, sound: bytes, group: str = "Sonnenblume", name: str = "ansage.wav") -> None:
    clerk.opens("/buero/ansagen")
    clerk.sends("/buero/ansagen/hochladen", gruppe=group, ton=(BytesIO(sound), name))


def puts_on_air(clerk: Clerk, bis: str = "treffen") -> None:
    form = dict(HIDDEN.findall(clerk.page)) | {"ton": SOUND.findall(clerk.page)[0]}
    clerk.sends("/buero/ansagen/senden", bis=bis, **form)


KINDS = {
    "mp3": "mp3",
    "ogg": "ogg",
    "flac": "flac",
    "webm": "webm",
    "m4a": "mp4 -movflags frag_keyframe+empty_moov",
    "aac": "adts",
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_sound_of_any_usual_kind_can_be_brought(clerk, kind):
    brings(clerk, as_file(kind))
    assert "So ist die Ansage zu hören" in clerk.page
    assert clerk.client.get(f"/sound/recorded/{SOUND.findall(clerk.page)[0]}").data[:4] == b"RIFF"


def test_callers_hear_it_only_when_it_is_put_on_air(clerk, dial):
    brings(clerk, SPOKEN)
    assert "(Aufnahme" not in comes(dial, "2", "471103").said_last
    puts_on_air(clerk)
    assert "Die Ansage ist jetzt zu hören." in clerk.page and "Dienstag, 10.03.2026, 20:00 Uhr" in clerk.page
    assert "(Aufnahme" in comes(dial, "2", "471103").said_last


def test_what_is_for_all_is_heard_by_all(clerk, dial):
    brings(clerk, SPOKEN, group="")
    puts_on_air(clerk, bis="7")
    assert "(Aufnahme" in comes(dial).said_last


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        (b"GIF89a" * 100, "keine Tondatei"),
        (b"RIFF\0\0\0\0WAVE", "keine Tondatei"),
        (file(noise(3, -70)), "nichts zu hören"),
        (file(words("Ja.")), "zu kurz"),
        (tone(101), "zu lang"),
        (b"", "keine Tondatei"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_do(clerk, sound, told):
    brings(clerk, sound)
    assert told in clerk.page and not SOUND.search(clerk.page)


def test_a_file_that_is_too_large_is_refused(clerk):
    clerk.opens("/buero/ansagen")
    assert clerk.sends("/buero/ansagen/hochladen", gruppe="", ton=(BytesIO(bytes(17 << 20)), "x.wav")) == 413
    assert "höchstens 16 Megabyte" in clerk.page


def test_a_deleted_one_can_be_put_back(clerk, dial):
    brings(clerk, SPOKEN)
    puts_on_air(clerk)
    clerk.opens("/buero/ansagen/loeschen?gruppe=Sonnenblume")
    clerk.sends("/buero/ansagen/loeschen", **dict(HIDDEN.findall(clerk.page)))
    assert "Gelöscht." in clerk.page and "(Aufnahme" not in comes(dial, "2", "471103").said_last
    clerk.sends("/buero/ansagen/zurueck", gruppe="Sonnenblume", nummer="1")
    assert "wieder zu hören" in clerk.page and "(Aufnahme" in comes(dial, "2", "471103").said_last


def test_its_end_can_be_changed(clerk):
    brings(clerk, SPOKEN)
    puts_on_air(clerk)
    clerk.sends("/buero/ansagen/bis", gruppe="Sonnenblume", vorher="1", bis="immer")
    assert "Zu hören bis sie gelöscht wird" in clerk.page


def test_of_two_clerks_the_second_is_told(app, clerk):
    other = Clerk(app)
    brings(clerk, SPOKEN), brings(other, file(words("Am Dienstag findet das Treffen statt.")))
    puts_on_air(clerk), puts_on_air(other)
    assert "Die Ansage ist jetzt zu hören." in clerk.page
    assert "Inzwischen gibt es eine neuere Ansage" in other.page


def test_the_keys_on_the_page_lead_to_the_tone(clerk, dial):
    clerk.opens("/buero/ansagen")
    keys = re.findall(r"<li>(?:<kbd>(.)</kbd>|die Nummer der Leitung)", clerk.page)
    line = comes(dial, *(key or "99887766" for key in keys))
    assert isinstance(line.doing, Recording)


# --- meetings


def test_a_meeting_called_off_here_is_called_off_for_callers(clerk, dial, clock):
    clock.says("2026-03-10 12:00")
    clerk.opens("/buero/absagen?gruppe=Sonnenblume")
    assert "Dienstag, 10.03.2026, 18:30 Uhr" in clerk.page
    clerk.sends("/buero/absagen", gruppe="Sonnenblume", tag="2026-03-10", was="absagen")
    assert "Abgesagt: Sonnenblume, 10.03.2026." in clerk.page
    assert "Heute fällt aus" in comes(dial, "1").said_last


def test_what_a_leader_calls_off_by_telephone_stands_on_the_page(clerk, dial, clock):
    clock.says("2026-03-09 12:00")
    comes(dial, "8", "99887766", "3", "1", "1")
    clerk.opens("/buero/absagen")
    assert "Dienstag, 10.03.2026, 18:30 Uhr" in clerk.page
    clerk.sends("/buero/absagen", gruppe="Sonnenblume", tag="2026-03-10", was="zusagen")
    assert "Findet statt: Sonnenblume" in clerk.page
    assert "fällt aus" not in comes(dial, "1").said_last


def test_a_meeting_that_is_not_there_changes_nothing(clerk):
    clerk.opens("/buero/absagen?gruppe=Sonnenblume")
    for tag in ("2026-03-11", "", "x", "2026-03-10T00:00"):
        clerk.sends("/buero/absagen", gruppe="Sonnenblume", tag=tag, was="absagen")
        assert "Es hat sich nichts geändert" in clerk.page
