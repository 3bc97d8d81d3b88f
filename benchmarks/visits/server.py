"""A Streamlit server of its own, under the settings of the app, and what it spends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
APP, BARE = "app.py", "benchmarks/visits/bare.py"
OPTIONS = ("--server.headless", "true", "--server.fileWatcherType", "none")


class Server:
    """A server that runs: where it is reached, and what it has cost so far."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port
        self.address = f"http://localhost:{port}"

    def spent_s(self) -> float:
        """Seconds of processor time so far, of all its threads, those that have ended too.

        Linux gives every process a clock of its own, by this number.
        """
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def memory_mb(self) -> float:
        """What it holds in memory now, and ``peak_mb`` what it held at most."""
        return self._status("VmRSS")

    def peak_mb(self) -> float:
        """What it held in memory at most."""
        return self._status("VmHWM")

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith(name)) / 1024


@contextmanager
def served(script: str, **environment: str) -> Iterator[Server]:
    """A server of a script, ready for its first visitor; gone at the end."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(
        [*command, *OPTIONS], cwd=ROOT, env=os.environ | environment, **quiet
    )
    server = Server(process, port)
    try:
        _await(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _await(server: Server, tries: int = 600) -> None:
    for _ in range(tries):
        try:
            urllib.request.urlopen(f"{server.address}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(server.address)
