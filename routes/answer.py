"""A reply of the call in the carrier's terms: what is played, and the one verb that follows."""

import re
from xml.etree.ElementTree import Element

from ivr.reply import Ask, Dial, HangUp, Join, Place, Reply, Then, Wait
from routes.addresses import address, waiting_address
from routes.hotline import Hotline
from routes.twiml import document, element

# Long enough to get up and walk to the telephone.
RINGS = 30
# Twilio's own limit for a dialled call.
LONGEST_CALL = 4 * 3600
# Half a minute each; then a word is said, so that nobody thinks to be forgotten.
MUSIC = 4


class Answer:
    """Answers one turn of one call. `call` is the carrier's CallSid, `called` the number that was dialled."""

    def __init__(self, hotline: Hotline, call: str, called: str):
        self._hotline = hotline
        self._call = call
        self._called = called

    def to(self, reply: Reply) -> bytes:
        """The TwiML of a reply."""
        page = self._hotline.page(reply.hear)
        played = element("Play", text=self._url(self._hotline.sounds.path(page)))
        return document(*self._verbs(played, reply.then))

    def _verbs(self, played: Element, then: Then) -> list[Element]:
        match then:
            case Ask():
                return [self._ask(played, then)]
            case Join():
                return [played, self._join(then)]
            case Dial():
                return [played, self._dial(then)]
            case Wait():
                on = self._url(waiting_address(then.place, self._hotline.key))
                return [played, self._music(MUSIC), element("Redirect", text=on, method="POST")]
            case HangUp():
                return [played, element("Hangup")]

    def _ask(self, played: Element, ask: Ask) -> Element:
        one = ask.digits == 1
        return element(
            "Gather",
            played,
            *([self._music(ask.music)] if ask.music else []),
            input="dtmf",
            action=self._action(ask.place),
            method="POST",
            numDigits=ask.digits,
            # In a menu * is a key like any other. A number ends with its last digit, and * begins it anew.
            finishOnKey="" if one else "*",
            timeout=ask.seconds,
            actionOnEmptyResult=True,
        )

    def _join(self, join: Join) -> Element:
        conference = element(
            "Conference",
            text=join.room,
            startConferenceOnEnter=join.begins,
            endConferenceOnExit=False,
            beep="onEnter" if join.beeps else False,
            muted=join.muted,
            participantLabel=join.person,
            waitUrl=self._url(waiting_address(join.waits, self._hotline.key)),
            waitMethod="POST",
            statusCallback=self._url("/voice/status/room"),
            statusCallbackEvent="start end join leave",
            statusCallbackMethod="POST",
        )
        action = self._action(join.after)
        return element("Dial", conference, action=action, method="POST", timeLimit=join.seconds, hangupOnStar=True)

    def _dial(self, dial: Dial) -> Element:
        return element(
            "Dial",
            _other_side(dial),
            action=self._action(dial.after),
            method="POST",
            timeout=RINGS,
            timeLimit=dial.seconds or LONGEST_CALL,
            # Without it Twilio would show the caller's own number; so the other side sees the hotline's.
            callerId=self._called,
        )

    def _music(self, times: int) -> Element:
        return element("Play", text=self._url("/sound/music.wav"), loop=times)

    def _action(self, place: Place) -> str:
        return self._url(address(place, self._call, self._hotline.key))

    def _url(self, path: str) -> str:
        return self._hotline.public_url + path


def _other_side(dial: Dial) -> Element:
    if dial.number.startswith(("sip:", "sips:")):
        return element("Sip", text=dial.number)
    keys = {"sendDigits": dial.digits} if dial.digits else {}
    return element("Number", text=_international(dial.number), **keys)


def _international(number: str) -> str:
    """A German number such as 030 23125 042 in the form Twilio dials: +493023125042."""
    return "+49" + re.sub(r"\D", "", number).removeprefix("0")
