"""What a caller hears of a fault of ours: German in the carrier's own voice, as none of ours may work just then."""

from xml.etree.ElementTree import Element

from carrier.call_urls import address
from carrier.twiml import document, element
from ivr.menus.after_failure import MANY, after_failure
from ivr.reply import Place
from routes.hotline import Hotline

# How long a caller has for the key that lets us try again.
PATIENCE = 30


def apology(place: Place, keys: str, call: str, hotline: Hotline) -> bytes:
    """The TwiML of an apology at a place of a call, to which `keys` were brought. The call goes on behind it,
    from the third on only when a key is pressed, so that no call goes round by itself in a hotline that fails all the
    time."""
    onward = after_failure(place, keys)
    action = hotline.public_url + address(onward, call, hotline.key)
    words = _said(hotline.sorry[onward.failures - 1])
    if onward.failures < MANY:
        return document(words, element("Redirect", text=action, method="POST"))
    asked = element(
        "Gather", words, input="dtmf", action=action, method="POST", numDigits=1, finishOnKey="", timeout=PATIENCE
    )
    return document(asked, _said(hotline.sorry[-1]), element("Hangup"))


def _said(text: str) -> Element:
    return element("Say", text=text, language="de-DE")
