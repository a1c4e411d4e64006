"""make fuzz: python -m tests.fuzz [MINUTES] [KIND …] searches that long in all, each kind in a process of its own."""

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

# By kind: what is read by its readers, and the module that tries them: `attempt(data)` raises at a finding, `SEEDS` are
# inputs to begin with, `WORDS` what they are made of, `LONGEST` is in bytes.
KINDS = {
    "phrases": (["reading"], "tests.fuzz.phrases"),
    "calendars": (["reading"], "tests.fuzz.calendars"),
    "documents": (["reading"], "tests.fuzz.documents"),
    "invitations": (["reading"], "tests.fuzz.invitations"),
}
MINUTES = 2.0
# Tells one kind from the command line of people.
ONE = "--one"


def main(arguments: list[str]) -> int:
    """Runs every kind that is asked for; returns how many have a finding."""
    minutes = float(arguments.pop(0)) if arguments and arguments[0].replace(".", "").isdigit() else MINUTES
    kinds = arguments or list(KINDS)
    seconds = str(round(minutes * 60 / len(kinds)))
    return sum(_in_its_process(kind, seconds) != 0 for kind in kinds)


def _in_its_process(kind: str, seconds: str) -> int:
    print(f"{kind}: {seconds} s", flush=True)
    return subprocess.run([sys.executable, "-m", "tests.fuzz", ONE, kind, seconds], check=False).returncode


def search(kind: str, seconds: str) -> None:
    """Searches for a finding, which ends the process."""
    packages, name = KINDS[kind]
    with atheris.instrument_imports(include=packages):
        tried = importlib.import_module(name)
    with tempfile.TemporaryDirectory() as scratch:
        corpus, words = Path(scratch) / "corpus", Path(scratch) / "words"
        corpus.mkdir()
        for number, seed in enumerate(tried.SEEDS):
            (corpus / f"{number}").write_bytes(seed)
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in tried.WORDS), encoding="ascii")
        limits = (f"-max_len={tried.LONGEST}", f"-max_total_time={seconds}", "-print_final_stats=1", "-verbosity=0")
        atheris.Setup([sys.argv[0], f"-dict={words}", *limits, str(corpus)], tried.attempt)
        atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    if sys.argv[1:2] == [ONE]:
        search(*sys.argv[2:])
    sys.exit(main(sys.argv[1:]))
