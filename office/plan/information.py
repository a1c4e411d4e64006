"""Texts of information on the pages of the plan: how one was understood, and the text of a new file."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue

from audio import page as sounds
from hotline import hotline
from ivr.model.plan import InformationText, Plan
from ivr.say import say
from office.plan.new_file import to_new_file
from prompts.spoken import count
from prompts.wording import page as spoken_page
from reading.content import titles_by_file
from reading.files import INFORMATION_FOLDER, Files
from reading.information_checks import speech_seconds
from reading.when.days import german_date

bp = Blueprint("information", __name__, url_prefix="/plan")

NO_TITLE = "Schreiben Sie den Titel des Textes in das Feld."
IS_THERE = "Diese Auskunft gibt es schon. Hier ist sie."
NEW = "Titel: {title}\n\nSchreiben Sie hier den ersten Absatz.\n"


@dataclass(frozen=True)
class TextSummary:
    """A text in a German sentence for staff; it has no `dates` of meetings."""

    name: str
    spoken: str
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextReading:
    """How a text was understood: summary for staff, and what callers hear, as text and as a sound's URL."""

    summary: TextSummary
    words: str
    sound: str


@bp.get("/neue-auskunft")
def start() -> ResponseReturnValue:
    """Redirects to the text box of the new file, or of the file that has this title already."""
    return to_new_file("titel", INFORMATION_FOLDER, _titles, NO_TITLE, IS_THERE)


def _titles(files: Files) -> dict[str, tuple[str, ...]]:
    return {file: (title,) for file, title in titles_by_file(files, hotline().today()).items()}


def new_information_text(title: str) -> str:
    """The text of a new file, "" without a title."""
    return NEW.format(title=title) if title else ""


def text_reading(text: InformationText, plan: Plan) -> TextReading:
    """How a text of this plan was understood."""
    said = (say("auskunft.titel", titel=text.title), *(say("frei", text=paragraph) for paragraph in text.paragraphs))
    heard = spoken_page(said, plan.lexicon)
    summary = TextSummary(text.title, " ".join(_summary(text)))
    return TextReading(summary, sounds.caption(heard), hotline().library.path(heard))


def _summary(text: InformationText) -> Iterator[str]:
    paragraphs = count(len(text.paragraphs), "Absatz", "Absätze", "m")
    yield f"»{text.title}«, {paragraphs}, etwa {speech_seconds(text)} Sekunden."
    if text.valid_until:
        yield f"Zu hören bis {german_date(text.valid_until)}."
    if text.since:
        yield f"Auf Sendung seit {german_date(text.since)}."
    if text.for_leaders:
        yield "Auch im Menü der Leitung."
