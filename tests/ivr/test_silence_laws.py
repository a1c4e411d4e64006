"""Silence, the lock and who leads end with those who are there, whatever becomes of the carrier's callbacks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.place import Place
from ivr.reply import Ask
from ivr.say import say
from tests.support.lossy_carrier import Unheard

CALLS = st.sampled_from(["leads", "leads too", "one", "another"])
# What is done by a call, or becomes of a callback: which, and with which key or how many seconds later.
HAPPENS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["comes", "hangs up"]), CALLS, st.just("")),
        st.tuples(st.just("presses"), CALLS, st.sampled_from(["", "1", "1", "2", "2", "2", "3", "4", "6", "6", "9"])),
        st.tuples(st.sampled_from(["heard", "twice", "lost"]), st.just(""), st.integers(0, 9)),
        st.tuples(st.just("looks"), st.just(""), st.integers(0, 60)),
    ),
    max_size=30,
)


def happens(room: Unheard, what: str, call: str, more: str | int) -> None:
    """Do it, if it can be done now."""
    if what == "comes" and call not in room.going_on:
        room.comes(call, leads=call.startswith("leads"))
    elif what == "presses" and call in room.going_on:
        room.presses(call, str(more))
    elif what == "hangs up" and call in room.going_on:
        room.hangs_up(call)
    elif what == "looks":
        room.looks(int(more))
    elif room.on_the_way and what in ("heard", "twice"):
        room.hears(int(more) % len(room.on_the_way), keep=what == "twice")
    elif room.on_the_way and what == "lost":
        room.on_the_way.pop(int(more) % len(room.on_the_way))


def after(history, tells_status: bool = True) -> Unheard:
    room = Unheard(tells_status)
    for one in history:
        happens(room, *one)
        # Whoever leaves the room by the menu is in the main menu, where this is not about.
        for call in [call for call, reply in room.going_on.items() if is_out(reply)]:
            room.hangs_up(call)
    return room


def is_out(reply) -> bool:
    return isinstance(reply.then, Ask) and reply.then.place == Place(reply.then.place.name)


def everybody_hangs_up(room: Unheard) -> None:
    for call in [*room.going_on]:
        room.hangs_up(call)


def time_passes(room: Unheard) -> None:
    for _ in range(6):
        room.looks(30)


@given(HAPPENS, st.booleans(), st.data())
def test_when_all_have_gone_nothing_of_the_talk_is_left_whatever_was_lost(history, tells_status, data):
    room = after(history, tells_status)
    everybody_hangs_up(room)
    while room.on_the_way and data.draw(st.booleans()):
        room.hears(data.draw(st.integers(0, len(room.on_the_way) - 1)))
    time_passes(room)
    talk = room.talk
    assert not (talk.seats or talk.people or talk.hands or talk.floor or talk.is_quiet or talk.locked or talk.leaders)


@settings(max_examples=60)
@given(HAPPENS, st.booleans(), st.data())
def test_the_next_talk_is_not_silent_and_what_star_two_says_is_what_it_does(history, tells_status, data):
    room = after(history, tells_status)
    everybody_hangs_up(room)
    late = len(room.on_the_way)
    room.comes("a new leader", leads=True), room.comes("somebody new", leads=False)
    for nth in data.draw(st.permutations(range(late)))[: data.draw(st.integers(0, late))]:
        room.hears(nth, keep=True)
    del room.on_the_way[:late]
    room.hears_all(), time_passes(room)
    if not room.is_inside("somebody new"):
        room.comes("somebody new", leads=False), room.hears_all()
    leader, member = map(room.talks.person, ("a new leader", "somebody new"))
    assert room.talk.leaders == (leader,) and {*room.talk.seats} == {leader, member} and not room.talk.locked
    assert room.muted == {leader: False, member: False}
    for words, muted in (("ruhe.an", True), ("ruhe.aus", False), ("ruhe.an", True)):
        room.presses("a new leader", "")
        assert say(words) in room.presses("a new leader", "2").hear
        room.hears_all()
        assert room.muted == {leader: False, member: muted} and room.talk.silent == muted


@given(HAPPENS)
def test_whoever_need_not_be_silent_is_heard_once_the_lists_have_come_in(history):
    """Also where it goes round, or all are silent together."""
    room = after(history)
    room.on_the_way.clear(), time_passes(room)
    talk, inside = room.talk, {room.talks.person(call) for call in room.going_on if room.is_inside(call)}
    assert talk.present == inside and {*talk.leaders} <= {room.talks.person(call) for call in room.going_on}
    assert room.muted == {person: talk.is_muted(person) for person in inside}


OTHERS = st.sampled_from(["one", "another"])
AROUND_HER = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["comes", "hangs up"]), OTHERS, st.just("")),
        st.tuples(st.just("presses"), OTHERS, st.sampled_from(["", "1", "3", "4", "9"])),
        st.tuples(st.just("presses"), st.just("leads"), st.sampled_from(["", "3"])),
        st.tuples(st.just("looks"), st.just(""), st.integers(0, 60)),
    ),
    max_size=20,
)


@given(AROUND_HER)
def test_silence_lasts_while_the_one_who_asked_for_it_is_there(history):
    room = Unheard()
    room.comes("leads", leads=True), room.presses("leads", ""), room.presses("leads", "2")
    for one in history:
        happens(room, *one)
        room.hears_all()
        assert room.talk.silent and all(room.muted[person] != (person in room.talk.leaders) for person in room.muted)
    room.hangs_up("leads"), room.hears_all()
    assert not room.talk.silent


AROUND_THE_ROUND = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["comes", "hangs up"]), CALLS, st.just("")),
        st.tuples(st.just("presses"), CALLS, st.sampled_from(["", "", "1", "2"])),
        st.tuples(st.just("looks"), st.just(""), st.integers(0, 30)),
    ),
    max_size=20,
)


@given(AROUND_THE_ROUND)
def test_after_each_event_one_is_heard_besides_those_who_lead_and_at_the_end_all_are(history):
    room = Unheard()
    for call in ("leads", "one", "another"):
        room.comes(call, leads=call == "leads")
    room.hears_all()
    for key in ("", "6", "1", "0"):
        room.presses("leads", key)
    for one in history:
        room.hears_all()
        talk, heard = room.talk, {person for person, muted in room.muted.items() if not muted}
        others = heard - {*talk.leaders}
        assert others <= {talk.speaker} if talk.round else heard == {*room.muted}
        happens(room, *one)
    everybody_hangs_up(room), room.hears_all()
    assert room.talk.round is None
