"""The menu is a table: what each place says, which key leads where, and the words for it, in the same rows."""

from dataclasses import replace

from ivr.codes import ask_code, code_words, read_code, too_many_words
from ivr.dates import (
    answer,
    answer_offered,
    ask_again,
    can_answer,
    date_words,
    dates_or_question,
    more_dates,
    next_block,
    question_before,
    read_on,
    reads_dates,
    was_chosen,
)
from ivr.office import (
    farewell_words,
    office_words,
    put_through,
    read_outcome,
    unreachable_farewell_words,
    unreachable_words,
)
from ivr.questions import MOST_ANSWERS
from ivr.reply import Ask, HangUp, Place, Say, say
from ivr.rooms import asked_if_open, back_inside, door_words, go_in, group_words, is_open, outside_words
from ivr.spot import Reads, Row, Spot, Words, again, at, same
from ivr.world import World


def greeting_words(place: Place, world: World) -> tuple[Say, ...]:
    """The greeting staff wrote, or ours."""
    office = world.plan.office
    own = say("frei", text=office.greeting) if office.greeting else say("gruss", name=office.name)
    return (own, say("gruss.keine_aufnahme"))


def rules_words(place: Place, world: World) -> tuple[Say, ...]:
    """The rules of talk, one after the other."""
    return tuple(say("frei", text=rule) for rule in world.plan.rules_of_talk) or (say("regeln.keine"),)


def keyword(key: str) -> Words:
    """A place that says one fixed sentence."""
    return lambda place, world: (say(key),)


def hang_up(place: Place, world: World) -> HangUp:
    """Nothing follows."""
    return HangUp()


def arrived_at(name: str) -> Reads:
    """What is reached when the carrier comes back by itself: whatever it reports, the caller arrives at that place."""
    return lambda spot, place, keys, world: Place(name, place.args)


ASK_OFFICE = Row("0", at("buero"), "zum.buero")
BACK = Row("9", at("menu"), "zum.menu")
MAIN = (
    Row("1", at("termine"), "zum.termine"),
    Row("2", at("gruppe"), "zum.gruppe"),
    Row("3", at("regeln"), "zum.regeln"),
    ASK_OFFICE,
    Row("8", at("leitung")),
)
MAIN_UNSPOKEN = tuple(replace(row, offer="") for row in MAIN)
ANSWERS = tuple(
    Row(key, answer(key), answer_offered(key), when=can_answer(key)) for key in map(str, range(1, MOST_ANSWERS + 1))
)

SPOTS = {
    "menu": Spot(rows=MAIN, closing="zum.wiederholen", silence="vorlesen"),
    "termine": Spot(
        dates_or_question,
        rows=(
            *ANSWERS,
            Row("1", again, "zum.nochmal", when=reads_dates),
            Row("2", next_block, "zum.weiter", when=more_dates),
            Row("3", question_before, "zum.auswahl", when=was_chosen),
            BACK,
        ),
        reads=read_on(at_the_end=ask_again),
    ),
    "vorlesen": Spot(
        date_words, MAIN_UNSPOKEN, lambda place, world: Ask(place, seconds=2), read_on(arrived_at("abschied"))
    ),
    "regeln": Spot(rules_words, rows=(Row("1", again, "zum.nochmal"), BACK)),
    "gruppe": Spot(code_words, (), ask_code, read_code(asked_if_open)),
    "leitung": Spot(code_words, (), ask_code, read_code(lambda group, world: "leiten")),
    "zu_oft": Spot(too_many_words, rows=(BACK,), then=put_through("nach_buero")),
    "stimmt": Spot(group_words, rows=(Row("1", same("raum"), "ja"), Row("2", at("gruppe"), "nein"))),
    "raum": Spot(door_words, rows=(ASK_OFFICE, BACK), then=go_in(leads=False)),
    "leiten": Spot(door_words, rows=(ASK_OFFICE, BACK), then=go_in(leads=True)),
    "zurueck": Spot(reads=arrived_at("draussen")),
    "draussen": Spot(outside_words, rows=(Row("1", back_inside, "zum.raum", when=is_open), BACK)),
    "buero": Spot(office_words, rows=(BACK,), then=put_through("nach_buero")),
    "nach_buero": Spot(reads=read_outcome("buero_still")),
    "buero_still": Spot(unreachable_words, rows=(BACK,)),
    "abschied": Spot(farewell_words, then=put_through("nach_abschied", otherwise=hang_up)),
    "nach_abschied": Spot(reads=read_outcome("abschied_still")),
    "abschied_still": Spot(unreachable_farewell_words, then=hang_up),
    "ende": Spot(keyword("wiederhoeren"), then=hang_up),
}
