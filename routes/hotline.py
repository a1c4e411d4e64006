"""What app.py hands to the routes: the parts of the hotline, by what they do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from flask import current_app

from carrier.port import Carrier
from ivr.announcement import Announcement, Take
from ivr.beside import Opened
from ivr.counting import Counts, Stand
from ivr.plan import Group, OfficeHours, Plan
from ivr.say import Say
from ivr.talk import Talk
from ivr.world import World
from phone.desk import Desk
from phone.network import Network
from reading.files import Files
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


class Doorman(Protocol):
    """What slows down the guessing of passwords, and knows which sign-ins are over."""

    def lets_try(self, who: str) -> bool: ...
    def was_right(self, who: str) -> None: ...
    def end(self, sign_in: str, seconds: int) -> None: ...
    def has_ended(self, sign_in: str) -> bool: ...


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


class Written(Protocol):
    """The part that writes times and numbers in figures, for paper."""

    def times(self, group: Group, now: datetime) -> tuple[str, ...]: ...
    def hours(self, office: Sequence[OfficeHours]) -> str: ...
    def number(self, written: str) -> str: ...


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


class Draft(Protocol):
    """The content as it would be: what it means, and the mistakes that it would have and has not now."""

    @property
    def plan(self) -> Plan: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def mistakes(self) -> tuple[Problem, ...]: ...


class Version(Protocol):
    """What stood in a file, and since when that is `kept` (aware)."""

    @property
    def number(self) -> int: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def kept(self) -> datetime: ...


class Content(Protocol):
    """The files that staff write; `save` raises NotDone, `versions` and `deleted` OSError."""

    def files(self) -> Files: ...
    def draft(self, name: str, raw: bytes | None) -> Draft: ...
    def save(self, name: str, raw: bytes | None, opened: str) -> None: ...
    def versions(self, name: str) -> tuple[Version, ...]: ...
    def deleted(self) -> tuple[str, ...]: ...


class Takes(Protocol):
    """The part that looks after what callers record; `expect` and `discard` raise NotDone."""

    def expect(self, call: str) -> None: ...
    def report(self, form: Mapping[str, str]) -> bool: ...
    def discard(self, call: str, recording: str) -> None: ...
    def call_status(self, form: Mapping[str, str]) -> None: ...


class Counters(Protocol):
    """The part that counts, by day; `of` is a month up to now. Reading raises OSError, and ValueError for a damaged
    file."""

    def add(self, counts: Counts) -> None: ...
    def of(self, month: date) -> Counts: ...
    def months(self) -> tuple[date, ...]: ...


class Whereabouts(Protocol):
    """The part that knows where each call is while it lasts; `call` is a keyed hash."""

    def of(self, call: str) -> Stand | None: ...
    def moves(self, call: str, to: Stand) -> None: ...
    def leaves(self, call: str) -> Stand | None: ...


class CalledOff(Protocol):
    """The part that keeps what is called off by telephone; `call_off` and `reopen` raise NotDone."""

    def problems(self, plan: Plan) -> tuple[Problem, ...]: ...
    def call_off(self, group: str, day: date) -> None: ...
    def reopen(self, group: str, day: date) -> None: ...


@dataclass(frozen=True)
class Hotline:
    """The parts, put together by create_app(). `send` tells staff a title and a text: by which services, and whether
    each took it."""

    port: int
    public_url: str
    auth_tokens: tuple[str, ...]
    key: bytes
    staff_password: str
    may_use_the_phone: Callable[[], bool]
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
    taken: Callable[[bytes], Take]
    called_off: CalledOff
    tries: Tries
    tries_on_pages: Tries
    counters: Counters
    whereabouts: Whereabouts
    is_trial: bool
    metrics_token: str
    doorman: Doorman
    health: Callable[[], dict[str, object]]
    on_air_since: Callable[[], datetime]
    desk: Desk
    network: Network
    carrier: Carrier
    content: Content
    heard: Callable[[Group, Plan], str]
    checked: Callable[[Path | None], tuple[Plan, tuple[Problem, ...]]]
    understood: Callable[[Group, Plan], Understood]
    written: Written
    new_codes: Callable[[], Iterator[tuple[str, str]]]
    send: Callable[[str, str], Sequence[tuple[str, bool]]]
    work: Callable[[], None]


def hotline() -> Hotline:
    """The hotline of the running app."""
    parts: Hotline = current_app.extensions["hotline"]
    return parts
