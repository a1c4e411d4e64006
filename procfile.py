"""Starts all lines of the Procfile together until Ctrl-C: python -m procfile."""

import os
import signal
import socket
import sys
from queue import Queue
from threading import Thread
from typing import Any

from honcho.environ import expand_processes, parse_procfile
from honcho.manager import Manager


class InThreads(Manager):
    """Waits for what the processes print in a thread for each; honcho by itself keeps a copy of this process for each,
    4 MB more."""

    def __init__(self) -> None:
        super().__init__()
        self.events: Queue[Any] = Queue()

    def _start(self) -> None:
        for started in self._processes.values():
            Thread(target=started["obj"].run, args=(self.events,), daemon=True).start()


def start() -> None:
    """Run all lines, if the settings can be used and their ports are free."""
    from config import SettingsError, load

    try:
        settings = load()
    except SettingsError as mistakes:
        sys.exit(mistakes.format_message())
    port = settings.port
    if not _is_free(port):
        sys.exit(f"Der Port {port} ist schon belegt. Nehmen Sie einen anderen: make run PORT={port + 2}")
    if not _is_free(settings.exchange_port):
        sys.exit(f"Der Port {settings.exchange_port} ist schon belegt. Nehmen Sie einen anderen für EXCHANGE_PORT.")
    # In a process that has not loaded the settings, as it stays.
    os.execv(sys.executable, (sys.executable, "-c", "import procfile; procfile.run()"))


def run() -> None:
    """Run all lines."""
    # Closing the window ends everything, as Ctrl-C does; honcho alone would leave its children running.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    os.environ["PATH"] = os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", "")))
    # Threads that answer share two heaps of the C library instead of having one each; half of it would be empty.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    manager = InThreads()
    with open("Procfile") as procfile:
        lines = parse_procfile(procfile.read()).processes
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
