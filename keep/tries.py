"""How many numbers have led nowhere: of a call, of a caller, and on the whole hotline.

Counted in Redis and always in this process too, and the worse of both counts: so neither an empty nor an absent Redis
forgives anything, and what fails at another process counts here.
"""

import threading
from collections.abc import Callable

import redis

from keep.link import Link

HOUR, DAY, WEEK = 3600, 24 * 3600, 7 * 24 * 3600

# The limits, in numbers that led nowhere; what they leave to strangers is reckoned in tests/guessing.py.
# A call, in an hour: after three a caller is led to the office, and may come back from there once more.
OF_A_CALL = 5
# A caller whose number is shown, in a day: a care home of twenty behind one number mistypes so often.
OF_A_CALLER = 10
# The whole hotline at once, and one more each hour: more than honest callers mistype. Beyond that it is slow, and
# compares with the groups whose door is open only: whoever belongs to one of them comes in, whatever strangers do.
OF_ALL = 30
# A caller whose number is shown, in a day, while the hotline is slow: who does not mistype notices nothing of it.
WHILE_SLOW = 1


class Tries:
    """Counts tries before they are compared, under names that say nothing about a caller. Thread-safe.

    `clock` gives the seconds since 1970. A call and a caller are keyed hashes; "" is a caller whose number is withheld.
    """

    def __init__(self, link: Link, clock: Callable[[], float]):
        self._link = link
        self._clock = clock
        self._lock = threading.Lock()
        self._counted: dict[str, tuple[int, float]] = {}

    def tried(self, call: str, caller: str) -> str:
        """Count a number that has come in, and say with which groups it may be compared: as World.compares."""
        of_call, of_caller = self._own(call, caller, 1)
        if of_caller > OF_A_CALLER:
            return "none"
        if of_call > OF_A_CALL:
            return "new call"
        calm = self._of_all(1) <= OF_ALL
        return "all" if calm or 0 < of_caller <= WHILE_SLOW else "open"

    def was_right(self, call: str, caller: str) -> None:
        """The number that was counted last has opened a room: its try is taken back."""
        self._own(call, caller, -1)
        self._of_all(-1)

    def _own(self, call: str, caller: str, amount: int) -> tuple[int, int]:
        today = int(self._clock() // DAY)
        of_caller = self._add(f"caller:{caller}:{today}", amount, lambda tries: DAY) if caller else 0
        return self._add(f"call:{call}", amount, lambda tries: HOUR), of_caller

    def _of_all(self, amount: int) -> int:
        """How many tries are not forgotten, as one is each hour. Kept as the hour in which the last one will be."""
        now = self._clock()
        this_hour = int(now // HOUR)
        last = self._add("all", amount, lambda last: min(last * HOUR - now, WEEK), start=this_hour)
        return last - this_hour

    def _add(self, name: str, amount: int, lasts: Callable[[int], float], start: int = 0) -> int:
        """The worse of both counts after adding to them; `lasts` says for how many seconds a count is remembered."""
        own = self._add_here(name, amount, lasts, start)

        def add(client: redis.Redis) -> int:
            pipe = client.pipeline()
            pipe.set(f"tries:{name}", start, nx=True, ex=DAY)
            pipe.incrby(f"tries:{name}", amount)
            count: int = pipe.execute()[1]
            client.expire(f"tries:{name}", max(1, round(lasts(count))))
            return count

        return max(own, self._link.ask(add, own))

    def _add_here(self, name: str, amount: int, lasts: Callable[[int], float], start: int) -> int:
        now = self._clock()
        with self._lock:
            self._counted = {name: counted for name, counted in self._counted.items() if counted[1] > now}
            count = self._counted.get(name, (start, 0))[0] + amount
            self._counted[name] = (count, now + lasts(count))
        return count
