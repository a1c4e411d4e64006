"""Renders HTML as PDF with WeasyPrint, in a process of its own because of its time and memory."""

import os
import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).parents[2]
# WeasyPrint draws letters with these libraries of the system.
LIBRARIES = ("pango-1.0", "pangoft2-1.0")
# A thousand groups take four minutes, on a busy machine twice as long.
SECONDS = 600
NICENESS = 10
_one_at_a_time = Lock()

WITHOUT_PDF = (
    "Für PDF fehlt auf diesem Rechner etwas. Wer die Hotline betreibt, richtet es ein und startet sie neu: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0. Drucken können Sie auch so, aus dem Browser."
)
BUSY = "Gerade entsteht schon eine PDF-Datei. Bitte versuchen Sie es in einer Minute noch einmal."
FAILED = "Die PDF-Datei ist nicht entstanden. Drucken Sie die Karten aus dem Browser."


class NoPdf(Exception):
    """Raised when no PDF can be made; the argument is the German reason."""


@cache
def can_make_pdf() -> bool:
    """Whether WeasyPrint and its system libraries are installed."""
    return bool(find_spec("weasyprint")) and all(map(find_library, LIBRARIES))


def pdf(html: str) -> bytes:
    """A self-contained HTML document as a tagged PDF (PDF/UA-1); raises NoPdf."""
    if not can_make_pdf():
        raise NoPdf(WITHOUT_PDF)
    if not _one_at_a_time.acquire(blocking=False):
        raise NoPdf(BUSY)
    try:
        # Only the standard error is left open: what goes wrong there belongs into the log.
        made = subprocess.run(
            [sys.executable, "-m", __name__], input=html.encode(), stdout=subprocess.PIPE, cwd=ROOT, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoPdf(FAILED) from error
    finally:
        _one_at_a_time.release()
    if made.returncode or not made.stdout.startswith(b"%PDF"):
        raise NoPdf(FAILED)
    return made.stdout


def render_pdf(html: bytes) -> bytes:
    """The PDF, rendered in this process, without any network access."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    alone = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    written: bytes = HTML(string=html.decode(), url_fetcher=alone).write_pdf(pdf_variant="pdf/ua-1")
    return written


if __name__ == "__main__":
    os.nice(NICENESS)
    sys.stdout.buffer.write(render_pdf(sys.stdin.buffer.read()))
