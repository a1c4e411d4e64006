"""Everything that a recording comes by: the carrier, the store, and who looks after it."""

from datetime import timedelta

from keep.announcements.announcements import Announcements
from keep.announcements.messages import Messages
from keep.announcements.recordings import Recordings
from storage.store import Store
from tests.conftest import Clock
from tests.support.recording_carrier import CALL, SpokenCarrier, mastered, sid


class Desk:
    """One process of a hotline, whose carrier keeps what is spoken."""

    def __init__(self, store: Store, clock: Clock):
        self.store, self.clock, self.carrier = store, clock, SpokenCarrier()
        self.announcements, self.messages = Announcements(store), Messages(store, clock)
        self.takes = self.other()

    def other(self) -> Recordings:
        """The same in another process."""
        return Recordings(self.store, self.carrier, mastered, Announcements(self.store), self.clock)

    def sweep(self, later: float = 0) -> None:
        """The worker looks, so many seconds later."""
        self.clock.now += timedelta(seconds=later)
        self.takes.sweep()

    def hangs_up(self, call: str = CALL) -> None:
        """The carrier tells that a call is over."""
        self.takes.call_ended(call)

    def heard(self, number: int = 1) -> bytes | None:
        """What callers would hear of a recording."""
        return self.announcements.sound(self.takes[sid(number)].sound)

    @property
    def kept(self) -> list[str]:
        """What is noted."""
        return [*self.store.names("anrufe"), *self.store.names("aufnahmen")]

    @property
    def sounds(self) -> list[str]:
        """What is kept that could be heard."""
        return [name for name in self.store.names("ansagen") if name.endswith(".wav")]

    @property
    def left(self) -> list[bytes | None]:
        """What the office hears, the newest first."""
        return [self.messages.sound(one.name) for one in self.messages.all()]

    @property
    def spoken(self) -> list[str]:
        """What is kept of messages, left or not."""
        return self.store.names("anrufbeantworter")
