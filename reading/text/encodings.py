"""Decodes files as editors save them (UTF-8, UTF-16 with a byte order mark, else Windows-1252), and encodes text."""

import codecs
import unicodedata
from collections.abc import Iterable

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Nobody sees these characters in Notepad, and no voice can say them: separators become a blank, the rest goes.
INVISIBLE = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Co": "", "Cn": ""}


class Visible(dict[int, str]):
    """What is seen of a character, by its code; each is looked up once."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = INVISIBLE.get(unicodedata.category(chr(code)), chr(code))
        return shown


VISIBLE = Visible({ord("\n"): "\n"})


def decode(raw: bytes) -> str:
    """The text of a file: lines end in LF, umlauts are one character each; ValueError when it is no text."""
    text = decoded_without_bom(raw).replace("\r\n", "\n")
    # Macs once ended lines with CR alone; between other lines it is no end of a line to any editor.
    text = text if "\n" in text else text.replace("\r", "\n")
    if "\0" in text:
        raise ValueError("a NUL character: this is no text")
    return unicodedata.normalize("NFC", text.translate(VISIBLE))


def encode(lines: Iterable[str]) -> bytes:
    """UTF-8 with a byte order mark and CRLF, which every Notepad shows."""
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


def decoded_without_bom(raw: bytes) -> str:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")
