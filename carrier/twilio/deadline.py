"""How long a question to the carrier may take in all, whatever it consists of."""

from collections.abc import Callable
from concurrent.futures import Executor
from functools import wraps
from typing import Any, Protocol, TypeVar

from twilio.base.exceptions import TwilioException

from carrier.port import CarrierError

# A turn of a call asks five times at most, in fifteen seconds: who is muted, who is heard again, and what is told.
IN_ALL = 2.8
# The SDK takes it for granted that an answer has the right shape.
NOT_UNDERSTOOD = (TwilioException, AttributeError, LookupError, TypeError, ValueError)


class Asking(Protocol):
    """Whoever asks, in threads of its own."""

    @property
    def pool(self) -> Executor: ...


Asked = TypeVar("Asked")
Question = Callable[..., Asked]


def in_time(question: Question[Asked]) -> Question[Asked]:
    """The question, given up when it takes too long in all: the caller's own webhook may take fifteen seconds."""

    @wraps(question)
    def bounded(carrier: Asking, *asked: Any) -> Asked:
        try:
            return carrier.pool.submit(question, carrier, *asked).result(IN_ALL)
        except TimeoutError as error:
            raise CarrierError("the carrier takes too long") from error
        except NOT_UNDERSTOOD as error:
            raise CarrierError("the carrier's answer cannot be understood") from error

    return bounded
