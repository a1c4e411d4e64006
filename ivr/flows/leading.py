"""What the one who leads can do in the room, by the star key: give the word, ask for silence, lock, end."""

from ivr.flows.in_the_room import why_quiet
from ivr.flows.room_effects import changed
from ivr.model.round_timing import gone_out
from ivr.model.talk import closed, floor_given, hand_down, locked, reopened, self_muted, silenced
from ivr.reply import Announce, Change, Effect, End, Mute
from ivr.say import Say, say
from ivr.visit import Visit


def hands_words(here: Visit) -> tuple[Say, ...]:
    """How many would like to speak, and who is next."""
    hands, speaker = len(here.talk.hands), here.talk.next_speaker
    if not speaker:
        return (say("wort.gleich" if hands else "wort.keine"),)
    counted = say("wort.eine") if hands == 1 else say("wort.mehr", zahl=hands)
    return (counted, say("wort.naechste", zahl=here.talk.number(speaker)))


def floor_words(here: Visit) -> tuple[Say, ...]:
    """Who has the word now."""
    speaker = here.talk.next_speaker
    return (say("wort.hat", zahl=here.talk.number(speaker)),) if speaker else (say("wort.keine"),)


def give_the_floor(here: Visit) -> tuple[Effect, ...]:
    """The next of the list may speak."""
    return give_the_floor_to(here, here.talk.next_speaker) if here.talk.next_speaker else ()


def give_the_floor_to(here: Visit, speaker: str) -> tuple[Effect, ...]:
    """Somebody may speak, is heard, and everybody knows it; who spoke before is silent again."""
    asked, heard = changed(here, floor_given, speaker), Mute(here.room, (speaker,), False)
    # Whatever the carrier believes: whoever has the word is heard, or it is said that it has not worked.
    return asked if heard in asked else (heard, *asked)


def silence_words(here: Visit) -> tuple[Say, ...]:
    """What the key for silence has done, or why it does nothing."""
    if has_no_silence_to_give(here):
        return (say(why_quiet(here)),)
    return (say("ruhe.aus" if here.talk.silent else "ruhe.an"),)


def silence_or_free(here: Visit) -> tuple[Effect, ...]:
    """All are muted but those who lead; or all are heard again, but those who have muted themselves."""
    return () if has_no_silence_to_give(here) else changed(here, silenced, not here.talk.silent)


def has_no_silence_to_give(here: Visit) -> bool:
    """Whether a round or a silence together decides who is heard."""
    return not here.talk.has_open_floor


def leave_the_talk(here: Visit) -> tuple[Effect, ...]:
    """Who goes out of the room wants no word any more; silence is over where nobody else holds it."""
    return changed(here, gone_out, here.person, here.now)


def mute_or_unmute_one(here: Visit, person: str) -> tuple[Effect, ...]:
    """Somebody is muted, and everybody knows it; or is heard again, unless all have been asked for silence. Whoever is
    muted may undo that, as if it had been the own wish: only silence for all binds."""
    seat = here.talk.seats[person]
    after = self_muted(here.talk, person, not seat.muted)
    told = say("stumm.andere" if not seat.muted else "stumm.andere_aus", zahl=seat.number)
    return (
        Mute(here.room, (person,), after.is_muted(person)),
        Change(here.room, self_muted, (person, not seat.muted)),
        Announce(here.room, (told,)),
    )


def take_off_the_list(here: Visit, person: str) -> tuple[Effect, ...]:
    """Somebody wants the word no more."""
    return (Change(here.room, hand_down, (person,)),)


def lock_words(here: Visit) -> tuple[Say, ...]:
    """What the key for the lock has done."""
    return (say("schloss.auf" if here.talk.locked else "schloss.zu"),)


def lock_or_unlock(here: Visit) -> tuple[Effect, ...]:
    return (Change(here.room, locked, (not here.talk.locked,)),)


def end_for_all(here: Visit) -> tuple[Effect, ...]:
    # Whoever is let out asks at once where to go: by then it must be known that the talk is over.
    return (Change(here.room, closed), End(here.room))


def go_on_after_all(here: Visit) -> tuple[Effect, ...]:
    """Nobody was let out: the talk is not over."""
    return (Change(here.room, reopened),)


def is_silent(here: Visit) -> bool:
    """Whether the one who leads has asked for silence."""
    return here.talk.silent


def is_locked(here: Visit) -> bool:
    """Whether the room lets in nobody new."""
    return here.talk.locked
