"""A remote SPARQL 1.1 endpoint that answers like a ``Dataset``.

Takes a URL; gives an ``Engine``. Requests go through SPARQLWrapper: GET for short queries, POST for long ones, with a
time limit, retries with growing pauses where trying again can help, and basic, digest or bearer authentication from
the environment (``KG_USER`` and ``KG_PASSWORD``, or ``KG_TOKEN``). What comes back wrong is an ``EndpointError`` in
plain words.
"""

from __future__ import annotations

import ast
import json
import logging
import os
import re
import time
from typing import Any, NamedTuple

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.engine import Answer, clauses_after, form_of, syntax_error, undeclared_prefixes
from kg.errors import EndpointError, QueryError

logger = logging.getLogger(__name__)

_LONG = 1500
"""Characters of a query beyond which it is sent by POST: URLs are cut by servers at about 2,000."""

_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_RESULTS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
_GRAPHS = {"n-triples": RdfFormat.N_TRIPLES, "turtle": RdfFormat.TURTLE, "rdf+xml": RdfFormat.RDF_XML,
           "ld+json": RdfFormat.JSON_LD, "text/plain": RdfFormat.N_TRIPLES}
_HINTS = {
    400: "the endpoint does not understand the query",
    401: "set KG_USER and KG_PASSWORD, or KG_TOKEN",
    403: "set KG_USER and KG_PASSWORD, or KG_TOKEN; the account may lack the right",
    404: "is the path right? often it ends in /sparql or /query",
    405: "is this the query endpoint, and not the update endpoint?",
    413: "the query is too long for the endpoint",
    429: "the endpoint asks for fewer requests; wait a while",
}


class _Reply(NamedTuple):
    """What an endpoint sent: media type, body, and the number of rows after which it says that it stops."""

    kind: str
    body: bytes
    most: int | None


class Endpoint:
    """A SPARQL endpoint, asked by SPARQLWrapper; an ``Engine``.

    Args:
        url: its query URL.
        timeout: seconds for one attempt.
        retries: how often a failed attempt is repeated.
        pause: seconds before the first repetition; each further pause is twice as long.
        user, password: for basic authentication, or digest where the endpoint asks for that; from the environment where
            left out.
        token: for bearer authentication; from the environment where left out.
        page: rows that are asked for at a time, for endpoints that cut answers short without saying so; those that
            say so (``X-SPARQL-MaxRows``) need none.

    Raises:
        EndpointError: the URL is not http(s).
    """

    def __init__(
        self, url: str, *, timeout: float = 60.0, retries: int = 3, pause: float = 0.5, user: str | None = None,
        password: str | None = None, token: str | None = None, page: int | None = None,
    ) -> None:
        if not re.match(r"https?://[^/\s]+", url):
            raise EndpointError(f"{url!r} is not the URL of an endpoint", hint="it begins with http:// or https://")
        self.url = url
        self.timeout = timeout
        self.retries = retries
        self.pause = pause
        self.page = page
        self.user = os.environ.get("KG_USER") if user is None else user
        self.password = os.environ.get("KG_PASSWORD", "") if password is None else password
        self.token = os.environ.get("KG_TOKEN") if token is None else token
        self._realm = ""  # the name that a server gives when it asks for digest authentication

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        """Answer a query; see ``kg.engine.Engine``. What the endpoint cuts short is asked for page by page.

        Raises:
            QueryError: the endpoint says that the query is malformed.
            EndpointError: it cannot be reached, refuses, cuts short what cannot be had in pages, or answers what is
                not SPARQL results.
        """
        query = undeclared_prefixes(text) + text
        allowed = timeout or self.timeout
        if form_of(query) != "SELECT":
            return self._asked(query, allowed, constructs=form_of(query) in ("CONSTRUCT", "DESCRIBE"))[0]
        after = set(clauses_after(query))
        page = None if after & {"LIMIT", "OFFSET", "VALUES"} else self.page
        answer, reply = self._asked(f"{query}\nLIMIT {page}" if page else query, allowed)
        most = reply.most or page
        if not most or len(_rows(reply)) < most:
            return answer
        if after & {"LIMIT", "OFFSET", "VALUES"}:
            raise EndpointError(f"{self.url} gives no more than {most:,} rows at a time", hint="ask for fewer rows, or "
                                "without LIMIT and OFFSET, and with VALUES inside WHERE: then they come in pages")
        return self._paged(query, reply, most, allowed)

    def _paged(self, query: str, first: _Reply, most: int, timeout: float) -> Answer:
        """Ask for all rows in pages of ``most``, in an order in which no two different rows are equal."""
        whole = json.loads(first.body)
        order = "" if "ORDER" in clauses_after(query) else "ORDER BY"
        # As texts: of values of mixed types Virtuoso has no order that it keeps from page to page.
        variables = " ".join(f"STR(?{name})" for name in whole["head"]["vars"])
        rows: list[object] = []
        while True:
            _, page = self._asked(f"{query}\n{order} {variables} LIMIT {most} OFFSET {len(rows)}", timeout)
            found = _rows(page)
            rows += found
            if len(found) < most:
                break
            logger.info("%s gave %s rows so far", self.url, f"{len(rows):,}")
        whole["results"]["bindings"] = rows
        return parse_query_results(json.dumps(whole).encode(), format=QueryResultsFormat.JSON)

    def _asked(self, query: str, timeout: float, *, constructs: bool = False) -> tuple[Answer, _Reply]:
        """Send a query, again where that can help; return the answer, and what it was read from."""
        for attempt in range(self.retries + 1):
            try:
                reply = self._request(query, constructs, timeout)
                return self._read(reply.kind, reply.body, constructs), reply
            except _TryAgain as failure:
                if attempt == self.retries:
                    raise failure.error from failure
                wait = failure.wait if failure.wait is not None else self.pause * 2 ** attempt
                logger.info("%s; trying again in %g s", failure.error.message, wait)
                time.sleep(min(wait, 30.0))
        raise AssertionError("unreachable")

    def _request(self, query: str, constructs: bool, timeout: float) -> _Reply:
        """Send the query once; return what comes back."""
        from http.client import HTTPException
        from urllib.error import HTTPError, URLError

        asked = self._prepared(query, constructs, timeout)
        try:
            response = asked.query().response
            most = str(response.headers.get("X-SPARQL-MaxRows", ""))
            return _Reply(str(response.headers.get("Content-Type", "")), bytes(response.read()),
                          int(most) if most.isdigit() else None)
        except HTTPError as error:
            raise self._refused(error.code, dict(error.headers or {}), error.read(4000), query) from error
        except TimeoutError as error:
            raise QueryError(f"{self.url} gave no answer in {timeout:g} s", hint="narrow the query, add LIMIT, or "
                             "allow more time with --timeout") from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise QueryError(f"{self.url} gave no answer in {timeout:g} s", hint="is the server there?") from error
            raise _TryAgain(EndpointError(f"{self.url} cannot be reached: {_reason(error.reason)}",
                                          hint="is the URL right, and the server running?")) from error
        except (OSError, HTTPException, ValueError) as error:
            raise _TryAgain(EndpointError(f"{self.url} broke off: {_reason(error)}")) from error
        except Exception as error:  # SPARQLWrapper's own, each with the response's text in its message
            code = {"QueryBadFormed": 400, "Unauthorized": 401, "EndPointNotFound": 404, "URITooLong": 414,
                    "EndPointInternalError": 500}.get(type(error).__name__)
            if code is None:
                raise EndpointError(f"{self.url} failed: {_reason(error)}") from error
            if code == 401 and self.user and not self._realm and (realm := _digest_realm(self.url, timeout)):
                self._realm = realm
                return self._request(query, constructs, timeout)
            raise self._refused(code, {}, _response(error), query) from error

    def _prepared(self, query: str, constructs: bool, timeout: float) -> Any:
        """A SPARQLWrapper with everything set; its imports are slow, so they wait for the first query."""
        from SPARQLWrapper import BASIC, DIGEST, GET, JSON, POST, TURTLE, URLENCODED, SPARQLWrapper

        asked = SPARQLWrapper(self.url, agent="homepage-kg (SPARQLWrapper)")
        asked.setQuery(query)
        # SPARQLWrapper looks for the form with a regular expression and can be wrong; this module knows better.
        asked.queryType = "CONSTRUCT" if constructs else "SELECT"
        asked.setReturnFormat(TURTLE if constructs else JSON)
        asked.setOnlyConneg(True)
        asked.setMethod(POST if len(query) > _LONG else GET)
        asked.setRequestMethod(URLENCODED)
        asked.setTimeout(max(1, round(timeout)))
        if constructs:
            asked.addCustomHttpHeader("Accept", "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5")
        if self.token:
            asked.addCustomHttpHeader("Authorization", f"Bearer {self.token}")
        elif self.user:
            asked.setHTTPAuth(DIGEST if self._realm else BASIC)
            asked.setCredentials(self.user, self.password, realm=self._realm)
        return asked

    def _refused(self, code: int, headers: dict[str, str], body: bytes, query: str) -> Exception:
        """Make an error of an HTTP status; of some, one after which trying again makes sense."""
        said = _plain(body)
        if code == 400 and "error at" in said:
            return syntax_error(said, query)
        if code == 400:
            return QueryError(f"{self.url} does not accept the query: {said}" if said else
                              f"{self.url} does not accept the query", hint=_HINTS[400])
        error = EndpointError(f"{self.url} answered {code}" + (f": {said}" if said else ""),
                              hint=_HINTS.get(code, "try again later" if code >= 500 else ""))
        if code not in _AGAIN:
            return error
        wait = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
        return _TryAgain(error, float(wait) if wait.isdigit() else None)

    def _read(self, kind: str, body: bytes, constructs: bool) -> Answer:
        """Read the body as what its media type says it is."""
        kind = kind.lower()
        try:
            if not constructs:
                for name, results in _RESULTS.items():
                    if name in kind:
                        return parse_query_results(body, format=results)
            else:
                for name, form in _GRAPHS.items():
                    if name in kind:
                        return iter([quad.triple for quad in parse(body, format=form, base_iri=self.url)])
        except (SyntaxError, ValueError) as error:
            raise _TryAgain(EndpointError(f"{self.url} sent an answer that breaks off or is malformed: "
                                          f"{_reason(error)}", hint="try again, or ask for less")) from error
        what = "a web page" if "html" in kind else kind or "an answer without a type"
        raise EndpointError(f"{self.url} answered with {what}, not with SPARQL results: {_plain(body)}",
                            hint="is this the address of the query endpoint itself?")


def _rows(reply: _Reply) -> list[object]:
    """The rows of SPARQL JSON results; none where they came in another form, which is not read in pages."""
    if "json" not in reply.kind.lower():
        return []
    found: list[object] = json.loads(reply.body)["results"]["bindings"]
    return found


class _TryAgain(Exception):
    """An attempt failed in a way that the next one may not; carries the error to raise if none is left."""

    def __init__(self, error: EndpointError, wait: float | None = None) -> None:
        super().__init__(error.message)
        self.error = error
        self.wait = wait


def _digest_realm(url: str, timeout: float) -> str:
    """The realm that an endpoint asks digest authentication for, "" where it does not.

    It is asked without credentials, because Virtuoso refuses those of another kind without saying what it wants.
    """
    from urllib.error import HTTPError
    from urllib.request import urlopen

    try:
        urlopen(f"{url}?query=ASK%20%7B%7D", timeout=timeout).close()
    except HTTPError as error:
        found = re.match(r'(?i)digest\s.*?\brealm="([^"]*)"', error.headers.get("WWW-Authenticate", ""))
        return found[1] if found else ""
    except OSError:
        pass
    return ""


def _response(error: Exception) -> bytes:
    """The server's own words, which SPARQLWrapper puts into its message as the source of a bytes literal."""
    said = str(error).partition("Response:")[2].strip()
    try:
        found = ast.literal_eval(said)
    except (ValueError, SyntaxError):
        return said.encode()
    return found if isinstance(found, bytes) else said.encode()


def _plain(body: bytes) -> str:
    """The first words of an answer, without markup.

    >>> _plain(b"<html><title>404</title><p>Not  here</p>")
    '404 Not here'
    """
    text = re.sub(r"<[^>]{0,500}>", " ", body[:4000].decode(errors="replace"))
    return " ".join(text.split())[:200]


def _reason(error: object) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__).strip().splitlines()[0][:200]
