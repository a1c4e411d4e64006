"""A problem in what staff wrote: where it stands, what is wrong, and how to write it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`line` and `column` count from 1; `text` says what is wrong, `remedy` how to write it, `excerpt` is the line."""

    file: str
    line: int
    column: int
    text: str
    remedy: str
    excerpt: str = ""

    def __str__(self) -> str:
        margin = f"{self.line:>5} | "
        return "\n".join(
            (
                f"{self.file}:{self.line}:{self.column}: {self.text}",
                f"{margin}{self.excerpt}",
                " " * (len(margin) + self.column - 1) + "^",
                f"      {self.remedy}",
            )
        )
