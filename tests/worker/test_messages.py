"""Messages as the office gets them: from a real content folder, a real Redis and a real store, by the real apprise."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from app import create_app
from audio.library import Library
from audio.voices.espeak import EspeakVoice
from audio.voices.voice import Speech, SpeechError
from config import SettingsError
from ivr.model.announcement import Announcement
from keep.announcements.announcements import Announcements
from keep.announcements.messages import Messages
from keep.content.cancellations import Cancellations
from keep.content.local_folder import LocalFolder
from keep.content.on_air import OnAir
from keep.limits.code_attempts import OF_ALL, CodeAttempts
from keep.notifier import Notifier
from storage.disk import Disk
from storage.redis_client import RedisClient
from tests.conftest import CONTENT
from tests.support.notification_server import Letterbox
from worker.alert_checks import Sight
from worker.messenger import FILE, Messenger
from worker.monitor import Monitor
from worker.publisher import Publisher


class MovedDisk(Disk):
    """A disk that can be taken away, or be full."""

    is_gone = is_full = False

    def read(self, name: str) -> bytes | None:
        if self.is_gone:
            raise OSError("gone")
        return super().read(name)

    def write(self, name: str, data: bytes) -> None:
        if self.is_full:
            raise OSError("full")
        super().write(name, data)

    def names(self, folder: str) -> list[str]:
        if self.is_gone:
            raise OSError("gone")
        return super().names(folder)


class House:
    """A hotline with its worker; `waits` lets minutes pass, with a look every half a minute."""

    def __init__(self, folder: Path, redis_client: RedisClient, clock, addresses: str):
        self.clock = clock
        self.tries = CodeAttempts(redis_client, lambda: clock.now.timestamp())
        self.content = Path(shutil.copytree(CONTENT, folder / "inhalt"))
        self.store = MovedDisk(folder / "data")
        self.announcements = Announcements(self.store, time_passes())
        self.cancellations = Cancellations(self.store, clock, time_passes())
        self.speaks = {"espeak": True}
        self.worker = Publisher(redis_client, LocalFolder(self.content), self.today, lambda wanted: None)
        self.worker.work()
        on_air = OnAir(redis_client, LocalFolder(self.content), self.today, time_passes())
        self.watch = Monitor(
            LocalFolder(self.content),
            on_air,
            redis_client,
            self.store,
            self.announcements,
            self.who_speaks,
            folder,
            clock,
            self.is_slow,
        )
        self.sender = Notifier(addresses)
        self.restarts()

    def is_slow(self) -> bool:
        return self.tries.is_slow()

    def strangers_try(self, times: int) -> None:
        for call in range(times):
            self.tries.tried(str(call), "")

    def today(self) -> date:
        return self.clock.now.date()

    def who_speaks(self) -> dict[str, bool]:
        return dict(self.speaks)

    def restarts(self) -> None:
        self.messenger = Messenger(self.store, self.watch.look, self.sender.send)
        self.messenger.work()

    def waits(self, minutes: float) -> None:
        for _ in range(int(minutes * 2)):
            self.clock.now += timedelta(seconds=30)
            with suppress(OSError):
                self.messenger.work()

    def writes(self, rule: str) -> None:
        (self.content / "gruppen/sonnenblume.txt").write_text(f"Gruppe: Sonnenblume\nRegel: {rule}\n")


def time_passes() -> Callable[[], float]:
    seconds = iter(range(0, 10**9, 60))
    return lambda: next(seconds)


@pytest.fixture
def box() -> Iterator[Letterbox]:
    with Letterbox() as box:
        yield box


@pytest.fixture
def house(tmp_path, redis_client, clock, box) -> House:
    return House(tmp_path, redis_client, clock, box.address)


def test_a_mistake_that_stands_is_told_once_and_one_that_is_put_right_is_not(house, box):
    house.writes("irgendwann mal")
    house.waits(4)
    assert not box.messages
    house.waits(2)
    (message,) = box.messages
    assert message.title == "Nachricht von: Selbsthilfe-Telefon Lindental"
    assert message.text.startswith("- gruppen/sonnenblume.txt, Zeile 2: ")
    house.restarts()
    house.waits(90)
    assert len(box.messages) == 1


def test_what_leaders_do_at_the_same_time_is_told_in_one_message(house, box):
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.announcements.publish(Announcement("", 1, house.clock.now, house.announcements.keep_sound(b"sound")))
    house.waits(1)
    (message,) = box.messages
    assert message.text.splitlines() == [
        "- Gruppe Sonnenblume: Das Treffen am Di 24.03.2026 ist abgesagt.",
        "- Neue Ansage für alle, zu hören bis sie gelöscht wird.",
    ]


def test_that_messages_were_left_is_told_once_and_nothing_of_them(house, box):
    messages = Messages(house.store, house.clock)
    for sound in (b"one", b"two"):
        messages.leave(messages.keep_sound(sound), timedelta(days=14))
    messages.keep_sound(b"not left yet")
    house.waits(1)
    assert box.lines == ["- Eine neue Nachricht auf dem Anrufbeantworter."]
    for one in messages.all():
        messages.delete(one.name)
    house.waits(1)
    assert len(box.messages) == 1


def test_a_meeting_that_takes_place_after_all_is_told_even_if_the_worker_was_away(house, box):
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.waits(1)
    house.cancellations.reopen("Sonnenblume", date(2026, 3, 24))
    house.restarts()
    house.waits(1)
    assert box.lines[1:] == ["- Gruppe Sonnenblume: Das Treffen am Di 24.03.2026 findet statt."]


def test_a_problem_of_the_file_that_leaders_write_is_told_too(house, box):
    house.store.write("absagen.txt", b"Gruppe: Rotdorn\nAusfall: 24.03.2026\n")
    house.waits(6)
    assert box.lines == ["- absagen.txt, Zeile 1: Eine Gruppe »Rotdorn« gibt es nicht."]


def test_a_file_that_is_no_text_calls_no_meeting_on_again(house, box):
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.waits(1)
    house.store.write("absagen.txt", b"\0\1\2")
    house.waits(6)
    assert box.lines[1:] == ["- absagen.txt, Zeile 1: Diese Datei ist kein Text, den ich lesen kann."]


def test_a_store_that_is_away_is_told_and_what_lies_in_it_is_no_news_when_it_comes_back(house, box):
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.announcements.publish(Announcement("", 1, house.clock.now, house.announcements.keep_sound(b"sound")))
    house.waits(1)
    house.store.is_gone = True
    house.waits(11)
    house.store.is_gone = False
    house.waits(11)
    assert [line[:14] for line in box.lines[2:]] == ["- Der Speicher"] * 2


def test_a_voice_that_fails_and_speaks_again(house, box):
    house.speaks["espeak"] = False
    house.waits(12)
    house.speaks["espeak"] = True
    house.waits(12)
    assert box.lines == [
        "- Die Stimme espeak spricht seit mehr als fünf Minuten nicht.",
        "- Die Stimme espeak spricht wieder.",
    ]


def test_an_edit_that_cannot_go_on_air_is_told_until_it_does(house, box):
    house.writes("montags, 17 Uhr")
    house.waits(6)
    assert [line[:25] for line in box.lines] == ["- Was Sie geändert haben,"]
    house.worker.work()
    house.waits(6)
    assert box.lines[1:] == ["- Was Sie geändert haben, ist jetzt auf Sendung."]


def test_many_wrong_numbers_are_told_and_that_it_is_over(house, box):
    house.strangers_try(OF_ALL.at_once)
    house.waits(7)
    assert len(box.lines) == 1 and "viele falsche Nummern" in box.lines[0]
    house.clock.now += timedelta(days=1)
    house.waits(7)
    assert "nicht mehr langsam" in box.lines[1]


def test_redis_that_is_away_is_told(tmp_path, clock, box):
    house = House(tmp_path, RedisClient(f"unix://{tmp_path}/nobody.sock"), clock, box.address)
    house.waits(6)
    assert [line for line in box.lines if "Redis" in line] == box.lines != []


def test_a_service_that_fails_is_asked_again_and_the_log_tells_once_and_no_address(house, box, caplog):
    box.is_shut = True
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.waits(20)
    assert [record.getMessage() for record in caplog.records] == ["A message to staff was not taken by: JSON"]
    box.is_shut = False
    house.waits(6)
    assert len(box.lines) == 1 and "secret" not in caplog.text and "127.0.0.1" not in caplog.text


def test_what_one_service_takes_is_told_and_not_repeated_for_another(tmp_path, redis_client, clock, box, caplog):
    house = House(tmp_path, redis_client, clock, f"json://127.0.0.1:9/ {box.address}")
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.waits(20)
    assert len(box.messages) == 1 and len(caplog.records) == 1


def test_a_service_that_does_not_answer_is_not_waited_for(box):
    box.is_slow = True
    started = time.monotonic()
    assert Notifier(box.address).send("Titel", "Text") == (("JSON", False),)
    assert time.monotonic() - started < 5


def test_on_a_full_disk_staff_are_told_once_and_it_is_remembered_as_soon_as_there_is_room(house, box):
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.store.is_full = True
    house.waits(10)
    house.store.is_full = False
    house.waits(1)
    house.restarts()
    house.waits(10)
    assert len(box.messages) == 1


def test_a_damaged_memory_tells_nothing_old(house, box, caplog):
    house.cancellations.cancel("Sonnenblume", date(2026, 3, 24))
    house.waits(1)
    house.store.write(FILE, b"{")
    house.restarts()
    house.waits(2)
    assert len(box.messages) == 1 and "damaged" in caplog.text


def test_what_the_messenger_keeps_does_not_change_while_nothing_happens(house):
    house.waits(20)
    saved = house.store.saved(FILE)
    house.waits(20)
    assert house.store.saved(FILE) == saved


def test_an_error_in_the_messenger_ends_nothing_and_shows_no_words(house, caplog):
    looks = iter(["json://clerk:secret@host"] * 3)

    def breaks() -> Sight:
        for words in looks:
            raise RuntimeError(words)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Messenger(house.store, breaks, house.sender.send).run(wait=lambda seconds: None)
    assert caplog.text.count("RuntimeError in the messenger") == 1 and "secret" not in caplog.text


class Silent:
    """A voice that has lost its tongue."""

    name, live = "silent", True

    def speak(self, sentence: str) -> Speech:
        raise SpeechError("nothing")


def test_a_library_knows_who_speaks_whatever_it_keeps(redis_client):
    assert Library([Silent(), EspeakVoice()], redis_client, b"secret").who_speaks() == {"silent": False, "espeak": True}


@pytest.fixture
def type_in(environ, clock):
    """Type `flask notify` with these addresses; its exit code and what it printed."""

    def run(addresses: str) -> tuple[int, str]:
        app = create_app(environ | {"NOTIFY": addresses}, clock)
        result = app.test_cli_runner().invoke(args=["notify"])
        return result.exit_code, result.output

    return run


def test_a_test_message_says_whether_it_arrived(type_in, box):
    code, printed = type_in(box.address)
    assert (code, printed) == (0, "JSON: Die Nachricht ist abgeschickt.\n")
    assert [message.title for message in box.messages] == ["Probe-Nachricht"]
    box.is_shut = True
    code, printed = type_in(box.address)
    assert code == 1 and "nicht angekommen" in printed and "secret" not in printed


def test_without_an_address_the_test_message_says_so(type_in):
    code, printed = type_in("")
    assert code == 1 and "NOTIFY ist leer" in printed


@pytest.mark.parametrize("addresses", ["quatsch", "mailto://geheim", "json://localhost/ foo://geheim"])
def test_an_address_that_cannot_be_is_refused_at_the_start_and_not_said_back(environ, addresses):
    with pytest.raises(SettingsError, match="NOTIFY") as told:
        create_app(environ | {"NOTIFY": addresses})
    assert "geheim" not in str(told.value) and "quatsch" not in str(told.value)


def test_nothing_apprise_says_reaches_the_log(box):
    Notifier(box.address)
    assert not logging.getLogger("apprise").isEnabledFor(logging.CRITICAL)
