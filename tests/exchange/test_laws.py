"""Laws of the network: whatever a hotline answers, callers do and rooms are told, lines stay sound lines."""

from hypothesis import given
from hypothesis import strategies as st

from exchange.activity import InRoom, Listening
from exchange.twiml.verbs import TwimlError
from tests.support.small_hotline import CALLED, CALLER, URL, SmallHotline, network, play

PAGES = ("/voice", "/a", "/b")
LABELS = ("one", "two")
SOUNDS = st.sampled_from([play("one"), "<Pause/>", "<Say>Hallo</Say>", '<Play loop="2">/two.wav</Play>'])
GATHERS = st.builds(
    '<Gather action="{}" finishOnKey="{}" actionOnEmptyResult="{}" numDigits="{}">{}</Gather>'.format,
    st.sampled_from(PAGES),
    st.sampled_from(["", "#", "1"]),
    st.sampled_from(["true", "false"]),
    st.integers(1, 3),
    SOUNDS,
)
TELLS = ' statusCallback="/voice/status/room" statusCallbackEvent="start end join leave mute hold announcement"'
DIALS = st.builds(
    '<Dial{}{}><Conference startConferenceOnEnter="{}"{}{}{}>r1</Conference></Dial>'.format,
    st.sampled_from(["", *(f' action="{page}"' for page in PAGES)]),
    st.sampled_from(["", ' hangupOnStar="true"']),
    st.sampled_from(["true", "false"]),
    st.sampled_from(["", ' waitUrl="/a"', ' waitUrl="" endConferenceOnExit="true"', ' maxParticipants="1"']),
    st.sampled_from(["", ' muted="true"', *(f' participantLabel="{label}"' for label in LABELS)]),
    st.sampled_from(["", TELLS]),
)
OTHERS = st.sampled_from(
    [
        "<Hangup/>",
        "<Reject/>",
        "<Nonsense/>",
        "<Redirect>/a</Redirect>",
        '<Record action="/b"/>',
        "<Dial><Number>+493023125001</Number></Dial>",
        '<Dial hangupOnStar="true" action="/a"><Sip>sip:r1@example.org</Sip></Dial>',
    ]
)
DOCUMENTS = st.lists(SOUNDS | GATHERS | DIALS | OTHERS, max_size=4).map("".join)
EVENTS = st.tuples(
    st.sampled_from([*"0123456789*#", "finished", "listen", "wait", "time_up", "hang_up"]), st.integers(0, 1)
)
CONTROLS = st.one_of(
    st.tuples(st.just("mute"), st.lists(st.sampled_from(LABELS)), st.booleans()),
    st.tuples(st.just("announce"), st.sampled_from([f"{URL}/ten.wav", f"{URL}/gone"])),
    st.tuples(st.just("end")),
)
OFFICES = st.sampled_from(["busy", "completed", ("completed", 4)])
PATHS = st.sampled_from([*PAGES, "/voice/status/room"])


def event(lines, control, happens):
    """What happens to a line, or in the room, as something to call."""
    name, *how = happens
    if hasattr(control, name):
        return lambda: getattr(control, name)("r1", *how)
    line = lines[how[0]]
    return (lambda: line.press(name)) if len(name) == 1 else getattr(line, name)


def only_once(happens):
    """A hotline that ended a room whenever somebody came would never come to an end."""
    left = [happens]
    return lambda: left.pop()() if left else None


def carefully(happens):
    try:
        happens()
    except TwimlError as error:
        assert str(error)


@given(
    st.tuples(DOCUMENTS, DOCUMENTS, DOCUMENTS),
    st.dictionaries(PATHS, CONTROLS, max_size=1),
    OFFICES,
    st.lists(EVENTS | CONTROLS, max_size=12),
)
def test_nothing_ever_raises_anything_but_a_twiml_error(documents, effects, how, events):
    hotline = SmallHotline(dict(zip(PAGES, documents, strict=True)))
    net = network(hotline, office=lambda address: how)
    lines = [net.line(CALLER, CALLED), net.line(CALLER, CALLED)]
    hotline.effects |= {path: only_once(event(lines, net.control, effect)) for path, effect in effects.items()}
    for happens in [line.dial for line in lines] + [event(lines, net.control, happens) for happens in events]:
        carefully(happens)
        assert_sound(lines, net.control.conference("r1"))
    forms = hotline.asked("/voice/status/room")
    for sid in {form["ConferenceSid"] for form in forms}:
        numbers = [int(form["SequenceNumber"]) for form in forms if form["ConferenceSid"] == sid]
        assert numbers == list(range(1, len(numbers) + 1))


def assert_sound(lines, conference):
    """Everybody who listens may press keys, and the room knows the same of everybody as they do themselves."""
    assert all(line.takes_keys for line in lines if isinstance(line.doing, Listening))
    inside = [line.doing for line in lines if isinstance(line.doing, InRoom)]
    seats = conference.participants if conference else ()
    assert sorted(doing.muted for doing in inside) == sorted(seat.muted for seat in seats)
    assert all(doing.people == len(seats) for doing in inside)
