"""What a check has found."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How it stands: `FAILED` keeps callers or the office from something, `WARNING` soon will or cannot be told."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Finding:
    """What was found, and what helps ("" = nothing is needed), in German sentences without any secret."""

    status: Status
    told: str
    remedy: str = ""


def ok(told: str) -> Finding:
    """It is as it should be."""
    return Finding(Status.OK, told)


def warning(told: str, remedy: str) -> Finding:
    """It works, but not for ever, or nobody can tell."""
    return Finding(Status.WARNING, told, remedy)


def failed(told: str, remedy: str) -> Finding:
    """It does not work."""
    return Finding(Status.FAILED, told, remedy)
