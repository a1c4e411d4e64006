"""What strangers may hope for who try numbers for a month: they are let loose on the real limits, without a Redis."""

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count, product

from ivr.flows.code_limits import ROUNDS_OF_MUSIC
from ivr.model.typing_errors import slips
from keep.limits.code_attempts import OF_A_CALL, OF_ALL, Attempt, CodeAttempts
from storage.expiring_counters import HOUR
from storage.redis_client import Answer, RedisClient

DAY, WEEK, MONTH = 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR
# The group meets two hours a week, on the first evening too; its door is open a quarter of an hour before.
WEEKLY = 2.25 * HOUR
# A machine dials, in a new call for every five numbers. Where it has to wait, it hears music, half a minute each time.
A_NUMBER, A_WAIT = 10, 30 * ROUNDS_OF_MUSIC
# While the door is closed they try a number as often as the hotline forgets one, or each caller one a day; and before
# that they keep quiet for so many hours, for the hotline to be fast again.
QUIET_HOURS = (0, 24, 36, 144)
# One after the other are tried that differ in the last digits.
SOON_TRIED = 100


class Away(RedisClient):
    """A Redis that is never there."""

    def __init__(self) -> None:
        super().__init__("unix:///away")

    def ask(self, question: Callable[..., Answer], otherwise: Answer) -> Answer:
        return otherwise


def chance(callers: int, lines: int = 1, is_open: float = WEEKLY) -> float:
    """How likely it is within a month that somebody opens the room of a group whose number has six digits, and whose
    door is open for so many seconds a week.

    They call on so many lines and from so many numbers, or withhold theirs (0), and know the best way.
    """
    paces = {OF_ALL.every, DAY // callers if callers else OF_ALL.every}
    return max(guesses(callers, lines, is_open, *way) for way in product(QUIET_HOURS, paces)) / 10**6


def chance_to_lead(lines: int = 1, month: int = MONTH) -> float:
    """The same for the eight digits of somebody who leads, which are compared at any time, whoever calls."""
    now, compared = 0.0, 0
    tries = CodeAttempts(Away(), lambda: now)
    waiting = [(0.0, line, "all") for line in range(lines)]
    while waiting[0][0] < month:
        now, line, answer = heappop(waiting)
        if answer == "later":
            tries.waited(f"call {line}")
        answer = tries.tried_to_lead(f"call {line}", "").compares
        compared += answer == "all"
        heappush(waiting, (now + A_NUMBER + (A_WAIT if answer == "later" else 0), line, answer))
    return compared / 10**8


def guesses(callers: int, lines: int, is_open: float, quiet: int, pace: int) -> int:
    """How many numbers would have opened the room, had they been that of the group."""
    now, compared = 0.0, 0
    tries = CodeAttempts(Away(), lambda: now)
    strangers = [Stranger(tries, callers, line) for line in range(lines)]
    waiting = [(0.0, line) for line in range(lines)]
    while waiting[0][0] < MONTH:
        now, line = heappop(waiting)
        since = now % WEEK
        at_door = since < is_open
        if not at_door and (line or since < is_open + quiet * HOUR):
            next_one = min(is_open + quiet * HOUR, WEEK) if not line and since < is_open + quiet * HOUR else WEEK
            heappush(waiting, (now - since + next_one, line))
            continue
        attempt = strangers[line].tries_one(now)
        compared += attempt.compares == "all" or (at_door and attempt.compares != "later")
        takes = A_NUMBER + (A_WAIT if attempt.compares == "later" else 0)
        heappush(waiting, (now + (takes if at_door else pace), line))
    return compared


class Stranger:
    """One line, on which numbers are tried of which each is a slip of the one before: those are the cheapest."""

    def __init__(self, tries: CodeAttempts, callers: int, line: int):
        self._tries = tries
        self._callers = callers
        self._calls = (f"call {line}.{number // OF_A_CALL}" for number in count())
        self._numbers = count(line * 10_000)
        self._is_waiting_in = ""

    def tries_one(self, now: float) -> Attempt:
        """One more number, in the same call where that was asked to wait."""
        number = next(self._numbers)
        call = self._is_waiting_in or next(self._calls)
        if self._is_waiting_in:
            self._tries.waited(call)
        caller = f"caller {number % self._callers} on {now // DAY}" if self._callers else ""
        # The code is this number, of which slips went before.
        code = f"{number:06}"
        attempt = self._tries.tried(call, caller, of=code)
        self._is_waiting_in = call if attempt.compares == "later" else ""
        for near in slips(code, 6):
            if 0 < int(near) - number < SOON_TRIED:
                self._tries.was_wrong(attempt, near)
        return attempt


def told() -> Iterator[str]:
    """What guessing is worth, as lines."""
    ways = (("of one number", (1,)), ("of ten", (10,)), ("of none", (0,)), ("of none on ten lines", (0, 10)))
    guessed = ", ".join(f"{chance(*way):.3%} {who}" for who, way in ways)
    yield f"Strangers open the room of a group with six digits within 30 days: {guessed}"
    yield f"The menu of one who leads, with eight digits: {chance_to_lead():.3%} on one line"
