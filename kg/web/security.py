"""What every response carries and every request must meet, so that no page of ours can be made to do harm.

Pages come from homepages, which are hostile input: no inline script or style runs, nothing is asked of another
host, nothing may be framed by another site. A request whose Host is not one of ours is refused, so that a web page
elsewhere cannot reach a server on localhost by a name that it controls (DNS rebinding).
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}

LOCAL = ("localhost", "127.0.0.1", "[::1]")


class Guard:
    """Checks the Host of each request and adds the security headers to each response.

    Args:
        app: what is guarded.
        hosts: host names that are ours, without port; "*" allows any.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = LOCAL) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not self._ours(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse("unknown host; start the server with --host NAME to allow it\n", 421)
            await refusal(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)

    def _ours(self, host: str) -> bool:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        return "*" in self._hosts or name.lower() in self._hosts
