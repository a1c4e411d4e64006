"""Where a call stays until something happens; here at a Gather or a Record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from exchange.activity import Activity, Listening, Recording
from exchange.recorder import Take
from exchange.twiml.verbs import Gather, Record


@dataclass(frozen=True)
class Next:
    """The stay is over: tell `action` (an address relative to the document) the form; "" = the next verb follows."""

    action: str = ""
    method: str = "POST"
    form: Mapping[str, str] = field(default_factory=dict)


Outcome = Next | Activity | None


class Station(Protocol):
    """Each event returns what it leads to: `Next`, another activity, or None when it changes nothing.

    `key`: one is pressed. `over`: patience or a sound ran out, or the other side answered. `leave`: the caller goes.
    """

    @property
    def takes_keys(self) -> bool: ...

    def key(self, key: str) -> Outcome: ...

    def over(self) -> Outcome: ...

    def leave(self) -> Next: ...


class Asking:
    """At a Gather: keys are collected."""

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


class Taking:
    """At a Record: the caller speaks, and `take` hears it."""

    takes_keys = True

    def __init__(self, record: Record, take: Take) -> None:
        self._record = record
        self.take = take

    def begin(self) -> Recording:
        self.take.begin()
        return Recording(self._record.max_length, self._record.play_beep, self._record.timeout)

    def key(self, key: str) -> Outcome:
        return self._done(key) if key in self._record.finish_on_key else None

    def over(self) -> Next:
        return self._done("")

    def leave(self) -> Next:
        return self._done("hangup")

    def _done(self, digits: str) -> Next:
        told = self.take.end()
        # Of an empty recording Twilio tells the action nothing: the next verb follows.
        return Next(self._record.action, self._record.method, told | {"Digits": digits}) if told else Next()
