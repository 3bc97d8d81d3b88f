"""The app on a port of its own, as a visitor's browser finds it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAIT_S = 60
OPTIONS = ("--server.headless", "true", "--server.fileWatcherType", "none")


def served(port: int) -> subprocess.Popen[bytes]:
    """The app's server process on a port."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, *OPTIONS], cwd=ROOT, env=dict(os.environ), **quiet)


def is_up(port: int) -> bool:
    """Whether the server answers."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def running() -> Iterator[str]:
    """The address of a server of one's own, stopped at the end."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    server = served(port)
    try:
        until = time.monotonic() + WAIT_S
        while not is_up(port) and time.monotonic() < until:
            time.sleep(0.2)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """Where the app runs; nobody has visited it yet."""
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are left to be looked at."""
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder
