"""The menus of the texts of information, as tables like the main menu's."""

from dataclasses import replace

from ivr.flows.information import (
    PAGE,
    is_first_page,
    is_last_page,
    is_title,
    more_titles,
    next_page,
    offer_title,
    page_there_is,
)
from ivr.flows.information_text import begins, is_inside, listen, read_on, step_to, text_words, to_the_text
from ivr.menu_node import MenuNode, Option
from ivr.menus.room import BACK
from ivr.place_names import At

TITLES = tuple(
    Option(
        key,
        goes_to=At.INFORMATION_TEXT,
        keeps=("part",),
        sets={"choice": key},
        offer=offer_title(key),
        when=is_title(key),
    )
    for key in map(str, range(1, PAGE + 1))
)
INFORMATION_NODES = {
    At.INFORMATION: MenuNode(
        options=(
            Option("1", goes_to=At.RULES, offer="zum.gespraechsregeln", when=is_first_page),
            *TITLES,
            Option(str(PAGE + 1), goes_to=next_page, offer="zum.weitere_auskuenfte", when=more_titles),
            replace(BACK, when=is_last_page),
        ),
        leads_on=page_there_is,
    ),
    At.INFORMATION_TEXT: MenuNode(
        words=text_words,
        options=(
            Option("1", goes_to=step_to(-1), offer="zum.absatz_zurueck", when=begins),
            Option("3", goes_to=step_to(1), offer="zum.absatz_weiter", when=begins),
            Option("1", goes_to=step_to(-1), when=is_inside),
            Option("3", goes_to=step_to(1), when=is_inside),
        ),
        then=listen,
        reads=read_on,
        leads_on=to_the_text,
    ),
}
