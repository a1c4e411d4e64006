"""People, servers and carriers that tests use."""
