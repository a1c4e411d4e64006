"""Zahlen eines Zeitraums: the sums for the application for funding, as a page, as text to copy and as PDF."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hotline import hotline
from ivr.model.recurrence import MONTHS
from office.cards.documents import style
from office.cards.pdf import NoPdf, can_make_pdf, pdf
from office.numbers.blurred import BlurredCount
from office.numbers.charts import columns, rows
from office.numbers.chosen_period import choices, chosen_months, months_between, period_words
from office.numbers.period import Period, period
from office.numbers.report_words import counting_words, funding_words, hours

bp = Blueprint("report", __name__, url_prefix="/zahlen/bericht")

SHORT_MONTH = 3


@dataclass(frozen=True)
class Report:
    """A period as it is shown: its words, its sums, and its pictures (empty where there is nothing to show)."""

    words: str
    period: Period
    calls_picture: Markup
    hours_picture: Markup
    groups_picture: Markup
    topics_picture: Markup


@bp.app_template_filter("decimal_hours")
def decimal_hours(seconds: int) -> str:
    """Hours with a decimal comma."""
    return hours(seconds)


@bp.get("")
def page() -> ResponseReturnValue:
    """GET /buero/zahlen/bericht: the sums of the chosen period."""
    try:
        found, years = _report(), sorted({one.year for one in (*hotline().statistics.months(), hotline().today())})
    except (OSError, ValueError):  # told on the page
        return render_template("zahlen.html", unreadable=True), 503
    first, last = (found.period.months[at].first for at in (0, -1))
    return render_template(
        "bericht.html",
        report=found,
        counting=counting_words(found.period),
        funding=funding_words(found.period, found.words, hotline().world().plan.office.name),
        parts=tuple(choices(years)),
        chosen=request.args.get("teil", ""),
        von=f"{first:%Y-%m}",
        bis=f"{last:%Y-%m}",
        pdf=can_make_pdf(),
    )


@bp.get("/pdf")
def as_pdf() -> ResponseReturnValue:
    """GET /buero/zahlen/bericht/pdf: the same as PDF, or why there is none."""
    try:
        found, office = _report(), hotline().world().plan.office.name
        counting = counting_words(found.period)
        made = pdf(render_template("bericht_blatt.html", report=found, office=office, counting=counting, style=style()))
    except (OSError, ValueError):  # told on the page
        return render_template("zahlen.html", unreadable=True), 503
    except NoPdf as why:
        return render_template("fehler.html", heading="Keine PDF-Datei", words=str(why)), 503
    headers = {"Content-Disposition": 'inline; filename="zahlen.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)


def _report() -> Report:
    """Of the period that was asked for. Raises OSError, and ValueError if what was counted is no text."""
    world, statistics = hotline().world(), hotline().statistics
    first, last = chosen_months(request.args, hotline().today())
    topics = {group.name: group.topic for group in world.plan.groups}
    found = period({month: statistics.of(month) for month in months_between(first, last)}, topics)
    labels = [MONTHS[month.first.month - 1][:SHORT_MONTH] for month in found.months]
    calls = [BlurredCount(str(month.calls), month.calls) for month in found.months]
    by_month = [_hours_bar(month.sums.seconds) for month in found.months]
    return Report(
        period_words(first, last),
        found,
        columns("Anrufe nach Monaten", list(zip(labels, calls, strict=True))) if found.calls else Markup(),
        columns("Stunden nach Monaten", list(zip(labels, by_month, strict=True))) if found.sums.seconds else Markup(),
        rows("Stunden nach Gruppen", _bars({name: one.seconds for name, one in found.groups.items()})),
        rows("Stunden nach Themen", _bars({name: one.seconds for name, one in found.topics.items()})),
    )


def _bars(seconds: dict[str, int]) -> list[tuple[str, BlurredCount]]:
    return [(name, _hours_bar(one)) for name, one in seconds.items() if one]


def _hours_bar(seconds: int) -> BlurredCount:
    return BlurredCount(hours(seconds), seconds)
