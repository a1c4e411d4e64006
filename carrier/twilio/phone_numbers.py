"""The numbers of an account at Twilio, and what happens to a call of each: read and set through the REST API."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from carrier.port import CarrierError
from carrier.twilio.deadline import NOT_UNDERSTOOD

if TYPE_CHECKING:
    from twilio.rest import Client

SECONDS = 10.0
# No office has more; the list would say so.
MOST_NUMBERS = 200
# The location from which Twilio calls the hotline, unless told otherwise: its own choice is in the United States.
NEAREST = "frankfurt"


@dataclass(frozen=True)
class Webhooks:
    """Where a carrier tells of the calls of a number: addresses ("" = none) and methods ("POST", "GET").

    The fields are named as in Twilio's API.
    """

    voice_url: str = ""
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    status_callback: str = ""
    status_callback_method: str = "POST"

    def leads_to(self, public_url: str) -> bool:
        """Whether calls come in at the hotline with this address."""
        return self.voice_url.partition("#")[0] == f"{public_url}/voice"


WEBHOOKS = tuple(field.name for field in fields(Webhooks))


@dataclass(frozen=True)
class PhoneNumber:
    """A number of the hotline (E.164) and its id; `is_elsewhere`: an application or a trunk at Twilio answers it,
    whatever its webhooks are."""

    sid: str
    number: str
    webhooks: Webhooks
    is_elsewhere: bool = False


class PhoneNumbers:
    """The numbers of an account. Every method raises CarrierError, and NotAllowed for a wrong token."""

    def __init__(self, account_sid: str, auth_token: str, api: str, seconds: float = SECONDS) -> None:
        self._login, self._api, self._seconds = (account_sid, auth_token), api, seconds

    @cached_property
    def _client(self) -> "Client":
        from twilio.rest import Client

        from carrier.twilio.http import Wire

        return Client(*self._login, http_client=Wire(self._api, self._seconds))

    def all(self) -> tuple[PhoneNumber, ...]:
        """All numbers of the account."""
        with _understood():
            return tuple(map(_read, self._client.incoming_phone_numbers.list(limit=MOST_NUMBERS)))

    def set(self, sid: str, webhooks: Webhooks) -> PhoneNumber:
        """Set the webhooks of a number; the number as it is then."""
        with _understood():
            wanted = {name: getattr(webhooks, name) for name in WEBHOOKS}
            return _read(self._client.incoming_phone_numbers(sid).update(**wanted))


def wanted_webhooks(before: Webhooks, public_url: str, edge: str = "", fallback: str = "") -> Webhooks:
    """What a number needs so that the hotline at `public_url` answers. "" as `fallback` leaves that one as it is; it is
    a file on some web space, which answers no POST."""
    ours = replace(
        before,
        voice_url=f"{public_url}/voice#e={edge or NEAREST}",
        voice_method="POST",
        status_callback=f"{public_url}/voice/status",
        status_callback_method="POST",
    )
    return replace(ours, voice_fallback_url=fallback, voice_fallback_method="GET") if fallback else ours


def _read(found: Any) -> PhoneNumber:
    told: Mapping[str, str] = {name: getattr(found, name) or getattr(Webhooks, name) for name in WEBHOOKS}
    is_elsewhere = bool(found.voice_application_sid or found.trunk_sid)
    return PhoneNumber(found.sid or "", found.phone_number or "", Webhooks(**told), is_elsewhere)


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except NOT_UNDERSTOOD as error:
        raise CarrierError("the carrier's answer cannot be understood") from error
