"""The SPARQL 1.1 Protocol, its query part: a request -> a job for a worker -> a response.

https://www.w3.org/TR/sparql11-protocol/ . There is no update: nothing here can write.
"""

from __future__ import annotations

import threading
from urllib.parse import parse_qsl, urlsplit

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.engine import form_of, refuse_federation
from kg.errors import QueryError
from kg.web import negotiation
from kg.web.workers import Answer, Busy, Job, WorkerPool

LONGEST_QUERY = 1_000_000
"""Bytes of a request's body; a longer one is refused (413)."""

STATUS = {"syntax": 400, "too_large": 413, "out_of_memory": 413, "timeout": 504, "gone": 499, "failed": 500}
_LOOK = 0.25
"""Seconds between looks at whether the client is still there."""


class Refused(Exception):
    """A request that the protocol, or our limits, do not allow."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


async def answer(request: Request, pool: WorkerPool, *, federation: bool = False) -> Response:
    """Answer one request to the SPARQL endpoint.

    Args:
        request: GET with ``query``, POST of a form, or POST of the query itself.
        pool: the workers.
        federation: whether SERVICE may be used.
    """
    try:
        job = await job_of(request, federation=federation)
    except Refused as refused:
        return PlainTextResponse(f"{refused}\n", refused.status, headers=refused.headers)
    return await job_answered(request, pool, job)


async def job_answered(request: Request, pool: WorkerPool, job: Job) -> Response:
    """Return the response to a query that may be asked: its answer, or why there is none."""
    try:
        return response_of(await _ask(request, pool, job))
    except Busy as busy:
        return PlainTextResponse(f"{busy}\n", 503, headers={"Retry-After": "5"})


async def _ask(request: Request, pool: WorkerPool, job: Job) -> Answer:
    """Ask the workers; where the client goes away meanwhile, the query is ended.

    Raises:
        Busy: the queue is full.
    """
    gone = threading.Event()

    async def watch() -> None:
        while not await request.is_disconnected():
            await anyio.sleep(_LOOK)
        gone.set()

    # Waiting queries have threads of their own: they must not take those that make the pages.
    limiter = request.app.state.limiter
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(watch)
        try:
            result: Answer | Busy = await anyio.to_thread.run_sync(pool.ask, job, gone, limiter=limiter)
        except Busy as busy:
            result = busy
        finally:
            gone.set()
        tasks.cancel_scope.cancel()
    if isinstance(result, Busy):
        raise result
    return result


def response_of(result: Answer) -> Response:
    """Return a worker's answer as a response."""
    if result.error:
        return PlainTextResponse(f"{result.error}\n", STATUS[result.kind])
    return Response(result.body, media_type=result.media_type, headers={"Vary": "Accept"})


async def job_of(request: Request, *, federation: bool = False) -> Job:
    """Read a request as the protocol says.

    Raises:
        Refused: 400, 405, 406, 413 or 415, with what to do.
    """
    pairs = _pairs(request.url.query)
    text = None
    if request.method == "POST":
        body = await _body(request)
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == "application/x-www-form-urlencoded":
            pairs += _pairs(_utf8(body))
        elif media == "application/sparql-query":
            text = _utf8(body)
        elif media == "application/sparql-update":
            raise Refused(403, "this endpoint answers queries only; it cannot be written to")
        else:
            hint = "send application/sparql-query, or a form with query="
            raise Refused(415, f"cannot read a body of type {media or 'none'}; {hint}")
    elif request.method not in ("GET", "HEAD"):
        raise Refused(405, "use GET or POST", {"Allow": "GET, HEAD, POST"})
    if any(key == "update" for key, _ in pairs):
        raise Refused(403, "this endpoint answers queries only; it cannot be written to")
    queries = [value for key, value in pairs if key == "query"] + ([text] if text is not None else [])
    if len(queries) != 1:
        raise Refused(400, f"a request carries one query, this one carries {len(queries)}")
    if not federation:
        try:
            refuse_federation(queries[0])
        except QueryError as error:
            raise Refused(403, str(error)) from error
    results_type, graph_type = _wanted(request, pairs, form_of(queries[0]))
    return Job(
        queries[0], _graphs(pairs, "default-graph-uri"), _graphs(pairs, "named-graph-uri"), results_type, graph_type,
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, strict_parsing=False, errors="strict")
    except (UnicodeDecodeError, ValueError) as error:
        raise Refused(400, "the parameters are not UTF-8") from error


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the query is not UTF-8 (byte {error.start})") from error


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_QUERY:
            raise Refused(413, f"a query may be {LONGEST_QUERY:,} bytes long")
    return body


def _graphs(pairs: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    graphs = tuple(value for key, value in pairs if key == name)
    for each in graphs:
        if not urlsplit(each).scheme or any(c in each for c in '<>"{}|^`\\ '):
            raise Refused(400, f"{name} is not an absolute IRI: {each[:200]!r}")
    return graphs


def _wanted(request: Request, pairs: list[tuple[str, str]], form: str) -> tuple[str, str]:
    """Media types for results and for graphs; the form of the query decides which of the two must be had.

    Raises:
        Refused: 406, none of what the query can be answered with is wanted.
    """
    short = next((value for key, value in pairs if key == "format"), "")
    if short in negotiation.SHORT:
        results, graphs = negotiation.SHORT[short]
        return results or "application/sparql-results+json", graphs or "text/turtle"
    accept = negotiation.accepted(request)
    results = negotiation.RESULTS.get(negotiation.best(accept, list(negotiation.RESULTS)) or "", "")
    graphs = negotiation.GRAPHS.get(negotiation.best(accept, list(negotiation.GRAPHS)) or "", "")
    possible = {"SELECT": [results], "ASK": [results], "CONSTRUCT": [graphs], "DESCRIBE": [graphs]}
    if not any(possible.get(form, [results, graphs])):
        offered = negotiation.GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else negotiation.RESULTS
        raise Refused(406, f"can give {', '.join(dict.fromkeys(offered.values()))}")
    return results or "application/sparql-results+json", graphs or "text/turtle"
