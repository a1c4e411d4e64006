"""Going round: whatever keys, times and events come, one speaks, each is called once, and it ends."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ivr.model.moderation import passed_on, round_begun, round_stopped, speaker_called_again, speech_told
from ivr.model.presence import left_for_good, seated, stepped_out, told
from ivr.model.round_timing import time_passed
from ivr.model.talk import Talk, self_muted, silenced

PEOPLE = st.integers(0, 7)
LEADS = 0


class GoingRound(RuleBasedStateMachine):
    """A talk of up to eight people, the first of whom leads; each may hang up and call again with the same telephone.
    When a round ends by itself, all who are there and want to speak have been heard in it."""

    @initialize(count=st.integers(1, 8), minutes=st.integers(0, 3), silent=st.booleans(), listening=st.sets(PEOPLE))
    def it_begins(self, count: int, minutes: int, silent: bool, listening: set[int]) -> None:
        self.talk, self.now, self.sequence = Talk(), 1000.0, 0
        self.calls: dict[int, str] = {}
        self.finished: list[int] = []
        for who in range(count):
            self._comes(who, who in listening and who != LEADS)
        self.talk = round_begun(silenced(self.talk, silent), minutes, self.now)

    @rule(who=PEOPLE, listens=st.booleans())
    def somebody_comes(self, who: int, listens: bool) -> None:
        if who not in self.calls:
            self._comes(who, listens and who != LEADS)

    @rule(who=PEOPLE)
    def somebody_hangs_up(self, who: int) -> None:
        if who in self.calls:
            person = self.calls.pop(who)
            self._does(told, "CF", self._next(), person, False)
            self._does(left_for_good, person)

    @rule(who=PEOPLE)
    def somebody_is_at_the_star_menu_and_back(self, who: int) -> None:
        if who in self.calls:
            self._does(stepped_out, self.calls[who], who == LEADS)
            self._does(told, "CF", self._next(), self.calls[who], False, True)
            self._does(seated, self.calls[who], who == LEADS, f"caller {who}")
            self._does(told, "CF", self._next(), self.calls[who], True)

    @rule(who=PEOPLE)
    def somebody_presses_the_star(self, who: int) -> None:
        self._hands_on(self.calls.get(who, ""))

    @rule(who=PEOPLE, on=st.booleans())
    def somebody_mutes_himself(self, who: int, on: bool) -> None:
        self._does(self_muted, self.calls.get(who, ""), on)

    @rule(who=PEOPLE, begins=st.booleans(), late=st.integers(0, 3))
    def somebody_speaks_or_ceases(self, who: int, begins: bool, late: int) -> None:
        self._does(speech_told, self.calls.get(who, ""), begins, self._next() - late, self.now)

    @rule(seconds=st.integers(1, 40))
    def time_goes_by(self, seconds: int) -> None:
        self.now += seconds
        before = self.talk
        self.talk = time_passed(self.talk, self.now)
        self._note(before)
        assert time_passed(self.talk, self.now) == self.talk

    @precondition(lambda self: self.talk.round)
    @rule()
    def the_turn_begins_anew(self) -> None:
        self.talk = speaker_called_again(self.talk, self.now)

    @precondition(lambda self: self.talk.round)
    @rule()
    def two_hand_on_the_same_turn(self) -> None:
        speaker = self.talk.speaker
        self._hands_on(speaker)
        self._hands_on(speaker)

    @precondition(lambda self: self.talk.round)
    @rule()
    def it_is_stopped(self) -> None:
        self.talk = round_stopped(self.talk)

    @invariant()
    def one_speaks_besides_who_leads(self) -> None:
        if self.talk.round:
            heard = {person for person in self.talk.present if not self.talk.is_muted(person)}
            speaker = {self.talk.speaker} & self.talk.present
            assert speaker <= heard <= speaker | {*self.talk.leaders}
            assert self.talk.is_here(self.talk.speaker) and self.talk.speaker not in self.talk.listening

    @invariant()
    def afterwards_all_are_heard_who_want_to(self) -> None:
        if not self.talk.is_quiet:
            assert all(self.talk.is_muted(person) == seat.muted for person, seat in self.talk.seats.items())

    @invariant()
    def nobody_is_called_again_who_has_been_heard(self) -> None:
        assert len(self.finished) == len({*self.finished})

    def teardown(self) -> None:
        """When nobody does anything any more, it ends."""
        self.time_goes_by(601)
        for _ in range(60):
            self.time_goes_by(40)
        assert not self.talk.round

    def _comes(self, who: int, listens: bool) -> None:
        self.calls[who] = f"{who} for the {self._next()}th time"
        self._does(seated, self.calls[who], who == LEADS, f"caller {who}", listens)
        self._does(told, "CF", self._next(), self.calls[who], True)

    def _hands_on(self, person: str) -> None:
        if self.talk.is_speaker(person):
            self._does(passed_on, self.talk.number(person), self.now)

    def _does(self, how, *args) -> None:
        before = self.talk
        self.talk = time_passed(how(self.talk, *args), self.now)
        self._note(before)

    def _note(self, before: Talk) -> None:
        """Whose turn has ended because it was over: handed on, or passed over; not because the call was."""
        was, now = before.round, self.talk.round
        if was and now:
            self.finished += [number for number in now.heard if number not in was.heard]
        elif was:
            self.finished += [was.speaker] if before.speaker in self.talk.seats else []
            there = {self.talk.number(person) for person in self.talk.present - {*self.talk.listening}}
            assert there <= {*self.finished}

    def _next(self) -> int:
        self.sequence += 1
        return self.sequence


TestGoingRound = GoingRound.TestCase


def test_whoever_comes_back_has_the_number_he_had():
    talk = seated(seated(Talk(), "one", False, "caller 1"), "two", False, "caller 2")
    again = seated(left_for_good(talk, "one"), "one again", False, "caller 1")
    assert again.number("one again") == 1 and again.number("two") == 2


def test_two_at_one_telephone_line_have_two_numbers():
    talk = seated(seated(Talk(), "one", False, "caller"), "two", False, "caller")
    assert [seat.number for seat in talk.seats.values()] == [1, 2]


def test_whoever_may_be_speaking_unheard_is_not_passed_over_soon():
    talk = round_begun(there("one", "two"), 0, 0.0)
    talk = time_passed(time_passed(talk, 75.0), 100.0)
    assert talk.speaker == "one" and talk.round.asked == 75.0
    assert time_passed(talk, 136.0).speaker == "two"


def test_whoever_speaks_on_is_never_cut_off():
    talk = round_begun(replace(seated(there("one", "two"), "leads", True), tells_speech=True), 1, 0.0)
    for second in range(0, 1200, 5):
        # A pause now and then, in which the next sentence is thought of.
        talk = speech_told(talk, "one", second % 20 != 15, second, float(second))
        talk = time_passed(talk, float(second))
    assert talk.speaker == "one" and talk.round.tones == 2


def test_where_nobody_moderates_a_television_beside_the_handset_ends_no_talk():
    talk = speech_told(round_begun(there("one", "two"), 0, 0.0), "one", True, 7, 1.0)
    for second in range(0, 900, 5):
        talk = speech_told(talk, "one", second % 10 > 0, 8 + second, float(second))
        talk = time_passed(talk, float(second))
    assert talk.speaker == "one" and time_passed(talk, 901.0).speaker == "two"


def test_with_listeners_alone_no_round_begins_and_nothing_else_ends():
    talk = silenced(seated(seated(Talk(), "leads", True), "hears", False, "", True), True)
    alone = left_for_good(talk, "leads")
    assert round_begun(alone, 0, 0.0) == alone and not round_begun(alone, 0, 0.0).has_gone_round


def there(*people: str) -> Talk:
    talk = Talk()
    for number, person in enumerate(people):
        talk = told(seated(talk, person, False), "CF", number, person, True)
    return talk
