"""/health: what a monitor sees."""

import pytest

from app import create_app
from keep.content.editions import HEARTBEAT
from keep.content.shared_folder import REFUSED
from tests.support.hotlines import hotline_of


@pytest.fixture
def app(environ, clock, redis_dir, redis_client):
    app = create_app(environ | {"REDIS_URL": f"unix://{redis_dir}/redis.sock"}, clock)
    hotline_of(app).redis.put(HEARTBEAT, b"1", 60)
    return app


@pytest.fixture
def monitor(app):
    """The answer to a monitor: its status code, what it says of the whole, and what does not work."""

    def monitor(path: str = "/health") -> tuple[int, str, list[str]]:
        answer = app.test_client().get(path)
        return answer.status_code, answer.json["status"], answer.json["degraded"]

    return monitor


def test_all_is_well(monitor):
    assert monitor() == monitor("/health?strict") == (200, "ok", [])


@pytest.mark.parametrize(
    ("part", "happens"),
    [
        ("worker", lambda hotline: hotline.redis.ask(lambda client: client.delete(HEARTBEAT), 0)),
        ("one_plan", lambda hotline: hotline.redis.put(REFUSED, b"other", 60)),
        ("store", lambda hotline: (hotline.settings.data_dir / "ansagen").write_bytes(b"no folder")),
    ],
)
def test_what_is_missing_is_named_and_strict_monitors_see_it(app, monitor, part, happens):
    happens(hotline_of(app))
    assert monitor() == (200, "degraded", [part])
    assert monitor("/health?strict") == (503, "degraded", [part])


def test_without_redis_calls_go_on(environ, clock):
    answer = create_app(environ, clock).test_client().get("/health")
    assert answer.status_code == 200 and answer.json["degraded"] == ["redis", "worker"]


def test_without_a_group_no_call_is_served(environ, clock, tmp_path):
    (tmp_path / "leer").mkdir()
    answer = create_app(environ | {"CONTENT_DIR": str(tmp_path / "leer")}, clock).test_client().get("/health")
    assert answer.status_code == 503 and answer.json["status"] == "failed"
