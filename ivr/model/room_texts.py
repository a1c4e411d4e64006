"""Texts that are played into a group's room, to begin with and to end with.

What the one who leads has recorded instead of a written one is kept as an announcement of a group of its own.
"""

from enum import StrEnum

from ivr.model.plan import Group


class RoomText(StrEnum):
    """Which of the two; the value stands in names of files, and on the pages of the office."""

    OPENING = "Eröffnung"
    CLOSING = "Schluss"


def name_of_text(group: Group, which: RoomText) -> str:
    """Under which name a recorded one is kept: "Sonnenblume, Eröffnung"."""
    return f"{group.name}, {which}"


def written_text(group: Group, which: RoomText) -> str:
    """What stands in the file of the group, "" where nothing does."""
    return group.opening if which is RoomText.OPENING else group.closing


def groups_of_texts(group: Group) -> tuple[Group, ...]:
    """The two texts of a group as groups that the same one leads; none where nobody leads."""
    if not (group.leader_code and group.by_telephone) or group.external_room:
        return ()
    return tuple(Group(name_of_text(group, which), leader_code=group.leader_code) for which in RoomText)
