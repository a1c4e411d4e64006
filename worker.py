"""The worker process, put together: what is spoken beforehand, and the embedded Redis."""

import logging
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import datetime

import config
from audio.library import Library
from ivr.plan import Plan
from ivr.sayable import sayable
from ivr.world import World
from keep.editions import Edition
from keep.link import Link
from keep.redis_server import embedded_redis
from keep.worker import Speak, Worker
from prompts.wording import page
from reading.problem import Problem

Clock = Callable[[], datetime]


def speaker(library: Library, world_with: Callable[[Plan], World]) -> Speak:
    """How the worker has an edition spoken: every sentence that a caller can meet soon."""

    def speak(edition: Edition, beat: Callable[[], None]) -> Callable[[float], None]:
        said = {words for hear in sayable(world_with(edition.plan)) for words in hear}
        pages = [page([words], edition.plan.lexicon) for words in said]

        def progress(done: int, total: int) -> None:
            beat()
            if done % 25 == 0 or done == total:
                print(f"Gesprochen: {done} von {total} Sätzen", flush=True)

        def say_all(patience: float) -> None:
            library.prepare(pages, progress, patience)

        return say_all

    return speak


def work(
    settings: config.Settings,
    link: Link,
    now: Clock,
    speak: Speak,
    news: Callable[[], object],
    besides: Callable[[Plan], tuple[Problem, ...]],
    look: Callable[[], None],
    tell: Callable[[], None],
) -> None:
    """The worker process, until it is told to stop; it owns the embedded Redis, if there is one."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("keep").setLevel(logging.INFO)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: sys.exit(0))
    redis_server = embedded_redis(settings.data_dir) if settings.redis_is_embedded else nullcontext()
    # watchfiles turns whatever a signal raises into a KeyboardInterrupt.
    with redis_server, suppress(KeyboardInterrupt):
        # A thread each: a mail server that hangs must not hold up the rooms.
        for name, task in (("clockwork", look), ("messenger", tell)):
            threading.Thread(target=task, name=name, daemon=True).start()
        Worker(link, settings.content_dir, lambda: now().date(), speak, news, besides).run()
