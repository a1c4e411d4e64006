"""Which names a file of the plan may have, and by what it is recognised that a file has changed."""

import hashlib
import re

from reading.files import is_ours

NAME = re.compile(r"(?:[^/\\\x00-\x1f]{1,80}/)?[^/\\\x00-\x1f]{1,120}")
# Hidden files, among them what copying programs have not finished, and the locks of Word.
NOT_YET_OURS = (".", "~$")


def state_of(raw: bytes | None) -> str:
    """By what a file is recognised that may have changed meanwhile; "" = there is none."""
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def is_name(name: str) -> bool:
    """Whether a file of this name may be written."""
    last = name.rpartition("/")[2]
    return bool(NAME.fullmatch(name)) and is_ours(name) and not last.startswith(NOT_YET_OURS) and last == last.strip()
