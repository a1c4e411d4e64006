"""Finds groups by their name or by a number, written in any way."""

import re
from collections.abc import Iterable

from ivr.model.names import plain
from ivr.model.plan import Group

# Fewer digits would be in the numbers of half the groups.
FEWEST_DIGITS = 3
ONLY_A_NUMBER = re.compile(r"[\d\s./-]+")


def found(groups: Iterable[tuple[str, Group]], wanted: str) -> dict[str, Group]:
    """The groups (by their name for addresses) whose name or number holds what is wanted."""
    digits = "".join(filter(str.isdigit, wanted)) if ONLY_A_NUMBER.fullmatch(wanted) else ""
    if len(digits) >= FEWEST_DIGITS:
        return {slug: group for slug, group in groups if digits in group.code or digits in group.leader_code}
    return {slug: group for slug, group in groups if plain(wanted) in plain(group.name)}
