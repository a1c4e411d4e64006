"""The German sentences of a report: the text for the application, and how was counted."""

from ivr.model.recurrence import MONTHS
from office.numbers.blurred import FEW, minutes
from office.numbers.period import Period

COUNTING = (
    "Gezählt wird nur, wie oft etwas vorkommt, nie, wer es war. Teilnahmen, Stunden und Treffen im Telefonraum einer "
    f"Gruppe fehlen in jedem Monat, in dem sie weniger als {FEW} Teilnahmen hatte, damit niemand erkannt wird: Die "
    "Summen sind deshalb eher zu klein als zu groß. Wer auflegt und noch einmal anruft, zählt zweimal. Als Treffen im "
    "Telefonraum zählt ein Tag, an dem mindestens zwei in den Raum kamen."
)
PLANNED_SINCE = " Treffen laut Plan und Ausfälle werden seit dem {day} gezählt, jeder Tag um Mitternacht."
NEVER_PLANNED = " Treffen laut Plan und Ausfälle sind für diese Zeit nicht gezählt."
FUNDING = (
    "{office}, {words}: Die Telefon-Hotline wurde {calls}-mal angerufen, zusammen {hours} Stunden lang. {meetings}"
    "Im Telefonraum fanden {held} Treffen mit zusammen {joins} Teilnahmen und {in_rooms} Teilnahmestunden statt."
)
MEETINGS = "Geplant waren {planned} Treffen, davon fielen {off} aus. "


def hours(seconds: int) -> str:
    """Hours with a decimal comma: "12,5"."""
    return minutes(round(seconds / 60))


def counting_words(period: Period) -> str:
    """How was counted, and since when."""
    since = period.planned_since
    if since is None:
        return COUNTING + NEVER_PLANNED
    return COUNTING + PLANNED_SINCE.format(day=f"{since.day}. {MONTHS[since.month - 1]} {since.year}")


def funding_words(period: Period, words: str, office: str) -> str:
    """The sums as a paragraph, and how was counted as another one."""
    sums = period.sums
    said = FUNDING.format(
        office=office,
        words=words,
        calls=period.calls,
        hours=hours(period.seconds),
        meetings=MEETINGS.format(planned=sums.planned, off=sums.off) if period.planned_since else "",
        held=sums.held,
        joins=sums.joins,
        in_rooms=hours(sums.seconds),
    )
    return f"{said}\n\n{counting_words(period)}"
