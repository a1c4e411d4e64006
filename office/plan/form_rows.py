"""The rows of the form of a group: what each key of its block is called, a word of help, how much room it has."""

from dataclasses import dataclass

from reading.groups import REPEATABLE
from reading.moderation_fields import ROUND
from reading.newcomers import EXAMPLES
from reading.room_fields import YES_OR_NO


@dataclass(frozen=True)
class FormRow:
    """A key of a block in words of the office, and `help` how to fill it in; `lines` is the height of its box, and
    `choices` are usual answers."""

    key: str
    label: str
    help: str = ""
    lines: int = 1
    choices: tuple[str, ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether there may be several, each in a box of its own."""
        return self.key in REPEATABLE


@dataclass(frozen=True)
class Section:
    """Rows under a heading; `is_rare`: folded up while nothing stands in any of them."""

    heading: str
    rows: tuple[FormRow, ...]
    is_rare: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(row.key for row in self.rows)


SECTIONS = (
    Section(
        "Die Gruppe",
        (
            FormRow("Gruppe", "Name", "So, wie er gesprochen wird"),
            FormRow("Thema", "Thema", "Zum Beispiel: Seele"),
            FormRow("Für wen", "Für wen sie ist", "Zum Beispiel: alle, denen das Leben zurzeit schwerfällt"),
        ),
    ),
    Section(
        "Wann sie sich trifft",
        (
            FormRow("Regel", "Regelmäßig", "Zum Beispiel: jeden 2. Dienstag im Monat, 18 bis 20 Uhr"),
            FormRow("Termine", "An einzelnen Tagen", "Zum Beispiel: 12.12.2026 16 Uhr; 20.2.2027 16 bis 18 Uhr"),
            FormRow("Start", "Der erste Tag der Regel", "Nötig bei »alle zwei Wochen«, zum Beispiel: 12.4.2027"),
            FormRow("Kalender", "Oder aus einem Kalender", "Zum Beispiel: krokus.ics; oder eine Adresse mit https://"),
        ),
    ),
    Section(
        "Ausnahmen",
        (
            FormRow("Ausfall", "Wann kein Treffen ist", "Zum Beispiel: 24.3.2027; Feiertage; Sommerferien"),
            FormRow("Verlegt", "Ein Treffen zu anderer Zeit", "Zum Beispiel: 24.3.2027 auf 25.3.2027, 17 Uhr"),
        ),
    ),
    Section(
        "Wo, und wen man fragt",
        (
            FormRow("Ort", "Ort", "Zum Beispiel: am Telefon; oder Gemeindehaus, Hauptstr. 5"),
            FormRow(
                "Kontakt",
                "Telefonnummer für Fragen, und wann dort jemand abnimmt",
                "Zum Beispiel: 030 23125 077, Montag 18 bis 20 Uhr",
            ),
            FormRow("Neue", "Dürfen neue Leute kommen?", "Zum Beispiel: willkommen", choices=EXAMPLES),
            FormRow("Hinweis", "Hinweis", "Zum Beispiel: Wer neu ist, darf zuerst nur zuhören.", lines=2),
        ),
    ),
    Section(
        "Nummern",
        (
            FormRow("Zugang", "Für alle, die teilnehmen", "»offen« lässt alle ohne Nummer hinein"),
            FormRow("Leitung", "Für die Leitung", f"»{ROUND}«, wenn niemand fest leitet"),
        ),
    ),
    Section(
        "Der Raum am Telefon",
        (
            FormRow("Einlass", "So lange vorher öffnet er", "Ohne Angabe 15 Minuten"),
            FormRow("Nachlauf", "So lange darf man danach bleiben", "Ohne Angabe 15 Minuten"),
            FormRow("Plätze", "Wie viele hineindürfen", "Zum Beispiel: 12"),
            FormRow("Zusage", "Fragen, ob alles vertraulich bleibt?", "Ohne Angabe ja", choices=tuple(YES_OR_NO)),
        ),
        is_rare=True,
    ),
    Section(
        "Wie das Gespräch geführt wird",
        (
            FormRow("Beginn", "Womit es beginnt", f"»{ROUND}«: mit einer Runde", choices=(ROUND,)),
            FormRow(
                "Redezeit", "So lange spricht jede Person in einer Runde", "Zum Beispiel: 2 Minuten; oder ohne Grenze"
            ),
            FormRow("Eröffnung", "Ein Text zum Vorlesen am Anfang", lines=4),
            FormRow("Schluss", "Ein Text zum Vorlesen am Ende", lines=4),
        ),
        is_rare=True,
    ),
    Section(
        "Ein Raum in einem anderen System",
        (
            FormRow(
                "Raum",
                "Die Einwahl, oder die ganze Einladung",
                "Zum Beispiel: Zoom 030 23125 126, 123 4567 8901",
                lines=3,
            ),
            FormRow("Wartezeit", "So lange warten, bevor getippt wird", "Zum Beispiel: 4 Sekunden"),
            FormRow("Abschluss", "Die Taste hinter der Nummer", choices=("#", "*", "ohne")),
            FormRow("Stumm-Taste", "Die Taste, die dort stumm schaltet", "Zum Beispiel: *6; oder keine"),
        ),
        is_rare=True,
    ),
)
# What each key is called.
LABELS = {row.key: row.label for section in SECTIONS for row in section.rows}
