"""Many calls at once, as a carrier makes them: signed webhooks, each sound fetched once, rooms with their events.

Alone: python -m tests.bench.load CALLS SECONDS
"""

import asyncio
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import urlencode
from xml.etree import ElementTree

from tests.bench.running import PORT, form, hotline, memory_mb, own_cpu_seconds, signature

# How long a caller listens before the next key, in seconds, and how many keys he presses.
LISTENS, KEYS = (2.0, 8.0), (3, 8)
# Twilio gives up then.
PATIENCE = 15.0
MINUTE = 60.0
AT_ONCE = 128
# A realistic mix of what callers press in menus, "" = nothing; and numbers of groups, right and wrong.
PRESSED = {"1": 40, "2": 30, "3": 8, "9": 10, "": 6, "4": 3, "*": 3}
NUMBERS = ("471103", "582917", "123456", "000000")
SORRY = "<Say"


@dataclass
class Outcome:
    """What the generator has seen: seconds that webhooks and sounds took, and whatever was not as it should be."""

    webhooks: list[float] = field(default_factory=list)
    sounds: list[float] = field(default_factory=list)
    menus: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    apologies: int = 0
    most: int = 0
    calls: int = 0

    def told(self) -> str:
        """The figures in one line."""
        p50, p99, p999 = (quantile(self.webhooks, share) * 1000 for share in (0.5, 0.99, 0.999))
        return (
            f"{self.most} at once, {self.calls} calls, {len(self.webhooks)} webhooks: p50 {p50:.0f} ms, "
            f"p99 {p99:.0f} ms, p99.9 {p999:.0f} ms, "
            f"p50 of the last tenth / of the second {self.aged():.2f}; sounds p99 "
            f"{quantile(self.sounds, 0.99) * 1000:.0f} ms; "
            f"menu heard after {max(self.menus, default=0):.2f} s at most; {len(self.failed)} failed, "
            f"{self.apologies} apologies"
        )

    def aged(self) -> float:
        """How much slower webhooks are in the end than when all calls had come in."""
        tenth = len(self.webhooks) // 10
        second, last = self.webhooks[tenth : 2 * tenth], self.webhooks[-tenth:]
        return quantile(last, 0.5) / (quantile(second, 0.5) or 1)


class Client:
    """HTTP on loopback, with connections that are kept as a carrier keeps them, AT_ONCE at most."""

    def __init__(self, port: int = PORT) -> None:
        self.port = port
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def send(self, method: str, path: str, body: bytes = b"", headers: str = "") -> tuple[int, bytes]:
        """The status and the body of an answer; status 0 if there is none in time."""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
        )
        async with self._slots:
            while True:
                is_kept = bool(self._free)
                try:
                    connection = self._free.pop() if is_kept else await asyncio.open_connection("127.0.0.1", self.port)
                    return await self._ask(*connection, head.encode() + body)
                except (TimeoutError, OSError, EOFError) as error:
                    # A server may close what was kept; whoever has just connected is to be answered.
                    if not is_kept:
                        return 0, type(error).__name__.encode()

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> tuple[int, bytes]:
        try:
            writer.write(asked)
            return await asyncio.wait_for(self._answer(reader, writer), PATIENCE)
        except (TimeoutError, OSError, EOFError):
            writer.close()
            raise

    def close(self) -> None:
        """Close what was kept."""
        for _, writer in self._free:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[int, bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        body = await reader.readexactly(int(length or 0))
        if b"connection: close" in head:
            writer.close()
        else:
            self._free.append((reader, writer))
        return int(head.split(b" ", 2)[1]), body


class Generator:
    """Calls of the hotline that `client` reaches, a new one for each that ends; callers listen for some seconds before
    each key."""

    def __init__(self, seed: int = 1, client: Client | None = None, listens: tuple[float, float] = LISTENS):
        self.outcome = Outcome()
        self._client = client or Client()
        self._url = f"http://127.0.0.1:{self._client.port}"
        self._listening = listens
        self._random = random.Random(seed)
        self._fetched: set[str] = set()
        self._sequence: dict[str, int] = {}
        self._live = 0
        self._ends = 0.0

    async def run(self, calls: int, seconds: float, within: float) -> Outcome:
        """Keep so many calls going for so long; the first ones come in within so many seconds."""
        began, tasks, number = time.monotonic(), set[asyncio.Task[None]](), 0
        self._ends = began + seconds
        while time.monotonic() < self._ends:
            wanted = min(calls, 1 + int(calls * (time.monotonic() - began) / within))
            while len(tasks) < wanted:
                tasks.add(task := asyncio.create_task(self._call(number)))
                task.add_done_callback(tasks.discard)
                number += 1
            await asyncio.sleep(0.02)
        await asyncio.gather(*tasks)
        self._client.close()
        return self.outcome

    def stop(self) -> None:
        """No call begins any more, and who is calling hangs up at the next key."""
        self._ends = 0.0

    async def _call(self, number: int) -> None:
        self._live += 1
        self.outcome.most = max(self.outcome.most, self._live)
        began, call = time.monotonic(), f"CA{self._random.getrandbits(128):032x}"
        caller, path, told = f"+4930{23125000 + number % 1000:08d}", "/voice", dict[str, str]()
        for turn in range(self._random.randint(*KEYS)):
            answer = await self._post(path, form(call, From=caller, **told))
            if answer is None:
                break
            await self._listens(answer)
            if not turn:
                self.outcome.menus.append(time.monotonic() - began)
            await asyncio.sleep(self._random.uniform(*self._listening))
            if time.monotonic() > self._ends or (onward := await self._onward(answer, call)) is None:
                break
            path, told = onward
        seconds = str(int(time.monotonic() - began))
        await self._post("/voice/status", form(call, From=caller, CallStatus="completed", CallDuration=seconds))
        self._live -= 1
        self.outcome.calls += 1

    async def _listens(self, answer: ElementTree.Element) -> None:
        for play in answer.iter("Play"):
            sound = (play.text or "").removeprefix(self._url)
            if sound not in self._fetched:
                self._fetched.add(sound)
                began = time.monotonic()
                status, _ = await self._client.send("GET", sound)
                self.outcome.sounds.append(time.monotonic() - began)
                if status != 200:
                    self.outcome.failed.append(f"{status} {sound[:40]}")

    async def _onward(self, answer: ElementTree.Element, call: str) -> tuple[str, dict[str, str]] | None:
        """Where the call goes on, and with what; None if it is over."""
        if (gather := answer.find("Gather")) is not None:
            return self._path(gather.get("action")), {"Digits": self._keys(int(gather.get("numDigits", "1")))}
        if (dial := answer.find("Dial")) is not None:
            conference = dial.find("Conference")
            if conference is not None:
                await self._stay(conference, call)
            return self._path(dial.get("action")), {"DialCallStatus": "answered", "DialCallDuration": "30"}
        onward = answer.find("Redirect")
        return None if onward is None else (self._path(onward.text), {})

    async def _stay(self, conference: ElementTree.Element, call: str) -> None:
        room, label = conference.text or "", conference.get("participantLabel", "")
        for event in ("participant-join", "participant-leave"):
            self._sequence[room] = sequence = self._sequence.get(room, 0) + 1
            told = {"ConferenceSid": f"CF{room:0>32}"[:34], "FriendlyName": room, "ParticipantLabel": label}
            told |= {"StatusCallbackEvent": event, "SequenceNumber": str(sequence)}
            await self._post("/voice/status/room", form(call, **told))
            await asyncio.sleep(self._random.uniform(*self._listening))

    def _path(self, url: str | None) -> str:
        return (url or "").removeprefix(self._url)

    def _keys(self, digits: int) -> str:
        if digits > 1:
            return self._random.choice(NUMBERS)
        return self._random.choices(list(PRESSED), list(PRESSED.values()))[0]

    async def _post(self, path: str, told: dict[str, str]) -> ElementTree.Element | None:
        signed = signature(path, told, self._url)
        headers = f"Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: {signed}\r\n"
        began = time.monotonic()
        status, body = await self._client.send("POST", path, urlencode(told).encode(), headers)
        self.outcome.webhooks.append(time.monotonic() - began)
        if status not in (200, 204):
            self.outcome.failed.append(f"{status} {path[:40]} {body[:40]!r}")
            return None
        self.outcome.apologies += SORRY.encode() in body
        try:
            return ElementTree.fromstring(body) if body else None
        except ElementTree.ParseError:
            self.outcome.failed.append(f"bad TwiML {path[:40]}")
            return None


def quantile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def told() -> Iterator[str]:
    """Loads of a minute each, a line each."""
    yield f"A thousand calls: {load(1000, MINUTE)}"
    yield f"Two thousand calls: {load(2000, MINUTE)}"
    yield f"300 calls within ten seconds: {load(300, 30, within=10)}"


def load(calls: int, seconds: float, within: float | None = None) -> str:
    """What so many calls at once for so long come to; they begin within some seconds, else fifty a second."""
    with hotline(processes=len(os.sched_getaffinity(0))) as pid:
        began, used = time.monotonic(), own_cpu_seconds()
        with memory_by_the_minute(pid) as megabytes:
            outcome = asyncio.run(Generator().run(calls, seconds, within or calls / 50))
        share = (own_cpu_seconds() - used) / (time.monotonic() - began)
        wrong = f" ({outcome.failed[0]})" if outcome.failed else ""
        memory = " -> ".join(f"{each:.0f}" for each in megabytes)
        return f"{outcome.told()}{wrong}; memory {memory} MB; CPU of the load {share:.0%} of a core"


@contextmanager
def memory_by_the_minute(pid: int) -> Iterator[list[float]]:
    """The megabytes of a process and all below it: now, after each minute, and in the end."""
    found, ends = [memory_mb(pid)], Event()

    def watch() -> None:
        while not ends.wait(MINUTE):
            found.append(memory_mb(pid))

    watching = Thread(target=watch)
    watching.start()
    yield found
    ends.set()
    watching.join()
    found.append(memory_mb(pid))


if __name__ == "__main__":
    print(load(int(sys.argv[1]), float(sys.argv[2])))
