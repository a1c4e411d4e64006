"""All that staff wrote, read into one plan: never raises, tells every problem, and a broken group costs only itself."""

from collections.abc import Iterator, Mapping, Sequence

from ivr.plan import Group, Office, Plan
from reading.checks import CHECKS
from reading.contact import FILE as OFFICE_FILE
from reading.contact import read_office
from reading.encodings import decode
from reading.fields import text_up_to
from reading.groups import Written, read_groups
from reading.lines import lines_of
from reading.pieces import Line, Mistake, Piece, collect
from reading.problem import Problem

BIGGEST_FILE = 256 * 1024
RULES_FILE, LEXICON_FILE = "regeln.txt", "aussprache.txt"
MOST_RULES, LONGEST_RULE = 15, 120
Sheets = Mapping[str, Sequence[Line]]


def read(files: Mapping[str, bytes]) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan, and all problems in the order of files and lines. `files`: bytes by name ("gruppen/krokus.txt")."""
    sheets, unreadable = _sheets(files)
    office, of_office = read_office(sheets[OFFICE_FILE]) if OFFICE_FILE in sheets else (Office(), [])
    groups, of_groups = _groups(sheets)
    rules, of_rules = _rules_of_talk(sheets.get(RULES_FILE, ()))
    lexicon, of_lexicon = _lexicon(sheets.get(LEXICON_FILE, ()))
    problems = {*_missing(files), *unreadable, *of_office, *of_groups, *of_rules, *of_lexicon}
    return Plan(office, groups, rules, lexicon), tuple(sorted(problems))


def _missing(files: Mapping[str, bytes]) -> Iterator[Problem]:
    if OFFICE_FILE not in files:
        remedy = "Legen Sie sie an, mit den Zeilen »Name:«, »Ort:« und »Bundesland:«."
        yield Problem(OFFICE_FILE, 1, 1, "Diese Datei fehlt.", remedy)
    if not any(map(_holds_groups, files)):
        remedy = "Legen Sie im Ordner »gruppen« für jede Gruppe eine Datei an."
        yield Problem("gruppen.txt", 1, 1, "Es gibt noch keine einzige Gruppe.", remedy)


def _sheets(files: Mapping[str, bytes]) -> tuple[Sheets, list[Problem]]:
    """The lines of every file that could be read."""
    sheets: dict[str, Sequence[Line]] = {}
    problems: list[Problem] = []
    for name, raw in files.items():
        try:
            sheets[name], found = lines_of(name, _text(name, raw))
            problems += found
        except Mistake as mistake:
            problems.append(mistake.problem)
    return sheets, problems


def _text(name: str, raw: bytes) -> str:
    top = Piece.of(Line(name, 1, ""))
    if len(raw) > BIGGEST_FILE:
        raise top.mistake("Diese Datei ist zu groß.", f"Mehr als {BIGGEST_FILE // 1024} Kilobyte sind nicht möglich.")
    try:
        return decode(raw)
    except ValueError:
        remedy = "Öffnen Sie sie im Editor (Notepad), und speichern Sie sie als Text mit der Codierung UTF-8."
        raise top.mistake("Diese Datei ist kein Text, den ich lesen kann.", remedy) from None


def _holds_groups(name: str) -> bool:
    return name == "gruppen.txt" or (name.startswith("gruppen/") and name.endswith(".txt"))


def _groups(sheets: Sheets) -> tuple[tuple[Group, ...], list[Problem]]:
    read_files = [read_groups(sheets[name]) for name in sorted(filter(_holds_groups, sheets))]
    written: list[Written] = [group for groups, _ in read_files for group in groups]
    objections = [objection for check in CHECKS for objection in check(written)]
    lost = {id(group) for group, _ in objections} | {id(group) for group in written if group.lost}
    problems = [
        *(problem for _, strays in read_files for problem in strays),
        *(problem for group in written for problem in group.problems),
        *(problem for _, problem in objections),
    ]
    return tuple(group.group for group in written if id(group) not in lost), problems


def _rules_of_talk(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Problem]]:
    rules, problems = collect(text_up_to(LONGEST_RULE), map(Piece.of, lines))
    for line in lines[MOST_RULES : MOST_RULES + 1]:
        text = f"Das ist mehr als die {MOST_RULES}. Regel."
        problems.append(Piece.of(line).problem(text, "Streichen Sie, was nicht nötig ist: So viele behält niemand."))
    return tuple(rules[:MOST_RULES]), problems


def _lexicon(lines: Sequence[Line]) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    said, problems = collect(_pronunciation, map(Piece.of, lines))
    lexicon: dict[str, str] = {}
    for (word, spoken), piece in said:
        if lexicon.setdefault(word, spoken) != spoken:
            text = f"»{word}« steht hier schon mit einer anderen Aussprache."
            problems.append(piece.problem(text, "Lassen Sie nur eine der beiden Zeilen stehen."))
    return tuple(lexicon.items()), problems


def _pronunciation(piece: Piece) -> tuple[tuple[str, str], Piece]:
    word, equals, spoken = piece.words.partition("=")
    if word.strip() and spoken.strip():
        return (word.strip(), spoken.strip()), piece
    text = "Hier fehlt das Wort oder seine Aussprache." if equals else "In dieser Zeile fehlt das Gleichheitszeichen."
    raise piece.mistake(text, "Schreiben Sie zum Beispiel »COPD = Zeh Oh Peh Deh«.")
