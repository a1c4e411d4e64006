"""One telephone call from the caller's side. It has no clock: `doing` says what goes on, events from outside end it."""

from collections.abc import Iterator
from contextlib import contextmanager

from exchange import activity
from exchange.activity import Activity, Ended, InRoom, Listening, Pausing, Playing, Recording, Ringing, Saying, Talking
from exchange.call_leg import Leg
from exchange.exchange import Exchange
from exchange.interpreter import Machine
from exchange.twiml.verbs import KEYS, TwimlError

# Whoever sits through more sounds and time-outs than this without being asked anything waits for ever.
PATIENCE = 1000

LAST_STATUS = {"ringing": "failed", "in-progress": "completed"}

ASKED = (Listening, Recording, InRoom, Ended)


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
        self._leg = Leg(caller, called)
        self._machine = Machine(exchange, self._leg, self._begin)
        self._said_before = 0
        self._sound: object = None
        self._since = exchange.clock()

    @property
    def sid(self) -> str:
        """The CallSid."""
        return self._leg.sid

    @property
    def said_last(self) -> str:
        """What was said since the last key or silence."""
        return " ".join(self.heard[self._said_before :])

    @property
    def in_room(self) -> bool:
        return isinstance(self.doing, InRoom)

    @property
    def ended(self) -> bool:
        return isinstance(self.doing, Ended)

    @property
    def takes_keys(self) -> bool:
        """Whether a key might do something now; any other key is lost, as on the real network."""
        return self._machine.takes_keys

    def dial(self) -> None:
        """Call the hotline."""
        with self._event():
            self._exchange.calls.add(self.sid)
            self._machine.dial()

    def press(self, keys: str) -> None:
        """Press each of these keys (0-9 * #) in turn; those behind the one that ends a question come too early."""
        if not set(keys) <= set(KEYS):
            raise ValueError(f"no telephone has these keys: {keys!r}")
        with self._event():
            self._said_before = len(self.heard)
            for key in keys:
                if self._machine.key(key):
                    break

    def speak(self, sound: bytes) -> None:
        """Say this while it is recorded, behind what was said before (WAV: PCM16, mono, 8 kHz); raises ValueError."""
        with self._event():
            self._machine.speak(sound)

    def finished(self) -> None:
        """What goes on ran out: a sound or a pause, the time-out, the ringing, the talk, a piece of the hold music."""
        with self._event():
            match self.doing:
                case Playing() | Saying() | Pausing():
                    self._machine.sound_over()
                case Listening() | Recording() | Ringing() | Talking() | InRoom():
                    self._machine.stay_over()

    def time_up(self) -> None:
        """The time limit of the Dial that led into a room is reached."""
        with self._event():
            self._machine.time_up()

    def hang_up(self) -> None:
        """Put down the receiver."""
        with self._event():
            if not self.ended:
                self._machine.hang_up()
                self._begin(Ended(activity.CALLER_HUNG_UP))

    def listen(self) -> None:
        """Hear everything up to the point where a key, patience, people or another telephone are asked for."""
        self._sit_through(until=(*ASKED, Ringing, Talking))

    def wait(self) -> None:
        """Stay silent once: hear everything, let the time-out pass, and hear what comes of it."""
        self.listen()
        self._said_before = len(self.heard)
        self.finished()
        self._sit_through(until=ASKED)

    def _sit_through(self, until: tuple[type, ...]) -> None:
        for _ in range(PATIENCE):
            if isinstance(self.doing, until) and not self._hears_announcement:
                return
            self.finished()
        raise TwimlError(f"nothing is asked after {PATIENCE} sounds")

    @property
    def _hears_announcement(self) -> bool:
        return isinstance(self.doing, InRoom) and self.doing.announced

    @contextmanager
    def _event(self) -> Iterator[None]:
        with self._exchange.turn(), self._machine.safely():
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
        self._exchange.calls.discard(self.sid)
        self._leg.status = LAST_STATUS.get(self._leg.status, self._leg.status)
        duration = str(self._exchange.seconds_since(self._since))
        self._exchange.report(
            "POST", f"{self._exchange.public_url}/voice/status", self._leg.form(CallDuration=duration)
        )
