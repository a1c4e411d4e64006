"""The files with which the hotline is put up, each run or checked as it stands there."""
