"""The ASGI application: routes, and what they share."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.settings import Settings
from kg.web import protocol
from kg.web.security import LOCAL, Guard
from kg.web.workers import Limits, WorkerPool


def create(
    data: Path,
    settings: Settings,
    *,
    hosts: Sequence[str] = LOCAL,
    workers: int = 2,
    waiting: int = 32,
    limits: Limits | None = None,
    federation: bool = False,
) -> Starlette:
    """Make the application for one dataset.

    Args:
        data: the folder of the dataset; a new version that a build swaps in is served from the next request on.
        settings: base IRI, privacy …
        hosts: host names under which the server may be reached.
        workers: SPARQL queries at a time.
        waiting: SPARQL queries that may wait; beyond them the answer is 503.
        limits: what one query may use.
        federation: whether SERVICE may be used.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = WorkerPool(data, workers=workers, waiting=waiting, limits=limits)
        try:
            yield
        finally:
            app.state.pool.close()

    async def sparql(request: Request) -> Response:
        return await protocol.answer(request, request.app.state.pool, federation=federation)

    routes: list[BaseRoute] = [Route("/sparql", sparql, methods=["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"])]
    middleware = [
        Middleware(Guard, hosts=hosts),
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"]),
        Middleware(GZipMiddleware, minimum_size=1000),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)
