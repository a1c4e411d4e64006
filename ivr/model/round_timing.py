"""What happens in a moderated talk by itself, as time goes by or somebody goes; `now` is seconds since 1970."""

from collections.abc import Callable
from dataclasses import replace

from ivr.model.moderation import next_speaker_called, passed_on, still_over
from ivr.model.presence import went_out
from ivr.model.round import LONGEST_UNLED
from ivr.model.talk import Talk


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
        moments += [None if talk.leaders else talk.round.since + LONGEST_UNLED]
    return min((moment for moment in moments if moment is not None), default=None)


def _speaker_is_here(talk: Talk) -> bool:
    return talk.speaker != "" and talk.is_here(talk.speaker)


def _still_is_over(talk: Talk, now: float) -> bool:
    return 0.0 < talk.still_until <= now


def _speaker_has_gone(talk: Talk, now: float) -> bool:
    return talk.round is not None and not _speaker_is_here(talk)


def _break_off(talk: Talk, now: float) -> Talk:
    return next_speaker_called(replace(talk, round=talk.round.broken_off), now) if talk.round else talk


def _goes_on(talk: Talk, now: float) -> bool:
    return talk.round is not None and _has_come(talk.round.goes_on_at(talk.tells_speech), now)


def _has_spoken_for_ever(talk: Talk, now: float) -> bool:
    return talk.round is not None and not talk.leaders and talk.round.since + LONGEST_UNLED <= now


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
    (_has_spoken_for_ever, _pass_over),
    (_asks, _ask),
    (_sounds_a_tone, _sound_a_tone),
)
