"""Going round: it begins, somebody hands on the turn, and whoever moderates helps it on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from ivr.flows.in_the_room import inside
from ivr.flows.room_effects import changed
from ivr.menu_node import Option
from ivr.model.agenda import meetings_today
from ivr.model.meeting import Meeting
from ivr.model.moderation import passed_on, round_begun, round_stopped, speaker_called_again
from ivr.model.plan import Group
from ivr.model.talk import Talk
from ivr.place import ALL, Place
from ivr.place_names import At
from ivr.reply import Effect, Tell
from ivr.say import Say, say
from ivr.visit import Visit
from ivr.world import World

# A group whose leader comes later than that begins as it likes.
BEGINS_WITHIN = timedelta(minutes=30)
# As many minutes as one key can say.
MOST_MINUTES = 9
# Whoever hands on his turn while somebody else does it for him, means nothing else by it.
JUST_NOW = 4.0


def goes_round(here: Visit) -> bool:
    """Whether a round goes on."""
    return here.talk.round is not None


def may_go_round(here: Visit) -> bool:
    """Whether a round can be begun now."""
    return not goes_round(here)


def hands_on(here: Visit) -> bool:
    """Whether the star of this caller hands on the turn: it is his, or was a moment ago."""
    found = here.talk.round
    if found is None:
        return False
    was_his = bool(found.heard) and found.heard[-1] == here.talk.number(here.person)
    return here.talk.is_speaker(here.person) or (was_his and here.now - found.since < JUST_NOW)


def pass_on(here: Visit) -> tuple[Effect, ...]:
    """The caller's own turn is over."""
    return changed(here, passed_on, here.talk.number(here.person), here.now)


def passed_words(here: Visit) -> tuple[Say, ...]:
    """Thanks; and that the round is over, which is told to the others while this one is not in the room."""
    after = passed_on(here.talk, here.talk.number(here.person), here.now)
    return (say("reihum.danke"), *(() if after.round else (say("reihum.ende"),)))


def skip_speaker(here: Visit, choice: str) -> tuple[Effect, ...]:
    """It is the next one's turn, unless it is not that of the number any more at which it was asked for."""
    return changed(here, passed_on, number_in(choice), here.now) if goes_round(here) else ()


def repeat_speaker(here: Visit) -> tuple[Effect, ...]:
    """The turn begins anew."""
    return changed(here, speaker_called_again, here.now)


def stop_round(here: Visit) -> tuple[Effect, ...]:
    """All may speak again."""
    return changed(here, round_stopped)


def begin_round(here: Visit, choice: str) -> tuple[Effect, ...]:
    """It goes round, with as many minutes for each as were chosen (0 = no limit), or else as the group has fixed."""
    if not may_go_round(here):
        return ()
    minutes = number_in(choice) if choice else here.group.speaking_minutes or 0
    return changed(here, round_begun, min(minutes, MOST_MINUTES), here.now)


def begin_words(here: Visit) -> tuple[Say, ...]:
    """That it goes round; or that there is nobody who wants to speak."""
    begun = round_begun(here.talk, 0, here.now)
    return (say("reihum.beginnt" if begun.round else "reihum.niemand"),)


def speaker_words(here: Visit) -> tuple[Say, ...]:
    """Whose turn it is."""
    going = here.talk.round
    return (say("wort.hat", zahl=going.speaker),) if going else (say("reihum.ende"),)


def skipped_words(place: Place, world: World) -> tuple[Say, ...]:
    """Whose turn it is once that of the speaker is over."""
    here = inside(place, world)
    if here is None:
        return ()
    return speaker_words(replace(here, talk=passed_on(here.talk, number_in(place.choice), here.now)))


def number_in(choice: str) -> int:
    """The number that was chosen by keys, 0 without one."""
    return int(choice) if choice.isascii() and choice.isdigit() else 0


def asks_for_minutes(here: Visit) -> bool:
    """Whether whoever begins a round has to say how many minutes each one has."""
    return may_go_round(here) and here.group.speaking_minutes is None


def knows_the_minutes(here: Visit) -> bool:
    """Whether a round can be begun at once, since the group has fixed the minutes of each."""
    return may_go_round(here) and here.group.speaking_minutes is not None


def minute_options(goes_to: At, minutes: Iterable[int]) -> tuple[Option, ...]:
    """A key for each number of minutes."""
    return tuple(Option(str(count), goes_to=goes_to, keeps=ALL, sets={"choice": str(count)}) for count in minutes)


def asked_for_a_closing_round(room: str, told: Say, talk: Talk) -> tuple[Tell, ...]:
    """When the end is near, whoever moderates is asked whether everybody shall speak once more."""
    asked = (person for person in talk.leaders if person in talk.present)
    is_time = told.key == "zeit.zehn" and talk.round is None
    return tuple(Tell(room, person, (say("zeit.schlussrunde"),)) for person in asked if is_time)


def meetings_that_begin_with_a_round(groups: Iterable[Group], now: datetime) -> list[Meeting]:
    """The meetings that have just begun, of groups that begin so."""
    return [
        meeting
        for group in groups
        if group.begins_with_round
        for meeting in meetings_today(group, now, soon=timedelta(0))
        if not meeting.cancelled and meeting.start <= now < min(meeting.end, meeting.start + BEGINS_WITHIN)
    ]


def may_begin_with_a_round(talk: Talk, group: Group) -> bool:
    """Whether the talk has begun, and no round in it."""
    has_begun = talk.people > 1 and (talk.is_led or not group.leader_code)
    return has_begun and not (talk.has_gone_round or talk.over or talk.is_quiet)
