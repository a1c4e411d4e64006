"""What becomes of the sounds of recordings: a draft of an announcement goes with its call, a message stays."""

from collections.abc import Callable
from datetime import timedelta

from ivr.model.announcement import RecordingOutcome
from keep.announcements.announcements import Announcements
from keep.announcements.messages import Messages
from keep.announcements.recording_log import RecordingLog


class RecordingSounds:
    """Those of `book`, each with the announcements or the messages: `lasts` is how long a message is kept, None stands
    for an announcement. Every method raises OSError."""

    def __init__(self, book: RecordingLog, announcements: Announcements, messages: Messages):
        self._book = book
        self._announcements = announcements
        self._messages = messages

    def keeper(self, lasts: timedelta | None) -> Callable[[bytes], str]:
        """What keeps such a sound, and names it."""
        return self._announcements.keep_sound if lasts is None else self._messages.keep_sound

    def drop(self, recording: str, call: str) -> None:
        """Nobody wants this recording any more; what is or was on air, or is left, is kept all the same."""
        take = self._book.outcome(recording)
        self._book.discard(recording, call)
        self.forget(take)

    def forget(self, take: RecordingOutcome | None) -> None:
        """Remove the sound of a recording that has another outcome."""
        if take and take.sound and take.sound not in {one.sound for one in self._book.kept()}:
            self._announcements.forget_sound(take.sound)
            self._messages.forget_sound(take.sound)

    def leave(self, recording: str, call: str) -> None:
        """Give a message of this call to the office."""
        for one in self._book.kept():
            if (one.recording, one.call) == (recording, call) and one.lasts is not None:
                self._messages.leave(one.sound, one.lasts)

    def call_ended(self, call: str) -> None:
        """Nobody is there to decide any more: messages are left, and all else is dropped."""
        for one in self._book.kept():
            if one.call == call and one.lasts is not None:
                self._messages.leave(one.sound, one.lasts)
            elif one.call == call:
                self.drop(one.recording, one.call)

    def sweep(self) -> None:
        """Remove what is over."""
        self._messages.sweep()
