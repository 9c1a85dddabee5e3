"""The query part of the SPARQL 1.1 Protocol: the cases of the W3C's protocol tests, against the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed: pip install 'homepage-kg[web]'")

from starlette.testclient import TestClient

from kg.settings import Settings
from kg.store import writer
from kg.web.app import create
from kg.web.workers import Limits

G1, G2 = "https://example.org/kg/graph/g-1", "https://example.org/kg/graph/g-2"
QUADS = (
    f'<https://example.org/kg/person/p-1> <https://schema.org/name> "Mira Olin" <{G1}> .\n'
    f'<https://example.org/kg/person/p-2> <https://schema.org/name> "Ada Quist" <{G2}> .\n'
)
NAMES = "SELECT ?name { ?s schema:name ?name } ORDER BY ?name"
JSON = "application/sparql-results+json"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    data: Path = tmp_path_factory.mktemp("protocol") / "kg-data"
    with writer(data) as new:
        new.load([QUADS])
    limits = Limits(seconds=2.0, result_bytes=100_000)
    with TestClient(create(data, Settings(), hosts=["testserver"], workers=1, limits=limits)) as started:
        yield started


def names(response: object) -> list[str]:
    assert response.status_code == 200, response.text  # type: ignore[attr-defined]
    found = response.json()["results"]["bindings"]  # type: ignore[attr-defined]
    return [row["name"]["value"] for row in found]


def test_a_query_by_get_sees_the_union_of_the_named_graphs(client: TestClient) -> None:
    assert names(client.get("/sparql", params={"query": NAMES})) == ["Ada Quist", "Mira Olin"]


def test_a_query_by_post_of_a_form(client: TestClient) -> None:
    assert names(client.post("/sparql", data={"query": NAMES})) == ["Ada Quist", "Mira Olin"]


def test_a_query_by_post_of_itself(client: TestClient) -> None:
    assert names(client.post("/sparql", content=NAMES, headers=DIRECT)) == ["Ada Quist", "Mira Olin"]


@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_default_graph_uri_chooses_the_default_graph(client: TestClient, how: str) -> None:
    parameters = {"default-graph-uri": G1}
    if how == "get":
        response = client.get("/sparql", params={"query": NAMES, **parameters})
    elif how == "form":
        response = client.post("/sparql", data={"query": NAMES, **parameters})
    else:
        response = client.post("/sparql", params=parameters, content=NAMES, headers=DIRECT)
    assert names(response) == ["Mira Olin"]


def test_several_default_graphs_are_merged(client: TestClient) -> None:
    response = client.get("/sparql", params=[("query", NAMES), ("default-graph-uri", G1), ("default-graph-uri", G2)])
    assert names(response) == ["Ada Quist", "Mira Olin"]


def test_named_graph_uri_limits_graph_patterns(client: TestClient) -> None:
    query = "SELECT ?name { GRAPH ?g { ?s schema:name ?name } } ORDER BY ?name"
    assert names(client.get("/sparql", params={"query": query, "named-graph-uri": G2})) == ["Ada Quist"]


def test_the_protocols_dataset_wins_over_from(client: TestClient) -> None:
    query = f"SELECT ?name FROM <{G1}> {{ ?s schema:name ?name }}"
    assert names(client.get("/sparql", params={"query": query, "default-graph-uri": G2})) == ["Ada Quist"]


def test_from_chooses_the_default_graph(client: TestClient) -> None:
    assert names(client.get("/sparql", params={"query": f"SELECT ?name FROM <{G1}> {{ ?s schema:name ?name }}"})) == [
        "Mira Olin"
    ]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (JSON, JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html, text/csv;q=0.9, */*;q=0.1", "text/csv"),
        ("*/*", JSON),
    ],
)
def test_results_come_in_the_form_that_is_wanted_most(client: TestClient, accept: str, given: str) -> None:
    response = client.get("/sparql", params={"query": NAMES}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == given
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_graphs_come_in_the_form_that_is_wanted(client: TestClient, media: str) -> None:
    query = "CONSTRUCT { ?s schema:name ?name } WHERE { ?s schema:name ?name }"
    response = client.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media
    assert "Mira Olin" in response.text


def test_ask_and_describe(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s schema:name 'Mira Olin' }"}).json()["boolean"] is True
    described = client.get("/sparql", params={"query": "DESCRIBE <https://example.org/kg/person/p-1>"})
    assert "Mira Olin" in described.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    response = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


def test_two_queries_are_refused(client: TestClient) -> None:
    assert client.get("/sparql", params=[("query", "ASK {}"), ("query", "SELECT * {}")]).status_code == 400


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    assert client.post("/sparql", content="ASK {}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sparql", content="ASK {}").status_code == 415


def test_a_query_that_is_not_utf8_is_refused(client: TestClient) -> None:
    response = client.post("/sparql", content="ASK { ?s ?p 'é' }".encode("utf-16"), headers=DIRECT)
    assert response.status_code == 400
    assert client.get("/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%27%E9%27%20%7D").status_code == 400


def test_a_syntax_error_names_its_place(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"})
    assert response.status_code == 400
    assert "line 2" in response.text


def test_nothing_can_be_written(client: TestClient) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    assert client.post("/sparql", data={"update": update}).status_code == 403
    sent = client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"})
    assert sent.status_code == 403
    assert client.post("/sparql", data={"query": update}).status_code == 400
    assert len(names(client.get("/sparql", params={"query": NAMES}))) == 2


def test_an_answer_in_no_known_form_is_refused(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": NAMES}, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(("query", "accept", "status"), [
    ("SELECT * { ?s ?p ?o } LIMIT 1", "text/turtle", 406), ("ASK {}", "application/n-triples", 406),
    ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "text/csv", 406), ("DESCRIBE <x:a>", "text/csv", 406),
    ("SELECT * { ?s ?p ?o } LIMIT 1", "text/turtle, text/csv;q=0.1", 200),
    ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "text/csv, */*;q=0.1", 200),
    ("SELECT * { ?s ?p ?o } LIMIT 1", "", 200), ("SELECTED", "text/turtle", 400),
])
def test_rows_are_no_graph_and_graphs_no_rows(client: TestClient, query: str, accept: str, status: int) -> None:
    assert client.get("/sparql", params={"query": query}, headers={"Accept": accept}).status_code == status


def test_service_is_refused(client: TestClient) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    assert client.get("/sparql", params={"query": query}).status_code == 403


def test_a_long_query_is_ended_and_the_next_is_answered(client: TestClient) -> None:
    many = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(200)))} }}" for n in range(5))
    response = client.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) {{ {many} FILTER(?v0 + ?v1 > ?v2) }}"})
    assert response.status_code == 504
    assert "LIMIT" in response.text
    assert len(names(client.get("/sparql", params={"query": NAMES}))) == 2


def test_an_answer_that_is_too_large_is_refused(client: TestClient) -> None:
    values = " ".join(map(str, range(300)))
    query = f"SELECT * {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }}"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 413


def test_an_unknown_host_is_refused(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": "evil.example"}).status_code == 421


def test_any_page_may_ask(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://elsewhere.example"})
    assert response.headers["access-control-allow-origin"] == "*"
