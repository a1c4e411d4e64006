"""A call at a <Dial> to a telephone number or a SIP address."""

from exchange.activity import Ringing, Talking
from exchange.call_leg import CallLeg
from exchange.exchange import Dialled, Exchange
from exchange.twiml.verbs import Dial, Number, Sip
from exchange.verb_states import Next, Outcome

# How long a talk lasts when nobody says how long.
A_MINUTE = 60


class InDial:
    """The state of a call at a <Dial> with <Number> or <Sip>; `caller` is shown unless the <Dial> has a callerId.

    `office(address)` of the exchange says how the call is answered.
    """

    def __init__(self, dial: Dial, to: Number | Sip, exchange: Exchange, caller: str) -> None:
        self._dial = dial
        self._address, self._digits = (to.uri, "") if isinstance(to, Sip) else (to.number, to.send_digits)
        self._exchange = exchange
        self._shown = dial.caller_id or caller
        self._leg = CallLeg("", self._address)
        self._talk: Talking | None = None
        self._since = 0.0

    @property
    def takes_keys(self) -> bool:
        """Keys have no effect while it rings."""
        return self._talk is not None and self._dial.hangup_on_star

    def begin(self) -> Ringing:
        self._exchange.dialled.append(Dialled(self._address, self._digits, self._shown))
        return Ringing(self._address, self._digits, self._dial.timeout)

    def key(self, key: str) -> Outcome:
        return self.leave() if key == "*" and self.takes_keys else None

    def over(self) -> Outcome:
        """The ringing is over, or the talk."""
        if self._talk:
            return self._done("completed", self._talk.seconds)
        told = self._exchange.office(self._address)
        how, seconds = (told, A_MINUTE) if isinstance(told, str) else told
        if how != "completed":
            return self._done(how)
        self._since = self._exchange.clock()
        self._talk = Talking(self._address, min(seconds, self._dial.time_limit))
        return self._talk

    def leave(self) -> Next:
        if self._talk is None:
            return self._done("no-answer")
        return self._done("completed", min(self._exchange.seconds_since(self._since), self._talk.seconds))

    def _done(self, how: str, seconds: int = 0) -> Next:
        form = {
            "DialCallStatus": how,
            "DialCallSid": self._leg.sid,
            "DialCallDuration": str(seconds),
            "DialBridged": "true" if self._talk else "false",
        }
        return Next(self._dial.action, self._dial.method, form)
