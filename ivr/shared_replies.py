"""Replies that are the same for every caller in the same minute."""

from ivr.place_names import At
from ivr.reply import Ask, Reply

# What is said there depends on which rooms this caller has opened, or how many messages he has left.
ABOUT_THE_CALLER = frozenset({At.OWN_ROOM, At.OWN_ROOM_NUMBER, At.OWN_ROOM_ENTRY, At.MESSAGE_REFUSED})


def is_shared(reply: Reply) -> bool:
    """Whether everybody else is told this at the same place for the same keys, as long as the plan, the announcements
    and the rooms that are open stay as they are. The turn must have been about no talk, number or recording."""
    then = reply.then
    if not isinstance(then, Ask) or reply.effects:
        return False
    # Digits belong to one caller, and when a choice was offered counts in seconds.
    return not (then.place.typed or then.place.offered or then.place.name in ABOUT_THE_CALLER)
