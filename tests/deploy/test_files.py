"""The files for containers and for monitoring: as their standards want them, and of this hotline."""

import json
import re

import pytest
import yaml
from jsonschema import Draft7Validator

from app import create_app
from tests.support.processes import ROOT

# The schema of https://github.com/compose-spec/compose-spec (Apache-2.0).
SCHEMA = json.loads((ROOT / "tests/support/compose_spec.json").read_text())
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
METRIC = re.compile(r"\btelefontreff_[a-z_]+")
TOKEN = "0123456789abcdef"


def test_the_compose_file_is_one_by_the_standard():
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(COMPOSE)] == []


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_container_can_write_nothing_but_its_volumes_and_is_started_again(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] and service["cap_drop"] == ["ALL"] and service["restart"] == "unless-stopped"
    assert service["security_opt"] == ["no-new-privileges:true"] and service["mem_limit"]


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["caddy"]


def test_the_image_runs_as_nobody_of_importance_and_installs_what_is_locked():
    steps = (ROOT / "Containerfile").read_text()
    assert "\nUSER 10001\n" in steps and "--require-hashes -r requirements.lock" in steps


@pytest.mark.parametrize("file", ["alarme.yml", "grafana.json"])
def test_alarms_and_board_ask_for_what_there_is(file, environ, clock):
    app = create_app(environ | {"METRICS_TOKEN": TOKEN}, clock)
    told = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    asked = {*METRIC.findall((ROOT / "deploy/monitoring" / file).read_text())}
    assert asked and asked <= {*METRIC.findall(told)}
