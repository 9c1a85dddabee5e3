"""A server between a publication and the real one, that fails at a given request in a given way."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

PASSING = ("cut before", "error 500", "half a request", "half an answer", "cut after")
"""Ways to fail once: the connection is cut before or after the request took effect, or in the middle of either body."""


class Proxy:
    """Passes requests on to a real server.

    Attributes:
        address: where it listens.
        asked: how many requests have come since ``fail`` was called.
    """

    def __init__(self, target: str, listener: ThreadingHTTPServer) -> None:
        self.target = urlsplit(target)
        self.address = f"http://127.0.0.1:{listener.server_address[1]}"
        self.asked = 0
        self._listener = listener
        self._at, self._how, self._victim = 0, "", 0
        self._lock = threading.Lock()

    def fail(self, at: int, how: str, victim: int = 0) -> None:
        """From now on, fail at the ``at``-th request: in a way of PASSING, or be ``gone``, from then on, or kill the
        process ``victim``: ``kill before``, ``kill within``, ``kill after`` the request."""
        self.asked, self._at, self._how, self._victim = 0, at, how, victim

    def next(self) -> str:
        """Return how this request is to fail, "" for not at all."""
        with self._lock:
            self.asked += 1
            gone = self._how == "gone" and self.asked > self._at
            return self._how if self.asked == self._at or gone else ""

    def kill(self) -> None:
        """End the publication's process as nothing else can, and wait until it is dead."""
        os.kill(self._victim, signal.SIGKILL)
        os.waitid(os.P_PID, self._victim, os.WEXITED | os.WNOWAIT)


@contextlib.contextmanager
def proxy(target: str) -> Iterator[Proxy]:
    """Run a proxy in front of a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as listener:
        listener.daemon_threads = True
        listener.proxy = Proxy(target, listener)  # type: ignore[attr-defined]
        threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True).start()
        yield listener.proxy  # type: ignore[attr-defined]
        listener.shutdown()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _pass_on(self) -> None:
        proxy: Proxy = self.server.proxy  # type: ignore[attr-defined]
        how = proxy.next()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if how == "error 500":
            self._answer(500, [], b"out of order")
            return
        if how == "kill before":
            proxy.kill()
        if how in ("cut before", "gone", "kill before"):
            self._cut()
            return
        half = how in ("half a request", "kill within")
        answer = _forward(proxy.target.netloc, self, body, half)
        if how in ("kill within", "kill after"):
            proxy.kill()
        if answer is None or how in ("cut after", "kill after"):
            self._cut()
            return
        status, headers, content = answer
        self._answer(status, headers, content, how == "half an answer")

    def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes, half: bool = False) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:len(content) // 2] if half else content)
        if half:
            self._cut()

    def _cut(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        pass

    do_GET: Callable[[_Handler], None] = _pass_on
    do_PUT = do_POST = do_DELETE = do_GET


def _forward(
    netloc: str, request: _Handler, body: bytes, half: bool,
) -> tuple[int, list[tuple[str, str]], bytes] | None:
    """Send a request on; give status, headers and body of the answer, None where only half of it was sent."""
    connection = http.client.HTTPConnection(netloc, timeout=60)
    connection.putrequest(request.command, request.path, skip_host=True, skip_accept_encoding=True)
    for name, value in request.headers.items():
        if name.lower() != "connection":
            connection.putheader(name, value)
    connection.endheaders(body[:len(body) // 2] if half else body)
    try:
        if half:
            return None
        found = connection.getresponse()
        content = found.read()
        kept = [(name, value) for name, value in found.getheaders()
                if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server")]
        return found.status, kept, content
    finally:
        connection.close()
