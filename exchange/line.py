"""A telephone call from the caller's side. It has no clock: `doing` is the activity, and events from outside end it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from exchange import activity
from exchange.activity import Activity, Ended, InRoom, Listening, Pausing, Playing, Recording, Ringing, Saying, Talking
from exchange.call_leg import CallLeg
from exchange.exchange import Exchange
from exchange.interpreter import Interpreter
from exchange.twiml.verbs import KEYS, TwimlError

# After this many sounds and time-outs without a question, the call is an endless loop.
MOST_SOUNDS = 1000

LAST_STATUS = {"ringing": "failed", "in-progress": "completed"}

AWAITS_CALLER = (Listening, Recording, InRoom, Ended)


class Line:
    """One call. Every event raises TwimlError when the hotline's answer is one that would fail at Twilio.

    `heard` holds the captions of all that was played so far, `step` counts the activities. `began` is the step since
    which this is heard or waited for: somebody's coming and going in a room does not begin the hold music anew.
    """

    def __init__(self, exchange: Exchange, caller: str, called: str) -> None:
        self.doing: Activity = Ended(activity.NOT_BEGUN)
        self.step = self.began = 0
        self.heard: list[str] = []
        self._exchange = exchange
        self._leg = CallLeg(caller, called)
        self._interpreter = Interpreter(exchange, self._leg, self._begin)
        self._said_before = 0
        self._sound: object = None
        self._since = exchange.clock()

    @property
    def sid(self) -> str:
        """The CallSid."""
        return self._leg.sid

    @property
    def said_last(self) -> str:
        """The captions since the last key or silence, in one line."""
        return " ".join(self.heard[self._said_before :])

    @property
    def in_room(self) -> bool:
        return isinstance(self.doing, InRoom)

    @property
    def ended(self) -> bool:
        return isinstance(self.doing, Ended)

    @property
    def takes_keys(self) -> bool:
        """Whether a key has an effect now; otherwise it is lost, as on the real network."""
        return self._interpreter.takes_keys

    def dial(self) -> None:
        """Calls the hotline."""
        with self._event():
            self._exchange.calls.begin(self.sid)
            self._interpreter.dial()

    def press(self, keys: str) -> None:
        """Presses these keys (0-9 * #); those after the key that ends a question are lost. Raises ValueError."""
        if not set(keys) <= set(KEYS):
            raise ValueError(f"no telephone has these keys: {keys!r}")
        with self._event():
            self._said_before = len(self.heard)
            for key in keys:
                if self._interpreter.key(key):
                    break

    def speak(self, sound: bytes) -> None:
        """Speaks into the running recording, after what was said before (WAV of exchange/wav.py); raises ValueError."""
        with self._event():
            self._interpreter.speak(sound)

    def talk(self, begins: bool = True) -> None:
        """Begins to speak to the others in a room, or ceases."""
        with self._event():
            self._interpreter.talk(begins)

    def finished(self) -> None:
        """The activity is over: a sound or a pause, the time-out, the ringing, the talk, a piece of hold music."""
        with self._event():
            match self.doing:
                case Playing() | Saying() | Pausing():
                    self._interpreter.sound_over()
                case Listening() | Recording() | Ringing() | Talking() | InRoom():
                    self._interpreter.stay_over()

    def time_up(self) -> None:
        """The time limit of the conference is reached."""
        with self._event():
            self._interpreter.time_up()

    def hang_up(self) -> None:
        """Hangs up."""
        with self._event():
            if not self.ended:
                self._interpreter.hang_up()
                self._begin(Ended(activity.CALLER_HUNG_UP))

    def listen(self) -> None:
        """Hears everything until the call waits: for a key, for people, or for another telephone."""
        self._sit_through(until=(*AWAITS_CALLER, Ringing, Talking))

    def wait(self) -> None:
        """Stays silent once: hears everything, lets the time-out pass, and hears what follows."""
        self.listen()
        self._said_before = len(self.heard)
        self.finished()
        self._sit_through(until=AWAITS_CALLER)

    def _sit_through(self, until: tuple[type, ...]) -> None:
        for _ in range(MOST_SOUNDS):
            if isinstance(self.doing, until) and not self._hears_announcement:
                return
            self.finished()
        raise TwimlError(f"nothing is asked after {MOST_SOUNDS} sounds")

    @property
    def _hears_announcement(self) -> bool:
        return isinstance(self.doing, InRoom) and self.doing.announced

    def at_rest(self) -> AbstractContextManager[None]:
        """Waits until nothing happens to the call; as long as this is held, nothing does."""
        return self._exchange.event(self._leg.events)

    @contextmanager
    def _event(self) -> Iterator[None]:
        with self._exchange.event(self._leg.events), self._interpreter.safely():
            yield

    def _begin(self, doing: Activity) -> None:
        self.doing = doing
        self.step += 1
        sound = doing.sound if isinstance(doing, InRoom) else doing
        if sound is not self._sound:
            self._sound, self.began = sound, self.step
            if isinstance(sound, Playing | Saying) and sound.words:
                self.heard.append(sound.words)
        if isinstance(doing, Ended):
            self._report_the_end()

    def _report_the_end(self) -> None:
        self._exchange.calls.end(self.sid)
        self._leg.status = LAST_STATUS.get(self._leg.status, self._leg.status)
        form = self._leg.form(CallDuration=str(self._exchange.seconds_since(self._since)))
        self._exchange.report(self._leg.callbacks, "POST", f"{self._exchange.public_url}/voice/status", form)
