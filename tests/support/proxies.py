"""The proxies of deploy/, as their files say, but on loopback and without a certificate."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.processes import ROOT, free_ports, get, wait_until

NGINX = """daemon off; pid {folder}/pid; error_log {folder}/log error; {user}
events {{}}
http {{
access_log {folder}/access;
{paths}
{server}
}}
"""
PATHS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def in_front(kind: str, port: str, hotline: int, folder: Path) -> Iterator[Path]:
    """A proxy answers at this port for a hotline; what it writes lies in the folder. Skips where it is missing."""
    program = shutil.which(kind, path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        pytest.skip(f"{kind} is missing")
    command, environ = {"caddy": _caddy, "nginx": _nginx}[kind](program, port, hotline, folder)
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, env=os.environ | environ, stdout=log, stderr=log)
    try:
        wait_until(lambda: _listens(port), folder / "log", 30)
        yield folder
    finally:
        process.terminate()
        process.wait(20)


def _listens(port: str) -> bool:
    try:
        get(f"http://127.0.0.1:{port}/health")
    except OSError as error:
        return hasattr(error, "code")
    return True


def _caddy(program: str, port: str, hotline: int, folder: Path) -> tuple[list[str], dict[str, str]]:
    text = (ROOT / "deploy/Caddyfile").read_text()
    told = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    if [*map(int, re.findall(r"\d+", told)[:3])] < [2, 6, 3]:
        text = text.replace("request_buffers 1MiB", "buffer_requests\nmax_buffer_size 1MiB")
    (folder / "Caddyfile").write_text(text)
    environ = {"TELEFONTREFF_HOST": f"http://:{port}", "TELEFONTREFF_WEB": f"127.0.0.1:{hotline}", "HOME": str(folder)}
    return [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], environ


def _nginx(program: str, port: str, hotline: int, folder: Path) -> tuple[list[str], dict[str, str]]:
    text = (ROOT / "deploy/nginx.conf").read_text().replace("listen [::]:80;", "")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("127.0.0.1:8000", f"127.0.0.1:{hotline}")
    paths = "\n".join(f"{name}_temp_path {folder}/{name};" for name in PATHS)
    user = "user root;" if os.geteuid() == 0 else ""
    server = text.replace("/var/log/nginx/telefontreff.log", f"{folder}/server")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user, paths=paths, server=server))
    return [program, "-p", str(folder), "-c", str(folder / "nginx.conf")], {}


def a_port() -> str:
    """A port for a proxy."""
    return free_ports(1)[0]
