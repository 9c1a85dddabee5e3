"""A SPARQL server that can be written to: Graph Store Protocol, SPARQL Update, and queries to read back.

https://www.w3.org/TR/sparql11-http-rdf-update/ and https://www.w3.org/TR/sparql11-update/ . Every request that is
repeated here may be repeated: PUT, DELETE and DROP are idempotent, and adding triples twice adds them once, because
the graphs have no blank nodes.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Set
from dataclasses import dataclass, field
from typing import Any

import httpx

from kg.endpoint import Endpoint
from kg.engine import Answer
from kg.errors import EndpointError, QueryError
from kg.query import Table
from kg.query.results import of_answer

_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}


@dataclass
class Remote:
    """Where to write and read.

    Attributes:
        query: URL of the query endpoint.
        store: URL of the Graph Store ("" where there is none): graphs are named by ``?graph=``.
        update: URL for SPARQL Update ("" where there is none).
        user, password: for basic or digest authentication, whichever the server asks for.
        timeout: seconds for one request.
        tries: how often a request is sent before it is given up.
        pause: seconds before the second try; doubled each time.
    """

    query: str
    store: str = ""
    update: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 120.0
    tries: int = 4
    pause: float = 0.5

    def __post_init__(self) -> None:
        if not self.store and not self.update:
            raise EndpointError("there is nowhere to write", hint="give --store URL or --update URL")
        auth = _Challenge(self.user, self.password) if self.user else None
        encrypted = any(url.startswith("https:") for url in (self.store, self.update))  # else no certificates are read
        self._client = httpx.Client(timeout=self.timeout, auth=auth, verify=encrypted)
        self._reader = Endpoint(self.query, timeout=self.timeout, retries=self.tries - 1, pause=self.pause,
                                user=self.user, password=self.password, token="")

    def put(self, graph: str, body: bytes) -> None:
        """Replace a graph by these N-Triples."""
        self._send("PUT", self.store, params={"graph": graph}, content=body, headers=_TRIPLES)

    def add(self, graph: str, body: bytes) -> None:
        """Add N-Triples to a graph, by the Graph Store or by INSERT DATA."""
        if self.store:
            self._send("POST", self.store, params={"graph": graph}, content=body, headers=_TRIPLES)
        else:
            self.run(f"INSERT DATA {{ GRAPH <{graph}> {{\n{body.decode()}}} }}")

    def drop(self, graph: str) -> None:
        """Remove a graph; it need not be there."""
        if self.update:
            self.run(f"DROP SILENT GRAPH <{graph}>")
        else:
            self._send("DELETE", self.store, params={"graph": graph}, passing={404})

    def run(self, update: str, tries: int = 0) -> None:
        """Run a SPARQL Update request; with ``tries`` 1 for one that may not be repeated."""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._send("POST", self.update, content=update.encode(), headers=headers, tries=tries)

    def ask(self, query: str) -> Answer:
        """Answer a query, through SPARQLWrapper.

        Raises:
            EndpointError: the server does not answer as it should.
        """
        try:
            return self._reader.sparql(query)
        except QueryError as error:  # our own queries are well formed: it is the server that cannot
            raise EndpointError(error.message, hint=error.hint) from error

    def select(self, query: str) -> list[dict[str, str]]:
        """Answer a SELECT query with its rows as strings.

        Raises:
            EndpointError: the server does not answer as it should.
        """
        table = of_answer(self.ask(query))
        assert isinstance(table, Table)
        return [{name: str(value) for name, value in row.items()} for row in table.records()]

    def number(self, query: str) -> int:
        """Answer a SELECT query that gives one number, ``?n``."""
        return int(self.select(query)[0]["n"])

    def count(self, graph: str) -> int:
        """Return how many triples a graph has on the server."""
        return self.number(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _send(
        self, method: str, url: str, *, passing: Set[int] = frozenset(), tries: int = 0, **request: Any,
    ) -> None:
        pause, tries = self.pause, tries or self.tries
        for attempt in range(1, tries + 1):
            try:
                response = self._client.request(method, url, **request)
            except httpx.HTTPError as error:
                problem = f"{method} {url}: {type(error).__name__}: {error}"
            else:
                if response.is_success or response.status_code in passing:
                    return
                said = response.text[:200].strip()
                problem = f"{method} {url}: HTTP {response.status_code} {response.reason_phrase}: {said}"
                if response.status_code not in _TRY_AGAIN:
                    raise EndpointError(problem, hint=_HINTS.get(response.status_code, ""))
            if attempt < tries:
                time.sleep(pause)
                pause *= 2
        raise EndpointError(problem, hint="publish again to go on where this ended")


_TRIPLES = {"Content-Type": "application/n-triples; charset=utf-8"}
_HINTS = {
    400: "take smaller chunks with --chunk",
    401: "give --user, and the password in KG_PASSWORD",
    403: "this user may not write there",
    404: "is this the address of the Graph Store?",
    405: "is this the address of the Graph Store?",
    413: "take smaller chunks with --chunk",
}


class _Challenge(httpx.Auth):
    """Basic or digest authentication, as the server's first challenge says."""

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._password = password
        self._answer: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request; where it is challenged, answer the challenge, and from then on before it is asked."""
        if self._answer is not None:
            yield from self._answer.auth_flow(request)
            return
        response = yield request
        if response.status_code != 401:
            return
        digest = response.headers.get("www-authenticate", "").lower().startswith("digest")
        self._answer = (httpx.DigestAuth if digest else httpx.BasicAuth)(self._user, self._password)
        flow = self._answer.auth_flow(request)
        answered = next(flow)
        yield flow.send(response) if digest else answered
