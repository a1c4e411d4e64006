"""What a change of a talk asks of the carrier: who is muted or heard again, and what the room is told."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain

from ivr.model.talk import Talk
from ivr.reply import Announce, Change, Effect, Mute, Tell
from ivr.say import Say, say
from ivr.visit import Visit

Told = Iterator[Announce | Tell]


def changed(here: Visit, how: Callable[..., Talk], *args: object) -> tuple[Effect, ...]:
    """A change in the talk of a visit, and what it asks of the carrier. Whoever makes it by telephone is not in the
    room now, and goes in again as he is to be heard."""
    after = how(here.talk, *args)
    return (
        *mutes(here.room, here.talk, after, but=(here.person,)),
        Change(here.room, how, args),
        *told(here.room, here.talk, after),
    )


def mutes(room: str, before: Talk, after: Talk, but: Collection[str] = ()) -> tuple[Mute, ...]:
    """Who is to be muted, and who to be heard again, with what has become of a talk."""
    there = [person for person in sorted(after.present & before.present) if person not in but]
    turned = [person for person in there if before.is_muted(person) != after.is_muted(person)]
    parted = ((tuple(person for person in turned if after.is_muted(person) == on), on) for on in (True, False))
    return tuple(Mute(room, people, on) for people, on in parted if people)


def told(room: str, before: Talk, after: Talk) -> tuple[Announce | Tell, ...]:
    """What the room is told of a change, in this order."""
    return tuple(chain.from_iterable(tells(room, before, after) for tells in TELLS))


def follows(room: str, before: Talk, after: Talk) -> tuple[Effect, ...]:
    """What a change asks that is made already. Nobody mutes himself by it: where all may speak before and after, all
    are heard as before."""
    muted = mutes(room, before, after) if before.is_quiet or after.is_quiet else ()
    return (*muted, *told(room, before, after))


def _silence(room: str, before: Talk, after: Talk) -> Told:
    if before.silent != after.silent and not after.round:
        yield Announce(room, (say("ruhe.bitte" if after.silent else "ruhe.vorbei"),))


def _floor(room: str, before: Talk, after: Talk) -> Told:
    if after.floor and before.floor != after.floor:
        yield Announce(room, (say("wort.jetzt", zahl=after.number(after.floor)),))


def _turn(room: str, before: Talk, after: Talk) -> Told:
    if after.round is None:
        if before.round and after.present:
            yield Announce(room, (say("reihum.ende"),))
        return
    if before.round and (before.round.speaker, before.round.since) == (after.round.speaker, after.round.since):
        return
    yield Announce(room, (*_before_a_speaker(before), say("wort.jetzt", zahl=after.round.speaker)))
    if after.speaker in after.present:
        was_muted = after.seats[after.speaker].muted
        yield Tell(room, after.speaker, (say("reihum.dran"), *((say("stumm.aus"),) if was_muted else ())))


def _before_a_speaker(before: Talk) -> Sequence[Say]:
    if before.round is None:
        return (say("reihum.beginn"),)
    return (say("reihum.weiter"),) if before.round.asked else ()


def _question(room: str, before: Talk, after: Talk) -> Told:
    if after.round and after.round.asked and not (before.round and before.round.asked):
        yield Tell(room, after.speaker, (say("reihum.frage"),))


def _tone(room: str, before: Talk, after: Talk) -> Told:
    if before.round and after.round and before.round.tones < after.round.tones:
        yield Announce(room, (say("ton"),))


def _stillness(room: str, before: Talk, after: Talk) -> Told:
    if after.is_still and not before.is_still:
        yield Announce(room, (say("stille.beginn"),))
    elif before.is_still and not after.is_still and not after.round and after.present:
        yield Announce(room, (say("stille.ende"),))


def _moderator(room: str, before: Talk, after: Talk) -> Told:
    if before.moderator == after.moderator or not after.present:
        return
    number = after.number(after.moderator)
    yield Announce(room, (say("moderation.hat", zahl=number) if number else say("moderation.frei"),))


TELLS: tuple[Callable[[str, Talk, Talk], Told], ...] = (
    _silence,
    _stillness,
    _moderator,
    _floor,
    _turn,
    _question,
    _tone,
)
