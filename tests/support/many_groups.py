"""The content of a contact point with many groups, as its office writes it."""

from reading.codes import is_guessable
from tests.conftest import CONTENT

PLANTS = """
Ahorn Akelei Anemone Aster Birke Brombeere Buche Calla Christrose Dahlie Distel Efeu Eibe Enzian Erle Esche Farn
Fenchel Flieder Fuchsie Ginster Goldregen Hasel Heide Holunder Hortensie Iris Jasmin Kamille Kastanie Kiefer Klee
Kornblume Krokus Lavendel Lerche Lilie Linde Lupine Malve Margerite Mistel Mohn Myrte Narzisse Nelke Oleander
Orchidee Pappel Petunie Primel Quitte Rose Salbei Schlehe Tanne Tulpe Ulme Veilchen Zeder
"""
NAMES = PLANTS.split()
TOPICS = ("Seele", "Sucht", "Trauer", "Angehörige", "Krebs", "Rheuma", "Diabetes", "Schlaganfall", "Pflege", "Eltern")
PLACES = ("am Telefon", "Gemeindehaus, Hauptstr. 5", "Stadtbücherei", "Rathaus, Zimmer 2", "Klinikum", "Alte Schule")
CODES = [code for code in map(str, range(317_207, 400_000, 37)) if not is_guessable(code)]
WEEKDAYS = ("montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags")


def groups(count: int) -> str:
    """Groups without a mistake, the first ones called as above."""
    return "\n".join(map(group, range(count)))


def group(n: int) -> str:
    """The lines of one group."""
    name, times = NAMES[n % len(NAMES)], n // len(NAMES)
    return f"""Gruppe: {name}{f" {times + 1}" if times else ""}
Thema: {TOPICS[n % len(TOPICS)]}
Regel: {WEEKDAYS[n % len(WEEKDAYS)]}, {8 + n % 11} bis {9 + n % 11} Uhr
Ort: {PLACES[n % len(PLACES)]}
Zugang: {CODES[n]}
"""


def files(count: int) -> dict[str, bytes]:
    """A whole folder with so many groups, by the names of its files."""
    office = {name: (CONTENT / name).read_bytes() for name in ("buero.txt", "regeln.txt")}
    return office | {f"gruppen/{n:03}.txt": group(n).encode() for n in range(count)}
