"""Bytes as editors save them, back into text (UTF-8, UTF-16 with its mark, else Windows-1252), and text into bytes."""

import codecs
import unicodedata
from collections.abc import Iterable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Nobody sees these characters in Notepad, and no voice can say them: separators become a blank, the rest goes.
UNSEEN = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Co": "", "Cn": ""}


def decode(raw: bytes) -> str:
    """The text of a file: lines end in LF, umlauts are one character each; ValueError when it is no text."""
    text = without_mark(raw).replace("\r\n", "\n")
    # Macs once ended lines with CR alone; between other lines it is no end of a line to any editor.
    text = text if "\n" in text else text.replace("\r", "\n")
    if "\0" in text:
        raise ValueError("a NUL character: this is no text")
    return unicodedata.normalize("NFC", "".join(map(seen, text)))


def encode(lines: Iterable[str]) -> bytes:
    """Lines as every Notepad shows them, with umlauts and line ends."""
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


def without_mark(raw: bytes) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def seen(character: str) -> str:
    return character if character == "\n" else UNSEEN.get(unicodedata.category(character), character)
