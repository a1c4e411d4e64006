"""What staff write: the folder, its checked editions, earlier versions, and what is cancelled by telephone."""
