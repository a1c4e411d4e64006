"""Reading out dates in blocks; where there are too many, questions narrow them down."""

from collections.abc import Callable

from ivr.flows.date_blocks import block, found_here, is_begun, is_first_block, more_dates, next_block
from ivr.menu_node import MenuNode, Miss, Offer, Reads, press
from ivr.model.agenda import Entry
from ivr.model.meeting import Meeting
from ivr.place import NOTHING, Place
from ivr.place_names import At
from ivr.say import Day, Say, say
from ivr.world import World


def answer(key: str) -> Callable[[Place], Place]:
    """An option that answers the question a place asks."""
    return lambda place: place.to(place.name, NOTHING, answers=place.answers + key)


def answer_offered(key: str) -> Offer:
    """The words that offer an answer."""
    return lambda place, world: found_here(place, world).answers[key].offer


def can_answer(key: str) -> Callable[[Place, World], bool]:
    """Whether a key answers the question a place asks."""
    return lambda place, world: not is_begun(place) and key in found_here(place, world).answers


def question_before(place: Place) -> Place:
    """Back to the question whose answer has led to these dates."""
    answers = place.answers[:-1]
    return place.to(place.name, NOTHING, answers=answers, asked_again=not answers)


def reads_dates(place: Place, world: World) -> bool:
    """Whether dates are read out here and no question is asked."""
    return not found_here(place, world).asks


def was_answered(place: Place) -> bool:
    """Whether the caller has answered a question on the way to this place of dates."""
    return place.name == At.DATES and bool(place.answers)


def was_chosen(place: Place, world: World) -> bool:
    """Whether dates are read out here that the caller has chosen."""
    return reads_dates(place, world) and was_answered(place)


def dates_or_question(place: Place, world: World) -> tuple[Say, ...]:
    """One block of the dates; or, while they are too many, what is asked."""
    asks = found_here(place, world).asks
    return (say(asks),) if asks else date_words(place, world)


def date_words(place: Place, world: World) -> tuple[Say, ...]:
    """One block of the dates, with a heading before the first and an end after the last."""
    first, now_read = is_first_block(place), block(place, world)
    if first and not now_read:
        return (say("termine.keine"),)
    heading = (say("termine.heute", tag=world.now.date()), say("termine.naechste")) if first else ()
    cut = found_here(place, world).cut
    ending = () if more_dates(place, world) else (say("termine.mehr" if cut else "termine.ende"),)
    return (*heading, *(words for entry in now_read for words in entry_words(entry, world)), *ending)


def entry_words(entry: Entry, world: World) -> tuple[Say, ...]:
    """A group in a list of dates: its next meeting; if that is off, what comes instead."""
    if not entry.meetings:
        group = entry.group
        return (say("termin.in_worten", gruppe=group.name, regel=group.by_words, ort=group.place),)
    first, *following = entry.meetings
    instead = (next_words(meeting, world) for meeting in following if meeting.start != first.moved_to)
    return (meeting_words(first, world), *instead)


def meeting_words(meeting: Meeting, world: World) -> Say:
    """One meeting: when, which group, where; or that it is cancelled, or when it takes place instead."""
    group, today = meeting.group, world.now.date()
    values = {"tag": Day(meeting.start.date(), today), "zeit": meeting.start.time(), "gruppe": group.name}
    if meeting.moved_to and meeting.moved_to > world.now:
        moved_to = {"neuer_tag": Day(meeting.moved_to.date(), today), "neue_zeit": meeting.moved_to.time()}
        return say("termin.verlegt", **values, **moved_to, ort=group.place)
    if meeting.cancelled:
        return say("termin.ausfall", **values)
    if meeting.start <= world.now:
        return say("termin.jetzt", bis=meeting.end.time(), gruppe=group.name, ort=group.place)
    return say("termin", **values, ort=group.place)


def next_words(meeting: Meeting, world: World) -> Say:
    """ "Das nächste Treffen: Dienstag, vierundzwanzigster März, achtzehn Uhr dreißig." """
    return say("treffen.naechstes", tag=Day(meeting.start.date(), world.now.date()), zeit=meeting.start.time())


def read_on(at_the_end: Reads) -> Reads:
    """Silence means go on, so that nobody has to press a key to hear more."""

    def read(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
        if keys:
            return press(node, place, keys, world)
        return next_block(place) if more_dates(place, world) else at_the_end(node, place, keys, world)

    return read


def ask_again(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
    """After the last of the dates that the caller has chosen, the choice is offered again."""
    return question_before(place) if was_chosen(place, world) else press(node, place, keys, world)
