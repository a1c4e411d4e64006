"""The alphabet of the language of times: every word has a kind, and each kind is one letter.

A text becomes a string of such letters, its shape: "jeden 2. Dienstag im Monat" has the shape "JOWM". What a text may
look like is then a regular expression over shapes. These are written with the names of the kinds and compiled by
`shape_pattern`: "EACH ORDINAL WEEKDAY IN_MONTH" for the example, "[AND SLASH]" for one of two kinds.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of words, by what such a word means; vocabulary.py has the words themselves."""

    IGNORED = ""  # "jeweils", "Treffen"; it leaves no letter
    # Days with a date.
    DATE = "d"  # "12.12.2026", "19. Dez.", "Heiligabend"
    DAY = "b"  # "5." in "5., 12. und 19. Mai": a day whose month follows later
    # Clock times.
    TIME = "t"  # "18:30 bis 20 Uhr"
    DURATION = "L"  # "90 Minuten"
    PART_OF_DAY = "N"  # "abends"
    # How often.
    EVERY_N_WEEKS = "e"  # "alle zwei Wochen", "14-tägig"
    EVERY_N_MONTHS = "E"  # "alle drei Monate", "vierteljährlich"
    WEEKLY = "w"  # "wöchentlich"
    N_TIMES = "x"  # "zweimal"
    COUNT = "c"  # "10 Termine"
    IN_MONTH = "M"  # "im Monat"
    IN_QUARTER = "Q"  # "im Quartal"
    PARITY = "G"  # "ungerade Wochen", "gerade"
    ALTERNATING = "a"  # "abwechselnd"
    # Which days.
    EACH = "J"  # "jeden"
    ON_EACH = "n"  # "an jedem"
    ORDINAL = "O"  # "2.", "letzten"
    WEEKDAY = "W"  # "Montag"
    EVERY_WEEKDAY = "T"  # "montags"
    DAILY = "D"  # "täglich"
    WORKDAYS = "K"  # "werktags"
    WEEKEND = "k"  # "am Wochenende"
    MONTH = "m"  # "Mai", "Oktober 2027"
    SEASON = "Y"  # "Sommer"
    HOLIDAYS = "F"  # "Feiertage"
    SCHOOL_HOLIDAYS = "S"  # "Sommerferien"
    SCHOOL_TIME = "s"  # "Schulzeit": whenever there are no school holidays
    # Between the others.
    SINCE = "A"  # "ab", "seit", "erstmals"
    BEGINNING = "g"  # "Beginn", before a day or a time (tokens.py)
    TO = "B"  # "bis", "-"
    UNTIL = "R"  # "bis" behind a comma or a bracket, where it does not continue a range
    THEN = "h"  # "und dann", behind the first day
    MOVED_TO = "Z"  # "auf"
    AND = "U"  # "und", "+"
    SLASH = "V"  # "/"
    EXCEPT = "X"  # "außer", before what it takes out
    NOT = "P"  # "nicht", "entfällt", before or after what it takes out
    INCLUDE = "I"  # "auch"
    INSTEAD = "i"  # "stattdessen"
    INSTEAD_OF = "o"  # "statt"


NAME = re.compile(r"[A-Z][A-Z_]+")


def shape_pattern(named: str) -> re.Pattern[str]:
    """Compiles a regular expression whose names of kinds stand for their letters; blanks count for nothing."""
    return re.compile(NAME.sub(lambda name: Kind[name[0]], named).replace(" ", ""))


# The kinds that name a day by its date.
DATES = (Kind.DAY, Kind.DATE)
FROM_MONTH_TO_MONTH = shape_pattern("MONTH TO MONTH")
