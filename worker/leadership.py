"""Which of several workers leads, and whether the plan of its source may go on air."""

import logging
import time
from collections.abc import Callable

from keep.content.shared_folder import OWNER, REFUSED, REFUSED_COUNTS
from keep.content.source import Source
from storage.lease import OUTLIVES, Lease
from storage.redis_client import RedisClient

log = logging.getLogger(__name__)

LOOKS_EVERY = OUTLIVES / 3


class Leadership:
    """One worker leads: the first one. Another of the same source takes over when it is silent; one whose source is
    the folder of another machine does not, or what staff have saved would silently go off the air."""

    def __init__(self, redis_client: RedisClient, source: Source):
        self._redis = redis_client
        self.source = source
        self.lease = Lease(redis_client, "worker:leader")
        self._told = False

    def wait(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Return when this worker leads."""
        while not (self._may_publish() and self.lease.take()):
            wait(LOOKS_EVERY)
        self._redis.commit(self.lease.fence, [("SET", OWNER, self.source.name)])

    def keep(self, lost: Callable[[], object], wait: Callable[[float], object] = time.sleep) -> None:
        """Go on leading; call `lost` once another worker does, or the plan of another source is wanted on air."""
        while self._may_publish() and self.lease.take():
            wait(LOOKS_EVERY)
        lost()

    def _may_publish(self) -> bool:
        owner = (self._redis.get(OWNER) or b"").decode(errors="replace")
        if owner in ("", self.source.name) or _are_on_one_machine(owner, self.source.name):
            return True
        self._redis.put(REFUSED, self.source.name.encode(), REFUSED_COUNTS)
        if not self._told:
            log.warning(
                "The plan on air is that of %s. That of %s is not published; flask content --take would do so",
                owner,
                self.source.name,
            )
        self._told = True
        return False


def _are_on_one_machine(*names: str) -> bool:
    """Whether these are two folders of one machine: that of an installation may be moved."""
    return not any("://" in name for name in names) and len({name.partition(":/")[0] for name in names}) == 1
