"""Problems of texts that are ambiguous: tables of a pattern, what is unclear, and how to write it."""

import re

from reading.when.clock import EXAMPLE
from reading.when.word_kinds import shape_pattern

# The pattern fits a text, or the shape of its words as a whole (word_kinds.py).
Questions = tuple[tuple[re.Pattern[str], str, str], ...]


def _of_texts(*rows: tuple[str, str, str]) -> Questions:
    return tuple((re.compile(pattern, re.IGNORECASE), text, remedy) for pattern, text, remedy in rows)


def _of_shapes(*rows: tuple[str, str, str]) -> Questions:
    return tuple((shape_pattern(pattern), text, remedy) for pattern, text, remedy in rows)


HOW_TO_WRITE_A_DAY = "Schreiben Sie Tag, Monat und Jahr, zum Beispiel »12.12.2026«; mehrere trennt ein Strichpunkt."
ONLY_THE_TIME = f"Hinter das Datum gehört nur die Uhrzeit, {EXAMPLE}"
HOW_TO_MOVE = "Schreiben Sie zum Beispiel »24.03.2027 auf 25.03.2027, 17 Uhr«."
HOW_TO_START = "Schreiben Sie zum Beispiel »Start: 12.4.2027« oder »Start: Oktober 2027«."
HOW_TO_EXCEPT = (
    "Schreiben Sie zum Beispiel »24.03.2027«, »24.12. bis 6.1.«, »Juli und August«, »Feiertage« oder »Sommerferien«; "
    "mehrere trennt ein Strichpunkt."
)
A_RULE = "Schreiben Sie zum Beispiel »jeden Montag, 18 Uhr« oder »jeden 2. Dienstag im Monat, 18:30 bis 20 Uhr«."
HOURS_EXAMPLE = "Schreiben Sie zum Beispiel »Montag bis Donnerstag 9 bis 12 Uhr; Dienstag 14 bis 16 Uhr«."
SINGLE = "die einzelnen Tage unter »Termine:«."
ONE_BY_ONE = "Trennen Sie die Angaben mit einem Strichpunkt, jede mit ihrem Tag und ihrer Uhrzeit."

# Phrases that cannot be computed.
NEVER_GUESSED = _of_texts(
    (r"\?+", "Hier steht noch ein Fragezeichen.", "Tragen Sie ein, was noch fehlt."),
    (
        r"\b(?:oder|bzw)\b",
        "Zwei Möglichkeiten: Ich kann nicht wissen, welche gilt.",
        "Schreiben Sie nur die, die gilt.",
    ),
    (
        r"(?<!bis )\bmitternacht\b",
        "Welcher Tag um Mitternacht beginnt, kann ich nicht wissen.",
        "Schreiben Sie »0 Uhr« und den Tag, der dann beginnt.",
    ),
    (
        r"\b(?:meist(?:ens)?|voraussichtlich|vermutlich|fast|so gut wie immer)\b",
        "Das gilt nicht immer, und ich kann nicht wissen, wann.",
        "Streichen Sie es; wann es anders ist, schreiben Sie unter »Ausfall:« oder »Verlegt:«.",
    ),
    (
        r"\b(?:ab|vom|seit)\s+[0-9]{1,2}\.(?:0?[1-9]|1[0-2])(?![0-9.]|\s*(?:Uhr|h\b|bis|-|–))",
        "Das kann ein Tag sein oder eine Uhrzeit.",
        "Schreiben Sie zum Beispiel »5.10.2027« oder »5:10 Uhr«.",
    ),
    (
        r"\b(?:[6-9]|[12][0-9]|3[01])\.\s+(?:im|des|eines|jedes|jeden)\b",
        "Einen festen Tag im Monat kann ich nicht als Regel lesen.",
        f"Schreiben Sie den Wochentag, zum Beispiel »jeden 2. Montag im Monat«, oder {SINGLE}",
    ),
    (
        r"\bWerktag(?:s|e|es)?\s+(?:im|des|eines|jedes|jeden)\b",
        "Welcher Wochentag das ist, wechselt.",
        f"Schreiben Sie {SINGLE}",
    ),
    (
        r"\bein-?\s*(?:bis|-)\s*zwei|\balle\s+[0-9]+\s*(?:bis|-|–)\s*[0-9]+|\balle\s+\w+\s+bis\s+\w+\s+Wochen",
        "Wie oft, steht nicht fest.",
        f"Schreiben Sie es genau, zum Beispiel »jeden 2. Montag im Monat«, oder {SINGLE}",
    ),
)

ONCE_A_MONTH = (
    "Welcher Tag im Monat es ist, kann ich nicht wissen.",
    f"Schreiben Sie zum Beispiel »jeden 2. Montag im Monat«, oder {SINGLE}",
)
# Shapes whose words are all known and that still leave it open which day is meant.
UNCLEAR = _of_shapes(
    (
        r"[^DAY DATE]* ([DAY DATE]) .*",
        "Ob es an diesem Tag beginnt, kann ich nicht wissen.",
        f"Beginnt es dann, so schreiben Sie »ab« davor, zum Beispiel »ab 12.1.2027«; sonst {SINGLE}",
    ),
    (
        r"[^SEASON]* (SEASON) .*",
        "Wann das beginnt und endet, kann ich nicht wissen.",
        "Schreiben Sie Monate, zum Beispiel »von April bis September«.",
    ),
    (
        r"[^ALTERNATING]* (ALTERNATING) .*",
        "Abwechselnd: Welches Mal welcher Tag dran ist, kann ich nicht wissen.",
        f"Schreiben Sie zum Beispiel »am 1. Montag in geraden und am 3. Samstag in ungeraden Monaten«, oder {SINGLE}",
    ),
    (
        r"[^EXCEPT NOT]* ([EXCEPT NOT]) .*",
        "Wann nichts stattfindet, verstehe ich nicht.",
        "Schreiben Sie es unter »Ausfall:«, zum Beispiel »Ausfall: Juli und August; Feiertage«.",
    ),
    (
        r"[^HOLIDAYS SCHOOL_HOLIDAYS]* ([HOLIDAYS SCHOOL_HOLIDAYS]) .*",
        "Ferien und Feiertage: Ich kann nicht wissen, ob dann Treffen ist oder gerade nicht.",
        f"Fällt es dann aus, so schreiben Sie es unter »Ausfall:«, sonst {SINGLE}",
    ),
    (
        r"[^SINCE]* (SINCE) .*",
        "Ab wann, verstehe ich nicht.",
        "Schreiben Sie zum Beispiel »ab 12.4.2027« oder »ab Oktober 2027«.",
    ),
    (r"[IN_MONTH IN_QUARTER]+", *ONCE_A_MONTH),
    (r"[^WEEKDAY EVERY_WEEKDAY DAILY WORKDAYS WEEKEND]*", "Es fehlt der Wochentag.", A_RULE),
    (r".*", "Diese Regel verstehe ich nicht.", A_RULE),
)
NO_SINGLE_DATE = _of_shapes(
    (
        r".* [DAY DATE] TO [DAY DATE] .*",
        "Von einem Tag bis zum anderen: Ich kann nicht wissen, an welchen Tagen Treffen ist.",
        "Schreiben Sie jeden Tag einzeln; mehrere trennt ein Strichpunkt.",
    ),
    (
        r"[^DAY DATE]* [WEEKDAY EVERY_WEEKDAY ORDINAL DAILY WORKDAYS WEEKEND] [^DAY DATE]*",
        "Das ist eine Regel und kein Datum.",
        "Schreiben Sie es hinter »Regel:«.",
    ),
    (r"[^DAY DATE]*", "Hier steht kein Datum.", HOW_TO_WRITE_A_DAY),
    (
        r"[^EXCEPT NOT]* ([EXCEPT NOT]) .*",
        "Ein Treffen, das nicht stattfindet, ist kein Termin.",
        "Schreiben Sie es hinter »Ausfall:«.",
    ),
    (r".*", "Diese Angabe verstehe ich nicht.", f"{ONLY_THE_TIME} {HOW_TO_WRITE_A_DAY}"),
)
NO_MOVE = _of_shapes((r".*", "Hier fehlt, von wann auf wann das Treffen verlegt ist.", HOW_TO_MOVE))
NO_START = _of_shapes((r".*", "Hier steht kein Tag, an dem es beginnt.", HOW_TO_START))
NO_EXCEPTION = _of_shapes(
    (r".* [WEEKDAY EVERY_WEEKDAY] .*", "Einen Wochentag ohne Datum kann ich nicht ausnehmen.", HOW_TO_EXCEPT),
    (r".*", "Hier steht kein Datum.", HOW_TO_EXCEPT),
)

# What several words that are clear by themselves leave open together.
EVERY_SECOND = (
    "Das kann »im Monat« oder »alle {wie_viele} Wochen« heißen.",
    f"Schreiben Sie »im Monat« dazu, wie in »jeden 2. Montag im Monat«, oder {SINGLE}",
)
WEEKS_OR_MONTHS = (
    "Nach Wochen gezählt und im Monat gezählt: Das ist nicht dasselbe.",
    "Schreiben Sie nur das, was gilt.",
)
NTH_OF_QUARTER = (
    "Welcher Tag im Quartal das ist, kann ich nicht wissen.",
    "Schreiben Sie die Monate dazu, zum Beispiel »am 1. Montag im Januar, April, Juli und Oktober«.",
)
EVERY_NTH_ODD = (
    "In geraden oder ungeraden und noch seltener: Wann das ist, kann ich nicht wissen.",
    "Streichen Sie »gerade« oder »ungerade«, und schreiben Sie den ersten Tag in eine Zeile »Start:«.",
)
HOW_LONG = (
    "Wann der letzte Termin ist, kann ich nicht wissen.",
    "Schreiben Sie den ersten und den letzten Tag dazu, zum Beispiel »ab 12.1.2027 bis 16.3.2027«, statt der Zahl.",
)
NOT_AMONG_THE_DAYS = ("Ein Wochentag, der ausgenommen ist, kommt gar nicht vor.", "Schreiben Sie nur, was gilt.")
NO_DAY = ("So bleibt kein Tag übrig.", A_RULE)
FIRST_ON_ANOTHER_DAY = (
    "Der {day} ist ein {name}; an ihm kann es nach dieser Regel nicht zum ersten Mal sein.",
    "Schreiben Sie das Datum mit dem Jahr; meinen Sie »von diesem Tag an«, dann »ab« davor.",
)
ENDS_FIRST = ("Das Ende liegt vor dem Anfang.", "Berichtigen Sie eines der beiden Daten.")
WHICH_DAY = ("Für welchen der Tage das gilt, kann ich nicht wissen.", ONE_BY_ONE)
INSTEAD_OR_BESIDES = (
    "An manchen Tagen gilt hier beides: Ich kann nicht wissen, ob das eine statt des anderen.",
    "Nehmen Sie aus, was anders ist, zum Beispiel »montags 18 Uhr, außer im Juli; montags im Juli 19 Uhr«.",
)
