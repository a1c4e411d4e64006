"""Before the room: the promise, waiting until the door opens, open groups, rooms of one's own, and practice."""

import re
from functools import partial

import pytest

from app import create_app
from exchange.activity import Ended, InRoom, Playing
from tests.support.hotlines import hotline_of
from tests.support.people import comes, leader, member

SONNENBLUME = "gruppen/sonnenblume.txt"


@pytest.fixture
def office(environ, clock, tmp_path):
    """Dials a hotline of which these files are other than usual; with Redis away."""

    def opens(changes):
        for name, text in changes.items():
            (tmp_path / "inhalt" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "inhalt" / name).write_text(text)
        app = create_app(environ | {"CONTENT_DIR": str(tmp_path / "inhalt")}, clock)
        return lambda number="+493023125999": hotline_of(app).network.call(number, "+493023125000")

    return opens


OFFICE = "Name: Telefon Lindental\nTelefon: 030 23125 042\n"
GROUP = "Gruppe: Sonnenblume\nRegel: dienstags, 18:30 bis 20 Uhr\n"


def test_one_key_tells_that_it_is_the_right_group_and_that_all_is_kept_in_confidence(dial):
    line = comes(dial, "2", "471103")
    assert "Gruppe Sonnenblume." in line.said_last and "Was hier gesagt wird, bleibt unter uns." in line.said_last
    line.press("1"), line.listen()
    assert line.in_room


@pytest.mark.parametrize(
    ("rule", "next_one"),
    [("täglich", "Heute, Mittwoch, elfter März"), ("dienstags", "Dienstag, siebzehnter März")],
)
def test_after_midnight_the_door_says_that_the_meeting_of_last_night_is_off(office, clock, rule, next_one):
    night = f"Gruppe: Sonnenblume\nRegel: {rule}, 22 bis 1 Uhr\nAusfall: 10.03.2026\nZugang: 471 103\n"
    dial = office({"buero.txt": OFFICE, SONNENBLUME: night})
    clock.says("2026-03-11 00:30")
    told = " ".join(comes(dial, "2", "471103").said_last.split())
    assert f"Das Treffen heute Nacht fällt aus. Das nächste Treffen: {next_one}, zweiundzwanzig Uhr." in told


def test_silence_is_no_promise(dial):
    line = comes(dial, "2", "471103")
    line.wait(), line.wait()
    assert not line.in_room


@pytest.mark.parametrize("came", ["17:59", "18:00", "18:05", "18:20"])
def test_whoever_waits_and_presses_nothing_never_comes_in_without_the_promise(dial, clock, came):
    clock.says(f"2026-03-10 {came}")
    line = comes(dial, "2", "471103")
    for minute in range(5):
        clock.says(f"2026-03-10 18:{13 + minute}")
        if not line.ended:
            line.wait()
        assert not line.in_room


def test_the_promise_counts_for_the_whole_call(dial):
    line = member(dial)
    for keys in ("*", "9", "1", "2", "471103"):
        line.press(keys), line.listen()
    assert "Ist das Ihre Gruppe?" in line.said_last and "bleibt unter uns" not in line.said_last
    line.press("1"), line.listen()
    assert line.in_room


def test_a_group_may_do_without_the_promise(office):
    dial = office({"buero.txt": OFFICE, SONNENBLUME: f"{GROUP}Zugang: 471 103\nZusage: nein\n"})
    assert "Ist das Ihre Gruppe?" in comes(dial, "2", "471103").said_last


def test_who_is_a_little_early_waits_with_music_until_the_door_opens(dial, clock):
    clock.says("2026-03-10 18:05")
    line = comes(dial, "2", "471103")
    line.press("1")
    for said in ("Ihre Gruppe beginnt um achtzehn Uhr dreißig.", "noch fünfundzwanzig Minuten.", "die Neun."):
        assert said in line.heard[-1]
    line.finished()
    assert isinstance(line.doing, Playing) and line.doing.url.endswith("/sound/music.wav")
    clock.says("2026-03-10 18:14")
    line.wait()
    assert line.heard[-1] == "Sie warten noch sechzehn Minuten."
    clock.says("2026-03-10 18:15")
    line.wait()
    assert line.in_room


@pytest.mark.parametrize("key, heard", {"9": "Für die Termine", "0": "Im Büro ist gerade niemand."}.items())
def test_who_waits_can_go_elsewhere(dial, clock, key, heard):
    clock.says("2026-03-10 18:05")
    line = comes(dial, "2", "471103", "1", key)
    assert heard in line.said_last


def test_who_is_too_early_is_told_when_to_call_again(dial, clock):
    clock.says("2026-03-10 09:00")
    line = comes(dial, "2", "471103")
    assert "Der Raum öffnet um achtzehn Uhr fünfzehn." in line.said_last


def test_the_door_opens_and_closes_when_the_group_says(office, clock):
    times = "Zugang: 471 103\nEinlass: eine halbe Stunde\nNachlauf: 5 Minuten\n"
    dial = office({"buero.txt": OFFICE, SONNENBLUME: GROUP + times})
    clock.says("2026-03-10 18:00")
    line = member(dial)
    assert line.in_room and line.doing.seconds == (2 * 60 + 5) * 60
    clock.says("2026-03-10 20:01")
    assert "Das Treffen ist zu Ende." in comes(lambda: dial("+493023125777"), "2", "471103").said_last


def test_after_the_end_the_room_stays_for_those_who_are_in_it(dial, clock):
    line = member(dial)
    clock.says("2026-03-10 20:05")
    line.press("*"), line.wait()
    assert line.in_room
    clock.says("2026-03-10 20:15")
    line.time_up(), line.listen()
    assert "Das Treffen ist zu Ende." in line.said_last and isinstance(line.doing, Ended)


def test_a_full_room_says_so(office):
    dial = office({"buero.txt": OFFICE, SONNENBLUME: f"{GROUP}Zugang: 471 103\nPlätze: 2\n"})
    first, _ = member(dial), member(dial)
    assert "Der Raum ist voll." in comes(dial, "2", "471103").said_last
    first.press("*"), first.wait()
    assert first.in_room


def test_a_seat_becomes_free_only_when_its_call_ends_and_who_leads_needs_none(office):
    numbers = "Zugang: 471 103\nLeitung: 9988 7766\nPlätze: 2\n"
    dial = office({"buero.txt": OFFICE, SONNENBLUME: GROUP + numbers})
    first, second = member(dial), member(dial)
    first.press("*")
    assert "Der Raum ist voll." in comes(dial, "2", "471103").said_last
    first.wait()
    assert leader(dial).in_room and first.in_room
    second.hang_up()
    assert member(dial).in_room


def test_until_somebody_comes_there_is_music_and_a_reason(dial, clock):
    clock.says("2026-03-10 18:31")
    line = member(dial)
    assert isinstance(line.doing, InRoom) and line.doing.waiting
    assert "Die Leitung ist noch nicht da." in line.heard[-1] and "Niemand nimmt das Gespräch auf." in line.heard[-1]


def test_the_one_open_group_that_meets_now_is_offered_in_the_order_of_the_keys(office):
    dial = office({"buero.txt": OFFICE, SONNENBLUME: f"{GROUP}Zugang: offen\n"})
    line = dial()
    line.listen()
    offers = re.findall(r"(?:drücken Sie )?die (\w+)\.", line.said_last)
    assert "Für die Gruppe Sonnenblume die Vier." in line.said_last
    assert offers == ["Eins", "Zwei", "Drei", "Vier", "Fünf", "Null"]
    line.press("4"), line.press("1"), line.listen()
    assert line.in_room


def test_of_several_open_groups_one_is_chosen(office, clock):
    rose = GROUP.replace("Sonnenblume", "Rose")
    dial = office({"buero.txt": OFFICE, "gruppen.txt": f"{GROUP}Zugang: offen\n\n{rose}Zugang: offen\n"})
    line = comes(dial, "4")
    assert "Für die Gruppe Rose drücken Sie die Eins." in line.said_last
    line.press("2"), line.listen()
    assert "Gruppe Sonnenblume." in line.said_last
    clock.says("2026-03-11 12:00")
    nobody = dial()
    nobody.listen()
    assert "Vier" not in nobody.said_last


def test_a_caller_opens_a_room_and_passes_on_its_number(office, clock):
    dial = office({"buero.txt": f"{OFFICE}Spontanraum: ja\n", SONNENBLUME: f"{GROUP}Zugang: 471 103\n"})
    host = comes(dial, "4", "1")
    number = "".join(DIGITS[word] for word in re.findall(r"\w+", host.said_last.lower().split("noch einmal:")[1])[:6])
    host.press("1"), host.press("1"), host.listen()
    guest = comes(lambda: dial("+493023125777"), "2", number, "1")
    assert host.doing.room == guest.doing.room and guest.doing.people == 2
    clock.says("2026-03-10 20:20")
    assert "Das Treffen ist zu Ende." in comes(lambda: dial("+493023125776"), "2", number).said_last
    clock.says("2026-03-10 20:36")
    late = comes(dial, "2", number)
    late.wait()
    assert "Da stimmt eine Ziffer noch nicht." in late.said_last


DIGITS = {
    word: str(digit)
    for digit, word in enumerate(["null", "eins", "zwo", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"])
}


def test_a_caller_has_one_room_and_all_together_ten(office):
    dial = office({"buero.txt": f"{OFFICE}Spontanraum: ja\n", SONNENBLUME: f"{GROUP}Zugang: 471 103\n"})
    twice = [comes(dial, "4", "1").said_last for _ in range(2)]
    assert twice[0] == twice[1] and "Das ist die Nummer" in twice[0]
    others = [comes(partial(dial, f"+4930231257{n:02}"), "4", "1").said_last for n in range(10)]
    assert ["Zurzeit sind zu viele Räume offen." in said for said in others] == [False] * 9 + [True]


def test_rooms_of_ones_own_are_there_only_where_the_office_wants_them(dial):
    line = comes(dial, "4")
    assert "Mit dieser Taste geht es hier nicht weiter." in line.said_last


def test_the_keys_can_be_practised_alone_and_together(dial):
    alone = comes(dial, "3", "5")
    assert alone.doing.waiting and "Sie sind hier allein." in alone.heard[-1]
    alone.press("*"), alone.press("1"), alone.listen()
    assert "Sie haben die Nummer eins." in alone.said_last
    other = comes(dial, "3", "5")
    assert alone.doing.people == other.doing.people == 2 and not other.doing.waiting


def test_who_talks_round_the_clock_is_not_parted_at_midnight(office, clock):
    dial = office(
        {"buero.txt": OFFICE, SONNENBLUME: "Gruppe: Sonnenblume\nRegel: täglich, 0 bis 24 Uhr\nZugang: 471 103\n"}
    )
    clock.says("2026-03-10 23:50")
    first, second = member(dial), member(dial)
    assert first.doing.seconds == 4 * 3600
    clock.says("2026-03-11 00:20")
    first.press("*"), first.wait()
    third = member(dial)
    assert first.doing.room == second.doing.room == third.doing.room and third.doing.people == 3


def test_two_meetings_of_a_day_are_two_talks(office, clock):
    rule = "Gruppe: Sonnenblume\nRegel: dienstags, 10 bis 11 Uhr, 18:30 bis 20 Uhr\n"
    dial = office({"buero.txt": OFFICE, SONNENBLUME: f"{rule}Zugang: 471 103\nLeitung: 9988 7766\n"})
    clock.says("2026-03-10 10:05")
    leads = leader(dial)
    for key in "*51":
        leads.press(key), leads.listen()
    assert not member(dial).in_room
    clock.says("2026-03-10 18:20")
    assert member(dial).in_room
