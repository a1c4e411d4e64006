"""STORES: files, buckets, Redis, locks. Knows nothing of ours."""
