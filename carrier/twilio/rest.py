"""Twilio as the carrier, asked through its REST API."""

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from carrier.events import RecordingState
from carrier.port import CarrierError, NotThere
from carrier.twilio.deadline import in_time
from carrier.twilio.ids import CALL, RECORDING
from carrier.twilio.region import API
from carrier.twilio.statuses import GOES_ON, recording_state
from ivr.model.plan import MOST_PEOPLE

if TYPE_CHECKING:
    from twilio.rest import Client

    from carrier.twilio.http import Wire

AT_ONCE = 16
# Whoever waits alone may be in either, and it may begin between two questions. Without a Status Twilio lists other
# conferences this year than last year.
CONFERENCE_GOES_ON = ("in-progress", "init", "in-progress")
# Twilio lists no more at a time, and a hotline has fewer.
MOST_CALLS = 1000
# Nobody speaks more often in one call.
MOST_RECORDINGS = 20


@dataclass(frozen=True)
class Participant:
    """One call in a conference."""

    label: str
    muted: bool


@dataclass(frozen=True)
class Conference:
    """A conference, and who is in it."""

    sid: str
    participants: tuple[Participant, ...]


@dataclass(frozen=True)
class Recording:
    """What a caller has spoken: its RecordingSid, and how it stands."""

    sid: str
    state: RecordingState


class TwilioCarrier:
    """A `carrier.port.Carrier`; `api` is where the REST API answers, `seconds` how long it may be silent."""

    def __init__(self, account_sid: str, auth_token: str, api: str = API, seconds: float = 5) -> None:
        self._login = (account_sid, auth_token)
        self._api, self._seconds = api, seconds
        self.pool = ThreadPoolExecutor(AT_ONCE)

    # The SDK takes a second and 20 MB, and a process may never ask anything.
    @cached_property
    def _wire(self) -> "Wire":
        from carrier.twilio.http import Wire

        return Wire(self._api, self._seconds)

    @cached_property
    def _client(self) -> "Client":
        from twilio.rest import Client

        return Client(*self._login, http_client=self._wire)

    @in_time
    def conference(self, room: str) -> Conference | None:
        """The conference in a room, None while there is none."""
        if found := self._found(room):
            with suppress(NotThere):
                people = found.participants.list(limit=MOST_PEOPLE)
                return Conference(found.sid, tuple(Participant(one.label or "", one.muted) for one in people))
        return None

    @in_time
    def mute(self, room: str, labels: Iterable[str], on: bool) -> None:
        """Mute these participants at once, or let them be heard again."""
        people = [label for label in labels if label]
        if people and (found := self._found(room)):
            _change_all(found, people, muted=on)

    @in_time
    def announce(self, room: str, url: str) -> None:
        """Play the sound at `url` (absolute, WAV) to everybody in the room."""
        self._update(room, announce_url=url, announce_method="GET")

    @in_time
    def tell(self, room: str, label: str, url: str) -> None:
        """Play the sound at `url` (absolute, WAV) to one participant alone."""
        if found := self._found(room):
            _change(found, label, announce_url=url, announce_method="GET")

    @in_time
    def end(self, room: str) -> None:
        """End the conference: everybody goes on behind their <Dial>."""
        self._update(room, status="completed")

    @in_time
    def calls(self) -> Collection[str]:
        """All calls that go on now, by their CallSids; if there are too many to list, a CarrierError."""
        found = self._client.calls.list(status=GOES_ON, limit=MOST_CALLS)
        if len(found) == MOST_CALLS:
            raise CarrierError("there are too many calls to list")
        return [one.sid or "" for one in found]

    @in_time
    def recordings(self, call: str) -> Sequence[Recording]:
        """The recordings of a call, by its CallSid, as far as they are not deleted; [] for a call that nobody knows."""
        if not CALL.fullmatch(call):
            return []
        found = self._client.recordings.list(call_sid=call, limit=MOST_RECORDINGS)
        return [Recording(one.sid or "", recording_state(one.status or "")) for one in found]

    @in_time
    def recording(self, sid: str) -> bytes | None:
        """The sound of a recording as WAV, None if there is none (any more); if it is too large, a CarrierError."""
        if RECORDING.fullmatch(sid):
            with suppress(NotThere):
                return self._wire.sound(self._address(f"{sid}.wav"), self._client.auth)
        return None

    @in_time
    def delete_recording(self, sid: str) -> None:
        """Delete a recording at the carrier."""
        if RECORDING.fullmatch(sid):
            with suppress(NotThere):
                self._client.recordings(sid).delete()

    def _address(self, file: str) -> str:
        url: str = self._client.api.v2010.absolute_url(f"Accounts/{self._client.account_sid}/Recordings/{file}")
        return url

    def _found(self, room: str) -> Any:
        for status in CONFERENCE_GOES_ON:
            if found := self._client.conferences.list(friendly_name=room, status=status, limit=1):
                return found[0]
        return None

    def _update(self, room: str, **wanted: str) -> None:
        if found := self._found(room):
            with suppress(NotThere):
                found.update(**wanted)


def _change(conference: Any, label: str, **wanted: bool | str) -> None:
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
