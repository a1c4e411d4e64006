"""Calls at once as a carrier makes them, which asks once more where it reaches nobody, as Twilio does by default."""

import asyncio
from threading import Thread

from tests.bench.load import Client, Generator, Outcome

REFUSED = (b"ConnectionRefusedError", b"OSError")


class Carrier(Client):
    """A client that repeats a request for which nobody was reached, once; one that broke off is not repeated."""

    async def send(self, method: str, path: str, body: bytes = b"", headers: str = "") -> tuple[int, bytes]:
        status, answer = await super().send(method, path, body, headers)
        if not status and answer in REFUSED:
            await asyncio.sleep(0.1)
            status, answer = await super().send(method, path, body, headers)
        return status, answer


class Calls:
    """So many calls at once from `start` to `end`."""

    def __init__(self, port: int, at_once: int, within: float):
        self._generator = Generator(client=Carrier(port), listens=(1.0, 4.0))
        self._thread = Thread(target=self._run, args=(at_once, within), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> Outcome:
        """Let them hang up; what they have come to."""
        self._generator.stop()
        self._thread.join(60)
        return self._generator.outcome

    def _run(self, at_once: int, within: float) -> None:
        asyncio.run(self._generator.run(at_once, 3600, within))
