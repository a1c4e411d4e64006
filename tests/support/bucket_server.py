"""A bucket on loopback that answers as S3 does."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "treff"
ACCOUNT = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def bucket_server() -> Iterator[Mapping[str, str]]:
    """The environment in which s3://treff is there."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        client = boto3.client("s3", endpoint_url=url, aws_access_key_id="key", aws_secret_access_key="secret")
        client.create_bucket(Bucket=BUCKET)
        yield {**ACCOUNT, "AWS_ENDPOINT_URL": url}
    finally:
        server.stop()
