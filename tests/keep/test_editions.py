"""What is kept: a mistake never goes on air, and a Redis that is away costs a call next to nothing."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from keep.content.editions import PROBLEMS, check, corrected, published
from keep.content.folder import read_folder
from keep.content.local_folder import LocalFolder
from keep.content.on_air import OnAir
from reading.files import LINK
from reading.problem import Problem
from storage.redis_client import RedisClient
from tests.support.staff import TODAY
from worker.publisher import Publisher


@pytest.fixture
def worker(redis_client, folder) -> Publisher:
    return Publisher(redis_client, LocalFolder(folder), lambda: TODAY, says_nothing)


def says_nothing(wanted):
    """A worker's voice that costs no time."""


def write(folder: Path, rule: str, name: str = "Sonnenblume", encoding: str = "utf-8") -> None:
    (folder / "gruppen" / "sonnenblume.txt").write_bytes(f"Gruppe: {name}\r\nRegel: {rule}\r\n".encode(encoding))


def until(true: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 10
    while not true():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def names(edition) -> set[str]:
    return {group.name for group in edition.plan.groups}


def test_an_edit_goes_on_air(worker, redis_client, folder):
    worker.work()
    write(folder, "montags, 17 Uhr", "Krokus")
    worker.work()
    assert "Krokus" in names(published(redis_client, TODAY)) and "Sonnenblume" not in names(
        published(redis_client, TODAY)
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_edit_may_be_saved_in_any_encoding_of_notepad(worker, redis_client, folder, encoding):
    write(folder, "montags, 17 Uhr", "Frühling", encoding)
    assert "Frühling" in names(worker.work())


def test_what_is_still_to_be_spoken_holds_up_no_edit(redis_client, folder):
    said = []

    def speak(wanted):
        said.append((names(wanted.edition), wanted.before is None))
        if wanted.before is None and len(said) == 1:
            write(folder, "montags, 17 Uhr", "Krokus")
            wanted.step()
            pytest.fail("speaks on")

    worker = Publisher(redis_client, LocalFolder(folder), lambda: TODAY, speak)
    worker.work()
    assert "Krokus" in names(worker.work())
    assert [is_all for _, is_all in said] == [True, False, True]


def test_at_the_first_start_nothing_is_spoken_before_calls_are_answered(redis_client, folder):
    on_air = []
    Publisher(
        redis_client, LocalFolder(folder), lambda: TODAY, lambda wanted: on_air.append(published(redis_client, TODAY))
    ).work()
    assert "Sonnenblume" in names(on_air[0])


def test_a_broken_edit_never_goes_on_air_and_other_edits_do(worker, redis_client, folder):
    worker.work()
    write(folder, "irgendwann mal")
    (folder / "regeln.txt").write_text("Bitte nacheinander sprechen.\n")
    on_air = worker.work()
    assert "Sonnenblume" in names(on_air) and on_air.plan.rules_of_talk == ("Bitte nacheinander sprechen.",)
    assert redis_client.get("edition:problems") == b"1"


def test_a_group_that_moves_to_a_file_of_its_own_beside_a_mistake_stays_on_air(worker, folder):
    together = "Gruppe: Krokus\nRegel: montags, 17 Uhr\nZugang: 640 281\n\nGruppe: Rose\nRegel: montags, 17 Uhr\n"
    (folder / "gruppen.txt").write_text(together)
    assert {"Krokus", "Rose"} <= names(worker.work())
    alone, _, rest = together.partition("\n\n")
    (folder / "gruppen" / "krokus.txt").write_text(alone)
    (folder / "gruppen.txt").write_text(rest.replace("montags", "mondtags"))
    assert {"Krokus", "Rose"} <= names(worker.work())


def test_an_office_file_that_would_take_a_group_off_the_air_stays(worker, folder):
    office = (folder / "buero.txt").read_text()
    (folder / "buero.txt").write_text(f"{office}\nBundesland: Thüringen\n" if "Bundesland" not in office else office)
    write(folder, "montags, 17 Uhr, außer an Feiertagen", "Krokus")
    worker.work()
    lines = (folder / "buero.txt").read_text().splitlines()
    (folder / "buero.txt").write_text("\n".join(line for line in lines if not line.startswith("Bundesland")))
    assert "Krokus" in names(worker.work())


def test_many_harmless_remarks_do_not_hide_a_mistake(worker, folder):
    past = "\r\n          ".join("9.3.2024 18 Uhr" for _ in range(60))
    write(folder, f"montags, 17 Uhr\r\nTermine: {past}", "Krokus")
    worker.work()
    write(folder, f"montags, 17 Uhr\r\nTermine: {past}\r\nAusfall: 31.2.2027", "Krokus")
    assert "Krokus" in names(worker.work())


def test_a_day_long_past_holds_back_no_edit(worker, folder):
    write(folder, "montags, 17 Uhr\r\nTermine: 9.3.2024", "Krokus")
    worker.work()
    write(folder, "montags, 19 Uhr\r\nTermine: 9.3.2024", "Krokus")
    (krokus,) = (group for group in worker.work().plan.groups if group.name == "Krokus")
    assert krokus.rules[0].span.start.hour == 19


def test_a_group_that_was_broken_from_the_start_costs_only_itself(worker, folder):
    write(folder, "irgendwann mal")
    assert names(worker.work()) == {"Telefoncafé", "Atempause COPD", "Nachtschicht", "Rollentausch"}


def test_the_office_file_cannot_be_lost(worker, redis_client, folder):
    worker.work()
    (folder / "buero.txt").unlink()
    assert worker.work().plan.office.number == "030 23125 042"


def test_every_process_follows_within_a_second(worker, redis_client, folder):
    time_passes = iter(range(100))
    on_air = OnAir(redis_client, LocalFolder(folder), lambda: TODAY, lambda: next(time_passes))
    worker.work()
    assert "Krokus" not in names(on_air.edition())
    write(folder, "montags, 17 Uhr", "Krokus")
    worker.work()
    assert "Krokus" in names(on_air.edition())


def test_a_call_is_answered_with_the_edition_before_while_a_new_one_is_read(worker, redis_client, folder):
    time_passes, may_end = iter(range(100)), threading.Event()
    on_air = OnAir(
        redis_client,
        LocalFolder(folder),
        lambda: TODAY,
        lambda: next(time_passes),
        prepare=lambda plan: may_end.wait(10),
    )
    before = on_air.edition()
    write(folder, "montags, 17 Uhr", "Krokus")
    on_air.follow(worker.work().name.encode())
    assert on_air.known() is before
    may_end.set()
    until(lambda: "Krokus" in names(on_air.known()))


def test_without_redis_a_process_reads_the_folder_itself_and_keeps_the_last_good_state(folder, tmp_path):
    time_passes = iter(range(100))
    on_air = OnAir(
        RedisClient(f"unix://{tmp_path}/nobody.sock"), LocalFolder(folder), lambda: TODAY, lambda: next(time_passes)
    )
    assert "Sonnenblume" in names(on_air.edition())
    write(folder, "irgendwann mal")
    assert "Sonnenblume" in names(on_air.edition())


def test_a_link_out_of_the_folder_is_not_followed(folder):
    (folder / "gruppen" / "fremd.txt").symlink_to("/etc/passwd")
    assert read_folder(folder)["gruppen/fremd.txt"].raw == LINK
    assert [problem.text for problem in check(read_folder(folder), TODAY).problems] == ["Das ist nur eine Verknüpfung."]


def test_what_cannot_be_corrected_stays_as_it_is_wanted(folder):
    wanted = check(read_folder(folder), TODAY)
    assert corrected(wanted, None) is wanted


def test_a_stalled_redis_costs_a_third_of_a_second_once(tmp_path):
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "s"))
        silent.listen()
        redis_client = RedisClient(f"unix://{tmp_path}/s")
        started = time.monotonic()
        assert [redis_client.get("x") for _ in range(50)] == [None] * 50
        assert time.monotonic() - started < 2, "fifty questions waited for more than one of them"


def test_redis_is_asked_again_after_a_rest(redis_dir, tmp_path):
    now = [0.0]
    (tmp_path / "r").mkdir()
    redis_client = RedisClient(f"unix://{tmp_path}/r/redis.sock", lambda: now[0])
    assert not redis_client.is_up()
    (tmp_path / "r" / "redis.sock").symlink_to(redis_dir / "redis.sock")
    assert not redis_client.is_up()
    now[0] = 10.0
    assert redis_client.is_up()


def test_a_broken_redis_is_an_empty_redis(tmp_path):
    redis_client = RedisClient(f"unix://{tmp_path}/nobody.sock")
    redis_client.put("x", b"1")
    assert redis_client.get_many(["x", "y"]) == [None, None] and not redis_client.has_all(["x"])


def test_many_threads_share_one_link(redis_client: RedisClient) -> None:
    redis_client.put("x", b"1")
    found: list[bytes | None] = []
    threads = [threading.Thread(target=lambda: found.append(redis_client.get("x"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [b"1"] * 16


def test_a_folder_that_is_gone_changes_nothing(worker, redis_client, folder):
    worker.work()
    shutil.rmtree(folder)
    assert "Sonnenblume" in names(worker.work()) and "Sonnenblume" in names(published(redis_client, TODAY))


def test_a_copy_of_a_file_takes_nobody_off_the_air(worker, folder):
    worker.work()
    copied = (folder / "gruppen" / "sonnenblume.txt").read_text().replace("Sonnenblume", "Zaunkönig")
    (folder / "gruppen" / "sonnenblume - Kopie.txt").write_text(copied)
    assert "Sonnenblume" in names(worker.work()) and "Zaunkönig" not in names(worker.work())


def calendar_of_krokus(folder: Path, *days: str, head: str = "BEGIN:VCALENDAR") -> Path:
    """A group Krokus that meets on these days of March at 18:00, and its calendar."""
    (folder / "gruppen" / "krokus.txt").write_text("Gruppe: Krokus\nKalender: krokus.ics\n")
    event = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:Treffen\nDTSTART{0}\nEND:VEVENT\n"
    events = "".join(event.format(day) for day in days)
    file = folder / "gruppen" / "krokus.ics"
    file.write_text(f"{head}\nVERSION:2.0\nPRODID:x\n{events}END:VCALENDAR\n")
    return file


def days_of_krokus(edition) -> list[int]:
    return [day.day for found in edition.plan.groups if found.name == "Krokus" for day, _ in found.dates]


def test_a_new_calendar_goes_on_air_and_a_broken_one_does_not(worker, redis_client, folder):
    calendar_of_krokus(folder, ":20260317T180000")
    assert days_of_krokus(worker.work()) == [17]
    calendar_of_krokus(folder, ":20260324T180000")
    assert days_of_krokus(worker.work()) == [24] == days_of_krokus(published(redis_client, TODAY))
    calendar_of_krokus(folder, ":20260331T180000", head="BEGIN:")
    assert days_of_krokus(worker.work()) == [24]


def test_a_calendar_that_is_deleted_while_a_group_names_it_stays_on_air(worker, redis_client, folder):
    calendar_of_krokus(folder, ":20260317T180000").unlink()
    assert "Krokus" not in names(worker.work())
    calendar_of_krokus(folder, ":20260317T180000")
    worker.work()
    (folder / "gruppen" / "krokus.ics").unlink()
    assert days_of_krokus(worker.work()) == [17] == days_of_krokus(published(redis_client, TODAY))
    (folder / "gruppen" / "krokus.txt").unlink()
    assert not days_of_krokus(worker.work()) and not worker.work().problems


def test_one_event_without_a_time_does_not_hold_back_the_others(worker, folder):
    calendar_of_krokus(folder, ":20260317T180000")
    worker.work()
    calendar_of_krokus(folder, ":20260324T180000", ";VALUE=DATE:20260325")
    assert days_of_krokus(worker.work()) == [24]


@pytest.mark.parametrize(
    "line",
    ["EXDATE:gestern", "RRULE:FREQ=HOURLY", "RRULE:FREQ=WEEKLY;BYDAY=XX", "DURATION:-PT1H", "DTEND 20260324T190000"],
)
def test_an_event_that_is_not_understood_takes_no_meeting_off_the_air(worker, redis_client, folder, line):
    calendar_of_krokus(folder, ":20260317T180000")
    worker.work()
    calendar_of_krokus(folder, f":20260317T180000\n{line}", ":20260324T180000")
    assert days_of_krokus(worker.work()) == [17] == days_of_krokus(published(redis_client, TODAY))


def test_one_meeting_of_a_series_made_a_whole_day_takes_none_off_the_air(worker, redis_client, folder):
    series = ":20260317T180000\nUID:1\nRRULE:FREQ=WEEKLY;COUNT=2"
    calendar_of_krokus(folder, series)
    worker.work()
    calendar_of_krokus(folder, series, ";VALUE=DATE:20260324\nUID:1\nRECURRENCE-ID:20260324T180000")
    assert days_of_krokus(worker.work()) == [17, 24] == days_of_krokus(published(redis_client, TODAY))


@pytest.mark.parametrize("days", [(), (";VALUE=DATE:20260324",)])
def test_a_calendar_without_any_meeting_takes_none_off_the_air(worker, folder, days):
    calendar_of_krokus(folder, ":20260317T180000")
    worker.work()
    calendar_of_krokus(folder, *days)
    assert days_of_krokus(worker.work()) == [17]


def test_a_calendar_that_has_ended_takes_its_meetings_with_it(worker, folder):
    calendar_of_krokus(folder, ":20260317T180000")
    worker.work()
    calendar_of_krokus(folder, ":20260303T180000")
    assert days_of_krokus(worker.work()) == [3]


def test_what_becomes_a_mistake_because_a_day_has_passed_holds_back_nothing_else(folder):
    calendar_of_krokus(folder, ":20260317T180000", ";VALUE=DATE:20260324")
    on_air = check(read_folder(folder), TODAY)
    write(folder, "montags, 17 Uhr", name="Nelke")
    edition = corrected(check(read_folder(folder), date(2026, 3, 18)), on_air)
    assert "Nelke" in names(edition) and days_of_krokus(edition) == [17]


def test_redis_that_lost_everything_is_told_again_and_the_last_good_state_still_counts(worker, redis_client, folder):
    worker.work()
    redis_client.ask(lambda client: client.flushall(), None)
    write(folder, "irgendwann mal")
    assert "Sonnenblume" in names(worker.work()) and "Sonnenblume" in names(published(redis_client, TODAY))


POISON = [b"\xff", b"garbage", b"[1,2]", b'{"a":1}', '{"buero.txt":"中"}'.encode(), b"[" * 100_000]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
def test_whatever_stands_in_redis_calls_and_worker_go_on(worker, redis_client, folder, poison):
    name = worker.work().name
    on_air = OnAir(redis_client, LocalFolder(folder), lambda: TODAY)
    for key in (f"edition:{name}", "edition:current"):
        redis_client.put(key, poison)
        assert "Sonnenblume" in names(on_air.edition()) and published(redis_client, TODAY) is None
    assert "Sonnenblume" in names(worker.work()) and published(redis_client, TODAY) is not None


def test_a_key_of_another_kind_does_not_make_redis_seem_away(redis_client):
    redis_client.ask(lambda client: client.lpush("list", "x"), None)
    assert (
        redis_client.get_many(["list"]) == [None]
        and redis_client.ask(lambda client: client.incr("list"), "other") == "other"
    )
    assert redis_client.is_up()


def test_a_new_length_of_numbers_goes_on_air_when_the_last_number_is_changed(worker, folder):
    worker.work()
    office = folder / "buero.txt"
    office.write_bytes(office.read_bytes() + "\nStellen: 7\nBegrüßung: Guten Abend.\n".encode())
    assert (worker.work().plan.office.greeting, len(worker.work().plan.groups)) == ("", 5)
    for file in (folder / "gruppen").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(Zugang: .*)", r"\g<1>5", text), encoding="utf-8")
    assert (worker.work().plan.office.digits, len(worker.work().plan.groups)) == (7, 5)


def test_what_is_wrong_in_the_list_of_cancellations_is_logged_by_its_place_alone(redis_client, folder, caplog):
    wrong = [Problem("absagen.txt", 3, 1, "Eine Gruppe »471 103« gibt es nicht.", "")]
    worker = Publisher(
        redis_client, LocalFolder(folder), lambda: TODAY, says_nothing, besides=lambda plan: tuple(wrong)
    )
    worker.work(), worker.work()
    assert caplog.text.count("absagen.txt:3:1") == 1 and "471" not in caplog.text and redis_client.get(PROBLEMS) == b"1"


def test_what_is_wrong_is_logged_again_when_it_is_another_mistake_or_comes_back(redis_client, folder, caplog):
    wrong = [Problem("absagen.txt", 3, 1, "?", "")]
    worker = Publisher(
        redis_client, LocalFolder(folder), lambda: TODAY, says_nothing, besides=lambda plan: tuple(wrong)
    )
    for now in ([], wrong[:], [Problem("absagen.txt", 3, 1, "??", "")]):
        worker.work()
        wrong[:] = now
    worker.work()
    assert caplog.text.count("absagen.txt:3:1") == 3
