"""Asking a remote endpoint: a real server started here, and a bad one that answers everything wrong."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.endpoint import Endpoint
from kg.errors import AmbiguousName, EndpointError, QueryError
from kg.query import Table, Triples, catalogue, run
from kg.store import Dataset, writer

from .world import example, world

OXIGRAPH = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    with writer(folder) as new:
        new.load([world()])
    return folder


@pytest.fixture(scope="module")
def url(path: Path) -> Iterator[str]:
    if OXIGRAPH is None:
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = str((path / "current").resolve() / "store")
    server = subprocess.Popen([OXIGRAPH, "serve-read-only", "--location", store, "--union-default-graph", "--bind",
                               f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.parametrize("name", ["coauthors", "timeline", "path", "lines", "signatures", "doubts", "papers_by_year"])
def test_the_catalogue_gives_the_same_rows_remotely(url: str, path: Path, name: str) -> None:
    question = catalogue()[name]
    with Dataset.open(path) as dataset:
        here = run(dataset, question, example(question))
    there = run(Endpoint(url), question, example(question))
    assert isinstance(here, Table)
    assert isinstance(there, Table)
    assert there.to_csv() == here.to_csv()
    assert len(there) > 0


def test_names_are_resolved_remotely(url: str) -> None:
    with pytest.raises(AmbiguousName) as caught:
        run(Endpoint(url), "coauthors", {"person": "Wei Zhang"})
    assert len(caught.value.candidates) == 2


def test_construct_and_ask(url: str) -> None:
    found = run(Endpoint(url), "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o ; a kg:Person }")
    assert isinstance(found, Triples)
    assert 'rdfs:label "Ada Quist"' in found.to_ttl()
    answer = run(Endpoint(url), "ASK { ?s a kg:Person }")
    assert isinstance(answer, Table)
    assert answer.records() == [{"answer": True}]


def test_long_queries_go_by_post(url: str) -> None:
    values = " ".join(f'"{number:0100}"' for number in range(2000))
    answer = run(Endpoint(url), f"SELECT (COUNT(?v) AS ?n) {{ VALUES ?v {{ {values} }} }}")
    assert isinstance(answer, Table)
    assert answer.records() == [{"n": 2000}]


def test_a_syntax_error_has_its_place(url: str) -> None:
    with pytest.raises(QueryError, match="line 1, column"):
        run(Endpoint(url), "SELECT * { ?s ?p }")


def test_pages_of_a_given_size(url: str, path: Path) -> None:
    query = "SELECT ?p WHERE { ?s ?p ?o . ?s a kg:Person }"
    with Dataset.open(path) as dataset:
        here = run(dataset, query)
    there = run(Endpoint(url, page=7), query)
    assert isinstance(here, Table)
    assert isinstance(there, Table)
    assert len(here) > 14
    assert sorted(there.to_csv().splitlines()) == sorted(here.to_csv().splitlines())
    few = run(Endpoint(url, page=7), f"{query} LIMIT 20")
    assert len(few) == 20


Answerer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def serve() -> Iterator[Callable[[Answerer], tuple[str, list[str]]]]:
    """Start a server that answers as a function says; gives its URL and the list of requests it has seen."""
    started = []

    def start(answer: Answerer) -> tuple[str, list[str]]:
        seen: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append(self.headers.get("Authorization", ""))
                answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql", seen

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def says(code: int, body: bytes = b"", kind: str = "text/plain", **headers: str) -> Answerer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        request.send_header("Content-Type", kind)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


GOOD = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "1"}}]}}'
JSON = "application/sparql-results+json"
Serve = Callable[[Answerer], tuple[str, list[str]]]


@pytest.mark.parametrize(("code", "message"), [
    (401, "answered 401.*KG_USER"), (403, "answered 403"), (404, "answered 404: Nothing here.*path right"),
    (418, "answered 418"),
])
def test_refusals_are_told_at_once(serve: Serve, code: int, message: str) -> None:
    url, seen = serve(says(code, b"<html><b>Nothing</b> here</html>", "text/html"))
    with pytest.raises(EndpointError, match=message):
        Endpoint(url, pause=0).sparql("ASK {}")
    assert len(seen) == 1


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_failures_that_may_pass_are_tried_again(serve: Serve, code: int) -> None:
    url, seen = serve(says(code, b"busy"))
    with pytest.raises(EndpointError, match=f"answered {code}"):
        Endpoint(url, pause=0, retries=2).sparql("ASK {}")
    assert len(seen) == 3


def test_it_goes_on_after_a_failure(serve: Serve) -> None:
    answers = [says(503, b"busy", Retry_After="0"), says(200, GOOD, JSON)]
    url, _ = serve(lambda request: answers.pop(0)(request))
    assert run(Endpoint(url, pause=60), "SELECT ?n {}").to_csv() == "n\n1\n"  # type: ignore[union-attr]


def test_half_an_answer_is_no_answer(serve: Serve) -> None:
    url, _ = serve(says(200, GOOD[:40], JSON))
    with pytest.raises(EndpointError, match=r"breaks off|malformed"):
        run(Endpoint(url, pause=0, retries=1), "SELECT ?n {}")


def test_a_web_page_is_no_answer(serve: Serve) -> None:
    url, _ = serve(says(200, b"<html><h1>Welcome</h1></html>", "text/html"))
    with pytest.raises(EndpointError, match=r"a web page.*Welcome.*query endpoint"):
        Endpoint(url).sparql("ASK {}")


def test_a_malformed_query_is_the_users_error(serve: Serve) -> None:
    url, _ = serve(says(400, b"Lexical error near FOO"))
    with pytest.raises(QueryError, match=r"does not accept the query: Lexical error near FOO"):
        Endpoint(url).sparql("ASK {}")


def test_slow_answers_are_given_up(serve: Serve) -> None:
    url, _ = serve(lambda request: time.sleep(3))
    with pytest.raises(QueryError, match="no answer in 1 s"):
        Endpoint(url, retries=0).sparql("ASK {}", timeout=1)


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint(f"http://127.0.0.1:{port}/sparql", pause=0, retries=1).sparql("ASK {}")


def test_not_a_url() -> None:
    with pytest.raises(EndpointError, match="is not the URL"):
        Endpoint("localhost:7878")


def test_authentication(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    url, seen = serve(says(200, GOOD, JSON))
    Endpoint(url, user="mira", password="pass").sparql("SELECT ?n {}")
    Endpoint(url, token="secret").sparql("SELECT ?n {}")
    monkeypatch.setenv("KG_TOKEN", "of-the-environment")
    Endpoint(url).sparql("SELECT ?n {}")
    assert seen == ["Basic bWlyYTpwYXNz", "Bearer secret", "Bearer of-the-environment"]
