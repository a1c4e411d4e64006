"""What app.py hands to the routes: the parts of the hotline, by what they do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from flask import current_app

from carrier.port import Carrier
from ivr.announcement import Announcement
from ivr.beside import Opened
from ivr.plan import Group, Plan
from ivr.say import Say
from ivr.talk import Talk
from ivr.world import World
from phone.desk import Desk
from phone.network import Network
from reading.problem import Problem


class Sound(Protocol):
    """A page as a WAV file; `faithful` is False when another voice had to step in."""

    @property
    def wav(self) -> bytes: ...
    @property
    def faithful(self) -> bool: ...


class Sounds(Protocol):
    """The part that speaks."""

    def path(self, page: str) -> str: ...
    def page(self, token: str) -> str | None: ...
    def sound(self, voice_name: str, page: str) -> Sound | None: ...


class Tries(Protocol):
    """What counts the numbers that lead nowhere."""

    def tried(self, call: str, caller: str) -> str: ...
    def was_right(self, call: str, caller: str) -> None: ...


class Understood(Protocol):
    """A group as it was understood: one sentence, the next dates, and these as lines for people to read."""

    @property
    def name(self) -> str: ...
    @property
    def spoken(self) -> str: ...
    @property
    def next(self) -> tuple[datetime, ...]: ...
    @property
    def dates(self) -> tuple[str, ...]: ...


class Talks(Protocol):
    """The part that knows who is in which room; `person` is how a call is known there."""

    def person(self, call_sid: str) -> str: ...
    def change(self, room: str, how: Callable[..., Talk], *args: Any) -> Talk: ...
    def event(self, form: Mapping[str, str]) -> Mapping[str, Talk]: ...
    def call_status(self, form: Mapping[str, str]) -> Mapping[str, Talk]: ...


class Announcements(Protocol):
    """The part that keeps announcements and their sounds; `publish` raises NotDone, `sound` OSError."""

    def publish(self, announcement: Announcement) -> None: ...
    def sound(self, name: str) -> bytes | None: ...
    def history(self) -> tuple[Announcement, ...]: ...
    def restore(self, of: str, number: int, until: datetime | None = None) -> Announcement: ...


class Takes(Protocol):
    """The part that looks after what callers record; `expect` and `discard` raise NotDone."""

    def expect(self, call: str) -> None: ...
    def report(self, form: Mapping[str, str]) -> bool: ...
    def discard(self, call: str, recording: str) -> None: ...
    def call_status(self, form: Mapping[str, str]) -> None: ...


class CalledOff(Protocol):
    """The part that keeps what is called off by telephone; both raise NotDone."""

    def call_off(self, group: str, day: date) -> None: ...
    def reopen(self, group: str, day: date) -> None: ...


@dataclass(frozen=True)
class Hotline:
    """The parts, put together by create_app(). `phone_password`: None = the phone is open, "" = it is closed."""

    port: int
    public_url: str
    auth_tokens: tuple[str, ...]
    key: bytes
    phone_password: str | None
    now: Callable[[], datetime]
    world: Callable[[], World]
    page: Callable[[tuple[Say, ...]], str]
    sorry: str
    sounds: Sounds
    plain: Callable[[str], str]
    music: Callable[[], bytes]
    talks: Talks
    open_room: Callable[[Opened], None]
    announcements: Announcements
    takes: Takes
    called_off: CalledOff
    tries: Tries
    health: Callable[[], dict[str, object]]
    desk: Desk
    network: Network
    carrier: Carrier
    checked: Callable[[Path | None], tuple[Plan, tuple[Problem, ...]]]
    understood: Callable[[Group, Plan], Understood]
    new_codes: Callable[[], Iterator[tuple[str, str]]]
    work: Callable[[], None]


def hotline() -> Hotline:
    """The hotline of the running app."""
    parts: Hotline = current_app.extensions["hotline"]
    return parts
