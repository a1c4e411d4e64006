"""Who is in a room, whatever becomes of the carrier's callbacks: told late, twice, in any order, or lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ivr.model.attendance import Attendance
from ivr.model.presence import also_told, conference_ended, left_for_good, repaired, seated, told
from ivr.model.talk import REMEMBERED, Talk, hand_up

Callback = tuple[Callable[..., Talk], tuple[Any, ...]]
CALLS = st.sampled_from("abcdef")


@dataclass
class Room:
    """What is true: the conferences that follow one another under one name, and what the carrier tells of them."""

    first: int = 1
    conference: str = ""
    inside: list[str] = field(default_factory=list)
    hung_up: set[str] = field(default_factory=set)
    conferences: int = 0
    sequence: int = 0
    callbacks: list[Callback] = field(default_factory=list)

    def come(self, call: str) -> None:
        if call in self.inside or call in self.hung_up:
            return
        if not self.conference:
            self.conferences += 1
            self.conference, self.sequence = f"CF{self.conferences}", self.first - 1
        self.inside.append(call)
        self._tell(told, call, True)
        if len(self.inside) == 2:
            self._tell(also_told)

    def go(self, call: str) -> None:
        if call not in self.inside:
            return
        self.inside.remove(call)
        self._tell(told, call, False)
        if not self.inside:
            self._tell_the_end()

    def hang_up(self, call: str) -> None:
        self.go(call)
        self.hung_up.add(call)
        self.callbacks.append((left_for_good, (call,)))

    def end(self) -> None:
        for call in tuple(self.inside):
            self.go(call)

    def _tell(self, how: Callable[..., Talk], *args: object) -> None:
        self.sequence += 1
        self.callbacks.append((how, (self.conference, self.sequence, *args)))

    def _tell_the_end(self) -> None:
        self.callbacks.append((conference_ended, (self.conference,)))
        self.conference = ""


HAPPENS = st.lists(st.tuples(st.sampled_from([Room.come] * 3 + [Room.go] * 2 + [Room.hang_up]), CALLS), max_size=30)
ROOMS = st.builds(Room, st.sampled_from([0, 1]))


def after(callbacks: list[Callback], talk: Talk | None = None) -> Talk:
    """The talk once these callbacks have come in, in this order."""
    talk = talk or Talk()
    for how, args in callbacks:
        talk = how(talk, *args)
    return talk


def lived(room: Room, history: list[tuple[Callable[[Room, str], None], str]]) -> Room:
    for happen, call in history:
        happen(room, call)
    return room


def no_news(callbacks: list[Callback], before: Talk, room: Room) -> list[Callback]:
    """Those that tell nothing new once a list was asked for: of a call that is over, of a conference that was known and
    is over, or from before the last that had come in of the conference that is not."""
    heard = before.events.get(room.conference, Attendance()).heard
    over = {*before.events, *before.ended} - {room.conference}
    old = {(room.conference, number) for number in range(heard + 1)}
    return [one for one in callbacks if one[0] is left_for_good or one[1][0] in over or one[1][:2] in old]


@given(ROOMS, HAPPENS, st.data())
def test_in_any_order_and_any_of_them_twice_the_callbacks_tell_who_is_there(room, history, data):
    callbacks = lived(room, history).callbacks
    twice = data.draw(st.lists(st.sampled_from(callbacks), max_size=10)) if callbacks else []
    talk = after(data.draw(st.permutations(callbacks + twice)))
    assert talk.present == set(room.inside) and not talk.has_gap


@given(ROOMS, HAPPENS, st.data())
def test_whatever_is_lost_the_carriers_list_makes_good_and_nothing_that_comes_late_brings_anybody_back(
    room, history, data
):
    callbacks = lived(room, history).callbacks
    came = data.draw(st.lists(st.sampled_from(callbacks), unique=True)) if callbacks else []
    before = after(came)
    talk = repaired(before, room.conference, room.inside, before)
    assert talk.present == set(room.inside) and not talk.has_gap
    assert all(after([late], talk).present == talk.present for late in no_news(callbacks, before, room))
    assert after(data.draw(st.permutations(callbacks)), talk).present == set(room.inside)


@given(ROOMS, HAPPENS, HAPPENS, HAPPENS, st.data())
def test_a_list_that_was_made_while_people_came_and_went_spoils_nothing(room, first, then, at_last, data):
    def some_come_in(talk: Talk) -> Talk:
        on_the_way = [one for one in room.callbacks if one not in arrived]
        now = data.draw(st.lists(st.sampled_from(on_the_way), unique=True)) if on_the_way else []
        arrived.extend(now)
        return after(now, talk)

    arrived = []
    lived(room, first)
    asked = some_come_in(Talk())
    lived(room, then)
    made = (room.conference, [*room.inside])
    lived(room, at_last)
    talk = repaired(some_come_in(asked), *made, before=asked)
    talk = after([one for one in room.callbacks if one not in arrived], talk)
    assert talk.present == set(room.inside) and not talk.has_gap


@given(ROOMS, HAPPENS, st.data())
def test_a_callback_that_may_have_told_of_somebody_leaves_a_gap(room, history, data):
    room.first = 1
    callbacks = lived(room, history).callbacks
    assume(room.conference)
    of_now = [one for one in callbacks if one[1][0] == room.conference]
    lost = data.draw(st.sampled_from(of_now[:-1] or of_now))
    came = [one for one in callbacks if one is not lost]
    assert after(came).has_gap == (lost is not of_now[-1])


def test_nobody_of_the_largest_conference_is_brought_back_by_a_late_join():
    callers = [f"{number:016x}" for number in range(250)]
    talk = after([(told, ("CF1", number, call, True)) for number, call in enumerate(callers, 1)])
    talk = after([(left_for_good, (call,)) for call in callers] * 2, talk)
    assert after([(told, ("CF1", number, call, True)) for number, call in enumerate(callers, 1)], talk).people == 0
    assert len(after([(left_for_good, (str(call),)) for call in range(2 * REMEMBERED)]).gone) == REMEMBERED


def test_a_list_that_missed_a_new_conference_does_not_keep_it_away():
    talk = after([(told, ("CF1", 1, "a", True))])
    missed = repaired(talk, "", [], talk)
    assert missed.people == 0
    assert repaired(missed, "CF1", ["a"], missed).present == {"a"}


def test_a_conference_that_ends_while_its_list_is_on_the_way_stays_ended():
    asked = after([(told, ("CF1", 1, "a", True))])
    ended = conference_ended(asked, "CF1")
    assert repaired(ended, "CF1", ["a"], asked).people == 0


def test_an_older_list_that_comes_after_a_newer_one_says_nothing():
    old = after([(told, ("CF1", 1, "a", True)), (told, ("CF1", 2, "b", True))])
    new = told(old, "CF1", 3, "a", False)
    assert repaired(repaired(new, "CF1", ["b"], new), "CF1", ["a", "b"], old).present == {"b"}


class Telephone(RuleBasedStateMachine):
    """People come, go and hang up, callbacks come in at any time or never, and now and then a list is asked for."""

    @initialize(first=st.sampled_from([0, 1]))
    def open(self, first: int) -> None:
        self.room, self.talk = Room(first), Talk()
        self.on_the_way: list[Callback] = []
        self.taken = 0
        self.all_came = True
        self.asked: Talk | None = None
        self.listed: tuple[str, list[str]] | None = None

    def _set_out(self) -> None:
        self.on_the_way += self.room.callbacks[self.taken :]
        self.taken = len(self.room.callbacks)

    @rule(call=CALLS, leads=st.booleans())
    def come(self, call: str, leads: bool) -> None:
        # The hotline lets somebody in, and so knows of it before the carrier tells.
        if call not in self.room.hung_up:
            self.talk = seated(self.talk, call, leads)
        self.room.come(call)
        self._set_out()

    @rule(call=CALLS)
    def go(self, call: str) -> None:
        self.room.go(call)
        self._set_out()

    @rule(call=CALLS)
    def hang_up(self, call: str) -> None:
        self.talk = hand_up(self.talk, call)
        self.room.hang_up(call)
        self._set_out()

    @rule()
    def end(self) -> None:
        self.room.end()
        self._set_out()

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data())
    def a_callback_comes_in(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.on_the_way) - 1))
        self.talk = after([self.on_the_way.pop(place)], self.talk)

    @precondition(lambda self: self.room.callbacks)
    @rule(data=st.data())
    def a_callback_comes_in_again_or_early(self, data: st.DataObject) -> None:
        self.talk = after([data.draw(st.sampled_from(self.room.callbacks))], self.talk)

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data())
    def a_callback_is_lost(self, data: st.DataObject) -> None:
        self.on_the_way.pop(data.draw(st.integers(0, len(self.on_the_way) - 1)))
        self.all_came = False

    @rule()
    def a_list_is_asked_for(self) -> None:
        self.asked, self.listed = self.talk, None

    @precondition(lambda self: self.asked is not None)
    @rule()
    def the_carrier_makes_the_list(self) -> None:
        self.listed = (self.room.conference, [*self.room.inside])

    @precondition(lambda self: self.asked is not None and self.listed is not None)
    @rule()
    def the_list_comes_in(self) -> None:
        assert self.asked is not None and self.listed is not None
        self.talk = repaired(self.talk, *self.listed, before=self.asked)
        self.asked = None

    @rule()
    def it_becomes_quiet(self) -> None:
        self.talk = after(self.on_the_way, self.talk)
        self.on_the_way = []
        if not self.all_came:
            # What was lost stays lost, unless it is no news.
            self.room.callbacks = no_news(self.room.callbacks, self.talk, self.room)
            self.taken = len(self.room.callbacks)
            self.talk = repaired(self.talk, self.room.conference, self.room.inside, before=self.talk)
        self.all_came, self.asked = True, None
        assert self.talk.present == set(self.room.inside)

    @invariant()
    def nobody_who_hung_up_is_there_or_waits_once_it_was_told(self) -> None:
        assert not {*self.talk.gone} & {*self.talk.present, *self.talk.hands, *self.talk.seats}

    @invariant()
    def everybody_who_is_there_has_a_number_of_his_own(self) -> None:
        numbers = [seat.number for seat in self.talk.seats.values()]
        assert len(numbers) == len({*numbers} - {0}) and self.talk.present <= {*self.talk.seats}


TestTelephone = Telephone.TestCase
TestTelephone.settings = settings(max_examples=200, stateful_step_count=40)
