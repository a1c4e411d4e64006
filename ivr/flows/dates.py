"""Reading out dates in blocks: what is said of each group, before and behind."""

from ivr.flows.date_blocks import block, found_here, is_first_block, more_dates, next_block
from ivr.flows.finding import Found
from ivr.menu_node import MenuNode, Miss, Reads, press
from ivr.model.agenda import Entry, is_round_the_clock, sitting
from ivr.model.meeting import Meeting
from ivr.model.plan import Group
from ivr.model.recurrence import Span
from ivr.place import Place
from ivr.say import Day, Say, say
from ivr.world import World


def date_words(place: Place, world: World) -> tuple[Say, ...]:
    """One block of the dates, with a heading before the first and an end after the last."""
    here, first, now_read = found_here(place, world), is_first_block(place), block(place, world)
    if first and not now_read:
        return (say("termine.keine"),)
    heading = _heading(here, world) if first else ()
    ending = () if more_dates(place, world) else _ending(here)
    return (*heading, *(words for entry in now_read for words in entry_words(entry, world)), *ending)


def _heading(here: Found, world: World) -> tuple[Say, ...]:
    if here.everything:
        return (say("termine.heute", tag=world.now.date()), say("termine.naechste"))
    return (here.heading,) if here.heading else ()


def _ending(here: Found) -> tuple[Say, ...]:
    if here.everything:
        return (say("termine.mehr" if here.cut else "termine.ende"),)
    return (say("termine.ende_dazu"),) if here.heading else ()


def entry_words(entry: Entry, world: World) -> tuple[Say, ...]:
    """A group in a list of dates: its next meeting; if that is off, what comes instead."""
    if not entry.meetings:
        return (_without_dates(entry.group),)
    first, *following = entry.meetings
    instead = (_instead_words(meeting, world) for meeting in following if meeting.start != first.moved_to)
    return (meeting_words(first, world), *instead)


def _without_dates(group: Group) -> Say:
    told = _about(group)
    return say("termin.in_worten", **told, regel=group.by_words) if group.by_words else say("termin.keiner", **told)


def _about(group: Group) -> dict[str, str]:
    return {"gruppe": group.name, "thema": group.topic, "ort": group.place}


def meeting_words(meeting: Meeting, world: World) -> Say:
    """One meeting: of which group, on what, when, where; or that it is off, or when it takes place instead."""
    if meeting.moved_to or meeting.cancelled:
        return _off_words(meeting, world)
    told = _about(meeting.group)
    if is_round_the_clock(meeting, world.now):
        return say("termin.offen", **told)
    if meeting.start <= world.now:
        return say("termin.jetzt", **told, bis=sitting(meeting, world.now).end.time())
    return say("termin", **told, tag=day(meeting, world), zeit=hours(meeting))


def _off_words(meeting: Meeting, world: World) -> Say:
    group = meeting.group
    told = {"gruppe": group.name, "tag": day(meeting, world), "zeit": meeting.start.time()}
    if meeting.moved_to is None:
        return say("termin.ausfall", **told)
    if meeting.moved_to <= world.now:
        return say("termin.vorbei", **told)
    new = {"neuer_tag": Day(meeting.moved_to.date(), world.now.date()), "neue_zeit": meeting.moved_to.time()}
    return say("termin.verlegt", **told, **new, thema=group.topic, ort=group.place)


def _instead_words(meeting: Meeting, world: World) -> Say:
    group = meeting.group
    told = {"tag": day(meeting, world), "zeit": hours(meeting)}
    return say("termin.naechster", **told, thema=group.topic, ort=group.place)


def day(meeting: Meeting, world: World) -> Day:
    """On what day a meeting begins, as seen from today."""
    return Day(meeting.start.date(), world.now.date())


def hours(meeting: Meeting) -> Span:
    """From when to when, as far as that was written."""
    return Span(meeting.start.time(), meeting.end.time() if meeting.has_end else None)


def next_words(meeting: Meeting, world: World) -> Say:
    """ "Das nächste Treffen: Dienstag, vierundzwanzigster März, achtzehn Uhr dreißig." """
    return say("treffen.naechstes", tag=day(meeting, world), zeit=meeting.start.time())


def read_on(at_the_end: Reads) -> Reads:
    """Silence means go on, so that nobody has to press a key to hear more."""

    def read(node: MenuNode, place: Place, keys: str, world: World) -> Place | Miss:
        if keys:
            return press(node, place, keys, world)
        return next_block(place) if more_dates(place, world) else at_the_end(node, place, keys, world)

    return read
