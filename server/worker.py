"""A process of gunicorn, which holds the port and starts processes anew, in which waitress reads and answers."""

import gc
import os
import signal
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import Any

from gunicorn.workers.base import Worker

from server.server import Server

TRIES_EVERY_S = 5
WILL_BE_FOLLOWED, IS_FOLLOWED = signal.SIGUSR2, signal.SIGWINCH


class WaitressWorker(Worker):
    """Answers, in as many threads as the setting `threads`, until gunicorn says that it is to stop; while gunicorn
    reloads, until another process answers in its place, which takes that one seconds to begin with.
    """

    # Those who answered when this process was made.
    others: tuple[int, ...] = ()

    def init_process(self) -> None:
        """Start. gunicorn ends everything where a process cannot; while others answer, it tries again in a while."""
        try:
            super().init_process()
        except Exception:
            if self.booted or not self.others:
                raise
            self.log.exception("A process cannot start; the others go on")
            time.sleep(TRIES_EVERY_S)
            sys.exit(1)

    def init_signals(self) -> None:
        """Hear, besides what gunicorn tells, of whoever follows."""
        super().init_signals()
        self._is_needed = False
        signal.signal(WILL_BE_FOLLOWED, lambda *_: setattr(self, "_is_needed", True))
        signal.signal(IS_FOLLOWED, lambda *_: setattr(self, "_is_needed", False))

    def run(self) -> None:
        """Answer; returns when whoever had asked has been answered, or after `graceful_timeout` seconds."""
        (listening,) = self.sockets
        server = Server(self.wsgi, listening.sock, self.cfg.threads)
        tell(self.others, IS_FOLLOWED)
        while self.goes_on():
            self.notify()
            server.turn()
        server.stop(self.cfg.graceful_timeout)

    def handle_exit(self, signum: int, frame: FrameType | None) -> None:
        """gunicorn wants this process to stop. If it says so again, it ends everything, and nobody follows."""
        self._is_needed = self._is_needed and self.alive
        super().handle_exit(signum, frame)

    def goes_on(self) -> bool:
        """Whether it is not to stop yet."""
        return (self.alive or self._is_needed) and self.ppid == os.getppid()


def post_fork(arbiter: Any, worker: WaitressWorker) -> None:
    """gunicorn has made a process."""
    worker.others = tuple(arbiter.WORKERS)
    # What is loaded by then stays shared: whoever looks for garbage writes into all that it looks at.
    gc.freeze()


def on_reload(arbiter: Any) -> None:
    """gunicorn is to put new processes in place of those there are."""
    tell(arbiter.WORKERS, WILL_BE_FOLLOWED)


def tell(processes: Any, what: signal.Signals) -> None:
    """Send a signal to processes, some of which may have ended."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, what)
