"""The words in which people say when something happens: a table of patterns, each with the kind of such a word."""

import re

from reading.when.clock import LENGTH, TIMES
from reading.when.fillers import in_any_spelling
from reading.when.word_kinds import Kind

WEEKDAY = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
# "so" is a word of its own, "So" and "so." are Sunday.
SHORT_WEEKDAY = r"(?:Mo|Di|Mi|Do|Fr|Sa)\.?|so\.|(?-i:So|SO)|(?-i:Die)(?=\s*[.,+/&]|\s+und\b)"
A_WEEKDAY = rf"(?:{WEEKDAY})|(?:{SHORT_WEEKDAY})(?!\w)"
MONTH = (
    r"(?:Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept|Sep|Okt|Nov|Dez)\b\.?)"
)
YEAR = r"[0-9]{4}(?![0-9])"
# "12.12.26", but not "12.12. 16 Uhr" and not "12.12.16 Uhr".
SHORT_YEAR = r"(?<=\.)[0-9]{2}(?![0-9.:]|\s*(?:Uhr|h)\b|\s*(?:bis|[-–—])\s*[0-9]{1,2}(?:[.:][0-9]{2})?\s*(?:Uhr|h)\b)"
MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])\."
BETWEEN_DAYS = r"(?:,|und|sowie|bis|zum|[-–—/&+|·]|\s)*+"

COUNTED = (
    *("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn"),
    "vierzehn",
)
NUMBER = rf"(?:[0-9]{{1,2}}|{'|'.join(COUNTED[::-1])})"
ORDINAL = r"(?:[0-9]{1,2}(?:\.|-?te[nrms]?)|(?:zweit|dritt|viert|fünft|sechst|acht|zwölft)e[nrms]?)"
PART = "vormittag|nachmittag|mittag|morgen|abend"
MEETING = "(?:(?:Gruppen)?(?:treffen|termine?)|Gruppen(?:abende?|stunden?)|Sitzung(?:en)?|Sprech(?:zeit|stunde)n?)"
# "am 5.11. und dann in der Folge jeden Freitag"
THEN = r"(?:dann|danach|anschließend|fortan|von\s+da\s+an|in\s+der\s+Folge)"
EVERY_FEW_DAYS = rf"{NUMBER}-?\s?(?:tägig|täglich|wöch)"
RECURS = rf"(?:jed|alle\s|immer|regelmäßig|wöchentl|monatl|an\s+jed|{EVERY_FEW_DAYS}|{WEEKDAY})"
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
SEASONS = "Sommer|Herbst|Weihnachts|Winter|Oster|Frühjahrs|Pfingst"
ENDING = "(?:e[nrms]?)?"

# The kind of a word, and what such a word looks like. The first pattern that fits counts.
VOCABULARY: tuple[tuple[Kind, str], ...] = (
    # A day with its month, and the first days of a list or range that share the month of the last.
    (
        Kind.DATE,
        rf"(?:(?P<weekday>{A_WEEKDAY})\s*,?\s*(?:de[nmr]\s+|d\.\s*)?)?"
        rf"(?P<day>[0-9]{{1,2}})\.\s*(?:(?P<number>{MONTH_NUMBER})|(?P<month>{MONTH}))\s*(?P<year>{YEAR}|{SHORT_YEAR})?",
    ),
    (
        Kind.DATE,
        rf"(?:(?P<weekday>{A_WEEKDAY})\s*,?\s*)?(?P<year>{YEAR})-(?P<number>0[1-9]|1[0-2])-(?P<day>[0-9]{{2}})",
    ),
    # A table writes a day without a time like this.
    (Kind.IGNORED, r"0?0:00:00"),
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
        rf"(?P<n>{NUMBER})-?\s?(?:wöchentlich|wöchig){ENDING}|(?P<nth>{NUMBER})-?\s?(?:wöch(?:entl)?|wchtl)\.|(?P<m>{NUMBER})-?\s?Wochen-?(?={IN_TURN})",
    ),
    (Kind.EVERY_N_WEEKS, rf"(?P<days>{NUMBER})-?\s?(?:tägig|täglich){ENDING}|(?P<d>{NUMBER})-?\s?(?:täg|tgl?)\.?"),
    (Kind.EVERY_N_WEEKS, rf"alle\s+(?P<days>{NUMBER})\s+(?:Tage|Tg\.?)"),
    (Kind.EVERY_N_MONTHS, rf"alle\s+(?P<n>{NUMBER})\s+Monate|jeden\s+(?P<nth>{ORDINAL})\s+Monat"),
    (
        Kind.EVERY_N_MONTHS,
        rf"(?P<n>{NUMBER})-?\s?(?:monatlich|monatig){ENDING}|(?P<m>{NUMBER})-?\s?Monats?-?(?={IN_TURN})",
    ),
    (Kind.EVERY_N_MONTHS, rf"(?P<n>vierteljährlich|quartalsweise|halbjährlich){ENDING}"),
    (Kind.WEEKLY, rf"(?:all)?wöchentlich{ENDING}|wöch(?:entl)?\.|jede\s+Woche"),
    (Kind.WEEKLY, r"(?:einmal\s+|1\s?x\s+)?(?:(?:in\s+der|pro|die|je)\s+|/\s*)Woche"),
    # "insgesamt 10 Termine"
    (
        Kind.COUNT,
        rf"(?:insgesamt\s+|an\s+|zu\s+)?(?P<n>{NUMBER})\s+(?:Termine?n?|Treffen|Abenden?|Sitzungen|Einheiten|Male?)",
    ),
    (Kind.COUNT, r"(?P<n>[6-9]|[1-9][0-9])\s?(?:x|-?mal)"),
    (Kind.N_TIMES, r"(?P<n>zwei|drei|vier|fünf|[2-5])(?:-?\s?mal|\s?x)"),
    (Kind.IN_MONTH, r"(?:im|pro|je|jeden|in\s+jedem|des|eines|eines\s+jeden|jedes)\s+(?:Kalender)?Monate?s?"),
    (Kind.IN_MONTH, rf"monatlich{ENDING}|mtl\.|/\s*Monat|(?:d|i|p)\.\s?M(?:ts|on)?\.?|(?:im|pro)\s+Mon\."),
    (Kind.IN_QUARTER, r"(?:im|pro|je|in\s+jedem|des|eines|eines\s+jeden|jedes)\s+(?:Quartals?|Vierteljahre?s?)"),
    (Kind.PARITY, r"(?P<un>un)?gerade[nrms]?(?:\s+(?P<noun>Kalenderwochen?|Wochen?|KW|Monate?[ns]?))?"),
    (Kind.ALTERNATING, r"abwechselnd|im\s+(?:\w+\s+)?Wechsel|wechselweise"),
    # Which days.
    (Kind.ON_EACH, r"an\s+jedem|am\s+jeden"),
    (Kind.DAILY, r"täglich|tägl\.|tgl\.|(?:jede[nr]|an\s+jedem)\s+Tag|alle\s+Tage|rund\s+um\s+die\s+Woche"),
    (Kind.DAILY, r"(?:jeden|an\s+jedem)\s+(?P<part>Abend|Morgen|Vormittag|Nachmittag|Mittag)"),
    (Kind.WORKDAYS, r"werktags|an\s+(?:allen\s+)?Werktagen|wochentags"),
    (Kind.WEEKEND, r"(?:am|an|jedes)\s+Wochenende[ns]?"),
    (Kind.EACH, r"jede[nrms]?|jd\."),
    (Kind.EVERY_WEEKDAY, r"(?P<weekday>sonn)-(?=\s*(?:und|u\.?|&|\+)\s*Feiertag)"),
    # "montags" is every Monday; "Montag" can be the first one too.
    (Kind.EVERY_WEEKDAY, rf"(?P<weekday>{WEEKDAY})(?:s|(?P<part>{PART})s)"),
    (
        Kind.WEEKDAY,
        rf"(?P<weekday>{WEEKDAY})(?:en|e|(?P<part>{PART})e?)?|(?P<short>{SHORT_WEEKDAY})",
    ),
    (Kind.PART_OF_DAY, rf"(?:am\s+)?(?P<part>{PART})s?|(?:in\s+der\s+)?(?P<early>Früh|frühmorgens)"),
    (
        Kind.BEGINNING,
        r"(?P<begins>(?:nächste[rs]?|kommende[rs]?|erste[rs]?|1\.)\s+(?:Treffen|Termin|Gruppentreffen|Abend))",
    ),
    (
        Kind.UNTIL,
        r"letztmal(?:s|ig)|zum\s+letzten\s+Mal|(?P<ends>letzte[rs]?\s+(?:Treffen|Termin|Gruppentreffen|Abend))",
    ),
    (
        Kind.ORDINAL,
        r"(?P<number>[1-5])(?:\.|-?te[nrms]?)|(?P<word>erst|zweit|dritt|viert|fünft|vorletzt|letzt)e[nrms]?",
    ),
    (Kind.MONTH, rf"(?P<month>{MONTH})(?:\s+(?P<year>{YEAR}))?"),
    # Since when, until when, when not.
    (
        Kind.SINCE,
        r"(?P<ago>seit)|(?P<since>(?:beginnend\s+|startet\s+|erstmals\s+)?ab(?!\s+sofort)|beginnend(?:\s+mit)?)",
    ),
    (Kind.SINCE, r"(?P<first>erstmals|erstmalig|zum\s+ersten\s+Mal)"),
    (
        Kind.BEGINNING,
        r"(?P<rule_begins>(?:Kurs)?(?:Beginn|Start)(?:termin)?|Auftakt|beginnt|startet|los\s+geht(?:'?s|\s+es))",
    ),
    (Kind.IGNORED, r"[-–—](?=\s*(?:(?:um|ab|von|jeweils)\s+)?[0-9]{1,2}(?:[.:][0-9]{2})?\s*(?:Uhr|h|bis|[-–—]|:))"),
    # After a comma or a bracket it is no range.
    (Kind.UNTIL, r"(?<=[,)] )bis(?:\s+(?:einschließlich|zum|zur|Ende|zu))*"),
    (Kind.TO, r"bis(?:\s+(?:einschließlich|zum|zur|Ende|zu))*|[-–—]"),
    (Kind.THEN, rf"(?P<first>(?:und\s+)?{THEN})(?:\s+{THEN}|\s+fortlaufend)?(?=,?\s+{RECURS})"),
    (Kind.MOVED_TO, r"auf"),
    (Kind.AND, r"und|sowie|u\.?|[&+]"),
    (Kind.SLASH, r"/"),
    (Kind.EXCEPT, r"außer(?:halb)?|mit\s+Ausnahme(?:\s+(?:von|vom|der|des))?|ohne"),
    (Kind.EXCEPT, r"(?:sofern|falls|wenn|soweit)(?:\s+(?:es|dies|das|der\s+Tag))?\s+(?:keine?|nicht)"),
    # Before or after what it takes out.
    (
        Kind.NOT,
        rf"nicht(?!\s+nur)|ausgenommen|keine?[nrs]?(?:\s+{MEETING})?|entfällt|entfallen|(?:fällt|fallen)\s+aus|(?P<out>aus)",
    ),
    (Kind.NOT, r"(?:Sommer|Winter|Ferien|Weihnachts)?pause|geschlossen|pausiert|pausieren|ruht"),
    # "auch an Feiertagen"
    (Kind.INCLUDE, r"auch|einschließlich|inklusive|inkl\.|sogar"),
    (Kind.INSTEAD, r"stattdessen|abweichend(?:\s+davon)?"),
    (Kind.INSTEAD_OF, r"statt"),
    (Kind.HOLIDAYS, r"(?P<catholic>katholische[nrms]?\s+)?(?:gesetzliche[nrms]?\s+)?Feiertag(?:en|es?|s)?"),
    (
        Kind.SCHOOL_HOLIDAYS,
        rf"(?P<season>{SEASONS})-(?=\s*(?:,|und|sowie|/)\s*(?:\w+-\s*(?:,|und|sowie|/)\s*){{0,5}}\w+ferien)",
    ),
    (
        Kind.SCHOOL_HOLIDAYS,
        rf"(?P<season>{SEASONS}|Schul)?ferien(?:zeit(?:en)?)?|(?P<great>große)\s+Ferien",
    ),
    # "in der Schulzeit"
    (Kind.SCHOOL_TIME, r"Schul(?:zeit(?:en)?|wochen|tagen?)"),
    (Kind.SEASON, r"Frühling|Frühjahr|Sommer|Herbst|Winter|(?:Sommer|Winter)(?:halbjahr|monate?n?|zeit|saison)"),
    # Words that change nothing; the longer ones first. "fällt im August aus"
    (Kind.IGNORED, r"(?P<falls>fällt|fallen)"),
    (Kind.IGNORED, r"in\s+der\s+Zeit|(?:der|den)\s+Monaten?|ab\s+sofort|wenn\s+es\s+(?:ihn|einen\s+solchen)\s+gibt"),
    (
        Kind.IGNORED,
        rf"(?:wir\s+)?treffen(?:\s+(?:wir\s+)?uns)?|trifft\s+sich|finde[nt]|(?:die\s+)?Gruppe|(?:(?:nächste|kommende)n?\s+)?{MEETING}",
    ),
    (Kind.IGNORED, rf"jeweils|je|immer|stets|regelmäßig{ENDING}|einmal|1\s?x|1-?\s?mal|Turnus|Rhythmus|Takt|Abstand"),
    (Kind.IGNORED, r"am|an|im|in|von|vom|de[rsmn]|die|das|eine[mnrs]?|ist|sind|während|nur|aber|dort|hier|wird|werden"),
    (Kind.IGNORED, rf"Dauer(?=\W)|Uhrzeit|Uhr|wieder(?=\s+{RECURS})"),
)


TOKENS = tuple(
    (kind, re.compile(rf"(?:{in_any_spelling(pattern)})(?:(?<!\w)|(?!\w))", re.IGNORECASE))
    for kind, pattern in VOCABULARY
)
