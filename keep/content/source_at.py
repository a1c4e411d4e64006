"""Where the content lies, by its setting."""

from pathlib import Path

from keep.content.folder import Copies
from keep.content.local_folder import LocalFolder
from keep.content.shared_folder import SharedFolder
from keep.content.source import Source
from storage.redis_client import RedisClient


def source_at(place: str, copies: Copies, redis_client: RedisClient | None) -> Source:
    """The content in a folder or at what fsspec can open. `redis_client` is one that several machines share, None
    where this one is alone. Raises ValueError, in words for whoever runs the hotline."""
    if "://" in place:
        # Whoever keeps everything on the own machine needs none of it.
        from keep.content.bucket_folder import BucketFolder

        return BucketFolder(place, copies)
    folder = LocalFolder(Path(place), copies)
    return SharedFolder(folder, redis_client) if redis_client else folder
