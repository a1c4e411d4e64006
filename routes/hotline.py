"""What app.py hands to the routes and pages: the parts of the hotline, by what they do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask import current_app

from carrier.port import Carrier
from exchange.browser_calls import Desk
from exchange.network import Network
from ivr.model.adhoc_rooms import Opened
from ivr.model.announcement import Take
from ivr.model.plan import Group, Plan
from ivr.say import Say
from ivr.world import World
from reading.problem import Problem
from routes.protocols import (
    Announcements,
    CalledOff,
    Content,
    Counters,
    Doorman,
    Sounds,
    Takes,
    Talks,
    Trial,
    Tries,
    Understood,
    Whereabouts,
    Written,
)


@dataclass(frozen=True)
class Hotline:
    """The parts, put together by create_app(). `send` tells staff a title and a text: by which services, and whether
    each took it. `sorry` says that something has failed: once, twice, more often, and goodbye."""

    port: int
    public_url: str
    auth_tokens: tuple[str, ...]
    key: bytes
    staff_password: str
    shortest_password: int
    may_use_the_phone: Callable[[], bool]
    now: Callable[[], datetime]
    world: Callable[[], World]
    page: Callable[[tuple[Say, ...]], str]
    sorry: Sequence[str]
    sounds: Sounds
    trials: Callable[[str], Iterator[Trial]]
    plain: Callable[[str], str]
    music: Callable[[], bytes]
    talks: Talks
    open_room: Callable[[Opened], None]
    announcements: Announcements
    takes: Takes
    taken: Callable[[bytes], Take]
    called_off: CalledOff
    tries: Mapping[str, Tries]
    is_slow: Callable[[], bool]
    night_key: Callable[[date], bytes]
    counters: Counters
    whereabouts: Whereabouts
    is_trial: bool
    is_exposed: bool
    trusted_proxies: int
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
