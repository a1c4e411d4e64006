"""How a talk is moderated: going round, a time of silence together, and who moderates where nobody leads.

Each change is a function from one talk to the next, as in ivr/model/talk.py. `now` is seconds since 1970.
"""

from collections.abc import Callable
from dataclasses import replace

from ivr.model.presence import went_out
from ivr.model.round import MINUTE, Round
from ivr.model.talk import Talk


def to_come(talk: Talk) -> tuple[str, ...]:
    """Who has still to be called in the round, in order. Whoever only listens is not called."""
    if (going := talk.round) is None:
        return ()
    done = {*going.heard, going.speaker}
    left = [person for person, seat in talk.seats.items() if seat.number not in done and talk.is_here(person)]
    return tuple(sorted({*left} - {*talk.listening}, key=lambda person: _place_in_line(talk, going, person)))


def _place_in_line(talk: Talk, going: Round, person: str) -> tuple[bool, bool, bool, int]:
    """Whoever is in the room comes before those just outside it; then whoever was cut off; and then it goes on from the
    speaker's number and around."""
    number = talk.number(person)
    return person not in talk.present, number not in going.interrupted, number < going.speaker, number


def round_begun(talk: Talk, minutes: int, now: float) -> Talk:
    """It goes round from the lowest number on, with some minutes for each (0 = no limit). It takes the place of every
    silence; without anybody to call it does not begin."""
    fresh = replace(
        talk,
        round=Round(minutes=minutes),
        silenced_by=(),
        floor="",
        still_until=0.0,
        hushed=True,
        has_gone_round=True,
    )
    return _next_turn(fresh, now)


def round_begun_once(talk: Talk, minutes: int, now: float) -> Talk:
    """The round with which a group begins: it begins once in a talk."""
    return talk if talk.has_gone_round else round_begun(talk, minutes, now)


def passed_on(talk: Talk, number: int, now: float) -> Talk:
    """The turn of this number is over; nothing, if it is not (any more) this one's turn."""
    if talk.round is None or talk.round.speaker != number:
        return talk
    return _next_turn(replace(talk, round=talk.round.over), now)


def turn_repeated(talk: Talk, now: float) -> Talk:
    """The turn of the speaker begins anew."""
    return replace(talk, round=talk.round.turn_of(talk.round.speaker, now)) if talk.round else talk


def round_stopped(talk: Talk) -> Talk:
    """The round is over before everybody has spoken."""
    return replace(talk, round=None)


def speech_told(talk: Talk, person: str, begins: bool, told: int, now: float) -> Talk:
    """The carrier tells, in the event number `told`, that somebody begins to speak or ceases."""
    talk = talk if talk.tells_speech else replace(talk, tells_speech=True)
    if talk.round is None or not talk.has_turn(person):
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


def gone_out(talk: Talk, person: str, now: float) -> Talk:
    """Somebody has left the room by the menu; silence is over where nobody else who is here holds it."""
    talk = went_out(talk, person)
    holders = tuple(filter(talk.is_here, talk.silenced_by))
    return time_passed(replace(talk, silenced_by=holders, floor=talk.floor if holders or not talk.silent else ""), now)


def time_passed(talk: Talk, now: float) -> Talk:
    """The talk with all that is due by now; the same talk if nothing is. Done twice, it comes to the same."""
    for is_due, happens in DUE:
        if is_due(talk, now):
            talk = happens(talk, now)
    return talk


def next_due(talk: Talk) -> float | None:
    """When something is due next, None while nothing is."""
    moments = [talk.still_until or None]
    if talk.round:
        moments += [talk.round.asks_at(talk.tells_speech), talk.round.goes_on_at(talk.tells_speech), talk.round.tone_at]
        moments += [None if _speaker_is_here(talk) else talk.round.since]
    return min((moment for moment in moments if moment is not None), default=None)


def _next_turn(talk: Talk, now: float) -> Talk:
    left = to_come(talk)
    if talk.round is None or not left:
        return replace(talk, round=None)
    return replace(talk, round=talk.round.turn_of(talk.number(left[0]), now))


def _moderated(talk: Talk, person: str) -> Talk:
    # Silence is held by whoever moderates, and ends with the moderation.
    holders = (person,) if person and talk.silenced_by else ()
    return replace(talk, moderator=person, silenced_by=holders)


def _speaker_is_here(talk: Talk) -> bool:
    return talk.speaker != "" and talk.is_here(talk.speaker)


def _still_is_over(talk: Talk, now: float) -> bool:
    return 0.0 < talk.still_until <= now


def _speaker_has_gone(talk: Talk, now: float) -> bool:
    return talk.round is not None and not _speaker_is_here(talk)


def _break_off(talk: Talk, now: float) -> Talk:
    return _next_turn(replace(talk, round=talk.round.broken_off), now) if talk.round else talk


def _goes_on(talk: Talk, now: float) -> bool:
    return talk.round is not None and _has_come(talk.round.goes_on_at(talk.tells_speech), now)


def _pass_over(talk: Talk, now: float) -> Talk:
    return passed_on(talk, talk.round.speaker, now) if talk.round else talk


def _asks(talk: Talk, now: float) -> bool:
    return talk.round is not None and _has_come(talk.round.asks_at(talk.tells_speech), now)


def _ask(talk: Talk, now: float) -> Talk:
    return replace(talk, round=replace(talk.round, asked=now)) if talk.round else talk


def _sounds_a_tone(talk: Talk, now: float) -> bool:
    return talk.round is not None and _has_come(talk.round.tone_at, now)


def _sound_a_tone(talk: Talk, now: float) -> Talk:
    return replace(talk, round=talk.round.with_tones(now)) if talk.round else talk


def _has_come(moment: float | None, now: float) -> bool:
    return moment is not None and moment <= now


# What may be due, and what happens then.
DUE: tuple[tuple[Callable[[Talk, float], bool], Callable[[Talk, float], Talk]], ...] = (
    (_still_is_over, lambda talk, now: still_over(talk)),
    (_speaker_has_gone, _break_off),
    (_goes_on, _pass_over),
    (_asks, _ask),
    (_sounds_a_tone, _sound_a_tone),
)
