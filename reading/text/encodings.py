"""Decodes files as editors save them (UTF-8, UTF-16 with a byte order mark, else an older one), and encodes text."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Sequence

from reading.text.guessed_encoding import guessed_encoding

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Nobody sees these characters in Notepad, and no voice can say them: separators become a blank, the rest goes.
INVISIBLE = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Co": "", "Cn": ""}


class Visible(dict[int, str]):
    """What is seen of a character, by its code; each is looked up once."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = INVISIBLE.get(unicodedata.category(chr(code)), chr(code))
        return shown


# Where a program ends a line and an editor does not. It counts as an end only where the next line begins with a key,
# and stays this one character, so that lines have the numbers of the editor.
SOFT_BREAK = "\v"
BREAKS = re.compile(r"[\v\f\x85\u2028\u2029]+(?=\s*[^\W\d_][^:\n\v\f\x85\u2028\u2029]{0,39}:)")
VISIBLE = Visible({ord("\n"): "\n", ord(SOFT_BREAK): SOFT_BREAK})
ELSEWHERE = re.compile(r"[\v\f\x85\u2028\u2029]")

# What word processors put in place of the keys of a keyboard, and full-width forms of East Asia.
AS_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2212\ufe63", "-"),
        **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
        **dict.fromkeys("\u2236\ufe55\ua789", ":"),
        **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    }
)
# Minutes that are written small and high: "18³⁰", "18°°".
RAISED = re.compile(r"(?<![0-9])([01]?[0-9]|2[0-4])([⁰¹²³⁴⁵][⁰¹²³⁴-⁹]|°°|ºº|ᵒᵒ|⁰⁰)")
RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹°ºᵒ", "0123456789000")


def decode(raw: bytes) -> str:
    """The text of a file: lines end in LF or SOFT_BREAK, umlauts are one character each, signs are those of a keyboard;
    ValueError when it is no text."""
    return as_typed(decode_keeping_tabs(raw))


def decode_keeping_tabs(raw: bytes) -> str:
    """The text of a file as it was written, with LF; ValueError when it is no text."""
    text = decoded_without_bom(raw).replace("\r\n", "\n")
    # Macs once ended lines with CR alone; between other lines it is no end of a line to any editor.
    text = text if "\n" in text else text.replace("\r", "\n")
    if "\0" in text:
        raise ValueError("a NUL character: this is no text")
    return text


def as_typed(text: str) -> str:
    """A text as if somebody had typed it into an editor."""
    text = ELSEWHERE.sub(" ", BREAKS.sub("\0", text)).replace("\0", SOFT_BREAK)
    shown = unicodedata.normalize("NFC", text.translate(VISIBLE)).translate(AS_TYPED)
    return RAISED.sub(lambda clock: f"{clock[1]}:{clock[2].translate(RAISED_DIGITS)}", shown)


def encode(lines: Iterable[str]) -> bytes:
    """UTF-8 with a byte order mark and CRLF, which every Notepad shows."""
    return "\r\n".join((*lines, "")).encode("utf-8-sig")


def encode_like(before: bytes, lines: Sequence[str]) -> bytes:
    """The lines in the encoding and with the line ends of the file as it was before; as `encode` has them if there was
    nothing in it, or if its encoding cannot hold them."""
    as_usual = encode(lines)
    try:
        mark, encoding = encoding_of(before)
        text = before.removeprefix(mark).decode(encoding)
        end = next((end for end in ("\r\n", "\n", "\r") if end in text), "\r\n")
        raw = mark + end.join((*lines, "")).encode(encoding)
        # What was guessed once may be guessed otherwise with other letters.
        return raw if before and decode(raw) == decode(as_usual) else as_usual
    except ValueError:
        return as_usual


def text_like(before: bytes, text: str) -> bytes:
    """A text with its own line ends in the encoding of the file as it was before; in UTF-8 with a byte order mark if
    that cannot hold it."""
    try:
        mark, encoding = encoding_of(before)
        raw = mark + text.encode(encoding)
        return raw if decoded_without_bom(raw) == text else text.encode("utf-8-sig")
    except ValueError:
        return text.encode("utf-8-sig")


def decoded_without_bom(raw: bytes) -> str:
    """The text with its characters and line ends as they are; raises UnicodeDecodeError."""
    mark, encoding = encoding_of(raw)
    return raw.removeprefix(mark).decode(encoding)


def encoding_of(raw: bytes) -> tuple[bytes, str]:
    """The byte order mark of a file, b"" for none, and its encoding; raises UnicodeDecodeError."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return mark, encoding
    try:
        raw.decode("utf-8")
        return b"", "utf-8"
    except UnicodeDecodeError:
        return b"", guessed_encoding(raw)
