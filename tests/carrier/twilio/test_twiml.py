"""TwiML as we write it: well-formed, small, and nothing Twilio would not know."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrier.twilio.twiml import TwimlError, document, element


@given(st.text())
def test_any_text_gives_well_formed_xml(text):
    parsed = ElementTree.fromstring(document(element("Say", text=text, language=text)))
    assert parsed[0].tag == "Say"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))))
def test_text_that_xml_allows_arrives_whole(text):
    assert (ElementTree.fromstring(document(element("Say", text=text)))[0].text or "") == text


def test_an_attribute_twilio_does_not_know_is_refused():
    with pytest.raises(TwimlError, match="record"):
        element("Conference", text="room", record="record-from-start")


def test_an_answer_larger_than_twilio_takes_is_refused():
    with pytest.raises(TwimlError, match="64000"):
        document(element("Say", text="x" * 70_000))
