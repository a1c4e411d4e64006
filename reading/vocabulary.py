"""The words in which people say when something happens: a table of kinds of words, each with its pattern.

The letter of a kind stands for such a word in the shapes that recurrence.py, off.py and appointments.py know.
"""

import re

from reading.clock import LENGTH, TIMES

WEEKDAY = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
# "so" is a word of its own, "So" and "so." are Sunday.
SHORT_WEEKDAY = r"(?:Mo|Di|Mi|Do|Fr|Sa)\.?|so\.|(?-i:So|SO)"
A_WEEKDAY = rf"(?:{WEEKDAY})|(?:{SHORT_WEEKDAY})(?!\w)"
MONTH = (
    r"(?:Januar|Jänner|Februar|Feber|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept|Sep|Okt|Nov|Dez)\b\.?)"
)
YEAR = r"[0-9]{4}(?![0-9])"
# "12.12.26", but not "12.12. 16 Uhr" and not "12.12.16 Uhr".
SHORT_YEAR = r"(?<=\.)[0-9]{2}(?![0-9.:]|\s*(?:Uhr|h)\b|\s*(?:bis|[-–—])\s*[0-9]{1,2}(?:[.:][0-9]{2})?\s*(?:Uhr|h)\b)"
MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])\."
BETWEEN_DAYS = r"\s*(?:,|und|sowie|bis|zum|[-–—/&+]|\s)*\s*"

COUNTED = (
    *("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn"),
    "vierzehn",
)
NUMBER = rf"(?:[0-9]{{1,2}}|{'|'.join(COUNTED[::-1])}|fuenf|zwoelf)"
ORDINAL = r"(?:[0-9]{1,2}(?:\.|-?te[nrms]?)|(?:zweit|dritt|viert|fünft|fuenft|sechst|acht|zwölft|zwoelft)e[nrms]?)"
# "im Zwei-Wochen-Rhythmus"
IN_TURN = r"[\s-]*(?:Takt|Rhythmus|Turnus|Abstand)"
FEASTS = {
    "heiligabend": (24, 12),
    "heiliger abend": (24, 12),
    "silvester": (31, 12),
    "neujahr": (1, 1),
    "1. weihnachtstag": (25, 12),
    "2. weihnachtstag": (26, 12),
    "1. weihnachtsfeiertag": (25, 12),
    "2. weihnachtsfeiertag": (26, 12),
}
# Whether these words stand before or after what they except, they mean the same.
EXCEPT = (
    r"außer(?:\s+(?:an|am|in|im))?|ausser|ausgenommen|mit\s+Ausnahme(?:\s+(?:von|vom|der|des|am))?|ohne"
    r"|(?:sofern|falls|wenn|soweit)(?:\s+(?:es|dies|das|der\s+Tag))?\s+(?:kein(?:e[nrms]?)?|nicht)"
    r"|(?:nicht|kein(?:e[nrms]?)?)(?:\s+(?:Treffen|Termine?|Gruppe|Gruppentreffen))?|entfällt|fällt\s+aus|entfallen"
    r"|(?:Sommer|Winter|Ferien|Weihnachts)?pause"
)

# By kind: what it looks like. The first that fits is meant; "" = a word that changes nothing.
VOCABULARY: tuple[tuple[str, str], ...] = (
    # A day with its month, and the first days of a list or range that share the month of the last.
    (
        "d",
        rf"(?:(?P<weekday>{A_WEEKDAY})\s*,?\s*(?:de[nmr]\s+|d\.\s*)?)?"
        rf"(?P<day>[0-9]{{1,2}})\.\s*(?:(?P<number>{MONTH_NUMBER})|(?P<month>{MONTH}))\s*(?P<year>{YEAR}|{SHORT_YEAR})?",
    ),
    ("d", rf"(?P<feast>{'|'.join(map(re.escape, FEASTS))})(?:\s+(?P<year>{YEAR}))?"),
    (
        "b",
        rf"(?:(?P<weekday>{A_WEEKDAY})\s*,?\s*(?:de[nmr]\s+|d\.\s*)?)?(?P<day>[0-9]{{1,2}})\."
        rf"(?={BETWEEN_DAYS}(?:[0-9]{{1,2}}\.{BETWEEN_DAYS}){{0,40}}[0-9]{{1,2}}\.\s*(?:{MONTH_NUMBER}|{MONTH}))",
    ),
    *(("t", pattern) for pattern in TIMES),
    ("L", LENGTH),
    ("", r"(?:bis\s+)?(?:Ende\s+offen|open\s+end)"),
    # How often.
    ("e", rf"alle\s+(?P<n>{NUMBER})\s+Wochen|jede[rn]?\s+(?P<nth>{ORDINAL})\s+Woche"),
    (
        "e",
        rf"(?P<n>{NUMBER})-?\s?(?:wöchentlich|wöchig)(?:e[nrms]?)?|(?P<m>{NUMBER})-?\s?Wochen-?(?=[\s-]*(?:Takt|Rh|Tu))",
    ),
    ("e", rf"(?P<days>{NUMBER})-?\s?tägig(?:e[nrms]?)?|alle\s+(?P<d>{NUMBER})\s+Tage"),
    ("E", rf"alle\s+(?P<n>{NUMBER})\s+Monate|jeden\s+(?P<nth>{ORDINAL})\s+Monat"),
    (
        "E",
        rf"(?P<n>{NUMBER})-?\s?(?:monatlich|monatig)(?:e[nrms]?)?|(?P<m>{NUMBER})-?\s?Monats?-?(?=[\s-]*(?:Takt|Rh|Tu))",
    ),
    ("E", r"(?P<n>vierteljährlich|quartalsweise|halbjährlich)(?:e[nrms]?)?"),
    ("w", r"(?:all)?wöchentlich(?:e[nrms]?)?|jede\s+Woche|(?:einmal\s+|1\s?x\s+)?(?:in\s+der|pro|die|je)\s+Woche"),
    ("x", r"(?P<n>zwei|drei|vier|fünf|[2-5])(?:-?\s?mal|\s?x)"),
    ("M", r"(?:im|pro|je|jeden|in\s+jedem|des|eines|eines\s+jeden|jedes)\s+(?:Kalender)?Monate?s?|d\.\s?M\."),
    ("M", r"monatlich(?:e[nrms]?)?"),
    ("Q", r"(?:im|pro|je|in\s+jedem|des|eines|eines\s+jeden|jedes)\s+(?:Quartals?|Vierteljahre?s?)"),
    ("G", r"(?P<un>un)?gerade[nrms]?(?:\s+(?P<noun>Kalenderwochen?|Wochen?|KW|Monate?n?))?"),
    ("a", r"abwechselnd|im\s+(?:\w+\s+)?Wechsel|wechselweise"),
    # Which days.
    ("n", r"an\s+jedem|am\s+jeden"),
    ("D", r"täglich|taeglich|jede[nr]\s+Tag|alle\s+Tage"),
    ("K", r"werktags|an\s+(?:allen\s+)?Werktagen|wochentags"),
    ("k", r"(?:am|an|jedes)\s+Wochenende[ns]?"),
    ("J", r"jede[nrms]?"),
    (
        "W",
        rf"(?P<weekday>{WEEKDAY})(?:en|e?s|(?P<later>(?:abend|nachmittag)s?)|(?:vormittag|mittag|morgen)s?)?|(?P<short>{SHORT_WEEKDAY})",
    ),
    ("N", r"(?P<later>abends?|nachmittags?)"),
    ("A", r"erste[rs]?\s+(?:Treffen|Termin)"),
    ("O", r"(?P<number>[1-5])(?:\.|-?te[nrms]?)|(?P<word>erst|zweit|dritt|viert|fünft|fuenft|vorletzt|letzt)e[nrms]?"),
    ("m", rf"(?P<month>{MONTH})(?:\s+(?P<year>{YEAR}))?"),
    # Since when, until when, when not.
    ("A", r"(?P<ago>seit)|(?:beginnend\s+|startet\s+|erstmals\s+)?ab(?!\s+sofort)|beginnend(?:\s+mit)?|erstmals|Start"),
    ("B", r"bis(?:\s+(?:einschließlich|zum|zur|Ende|zu))*|[-–—]"),
    ("Z", r"auf"),
    ("U", r"und|sowie|[&+]"),
    ("V", r"/"),
    ("X", EXCEPT),
    ("F", r"(?P<catholic>katholische[nrms]?\s+)?(?:gesetzliche[nrms]?\s+)?Feiertag(?:en|es?|s)?"),
    (
        "S",
        r"(?P<season>Sommer|Herbst|Weihnachts|Winter|Oster|Frühjahrs|Pfingst|Schul)?ferien|(?P<great>große)\s+Ferien",
    ),
    ("Y", r"Frühling|Frühjahr|Sommer|Herbst|Winter|(?:Sommer|Winter)(?:halbjahr|monate?n?|zeit|saison)"),
    # Words that change nothing.
    (
        "",
        r"in\s+der\s+Zeit|(?:der|den)\s+Monaten?|jeweils|immer|stets|ab\s+sofort|am|an|im|in|von|vom|de[rsmn]|die|das|eine[mnrs]?|regelmäßig(?:e[nrms]?)?|einmal|1\s?x"
        r"|1-?\s?mal|Beginn|Uhrzeit|morgens|vormittags|Vormittag|(?:wir\s+)?treffen(?:\s+(?:wir\s+)?uns)?"
        r"|trifft\s+sich|(?:die\s+)?Gruppe|Gruppentreffen|Treffen|Termine?|findet\s+statt|wenn\s+es\s+(?:ihn|einen\s+solchen)\s+gibt"
        r"|Turnus|Rhythmus|Takt|Abstand|ist|sind|Uhr",
    ),
)
TOKENS = tuple((kind, re.compile(rf"(?:{pattern})(?:(?<!\w)|(?!\w))", re.IGNORECASE)) for kind, pattern in VOCABULARY)
