"""A cache for what is true on a day or at a moment: it forgets days past, which `lru_cache` keeps until it is full."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

# Values of one day or moment: some for each group.
MOST = 4096


def recent_cache(periods: int) -> Callable[[Function], Function]:
    """Cache a function whose last argument is a day or a moment, for as many of these as were asked for last."""

    def decorated(function: Function) -> Function:
        @lru_cache(maxsize=periods)
        def cache_of(when: object) -> Callable[..., Any]:
            return lru_cache(maxsize=MOST)(lambda *before: function(*before, when))

        @wraps(function)
        def cached(*args: object) -> Any:
            *before, when = args
            return cache_of(when)(*before)

        return cast(Function, cached)

    return decorated
