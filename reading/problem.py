"""A problem in what staff wrote: where it stands, what is wrong, and how to write it."""

from dataclasses import dataclass

from ivr.model.announcement import NotDone


@dataclass(frozen=True, order=True)
class Problem:
    """`line` and `column` count from 1; `text` says what is wrong, `remedy` how to write it, `excerpt` is the line.

    `harmless`: it misleads nobody, so that the file goes on air all the same; `urgent`: staff get a message even so.
    """

    file: str
    line: int
    column: int
    text: str
    remedy: str
    excerpt: str = ""
    harmless: bool = False
    urgent: bool = False

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


class Mistaken(NotDone):
    """What was to be saved has mistakes that would mislead callers: these `problems`."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("it has mistakes")
        self.problems = problems


class Changed(NotDone):
    """The file is not the one that was opened: somebody else has changed it meanwhile."""
