"""Names of groups for addresses."""

from collections.abc import Iterable
from itertools import chain, count

from ivr.model.names import plain
from ivr.model.plan import Group

ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slugs(groups: Iterable[Group]) -> dict[str, Group]:
    """The groups by a name for addresses: "Rückenwind am Abend" is "rueckenwind-am-abend"."""
    found: dict[str, Group] = {}
    for group in groups:
        slug = _slug(group.name)
        numbered = (f"{slug}-{number}" for number in count(2))
        found[next(free for free in chain((slug,), numbered) if free not in found)] = group
    return found


def _slug(name: str) -> str:
    return plain(name.casefold().translate(ASCII)) or "gruppe"
