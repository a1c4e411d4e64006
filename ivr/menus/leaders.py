"""The menus of those who lead, as tables like the main menu's: the room, their announcement, their meetings."""

from dataclasses import replace

from ivr.flows.announcing import FOR_EVER, MEETING, about_words, is_on_air, noted, sound_words, take_off_air
from ivr.flows.cancelling import (
    MOST_DATES,
    cancel,
    has_dates,
    is_date,
    offer_date,
    or_too_late,
    tell_the_dates,
    to_the_question,
    told,
    unchanged_words,
)
from ivr.flows.information_text import has_text_for_leaders, offer_to_leaders
from ivr.flows.joining import leader_words
from ivr.flows.recording import (
    expect,
    failure_words,
    fetch_on,
    fetched,
    is_gone,
    moment_words,
    needs_no_proof,
    proof_words,
    record,
    recorded,
    wait_a_moment,
)
from ivr.flows.room_texts import has_room_texts, to_the_text
from ivr.flows.saving import (
    ask_days,
    days_words,
    instead,
    meets_again,
    newer_words,
    or_is_older,
    put_on_air,
    read_days,
    saved_words,
)
from ivr.flows.unsaved_recording import UNSAVED, WITHOUT_SAVING, asks_first
from ivr.menu_node import MenuNode, Option, keyword, press
from ivr.menus.room import BACK
from ivr.model.room_texts import RoomText
from ivr.place import ALL, GROUP
from ivr.place_names import At

LEADERS_MENU = MenuNode(
    words=leader_words,
    options=(
        Option("1", goes_to=At.ROOM, keeps=GROUP, sets={"leads": True}, offer="zum.leiten"),
        Option("2", goes_to=At.ANNOUNCEMENTS, keeps=GROUP, offer="zum.ansagen"),
        Option("3", goes_to=At.MEETINGS, keeps=GROUP, offer="zum.absagen", when=has_dates),
        Option(
            "4",
            goes_to=At.INFORMATION_TEXT,
            keeps=GROUP,
            sets={"leads": True},
            offer=offer_to_leaders,
            when=has_text_for_leaders,
        ),
        Option("5", goes_to=At.ROOM_TEXTS, keeps=GROUP, offer="zum.raumtexte", when=has_room_texts),
        BACK,
    ),
    refused=At.LEADER_MENU,
)
ANNOUNCEMENTS_MENU = MenuNode(
    words=about_words,
    options=(
        Option("1", goes_to=At.RECORD, keeps=GROUP, offer="zum.aufnehmen"),
        Option("2", goes_to=At.LISTEN, keeps=GROUP, offer="zum.anhoeren", when=is_on_air),
        Option("3", goes_to=At.CONFIRM_DELETE, keeps=GROUP, offer="zum.loeschen", when=is_on_air),
        BACK,
    ),
    refused=At.ANNOUNCEMENTS,
)
DATES = tuple(
    Option(key, goes_to=At.MEETING_CHOSEN, keeps=ALL, sets={"choice": key}, offer=offer_date(key), when=is_date(key))
    for key in map(str, range(1, MOST_DATES + 1))
)
AGAIN = Option("1", goes_to=At.RECORD, keeps=GROUP, offer="zum.nochmal_versuchen")


def ask_about_the_date(words: str, yes: At) -> MenuNode:
    """A question about the meeting that was chosen; no leads back to the dates."""
    return MenuNode(
        words=told(words),
        options=(
            Option("1", goes_to=yes, keeps=ALL, offer="ja"),
            Option("2", goes_to=At.MEETINGS, keeps=GROUP, offer="nein"),
        ),
        lost=At.LEADER_MENU,
        leads_on=or_too_late,
    )


LEADERS_NODES = {
    At.LEADER_MENU: LEADERS_MENU,
    # Texts for the room, which are kept as announcements are.
    At.ROOM_TEXTS: MenuNode(
        options=(
            Option("1", goes_to=At.OPENING_RECORDING, keeps=GROUP, offer="zum.eroeffnung"),
            Option("2", goes_to=At.CLOSING_RECORDING, keeps=GROUP, offer="zum.schlusstext"),
            Option("8", goes_to=At.LEADER_MENU, keeps=GROUP, offer="zum.leitungsmenue"),
        ),
        lost=At.LEADER_MENU,
    ),
    At.OPENING_RECORDING: MenuNode(leads_on=to_the_text(RoomText.OPENING)),
    At.CLOSING_RECORDING: MenuNode(leads_on=to_the_text(RoomText.CLOSING)),
    # The announcement.
    At.ANNOUNCEMENTS: ANNOUNCEMENTS_MENU,
    At.LISTEN: replace(ANNOUNCEMENTS_MENU, words=sound_words),
    At.RECORD: MenuNode(words=keyword("ansage.anleitung"), then=record, does=expect, refused=At.ANNOUNCEMENTS),
    At.RECORDED: MenuNode(reads=recorded),
    At.FETCH: MenuNode(words=moment_words, then=wait_a_moment, reads=asks_first(fetch_on), leads_on=fetched),
    At.RECORDING_FAILED: MenuNode(words=failure_words, options=(AGAIN, BACK), lost=At.ANNOUNCEMENTS),
    At.REVIEW: MenuNode(
        words=proof_words,
        options=(
            Option("1", goes_to=At.HOW_LONG, keeps=ALL, offer="zum.speichern"),
            Option("2", goes_to=At.RECORD, keeps=GROUP, offer="zum.neu_aufnehmen"),
            Option("3", goes_to=At.DISCARDED, keeps=GROUP, offer="zum.verwerfen"),
        ),
        reads=asks_first(press),
        lost=At.DISCARDED,
        leads_on=needs_no_proof,
    ),
    At.DISCARDED: replace(ANNOUNCEMENTS_MENU, words=keyword("ansage.verworfen")),
    At.HOW_LONG: MenuNode(
        words=keyword("ansage.wie_lange"),
        options=(
            Option(
                "1", goes_to=At.SAVED, keeps=ALL, sets={"lasts": MEETING}, offer="zum.treffen_ende", when=meets_again
            ),
            Option("2", goes_to=At.HOW_MANY_DAYS, keeps=ALL, offer="zum.tage"),
            Option("3", goes_to=At.SAVED, keeps=ALL, sets={"lasts": FOR_EVER}, offer="zum.immer"),
        ),
        reads=asks_first(press),
        lost=At.DISCARDED,
        leads_on=or_is_older,
    ),
    At.HOW_MANY_DAYS: MenuNode(words=days_words, then=ask_days, reads=asks_first(read_days), lost=At.DISCARDED),
    At.NEWER_EXISTS: MenuNode(
        words=newer_words,
        options=(
            Option("1", goes_to=At.REPLACE, keeps=ALL, offer="zum.ersetzen"),
            Option("2", goes_to=At.DISCARDED, keeps=GROUP, offer="zum.verwerfen"),
        ),
        reads=asks_first(press),
        lost=At.DISCARDED,
        leads_on=is_gone,
    ),
    At.REPLACE: MenuNode(leads_on=instead),
    At.UNSAVED: UNSAVED,
    At.SAVED: replace(ANNOUNCEMENTS_MENU, words=saved_words, does=put_on_air, refused=At.NOT_SAVED),
    At.NOT_SAVED: MenuNode(
        words=keyword("ansage.nicht_gespeichert"),
        options=(Option("1", goes_to=At.SAVED, keeps=ALL, offer="zum.nochmal_versuchen"), *WITHOUT_SAVING),
        leads_on=or_is_older,
    ),
    At.CONFIRM_DELETE: MenuNode(
        words=keyword("ansage.loeschen"),
        options=(
            Option("1", goes_to=At.DELETED, keeps=ALL, offer="ja"),
            Option("2", goes_to=At.ANNOUNCEMENTS, keeps=GROUP, offer="nein"),
        ),
        lost=At.ANNOUNCEMENTS,
        leads_on=noted,
    ),
    At.DELETED: replace(ANNOUNCEMENTS_MENU, words=keyword("ansage.geloescht"), does=take_off_air),
    # The meetings.
    At.MEETINGS: MenuNode(
        words=keyword("absagen"),
        options=(*DATES, Option("8", goes_to=At.LEADER_MENU, keeps=GROUP, offer="zum.leitungsmenue")),
        lost=At.LEADER_MENU,
        leads_on=tell_the_dates,
    ),
    At.NO_MEETINGS: replace(LEADERS_MENU, words=keyword("termine.keine")),
    At.MEETING_CHOSEN: MenuNode(leads_on=to_the_question),
    At.CONFIRM_CANCEL: ask_about_the_date("ausfall.frage", yes=At.CANCELLED),
    At.CANCELLED: replace(LEADERS_MENU, words=told("ausfall.gesagt"), does=cancel(True), leads_on=or_too_late),
    At.CONFIRM_REINSTATE: ask_about_the_date("zusage.frage", yes=At.REINSTATED),
    At.REINSTATED: replace(LEADERS_MENU, words=told("zusage.gesagt"), does=cancel(False), leads_on=or_too_late),
    At.TOO_LATE: replace(LEADERS_MENU, words=unchanged_words),
}
