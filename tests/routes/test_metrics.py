"""What Prometheus reads, and who else does not."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from app import create_app
from keep.limits.code_attempts import OF_ALL, OF_LEADERS
from tests.support.hotlines import hotline_of
from tests.support.people import comes, member

SECRET = "3f9c-only-prometheus-has-this"


@pytest.fixture
def app(environ, clock):
    return create_app(environ | {"METRICS_TOKEN": SECRET}, clock)


@pytest.fixture
def read(app):
    """All samples, by name and labels."""

    def read() -> dict[str, float]:
        answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {SECRET}"})
        assert answer.status_code == 200 and answer.content_type.startswith("text/plain")
        families = text_string_to_metric_families(answer.get_data(as_text=True))
        return {" ".join((one.name, *one.labels.values())): one.value for family in families for one in family.samples}

    return read


def test_calls_people_and_parts_are_told(read, dial):
    member(dial)
    comes(dial, "1").hang_up()
    told = read()
    assert told["telefontreff_calls_total"] == 2 and told["telefontreff_people_in_rooms"] == 1
    assert told["telefontreff_up voices"] == 1 and told["telefontreff_up redis"] == 0
    assert told["telefontreff_problems"] == 0 and told["telefontreff_edition_published_timestamp_seconds"] > 0


def test_many_wrong_numbers_are_told(app, read):
    assert read()["telefontreff_slow"] == 0
    for call in map(str, range(OF_ALL.at_once)):
        hotline_of(app).attempts["tries"].tried(call, "")
    assert read()["telefontreff_slow"] == 1


@pytest.mark.parametrize(("kind", "told"), [("leaders", 1), ("page", 0)])
def test_only_what_callers_notice_is_told_as_slow(app, read, kind, told):
    for somebody in map(str, range(OF_LEADERS.at_once)):
        hotline_of(app).attempts[kind].tried_to_lead(somebody, somebody, "")
    assert read()["telefontreff_slow"] == told


def test_no_group_and_no_caller_is_named(app, dial):
    member(dial).hang_up()
    told = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {SECRET}"}).get_data(as_text=True)
    assert not [word for word in ("Sonnenblume", "3023125999", "471103") if word in told]


def test_a_store_that_fails_is_told_instead_of_a_wrong_number(read, tmp_path):
    assert read()["telefontreff_store_up"] == 1
    (tmp_path / "zahlen").mkdir()
    (tmp_path / "zahlen" / "2026-03.txt").write_bytes(b"\0")
    told = read()
    assert told["telefontreff_store_up"] == 0 and "telefontreff_calls_total" not in told


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Bearer falsch", f"Basic {SECRET}", SECRET])
def test_without_the_token_nothing_is_told(app, sent):
    answer = app.test_client().get("/metrics", headers={"Authorization": sent})
    assert answer.status_code == 401 and not answer.get_data()


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer x"])
def test_where_no_token_is_set_there_are_no_metrics(environ, clock, sent):
    assert create_app(environ, clock).test_client().get("/metrics", headers={"Authorization": sent}).status_code == 404
