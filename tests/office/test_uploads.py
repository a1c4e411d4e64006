"""A clerk brings a sound file, hears it on the page, says until when, and callers hear the very same."""

import re
from io import BytesIO

import pytest

from exchange.activity import Pausing, Playing
from exchange.line import Line
from exchange.recorder import tone
from tests.support.announcing_clerk import LIST, PLAYED, brings, heard, puts_on_air
from tests.support.clerk import Clerk
from tests.support.leaders import TO_HEAR
from tests.support.pcm import file, noise, tones, words
from tests.support.people import comes
from tests.support.sound_files import KINDS, as_file, bomb


@pytest.fixture
def clerk(app) -> Clerk:
    return Clerk(app)


def sounds_of(line: Line, keys: str) -> list[str]:
    """The addresses of all sounds that follow these keys."""
    line.press(keys)
    played = []
    while isinstance(line.doing, Playing | Pausing):
        if isinstance(line.doing, Playing):
            played.append(line.doing.url)
        line.finished()
    return played


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_any_usual_kind_is_heard_on_the_page_and_then_by_callers(clerk, dial, kind):
    brings(clerk, as_file(kind), name=f"ansage.{kind}")
    assert clerk.client.get(PLAYED.findall(clerk.page)[0]).data.startswith(b"RIFF") and not heard(dial)
    puts_on_air(clerk)
    assert "jetzt zu hören, bis sie gelöscht wird" in clerk.page and len(heard(dial)) == 1


def test_the_clerk_hears_the_very_sound_that_callers_hear(clerk, dial):
    brings(clerk)
    on_page = PLAYED.findall(clerk.page)[0]
    puts_on_air(clerk)
    assert PLAYED.findall(clerk.page) == [on_page]
    assert f"http://127.0.0.1:8000{on_page}" in sounds_of(comes(dial, *TO_HEAR[:1]), TO_HEAR[1])


def test_what_is_for_all_is_heard_by_all(clerk, dial):
    brings(clerk, group="")
    puts_on_air(clerk, bis="7")
    assert "bis einschließlich Dienstag, 17.03.2026" in clerk.page
    assert "(Aufnahme" in comes(dial).said_last


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        (b"GIF89a" * 100, "keine Tondatei"),
        (b"RIFF\0\0\0\0WAVE", "keine Tondatei"),
        (b"", "keine Tondatei"),
        (file(noise(3, -70)), "keine Stimme zu hören"),
        (file(tones(5, -20, 440)), "keine Stimme zu hören"),
        (file(words("Ja.")), "zu kurz"),
        (tone(101), "zu lang"),
    ],
    ids=["picture", "header", "empty", "silent", "a tone", "short", "long"],
)
def test_what_cannot_be_used_is_told_with_what_to_do(clerk, sound, told):
    brings(clerk, sound)
    assert re.search(f'role="alert">[^<]*{told}', clerk.page) and not PLAYED.search(clerk.page)


def test_what_would_be_huge_is_refused_as_well(clerk):
    brings(clerk, bomb())
    assert re.search('role="alert">[^<]*(keine Stimme zu hören|zu lang)', clerk.page)
    assert not PLAYED.search(clerk.page)


def test_twenty_megabytes_are_refused(clerk):
    clerk.opens(LIST)
    assert clerk.sends(f"{LIST}/hochladen", gruppe="", ton=(BytesIO(bytes(20 << 20)), "x.wav")) == 413
    assert "höchstens 16 Megabyte" in clerk.page


def test_without_a_file_the_clerk_is_told_to_choose_one(clerk):
    clerk.opens(LIST)
    clerk.sends(f"{LIST}/hochladen", gruppe="Sonnenblume")
    assert "Wählen Sie zuerst eine Datei aus." in clerk.page


# --- until when


def test_it_can_end_with_the_next_meeting_or_at_any_time(clerk, dial, clock):
    brings(clerk)
    puts_on_air(clerk, bis="treffen")
    assert "Zu hören bis Dienstag, 10.03.2026, 20:00 Uhr" in clerk.page
    puts_on_air(clerk, zeitpunkt="2026-03-10T19:30")
    assert "Zu hören bis Dienstag, 10.03.2026, 19:30 Uhr" in clerk.page and "Früher zu hören" not in clerk.page
    clock.says("2026-03-10 19:31")
    assert not heard(dial) and clerk.opens(LIST) == 200 and "Jetzt ist nichts zu hören." in clerk.page


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ({"zeitpunkt": "2026-03-10T18:20"}, "schon vorbei"),
        ({"zeitpunkt": "2026-02-30T18:20"}, "gibt es nicht"),
        ({"zeitpunkt": "morgen"}, "gibt es nicht"),
        ({"bis": "9" * 99}, "Wählen Sie, wie lange"),
        ({"bis": ""}, "Wählen Sie, wie lange"),
    ],
)
def test_without_a_usable_end_nothing_goes_on_air_and_the_recording_is_still_there(clerk, dial, end, told):
    brings(clerk)
    puts_on_air(clerk, **end)
    assert told in clerk.page and not heard(dial)
    puts_on_air(clerk)
    assert len(heard(dial)) == 1


def test_a_group_without_a_next_meeting_offers_none(clerk):
    brings(clerk, group="")
    assert "nächsten Treffens" not in clerk.page
    puts_on_air(clerk, bis="treffen")
    assert "Wählen Sie, wie lange" in clerk.page
