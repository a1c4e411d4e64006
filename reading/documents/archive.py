"""The ZIP archives that documents are: refused before they are unpacked if they are too big or hide something."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_PARTS, MOST_BYTES = 500, 16 * 1024 * 1024
# An XML that defines its own words may grow without end.
DEFINES_WORDS = (b"<!DOCTYPE", b"<!ENTITY")


class UnreadableDocument(Exception):
    """Raised for a document that cannot be read; the text says why, in German."""


def checked_archive(raw: bytes) -> BytesIO:
    """The bytes of a document that is safe to unpack; raises UnreadableDocument."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise UnreadableDocument("Dieses Dokument ist zu groß.")
            for part in parts:
                if part.flag_bits & 1:
                    raise UnreadableDocument("Dieses Dokument ist mit einem Kennwort geschützt.")
                if part.filename.endswith((".xml", ".rels")) and _defines_words(archive.read(part)):
                    raise UnreadableDocument("Dieses Dokument kann ich nicht lesen.")
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableDocument("Dieses Dokument kann ich nicht lesen.") from error
    except Exception as error:
        # zlib, lzma and bz2 have exceptions of their own.
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument("Dieses Dokument kann ich nicht lesen.") from error
    return BytesIO(raw)


def _defines_words(xml: bytes) -> bool:
    start = xml.replace(b"\0", b"")
    return any(word in start for word in DEFINES_WORDS)
