"""The fields of a group's invitation, in the German words and with the steps of its card."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, takewhile

from ivr.model.agenda import coming, is_round_the_clock
from ivr.model.meeting import Meeting
from ivr.model.names import folded
from ivr.model.plan import Group, Newcomers
from office.cards.box import BY_TELEPHONE, about, place
from office.cards.card import Card, card
from office.cards.shared import NO_BREAK, Imprint, PrintContext, Step
from office.formats import hours, weekday, written_day
from office.invitations.texts import table
from prompts import on_paper

# So many dates stand in an invitation; meetings that are nearer to each other are told by the rule alone.
DATES = 4
TOO_NEAR = timedelta(days=6)
BLANK = "________________"

Fields = Mapping[str, str]


def invitation(group: Group, with_number: bool, printing: PrintContext) -> Fields:
    """The fields of all texts, "" for what does not apply; without the group's number unless `with_number`."""
    made, now = card(group, printing), printing.world.now
    inviting = replace(group, newcomers=None) if group.newcomers is Newcomers.NOT_NOW else group
    held, off = _next_meetings(group, now)
    is_frequent = len(held) > 1 and held[-1].start - held[0].start < TOO_NEAR
    return {
        "wohin": f"zur Gruppe {group.name}",
        "wo": table("wo", _where(group), ort=place(group)),
        "wann": ". ".join(on_paper.rhythm(group, now.date())).rstrip("."),
        "termine": "" if is_frequent else "\n".join(map(_date, held)),
        "naechstes": "" if is_frequent else "".join(map(_date, held[:1])),
        "ausfall": "\n".join(f"{weekday(one.start)}, {written_day(one.start)}" for one in off),
        "ueber": _clean("\n".join(about(inviting, printing))),
        "ueberschrift": table("ueberschrift", "raum" if group.by_telephone else "ohne_raum"),
        "schritte": numbered(_steps(made, with_number), printing),
        "einlass": table("einlass", _opening(group, now, held), minuten=str(made.minutes)),
        "verbindung": _clean(" ".join(made.connecting)),
        "hinweis": _hint(group, with_number),
        "kosten": made.cost,
        **office_fields(made.imprint),
    }


def numbered(steps: Iterable[Step], printing: PrintContext) -> str:
    """The call to the hotline and these steps after it, one a line."""
    written = (f"{step.do}{' ' * bool(step.press)}{step.press}{step.then}" for step in steps)
    lines = (f"Rufen Sie an: {printing.hotline or BLANK}", *written)
    return _clean("\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)))


def office_fields(imprint: Imprint) -> Fields:
    """Who invites, and when somebody answers there."""
    telephone = f"{imprint.office}, Telefon {imprint.number}" if imprint.number else ""
    return {
        "buero": imprint.office,
        "buero_telefon": telephone,
        "buero_mit_zeiten": "\n".join(filter(None, (telephone, telephone and imprint.hours))),
    }


def _steps(made: Card, with_number: bool) -> list[Step]:
    """The steps behind the call itself."""
    without = Step("Drücken Sie Ihre Gruppen-Nummer.")
    return [step if with_number or step.press != made.number or not step.press else without for step in made.steps[1:]]


def _where(group: Group) -> str:
    is_at_the_telephone = folded(group.place) == BY_TELEPHONE
    if group.by_telephone:
        return "telefon_und_ort" if place(group) else "telefon"
    return "absprache" if is_at_the_telephone else "ort" if group.place else "unbekannt"


def _opening(group: Group, now: datetime, held: list[Meeting]) -> str:
    if not group.by_telephone:
        return "ohne"
    if held and is_round_the_clock(held[0], now):
        return "immer"
    return "vorher" if group.opens_before else "puenktlich"


def _hint(group: Group, with_number: bool) -> str:
    if not group.code:
        return ""
    if with_number:
        return table("hinweis", "nummer")
    contact = on_paper.number(group.contact.number) if group.contact else ""
    return table("hinweis", "nummer_vom_kontakt" if contact else "nummer_vom_buero", kontakt=contact)


def _next_meetings(group: Group, now: datetime) -> tuple[list[Meeting], list[Meeting]]:
    """The next ones that take place, and those before the last of them that are off and not moved."""
    held = list(islice((one for one in coming(group, now) if not one.cancelled), DATES))
    if not held:
        return [], []
    before = takewhile(lambda one: one.start < held[-1].start, coming(group, now))
    return held, [one for one in before if one.cancelled and not one.moved_to]


def _date(meeting: Meeting) -> str:
    start = f"{weekday(meeting.start)}, {written_day(meeting.start)}, "
    return start + (hours(meeting) if meeting.has_end else f"{meeting.start:%H:%M} Uhr")


def _clean(text: str) -> str:
    """Without the blanks at which no line ends, which some programs show as signs."""
    return text.replace(NO_BREAK, " ")
