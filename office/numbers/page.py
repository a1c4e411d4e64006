"""Zahlen: the statistics of a month as charts and tables, and of a year as CSV."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from hotline import hotline
from ivr.model.recurrence import MONTHS
from ivr.statistics import Counts
from office.numbers.blurred import BlurredCount, blurred, group_minutes, minutes
from office.numbers.charts import columns, rows
from office.numbers.chosen_period import month_words
from office.numbers.csv_export import csv_of
from office.numbers.monthly import GroupCounts, MonthlyCounts, calls_by_hour, monthly_counts
from office.numbers.place_words import place_words

bp = Blueprint("numbers", __name__)

SHORT_MONTH = 3


@bp.get("/zahlen")
def page() -> ResponseReturnValue:
    """GET /buero/zahlen: the chosen month."""
    try:
        months = _months()
        found = _counts_of(_chosen(months))
        year = [_counts_of(one) for one in months if one.year == found.first.year]
    except (OSError, ValueError):  # told on the page
        return render_template("zahlen.html", unreadable=True), 503
    calls = {one.first.month: one.calls for one in year}
    return render_template(
        "zahlen.html",
        month=found,
        months=[(one, month_words(one)) for one in reversed(months)],
        words=month_words(found.first),
        minutes=whole_minutes(minutes(found.seconds)),
        by_month=[(MONTHS[number - 1], calls[number]) for number in calls],
        year_picture=_year_picture(found.first.year, calls),
        groups=[_group_row(one) for one in found.groups],
        groups_picture=rows("Eintritte nach Gruppen", [(one.name, blurred(one.joins)) for one in found.groups]),
        places=_places(found),
        lost_picture=_lost_picture(found),
    )


@bp.get("/zahlen/<int:year>.csv")
def file(year: int) -> ResponseReturnValue:
    """GET /buero/zahlen/<year>.csv."""
    try:
        written = csv_of(_counts_of(one) for one in _months() if one.year == year)
    except (OSError, ValueError):  # told on the page
        return render_template("zahlen.html", unreadable=True), 503
    name = f"telefontreff-{year}.csv"
    return Response(written, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def hours_of_today() -> tuple[Markup, list[tuple[str, str]]] | None:
    """The calls of today by hour, as a chart and as a table; None if the counts cannot be read."""
    try:
        by_hour = calls_by_hour(hotline().statistics.of(_today()), _today())
    except (OSError, ValueError):  # told on the page
        return None
    bars = [(hour.removeprefix("0") or "0", blurred(calls)) for hour, calls in by_hour.items()]
    table = [(f"{hour} Uhr", bar.text) for hour, bar in bars if bar.size]
    return columns("Anrufe heute nach Stunden", bars), table


def whole_minutes(written: str) -> str:
    """Minutes as somebody reads them: "92,5" as "92"."""
    return written.partition(",")[0]


def _today() -> date:
    return hotline().now().date()


def _months() -> list[date]:
    return sorted({*hotline().statistics.months(), _today().replace(day=1)})


def _chosen(months: list[date]) -> date:
    """The month that was asked for, else this one."""
    wanted = request.args.get("monat", "")
    return next((one for one in months if f"{one:%Y-%m}" == wanted), _today().replace(day=1))


def _counts_of(first: date) -> MonthlyCounts:
    counts: Counts = hotline().statistics.of(first)
    return monthly_counts(counts, first)


def _year_picture(year: int, calls: Mapping[int, int]) -> Markup:
    bars = [
        (name[:SHORT_MONTH], BlurredCount(str(calls.get(number, 0)), calls.get(number, 0)))
        for number, name in enumerate(MONTHS, start=1)
    ]
    return columns(f"Anrufe im Jahr {year} nach Monaten", bars)


def _group_row(counts: GroupCounts) -> tuple[str, str, str]:
    """Name, joins and minutes of a group."""
    minutes_in_room = whole_minutes(group_minutes(counts.joins, counts.seconds))
    return counts.name, blurred(counts.joins).text, minutes_in_room


def _places(found: MonthlyCounts) -> list[tuple[str, str, str]]:
    # In the order of what is shown: that of small counts would tell them from one another.
    in_order = sorted(found.places, key=lambda one: -blurred(one.visits).size)
    return [(place_words(one.name), blurred(one.visits).text, blurred(one.given_up).text) for one in in_order]


def _lost_picture(found: MonthlyCounts) -> Markup:
    lost = [(place_words(one.name), blurred(one.given_up)) for one in found.places if one.given_up]
    return rows("Wo aufgelegt wurde", sorted(lost, key=lambda bar: -bar[1].size))
