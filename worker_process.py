"""The worker process: python -m worker_process. It loads nothing of what answers requests."""

import sys

from config import SettingsError, load
from hotline import berlin_now, hotline_of, shared_carrier_of
from worker.main import work_for


def work() -> None:
    """Watch the content, have it spoken, put it on air."""
    try:
        settings = load()
        hotline = hotline_of(settings, shared_carrier_of(settings), berlin_now)
    except SettingsError as mistakes:
        sys.exit(mistakes.format_message())
    work_for(hotline)


if __name__ == "__main__":
    work()
