"""What strangers may hope for who try numbers for a month: they are let loose on the real limits, without a Redis."""

from collections.abc import Callable
from itertools import count

from keep.link import Answer, Link
from keep.tries import HOUR, OF_ALL, WEEK, Tries

CODES = 10**6
DAYS = 30
# The group meets two hours a week, on the first evening too; its door is open a quarter of an hour before.
DOOR_IS_OPEN = 2.25 * HOUR
# At first strangers try 30 numbers and then one an hour, not to make the hotline slow. From some day on they try one a
# minute, and where it is compared with nothing they wait for an hour or for the door.
QUIET_DAYS = (0, 7, 14, 21, 28, 30)


class Away(Link):
    """A Redis that is never there."""

    def __init__(self) -> None:
        super().__init__("unix:///away")

    def ask(self, question: Callable[..., Answer], otherwise: Answer) -> Answer:
        return otherwise


def chance(callers: int) -> float:
    """How likely it is within a month that somebody opens the room of a group whose number has six digits.

    They call from so many numbers, or withhold theirs (0), and know the best day to give up being quiet.
    """
    return max(guesses(callers, quiet_days) for quiet_days in QUIET_DAYS) / CODES


def guesses(callers: int, quiet_days: int) -> int:
    """How many numbers are compared with that of the group."""
    now, resting, compared, numbers = 0.0, 0, 0, count()
    tries = Tries(Away(), lambda: now)
    for minute in range(DAYS * 24 * 60):
        now = minute * 60.0
        is_open, is_quiet = now % WEEK < DOOR_IS_OPEN, OF_ALL <= minute < quiet_days * 24 * 60
        if (is_quiet and minute % 60) or (minute < resting and not is_open):
            continue
        answer = tries.tried(f"call {minute}", f"caller {next(numbers) % callers}" if callers else "")
        is_compared = answer == "all" or (answer == "open" and is_open)
        compared += is_compared
        resting = 0 if is_compared else minute + 60
    return compared
