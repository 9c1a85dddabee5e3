"""A real server in a process of its own, on a free port, with the small made-up world."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.store import writer
from tests.world import world


class Server(NamedTuple):
    """A server that runs."""

    address: str
    process: subprocess.Popen[bytes]

    @property
    def endpoint(self) -> str:
        """Where it answers SPARQL."""
        return f"{self.address}/sparql"


@contextlib.contextmanager
def running(data: Path, *options: str) -> Iterator[Server]:
    """Start ``kg serve`` and end it as Ctrl-C does."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--data", str(data), "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/static/icon.svg", timeout=5).close()
                break
            assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.1)
        yield Server(address, process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            if process.stderr:
                process.stderr.close()


@pytest.fixture(scope="session")
def served_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with the small made-up world."""
    data: Path = tmp_path_factory.mktemp("served") / "kg-data"
    with writer(data) as new:
        new.load([world()])
    return data


@pytest.fixture(scope="module")
def server(served_data: Path) -> Iterator[Server]:
    """A server with short limits."""
    pytest.importorskip("uvicorn", reason="the extra [web] is not installed: pip install 'homepage-kg[web]'")
    with running(served_data, "--timeout", "6", "--memory", "512") as started:
        yield started
