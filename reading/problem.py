"""A problem in what staff wrote: where it stands, what is wrong, and how to write it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`line` and `column` count from 1; `text` says what is wrong, `remedy` how to write it, `excerpt` is the line.

    `harmless`: it misleads nobody, so that the file goes on air all the same.
    """

    file: str
    line: int
    column: int
    text: str
    remedy: str
    excerpt: str = ""
    harmless: bool = False

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
