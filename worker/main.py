"""The worker process: speaks beforehand what callers can hear, looks after rooms, counts and messages, owns the
embedded Redis."""

import logging
import os
import signal
from collections.abc import Callable
from contextlib import nullcontext
from threading import Thread

from hotline import Hotline, knows_its_carrier
from keep.content.shared_folder import EditsFromElsewhere
from storage.lease import Lease
from storage.redis_server import embedded_redis
from worker.calendars import CalendarFetcher
from worker.leadership import Leadership
from worker.meeting_counts import MeetingCounts
from worker.messenger import Messenger
from worker.monitor import Monitor
from worker.publisher import Publisher
from worker.room_clock import RoomClock
from worker.sentences import SayableSentences
from worker.speaking import speak
from worker.stopping import stop_when_told, until_told

log = logging.getLogger(__name__)


def work_for(hotline: Hotline) -> None:
    """Work, until the process is told to stop."""
    logging.basicConfig(format="%(message)s")
    for ours in ("keep", "storage", "worker"):
        logging.getLogger(ours).setLevel(logging.INFO)
    stop_when_told()
    settings = hotline.settings
    redis_server = embedded_redis(settings.data_dir) if settings.redis_is_embedded else nullcontext()
    with redis_server, until_told():
        leadership = Leadership(hotline.redis, hotline.source)
        _start("counters", hotline.counts.run)
        try:
            leadership.wait()
            _start("leadership", lambda: leadership.keep(_end))
            _lead(hotline, leadership.lease)
        finally:
            leadership.lease.release()


def _lead(hotline: Hotline, lease: Lease) -> None:
    publisher = worker(hotline, lease)
    for name, task in tasks(hotline, publisher).items():
        _start(name, task)
    publisher.run()


def _start(name: str, task: Callable[[], None]) -> None:
    """In a thread of its own: a mail server that hangs must not hold up the rooms."""
    Thread(target=task, name=name, daemon=True).start()


def _end() -> None:
    """Whoever starts processes starts this one again, to wait for its turn."""
    log.warning("Another worker leads; this one ends")
    os.kill(os.getpid(), signal.SIGTERM)


def worker(hotline: Hotline, lease: Lease) -> Publisher:
    """What keeps the newest good edition on air, as long as it holds the lease."""
    wrong, sayable = hotline.cancellations.problems, SayableSentences()
    return Publisher(
        hotline.redis,
        hotline.source,
        lambda: hotline.now().date(),
        lambda wanted: speak(hotline, sayable, wanted),
        news=lambda: (
            hotline.cancellations.days(),
            hotline.announcements.latest(),
            wrong(hotline.on_air.edition().plan),
        ),
        besides=wrong,
        fence=lease.fence,
    )


def tasks(hotline: Hotline, publisher: Publisher) -> dict[str, Callable[[], None]]:
    """What is looked after besides, by name; each goes on for ever."""
    found: dict[str, Callable[[], None]] = {
        "meeting counts": MeetingCounts(hotline.store, hotline.counts.add, hotline.world, hotline.now).run,
        "calendars": calendars(hotline, publisher).run,
    }
    if knows_its_carrier(hotline.settings):
        found["room clock"] = room_clock(hotline).run
    if not hotline.settings.redis_is_embedded:
        found["edits"] = EditsFromElsewhere(hotline.redis, hotline.source, lambda: publisher.seen).run
    if hotline.notifications:
        found["messenger"] = Messenger(hotline.store, watch(hotline).look, hotline.notifications.send).run
    return found


def calendars(hotline: Hotline, publisher: Publisher) -> CalendarFetcher:
    """What fetches the calendars on the internet that groups name, by the files that the publisher has read anyway."""
    return CalendarFetcher(lambda: publisher.seen, hotline.calendars, hotline.now)


def room_clock(hotline: Hotline) -> RoomClock:
    """What tells rooms the time, and fetches recordings that nobody has reported."""

    return RoomClock(hotline.redis, hotline.talks, hotline.world, hotline.room_control, hotline.recordings.sweep)


def watch(hotline: Hotline) -> Monitor:
    """What sees all that may matter to staff."""
    disk = None if "://" in hotline.settings.store else hotline.settings.data_dir
    return Monitor(
        hotline.source,
        hotline.on_air,
        hotline.redis,
        hotline.store,
        hotline.announcements,
        hotline.library.who_speaks,
        disk,
        hotline.now,
        hotline.is_slow,
    )
