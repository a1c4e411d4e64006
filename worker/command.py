"""The command that starts the worker: every process knows it, and only that one imports what it needs."""

from flask import Blueprint

from hotline import hotline

bp = Blueprint("worker", __name__, cli_group=None)


@bp.cli.command("worker")
def work() -> None:
    """Watch the content, have it spoken, put it on air."""
    from worker.main import work_for

    work_for(hotline())
