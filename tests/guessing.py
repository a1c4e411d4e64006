"""What strangers may hope for who try numbers for a month: they are let loose on the real limits, without a Redis."""

from collections.abc import Callable
from itertools import count

from keep.link import Answer, Link
from keep.tries import HOUR, WEEK, Tries

CODES = 10**6
DAYS = 30
# The group meets two hours a week, on the first evening too; its door is open a quarter of an hour before.
DOOR_IS_OPEN = 2.25 * HOUR
# A line can try one number a minute. While the door is closed, strangers may try less often, not to make the hotline
# slow; where a number is compared with nothing, they wait for so many minutes.
PACES, PAUSES = (0, 1, 2, 10, 60), (0, 60)


class Away(Link):
    """A Redis that is never there."""

    def __init__(self) -> None:
        super().__init__("unix:///away")

    def ask(self, question: Callable[..., Answer], otherwise: Answer) -> Answer:
        return otherwise


def chance(callers: int) -> float:
    """How likely it is within a month that somebody opens the room of a group whose number has six digits.

    They call from so many numbers, or withhold theirs (0), and know the best of the paces.
    """
    return max(guesses(callers, pace, pause) for pace in PACES for pause in PAUSES) / CODES


def guesses(callers: int, pace: int, pause: int) -> int:
    """How many numbers are compared with that of the group, at `pace` tries an hour and with such pauses."""
    now, resting, compared, numbers = 0.0, 0, 0, count()
    tries = Tries(Away(), lambda: now)
    for minute in range(DAYS * 24 * 60):
        now = minute * 60.0
        is_open = now % WEEK < DOOR_IS_OPEN
        if not is_open and (minute < resting or not pace or minute % (60 // pace)):
            continue
        answer = tries.tried(f"call {minute}", f"caller {next(numbers) % callers}" if callers else "")
        is_compared = answer == "all" or (answer == "open" and is_open)
        compared += is_compared
        resting = 0 if is_compared else minute + pause
    return compared
