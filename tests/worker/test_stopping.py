"""A worker that is told to stop stops, whatever it is doing."""

import signal
import subprocess
import sys

import pytest

from tests.support.processes import ROOT

# While C calls back an exception is lost; how often the signal comes there, and what is done meanwhile.
SPEAKS = """
import ctypes, os, signal, time
from worker.stopping import stop_when_told, until_told
told_meanwhile = ctypes.CFUNCTYPE(None)(lambda: os.kill(os.getpid(), {told}))
stop_when_told()
try:
    with until_told():
        for _ in range({times}):
            told_meanwhile()
        time.sleep(60)
finally:
    time.sleep(1.5)
    print("cleaned up", flush=True)
"""


@pytest.mark.parametrize(("told", "times"), [(signal.SIGTERM, 1), (signal.SIGINT, 1), (signal.SIGTERM, 3)])
def test_it_stops_also_where_a_library_calls_back(told, times):
    code = SPEAKS.format(told=int(told), times=times)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=40)
    assert (done.returncode, done.stdout) == (0, "cleaned up\n")
