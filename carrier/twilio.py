"""Twilio as the carrier, asked through its REST API."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote

from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from carrier.port import CarrierError
from carrier.wire import NotThere, Wire

# Twilio lets no more into one conference.
MOST_PEOPLE = 250
AT_ONCE = 16
# A turn of a call asks three times at most, in fifteen seconds.
IN_ALL = 4.0
# Whoever waits alone may be in either, and it may begin between two questions. Without a Status Twilio lists other
# conferences this year than last year.
GOING_ON = ("in-progress", "init", "in-progress")


@dataclass(frozen=True)
class Participant:
    """One call in a conference."""

    label: str
    muted: bool
    hold: bool


@dataclass(frozen=True)
class Conference:
    """A conference, and who is in it."""

    sid: str
    participants: tuple[Participant, ...]


Asked = TypeVar("Asked")
Question = Callable[..., Asked]


def _in_time(question: Question[Asked]) -> Question[Asked]:
    """The question, given up when it takes too long in all: the caller's own webhook may take fifteen seconds."""

    @wraps(question)
    def bounded(carrier: "TwilioCarrier", *asked: Any) -> Asked:
        try:
            return carrier.pool.submit(question, carrier, *asked).result(IN_ALL)
        except TimeoutError as error:
            raise CarrierError("the carrier takes too long") from error
        except TwilioException as error:
            raise CarrierError("the carrier's answer cannot be understood") from error

    return bounded


class TwilioCarrier:
    """A `carrier.port.Carrier`; `api` is where the REST API answers, `seconds` how long it may be silent."""

    def __init__(
        self, account_sid: str, auth_token: str, api: str = "https://api.twilio.com", seconds: float = 5
    ) -> None:
        self._conferences = Client(account_sid, auth_token, http_client=Wire(api, seconds)).conferences
        self.pool = ThreadPoolExecutor(AT_ONCE)

    @_in_time
    def conference(self, room: str) -> Conference | None:
        """The conference in a room, None while there is none."""
        if found := self._found(room):
            with suppress(NotThere):
                people = found.participants.list(limit=MOST_PEOPLE)
                return Conference(found.sid, tuple(Participant(one.label or "", one.muted, one.hold) for one in people))
        return None

    @_in_time
    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        """Mute these participants at once, or let them be heard again."""
        people = [label for label in labels if label]
        if people and (found := self._found(room)):
            _change_all(found, people, muted=on)

    @_in_time
    def hold(self, room: str, label: str, on: bool) -> None:
        """Take a participant out of the talk for a while, or back into it."""
        if label and (found := self._found(room)):
            _change(found, label, hold=on)

    @_in_time
    def announce(self, room: str, url: str) -> None:
        """Play the sound at `url` (absolute, WAV) to everybody in the room."""
        self._update(room, announce_url=url, announce_method="GET")

    @_in_time
    def end(self, room: str) -> None:
        """End the conference: everybody goes on behind their <Dial>."""
        self._update(room, status="completed")

    def _found(self, room: str) -> Any:
        for status in GOING_ON:
            if found := self._conferences.list(friendly_name=room, status=status, limit=1):
                return found[0]
        return None

    def _update(self, room: str, **wanted: str) -> None:
        if found := self._found(room):
            with suppress(NotThere):
                found.update(**wanted)


def _change(conference: Any, label: str, **wanted: bool) -> None:
    with suppress(NotThere):
        conference.participants(quote(label, safe="")).update(**wanted)


def _change_all(conference: Any, labels: Iterable[str], **wanted: bool) -> None:
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        for change in [pool.submit(_change, conference, label, **wanted) for label in labels]:
            change.result()
    finally:
        # When the carrier does not answer, nobody waits until it has not answered for each of them.
        pool.shutdown(cancel_futures=True)
