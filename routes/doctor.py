"""flask doctor: whoever runs the hotline sees what works, what does not, and what helps."""

import json
import sys
from typing import TYPE_CHECKING

import click
from flask import Blueprint

from hotline import hotline

if TYPE_CHECKING:
    from doctor.examination import Result

bp = Blueprint("doctor", __name__, cli_group=None)

MARKS = {"ok": "gut    ", "warning": "Achtung", "failed": "FEHLER "}


@bp.cli.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.option("--notify", "sends", is_flag=True, help="Send a test message to the addresses in NOTIFY, too.")
def doctor(as_json: bool, sends: bool) -> None:
    """Examine the machine, the parts of the hotline, and how it is reached; exits 1 if something does not work."""
    # It asks over the network, and no other command needs what it takes for that.
    from doctor.checks import CHECKS, with_test_message
    from doctor.examination import examine

    results = examine(hotline(), with_test_message() if sends else CHECKS)
    if as_json:
        click.echo(json.dumps({"checks": list(map(_as_json, results))}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(map(_as_text, results)))
    sys.exit(int(any(one.finding.status == "failed" for one in results)))


def _as_json(one: "Result") -> dict[str, str]:
    found = one.finding
    return {"name": one.check.name, "status": found.status.value, "told": found.told, "remedy": found.remedy}


def _as_text(one: "Result") -> str:
    found = one.finding
    told = f"{MARKS[found.status.value]}  {one.check.title}: {found.told}"
    return f"{told}\n         → {found.remedy}" if found.remedy else told
