"""The arrows between the folders: what each may import, and that nothing in the core looks at the world outside."""

import ast
import re
from pathlib import Path

import pytest

from carrier.twilio.twiml import VERBS
from tests.support.own_folders import OURS

ROOT = Path(__file__).parents[1]
PURE = {
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "hmac",
    "itertools",
    "math",
    "re",
    "typing",
    "zoneinfo",
}
TEXT = {"codecs", "contextlib", "difflib", "textwrap", "tomllib", "unicodedata"}
# icalendar warns of time zones and keeps them for all threads.
HOLIDAYS = {"holidays", "importlib", "pathlib"}
DOCUMENTS = {"csv", "docx", "io", "odf", "openpyxl", "zipfile"}
CALENDARS = {"icalendar", "recurring_ical_events", "threading", "warnings"}

MAY_IMPORT = {
    "ivr": PURE | {"ivr", "bisect", "dateutil", "unicodedata"},
    # What cannot be said is a remark on what staff wrote, and only the words know it.
    "reading": PURE | TEXT | CALENDARS | DOCUMENTS | HOLIDAYS | {"reading", "prompts", "ivr", "bisect", "calendar"},
    "prompts": PURE | TEXT | {"prompts", "ivr", "importlib", "pathlib", "sys", "types"},
}
PAGES = {"hotline", "ivr", "reading", "prompts", "audio", "keep", "carrier"}
OURS_ALLOWED = {
    "audio": {"audio"},
    "carrier": {"carrier", "ivr"},
    # It signs a call as the test network does, so that it is counted nowhere.
    "doctor": PAGES | {"doctor", "config_checks", "exchange", "storage"},
    "exchange": {"exchange"},
    "keep": {"keep", "reading", "ivr", "carrier", "storage"},
    "office": PAGES | {"office", "doctor", "routes", "config", "config_checks"},
    # One of the commands serves the test network.
    "routes": PAGES | {"routes", "doctor", "config_checks", "exchange", "server"},
    "server": {"server"},
    "storage": {"storage"},
    "worker": PAGES | {"worker", "storage"},
}

FILES = [
    file.relative_to(ROOT) for folder in (*MAY_IMPORT, *OURS_ALLOWED) for file in sorted((ROOT / folder).rglob("*.py"))
]
each_file = pytest.mark.parametrize("file", FILES, ids=str)


@each_file
def test_a_folder_imports_only_what_it_may(file):
    imported, folder = _imports(file), file.parts[0]
    if folder in MAY_IMPORT:
        assert imported <= MAY_IMPORT[folder]
    else:
        assert imported & OURS <= OURS_ALLOWED[folder]


@pytest.mark.parametrize("word", ["record=", "verify_signature", "skip_validation"])
def test_no_code_records_a_room_or_skips_the_signature(word):
    assert not [file for file in FILES if file.parts[0] in ("routes", "carrier") and word in _text(file)]


@pytest.mark.parametrize("word", ["record=", ".create("])
def test_the_carrier_is_never_asked_for_a_recording_or_a_call(word):
    assert not [file for file in FILES if file.parts[0] == "carrier" and word in _text(file)]


# RFC 5545 writes zones, and so do the calendars that staff bring.
KNOW_THE_ZONE = {
    "ivr/model/moment.py",
    "reading/calendar/dates.py",
    "reading/calendar/series.py",
    "routes/calendar_file.py",
}
NEW_ZONES = {"ZoneInfo", "BERLIN", "tzinfo", "gettz", "tzlocal"}


@each_file
def test_no_moment_carries_a_zone_by_whose_clocks_it_would_be_compared(file):
    names = {name for node in ast.walk(_tree(file)) for name in (getattr(node, "id", ""), getattr(node, "attr", ""))}
    assert not names & NEW_ZONES or file.as_posix() in KNOW_THE_ZONE


# Their day is that of a file or a rule, and does not move with the clock.
OF_FIXED_DAYS = {"_lines_of_file", "_days_from", "days_from"}
# So few values of days past cost nothing.
FEW = 16


@each_file
def test_a_cache_by_day_or_moment_forgets_the_past(file):
    for function in (node for node in ast.walk(_tree(file)) if isinstance(node, ast.FunctionDef)):
        asked = {ast.unparse(arg.annotation) for arg in function.args.args if arg.annotation}
        if asked & {"date", "datetime"} and function.name not in OF_FIXED_DAYS:
            assert not [decorator for decorator in function.decorator_list if _keeps_more_than_a_few(decorator)]


def _keeps_more_than_a_few(decorator: ast.expr) -> bool:
    """Whether it is functools' cache, or an lru_cache of more than FEW values."""
    written = ast.unparse(decorator)
    most = re.fullmatch(r"lru_cache\((?:maxsize=)?(\d+)\)", written)
    return int(most[1]) > FEW if most else written.startswith(("cache", "lru_cache"))


def test_a_caller_is_recorded_for_an_announcement_or_a_message_and_nowhere_else():
    calls = {file.as_posix() for file in FILES for node in ast.walk(_tree(file)) if _called(node) == "Record"}
    assert calls == {"ivr/flows/messages.py", "ivr/flows/recording.py"}
    written = [file.as_posix() for file in FILES if file.parts[0] != "exchange" and '"Record",' in _text(file)]
    assert written == ["carrier/twilio/answer.py"]


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def test_only_the_verb_that_hears_one_caller_alone_can_record():
    assert {verb for verb, names in VERBS.items() if "record" in " ".join((verb, *names)).lower()} == {"Record"}


# Twilio's words: the fields of its forms, its statuses and events, its verbs, and the beginnings of its ids. Those that
# are words of ours too ("busy", "muted") are left out.
TWILIOS = {
    *("AccountSid", "CallSid", "ConferenceSid", "RecordingSid", "RecordingUrl", "RecordingStatus", "CallStatus"),
    *(
        "CallDuration",
        "DialCallStatus",
        "DialCallDuration",
        "ParticipantCallStatus",
        "ParticipantLabel",
        "FriendlyName",
    ),
    *("SequenceNumber", "StatusCallbackEvent", "Digits", "FinishedOnKey", "From", "To", "Caller", "Called", "Muted"),
    *("AnnounceUrl", "AnnounceMethod", "X-Twilio-Signature"),
    *("completed", "no-answer", "canceled", "in-progress", "queued", "ringing", "initiated", "hangup"),
    *("conference-start", "conference-end", "participant-join", "participant-leave", "announcement-end"),
    *VERBS,
    *(name for names in VERBS.values() for name in names if not name.islower()),
}
AN_ID = re.compile(r"\b(AC|CA|CF|RE)(\[|[0-9a-f]{32}\b)")
# The test network imitates Twilio.
KNOW_TWILIO = ("carrier/", "exchange/")
EVERYWHERE_ELSE = [
    file.relative_to(ROOT)
    for file in (*ROOT.glob("*.py"), *(ROOT / name for name in FILES))
    if not file.relative_to(ROOT).as_posix().startswith(KNOW_TWILIO)
]


@pytest.mark.parametrize("file", EVERYWHERE_ELSE, ids=str)
def test_only_the_carrier_and_its_imitation_know_twilios_words(file):
    nodes = [node for node in ast.walk(_tree(file)) if isinstance(node, ast.Constant)]
    words = {node.value for node in nodes if isinstance(node.value, str)}
    assert not words & TWILIOS and not [word for word in words if AN_ID.search(word)]
    assert "twilio" not in _imports(file)


@pytest.mark.parametrize("file", EVERYWHERE_ELSE, ids=str)
def test_nobody_names_the_carrier_that_is_in_use(file):
    assert "carrier.twilio" not in _text(file)


TESTS = [file.relative_to(ROOT) for file in sorted((ROOT / "tests").rglob("*.py"))]


@pytest.mark.parametrize("file", TESTS, ids=str)
def test_no_test_imports_another_test(file):
    """What several tests need stands in tests/support or in the conftest of their folder."""
    assert not re.findall(r"^(?:from|import) tests\.[.\w]*\btest_\w+", _text(file), re.MULTILINE)


@pytest.mark.parametrize("file", TESTS, ids=str)
def test_one_helper_looks_into_an_app(file):
    assert 'extensions["hotline"]' not in _text(file) or file.name in ("hotlines.py", "test_architecture.py")


def _imports(file: Path) -> set[str]:
    nodes = list(ast.walk(_tree(file)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {
        name.partition(".")[0] for name in plain | {n.module for n in nodes if isinstance(n, ast.ImportFrom)} if name
    }


def _tree(file: Path) -> ast.Module:
    return ast.parse(_text(file))


def _text(file: Path) -> str:
    return (ROOT / file).read_text(encoding="utf-8")
