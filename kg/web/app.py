"""The ASGI application: routes, and what they share."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import anyio
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import DatasetError, KGError
from kg.files import shipped
from kg.pages.render import Pages
from kg.pages.things import PAGES, SUFFIXES, data_query, thing_of
from kg.query import Table, catalogue, run
from kg.settings import Settings
from kg.store import Dataset, current_version
from kg.web import description, entities, negotiation, protocol
from kg.web.limited import Ended, Limited
from kg.web.security import LOCAL, Guard
from kg.web.workers import Busy, Job, Limits, WorkerPool

KEPT = 500
"""Pages that are kept in memory, each some tens of kilobytes."""


class Current:
    """The pages of the version that ``current`` points to; made anew when a build has swapped in another."""

    def __init__(self, data: Path, settings: Settings) -> None:
        self._data = data
        self._settings = settings
        self._pages: Pages | None = None
        self._kept: dict[str, str] = {}
        self._lock = threading.Lock()

    def pages(self) -> Pages:
        """Return the pages.

        Raises:
            DatasetError: there is no dataset.
        """
        with self._lock:
            if self._pages is None or self._pages.dataset.folder != current_version(self._data):
                self._pages = Pages(Dataset.open(self._data), self._settings)
                self._kept = {}
            return self._pages

    def text(self, path: str, make: Callable[[Pages], str | None]) -> str | None:
        """Return the page of a path, made once a version; those longest unused are forgotten first."""
        pages, kept = self.pages(), self._kept
        with self._lock:
            text = kept.pop(path, None)
        if text is None:
            text = make(pages)
        if text is not None:
            with self._lock:
                kept[path] = text
                while len(kept) > KEPT:
                    del kept[next(iter(kept))]
        return text


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

    site = _Site(Current(data, settings), settings, federation=federation)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = WorkerPool(data, workers=workers, waiting=waiting, limits=limits)
        app.state.limiter = anyio.CapacityLimiter(app.state.pool.places + 1)
        try:
            yield
        finally:
            app.state.pool.close()

    async def sparql(request: Request) -> Response:
        if request.method in ("GET", "HEAD") and not request.url.query:
            return site.described(request)
        return await protocol.answer(request, request.app.state.pool, federation=federation)

    routes: list[BaseRoute] = [
        Route("/sparql", sparql, methods=["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]),
        Route("/", site.home),
        Route("/search", site.search),
        Route("/suggest", site.suggest),
        Route("/queries", site.questions),
        Route("/query/{name}", site.question),
        Route("/editor", site.editor),
        Route("/network", site.network),
        Route("/ontology", site.ontology),
        Route("/.well-known/void", site.void),
        Route("/.well-known/sparql-examples", site.examples),
        Route("/page/{kind}/{name}", site.page),
        Route("/data/{kind}/{name}.{suffix}", site.data),
        Mount("/static", StaticFiles(directory=shipped("viz") / "web" / "static")),
        Route("/{kind}/{name}", site.entity),
    ]
    middleware = [
        Middleware(Guard, hosts=hosts),
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"],
                   expose_headers=["Link", "ETag", "Retry-After"]),
        Middleware(GZipMiddleware, minimum_size=1000),
    ]
    handlers = {KGError: _told, 404: _not_found}
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan, exception_handlers=handlers)


class _Site:
    """The handlers of everything but SPARQL. Work that reads the store runs in the thread pool."""

    def __init__(self, current: Current, settings: Settings, *, federation: bool = False) -> None:
        self._current = current
        self._federation = federation
        self._settings = settings
        self._networks: dict[Path, tuple[str, str]] = {}

    async def home(self, request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(self._current.text, "/", lambda pages: pages.home()))

    async def search(self, request: Request) -> Response:
        text = request.query_params.get("q", "")[:200]
        return await self._html(request, lambda pages: pages.found(text))

    async def suggest(self, request: Request) -> Response:
        text = request.query_params.get("q", "")[:200]
        return JSONResponse(await run_in_threadpool(lambda: self._current.pages().suggestions(text)))

    async def questions(self, request: Request) -> Response:
        return await self._html(request, lambda pages: pages.question_list())

    async def editor(self, request: Request) -> Response:
        return await self._html(request, lambda pages: pages.editor())

    async def question(self, request: Request) -> Response:
        return await run_in_threadpool(self._question, request)

    def _question(self, request: Request) -> Response:
        pages = self._current.pages()
        question = pages.questions.get(request.path_params["name"])
        if question is None:
            return PlainTextResponse("the catalogue has no such question\n", 404)
        known = {each.name for each in question.parameters}
        given = {name: value[:2000] for name, value in request.query_params.items() if name in known}
        form = request.query_params.get("form", "")
        engine = Limited(request.app.state.pool)
        if form in ("csv", "json"):
            table = run(engine, question, {name: value for name, value in given.items() if value})
            assert isinstance(table, Table)
            media = "text/csv" if form == "csv" else "application/sparql-results+json"
            named = {"Content-Disposition": f'attachment; filename="{question.name}.{form}"'} if form == "csv" else {}
            return Response(table.render(form), media_type=media, headers=named)
        text, status = pages.question(question, given, engine)
        return HTMLResponse(text, status)

    async def network(self, request: Request) -> Response:
        return await run_in_threadpool(self._network)

    def _network(self) -> Response:
        from kg.draw import page
        from kg.network.collect import from_dataset

        dataset = self._current.pages().dataset
        if dataset.folder not in self._networks:
            text = page(from_dataset(dataset), person_page="/person/")
            self._networks = {dataset.folder: (text, _own_policy(text))}
        text, policy = self._networks[dataset.folder]
        return HTMLResponse(text, headers={"Content-Security-Policy": policy})

    async def ontology(self, request: Request) -> Response:
        folder = shipped("ontology")
        if negotiation.best(negotiation.accepted(request), ["text/html", "text/turtle"]) == "text/turtle":
            return FileResponse(folder / "kg.ttl", media_type="text/turtle")
        text = await run_in_threadpool(lambda: self._current.pages().ontology())
        return HTMLResponse(text, headers={"Vary": "Accept"})

    async def void(self, request: Request) -> Response:
        graph = f"{self._settings.dataset.base}graph/dataset"
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return await self._constructed(request, query, _rdf(request) or "text/turtle")

    def described(self, request: Request) -> Response:
        """The endpoint without a query: its description, for people the editor."""
        media = _rdf(request, "text/html")
        if media is None:
            return PlainTextResponse(f"can give {', '.join(SUFFIXES.values())}\n", 406, headers={"Vary": "Accept"})
        if media == "text/html":
            return RedirectResponse("/editor", 303, headers={"Vary": "Accept"})
        base = self._settings.dataset.base
        body = description.service_description(_endpoint(request), base, media, federation=self._federation)
        return Response(body, media_type=media, headers={"Vary": "Accept"})

    async def examples(self, request: Request) -> Response:
        media = _rdf(request) or "text/turtle"
        body = await run_in_threadpool(description.examples, catalogue(), _endpoint(request), media)
        return Response(body, media_type=media, headers={"Vary": "Accept"})

    async def entity(self, request: Request) -> Response:
        found = thing_of(request.path_params["kind"], request.path_params["name"])
        if found is None:
            return PlainTextResponse("there is nothing here\n", 404)
        base = self._settings.dataset.base
        return await run_in_threadpool(lambda: entities.send_on(request, found, self._current.pages().dataset, base))

    async def page(self, request: Request) -> Response:
        found = thing_of(request.path_params["kind"], request.path_params["name"])
        if found is None or found.kind not in PAGES:
            return PlainTextResponse("there is nothing here\n", 404)
        pages = await run_in_threadpool(self._current.pages)
        tag = entities.etag(pages.dataset, request.url.path)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        text = await run_in_threadpool(self._current.text, request.url.path, lambda pages: pages.entity(found))
        if text is None:
            return RedirectResponse(f"/{found.path}", 302)
        headers = {**entities.document_headers(found), "ETag": tag, "Cache-Control": "no-cache"}
        return HTMLResponse(text, headers=headers)

    async def data(self, request: Request) -> Response:
        kind, name, suffix = (request.path_params[key] for key in ("kind", "name", "suffix"))
        found = thing_of(kind, name)
        if found is None or suffix not in SUFFIXES:
            return PlainTextResponse("there is nothing here\n", 404)
        pages = await run_in_threadpool(self._current.pages)
        tag = entities.etag(pages.dataset, request.url.path)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        iri = found.iri(self._settings.dataset.base)
        if not await run_in_threadpool(entities.exists, pages.dataset, iri):
            return PlainTextResponse(f"the dataset says nothing of {iri}\n", 404)
        job = Job(data_query(iri), graph_type=SUFFIXES[suffix])
        response = await protocol.job_answered(request, request.app.state.pool, job)
        response.headers.update({**entities.document_headers(found), "ETag": tag, "Cache-Control": "no-cache"})
        return response

    async def _constructed(self, request: Request, query: str, media: str) -> Response:
        return await protocol.job_answered(request, request.app.state.pool, Job(query, graph_type=media))

    async def _html(self, request: Request, make: Callable[[Pages], str]) -> Response:
        return HTMLResponse(await run_in_threadpool(lambda: make(self._current.pages())))


def _endpoint(request: Request) -> str:
    """The address of the SPARQL endpoint as the client sees it."""
    return str(request.url.replace(path="/sparql", query="", fragment=""))


def _rdf(request: Request, *others: str) -> str | None:
    """The serialisation of RDF that a request wants most, Turtle without a wish; None where it wants none."""
    return negotiation.best(negotiation.accepted(request), [*SUFFIXES.values(), *others])


def _own_policy(text: str) -> str:
    """The policy that the viewer's page carries itself, by the hashes of its script and style, as a header."""
    import html
    import re

    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    return html.unescape(found[1]) if found else "default-src 'none'"


async def _told(request: Request, error: Exception) -> Response:
    """An error of ours as plain text; no dataset (yet), no worker free and no time left are not the client's fault."""
    if isinstance(error, (Busy, DatasetError, Ended)):
        return PlainTextResponse(f"{error}\n", 503, {"Retry-After": "5"})
    return PlainTextResponse(f"{error}\n", 400)


async def _not_found(request: Request, error: Exception) -> Response:
    return PlainTextResponse("there is nothing here\n", 404)
