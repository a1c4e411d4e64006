"""A bucket on loopback that answers as S3 does, and badly where a test wants that."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem

BUCKET = "treff"
ACCOUNT = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


# Gets the method of a request before it is answered: a status to refuse it with, or None. It may take its time.
Mood = Callable[[str], str | None]


@contextmanager
def bucket_server(mood: Mood = lambda method: None) -> Iterator[Mapping[str, str]]:
    """The environment in which s3://treff is there."""
    # fsspec would go on asking the server before this one.
    S3FileSystem.clear_instance_cache()
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        client = boto3.client("s3", endpoint_url=url, aws_access_key_id="key", aws_secret_access_key="secret")
        client.create_bucket(Bucket=BUCKET)
        assert server._server
        server._server.app = _moody(server._server.app, mood)
        yield {**ACCOUNT, "AWS_ENDPOINT_URL": url}
    finally:
        server.stop()


def _moody(app: Any, mood: Mood) -> Any:
    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if status := mood(environ["REQUEST_METHOD"]):
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response(status, [("Content-Length", "0")])
            return []
        answered: Iterable[bytes] = app(environ, start_response)
        return answered

    return answer
