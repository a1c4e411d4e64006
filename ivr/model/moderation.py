"""How a talk is moderated: going round, a time of silence together, and who moderates where nobody leads.

Each change is a function from one talk to the next, as in ivr/model/talk.py; what happens by itself is in
ivr/model/round_timing.py. `now` is seconds since 1970.
"""

from dataclasses import replace

from ivr.model.round import MINUTE, Round
from ivr.model.talk import Talk, self_muted


def to_come(talk: Talk) -> tuple[str, ...]:
    """Who has still to be called in the round, in order. Whoever only listens is not called."""
    if (going := talk.round) is None:
        return ()
    done = {*going.heard, going.speaker}
    left = [person for person, seat in talk.seats.items() if seat.number not in done and talk.is_here(person)]
    return tuple(sorted({*left} - {*talk.listening}, key=lambda person: _place_in_line(talk, going, person)))


def _may_be_called(talk: Talk) -> bool:
    """Whether anybody is here who does not only listen."""
    return any(talk.is_here(person) and person not in talk.listening for person in talk.seats)


def _place_in_line(talk: Talk, going: Round, person: str) -> tuple[bool, bool, bool, int]:
    """Whoever is in the room comes before those just outside it; then whoever was cut off; and then it goes on from the
    speaker's number and around."""
    number = talk.number(person)
    return person not in talk.present, number not in going.interrupted, number < going.speaker, number


def round_begun(talk: Talk, minutes: int, now: float) -> Talk:
    """It goes round from the lowest number on, with some minutes for each (0 = no limit). It takes the place of every
    silence; without anybody to call it does not begin."""
    if not _may_be_called(talk):
        return talk
    fresh = replace(
        talk,
        round=Round(minutes=minutes),
        silenced_by=(),
        floor="",
        still_until=0.0,
        hushed=True,
        has_gone_round=True,
    )
    return next_speaker_called(fresh, now)


def round_begun_once(talk: Talk, minutes: int, now: float) -> Talk:
    """The round with which a group begins: it begins once in a talk."""
    return talk if talk.has_gone_round else round_begun(talk, minutes, now)


def passed_on(talk: Talk, number: int, now: float) -> Talk:
    """The turn of this number is over; nothing, if it is not (any more) this one's turn."""
    if talk.round is None or talk.round.speaker != number:
        return talk
    return next_speaker_called(replace(talk, round=talk.round.over), now)


def speaker_called_again(talk: Talk, now: float) -> Talk:
    """The turn of the speaker begins anew."""
    if (going := talk.round) is None:
        return talk
    again = going.with_speaker(going.speaker, now)
    # What the carrier told of the speaker is still so.
    return replace(talk, round=replace(again, quiet_since=max(again.quiet_since, going.quiet_since), told=going.told))


def round_stopped(talk: Talk) -> Talk:
    """The round is over before everybody has spoken."""
    return replace(talk, round=None)


def speech_told(talk: Talk, person: str, begins: bool, told: int, now: float) -> Talk:
    """The carrier tells, in the event number `told`, that somebody begins to speak or ceases."""
    talk = talk if talk.tells_speech else replace(talk, tells_speech=True)
    if talk.round is None or not talk.is_speaker(person):
        return talk
    return replace(talk, round=talk.round.with_speech(begins, now, told))


def stilled(talk: Talk, minutes: int, now: float) -> Talk:
    """All are silent together, those who lead as well, for some minutes."""
    return replace(talk, still_until=now + minutes * MINUTE, hushed=True)


def still_over(talk: Talk) -> Talk:
    """The silence together is over."""
    return replace(talk, still_until=0.0)


def moderation_taken(talk: Talk, person: str) -> Talk:
    """Somebody who is here moderates from now on, unless another one does."""
    return _moderated(talk, person) if not talk.moderator and talk.is_here(person) else talk


def moderation_handed_on(talk: Talk, moderator: str, to: str) -> Talk:
    """Whoever moderates hands it on to another one who is here, or ("") to whoever wants it."""
    able = not to or talk.is_here(to)
    return _moderated(talk, to) if talk.moderator == moderator and able else talk


def next_speaker_called(talk: Talk, now: float) -> Talk:
    """Whoever is next in the round is called; without anybody to call it is over."""
    left = to_come(talk)
    if talk.round is None or not left:
        return replace(talk, round=None)
    is_first = not talk.round.speaker
    return replace(talk, round=talk.round.with_speaker(talk.number(left[0]), now, is_first))


def _moderated(talk: Talk, person: str) -> Talk:
    # Silence is held by whoever moderates, and ends with the moderation.
    holders = (person,) if person and talk.silenced_by else ()
    # The menu of whoever moderates has no key to be heard again.
    return self_muted(replace(talk, moderator=person, silenced_by=holders), person, False)
