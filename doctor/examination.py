"""Runs checks beside each other, each in its own bounded time, whatever becomes of it."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from doctor.finding import Finding, failed
from hotline import Hotline

# What is asked over the network gives up sooner.
SECONDS = 12.0
TOO_LONG = "Die Prüfung dauert länger als {seconds:.0f} Sekunden."
BROKE_OFF = "Die Prüfung ist abgebrochen ({kind})."
LOOK_INTO_IT = "Sehen Sie im Protokoll der Hotline nach, oder prüfen Sie es noch einmal."


@dataclass(frozen=True)
class Check:
    """`look` finds out about one thing, within `seconds`; `name` is for programs, `title` is German."""

    name: str
    title: str
    look: Callable[[Hotline], Finding]
    seconds: float = SECONDS


@dataclass(frozen=True)
class Result:
    """A check and what it has found."""

    check: Check
    finding: Finding


def examine(hotline: Hotline, checks: Iterable[Check]) -> list[Result]:
    """What all these checks find, in their order. Never raises."""
    begun = time.monotonic()
    running = [(check, _started(check, hotline)) for check in checks]
    return [Result(check, _found(check, future, begun)) for check, future in running]


def _started(check: Check, hotline: Hotline) -> "Future[Finding]":
    future: Future[Finding] = Future()

    def look() -> None:
        try:
            future.set_result(check.look(hotline))
        except Exception as error:
            future.set_exception(error)

    # A check that hangs must not keep a command from its end.
    threading.Thread(target=look, name=f"doctor {check.name}", daemon=True).start()
    return future


def _found(check: Check, future: "Future[Finding]", begun: float) -> Finding:
    try:
        return future.result(max(0.0, begun + check.seconds - time.monotonic()))
    except TimeoutError:
        return failed(TOO_LONG.format(seconds=check.seconds), LOOK_INTO_IT)
    except Exception as error:
        # The words of an error may hold an address, and with it a password.
        return failed(BROKE_OFF.format(kind=type(error).__name__), LOOK_INTO_IT)
