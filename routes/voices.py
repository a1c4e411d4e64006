"""flask voices: whoever chooses a voice hears all of them, as callers would, and fetches others."""

from pathlib import Path

import click
from flask import Blueprint
from flask.cli import with_appcontext

from audio.voices.comparison import VoiceSample
from audio.voices.comparison import compare_voices as tried_in_every_voice
from audio.voices.registry import ENGINES
from hotline import hotline
from routes.voice_catalogue import get

bp = Blueprint("voices", __name__, cli_group=None)

SENTENCE = "Die Gruppe Krokus trifft sich am Dienstag, dem achten Dezember, um achtzehn Uhr dreißig."


@bp.cli.group("voices", invoke_without_command=True)
@click.option("--into", "folder", default="stimmen", type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
@with_appcontext
def voices(context: click.Context, folder: Path) -> None:
    """Speak a sentence in every voice that is there into a folder, and say which one callers hear, and why."""
    if context.invoked_subcommand:
        return
    folder.mkdir(parents=True, exist_ok=True)
    settings = hotline().settings
    trials = tuple(tried_in_every_voice(settings.voices, SENTENCE, settings.fetched_voices))
    for trial in trials:
        if trial.wav:
            (folder / f"{trial.name}.wav").write_bytes(trial.wav)
        click.echo(f"{trial.name}: {folder / trial.name}.wav" if trial.wav else f"{trial.name}: {trial.failure}")
    there = {trial.name.partition("-")[0] for trial in trials}
    for engine in ENGINES:
        if engine.absent and engine.name not in there:
            click.echo(f"{engine.name} {engine.absent}")
    click.echo(who_is_heard([trial for trial in trials if trial.is_chosen and trial.wav]))


voices.add_command(get)


def who_is_heard(speaking: list[VoiceSample]) -> str:
    """Which of the chosen voices that speak, best first, callers hear, and why."""
    best = next(iter(speaking), None)
    live = next((trial.name for trial in speaking if trial.live), None)
    if best is None:
        return "Anrufer hören keine dieser Stimmen, sondern die des Telefonanbieters: Hier spricht keine."
    told = f"Anrufer hören {best.name}: Von den Stimmen, die VOICES nennt, ist das die erste, die hier spricht."
    return told if best.live else f"{told} Was noch nicht vorher gesprochen ist, sagt {live}."
