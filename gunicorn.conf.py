"""How gunicorn serves the hotline: one process holds the port, and as many as WEB_PROCESSES says answer.

After a HUP this is read again, in a process that still holds the code from before: so it forgets it first.
"""

import sys
from threading import Thread
from typing import Any

from server.reload import forget_our_code, reload_if_it_starts
from server.worker import WaitressWorker, on_reload, post_fork

forget_our_code()
from config import SettingsError, load  # noqa: E402 - of the new version

__all__ = ("on_reload", "post_fork")

try:
    settings = load()
except SettingsError as mistakes:
    sys.exit(mistakes.format_message())

bind = f"{settings.host}:{settings.port}"
workers = settings.processes
worker_class = "server.worker.WaitressWorker"
threads = 16
timeout = 30
# An access log would keep who looked at what; a caller's number stands in no address, but nobody needs the log.
accesslog = None
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: WaitressWorker) -> None:
    """Calls of the browser phone live in the exchange, which this process has to ask from now on. It watches whether
    the worker runs, too."""
    from hotline import asks_the_exchange, worker_watch

    parts = worker.wsgi.extensions
    parts["hotline"] = asks_the_exchange(parts["hotline"])
    if watch := worker_watch(parts["hotline"]):
        Thread(target=watch.run, name="worker watch", daemon=True).start()
    # Whoever looks at a page that changes by itself must not keep this process from stopping.
    parts["streams"].go_on = worker.goes_on


def when_ready(server: Any) -> None:
    """Say where the hotline is, once it answers."""
    reload_if_it_starts(server)
    here = f"http://127.0.0.1:{settings.port}"
    print(f"Telefontreff ist bereit. Das Telefon: {here}/phone Das Büro: {here}/buero/", flush=True)
    for words in settings.said_at_the_start:
        print(words, flush=True)


def worker_exit(server: Any, worker: WaitressWorker) -> None:
    """Count what calls have done within the last second."""
    if worker.wsgi:
        worker.wsgi.extensions["hotline"].statistics.flush()
