"""The words in which people say when something happens: a table of patterns, each with the kind of such a word."""

import re

from reading.when.clock import LENGTH, TIMES
from reading.when.word_kinds import Kind

WEEKDAY = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
# "so" is a word of its own, "So" and "so." are Sunday.
SHORT_WEEKDAY = r"(?:Mo|Di|Mi|Do|Fr|Sa)\.?|so\.|(?-i:So|SO)|(?-i:Die)(?=\s*[.,+/&]|\s+und\b)"
A_WEEKDAY = rf"(?:{WEEKDAY})|(?:{SHORT_WEEKDAY})(?!\w)"
MONTH = (
    r"(?:Januar|Jänner|Februar|Feber|März|Maerz|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept|Sep|Okt|Nov|Dez)\b\.?)"
)
YEAR = r"[0-9]{4}(?![0-9])"
# "12.12.26", but not "12.12. 16 Uhr" and not "12.12.16 Uhr".
SHORT_YEAR = r"(?<=\.)[0-9]{2}(?![0-9.:]|\s*(?:Uhr|h)\b|\s*(?:bis|[-–—])\s*[0-9]{1,2}(?:[.:][0-9]{2})?\s*(?:Uhr|h)\b)"
MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])\."
BETWEEN_DAYS = r"(?:,|und|sowie|bis|zum|[-–—/&+]|\s)*+"

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
ENDING = "(?:e[nrms]?)?"
# Words for a part of the day change nothing, but "abends, 7 Uhr" must not be announced for the morning.
LATER = "abend|nachmittag"

# The kind of a word, and what such a word looks like. The first pattern that fits counts.
VOCABULARY: tuple[tuple[Kind, str], ...] = (
    # A day with its month, and the first days of a list or range that share the month of the last.
    (
        Kind.DATE,
        rf"(?:(?P<weekday>{A_WEEKDAY})\s*,?\s*(?:de[nmr]\s+|d\.\s*)?)?"
        rf"(?P<day>[0-9]{{1,2}})\.\s*(?:(?P<number>{MONTH_NUMBER})|(?P<month>{MONTH}))\s*(?P<year>{YEAR}|{SHORT_YEAR})?",
    ),
    (Kind.DATE, rf"(?P<feast>{'|'.join(map(re.escape, FEASTS))})(?:\s+(?P<year>{YEAR}))?"),
    (
        Kind.DAY,
        rf"(?:(?P<weekday>{A_WEEKDAY})\s*,?\s*(?:de[nmr]\s+|d\.\s*)?)?(?P<day>[0-9]{{1,2}})\."
        rf"(?={BETWEEN_DAYS}(?:[0-9]{{1,2}}\.{BETWEEN_DAYS}){{0,40}}[0-9]{{1,2}}\.\s*(?:{MONTH_NUMBER}|{MONTH}))",
    ),
    # "18 Uhr, 2 h": nobody meets at that hour.
    (Kind.DURATION, r"(?P<hours>[1-6](?:,5)?)\s?h(?!\s*(?:bis|[-–—]))(?P<minutes>)"),
    *((Kind.TIME, pattern) for pattern in TIMES),
    (Kind.DURATION, LENGTH),
    (Kind.IGNORED, r"(?:bis\s+)?(?:Ende\s+offen|open\s+end)"),
    # How often.
    (Kind.EVERY_N_WEEKS, rf"alle\s+(?P<n>{NUMBER})\s+Wochen|jede[rn]?\s+(?P<nth>{ORDINAL})\s+Woche"),
    (
        Kind.EVERY_N_WEEKS,
        rf"(?P<n>{NUMBER})-?\s?(?:wöchentlich|wöchig){ENDING}|(?P<m>{NUMBER})-?\s?Wochen-?(?={IN_TURN})",
    ),
    (Kind.EVERY_N_WEEKS, rf"(?P<days>{NUMBER})-?\s?tägig{ENDING}|alle\s+(?P<d>{NUMBER})\s+Tage"),
    (Kind.EVERY_N_MONTHS, rf"alle\s+(?P<n>{NUMBER})\s+Monate|jeden\s+(?P<nth>{ORDINAL})\s+Monat"),
    (
        Kind.EVERY_N_MONTHS,
        rf"(?P<n>{NUMBER})-?\s?(?:monatlich|monatig){ENDING}|(?P<m>{NUMBER})-?\s?Monats?-?(?={IN_TURN})",
    ),
    (Kind.EVERY_N_MONTHS, rf"(?P<n>vierteljährlich|quartalsweise|halbjährlich){ENDING}"),
    (Kind.WEEKLY, rf"(?:all)?wöchentlich{ENDING}|jede\s+Woche|(?:einmal\s+|1\s?x\s+)?(?:in\s+der|pro|die|je)\s+Woche"),
    (Kind.N_TIMES, r"(?P<n>zwei|drei|vier|fünf|[2-5])(?:-?\s?mal|\s?x)"),
    (Kind.IN_MONTH, r"(?:im|pro|je|jeden|in\s+jedem|des|eines|eines\s+jeden|jedes)\s+(?:Kalender)?Monate?s?|d\.\s?M\."),
    (Kind.IN_MONTH, rf"monatlich{ENDING}"),
    (Kind.IN_QUARTER, r"(?:im|pro|je|in\s+jedem|des|eines|eines\s+jeden|jedes)\s+(?:Quartals?|Vierteljahre?s?)"),
    (Kind.PARITY, r"(?P<un>un)?gerade[nrms]?(?:\s+(?P<noun>Kalenderwochen?|Wochen?|KW|Monate?n?))?"),
    (Kind.ALTERNATING, r"abwechselnd|im\s+(?:\w+\s+)?Wechsel|wechselweise"),
    # Which days.
    (Kind.ON_EACH, r"an\s+jedem|am\s+jeden"),
    (Kind.DAILY, r"täglich|taeglich|jede[nr]\s+Tag|alle\s+Tage"),
    (Kind.WORKDAYS, r"werktags|an\s+(?:allen\s+)?Werktagen|wochentags"),
    (Kind.WEEKEND, r"(?:am|an|jedes)\s+Wochenende[ns]?"),
    (Kind.EACH, r"jede[nrms]?"),
    # "montags" is every Monday; "Montag" can be the first one too.
    (Kind.EVERY_WEEKDAY, rf"(?P<weekday>{WEEKDAY})(?:s|(?P<later>{LATER})s|(?:vormittag|mittag|morgen)s)"),
    (
        Kind.WEEKDAY,
        rf"(?P<weekday>{WEEKDAY})(?:en|e|(?P<later>{LATER})|vormittag|mittag|morgen)?|(?P<short>{SHORT_WEEKDAY})",
    ),
    (Kind.PART_OF_DAY, rf"(?P<later>(?:{LATER})s?)"),
    (Kind.SINCE, r"erste[rs]?\s+(?:Treffen|Termin)"),
    (
        Kind.ORDINAL,
        r"(?P<number>[1-5])(?:\.|-?te[nrms]?)|(?P<word>erst|zweit|dritt|viert|fünft|fuenft|vorletzt|letzt)e[nrms]?",
    ),
    (Kind.MONTH, rf"(?P<month>{MONTH})(?:\s+(?P<year>{YEAR}))?"),
    # Since when, until when, when not.
    (
        Kind.SINCE,
        r"(?P<ago>seit)|(?:beginnend\s+|startet\s+|erstmals\s+)?ab(?!\s+sofort)|beginnend(?:\s+mit)?|erstmals|Start",
    ),
    (Kind.IGNORED, r"[-–—](?=\s*(?:(?:um|ab|von|jeweils)\s+)?[0-9]{1,2}(?:[.:][0-9]{2})?\s*(?:Uhr|h|bis|[-–—]|:))"),
    # After a comma or a bracket it is no range.
    (Kind.UNTIL, r"(?<=[,)] )bis(?:\s+(?:einschließlich|zum|zur|Ende|zu))*"),
    (Kind.TO, r"bis(?:\s+(?:einschließlich|zum|zur|Ende|zu))*|[-–—]"),
    (Kind.MOVED_TO, r"auf"),
    (Kind.AND, r"und|sowie|u\.?|[&+]"),
    (Kind.SLASH, r"/"),
    (Kind.EXCEPT, r"außer|ausser|mit\s+Ausnahme(?:\s+(?:von|vom|der|des))?|ohne"),
    (Kind.EXCEPT, r"(?:sofern|falls|wenn|soweit)(?:\s+(?:es|dies|das|der\s+Tag))?\s+(?:keine?|nicht)"),
    # Before or after what it takes out.
    (
        Kind.NOT,
        r"nicht|ausgenommen|keine?(?:\s+(?:Treffen|Termine?|Gruppentreffen))?|entfällt|entfallen|fällt\s+aus|fallen\s+aus",
    ),
    (Kind.NOT, r"(?:Sommer|Winter|Ferien|Weihnachts)?pause"),
    (Kind.HOLIDAYS, r"(?P<catholic>katholische[nrms]?\s+)?(?:gesetzliche[nrms]?\s+)?Feiertag(?:en|es?|s)?"),
    (
        Kind.SCHOOL_HOLIDAYS,
        r"(?P<season>Sommer|Herbst|Weihnachts|Winter|Oster|Frühjahrs|Pfingst|Schul)?ferien|(?P<great>große)\s+Ferien",
    ),
    (Kind.SEASON, r"Frühling|Frühjahr|Sommer|Herbst|Winter|(?:Sommer|Winter)(?:halbjahr|monate?n?|zeit|saison)"),
    # Words that change nothing; the longer ones first.
    (Kind.IGNORED, r"in\s+der\s+Zeit|(?:der|den)\s+Monaten?|ab\s+sofort|wenn\s+es\s+(?:ihn|einen\s+solchen)\s+gibt"),
    (
        Kind.IGNORED,
        r"(?:wir\s+)?treffen(?:\s+(?:wir\s+)?uns)?|trifft\s+sich|findet\s+statt|(?:die\s+)?Gruppe|Gruppentreffen|Termine?",
    ),
    (Kind.IGNORED, rf"jeweils|immer|stets|regelmäßig{ENDING}|einmal|1\s?x|1-?\s?mal|Turnus|Rhythmus|Takt|Abstand"),
    (Kind.IGNORED, r"am|an|im|in|von|vom|de[rsmn]|die|das|eine[mnrs]?|ist|sind"),
    (Kind.IGNORED, r"Beginn|Uhrzeit|Uhr|morgens|vormittags|Vormittag"),
)
TOKENS = tuple((kind, re.compile(rf"(?:{pattern})(?:(?<!\w)|(?!\w))", re.IGNORECASE)) for kind, pattern in VOCABULARY)
