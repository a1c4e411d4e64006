"""The menus of the dates, and of what can be learned of one group, as tables like the main menu's."""

from ivr.flows.alphabet import MOST_OFFERS
from ivr.flows.choosing import (
    answer,
    answer_offered,
    ask_again,
    can_answer,
    dates_or_question,
    from_the_beginning,
    question_before,
    reads_dates,
    was_chosen,
)
from ivr.flows.date_blocks import ask_behind_the_block, more_dates, next_block
from ivr.flows.dates import read_on
from ivr.flows.group_page import (
    PAGE,
    any_read,
    can_be_rung,
    cannot_be_rung,
    chosen,
    dates_words,
    has_further_dates,
    info_words,
    is_read,
    no_answer_words,
    offer_chosen,
    only_one,
    or_not_now,
    other_group,
    read_ringing,
    ring,
)
from ivr.flows.news import after_the_news
from ivr.flows.questions import BLOCK
from ivr.menu_node import MenuNode, Option, again, keyword
from ivr.menus.room import BACK
from ivr.place import LIST
from ivr.place_names import At

ANSWERS = tuple(
    Option(key, goes_to=answer(key), offer=answer_offered(key), when=can_answer(key))
    for key in map(str, range(1, MOST_OFFERS + 1))
)
WHICH = tuple(
    Option(str(number + 1), goes_to=chosen(number), offer=offer_chosen(number), when=is_read(number))
    for number in range(BLOCK)
)
ANOTHER = Option("3", goes_to=other_group, offer="zum.auswahl")
ASK_OFFICE = Option("0", goes_to=At.OFFICE, offer="zum.buerogespraech", when=cannot_be_rung)

DATES_NODES = {
    At.DATES: MenuNode(
        words=after_the_news(dates_or_question),
        options=(
            *ANSWERS,
            Option("1", goes_to=again, offer="zum.nochmal", when=reads_dates),
            Option("2", goes_to=next_block, offer="zum.weiter", when=more_dates),
            Option("3", goes_to=question_before, offer="zum.auswahl", when=was_chosen),
            Option("4", goes_to=At.WHICH_GROUP, keeps=LIST, offer="zum.mehr", when=any_read),
            Option("9", goes_to=At.MENU, offer="zum.menu", when=reads_dates),
        ),
        then=ask_behind_the_block,
        reads=read_on(at_the_end=ask_again),
        leads_on=from_the_beginning,
    ),
    At.WHICH_GROUP: MenuNode(
        words=keyword("welche"),
        options=(*WHICH, Option("4", goes_to=next_block, offer="zum.weiter", when=more_dates), BACK),
        leads_on=only_one,
    ),
    At.GROUP_INFO: MenuNode(
        words=info_words,
        options=(
            Option("1", goes_to=At.CONTACT, keeps=PAGE, offer="zum.kontakt", when=can_be_rung),
            Option("2", goes_to=At.GROUP_DATES, keeps=PAGE, offer="zum.weitere", when=has_further_dates),
            ANOTHER,
            ASK_OFFICE,
            BACK,
        ),
    ),
    At.GROUP_DATES: MenuNode(
        words=dates_words,
        options=(
            Option("1", goes_to=again, offer="zum.nochmal"),
            ANOTHER,
            Option("4", goes_to=At.GROUP_INFO, keeps=PAGE, offer="zum.mehr_davon"),
            BACK,
        ),
    ),
    At.CONTACT: MenuNode(words=keyword("kontakt.verbinden"), then=ring, options=(BACK,), leads_on=or_not_now),
    At.AFTER_CONTACT: MenuNode(reads=read_ringing),
    At.CONTACT_NO_ANSWER: MenuNode(
        words=no_answer_words,
        options=(
            Option("1", goes_to=At.CONTACT, keeps=PAGE, offer="zum.nochmal_versuchen"),
            ANOTHER,
            Option("0", goes_to=At.OFFICE, offer="zum.buerogespraech"),
            BACK,
        ),
    ),
}
