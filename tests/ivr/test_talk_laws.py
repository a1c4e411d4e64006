"""The talk itself: nobody on the list of speakers is lost, and nobody is muted who need not be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from ivr.call import step
from ivr.menus.room import ROOM_NODES
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.dial_outcome import OUTCOMES
from ivr.model.moment import BERLIN
from ivr.model.plan import Plan
from ivr.model.presence import conference_ended, left_for_good, repaired, seated, told
from ivr.model.talk import Talk, closed, floor_given, hand_down, hand_up, locked, reopened, self_muted, silenced
from ivr.place import Place
from ivr.place_names import At
from ivr.prerender.explore import KEYS
from ivr.reply import Change, Join, Reply
from ivr.say import say
from ivr.visit import visit
from ivr.world import World
from prompts.wording import page

PEOPLE = st.sampled_from("abcd")
FLAGS = st.booleans()
Step = Callable[[Talk], Talk]


def listed_and_back(talk: Talk, people: list[str]) -> Talk:
    return repaired(talk, "CF1", people, talk)


# What can happen to a talk: by whom, and with what.
HAPPENS = st.one_of(
    st.tuples(st.sampled_from([hand_up, hand_up, hand_down, floor_given, left_for_good]), st.tuples(PEOPLE)),
    st.tuples(st.sampled_from([seated, self_muted]), st.tuples(PEOPLE, FLAGS)),
    st.tuples(st.sampled_from([silenced, locked]), st.tuples(FLAGS)),
    st.tuples(st.just(told), st.tuples(st.sampled_from(["CF1", "CF2"]), st.integers(0, 9), PEOPLE, FLAGS)),
    st.tuples(st.just(conference_ended), st.tuples(st.sampled_from(["CF1", "CF2"]))),
    st.tuples(st.just(listed_and_back), st.tuples(st.lists(PEOPLE, unique=True))),
)
HISTORIES = st.lists(HAPPENS, max_size=30)


def talk_after(history) -> Talk:
    talk = Talk()
    for how, args in history:
        talk = how(talk, *args)
    return talk


TALKS = st.builds(talk_after, HISTORIES)


def who_waits(history) -> list[str]:
    """Who has raised a hand and neither withdrawn it, nor got the word, nor ended the call (unless it turns out that it
    goes on); in their order."""
    waiting: list[str] = []
    gone: set[str] = set()
    for how, (who, *_) in history:
        if how is hand_up and who not in waiting and who not in gone:
            waiting.append(who)
        elif how in (hand_down, floor_given, left_for_good) and who in waiting:
            waiting.remove(who)
        if how is left_for_good:
            gone.add(who)
        elif how is seated:
            gone.discard(who)
        elif how is listed_and_back:
            gone -= {*who}
    return waiting


@given(HISTORIES)
def test_whoever_waits_for_the_word_is_on_the_list_once_and_in_order(history):
    assert [*talk_after(history).hands] == who_waits(history)


@given(TALKS)
def test_the_next_to_speak_is_the_first_of_the_list_who_is_in_the_room(talk):
    there = [person for person in talk.hands if person in talk.present]
    assert talk.next_speaker == (there[0] if there else "")


@given(TALKS, PEOPLE)
def test_who_has_the_word_is_heard_and_on_no_list_even_in_silence(talk, person):
    given_word = floor_given(silenced(talk, True), person)
    if person in talk.gone:
        assert given_word == silenced(talk, True)
    else:
        assert given_word.floor == person and person not in given_word.hands and not given_word.is_muted(person)


@given(TALKS)
def test_silence_mutes_all_but_those_who_lead(talk):
    silent = silenced(seated(talk, "leads", True), True)
    assert all(
        silent.is_muted(person) == (seat.muted or not seat.leads) for person, seat in silent.seats.items()
    ) and silent.is_muted("a stranger")


@given(TALKS)
def test_without_anybody_who_leads_there_is_no_silence(talk):
    assert talk.leaders or not silenced(talk, True).silent


@given(TALKS, PEOPLE, FLAGS)
def test_without_silence_everybody_is_heard_who_wants_to(talk, person, on):
    free = silenced(talk, False)
    assert self_muted(free, person, on).is_muted(person) == (on and person in free.seats)


@given(TALKS, PEOPLE)
def test_silence_is_all_that_keeps_a_muted_person_muted(talk, person):
    heard_again = self_muted(talk, person, False)
    leads = person in talk.seats and talk.seats[person].leads
    assert heard_again.is_muted(person) == (talk.silent and not leads and talk.floor != person)


@given(TALKS, PEOPLE, FLAGS)
def test_whoever_comes_back_has_the_same_number_and_no_two_have_one(talk, person, leads):
    back = seated(seated(talk, person, leads), person, not leads)
    numbers = [seat.number for seat in back.seats.values()]
    assert talk.number(person) in (0, back.number(person)) and len(numbers) == len({*numbers} - {0})


@given(TALKS, st.text(min_size=1, max_size=3))
def test_whoever_was_let_in_is_known_to_a_locked_room(talk, caller):
    talk = seated(talk, "new", False, caller)
    assert caller in locked(talk, True).let_in


@given(TALKS, PEOPLE)
def test_a_talk_that_was_ended_waits_for_nobody_and_goes_on_with_its_leader(talk, person):
    over = closed(talk)
    assert over.over and not (over.hands or over.floor or over.silent or over.locked)
    assert seated(over, person, leads=False).over
    assert not seated(over, person, leads=True).over and not reopened(over).over


PLACES = st.sampled_from(
    [Place(name, group=PRACTICE_ID, leads=leads) for leads in (False, True) for name in ROOM_NODES]
)
BROUGHT = {"zurueck": OUTCOMES}


@example(locked(Talk(), True), Place(At.REJOIN, group=PRACTICE_ID))
@given(TALKS, PLACES)
def test_whatever_was_told_every_word_and_deed_in_a_room_has_an_answer_and_the_own_call_is_there(talk, place):
    for keys in BROUGHT.get(place.name, KEYS):
        reply = step(place, keys, in_the_room(talk, "a"))
        after = talk_after_deeds(talk, reply)
        assert page(reply.hear), keys
        if isinstance(reply.then, Join):
            assert "a" in after.seats and "a" not in after.gone, keys


@given(HISTORIES)
def test_whoever_asks_for_the_word_is_told_a_number_and_is_on_the_list(history):
    talk = talk_after([*history, (left_for_good, ("a",))])
    reply = step(Place(At.LEADER_STAR_MENU, group=PRACTICE_ID, leads=True), "", in_the_room(talk, "a"))
    raised = step(Place(At.STAR_MENU, group=PRACTICE_ID), "1", in_the_room(talk_after_deeds(talk, reply), "a"))
    after = talk_after_deeds(talk, raised)
    assert after.hands[-1] == "a" and say("melden", zahl=after.number("a")) in raised.hear and after.number("a") > 0


def in_the_room(talk: Talk, person: str) -> World:
    """The world of somebody in the practice room, where this is known of the talk."""
    world = World(datetime(2026, 3, 10, 18, 20, tzinfo=BERLIN), Plan(), b"key", person=person)
    here = visit(Place(At.ROOM, group=PRACTICE_ID), world)
    assert here
    return replace(world, talks={here.room: talk})


def talk_after_deeds(talk: Talk, reply: Reply) -> Talk:
    for effect in reply.effects:
        talk = effect.how(talk, *effect.args) if isinstance(effect, Change) else talk
    return talk
