"""What every carrier does alike with what callers have spoken."""

from collections.abc import Iterator
from typing import Protocol

import pytest

from carrier.port import Carrier
from carrier.twilio.rest import TwilioCarrier
from tests.support.twilio_server import ACCOUNT, CALL, TOKEN, TwilioServer

UNKNOWN = "RE" + "0" * 32


class Caller(Protocol):
    """Somebody who speaks by <Record>, and the carrier that keeps it."""

    @property
    def carrier(self) -> Carrier: ...

    @property
    def call(self) -> str:
        """The CallSid."""

    def speaks(self) -> str:
        """Something is recorded; its RecordingSid."""


class CallerAtTwilio:
    """A call at Twilio's REST API on this machine."""

    call = CALL

    def __init__(self, server: TwilioServer) -> None:
        self._server = server
        self.carrier = TwilioCarrier(ACCOUNT, TOKEN, api=server.api)

    def speaks(self) -> str:
        sid = f"RE{len(self._server.recordings) + 1:032x}"
        self._server.recordings[sid] = b"RIFF\x00\x00\x00\x00WAVE" + sid.encode()
        return sid


@pytest.fixture
def at_twilio() -> Iterator[Caller]:
    with TwilioServer() as server:
        yield CallerAtTwilio(server)


@pytest.fixture(params=["at_twilio"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return request.getfixturevalue(request.param)


def kept(caller: Caller) -> list[tuple[str, str]]:
    """What the carrier keeps of the call: RecordingSids in order, and how they stand."""
    return sorted((one.sid, one.state) for one in caller.carrier.recordings(caller.call))


def test_who_has_not_spoken_has_no_recording(caller):
    assert kept(caller) == []


def test_what_was_spoken_is_found_by_the_call(caller):
    sids = [caller.speaks(), caller.speaks()]
    assert kept(caller) == sorted((sid, "ready") for sid in sids)


def test_what_was_spoken_can_be_fetched_as_often_as_one_likes(caller):
    sid = caller.speaks()
    sound = caller.carrier.recording(sid)
    assert sound[:4] + sound[8:12] == b"RIFFWAVE" and caller.carrier.recording(sid) == sound


def test_what_is_deleted_is_gone_and_the_rest_is_not(caller):
    gone, left = caller.speaks(), caller.speaks()
    caller.carrier.delete_recording(gone)
    caller.carrier.delete_recording(gone)
    assert kept(caller) == [(left, "ready")]
    assert caller.carrier.recording(gone) is None and caller.carrier.recording(left)


@pytest.mark.parametrize("sid", [UNKNOWN, "", "RE", "../../x", UNKNOWN.upper()])
def test_what_never_was_is_no_error(caller, sid):
    assert caller.carrier.recording(sid) is None
    caller.carrier.delete_recording(sid)


@pytest.mark.parametrize("call", ["CA" + "0" * 32, "", "CA", CALL.upper(), "../../x"])
def test_a_call_that_nobody_knows_has_no_recordings(caller, call):
    caller.speaks()
    assert list(caller.carrier.recordings(call)) == []
