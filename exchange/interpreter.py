"""Interprets the TwiML documents of one call, verb by verb, as Twilio does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from exchange import activity
from exchange.activity import Activity, Ended, Listening
from exchange.call_leg import CallLeg
from exchange.conference.stay import InConference
from exchange.dialling import InDial
from exchange.exchange import Exchange
from exchange.recorder import Recorder
from exchange.twiml.cursor import Cursor, Step
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
from exchange.verb_states import InGather, InRecord, Next, Outcome, VerbState
from exchange.webhook_client import Document

MOST_DOCUMENTS_IN_SILENCE = 10


class Interpreter:
    """The state machine of a call. Its methods are events; `begin(activity)` is called with each resulting activity."""

    def __init__(self, exchange: Exchange, leg: CallLeg, begin: Callable[[Activity], None]) -> None:
        self._exchange = exchange
        self._leg = leg
        self._begin = begin
        self._cursor = Cursor(Document(exchange.public_url + "/", ()))
        self._documents_in_silence = 0
        self._state: VerbState | None = None

    @property
    def takes_keys(self) -> bool:
        """Whether a key has an effect now."""
        return self._state is not None and self._state.takes_keys

    def dial(self) -> None:
        """The call comes in: fetches the first document."""
        self._follow(Next("voice"))
        self._leg.status = "in-progress"
        self.sound_over()

    def key(self, key: str) -> bool:
        """A key is pressed; True when it ended the current verb, so that keys pressed right after it are lost."""
        outcome = self._state.key(key) if self._state else None
        if outcome:
            self._cursor.skip_to_listening()
        self.react(outcome)
        return isinstance(outcome, Next)

    def speak(self, sound: bytes) -> None:
        """The caller says this; raises ValueError unless a recording runs."""
        if not isinstance(self._state, InRecord):
            raise ValueError("nothing is being recorded")
        self._state.recorder.hear(sound)

    def talk(self, begins: bool) -> None:
        """The caller begins to speak to the others in a room, or ceases; elsewhere nobody notices it."""
        if isinstance(self._state, InConference):
            self._state.talk(begins)

    def sound_over(self) -> None:
        """The current sound is over."""
        self.react(self._start(self._cursor.next()))

    def stay_over(self) -> None:
        """The current wait is over: a time-out, ringing, a talk, or a piece of hold music."""
        self.react(self._state.over() if self._state else None)

    def time_up(self) -> None:
        """The time limit of a conference is reached."""
        if isinstance(self._state, InConference):
            self.react(self._state.leave())

    def hang_up(self) -> None:
        """The caller hangs up; the action is still called, and its answer ignored, as by Twilio."""
        self._leg.status = "completed"
        told = self.abandon()
        if told.action:
            url, form = self._cursor.absolute(told.action), self._leg.form(**told.form)
            self._exchange.report(self._leg.callbacks, told.method, url, form)

    def abandon(self) -> Next:
        """Leaves the current verb; returns the action to call."""
        state, self._state = self._state, None
        return state.leave() if state else Next()

    @contextmanager
    def safely(self) -> Iterator[None]:
        """A TwimlError within ends the call, and is raised again."""
        try:
            yield
        except TwimlError:
            self.abandon()
            self._begin(Ended(activity.FAILED))
            raise

    def react(self, outcome: Outcome) -> None:
        """Runs verbs until one takes time."""
        while isinstance(outcome, Next):
            self._state = None
            if outcome.action:
                self._follow(outcome)
            outcome = self._start(self._cursor.next())
        if outcome:
            self._documents_in_silence = 0
            self._begin(outcome)

    def _follow(self, told: Next) -> None:
        self._documents_in_silence += 1
        url = self._cursor.absolute(told.action)
        if self._documents_in_silence > MOST_DOCUMENTS_IN_SILENCE:
            raise TwimlError(f"{url} leads from document to document without a sound")
        form = self._leg.form(**told.form)
        self._cursor = Cursor(self._exchange.webhooks.document(told.method, url, form))

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
                return self._start(self._cursor.next())
            case Record() | Dial():
                self._state = state = self._state_for(step)
                return state.begin()
            case _:
                return step

    def _unfold(self, step: Sound | Gather) -> None:
        if not isinstance(step, Gather):
            self._cursor.first(self._cursor.prepared(step, self._exchange.webhooks))
            return
        # As with Twilio, all sounds of a Gather are fetched before the first one is heard.
        sounds = [sound for verb in step.sounds for sound in self._cursor.prepared(verb, self._exchange.webhooks)]
        self._cursor.first([*sounds, Listening(step.timeout)])
        self._state = InGather(step)

    def _state_for(self, verb: Record | Dial) -> InRecord | InDial | InConference:
        home = self._cursor.absolute
        if isinstance(verb, Record):
            return InRecord(verb, Recorder(self._exchange, self._leg, verb, home(verb.recording_status_callback)))
        if not isinstance(verb.to, Conference):
            return InDial(verb, verb.to, self._exchange, self._leg.caller)
        room = replace(verb.to, status_callback=home(verb.to.status_callback), wait_url=home(verb.to.wait_url or ""))
        return InConference(verb, room, self._exchange, self._leg, self._others_acted)

    def _others_acted(self, outcome: Outcome) -> None:
        with self.safely():
            self.react(outcome)
