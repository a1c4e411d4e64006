"""A part of all that can be said, which is listed again only when something changes that it depends on."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from ivr.say import Say


@dataclass(frozen=True)
class Part:
    """What `hear` lists, reply by reply. `key` holds all that it depends on: parts with equal keys say the same."""

    key: Hashable
    hear: Callable[[], Iterable[tuple[Say, ...]]] = field(compare=False)
