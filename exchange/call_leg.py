"""A call leg, with the standard parameters of every request about it."""

from dataclasses import dataclass, field
from secrets import token_hex

from exchange.queues import SerialQueue

ACCOUNT = "AC" + "0" * 32
GEOGRAPHY = tuple(who + what for who in ("From", "To", "Caller", "Called") for what in ("City", "State", "Zip"))


@dataclass
class CallLeg:
    """One call as the carrier sees it; `caller` and `called` as +49..., `status` is the current CallStatus. `events`
    is what happens to it, `callbacks` what is told of it."""

    caller: str
    called: str
    status: str = "ringing"
    sid: str = field(default_factory=lambda: "CA" + token_hex(16))
    events: SerialQueue = field(default_factory=SerialQueue)
    callbacks: SerialQueue = field(default_factory=SerialQueue)

    def form(self, **more: str) -> dict[str, str]:
        """The standard parameters and `more`."""
        countries = {who + "Country": "DE" for who in ("From", "To", "Caller", "Called")}
        return dict.fromkeys(GEOGRAPHY, "") | countries | self._standard() | more

    def _standard(self) -> dict[str, str]:
        return {
            "CallSid": self.sid,
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "Direction": "inbound",
            "CallStatus": self.status,
            "From": self.caller,
            "Caller": self.caller,
            "To": self.called,
            "Called": self.called,
        }
