"""make fuzz: a search, guided by coverage, for a text that stops the parser, takes too long, or is told without end."""

import re
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reading"]):
    from reading.content import read

from tests.support.staff import IN_THURINGIA, TODAY, files

# In characters, in seconds of the processor, and in problems of one file; in all, in seconds.
LONGEST, PATIENCE, MOST_PROBLEMS, SEARCHES_FOR = 2000, 2.0, 60, 120
KEYS = ("Regel", "Termine", "Ausfall", "Verlegt", "Start", "Ort", "Zugang", "")
PHRASES = (Path(__file__).parent / "golden" / "wirkliche_zeiten.tsv").read_text(encoding="utf-8").splitlines()


def parse(data: bytes) -> None:
    """The first byte says which line of a group the others are; without a key they are the whole file."""
    key, text = KEYS[data[0] % len(KEYS)] if data else "", data[1:]
    raw = b"Gruppe: K\nRegel: dienstags, 18 Uhr\n%s: %s\n" % (key.encode(), text) if key else text
    began = time.process_time()
    _, problems = read(files({"buero.txt": IN_THURINGIA.encode(), "gruppen.txt": raw}), TODAY)
    assert time.process_time() - began < PATIENCE, f"too slow: {raw!r}"
    assert len(problems) <= MOST_PROBLEMS and all(problem.text and problem.remedy for problem in problems)


def seeds(folder: Path) -> Path:
    """Begins with what people wrote; returns the dictionary of their words."""
    for number, phrase in enumerate(PHRASES):
        key, *written = phrase.split("\t")
        if key in KEYS:
            (folder / f"{number}").write_bytes(bytes([KEYS.index(key)]) + " ".join(written[:2]).encode())
    words = sorted({word for phrase in PHRASES for word in re.findall(r'[^\s"\\]+', phrase)})
    dictionary = folder.with_suffix(".dict")
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words)
    dictionary.write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
    return dictionary


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus"
        corpus.mkdir()
        options = (f"-dict={seeds(corpus)}", f"-max_len={LONGEST}", f"-max_total_time={SEARCHES_FOR}")
        atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(corpus)], parse)
        atheris.Fuzz()
