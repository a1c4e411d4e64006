"""Small counts are blurred before they are shown by hour, by place and by group (statistical disclosure control).

Protected: nobody can tell from a page or a file whether one or four people came to a group, in a month or at all; how
long they stayed is not told then either. No sum stands beside such counts from which the missing one would follow.
Not protected: whoever notes a page every day sees a count that has reached FEW grow; the calls of a whole month are
told as they are, so on its first day the hours can be set against them; and the files in DATA_DIR are exact. A single
call has no name in any of them.
"""

from dataclasses import dataclass

FEW = 5


@dataclass(frozen=True)
class BlurredCount:
    """A count as it may be shown: its text, and its size in a chart."""

    text: str
    size: float


def blurred(count: int) -> BlurredCount:
    """A count, blurred where it is small."""
    return BlurredCount(f"unter {FEW}", FEW / 2) if 0 < count < FEW else BlurredCount(str(count), count)


def minutes(seconds: int) -> str:
    """Minutes with a decimal comma: "92,5"."""
    return f"{seconds / 60:.1f}".replace(".", ",")


def group_minutes(joins: int, seconds: int) -> str:
    """The minutes of a group; not told where few were there."""
    return minutes(seconds) if joins >= FEW else "keine Angabe"
