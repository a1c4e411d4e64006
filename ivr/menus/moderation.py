"""The menus of whoever moderates: going round, silence together, texts, and who moderates where nobody leads."""

from ivr.flows.in_the_room import in_the_talk, keep_the_seat, on_the_talk, whether, with_the_choice
from ivr.flows.joining import over
from ivr.flows.moderating import (
    MOST_STILL_MINUTES,
    ask_seat,
    begin_still,
    hand_on,
    handed_on_words,
    has_closing,
    has_opening,
    is_still,
    moderation_words,
    read_closing,
    read_opening,
    read_seat,
    stop_still,
    take_moderation,
)
from ivr.flows.rounds import (
    MOST_MINUTES,
    asks_for_minutes,
    begin_round,
    begin_words,
    goes_round,
    knows_the_minutes,
    may_go_round,
    minute_options,
    pass_on,
    passed_words,
    repeat_speaker,
    skip_speaker,
    skipped_words,
    speaker_words,
    stop_round,
)
from ivr.menu_node import MenuNode, Option, keyword, nothing
from ivr.menus.inside import menu_inside, on_pages, then_back
from ivr.place import ALL
from ivr.place_names import At

MODERATION_NODES = {
    At.MODERATION: menu_inside(
        nothing,
        Option("1", goes_to=At.BEGIN_ROUND, keeps=ALL, offer="zum.reihum", when=whether(knows_the_minutes)),
        Option("1", goes_to=At.ROUND_MINUTES, keeps=ALL, offer="zum.reihum", when=whether(asks_for_minutes)),
        Option("1", goes_to=At.ROUND_MENU, keeps=ALL, when=whether(goes_round)),
        Option("2", goes_to=At.STOP_STILL, keeps=ALL, offer="zum.stille_ende", when=whether(is_still)),
        Option("2", goes_to=At.STILL_MINUTES, keeps=ALL, offer="zum.stille", when=whether(may_go_round)),
        Option("3", goes_to=At.OPENING, keeps=ALL, offer="zum.eroeffnung", when=whether(has_opening)),
        Option("4", goes_to=At.CLOSING, keeps=ALL, offer="zum.schlusstext", when=whether(has_closing)),
    ),
    At.ROUND_MINUTES: menu_inside(keyword("reihum.minuten"), *minute_options(At.BEGIN_ROUND, range(MOST_MINUTES + 1))),
    At.BEGIN_ROUND: then_back(on_the_talk(begin_words), with_the_choice(begin_round)),
    **on_pages(
        At.ROUND_MENU,
        ("1", "239"),
        Option("1", goes_to=At.SKIP_SPEAKER, keeps=ALL, offer="zum.naechsten_dran"),
        Option("2", goes_to=At.REPEAT_SPEAKER, keeps=ALL, offer="zum.dieselbe"),
        Option("3", goes_to=At.STOP_ROUND, keeps=ALL, offer="zum.reihum_ende"),
        Option("9", goes_to=At.LEADER_STAR_MENU_MORE, keeps=ALL, offer="zum.pult"),
    ),
    At.PASS_ON: then_back(on_the_talk(passed_words), in_the_talk(pass_on)),
    At.SKIP_SPEAKER: then_back(skipped_words, with_the_choice(skip_speaker)),
    At.REPEAT_SPEAKER: then_back(on_the_talk(speaker_words), in_the_talk(repeat_speaker)),
    At.STOP_ROUND: then_back(keyword("reihum.ende"), in_the_talk(stop_round)),
    At.STILL_MINUTES: menu_inside(
        keyword("stille.minuten"), *minute_options(At.BEGIN_STILL, range(1, MOST_STILL_MINUTES + 1))
    ),
    At.BEGIN_STILL: then_back(keyword("stille.jetzt"), with_the_choice(begin_still)),
    At.STOP_STILL: then_back(keyword("raum.wieder"), in_the_talk(stop_still)),
    At.OPENING: then_back(keyword("raum.wieder"), in_the_talk(read_opening)),
    At.CLOSING: then_back(keyword("raum.wieder"), in_the_talk(read_closing)),
    # Where nobody leads.
    At.TAKE_MODERATION: then_back(on_the_talk(moderation_words), in_the_talk(take_moderation)),
    At.HAND_ON_MODERATION: MenuNode(
        words=keyword("moderation.wem"), then=ask_seat, reads=read_seat, does=keep_the_seat, leads_on=over
    ),
    At.MODERATION_HANDED_ON: then_back(handed_on_words, with_the_choice(hand_on)),
}
