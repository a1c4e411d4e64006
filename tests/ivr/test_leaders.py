"""Leaders speak for themselves: what becomes of it, whatever happens to the call and to the carrier's callbacks."""

from datetime import timedelta
from pathlib import Path

import pytest

from exchange.activity import Pausing
from exchange.recorder import tone
from tests.support.hotlines import hotline_of
from tests.support.leaders import TO_HEAR, TO_RECORD, keeps_back_callbacks, saves, sound_of, speaks
from tests.support.people import comes
from tests.support.small_hotline import CALLER

HALF_A_SECOND = tone(1)[: 44 + 8000]


def test_callers_hear_what_their_leader_has_recorded_and_any_key_skips_it(dial):
    saves(speaks(comes(dial, *TO_RECORD), 7))
    caller = comes(dial, *TO_HEAR)
    assert "Ansage vom Dienstag, dem zehnten März. (Aufnahme, 7 Sekunden)" in caller.said_last
    caller.press("7"), caller.listen()
    assert "bleibt unter uns" in caller.said_last


@pytest.mark.parametrize("listened", [True, False])
def test_who_ends_the_number_with_a_hash_key_hears_the_announcement_all_the_same(dial, listened):
    saves(speaks(comes(dial, *TO_RECORD), 7))
    caller = comes(dial, "2")
    caller.press("471103")
    caller.listen() if listened else None
    caller.press("#"), caller.listen()
    assert caller.said_last.endswith("Ansage vom Dienstag, dem zehnten März. (Aufnahme, 7 Sekunden)")


@pytest.mark.parametrize("key", "#7")
def test_no_key_right_behind_a_number_cuts_off_what_is_said_then(dial, key):
    saves(speaks(comes(dial, *TO_RECORD), 7))
    for steps in (TO_HEAR, ("8", "99887766"), ("8", "12312312")):
        caller = comes(dial, steps[0])
        caller.press(steps[1])
        step = caller.step
        caller.press(key)
        assert caller.step == step and isinstance(caller.doing, Pausing)


@pytest.mark.parametrize(("before", "asked"), [([], "So klingt"), (["1"], "Wie lange"), (["1", "2"], "Wie viele Tage")])
def test_whoever_leaves_before_saving_is_asked_once_and_loses_nothing(dial, before, asked):
    for key, way_out in (("9", "Für die Termine"), ("0", "Im Büro")):
        leader = speaks(comes(dial, *TO_RECORD))
        for pressed in before:
            leader.press(pressed), leader.listen()
        assert asked in " ".join(leader.heard)
        leader.press(key), leader.wait() if before == ["1", "2"] else leader.listen()
        assert "Ihre Aufnahme ist noch nicht gespeichert.\nFür das Speichern drücken Sie die Eins." in leader.said_last
        leader.press(key), leader.listen()
        assert leader.said_last.startswith(f"Ihre Aufnahme ist nicht gespeichert.\n{way_out}")
        assert not sound_of(comes(dial, *TO_HEAR))


def test_a_hash_before_the_number_of_days_costs_no_digit_and_behind_one_digit_it_means_nothing(dial):
    leader = speaks(comes(dial, *TO_RECORD))
    for keys in ("1", "2", "7#"):
        leader.press(keys), leader.listen()
    assert leader.said_last.startswith("Es fehlen noch Ziffern.")
    leader.press("#0"), leader.listen()
    assert leader.said_last == "Bitte drücken Sie noch die letzte Ziffer."
    leader.press("7")
    assert "bis Dienstag, den siebzehnten März" in leader.said_last


def test_whoever_has_thought_better_of_leaving_saves_at_once(dial, app):
    leader = speaks(comes(dial, *TO_RECORD))
    leader.press("9"), saves(leader)
    assert leader.said_last.startswith("Gespeichert.") and sound_of(comes(dial, *TO_HEAR))
    keeps_back_callbacks(app)
    waits = comes(dial, *TO_RECORD)
    waits.speak(tone(4)), waits.press("5"), waits.listen()
    waits.press("0"), waits.press("1"), waits.listen()
    assert waits.said_last.endswith("Einen Moment, bitte.")


def test_nothing_is_on_air_before_gespeichert_is_said(dial):
    leader = speaks(comes(dial, *TO_RECORD))
    leader.press("1")
    assert not sound_of(comes(dial, *TO_HEAR))
    leader.press("3")
    assert leader.said_last.startswith("Gespeichert.") and sound_of(comes(dial, *TO_HEAR))


def test_an_announcement_ends_by_itself(dial, clock):
    leader = saves(speaks(comes(dial, *TO_RECORD)), "2")
    leader.press("01")
    clock.says("2026-03-11 23:59")
    assert sound_of(comes(dial, *TO_HEAR))
    clock.says("2026-03-12 00:00")
    assert not sound_of(comes(dial, *TO_HEAR))


def test_whoever_hangs_up_while_speaking_has_said_nothing(dial, app, tmp_path):
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(5)), leader.hang_up()
    assert not sound_of(comes(dial, *TO_HEAR)) and not list(tmp_path.rglob("*.wav"))
    assert hotline_of(app).network.control.recordings(leader.sid) == ()


def test_whoever_hangs_up_while_speaking_has_said_nothing_even_if_it_is_told_last(dial, app, tmp_path):
    told = keeps_back_callbacks(app)
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(5)), leader.hang_up()
    for send in reversed(told):
        send()
    assert not list(tmp_path.rglob("*.wav")) and not sound_of(comes(dial, *TO_HEAR))
    assert hotline_of(app).network.control.recordings(leader.sid) == ()


def test_what_a_leader_has_not_saved_goes_soon_after_the_call_and_never_before(dial, app, clock, tmp_path):
    hotline, leaders = hotline_of(app), [speaks(comes(dial, *TO_RECORD), seconds) for seconds in (4, 5)]
    clock.now += timedelta(hours=1)
    leaders[0].hang_up(), hotline.recordings.sweep()
    assert len(list(tmp_path.rglob("*.wav"))) == 2
    clock.now += timedelta(seconds=5)
    hotline.recordings.sweep()
    assert len(list(tmp_path.rglob("*.wav"))) == 1
    assert saves(leaders[1]).said_last.startswith("Gespeichert.")
    leaders[1].hang_up()
    clock.now += timedelta(seconds=5)
    hotline.recordings.sweep()
    assert sound_of(comes(dial, *TO_HEAR)) == ["(Aufnahme, 5 Sekunden)"]


@pytest.mark.parametrize(("sound", "told"), [(tone(0), "nichts gehört"), (HALF_A_SECOND, "zu kurz")])
def test_what_is_of_no_use_is_told_and_tried_again(dial, sound, told):
    leader = comes(dial, *TO_RECORD)
    leader.speak(sound), leader.press("5"), leader.wait()
    assert told in " ".join(leader.heard)
    leader.press("1"), leader.listen()
    assert "Sprechen Sie nach dem Ton" in leader.said_last


def test_a_full_disk_is_told_and_nothing_is_on_air(dial, tmp_path):
    leader = speaks(comes(dial, *TO_RECORD))
    folder = tmp_path / "ansagen"
    folder.rename(tmp_path / "weg"), folder.write_text("no folder")
    saves(leader)
    assert "Ihre Ansage ist noch nicht gespeichert." in leader.said_last
    folder.unlink(), (tmp_path / "weg").rename(folder)
    leader.press("1")
    assert leader.said_last.startswith("Gespeichert.")


def test_a_forged_callback_is_refused_and_asks_nobody(dial, app):
    told, control = keeps_back_callbacks(app), hotline_of(app).network.control
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(4)), leader.press("5")
    (recording,) = control.recordings(leader.sid)
    form = {"CallSid": leader.sid, "RecordingSid": recording.sid, "RecordingStatus": "completed"}
    assert told and app.test_client().post("/voice/status/recording", data=form).status_code == 403
    leader.wait()
    assert "Es dauert noch einen Moment." in leader.heard[-1] and len(control.recordings(leader.sid)) == 1


def test_every_order_and_number_of_callbacks_leads_to_one_announcement(dial, app, tmp_path):
    told = keeps_back_callbacks(app)
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(4)), leader.press("5"), leader.wait()
    assert "Es dauert noch einen Moment." in leader.heard[-1]
    for send in (*told, *reversed(told), *told):
        send()
    leader.wait()
    assert "So klingt Ihre Ansage." in " ".join(leader.heard)
    saves(leader)
    for send in told:
        send()
    assert len(list(tmp_path.glob("ansagen/*.wav"))) == len(list(tmp_path.glob("ansagen/*.txt"))) == 1


def test_the_worker_fetches_what_no_callback_has_told(dial, app, clock):
    hotline = hotline_of(app)
    keeps_back_callbacks(app)
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(4)), leader.press("5"), leader.wait()
    clock.now += timedelta(seconds=10)
    hotline.recordings.sweep()
    leader.wait()
    assert "So klingt Ihre Ansage." in " ".join(leader.heard)
    assert hotline.network.control.recordings(leader.sid) == ()


def test_a_recording_that_never_comes_is_told_in_the_end(dial, app):
    keeps_back_callbacks(app)
    leader = comes(dial, *TO_RECORD)
    leader.speak(tone(4)), leader.press("5")
    for _ in range(9):
        leader.wait()
    assert "Die Aufnahme ist nicht angekommen." in " ".join(leader.heard) and not leader.ended


def test_no_number_of_a_leader_is_kept(dial, tmp_path: Path):
    saves(speaks(comes(dial, *TO_RECORD)))
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert kept and CALLER.removeprefix("+49").encode() not in kept


def test_what_was_replaced_can_be_put_on_air_again(dial, app):
    for seconds in (4, 9):
        saves(speaks(comes(dial, *TO_RECORD), seconds))
    listed = app.test_cli_runner().invoke(args=["announcements"]).output
    assert "Sonnenblume, 2" in listed and "nicht mehr zu hören" in listed
    app.test_cli_runner().invoke(args=["announcements", "--restore", "Sonnenblume", "1"])
    assert sound_of(comes(dial, *TO_HEAR)) == ["(Aufnahme, 4 Sekunden)"]
    assert app.test_cli_runner().invoke(args=["announcements", "--restore", "Rose", "1"]).exit_code == 1
