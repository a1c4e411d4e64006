"""What a caller meets on the way into another system's room, as a table like the main menu's."""

from dataclasses import replace

from ivr.flows.entrance import with_music
from ivr.flows.external_room import (
    after_the_call,
    connect,
    connecting_words,
    dial_again,
    enterable,
    is_first_wait,
    or_goodbye,
    to_the_door,
    unanswered_words,
)
from ivr.menu_node import Row, Spot, keyword, same
from ivr.menus.room import ASK_OFFICE, BACK

ONCE = tuple(replace(row, when=is_first_wait) for row in (ASK_OFFICE, BACK))

ELSEWHERE_SPOTS = {
    "anderswo": Spot(connecting_words, then=connect, leads_on=to_the_door),
    "nach_anderswo": Spot(reads=after_the_call),
    "anderswo_warten": Spot(keyword("anderswo.warten"), ONCE, with_music, dial_again, leads_on=to_the_door),
    "getrennt": Spot(
        keyword("anderswo.getrennt"),
        rows=(Row("1", same("raum"), "zum.leiten", when=enterable), BACK),
        reads=or_goodbye,
    ),
    "anderswo_still": Spot(
        unanswered_words,
        rows=(Row("1", same("raum"), "zum.nochmal_versuchen", when=enterable), ASK_OFFICE, BACK),
        reads=or_goodbye,
    ),
}
