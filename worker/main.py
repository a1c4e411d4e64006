"""The worker process: speaks beforehand what callers can hear, looks after rooms, counts and messages, owns the
embedded Redis."""

import logging
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from threading import Thread

import chosen
from hotline import Parts, mastered
from ivr.prerender.sayable import sayable
from ivr.say import Say
from keep.editions import Edition
from keep.recordings import Takes
from prompts.wording import page
from storage.redis_server import embedded_redis
from worker.messenger import Messenger
from worker.monitor import Watch
from worker.publisher import Worker
from worker.room_clock import Clockwork


def work(parts: Parts) -> None:
    """Work, until the process is told to stop."""
    logging.basicConfig(format="%(message)s")
    for ours in ("keep", "storage", "worker"):
        logging.getLogger(ours).setLevel(logging.INFO)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: sys.exit(0))
    settings = parts.settings
    redis_server = embedded_redis(settings.data_dir) if settings.redis_is_embedded else nullcontext()
    # watchfiles turns whatever a signal raises into a KeyboardInterrupt.
    with redis_server, suppress(KeyboardInterrupt):
        # A thread each: a mail server that hangs must not hold up the rooms.
        for name, task in tasks(parts).items():
            Thread(target=task, name=name, daemon=True).start()
        worker(parts).run()


def worker(parts: Parts) -> Worker:
    """What keeps the newest good edition on air."""
    wrong = parts.called_off.problems
    return Worker(
        parts.link,
        parts.settings.content_dir,
        lambda: parts.now().date(),
        lambda edition, beat: speaks(parts, edition, beat),
        news=lambda: (parts.called_off.days(), parts.announcements.latest(), wrong(parts.on_air.edition().plan)),
        besides=wrong,
    )


def tasks(parts: Parts) -> dict[str, Callable[[], None]]:
    """What is looked after besides, by name; each goes on for ever."""
    found: dict[str, Callable[[], None]] = {"counters": parts.counters.run}
    if chosen.knows_its_carrier(parts.settings):
        found["clockwork"] = clockwork(parts).run
    if parts.sender:
        found["messenger"] = Messenger(parts.store, watch(parts).look, parts.sender.send).run
    return found


def clockwork(parts: Parts) -> Clockwork:
    """What tells rooms the time, and fetches recordings that nobody has reported."""
    asked = chosen.carrier_of_the_worker(parts.settings)

    def sound_url(words: Say) -> str:
        return parts.settings.public_url + parts.library.path(parts.page((words,)))

    sweep = Takes(parts.store, asked, mastered, parts.announcements, parts.now).sweep
    return Clockwork(parts.link, parts.talks, parts.world, asked, sound_url, sweep)


def watch(parts: Parts) -> Watch:
    """What sees all that may matter to staff."""
    disk = None if "://" in parts.settings.store else parts.settings.data_dir
    return Watch(
        parts.settings.content_dir,
        parts.on_air,
        parts.link,
        parts.store,
        parts.announcements,
        parts.library.who_speaks,
        disk,
        parts.now,
        parts.is_slow,
    )


def speaks(parts: Parts, edition: Edition, beat: Callable[[], None]) -> Callable[[float], None]:
    """Find out every sentence that a caller can meet soon in an edition; what is returned then has them spoken."""
    said = {words for hear in sayable(parts.world_with(edition.plan)) for words in hear}
    pages = [page([words], edition.plan.lexicon) for words in said]

    def progress(done: int, total: int) -> None:
        beat()
        if done % 25 == 0 or done == total:
            print(f"Gesprochen: {done} von {total} Sätzen", flush=True)

    def say_all(patience: float) -> None:
        parts.library.prepare(pages, progress, patience)

    return say_all
