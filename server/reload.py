"""A reload that cannot fail: whether the new version starts is tried first, and until then nothing changes."""

import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
# What answers holds on to its own code.
STAYS = (__name__.partition(".")[0], "__main__", "__config__")
GUNICORN = (sys.executable, "-m", "gunicorn")
STARTS_WITHIN_S = 60
IT_FAILS = "Die neue Fassung der Hotline startet nicht; die bisherige antwortet weiter."


def reload_if_it_starts(arbiter: Any) -> None:
    """From now on gunicorn obeys a HUP only once the new version has been started for a trial. gunicorn itself would
    end every process if one of the new ones cannot start, or if the settings are wrong."""
    reload = arbiter.handle_hup

    def handle_hup() -> None:
        if mistake := trial(sys.argv[1:], arbiter.START_CTX["cwd"]):
            print(f"{mistake}\n{IT_FAILS}", file=sys.stderr, flush=True)
        else:
            reload()

    arbiter.handle_hup = handle_hup


def trial(options: list[str], folder: str) -> str:
    """Why gunicorn would fail with these options in this folder; "" if it would not."""
    try:
        tried = subprocess.run(
            [*GUNICORN, *options, "--check-config"], cwd=folder, capture_output=True, text=True, timeout=STARTS_WITHIN_S
        )
    except subprocess.TimeoutExpired:
        return f"Nach {STARTS_WITHIN_S} Sekunden war sie noch nicht bereit."
    return "" if tried.returncode == 0 else (tried.stderr or tried.stdout).strip()


def forget_our_code() -> None:
    """What is imported from now on is read anew; gunicorn's processes are made of one that was started with the old."""
    for name, module in [*sys.modules.items()]:
        file = getattr(module, "__file__", None) or "/"
        is_ours = Path(file).is_relative_to(ROOT) and "site-packages" not in file
        if is_ours and name.partition(".")[0] not in STAYS:
            del sys.modules[name]
