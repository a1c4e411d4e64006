"""The machine: its clock, its disk and memory, the port, and who may read what the hotline keeps."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import requests

from config_checks import is_bucket
from doctor.finding import Finding, failed, ok, warning
from hotline import Hotline
from storage.permissions import FOR_OTHERS

MEGABYTE = 1024**2
# Below the first nothing can be recorded soon, below the second it is time to look.
NO_DISK, LITTLE_DISK = 200 * MEGABYTE, 1024 * MEGABYTE
NO_MEMORY, LITTLE_MEMORY = 80 * MEGABYTE, 250 * MEGABYTE
PATIENCE = 5.0
ASK_THE_CLOCK = ("timedatectl", "show", "--property=NTPSynchronized", "--value")
FREE = "Auf der Festplatte sind {free} MB frei."
CLEAN = "Löschen Sie, was niemand mehr braucht, oder vergrößern Sie die Festplatte."
LEFT = "{free} MB Arbeitsspeicher sind frei."
TOO_LITTLE = "Beenden Sie andere Programme, setzen Sie WEB_PROCESSES=1, oder geben Sie dem Rechner mehr Speicher."
START = "Starten Sie die Hotline mit »make run« oder als Dienst."


def clock(hotline: Hotline) -> Finding:
    """Whether the machine keeps its clock right by itself."""
    remedy = "Schalten Sie die Zeit aus dem Netz ein: »timedatectl set-ntp true«."
    told = _synchronised()
    if told == "yes":
        return ok("Die Uhr des Rechners wird aus dem Netz gestellt.")
    if told == "no":
        return failed("Die Uhr des Rechners wird nicht aus dem Netz gestellt.", remedy)
    return warning("Ob die Uhr aus dem Netz gestellt wird, ist hier nicht zu erfahren.", remedy)


def _synchronised() -> str:
    try:
        asked = subprocess.run(ASK_THE_CLOCK, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def port(hotline: Hotline) -> Finding:
    """Whether the hotline answers at its port."""
    number = hotline.settings.port
    try:
        answer = requests.get(f"http://127.0.0.1:{number}/health", timeout=PATIENCE, allow_redirects=False)
        is_ours = "edition" in answer.json()
    except requests.ConnectionError:
        return failed(f"Am Port {number} antwortet niemand.", START)
    except (requests.RequestException, ValueError):
        is_ours = False
    if is_ours:
        return ok(f"Die Hotline antwortet am Port {number}.")
    return failed(f"Am Port {number} antwortet etwas anderes.", "Beenden Sie das, oder wählen Sie einen anderen PORT.")


def permissions(hotline: Hotline) -> Finding:
    """Whether others on this machine can read what the hotline keeps, and whether it can write its content."""
    remedy = "»chmod -R go= {path}« nimmt anderen das Recht, das zu lesen."
    kept = (
        () if is_bucket(hotline.settings.store) else (hotline.settings.data_dir, *hotline.settings.data_dir.iterdir())
    )
    for path in (*kept, Path(".env")):
        if path.exists() and path.lstat().st_mode & FOR_OTHERS and not path.is_symlink():
            return failed(f"Andere auf diesem Rechner können »{path.name}« lesen.", remedy.format(path=path))
    content = hotline.settings.content
    if not is_bucket(content) and not os.access(content, os.W_OK):
        return warning(
            "In den Ordner mit den Texten darf die Hotline nicht schreiben.",
            "Geben Sie ihrem Benutzer das Recht dazu, sonst kann das Büro auf seinen Seiten nichts ändern.",
        )
    return ok("Was die Hotline aufhebt, kann nur sie lesen.")


def umask(hotline: Hotline) -> Finding:
    """Whether new files are readable by their owner alone."""
    found = re.search(r"^Umask:\s*([0-7]+)", _text("/proc/self/status"), re.MULTILINE)
    if found and int(found[1], 8) & FOR_OTHERS != FOR_OTHERS:
        return failed("Neue Dateien könnten auch andere lesen.", "Starten Sie die Hotline mit »umask 077«.")
    return ok("Neue Dateien kann nur die Hotline lesen.")


def disk(hotline: Hotline) -> Finding:
    """How much room is left for what the hotline keeps and for what staff write."""
    folders = [place for place in (hotline.settings.content, hotline.settings.store) if not is_bucket(place)]
    if not folders:
        return ok("Auf diesem Rechner wird nichts aufgehoben.")
    return _room(min(shutil.disk_usage(folder).free for folder in folders), NO_DISK, LITTLE_DISK, FREE, CLEAN)


def memory(hotline: Hotline) -> Finding:
    """How much memory is left."""
    found = re.search(r"^MemAvailable:\s*(\d+) kB", _text("/proc/meminfo"), re.MULTILINE)
    if not found:
        return warning("Wie viel Arbeitsspeicher frei ist, ist hier nicht zu erfahren.", TOO_LITTLE)
    return _room(int(found[1]) * 1024, NO_MEMORY, LITTLE_MEMORY, LEFT, TOO_LITTLE)


def _room(free: int, none: int, little: int, told: str, remedy: str) -> Finding:
    said = told.format(free=f"{free // MEGABYTE:_}".replace("_", "."))
    if free >= little:
        return ok(said)
    return warning(said, remedy) if free >= none else failed(said, remedy)


def _text(file: str) -> str:
    try:
        return Path(file).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
