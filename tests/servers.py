"""Real SPARQL servers that tests start on a free port of this machine and stop again."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def oxigraph_program() -> str | None:
    """Return the path of the oxigraph command, None where it is not installed."""
    return shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run ``oxigraph serve`` on a folder; give its address. Skips the test where the package is missing."""
    program = oxigraph_program()
    if program is None:
        pytest.skip("the package oxigraph is not installed: pip install oxigraph")
    port = free_port()
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_open(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


class Virtuoso(NamedTuple):
    """A running Virtuoso: everybody may read, the user may write after digest authentication."""

    address: str
    user: str = "dba"
    password: str = "dba"

    @property
    def query(self) -> str:
        """The query endpoint."""
        return f"{self.address}/sparql"

    @property
    def store(self) -> str:
        """The Graph Store."""
        return f"{self.address}/sparql-graph-crud-auth"

    @property
    def update(self) -> str:
        """The endpoint for SPARQL Update."""
        return f"{self.address}/sparql-auth"


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[Virtuoso]:
    """Run Virtuoso on a new database in an empty folder. Skips the test where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (Debian's virtuoso-opensource-7-bin)")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(sql=free_port(), http=port))
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_open(f"http://127.0.0.1:{port}/sparql", server, 60.0)
        yield Virtuoso(f"http://127.0.0.1:{port}")
    finally:
        server.kill()
        server.wait()


_VIRTUOSO_INI = """\
[Database]
DatabaseFile = kg.db
ErrorLogFile = kg.log
LockFile = kg.lck
TransactionFile = kg.trx
xa_persistent_file = kg.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
CheckpointInterval = 0
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 100
"""
"""Small; and an answer ends after 100 rows, where public servers end it after 10,000."""


def wait_until_open(url: str, server: subprocess.Popen[bytes], seconds: float = 20.0) -> None:
    """Wait until a server answers.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{url} did not answer within {seconds:g} s")
