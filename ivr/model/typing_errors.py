"""Single typing errors in a code: a digit wrong, missing or doubled, or two swapped."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def slips(number: str, longest: int) -> frozenset[str]:
    """All that one slip makes of a number where at most `longest` digits are taken: one digit wrong, doubled or
    missing, or two neighbours swapped."""
    halves = [(number[:at], number[at:]) for at in range(len(number))]
    wrong = (left + digit + right[1:] for left, right in halves for digit in "0123456789")
    doubled = (left + right[0] + right for left, right in halves)
    missing = (left + right[1:] for left, right in halves)
    swapped = (left + right[1::-1] + right[2:] for left, right in halves)
    return frozenset(typed[:longest] for typed in (*wrong, *doubled, *missing, *swapped)) - {number}
