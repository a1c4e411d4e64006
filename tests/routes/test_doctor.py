"""flask doctor: what a person and a program read of it."""

import json

import pytest

from app import create_app
from doctor.checks import CHECKS
from tests.support.twilio_server import TOKEN

SECRETS = {"TWILIO_AUTH_TOKEN": TOKEN, "STAFF_PASSWORD": "vier Wörter, gut gemischt", "METRICS_TOKEN": "m" * 20}


@pytest.fixture
def runner(environ, clock):
    return create_app(environ | SECRETS, clock).test_cli_runner()


def test_a_program_reads_every_check_and_no_secret(runner, environ):
    result = runner.invoke(args=["doctor", "--json"])
    told = json.loads(result.stdout)["checks"]
    assert result.exit_code == 1 and [one["name"] for one in told] == [one.name for one in CHECKS]
    assert {one["status"] for one in told} <= {"ok", "warning", "failed"}
    assert not [secret for secret in (*SECRETS.values(), environ["SECRET_KEY"]) if secret in result.output]


def test_a_person_reads_what_is_wrong_and_what_helps(runner):
    result = runner.invoke(args=["doctor"])
    assert "FEHLER   Zwischenspeicher: Der Zwischenspeicher (Redis) nimmt nichts an." in result.output
    assert "         → Starten Sie den Dienst »worker« neu" in result.output
