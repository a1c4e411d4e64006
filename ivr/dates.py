"""Reading out the dates, in blocks that an ear can hold."""

from ivr.agenda import next_of_all
from ivr.meeting import Meeting
from ivr.reply import Day, Place, Say, say
from ivr.spot import Miss, Spot, press
from ivr.world import World

# Four meetings of six to eight seconds each: more is not remembered.
BLOCK = 4


def block_number(place: Place) -> int:
    """Which block of dates a place stands at, from 0."""
    return int(place.args[0]) if place.args and place.args[0].isdecimal() else 0


def next_block(place: Place) -> Place:
    """From one block of dates to the next."""
    return Place(place.name, (str(block_number(place) + 1),))


def more_dates(place: Place, world: World) -> bool:
    """Whether another block follows."""
    return (block_number(place) + 1) * BLOCK < len(next_of_all(world.plan, world.now))


def date_words(place: Place, world: World) -> tuple[Say, ...]:
    """One block of the dates, with a heading before the first and an end after the last."""
    number = block_number(place)
    block = next_of_all(world.plan, world.now)[number * BLOCK : (number + 1) * BLOCK]
    if not block:
        return (say("termine.keine"),)
    heading = () if number else (say("termine.heute", tag=world.now.date()), say("termine.naechste"))
    ending = () if more_dates(place, world) else (say("termine.ende"),)
    return (*heading, *(meeting_words(meeting, world) for meeting in block), *ending)


def meeting_words(meeting: Meeting, world: World) -> Say:
    """One meeting: when, which group, where, or that it is cancelled."""
    group, today = meeting.group, world.now.date()
    values = {"tag": Day(meeting.start.date(), today), "zeit": meeting.start.time(), "gruppe": group.name}
    if meeting.cancelled:
        return say("termin.ausfall", **values)
    if meeting.start <= world.now:
        return say("termin.jetzt", bis=meeting.end.time(), gruppe=group.name, ort=group.place)
    return say("termin", **values, ort=group.place)


def read_on(spot: Spot, place: Place, keys: str, world: World) -> Place | Miss:
    """Reading the dates to someone whose telephone sends no tones: silence means go on."""
    if keys:
        return press(spot, place, keys, world)
    return next_block(place) if more_dates(place, world) else Place("abschied")
