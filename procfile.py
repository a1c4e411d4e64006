"""Starts all lines of the Procfile together until Ctrl-C: python -m procfile."""

import os
import shutil
import signal
import socket
import sys
import time
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Any

from honcho.environ import expand_processes, parse_procfile
from honcho.manager import Manager
from honcho.process import Process

# A process that ends sooner than so many seconds after its first start cannot be started; then all of them end.
STARTED_AFTER_S = 10
# How many seconds pass before one that ended is started again: the first, and the longest after repeated failures.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1, 30


class Restarting(Manager):
    """Starts a process again that ends, and waits for what each prints in a thread; honcho by itself ends all when one
    ends, and keeps a copy of this process for each, 4 MB more."""

    def __init__(self) -> None:
        super().__init__()
        self.events: Queue[Any] = Queue()
        self._ends = Event()

    def terminate(self) -> None:
        """End all processes."""
        self._ends.set()
        super().terminate()

    def _start(self) -> None:
        for started in self._processes.values():
            Thread(target=self._keep_running, args=(started["obj"],), daemon=True).start()

    def _keep_running(self, process: Process) -> None:
        has_run, pause, end = False, FIRST_PAUSE_S, LastMessage(self.events)
        while True:
            started = time.monotonic()
            process.run(end)
            ran_long = time.monotonic() - started >= STARTED_AFTER_S
            has_run = has_run or ran_long
            pause = FIRST_PAUSE_S if ran_long else min(2 * pause, LONGEST_PAUSE_S)
            if not has_run or self._ends.wait(pause):
                self.events.put(end.message)
                return
            self._system_print(f"{process.name} hat geendet und wird neu gestartet\n")


class LastMessage:
    """A queue that hands on what a process prints, and keeps the message of its end."""

    def __init__(self, events: Queue[Any]):
        self._events = events
        self.message: Any = None

    def put(self, message: Any) -> None:
        """Hand a message on, or keep it."""
        if message.type == "stop":
            self.message = message
        else:
            self._events.put(message)


def start() -> None:
    """Run all lines, if the settings can be used and their ports are free."""
    from config import EXAMPLE, OWN_CONTENT, SettingsError, load

    try:
        settings = load()
    except SettingsError as mistakes:
        sys.exit(mistakes.format_message())
    port = settings.port
    if not _is_free(port):
        sys.exit(f"Der Port {port} ist schon belegt. Nehmen Sie einen anderen: make run PORT={port + 2}")
    if not _is_free(settings.exchange_port):
        sys.exit(f"Der Port {settings.exchange_port} ist schon belegt. Nehmen Sie einen anderen für EXCHANGE_PORT.")
    if not settings.given_content and not Path(OWN_CONTENT).exists():
        copy_the_example(EXAMPLE, OWN_CONTENT)
    # In a process that has not loaded the settings, as it stays.
    os.execv(sys.executable, (sys.executable, "-c", "import procfile; procfile.run()"))


def copy_the_example(example: str, own: str) -> None:
    """Make a folder for staff to edit, so that a new version never meets an edited example."""
    part = Path(f"{own}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(example, part)
    part.rename(own)
    print(f"Die Texte der Hotline liegen jetzt im Ordner {own}/, einer Kopie von {example}/.", flush=True)


def run() -> None:
    """Run all lines."""
    # Closing the window ends everything, as Ctrl-C does; honcho alone would leave its children running.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    os.environ["PATH"] = os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", "")))
    # Threads that answer share two heaps of the C library instead of having one each; half of it would be empty.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    manager = Restarting()
    with open("Procfile") as procfile:
        lines = parse_procfile(procfile.read()).processes
    # A platform runs that line before a new version starts.
    lines.pop("release", None)
    for line in expand_processes(lines):
        manager.add_process(line.name, line.cmd, env=os.environ | line.env)
    manager.loop()
    sys.exit(manager.returncode)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As gunicorn does it, or a port whose last connection has just closed would look taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    start()
