"""How gunicorn serves the hotline. One process: the browser phone's calls live in it."""

import sys
from typing import Any

from config import SettingsError, load
from server.worker import WaitressWorker, on_reload, post_fork

__all__ = ("on_reload", "post_fork")

try:
    settings = load()
except SettingsError as mistakes:
    sys.exit(mistakes.format_message())

bind = f"127.0.0.1:{settings.port}"
workers = 1
worker_class = "server.worker.WaitressWorker"
threads = 16
timeout = 30
# An access log would keep who looked at what; a caller's number stands in no address, but nobody needs the log.
accesslog = None
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: WaitressWorker) -> None:
    """Whoever looks at a page that changes by itself must not keep this process from stopping."""
    worker.wsgi.extensions["streams"].go_on = worker.goes_on


def when_ready(server: Any) -> None:
    """Say where the hotline is, once it answers."""
    here = f"http://127.0.0.1:{settings.port}"
    print(f"Telefontreff ist bereit. Das Telefon: {here}/phone Das Büro: {here}/buero/", flush=True)
    for words in settings.said_at_the_start:
        print(words, flush=True)


def worker_exit(server: Any, worker: WaitressWorker) -> None:
    """Count what calls have done within the last second."""
    if worker.wsgi:
        worker.wsgi.extensions["hotline"].statistics.flush()
