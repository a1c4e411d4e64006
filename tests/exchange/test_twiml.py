"""TwiML is read strictly: what Twilio would refuse, misread or warn about is an error here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.twiml.document import parse
from exchange.twiml.verbs import (
    Conference,
    Dial,
    Gather,
    Hangup,
    Number,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    Sip,
    TwimlError,
)

ROOM = "<Dial><Conference>r1</Conference></Dial>"

GOOD = {
    "<Play>a.wav</Play>": Play("a.wav"),
    '<Say language="de-DE" voice="Polly.Vicki">Grüß Gott</Say>': Say("Grüß Gott", "Polly.Vicki", "de-DE"),
    "<Pause/>": Pause(1),
    "<Redirect>/x</Redirect>": Redirect("/x"),
    '<Gather action="/x"/>': Gather("/x", (), "POST", "dtmf", 0, "#", 5, False),
    '<Gather action="/x" numDigits="1" finishOnKey="" actionOnEmptyResult="true"><Pause/></Gather>': Gather(
        "/x", (Pause(),), num_digits=1, finish_on_key="", action_on_empty_result=True
    ),
    '<Record action="/x" maxLength="60"/>': Record("/x", max_length=60),
    ROOM: Dial(Conference("r1"), "", "POST", 30, 14400, False),
    '<Dial hangupOnStar="true"><Number sendDigits="ww1#">+493023125001</Number></Dial>': Dial(
        Number("+493023125001", "ww1#"), hangup_on_star=True
    ),
    "<Dial><Sip>sip:r1@example.org;transport=tls</Sip></Dial>": Dial(Sip("sip:r1@example.org;transport=tls")),
    "<Hangup/>": Hangup(),
    '<Reject reason="busy"/>': Reject("busy"),
}

BAD = {
    "unknown inside <Response>": "<Enqueue>q</Enqueue>",
    "<play> is unknown": "<play>a.wav</play>",
    "has no attribute bargeIn": '<Gather action="/x" bargeIn="true"/>',
    "<Redirect> is unknown inside <Gather>": '<Gather action="/x"><Redirect>/y</Redirect></Gather>',
    "wants one key or nothing": '<Gather action="/x" finishOnKey="#*"/>',
    "<Gather> without action": "<Gather/>",
    "<Record> without action": "<Record/>",
    "wants a whole number from 1 to 100": '<Gather action="/x" numDigits="0"/>',
    "wants one of true, false": '<Gather action="/x" actionOnEmptyResult="True"/>',
    "<Redirect> must not be empty": "<Redirect/>",
    "<Play> must not be empty": "<Play> </Play>",
    "an ASCII URL": "<Play>/grüße.wav</Play>",
    "exactly one <Conference>, <Number> or <Sip>": "<Dial/>",
    "'+4930' ": '<Dial callerId="+4930"><Conference>r1</Conference></Dial>',
    "such as sip:room@example.org": "<Dial><Sip>tel:r1@example.org</Sip></Dial>",
    "<Sip> has no attribute sendDigits": '<Dial><Sip sendDigits="1">sip:r1@example.org</Sip></Dial>',
    "stray text in <Response>": "Hallo",
    "stray text after <Pause>": "<Pause/>Hallo",
    "holds stray text": '<Gather action="/x">Hallo</Gather>',
    "more than 3000 characters": f"<Say>{'a' * 3001}</Say>",
    "more than 64 kB": f"<Say>{'ä' * 33000}</Say>",
    "no conversation may ever be recorded": '<Dial record="record-from-answer"><Conference>r1</Conference></Dial>',
    "not well-formed": "<Play>",
}


@pytest.mark.parametrize("written", GOOD)
def test_a_verb_is_read_with_twilios_defaults(written):
    assert parse(f"<Response>{written}</Response>".encode(), "text/xml") == (GOOD[written],)


@pytest.mark.parametrize("said", BAD)
def test_a_mistake_is_told(said):
    with pytest.raises(TwimlError) as error:
        parse(f"<Response>{BAD[said]}</Response>".encode(), "text/xml")
    assert said.strip() in str(error.value)


@pytest.mark.parametrize("attribute", ["record", "recordingStatusCallback", "recordFoo"])
def test_a_conference_is_never_recorded(attribute):
    room = f'<Response><Dial><Conference {attribute}="/x">r1</Conference></Dial></Response>'
    with pytest.raises(TwimlError, match="recorded"):
        parse(room.encode(), "text/xml")


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "audio/wav", ""])
def test_only_xml_is_read_as_a_document(kind):
    with pytest.raises(TwimlError, match="Content-Type"):
        parse(b"<Response/>", kind)


@pytest.mark.parametrize("body", [b"", b" <Response/>", b"<html/>", b'<Response a="b"/>', b"<Response>\xff</Response>"])
def test_what_is_no_response_is_refused(body):
    with pytest.raises(TwimlError):
        parse(body, "text/xml")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"<Response>{text}</Response>".encode()))
def test_no_bytes_raise_anything_else(body):
    try:
        parse(body, "text/xml")
    except TwimlError as error:
        assert str(error)
