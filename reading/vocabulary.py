"""The words a recurrence may be made of, the shapes they may form, and what is never guessed."""

import re

from ivr.rule import LAST

WEEKDAY = (
    "(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)"
    "(?:s|(?:abend|nachmittag|vormittag|mittag|morgen)s?)?"
)
# Every word of a recurrence (folded) and the letter it counts as; "" = a word that changes nothing.
VOCABULARY = (
    ("W", rf"{WEEKDAY}|(mo|di|mi|do|fr|sa|so)\.?"),
    ("O", r"([1-5])(?:\.|-?te[nrm]?)?|(erst|zweit|dritt|viert|fuenft|letzt)e[nrm]?"),
    ("M", "monats?|monatlich"),
    ("U", "und|sowie|[&+/]"),
    ("B", "bis|[-–—]"),
    ("D", "tag|taeglich"),
    ("A", "werktags"),
    (
        "",
        "jede[nrm]?|jeweils|immer|stets|am|an|im|in|de[rsmn]|eines|regelmaessig|woechentlich|einmal|1x|beginn|[,.:()]"
        "|morgens|vormittags|nachmittags|abends",
    ),
)
WORD = re.compile(r"[0-9]+(?:\.|-?te[nrm]?\b|x\b)?|[^\W\d_]+|\S")
ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fuenft": 5, "letzt": LAST}

DAYS, NTHS = "W(?:BW)?(?:U?W(?:BW)?)*", "O(?:U?O)*"
WEEKLY = re.compile(f"{DAYS}|D|A")
MONTHLY = re.compile(f"M+{NTHS}{DAYS}M*|{NTHS}{DAYS}M+")

MONTH = "(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
SINGLE = "die einzelnen Tage unter »Termine:«."
SINGLE_DAYS = f"Schreiben Sie {SINGLE}"
AN_EXAMPLE = "Schreiben Sie zum Beispiel »jeden Montag, 18 Uhr« oder »jeden 2. Dienstag im Monat, 18:30 bis 20 Uhr«."
HOURS_EXAMPLE = "Schreiben Sie zum Beispiel »Montag bis Donnerstag 9 bis 12 Uhr; Dienstag 14 bis 16 Uhr«."

# Said of the second half of the day; a "Sonnabend" has its morning too.
AFTER_NOON = re.compile(r"(?:nachmittag|(?<!sonn)abend)s?\b", re.IGNORECASE)

# What people write and nobody can compute: a pattern of the text, what is wrong, the remedy.
NEVER_GUESSED = tuple(
    (re.compile(pattern, re.IGNORECASE), text, remedy)
    for pattern, text, remedy in (
        (r"\?+", "Hier steht noch ein Fragezeichen.", "Tragen Sie ein, was noch fehlt."),
        (rf"[0-9]{{1,2}}\.\s*(?:[0-9]{{1,2}}\.|{MONTH})", "Ein Datum gehört nicht in die Regel.", SINGLE_DAYS),
        (
            r"(?:14|vierzehn)-?\s*tägig\w*|alle\s+(?:2|zwei|14|vierzehn)\s+(?:Wochen|Tage)"
            r"|jede\s+(?:2\.|zweite)\s+Woche|\b(?:un)?gerade\w*",
            "Alle zwei Wochen: Mit welcher Woche es beginnt, kann ich nicht wissen.",
            SINGLE_DAYS,
        ),
        (
            r"\b(?:außer|nicht|Ferien|Feiertag\w*|Schulferien)\b",
            "Ausnahmen gehören nicht in die Regel.",
            "Schreiben Sie die Tage, an denen nichts stattfindet, unter »Ausfall:«.",
        ),
        (
            r"\b(?:oder|bzw)\b",
            "Zwei Möglichkeiten: Ich kann nicht wissen, welche gilt.",
            "Schreiben Sie nur die, die gilt.",
        ),
        (
            r"\b(?:halb|viertel|dreiviertel|mittags?|mitternacht)\b",
            "Diese Uhrzeit steht in Worten da.",
            "Schreiben Sie die Uhrzeit in Ziffern, zum Beispiel »18:30 Uhr«.",
        ),
    )
)

# Words that are all known and still leave it open which day is meant.
UNCLEAR = tuple(
    (re.compile(pattern), text, remedy)
    for pattern, text, remedy in (
        ("", "Es fehlt der Wochentag.", AN_EXAMPLE),
        (
            f"{NTHS}{DAYS}",
            "Das kann »im Monat« oder »alle zwei Wochen« heißen.",
            f"Schreiben Sie »im Monat« dazu, wie in »jeden 2. Montag im Monat«, oder {SINGLE}",
        ),
        (
            f"M+|M+{DAYS}|{DAYS}M+",
            "Einmal im Monat: Welcher Tag es ist, kann ich nicht wissen.",
            f"Schreiben Sie zum Beispiel »jeden 2. Montag im Monat«, oder {SINGLE}",
        ),
        (
            "[^O]*O[^W]*W[^O]*O[^W]*W.*",
            "Das sind zwei Regeln in einer.",
            "Trennen Sie sie mit einem Strichpunkt, jede mit ihrer Uhrzeit.",
        ),
    )
)
