"""What app.py hands to the routes: the parts of the hotline, by what they do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from flask import current_app

from carrier.port import Carrier
from ivr.plan import Group, Plan
from ivr.reply import Say
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
    room_event: Callable[[str, str, str], None]
    health: Callable[[], dict[str, object]]
    desk: Desk
    network: Network
    carrier: Carrier
    checked: Callable[[Path | None], tuple[Plan, tuple[Problem, ...]]]
    understood: Callable[[Group, Plan], Understood]
    work: Callable[[], None]


def hotline() -> Hotline:
    """The hotline of the running app."""
    parts: Hotline = current_app.extensions["hotline"]
    return parts
