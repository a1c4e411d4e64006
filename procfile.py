"""Starts all lines of the Procfile together until Ctrl-C: python -m procfile.

It checks the settings first, and then becomes a process that holds nothing of the hotline, as honcho keeps a copy of it
for each line: python -m procfile PORT.
"""

import gc
import os
import signal
import socket
import sys
from pathlib import Path


def start() -> None:
    """Start everything, if the settings can be used and the ports are free."""
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
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    # honcho gives each process another PORT, but the others have to find the web process.
    os.environ["WEB_PORT"] = str(port)
    os.execv(sys.executable, (sys.executable, "-m", "procfile", str(port)))


def run(port: str) -> None:
    """Run all lines; `port` is what honcho counts their PORT from."""
    from honcho.command import main

    # Closing the window ends everything, as Ctrl-C does; honcho alone would leave its children running.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    # Threads that answer share two heaps of the C library instead of having one each; half of it would be empty.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    # What is loaded stays shared with the copies.
    gc.freeze()
    # Without -e honcho would let .env win over the environment; config.py reads it the right way round.
    main(["start", "-e", os.devnull, "-p", port])


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
    run(sys.argv[1]) if sys.argv[1:] else start()
