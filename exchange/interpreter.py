"""The carrier's side of a call: runs the hotline's documents, verb by verb, as Twilio does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from exchange import activity
from exchange.activity import Activity, Ended, Listening
from exchange.call_leg import Leg
from exchange.conference.stay import Visiting
from exchange.dialling import Calling
from exchange.exchange import Exchange
from exchange.recorder import Take
from exchange.twiml.cursor import Script, Step
from exchange.twiml.verbs import (
    Conference,
    Dial,
    Gather,
    Hangup,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    Sound,
    TwimlError,
)
from exchange.verb_states import Asking, Next, Outcome, Station, Taking
from exchange.webhook_client import Document

MOST_DOCUMENTS_IN_SILENCE = 10


class Machine:
    """The methods are the events of a call; `begin(activity)` is called with each activity that they lead to."""

    def __init__(self, exchange: Exchange, leg: Leg, begin: Callable[[Activity], None]) -> None:
        self._exchange = exchange
        self._leg = leg
        self._begin = begin
        self._script = Script(Document(exchange.public_url + "/", ()))
        self._documents_in_silence = 0
        self._station: Station | None = None

    @property
    def takes_keys(self) -> bool:
        """Whether a key might do something now."""
        return self._station is not None and self._station.takes_keys

    def dial(self) -> None:
        """The call comes in."""
        self._follow(Next("voice"))
        self._leg.status = "in-progress"
        self.sound_over()

    def key(self, key: str) -> bool:
        """A key is pressed; True when it ended what went on, so that the keys right behind it come too early."""
        outcome = self._station.key(key) if self._station else None
        if outcome:
            self._script.skip_to_listening()
        self.react(outcome)
        return isinstance(outcome, Next)

    def speak(self, sound: bytes) -> None:
        """The caller says this; raises ValueError unless it is recorded."""
        if not isinstance(self._station, Taking):
            raise ValueError("nothing is being recorded")
        self._station.take.hear(sound)

    def sound_over(self) -> None:
        """What was to be heard has been heard."""
        self.react(self._start(self._script.next()))

    def stay_over(self) -> None:
        """The time-out is over, the other side answered or hung up, a piece of the hold music ended."""
        self.react(self._station.over() if self._station else None)

    def time_up(self) -> None:
        """The time limit in a room is reached."""
        if isinstance(self._station, Visiting):
            self.react(self._station.leave())

    def hang_up(self) -> None:
        """The caller hangs up; Twilio still tells the action, and ignores what it answers."""
        self._leg.status = "completed"
        told = self.abandon()
        if told.action:
            self._exchange.report(told.method, self._script.absolute(told.action), self._leg.form(**told.form))

    def abandon(self) -> Next:
        """Leave where the call stays; returns whom to tell."""
        station, self._station = self._station, None
        return station.leave() if station else Next()

    @contextmanager
    def safely(self) -> Iterator[None]:
        """Whatever Twilio would not accept ends the call, here as there; the TwimlError is raised all the same."""
        try:
            yield
        except TwimlError:
            self.abandon()
            self._begin(Ended(activity.FAILED))
            raise

    def react(self, outcome: Outcome) -> None:
        """Do what an event leads to, until something takes time."""
        while isinstance(outcome, Next):
            self._station = None
            if outcome.action:
                self._follow(outcome)
            outcome = self._start(self._script.next())
        if outcome:
            self._documents_in_silence = 0
            self._begin(outcome)

    def _follow(self, told: Next) -> None:
        self._documents_in_silence += 1
        url = self._script.absolute(told.action)
        if self._documents_in_silence > MOST_DOCUMENTS_IN_SILENCE:
            raise TwimlError(f"{url} leads from document to document without a sound")
        form = self._leg.form(**told.form)
        self._script = Script(self._exchange.post.document(told.method, url, form))

    def _start(self, step: Step | None) -> Outcome:
        match step:
            case None | Hangup():
                return Ended(activity.HOTLINE_HUNG_UP if step else activity.DOCUMENT_ENDED)
            case Reject():
                self._leg.status = "busy"
                return Ended(activity.REJECTED)
            case Redirect(url, method):
                return Next(url, method)
            case Play() | Say() | Pause() | Gather():
                self._unfold(step)
                return self._start(self._script.next())
            case Record() | Dial():
                self._station = station = self._station_for(step)
                return station.begin()
            case _:
                return step

    def _unfold(self, step: Sound | Gather) -> None:
        if not isinstance(step, Gather):
            self._script.first(self._script.prepared(step, self._exchange.post))
            return
        # As with Twilio, all sounds of a Gather are fetched before the first one is heard.
        sounds = [sound for verb in step.sounds for sound in self._script.prepared(verb, self._exchange.post)]
        self._script.first([*sounds, Listening(step.timeout)])
        self._station = Asking(step)

    def _station_for(self, verb: Record | Dial) -> Taking | Calling | Visiting:
        home = self._script.absolute
        if isinstance(verb, Record):
            return Taking(verb, Take(self._exchange, self._leg, verb, home(verb.recording_status_callback)))
        if not isinstance(verb.to, Conference):
            return Calling(verb, verb.to, self._exchange, self._leg.caller)
        room = replace(verb.to, status_callback=home(verb.to.status_callback), wait_url=home(verb.to.wait_url or ""))
        return Visiting(verb, room, self._exchange, self._leg, self._others_acted)

    def _others_acted(self, outcome: Outcome) -> None:
        with self.safely():
            self.react(outcome)
