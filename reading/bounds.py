"""What a calendar file may hold, so that whatever stands in it is computed within seconds."""

import re

RULE = re.compile(r"^(?P<name>RRULE|EXRULE)\b[^:\n]*:(?P<parts>.*(?:\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
EVENT = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
WHOLE = re.compile(r"\s*BEGIN:VCALENDAR\s.*\nEND:VCALENDAR\s*", re.IGNORECASE | re.DOTALL)
MOST_EVENTS, MOST_RULES, LONGEST_RULE = 3000, 50, 400

# What may narrow down a rule of each frequency. Anything else could be computed for minutes, and no program writes it.
MONTHLY = {"BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH"}
NARROWED = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": MONTHLY,
    "YEARLY": MONTHLY | {"BYWEEKNO", "BYYEARDAY"},
}
INTERVAL = re.compile("[1-9][0-9]{0,2}")

SAVE_IT_AGAIN = "Speichern Sie ihn im Kalenderprogramm neu, als iCalendar-Datei (.ics)."


class Unreadable(Exception):
    """Raised for a file that cannot be used: what is wrong, how to mend it, and at which line (from 1)."""

    def __init__(self, text: str, remedy: str, line: int = 1) -> None:
        super().__init__(text)
        self.text, self.remedy, self.line = text, remedy, line


def refuse_what_takes_too_long(text: str) -> None:
    """Raises Unreadable for half a calendar, for one with very many events, and for a rule that never ends."""
    if not WHOLE.fullmatch(text):
        raise Unreadable("Das ist kein vollständiger Kalender.", SAVE_IT_AGAIN)
    rules = list(RULE.finditer(text))
    for rule in rules:
        if not _is_cheap(rule):
            remedy = "Wählen Sie im Kalenderprogramm: täglich, wöchentlich, monatlich oder jährlich."
            raise Unreadable("Diese Wiederholung verstehe ich nicht.", remedy, _line(text, rule))
    for kind, most, matches in (("Termine", MOST_EVENTS, EVENT.finditer(text)), ("Serien", MOST_RULES, iter(rules))):
        for number, match in enumerate(matches):
            if number == most:
                remedy = "Löschen Sie darin, was nicht zu dieser Gruppe gehört oder lange vorbei ist."
                raise Unreadable(f"In diesem Kalender stehen mehr als {most} {kind}.", remedy, _line(text, match))


def _is_cheap(rule: re.Match[str]) -> bool:
    written = re.sub(r"\n[ \t]", "", rule["parts"]).strip().upper()
    parts = dict(part.partition("=")[::2] for part in written.split(";"))
    narrowed = {name for name in parts if name.startswith("BY")}
    return (
        rule["name"].upper() == "RRULE"
        and len(written) <= LONGEST_RULE
        and narrowed <= NARROWED.get(parts.get("FREQ", ""), set())
        and parts.get("FREQ") in NARROWED
        and bool(INTERVAL.fullmatch(parts.get("INTERVAL", "1")))
    )


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
