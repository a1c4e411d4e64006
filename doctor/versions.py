"""What is installed: Python, the packages, and whether any of them is known to be vulnerable."""

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from doctor.finding import Finding, failed, ok, warning
from hotline import Hotline

OLDEST, FIRST_UNTRIED = (3, 11), (3, 14)
LOCK = Path(__file__).parents[1] / "requirements.lock"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)( ; )?", re.MULTILINE)
UPDATE = "»make run« richtet genau die Pakete ein, die in requirements.lock stehen."
AUDIT_SECONDS = 40.0


def python(hotline: Hotline) -> Finding:
    """Whether this Python is one for which the hotline was tried."""
    told = f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    if OLDEST <= sys.version_info < FIRST_UNTRIED:
        return ok(f"{told} ist richtig.")
    return warning(f"Mit {told} ist die Hotline nicht erprobt.", "Nehmen Sie Python 3.11, 3.12 oder 3.13.")


def packages(hotline: Hotline) -> Finding:
    """Whether the packages are those of the lock. What the lock asks for on some machines only may be missing."""
    if not LOCK.exists():
        return warning("requirements.lock fehlt.", "Holen Sie die Hotline noch einmal vollständig.")
    other = [
        name for name, wanted, on_some in PINNED.findall(LOCK.read_text()) if _is_other(name, wanted, bool(on_some))
    ]
    if other:
        return warning(f"{len(other)} Pakete sind andere als vorgesehen: {', '.join(other[:5])}.", UPDATE)
    return ok("Alle Pakete sind die vorgesehenen.")


def _is_other(name: str, wanted: str, on_some: bool) -> bool:
    try:
        return version(name) != wanted
    except PackageNotFoundError:
        return not on_some


def vulnerabilities(hotline: Hotline) -> Finding:
    """Whether a gap is known in one of the packages, where pip-audit is installed."""
    if importlib.util.find_spec("pip_audit") is None:
        told = "Ob in den Paketen Lücken bekannt sind, wird nicht geprüft."
        return warning(told, "»python -m pip install pip-audit« in derselben Umgebung richtet das ein.")
    asked = (sys.executable, "-m", "pip_audit", "--format=json", "--progress-spinner=off")
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=AUDIT_SECONDS - 2, check=False)
        known = sorted(set(_known(json.loads(done.stdout))))
    except (OSError, ValueError, LookupError, subprocess.TimeoutExpired):
        return warning("Die Liste bekannter Lücken ist nicht zu erreichen.", "Prüfen Sie es später noch einmal.")
    if known:
        return failed(f"Bekannte Lücken gibt es in: {', '.join(known)}.", "Holen Sie die neue Fassung der Hotline.")
    return ok("In den Paketen ist keine Lücke bekannt.")


def _known(told: dict[str, list[dict[str, list[object]]]]) -> Iterator[str]:
    return (str(one["name"]) for one in told["dependencies"] if one.get("vulns"))
