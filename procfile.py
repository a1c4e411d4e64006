"""Runs all lines of the Procfile together until Ctrl-C: python -m procfile PORT. It holds nothing of the hotline, as
honcho keeps a copy of this process for each line."""

import os
import signal
import sys

from honcho.command import main


def run(port: str) -> None:
    """Run all lines; `port` is what honcho counts their PORT from."""
    # Closing the window ends everything, as Ctrl-C does; honcho alone would leave its children running.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    # Threads that answer share two heaps of the C library instead of having one each; half of it would be empty.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    # Without -e honcho would let .env win over the environment; config.py reads it the right way round.
    main(["start", "-e", os.devnull, "-p", port])


if __name__ == "__main__":
    run(sys.argv[1])
