"""The menu is a table: what each place says, which key leads where, and the words for it, in the same rows."""

from dataclasses import replace

from ivr.flows.code_limits import WAITS, ask_after_a_while, too_many_words, wait_with_music
from ivr.flows.codes import ask_code, code_words, read_code
from ivr.flows.date_blocks import (
    ask_behind_the_block,
    before_the_block,
    listen_behind_the_block,
    more_dates,
    next_block,
)
from ivr.flows.dates import (
    answer,
    answer_offered,
    ask_again,
    can_answer,
    date_words,
    dates_or_question,
    question_before,
    read_on,
    reads_dates,
    was_chosen,
)
from ivr.flows.entrance import announced_first, before_the_room, group_and_announcement, skip, skippable
from ivr.flows.in_the_room import in_the_talk
from ivr.flows.leading import leave_the_talk
from ivr.flows.news import after_the_news
from ivr.flows.office_line import (
    farewell_words,
    office_words,
    put_through,
    read_outcome,
    rules_words,
    unreachable_farewell_words,
    unreachable_words,
)
from ivr.flows.open_rooms import (
    any_meets_now,
    chosen,
    has_own_room,
    is_there,
    may_open_rooms,
    offer_choice,
    offer_now,
    open_room,
    opening_words,
    to_the_open_group,
    to_the_own_room,
)
from ivr.flows.questions import MOST_ANSWERS
from ivr.menu_node import Row, Spot, again, arrived_at, at, hang_up, keyword
from ivr.menus.after_failure import FAILURE_SPOTS
from ivr.menus.external_room import ELSEWHERE_SPOTS
from ivr.menus.leaders import LEADERS_SPOTS
from ivr.menus.room import ASK_OFFICE, BACK, ROOM_SPOTS
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.model.plan import Group
from ivr.reply import Place
from ivr.say import Heard, Recorded, Say, say
from ivr.world import World


def greeting_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The greeting staff wrote, or ours; and what the office announces to all."""
    office = world.plan.office
    own = say("gruss.eigener", text=office.greeting) if office.greeting else say("gruss", name=office.name)
    for_all = world.announcement(world.everybody)
    return (own, *((say("ansage.buero"), Recorded(for_all.sound)) if for_all else ()))


MAIN = (
    Row("4", at("offene"), offer_now, when=any_meets_now),
    Row("1", at("termine"), "zum.termine"),
    Row("2", at("gruppe"), "zum.gruppe"),
    Row("3", at("regeln"), "zum.regeln"),
    Row("5", at("eigener"), "zum.eigenen", when=may_open_rooms),
    ASK_OFFICE,
    Row("8", at("leitung")),
)
MENU = Spot(rows=MAIN, silence="vorlesen")
OFFICE = Spot(office_words, rows=(BACK,), then=put_through("nach_buero"))
MAIN_UNSPOKEN = tuple(replace(row, offer="") for row in MAIN)
ANSWERS = tuple(
    Row(key, answer(key), answer_offered(key), when=can_answer(key)) for key in map(str, range(1, MOST_ANSWERS + 1))
)
CHOICES = tuple(Row(key, chosen(key), offer_choice(key), when=is_there(key)) for key in map(str, range(1, 9)))


def unsaved_office_words(place: Place, world: World) -> tuple[Say, ...]:
    """That a recording is not saved, and then the office."""
    return (say("ansage.verworfen"), *office_words(place, world))


def to_practice(place: Place) -> Place:
    """A row that leads into the practice room."""
    return Place("ueben", (PRACTICE_ID,))


def leads_to(group: Group, world: World) -> str:
    """Where a leader's number leads; that of the office to the announcement for all."""
    return "leitermenue" if group.name else "ansagen"


SPOTS = {
    "menu": MENU,
    "hinaus": replace(MENU, words=keyword("raum.verlassen"), does=in_the_talk(leave_the_talk)),
    "termine": Spot(
        after_the_news(dates_or_question),
        rows=(
            *ANSWERS,
            Row("1", again, "zum.nochmal", when=reads_dates),
            Row("2", next_block, "zum.weiter", when=more_dates),
            Row("3", question_before, "zum.auswahl", when=was_chosen),
            BACK,
        ),
        then=ask_behind_the_block,
        reads=read_on(at_the_end=ask_again),
        leads_on=before_the_block,
    ),
    "vorlesen": Spot(
        after_the_news(date_words),
        MAIN_UNSPOKEN,
        listen_behind_the_block,
        read_on(arrived_at("abschied")),
        leads_on=before_the_block,
    ),
    "regeln": Spot(rules_words, rows=(Row("1", again, "zum.nochmal"), Row("5", to_practice, "zum.ueben"), BACK)),
    "gruppe": Spot(code_words, (), ask_code, read_code(lambda group, world: "eintritt")),
    "leitung": Spot(code_words, (), ask_code, read_code(leads_to)),
    "zu_oft": Spot(too_many_words, rows=(BACK,), then=put_through("nach_buero")),
    WAITS: Spot(keyword("gedulden"), (ASK_OFFICE,), wait_with_music, ask_after_a_while),
    "eintritt": Spot(leads_on=announced_first),
    "ansage": Spot(group_and_announcement, (), skippable, skip),
    "davor": Spot(leads_on=before_the_room),
    "offene": Spot(keyword("offene"), (*CHOICES, BACK), leads_on=to_the_open_group),
    "eigener": Spot(keyword("eigener.frage"), rows=(Row("1", at("eigener_neu"), "ja"), BACK)),
    "eigener_neu": Spot(
        opening_words,
        rows=(Row("1", at("eigener_raum"), "zum.leiten", when=has_own_room), BACK),
        does=open_room,
    ),
    "eigener_raum": Spot(leads_on=to_the_own_room),
    **LEADERS_SPOTS,
    **ROOM_SPOTS,
    **ELSEWHERE_SPOTS,
    **FAILURE_SPOTS,
    "buero": OFFICE,
    "menu_ungespeichert": replace(MENU, words=keyword("ansage.verworfen")),
    "buero_ungespeichert": replace(OFFICE, words=unsaved_office_words),
    "nach_buero": Spot(reads=read_outcome("buero_still")),
    "buero_still": Spot(unreachable_words, rows=(BACK,)),
    "abschied": Spot(farewell_words, then=put_through("nach_abschied", otherwise=hang_up)),
    "nach_abschied": Spot(reads=read_outcome("abschied_still")),
    "abschied_still": Spot(unreachable_farewell_words, then=hang_up),
    "ende": Spot(keyword("wiederhoeren"), then=hang_up),
}
