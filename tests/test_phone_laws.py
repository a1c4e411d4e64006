"""Laws of the network: whatever a hotline answers and whatever callers do, two lines stay two sound lines."""

from hypothesis import given
from hypothesis import strategies as st

from phone.activity import Listening
from phone.verbs import TwimlError
from tests.small_hotline import CALLED, CALLER, SmallHotline, network, play

PAGES = ("/voice", "/a", "/b")
SOUNDS = st.sampled_from([play("one"), "<Pause/>", "<Say>Hallo</Say>", '<Play loop="2">/two.wav</Play>'])
GATHERS = st.builds(
    '<Gather action="{}" finishOnKey="{}" actionOnEmptyResult="{}" numDigits="{}">{}</Gather>'.format,
    st.sampled_from(PAGES),
    st.sampled_from(["", "#", "1"]),
    st.sampled_from(["true", "false"]),
    st.integers(1, 3),
    SOUNDS,
)
DIALS = st.builds(
    '<Dial{}{}><Conference startConferenceOnEnter="{}"{}>r1</Conference></Dial>'.format,
    st.sampled_from(["", *(f' action="{page}"' for page in PAGES)]),
    st.sampled_from(["", ' hangupOnStar="true"']),
    st.sampled_from(["true", "false"]),
    st.sampled_from(["", ' waitUrl="/a"', ' waitUrl="" endConferenceOnExit="true"', ' maxParticipants="1"']),
)
OTHERS = st.sampled_from(
    [
        "<Hangup/>",
        "<Reject/>",
        "<Nonsense/>",
        "<Redirect>/a</Redirect>",
        '<Record action="/b"/>',
        "<Dial><Number>+493023125001</Number></Dial>",
    ]
)
DOCUMENTS = st.lists(SOUNDS | GATHERS | DIALS | OTHERS, max_size=4).map("".join)
EVENTS = st.sampled_from([*"0123456789*#", "finished", "wait", "time_up", "hang_up"])


@given(st.tuples(DOCUMENTS, DOCUMENTS, DOCUMENTS), st.lists(st.tuples(st.integers(0, 1), EVENTS), max_size=12))
def test_nothing_ever_raises_anything_but_a_twiml_error(documents, events):
    net = network(SmallHotline(dict(zip(PAGES, documents, strict=True))))
    lines = [net.line(CALLER, CALLED), net.line(CALLER, CALLED)]
    for happens in [line.dial for line in lines] + [event(lines[who], name) for who, name in events]:
        try:
            happens()
        except TwimlError as error:
            assert str(error)
    assert all(line.in_room or not isinstance(line.doing, Listening) or line.takes_keys for line in lines)


def event(line, name):
    """What happens to a line, as something to call."""
    return (lambda: line.press(name)) if len(name) == 1 else getattr(line, name)
