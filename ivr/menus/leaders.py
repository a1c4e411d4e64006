"""The menus of those who lead, as tables like the main menu's: the room, their announcement, their meetings."""

from dataclasses import replace

from ivr.flows.announcing import FOR_EVER, MEETING, about_words, is_on_air, noted, sound_words, take_off_air
from ivr.flows.cancelling import (
    MOST_DATES,
    call_off,
    chosen_date,
    has_dates,
    is_date,
    offer_date,
    or_too_late,
    tell_the_dates,
    to_the_question,
    told,
    unchanged_words,
)
from ivr.flows.joining import as_leader, leader_words
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
    until,
)
from ivr.flows.unsaved_recording import UNSAVED, WITHOUT_SAVING, asks_first
from ivr.menu_node import Row, Spot, keyword, of_group, press_or, same
from ivr.menus.room import BACK

LEADS = Spot(
    leader_words,
    rows=(
        Row("1", as_leader, "zum.leiten"),
        Row("2", of_group("ansagen"), "zum.ansagen"),
        Row("3", of_group("absagen"), "zum.absagen", when=has_dates),
        BACK,
    ),
    refused="leitermenue",
)
ANNOUNCES = Spot(
    about_words,
    rows=(
        Row("1", of_group("aufnehmen"), "zum.aufnehmen"),
        Row("2", of_group("anhoeren"), "zum.anhoeren", when=is_on_air),
        Row("3", of_group("loeschen_frage"), "zum.loeschen", when=is_on_air),
        BACK,
    ),
    refused="ansagen",
)
AGAIN = Row("1", of_group("aufnehmen"), "zum.nochmal_versuchen")


def ask_about_the_date(words: str, yes: str) -> Spot:
    """A question about the meeting that was chosen; no leads back to the dates."""
    return Spot(
        told(words),
        rows=(Row("1", same(yes), "ja"), Row("2", of_group("absagen"), "nein")),
        reads=press_or("leitermenue"),
        leads_on=or_too_late,
    )


LEADERS_SPOTS = {
    "leitermenue": LEADS,
    # The announcement.
    "ansagen": ANNOUNCES,
    "anhoeren": replace(ANNOUNCES, words=sound_words),
    "aufnehmen": Spot(keyword("ansage.anleitung"), then=record, does=expect, refused="ansagen"),
    "aufgenommen": Spot(reads=recorded),
    "abholen": Spot(moment_words, (), wait_a_moment, asks_first(fetch_on), leads_on=fetched),
    "missglueckt": Spot(failure_words, rows=(AGAIN, BACK), reads=press_or("ansagen")),
    "pruefen": Spot(
        proof_words,
        rows=(
            Row("1", same("wie_lange"), "zum.speichern"),
            Row("2", of_group("aufnehmen"), "zum.neu_aufnehmen"),
            Row("3", of_group("verworfen"), "zum.verwerfen"),
        ),
        reads=asks_first(press_or("verworfen")),
        leads_on=needs_no_proof,
    ),
    "verworfen": replace(ANNOUNCES, words=keyword("ansage.verworfen")),
    "wie_lange": Spot(
        keyword("ansage.wie_lange"),
        rows=(
            Row("1", until(MEETING), "zum.treffen_ende", when=meets_again),
            Row("2", same("tage"), "zum.tage"),
            Row("3", until(FOR_EVER), "zum.immer"),
        ),
        reads=asks_first(press_or("verworfen")),
        leads_on=or_is_older,
    ),
    "tage": Spot(days_words, (), ask_days, asks_first(read_days)),
    "neuere": Spot(
        newer_words,
        rows=(Row("1", same("ersetzen"), "zum.ersetzen"), Row("2", of_group("verworfen"), "zum.verwerfen")),
        reads=asks_first(press_or("verworfen")),
        leads_on=is_gone,
    ),
    "ersetzen": Spot(leads_on=instead),
    "ungespeichert": UNSAVED,
    "gespeichert": replace(ANNOUNCES, words=saved_words, does=put_on_air, refused="nicht_gespeichert"),
    "nicht_gespeichert": Spot(
        keyword("ansage.nicht_gespeichert"),
        rows=(Row("1", same("gespeichert"), "zum.nochmal_versuchen"), *WITHOUT_SAVING),
        leads_on=or_is_older,
    ),
    "loeschen_frage": Spot(
        keyword("ansage.loeschen"),
        rows=(Row("1", same("geloescht"), "ja"), Row("2", of_group("ansagen"), "nein")),
        reads=press_or("ansagen"),
        leads_on=noted,
    ),
    "geloescht": replace(ANNOUNCES, words=keyword("ansage.geloescht"), does=take_off_air),
    # The meetings.
    "absagen": Spot(
        keyword("absagen"),
        rows=tuple(
            Row(key, chosen_date(key), offer_date(key), when=is_date(key)) for key in map(str, range(1, MOST_DATES + 1))
        ),
        reads=press_or("leitermenue"),
        leads_on=tell_the_dates,
    ),
    "keine_treffen": replace(LEADS, words=keyword("termine.keine")),
    "ausfall_wahl": Spot(leads_on=to_the_question),
    "ausfall_frage": ask_about_the_date("ausfall.frage", yes="ausfall"),
    "ausfall": replace(LEADS, words=told("ausfall.gesagt"), does=call_off(True), leads_on=or_too_late),
    "zusage_frage": ask_about_the_date("zusage.frage", yes="findet_statt"),
    "findet_statt": replace(LEADS, words=told("zusage.gesagt"), does=call_off(False), leads_on=or_too_late),
    "nicht_geaendert": replace(LEADS, words=unchanged_words),
}
