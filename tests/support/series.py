"""A rule written as an iCalendar series, for another engine to compute."""

from calendar import monthrange
from datetime import date, timedelta

from ivr.model.recurrence import Rule, Span

FIRST, FINAL = date(2026, 1, 1), date(2030, 12, 31)
DAY = timedelta(days=1)


def falls_on(rule: Rule, day: date) -> bool:
    if not (rule.since or day) <= day <= (rule.until or day) or day.weekday() not in rule.weekdays:
        return False
    since = rule.since or day
    weeks_apart = (day - since + DAY * (since.weekday() - day.weekday())) // (7 * DAY)
    months_apart = (day.year - since.year) * 12 + day.month - since.month
    from_the_end = -1 - (monthrange(day.year, day.month)[1] - day.day) // 7
    is_nth = not rule.nths or bool({(day.day + 6) // 7, from_the_end} & set(rule.nths))
    in_turn = (months_apart if rule.nths else weeks_apart) % rule.every == 0
    in_week = day.isocalendar().week in (rule.weeks or range(54))
    return is_nth and in_turn and in_week and day.month in (rule.months or range(13))


DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def as_series(rule: Rule, moved: dict[date, tuple[date, Span]], off: list[date]) -> str:
    """A rule in the words of RFC 5545, for another engine to compute: RRULE, EXDATE and RECURRENCE-ID."""
    first = next(day for day in (FIRST + DAY * number for number in range(9999)) if falls_on(rule, day))
    days = [DAY_NAMES[day] for day in rule.weekdays]
    parts = {
        "FREQ": "MONTHLY" if rule.nths else "YEARLY" if rule.weeks else "WEEKLY",
        "INTERVAL": rule.every,
        "BYDAY": ",".join([f"{nth}{day}" for nth in rule.nths for day in days] or days),
        "BYMONTH": ",".join(map(str, rule.months)),
        "BYWEEKNO": ",".join(map(str, rule.weeks)),
        "UNTIL": f"{min(FINAL, rule.until or FINAL):%Y%m%d}T235959",
    }
    series = [
        *("UID:1", f"DTSTART:{moment(first, rule.span)}"),
        "RRULE:" + ";".join(f"{key}={value}" for key, value in parts.items() if value),
        *(f"EXDATE:{moment(day, rule.span)}" for day in off),
    ]
    instead = ([f"UID:1\nRECURRENCE-ID:{moment(day, rule.span)}\nDTSTART:{moment(*to)}"] for day, to in moved.items())
    events = ("\n".join(("BEGIN:VEVENT", *event, "END:VEVENT")) for event in (series, *instead))
    return "\n".join(("BEGIN:VCALENDAR", *events, "END:VCALENDAR"))


def moment(day: date, span: Span) -> str:
    return f"{day:%Y%m%d}T{span.start:%H%M%S}"
