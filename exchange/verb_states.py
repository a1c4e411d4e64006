"""The states of a call at a verb that takes time; here <Gather> and <Record>."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from exchange.activity import Activity, Listening, Recording
from exchange.recorder import Recorder
from exchange.twiml.verbs import Gather, Record


@dataclass(frozen=True)
class Next:
    """The verb is over: send `form` to `action` (a URL relative to the document); "" = continue with the next verb."""

    action: str = ""
    method: str = "POST"
    form: Mapping[str, str] = field(default_factory=dict)


Outcome = Next | Activity | None


class VerbState(Protocol):
    """Events return `Next`, another activity, or None when nothing changes.

    `key`: a key is pressed. `over`: a time-out or sound ended, or the other side answered. `leave`: the caller leaves.
    """

    @property
    def takes_keys(self) -> bool: ...

    def key(self, key: str) -> Outcome: ...

    def over(self) -> Outcome: ...

    def leave(self) -> Next: ...


class InGather:
    """At a <Gather>: collects keys."""

    takes_keys = True

    def __init__(self, gather: Gather) -> None:
        self._gather = gather
        self._digits = ""

    def key(self, key: str) -> Outcome:
        if key == self._gather.finish_on_key:
            return self._done(key)
        self._digits += key
        return self.over() if len(self._digits) == self._gather.num_digits else Listening(self._gather.timeout)

    def over(self) -> Next:
        return self._done("")

    def _done(self, finished_on: str) -> Next:
        if not self._digits and not self._gather.action_on_empty_result:
            return Next()
        form = {"Digits": self._digits, "FinishedOnKey": finished_on, "msg": "Gather End"}
        return Next(self._gather.action, self._gather.method, form)

    def leave(self) -> Next:
        return Next()


class InRecord:
    """At a <Record>: `recorder` receives what the caller says."""

    takes_keys = True

    def __init__(self, record: Record, take: Recorder) -> None:
        self._record = record
        self.recorder = take

    def begin(self) -> Recording:
        self.recorder.begin()
        return Recording(self._record.max_length, self._record.play_beep, self._record.timeout)

    def key(self, key: str) -> Outcome:
        return self._done(key) if key in self._record.finish_on_key else None

    def over(self) -> Next:
        return self._done("")

    def leave(self) -> Next:
        return self._done("hangup")

    def _done(self, digits: str) -> Next:
        told = self.recorder.end()
        # Of an empty recording Twilio tells the action nothing: the next verb follows.
        return Next(self._record.action, self._record.method, told | {"Digits": digits}) if told else Next()
