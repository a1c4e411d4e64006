"""What a caller meets on the way into another system's room, as a table like the main menu's."""

from dataclasses import replace

from ivr.flows.entrance import is_first_wait, with_music
from ivr.flows.external_room import (
    after_the_call,
    connect,
    connecting_words,
    dial_again,
    enterable,
    or_goodbye,
    to_the_door,
    unanswered_words,
)
from ivr.menu_node import MenuNode, Option, keyword
from ivr.menus.room import ASK_OFFICE, BACK
from ivr.place import GROUP
from ivr.place_names import At

ONCE = tuple(replace(option, when=is_first_wait) for option in (ASK_OFFICE, BACK))

ELSEWHERE_NODES = {
    At.EXTERNAL: MenuNode(words=connecting_words, then=connect, leads_on=to_the_door),
    At.AFTER_EXTERNAL: MenuNode(reads=after_the_call),
    At.EXTERNAL_WAIT: MenuNode(
        words=keyword("anderswo.warten"), options=ONCE, then=with_music, reads=dial_again, leads_on=to_the_door
    ),
    At.EXTERNAL_LOST: MenuNode(
        words=keyword("anderswo.getrennt"),
        options=(Option("1", goes_to=At.ROOM, keeps=GROUP, offer="zum.leiten", when=enterable), BACK),
        reads=or_goodbye,
    ),
    At.EXTERNAL_NO_ANSWER: MenuNode(
        words=unanswered_words,
        options=(
            Option("1", goes_to=At.ROOM, keeps=GROUP, offer="zum.nochmal_versuchen", when=enterable),
            ASK_OFFICE,
            BACK,
        ),
        reads=or_goodbye,
    ),
}
