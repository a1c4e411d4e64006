"""What is answered to a webhook, as TwiML: a reply of the call, or one of a few fixed documents."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from carrier.call_urls import address, recorded_address, waiting_address
from carrier.twilio.numbers import international
from carrier.twilio.twiml import document, element
from ivr.place import Place
from ivr.reply import Ask, Dial, HangUp, Join, Record, Reply, Then, Wait
from ivr.say import Heard, Recorded, Say, said_in

# Long enough to get up and walk to the telephone.
RINGS = 30
# Twilio's own limit for a dialled call.
LONGEST_CALL = 4 * 3600
# Twilio's connection overrides: what fails here, too, is told again, up to three times within fifteen seconds.
AGAIN = "#rc=3&rp=5xx,ct,rt"
# Half a minute each; then it is said how long it still takes.
MUSIC = 2

HANG_UP = document(element("Hangup"))


@dataclass(frozen=True)
class Answer:
    """Answers one turn of one call. `call` is its CallSid, `called` the number that was dialled; `key` seals the
    addresses under `public_url`, and `sound_path` is where something can be heard."""

    public_url: str
    key: bytes
    sound_path: Callable[[tuple[Say, ...]], str]
    call: str = ""
    called: str = ""

    def to(self, reply: Reply) -> bytes:
        """The TwiML of a reply."""
        # Outside of a <Gather> Twilio hears no key.
        pause = [element("Pause", length=reply.pause)] if reply.pause else []
        return document(*pause, *self._verbs(list(self._played(reply.hear)), reply.then))

    def music_without_end(self) -> bytes:
        """What is heard by whoever waits in a room, where nothing else can be said."""
        return document(self._music(0))

    def _played(self, hear: Sequence[Heard]) -> Iterator[str]:
        """All that is said in one voice is one sound; what somebody has recorded is another."""
        for _, some in groupby(hear, key=type):
            heard = tuple(some)
            if said := said_in(heard):
                yield self._play(self.sound_path(said))
            yield from (self._play(recorded_address(one)) for one in heard if isinstance(one, Recorded))

    def _verbs(self, played: list[str], then: Then) -> list[str]:
        match then:
            case Ask():
                return [self._ask(played, then)]
            case Join():
                return [*played, self._join(then)]
            case Dial():
                return [*played, self._dial(then)]
            case Record():
                return [*played, *self._record(then)]
            case Wait():
                on = self._url(waiting_address(then.place, self.key))
                return [*played, self._music(MUSIC), element("Redirect", text=on, method="POST")]
            case HangUp():
                return [*played, element("Hangup")]

    def _ask(self, played: list[str], ask: Ask) -> str:
        one = ask.digits == 1
        return element(
            "Gather",
            *played,
            *([self._music(ask.music)] if ask.music else []),
            input="dtmf",
            action=self.action(ask.place),
            method="POST",
            numDigits=ask.digits,
            # In a menu * is a key like any other. A number ends with its last digit, and * begins it anew.
            finishOnKey="" if one else "*",
            timeout=ask.seconds,
            actionOnEmptyResult=True,
        )

    def _join(self, join: Join) -> str:
        conference = element(
            "Conference",
            text=join.room,
            startConferenceOnEnter=join.begins,
            endConferenceOnExit=False,
            beep="onEnter" if join.beeps else False,
            muted=join.muted,
            participantLabel=join.person,
            waitUrl=self._url(waiting_address(join.waits, self.key)),
            waitMethod="POST",
            statusCallback=self._url("/voice/status/room"),
            statusCallbackEvent="start end join leave speaker",
            statusCallbackMethod="POST",
        )
        action = self.action(join.after)
        return element("Dial", conference, action=action, method="POST", timeLimit=join.seconds, hangupOnStar=True)

    def _record(self, record: Record) -> list[str]:
        action = self.action(record.after)
        recorded = element(
            "Record",
            action=action,
            method="POST",
            maxLength=record.seconds,
            timeout=record.silence,
            finishOnKey="1234567890*#",
            playBeep=True,
            # What is cut off at the carrier cannot be judged here.
            trim="do-not-trim",
            recordingStatusCallback=self._url(f"/voice/status/recording{AGAIN}"),
            recordingStatusCallbackEvent="completed absent",
            recordingStatusCallbackMethod="POST",
        )
        # Of a recording without a sound Twilio does not tell the action, but goes on behind the <Record>.
        return [recorded, element("Redirect", text=action, method="POST")]

    def _dial(self, dial: Dial) -> str:
        return element(
            "Dial",
            _other_side(dial),
            action=self.action(dial.after),
            method="POST",
            timeout=RINGS,
            timeLimit=dial.seconds or LONGEST_CALL,
            # Without it Twilio would show the caller's own number; so the other side sees the hotline's.
            callerId=self.called,
        )

    def _music(self, times: int) -> str:
        return self._play("/sound/music.wav", loop=times)

    def _play(self, path: str, **attributes: int) -> str:
        return element("Play", text=self._url(path), **attributes)

    def action(self, place: Place) -> str:
        """Where the carrier brings the keys of a place of this call."""
        return self._url(address(place, self.call, self.key))

    def onward(self, reply: Reply) -> str:
        """Where the carrier brings the next keys, "" where it asks for none."""
        return self.action(reply.then.place) if isinstance(reply.then, Ask) else ""

    def _url(self, path: str) -> str:
        return self.public_url + path


def _other_side(dial: Dial) -> str:
    if dial.number.startswith(("sip:", "sips:")):
        return element("Sip", text=dial.number)
    keys = {"sendDigits": dial.digits} if dial.digits else {}
    return element("Number", text=international(dial.number), **keys)
