"""The menu is a table: what each place says, which key leads where, and the words for it, in the same options."""

from dataclasses import replace

from ivr.flows.choosing import to_the_topics
from ivr.flows.code_entry import (
    ask_code,
    ask_rest,
    code_words,
    group_code_words,
    is_asked,
    read_code,
    read_rest,
)
from ivr.flows.code_limits import ask_after_a_while, too_many_words, wait_with_music
from ivr.flows.crisis_line import (
    call_crisis_line,
    crisis_numbers,
    crisis_words,
    has_crisis_line,
    unreached_words,
    without_crisis_line,
)
from ivr.flows.date_blocks import before_the_block, listen_behind_the_block
from ivr.flows.dates import date_words, read_on
from ivr.flows.entrance import announced_first, before_the_room, group_and_announcement, skip, skippable
from ivr.flows.in_the_room import in_the_talk
from ivr.flows.information import has_information, has_rules_alone
from ivr.flows.leading import leave_the_talk
from ivr.flows.newcomers import newcomer_words
from ivr.flows.news import after_the_news
from ivr.flows.office_line import (
    answers,
    farewell_words,
    office_words,
    put_through,
    read_outcome,
    rules_words,
    unreachable_farewell_words,
    unreachable_words,
)
from ivr.flows.open_rooms import (
    ON_A_PAGE,
    any_meets_now,
    has_own_room,
    is_there,
    more_choices,
    next_choices,
    offer_choice,
    offer_now,
    only_own_rooms,
    open_room,
    opening_words,
    to_the_open_group,
    to_the_own_room,
)
from ivr.menu_node import MenuNode, Option, again, arrived_at, hang_up, keyword
from ivr.menus.after_failure import FAILURE_NODES
from ivr.menus.dates import DATES_NODES
from ivr.menus.external_room import ELSEWHERE_NODES
from ivr.menus.information import INFORMATION_NODES
from ivr.menus.leaders import LEADERS_NODES
from ivr.menus.messages import LEAVE_A_MESSAGE, MESSAGE_NODES
from ivr.menus.room import ASK_OFFICE, BACK, ROOM_NODES
from ivr.model.adhoc_rooms import PRACTICE_ID
from ivr.place import Place
from ivr.place_names import At
from ivr.say import Heard, Recorded, Say, say
from ivr.world import World


def greeting_words(place: Place, world: World) -> tuple[Heard, ...]:
    """The greeting staff wrote, or ours; and what the office announces to all."""
    office = world.plan.office
    own = say("gruss.eigener", text=office.greeting) if office.greeting else say("gruss", name=office.name)
    for_all = world.announcement(world.everybody)
    return (own, *((say("ansage.buero"), Recorded(for_all.sound)) if for_all else ()))


def in_need_now(place: Place, world: World) -> bool:
    """Whether there is a help line while nobody is at the office: then it is offered first."""
    return has_crisis_line(place, world) and not answers(world)


def in_need_later(place: Place, world: World) -> bool:
    """Whether there is one beside the office."""
    return has_crisis_line(place, world) and answers(world)


CRISIS = Option("6", goes_to=At.CRISIS, offer="zum.krise", when=has_crisis_line)
MAIN = (
    replace(CRISIS, when=in_need_now),
    Option("1", goes_to=At.DATES, offer="zum.termine"),
    Option("2", goes_to=At.GROUP_CODE, offer="zum.gruppe"),
    Option("3", goes_to=At.RULES, offer="zum.regeln", when=has_rules_alone),
    Option("3", goes_to=At.INFORMATION, offer="zum.regeln_und_auskuenften", when=has_information),
    Option("4", goes_to=At.OPEN_GROUPS, offer=offer_now, when=any_meets_now),
    Option("4", goes_to=At.OPEN_GROUPS, offer="zum.eigenen", when=only_own_rooms),
    Option("5", goes_to=At.NEWCOMERS, offer="zum.neu"),
    replace(CRISIS, when=in_need_later),
    ASK_OFFICE,
    Option("8", goes_to=At.LEADER_CODE),
)
MENU = MenuNode(options=MAIN, silence=At.ALL_DATES)
OFFICE = MenuNode(words=office_words, options=(LEAVE_A_MESSAGE, CRISIS, BACK), then=put_through(At.AFTER_OFFICE))
AGAIN_TO_THE_OFFICE = Option(
    "1", goes_to=At.OFFICE, offer="zum.nochmal_versuchen", when=lambda place, world: answers(world)
)
MAIN_UNSPOKEN = tuple(replace(option, offer="") for option in MAIN)
CHOICES = tuple(
    Option(
        key, goes_to=At.OPEN_GROUPS, keeps=("part",), sets={"choice": key}, offer=offer_choice(key), when=is_there(key)
    )
    for key in map(str, range(1, ON_A_PAGE + 1))
)
MORE_CHOICES = Option(str(ON_A_PAGE), goes_to=next_choices, offer="zum.weiteren", when=more_choices)


def unsaved_office_words(place: Place, world: World) -> tuple[Say, ...]:
    """That a recording is not saved, and then the office."""
    return (say("ansage.verworfen"), *office_words(place, world))


NODES = {
    At.MENU: MENU,
    At.LEFT_ROOM: replace(MENU, words=keyword("raum.verlassen"), does=in_the_talk(leave_the_talk)),
    At.ALL_DATES: MenuNode(
        words=after_the_news(date_words),
        options=MAIN_UNSPOKEN,
        then=listen_behind_the_block,
        reads=read_on(arrived_at(At.FAREWELL)),
        leads_on=before_the_block,
    ),
    At.RULES: MenuNode(
        words=rules_words,
        options=(
            Option("1", goes_to=again, offer="zum.nochmal"),
            Option("5", goes_to=At.PRACTICE, sets={"group": PRACTICE_ID}, offer="zum.ueben"),
            BACK,
        ),
    ),
    At.NEWCOMERS: MenuNode(
        words=newcomer_words,
        options=(
            Option("1", goes_to=to_the_topics, offer="zum.gruppensuche"),
            Option("2", goes_to=At.RULES, offer="zum.gespraechsregeln"),
            ASK_OFFICE,
            BACK,
        ),
    ),
    At.GROUP_CODE: MenuNode(
        words=group_code_words,
        options=(replace(ASK_OFFICE, when=is_asked),),
        then=ask_code,
        reads=read_code,
    ),
    At.REST_OF_CODE: MenuNode(then=ask_rest, reads=read_rest),
    At.LEADER_CODE: MenuNode(words=code_words, then=ask_code, reads=read_code),
    At.TOO_MANY_TRIES: replace(OFFICE, words=too_many_words),
    At.RETRY_LATER: MenuNode(
        words=keyword("gedulden"),
        options=(ASK_OFFICE,),
        then=wait_with_music,
        reads=ask_after_a_while,
    ),
    At.ENTRY: MenuNode(leads_on=announced_first),
    At.ANNOUNCEMENT: MenuNode(words=group_and_announcement, then=skippable, reads=skip),
    At.BEFORE_ROOM: MenuNode(leads_on=before_the_room),
    At.OPEN_GROUPS: MenuNode(
        words=keyword("offene"), options=(*CHOICES, MORE_CHOICES, BACK), leads_on=to_the_open_group
    ),
    At.OWN_ROOM: MenuNode(
        words=keyword("eigener.frage"),
        options=(Option("1", goes_to=At.OWN_ROOM_NUMBER, offer="ja"), BACK),
    ),
    At.OWN_ROOM_NUMBER: MenuNode(
        words=opening_words,
        options=(Option("1", goes_to=At.OWN_ROOM_ENTRY, offer="zum.leiten", when=has_own_room), BACK),
        does=open_room,
    ),
    At.OWN_ROOM_ENTRY: MenuNode(leads_on=to_the_own_room),
    **DATES_NODES,
    **INFORMATION_NODES,
    **LEADERS_NODES,
    **ROOM_NODES,
    **ELSEWHERE_NODES,
    **FAILURE_NODES,
    **MESSAGE_NODES,
    At.OFFICE: OFFICE,
    At.MENU_UNSAVED: replace(MENU, words=keyword("ansage.verworfen")),
    At.OFFICE_UNSAVED: replace(OFFICE, words=unsaved_office_words),
    At.AFTER_OFFICE: MenuNode(reads=read_outcome(At.OFFICE_NO_ANSWER)),
    At.OFFICE_NO_ANSWER: MenuNode(
        words=unreachable_words, options=(AGAIN_TO_THE_OFFICE, LEAVE_A_MESSAGE, CRISIS, BACK)
    ),
    At.CRISIS: MenuNode(
        words=crisis_words,
        options=(Option("1", goes_to=At.CRISIS_CALL, offer="zum.krisengespraech"), BACK),
        closing=crisis_numbers,
        leads_on=without_crisis_line,
    ),
    At.CRISIS_CALL: MenuNode(words=keyword("tuer.open"), then=call_crisis_line, leads_on=without_crisis_line),
    At.AFTER_CRISIS: MenuNode(reads=read_outcome(At.CRISIS_NO_ANSWER)),
    At.CRISIS_NO_ANSWER: MenuNode(
        words=unreached_words,
        options=(Option("1", goes_to=At.CRISIS_CALL, offer="zum.nochmal_versuchen"), ASK_OFFICE, BACK),
        closing=crisis_numbers,
        leads_on=without_crisis_line,
    ),
    At.FAREWELL: MenuNode(words=farewell_words, then=put_through(At.AFTER_FAREWELL, otherwise=hang_up)),
    At.AFTER_FAREWELL: MenuNode(reads=read_outcome(At.FAREWELL_NO_ANSWER)),
    At.FAREWELL_NO_ANSWER: MenuNode(words=unreachable_farewell_words, then=hang_up),
    At.GOODBYE: MenuNode(words=keyword("wiederhoeren"), then=hang_up),
}
