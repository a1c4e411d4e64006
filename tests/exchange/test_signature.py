"""The network signs as Twilio does."""

from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from exchange.signature import signature
from tests.support.small_hotline import call, play

PRINTABLE = st.characters(min_codepoint=32, max_codepoint=0x2FF)


def test_the_example_of_the_manual():
    form = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675310", "Digits": "1234"}
    form |= {"From": "+14158675310", "To": "+18005551212"}
    assert signature("12345", "https://example.com/myapp.php?foo=1&bar=2", form) == "L/OH5YylLD5NRKLltdqwSvS0BnU="


@given(st.text(PRINTABLE), st.dictionaries(st.text(PRINTABLE, min_size=1), st.text(PRINTABLE)))
def test_twilios_own_library_agrees(token, form):
    url = "https://telefontreff.example/voice?a=1"
    assert RequestValidator(token).validate(url, form, signature(token, url, form))


def test_a_fragment_is_not_signed():
    assert signature("t", "https://telefontreff.example/voice#rc=2", {}) == signature(
        "t", "https://telefontreff.example/voice", {}
    )


def test_whatever_asks_for_a_document_or_reports_is_signed_and_sounds_are_not():
    line, hotline = call({"/voice": f'<Redirect method="GET">/next?a=1</Redirect>{play("no")}', "/next": play("yes")})
    line.wait()
    assert [(asked.path, asked.signed) for asked in hotline.requests] == [
        ("/voice", True),
        ("/next", True),
        ("/yes.wav", False),
        ("/yes.txt", False),
        ("/voice/status", True),
    ]
