"""Zahlen: what was counted in a month, as pictures and tables, and a year as a file for a spreadsheet."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hotline import hotline
from ivr.model.recurrence import MONTHS
from ivr.statistics import Counts
from office.numbers.blurred import Shown, minutes, minutes_of, shown
from office.numbers.charts import columns, rows
from office.numbers.csv_export import csv_of
from office.numbers.monthly import Month, calls_by_hour, month
from office.numbers.place_words import place_words

bp = Blueprint("numbers", __name__)

SHORT_MONTH = 3


@bp.get("/zahlen")
def page() -> ResponseReturnValue:
    """The page."""
    try:
        months = _months()
        found = _read(_chosen(months))
        year = [_read(one) for one in months if one.year == found.first.year]
    except (OSError, ValueError):  # told on the page
        return render_template("zahlen.html", unreadable=True), 503
    calls = {one.first.month: one.calls for one in year}
    return render_template(
        "zahlen.html",
        month=found,
        months=[(one, month_words(one)) for one in reversed(months)],
        words=month_words(found.first),
        minutes=whole(minutes(found.seconds)),
        by_month=[(MONTHS[number - 1], calls[number]) for number in calls],
        year_picture=_year_picture(found.first.year, calls),
        groups=[(one.name, shown(one.joins).text, whole(minutes_of(one.joins, one.seconds))) for one in found.groups],
        groups_picture=rows("Eintritte nach Gruppen", [(one.name, shown(one.joins)) for one in found.groups]),
        places=_places(found),
        lost_picture=_lost_picture(found),
    )


@bp.get("/zahlen/<int:year>.csv")
def file(year: int) -> ResponseReturnValue:
    """The counts of a year, to be opened with a spreadsheet."""
    try:
        written = csv_of(_read(one) for one in _months() if one.year == year)
    except (OSError, ValueError):  # told on the page
        return render_template("zahlen.html", unreadable=True), 503
    name = f"telefontreff-{year}.csv"
    return Response(written, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def hours_of_today() -> tuple[Markup, list[tuple[str, str]]] | None:
    """The calls of today by hour, as a picture and as a table; None if what was counted cannot be read."""
    try:
        by_hour = calls_by_hour(hotline().counters.of(_today()), _today())
    except (OSError, ValueError):  # told on the page
        return None
    bars = [(hour.removeprefix("0") or "0", shown(calls)) for hour, calls in by_hour.items()]
    table = [(f"{hour} Uhr", bar.text) for hour, bar in bars if bar.size]
    return columns("Anrufe heute nach Stunden", bars), table


def month_words(first: date) -> str:
    """ "März 2026"."""
    return f"{MONTHS[first.month - 1]} {first.year}"


def whole(written: str) -> str:
    """Minutes as somebody reads them: "92,5" as "92"."""
    return written.partition(",")[0]


def _today() -> date:
    return hotline().now().date()


def _months() -> list[date]:
    return sorted({*hotline().counters.months(), _today().replace(day=1)})


def _chosen(months: list[date]) -> date:
    """The month that was asked for, else this one."""
    wanted = request.args.get("monat", "")
    return next((one for one in months if f"{one:%Y-%m}" == wanted), _today().replace(day=1))


def _read(first: date) -> Month:
    counts: Counts = hotline().counters.of(first)
    return month(counts, first)


def _year_picture(year: int, calls: Mapping[int, int]) -> Markup:
    bars = [
        (name[:SHORT_MONTH], Shown(str(calls.get(number, 0)), calls.get(number, 0)))
        for number, name in enumerate(MONTHS, start=1)
    ]
    return columns(f"Anrufe im Jahr {year} nach Monaten", bars)


def _places(found: Month) -> list[tuple[str, str, str]]:
    # In the order of what is shown: that of small counts would tell them from one another.
    in_order = sorted(found.places, key=lambda one: -shown(one.visits).size)
    return [(place_words(one.name), shown(one.visits).text, shown(one.given_up).text) for one in in_order]


def _lost_picture(found: Month) -> Markup:
    lost = [(place_words(one.name), shown(one.given_up)) for one in found.places if one.given_up]
    return rows("Wo aufgelegt wurde", sorted(lost, key=lambda bar: -bar[1].size))
