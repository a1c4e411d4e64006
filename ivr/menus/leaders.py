"""The menus of those who lead, as tables like the main menu's: the room, their announcement, their meetings."""

from dataclasses import replace

from ivr.flows.announcing import FOR_EVER, MEETING, about_words, is_on_air, noted, sound_words, take_off_air
from ivr.flows.cancelling import (
    MOST_DATES,
    call_off,
    has_dates,
    is_date,
    offer_date,
    or_too_late,
    tell_the_dates,
    to_the_question,
    told,
    unchanged_words,
)
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
from ivr.menu_node import ALL, GROUP, MenuNode, Option, keyword, press_or
from ivr.menus.room import BACK
from ivr.visit import LEADS

LEADERS_MENU = MenuNode(
    words=leader_words,
    options=(
        Option("1", goes_to="raum", keeps=GROUP, adds=(LEADS,), offer="zum.leiten"),
        Option("2", goes_to="ansagen", keeps=GROUP, offer="zum.ansagen"),
        Option("3", goes_to="absagen", keeps=GROUP, offer="zum.absagen", when=has_dates),
        BACK,
    ),
    refused="leitermenue",
)
ANNOUNCEMENTS_MENU = MenuNode(
    words=about_words,
    options=(
        Option("1", goes_to="aufnehmen", keeps=GROUP, offer="zum.aufnehmen"),
        Option("2", goes_to="anhoeren", keeps=GROUP, offer="zum.anhoeren", when=is_on_air),
        Option("3", goes_to="loeschen_frage", keeps=GROUP, offer="zum.loeschen", when=is_on_air),
        BACK,
    ),
    refused="ansagen",
)
AGAIN = Option("1", goes_to="aufnehmen", keeps=GROUP, offer="zum.nochmal_versuchen")


def ask_about_the_date(words: str, yes: str) -> MenuNode:
    """A question about the meeting that was chosen; no leads back to the dates."""
    return MenuNode(
        words=told(words),
        options=(
            Option("1", goes_to=yes, keeps=ALL, offer="ja"),
            Option("2", goes_to="absagen", keeps=GROUP, offer="nein"),
        ),
        reads=press_or("leitermenue"),
        leads_on=or_too_late,
    )


LEADERS_NODES = {
    "leitermenue": LEADERS_MENU,
    # The announcement.
    "ansagen": ANNOUNCEMENTS_MENU,
    "anhoeren": replace(ANNOUNCEMENTS_MENU, words=sound_words),
    "aufnehmen": MenuNode(words=keyword("ansage.anleitung"), then=record, does=expect, refused="ansagen"),
    "aufgenommen": MenuNode(reads=recorded),
    "abholen": MenuNode(words=moment_words, then=wait_a_moment, reads=asks_first(fetch_on), leads_on=fetched),
    "missglueckt": MenuNode(words=failure_words, options=(AGAIN, BACK), reads=press_or("ansagen")),
    "pruefen": MenuNode(
        words=proof_words,
        options=(
            Option("1", goes_to="wie_lange", keeps=ALL, offer="zum.speichern"),
            Option("2", goes_to="aufnehmen", keeps=GROUP, offer="zum.neu_aufnehmen"),
            Option("3", goes_to="verworfen", keeps=GROUP, offer="zum.verwerfen"),
        ),
        reads=asks_first(press_or("verworfen")),
        leads_on=needs_no_proof,
    ),
    "verworfen": replace(ANNOUNCEMENTS_MENU, words=keyword("ansage.verworfen")),
    "wie_lange": MenuNode(
        words=keyword("ansage.wie_lange"),
        options=(
            Option("1", goes_to="gespeichert", keeps=ALL, adds=(MEETING,), offer="zum.treffen_ende", when=meets_again),
            Option("2", goes_to="tage", keeps=ALL, offer="zum.tage"),
            Option("3", goes_to="gespeichert", keeps=ALL, adds=(FOR_EVER,), offer="zum.immer"),
        ),
        reads=asks_first(press_or("verworfen")),
        leads_on=or_is_older,
    ),
    "tage": MenuNode(words=days_words, then=ask_days, reads=asks_first(read_days)),
    "neuere": MenuNode(
        words=newer_words,
        options=(
            Option("1", goes_to="ersetzen", keeps=ALL, offer="zum.ersetzen"),
            Option("2", goes_to="verworfen", keeps=GROUP, offer="zum.verwerfen"),
        ),
        reads=asks_first(press_or("verworfen")),
        leads_on=is_gone,
    ),
    "ersetzen": MenuNode(leads_on=instead),
    "ungespeichert": UNSAVED,
    "gespeichert": replace(ANNOUNCEMENTS_MENU, words=saved_words, does=put_on_air, refused="nicht_gespeichert"),
    "nicht_gespeichert": MenuNode(
        words=keyword("ansage.nicht_gespeichert"),
        options=(Option("1", goes_to="gespeichert", keeps=ALL, offer="zum.nochmal_versuchen"), *WITHOUT_SAVING),
        leads_on=or_is_older,
    ),
    "loeschen_frage": MenuNode(
        words=keyword("ansage.loeschen"),
        options=(
            Option("1", goes_to="geloescht", keeps=ALL, offer="ja"),
            Option("2", goes_to="ansagen", keeps=GROUP, offer="nein"),
        ),
        reads=press_or("ansagen"),
        leads_on=noted,
    ),
    "geloescht": replace(ANNOUNCEMENTS_MENU, words=keyword("ansage.geloescht"), does=take_off_air),
    # The meetings.
    "absagen": MenuNode(
        words=keyword("absagen"),
        options=tuple(
            Option(key, goes_to="ausfall_wahl", keeps=ALL, adds=(key,), offer=offer_date(key), when=is_date(key))
            for key in map(str, range(1, MOST_DATES + 1))
        ),
        reads=press_or("leitermenue"),
        leads_on=tell_the_dates,
    ),
    "keine_treffen": replace(LEADERS_MENU, words=keyword("termine.keine")),
    "ausfall_wahl": MenuNode(leads_on=to_the_question),
    "ausfall_frage": ask_about_the_date("ausfall.frage", yes="ausfall"),
    "ausfall": replace(LEADERS_MENU, words=told("ausfall.gesagt"), does=call_off(True), leads_on=or_too_late),
    "zusage_frage": ask_about_the_date("zusage.frage", yes="findet_statt"),
    "findet_statt": replace(LEADERS_MENU, words=told("zusage.gesagt"), does=call_off(False), leads_on=or_too_late),
    "nicht_geaendert": replace(LEADERS_MENU, words=unchanged_words),
}
