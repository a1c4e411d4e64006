"""Wording of alert messages, and what must never appear in them."""

import re
from datetime import date

from ivr.model.recurrence import WEEKDAYS

# For each kind of matter what is told when it begins, and when it is over ("" = nothing).
SENTENCES = {
    "problem": ("{file}, Zeile {line}: {text}", ""),
    "announced": ("Neue Ansage {of}, zu hören {until}.", ""),
    "deleted": ("Die Ansage {of} ist gelöscht.", ""),
    "message": ("Eine neue Nachricht auf dem Anrufbeantworter.", ""),
    "off": ("Gruppe {group}: Das Treffen am {day} ist abgesagt.", "Gruppe {group}: Das Treffen am {day} findet statt."),
    "voice": ("Die Stimme {name} spricht seit mehr als fünf Minuten nicht.", "Die Stimme {name} spricht wieder."),
    "redis": (
        "Der Zwischenspeicher (Redis) antwortet seit mehr als fünf Minuten nicht. Anrufe gehen weiter, "
        "aber in den Räumen fehlt manches.",
        "Der Zwischenspeicher (Redis) antwortet wieder.",
    ),
    "store": (
        "Der Speicher für Ansagen und Absagen antwortet seit mehr als fünf Minuten nicht. Die Leitungen können nichts "
        "aufnehmen und nichts absagen.",
        "Der Speicher für Ansagen und Absagen antwortet wieder.",
    ),
    "disk": (
        "Die Festplatte der Hotline ist fast voll: Noch {free} MB sind frei.",
        "Auf der Festplatte der Hotline ist wieder Platz.",
    ),
    "slow": (
        "Die Hotline ist langsam: Es werden viele falsche Nummern eingegeben. In offene Räume kommen alle weiter "
        "hinein, wer die eigene Nummer nicht zeigt, vielleicht erst nach einer Minute. Leitungen können weiter "
        "absagen.",
        "Die Hotline ist nicht mehr langsam: Es werden nur noch wenige falsche Nummern eingegeben.",
    ),
    "second": (
        "Ein zweiter Rechner möchte seinen eigenen Plan senden. Das tut er nicht: Zu hören ist weiter der bisherige. "
        "Wer die Hotline betreibt, beendet dort den Dienst »worker« oder wählt mit »flask content --take« den anderen.",
        "Es gibt nur noch einen Plan, der gesendet werden soll.",
    ),
    "stuck": (
        "Was Sie geändert haben, ist seit mehr als fünf Minuten nicht auf Sendung. Es gilt, was vorher galt.",
        "Was Sie geändert haben, ist jetzt auf Sendung.",
    ),
}

# Digits, whatever stands between them, may be a code or a telephone number: in a name so many, in a line any few of
# them, because it may be cut into words. A date or a time is none.
IN_A_NAME, IN_A_LINE = (re.compile(rf"\d(?:[^\w»«]{{0,3}}\d){{{more},}}") for more in (4, 2))
DATE_OR_TIME = re.compile(r"[0-3]?\d\.[01]?\d\.(19|20)\d\d|[0-3]?\d[.:][0-5]?\d")


def discreet(text: str, digits: re.Pattern[str] = IN_A_NAME) -> str:
    """The text without anything that may be the number of a room or of a caller."""
    return digits.sub(lambda found: found[0] if DATE_OR_TIME.fullmatch(found[0]) else "…", text)


def day_said(day: date) -> str:
    """ "Di 24.03.2026" """
    return f"{WEEKDAYS[day.weekday()][:2]} {day:%d.%m.%Y}"
