"""How many numbers have led nowhere: of a call, of a caller, and on the whole hotline."""

from collections.abc import Callable

from keep.link import Link
from keep.tally import DAY, Tally

HOUR, WEEK = 3600, 7 * DAY

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
    Those of another `kind` are counted by themselves: on a page they cost nothing, and must not slow down the calls.
    """

    def __init__(self, link: Link, clock: Callable[[], float], kind: str = "tries"):
        self._clock = clock
        self._tally = Tally(link, kind, clock)

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
        of_caller = self._tally.add(f"caller:{caller}:{today}", amount, lambda tries: DAY) if caller else 0
        return self._tally.add(f"call:{call}", amount, lambda tries: HOUR), of_caller

    def _of_all(self, amount: int) -> int:
        """How many tries are not forgotten, as one is each hour. Kept as the hour in which the last one will be."""
        now = self._clock()
        this_hour = int(now // HOUR)
        last = self._tally.add("all", amount, lambda last: min(last * HOUR - now, WEEK), start=this_hour)
        return last - this_hour
