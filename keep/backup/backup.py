"""One encrypted file of all that a hotline keeps, and back."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from keep.backup.place import CONTENT, Place, demand_ours
from keep.backup.sealed import BackupError, seal, unseal
from storage.disk import Disk

ANY_NAME = re.compile(r"[^/\x00]+")


def backup_of(place: Place, passphrase: str) -> bytes:
    """The bytes of a backup; raises BackupError where there is no content: a folder that is gone is no hotline."""
    files = place.files()
    if not any(name.startswith(CONTENT) for name in files):
        raise BackupError("Es sind keine Texte da. Stimmt CONTENT_DIR, und antwortet der Speicher?")
    return seal(_packed(files), passphrase)


def files_of(backup: bytes, passphrase: str) -> dict[str, bytes]:
    """The files of a backup by their names; raises BackupError before anything is written."""
    with zipfile.ZipFile(io.BytesIO(unseal(backup, passphrase))) as archive:
        demand_ours(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def write_new(path: Path, backup: bytes) -> None:
    """Write a file whole or not at all, for its owner alone; raises BackupError where there is one, and OSError."""
    if path.exists() or not Disk(path.parent, names=ANY_NAME).create(path.name, backup):
        raise BackupError(f"{path} gibt es schon. Nehmen Sie einen anderen Namen.")


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(name, files[name])
    return packed.getvalue()
