"""A call as a whole: its parameters, its documents, its sounds and its end."""

import re

import pytest

from exchange.activity import Ended, Playing
from exchange.network import Answer, Network
from exchange.twiml.verbs import TwimlError
from tests.support.small_hotline import CALLED, CALLER, TOKEN, URL, XML, Clock, SmallHotline, call, network, play


def test_every_request_carries_the_standard_parameters():
    line, hotline = call({"/voice": '<Gather action="/x"/>', "/x": "<Hangup/>"})
    line.press("1#")
    first, second, last = (hotline.asked(path)[0] for path in ("/voice", "/x", "/voice/status"))
    assert first.items() >= {"From": CALLER, "To": CALLED, "Direction": "inbound", "ApiVersion": "2010-04-01"}.items()
    assert re.fullmatch("CA[0-9a-f]{32}", line.sid)
    assert {form["CallSid"] for form in (first, second, last)} == {line.sid}
    assert [form["CallStatus"] for form in (first, second, last)] == ["ringing", "in-progress", "completed"]


def test_hanging_up_is_reported_once_with_the_duration():
    clock = Clock()
    line, hotline = call('<Gather action="/x"/>', clock=clock)
    clock.now = 61.2
    line.hang_up()
    line.hang_up()
    assert [form["CallDuration"] for form in hotline.asked("/voice/status")] == ["62"]
    assert line.doing == Ended("the caller hung up")


@pytest.mark.parametrize(
    ("document", "reason"),
    {"": "document ended", "<Hangup/>": "the hotline hung up", "<Reject/>": "rejected"}.items(),
)
def test_every_end_has_its_reason(document, reason):
    line, _ = call(document)
    assert line.doing == Ended(reason)


def test_a_call_that_is_over_stays_over():
    line, hotline = call("<Hangup/>")
    for event in (line.finished, line.wait, line.hang_up, line.time_up, lambda: line.press("1")):
        event()
    assert len(hotline.requests) == 2


def test_a_sound_repeats_as_often_as_it_is_told():
    line, _ = call('<Play loop="3">/a.wav</Play><Gather action="/x"/>')
    line.listen()
    assert line.heard == ["a", "a", "a"]
    line, _ = call('<Play loop="0">/a.wav</Play>')
    assert line.doing == Playing(f"{URL}/a.wav", "a", loop=True)


def test_addresses_are_relative_to_the_document_they_stand_in():
    line, hotline = call({"/voice": "<Redirect>/a/b</Redirect>", "/a/b": "<Redirect>c#rc=2</Redirect>", "/a/c": ""})
    assert [request.path for request in hotline.requests][:3] == ["/voice", "/a/b", "/a/c"]
    assert line.ended


def test_a_get_carries_everything_in_the_address():
    _, hotline = call({"/voice": '<Redirect method="GET">/next?a=1</Redirect>', "/next": ""})
    assert hotline.requests[1].method == "GET" and hotline.requests[1].form == {}


def test_going_in_circles_is_noticed():
    with pytest.raises(TwimlError, match="without a sound"):
        call("<Redirect>/voice</Redirect>")


@pytest.mark.parametrize("document", [play("gone"), f'<Gather action="/x">{play("gone")}</Gather>'])
def test_a_sound_that_is_not_there_ends_the_call(document):
    hotline = SmallHotline({"/voice": document}, refused={"/gone.wav"})
    line = network(hotline).line(CALLER, CALLED)
    with pytest.raises(TwimlError, match=r"gone\.wav answers 503"):
        line.dial()
    assert line.doing == Ended("the hotline failed")
    assert hotline.asked("/voice/status")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(404, "audio/wav", b""), "answers 404"),
        (Answer(200, "text/html", b"<p>"), "Content-Type"),
        (Answer(200, "audio/wav", b"RIFF\0\0\0\0WAVE"), "nothing that could be played"),
        (Answer(200, "audio/wav", b"x" * 1000), "nothing that could be played"),
    ],
)
def test_a_sound_that_cannot_be_played_is_noticed(answer, said):
    document = Answer(200, XML, f"<Response>{play('a')}</Response>".encode())
    answers = {f"{URL}/voice": document, f"{URL}/a.wav": answer, f"{URL}/voice/status": Answer(204, "", b"")}
    with pytest.raises(TwimlError, match=said):
        Network(lambda method, url, form, headers: answers[url], URL, TOKEN).call(CALLER, CALLED)


def test_a_sound_without_words_is_heard_in_silence():
    hotline = SmallHotline({"/voice": play("music")})

    def no_captions(method, url, form, headers):
        return Answer(404, "text/html", b"") if url.endswith(".txt") else hotline(method, url, form, headers)

    line = Network(no_captions, URL, TOKEN).call(CALLER, CALLED)
    assert line.doing == Playing(f"{URL}/music.wav", "") and line.heard == []


def test_a_refused_document_ends_the_call():
    with pytest.raises(TwimlError, match="voice answers 503"):
        network(SmallHotline({}, refused={"/voice"})).call(CALLER, CALLED)


def test_a_refused_callback_is_only_a_warning():
    hotline = SmallHotline({"/voice": "<Hangup/>"}, refused={"/voice/status"})
    net = network(hotline)
    net.call(CALLER, CALLED)
    assert net.warnings == ("POST http://127.0.0.1:8000/voice/status answers 503",)
