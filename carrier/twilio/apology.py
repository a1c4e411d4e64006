"""What a caller hears of a fault of ours: German in the carrier's own voice, as none of ours may work just then."""

from collections.abc import Callable, Sequence

from carrier.twilio.twiml import document, element
from ivr.menus.after_failure import MANY
from ivr.place import Place

# How long a caller has for the key that lets us try again.
PATIENCE = 30


def apology(place: Place, sorry: Sequence[str], url: Callable[[Place], str]) -> bytes:
    """The TwiML of an apology after which a call goes on at `place`, from the third on only when a key is pressed, so
    that no call goes round by itself in a hotline that fails all the time. `sorry` are its words: once, twice, more
    often, and goodbye; `url` is where the carrier brings the keys of a place."""
    words = _said(sorry[place.failures - 1])
    if place.failures < MANY:
        return document(words, element("Redirect", text=url(place), method="POST"))
    asked = element(
        "Gather", words, input="dtmf", action=url(place), method="POST", numDigits=1, finishOnKey="", timeout=PATIENCE
    )
    return document(asked, _said(sorry[-1]), element("Hangup"))


def _said(text: str) -> str:
    return element("Say", text=text, language="de-DE")
