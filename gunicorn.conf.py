"""How gunicorn serves the hotline. One process: the browser phone's calls live in it."""

import sys

from audio.music import music
from config import SettingsError, load

try:
    settings = load()
except SettingsError as mistakes:
    sys.exit(mistakes.format_message())

bind = f"127.0.0.1:{settings.port}"
workers = 1
threads = 16
timeout = 30
# The address of a sound carries its words: a page of long rules is longer than the usual limit.
limit_request_line = 8190
# An access log would keep who looked at what; a caller's number stands in no address, but nobody needs the log.
accesslog = None
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker):
    """Make the hold music before the first call comes: it takes a second in which nobody else is served."""
    music()
    # Whoever looks at a page that changes by itself must not keep this process from stopping.
    worker.wsgi.extensions["streams"].go_on = lambda: worker.alive


def when_ready(server):
    """Say where the hotline is, once it answers."""
    here = f"http://127.0.0.1:{settings.port}"
    print(f"Telefontreff ist bereit. Das Telefon: {here}/phone Das Büro: {here}/buero/", flush=True)
