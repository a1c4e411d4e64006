"""Who may try a password now, and which sign-ins are over."""

from collections.abc import Callable

from keep.link import Link
from keep.tally import Tally

HOUR = 3600
# Three slips cost nobody anything; from then on each wait is twice as long. From one address come some 15 tries in the
# first hour, and four an hour after that.
FREE, FIRST_WAIT, LONGEST_WAIT = 3, 5, 15 * 60


class Doorman:
    """`who` is a keyed hash of an address, `clock` gives the seconds since 1970. Thread-safe, for every process."""

    def __init__(self, link: Link, clock: Callable[[], float]):
        self._tally = Tally(link, "door", clock)

    def lets_try(self, who: str) -> bool:
        """Whether a password may be compared now. It counts as wrong until it is not, so that many at once are many."""
        if self._tally.has(f"wait:{who}"):
            return False
        wrong = self._tally.add(f"wrong:{who}", 1, lambda count: HOUR)
        if wrong >= FREE:
            wait = min(FIRST_WAIT * 2 ** (wrong - FREE), LONGEST_WAIT)
            self._tally.add(f"wait:{who}", 1, lambda count: wait)
        return True

    def was_right(self, who: str) -> None:
        """What was compared last was right: whoever sits there may slip again."""
        for name in (f"wrong:{who}", f"wait:{who}"):
            self._tally.forget(name)

    def end(self, sign_in: str, seconds: int) -> None:
        """A sign-in is over, although its cookie would be good for so many seconds more."""
        self._tally.add(f"over:{sign_in}", 1, lambda count: seconds)

    def has_ended(self, sign_in: str) -> bool:
        """Whether it is over."""
        return self._tally.has(f"over:{sign_in}")
