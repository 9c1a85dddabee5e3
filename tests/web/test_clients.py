"""The endpoint as other programs use it: a real server, asked by SPARQLWrapper, rdflib and curl."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed: pip install 'homepage-kg[web]'")

import rdflib

from tests.web.conftest import Server

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
NAMES = "SELECT ?name { ?person a kg:Person ; rdfs:label ?name } ORDER BY ?name"


def fetched(server: Server, path: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    request = urllib.request.Request(server.address + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    with urllib.request.urlopen(request, timeout=20) as response:
        return response.read(), {name.lower(): value for name, value in response.headers.items()}


def curl(*arguments: str) -> str:
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed; on Debian: apt-get install curl")
    done = subprocess.run([program, "--silent", "--max-time", "20", *arguments], capture_output=True, check=True)
    return done.stdout.decode()


def test_sparqlwrapper_gets_rows_and_graphs(server: Server) -> None:
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    client: Any = SPARQLWrapper(server.endpoint)
    client.setReturnFormat(JSON)
    client.setQuery(NAMES)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert "Mira Olin" in [row["name"]["value"] for row in rows]
    client.setMethod(POST)
    assert client.queryAndConvert()["results"]["bindings"] == rows
    client.setReturnFormat(TURTLE)
    client.setQuery("CONSTRUCT { ?p rdfs:label ?name } WHERE { ?p a kg:Person ; rdfs:label ?name }")
    graph = rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")
    assert len(graph) == len(rows)


def test_rdflibs_store_asks_it(server: Server) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(server.endpoint))
    mira = rdflib.URIRef("https://example.org/kg/person/p-mira")
    assert rdflib.Literal("Mira Olin") in set(graph.objects(mira, rdflib.RDFS.label))
    rows = list(graph.query("SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a <https://w3id.org/homepage-kg/ontology#Person> }"))
    assert int(str(rows[0][0])) >= 8  # type: ignore[index]


def test_curl_asks_it_in_three_ways(server: Server) -> None:
    wanted = curl("--get", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv", server.endpoint)
    assert wanted.splitlines()[0] == "name"
    assert "Mira Olin" in wanted
    by_form = curl("--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv", server.endpoint)
    direct = curl("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv", "--data", NAMES,
                  server.endpoint)
    assert by_form == direct == wanted


def test_comunica_asks_it(server: Server) -> None:
    program = Path(sys.prefix) / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
    if not program.exists():
        pytest.skip("Comunica is not installed: make .venv/comunica (needs npm)")
    query = "PREFIX kg: <https://w3id.org/homepage-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    done = subprocess.run([program, f"sparql@{server.endpoint}", query + NAMES, "-t", "text/csv"], capture_output=True,
                          timeout=60, check=True)
    by_curl = curl("--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv", server.endpoint)
    assert done.stdout.decode().split() == by_curl.split()
    graph = subprocess.run([program, f"sparql@{server.endpoint}", f"{query} CONSTRUCT {{ ?p a kg:Person }} "
                            "WHERE { ?p a kg:Person }", "-t", "text/turtle"], capture_output=True, timeout=60, check=True)
    assert len(rdflib.Graph().parse(data=graph.stdout, format="turtle")) == len(by_curl.splitlines()) - 1


def test_head_gives_the_headers_without_the_body(server: Server) -> None:
    said = curl("--head", f"{server.endpoint}?query=ASK%7B%7D").splitlines()
    assert said[0].split()[1] == "200"
    assert any(line.lower().startswith("content-type: application/sparql-results+json") for line in said)


def test_a_preflight_lets_any_page_ask(server: Server) -> None:
    said = curl("-i", "-X", "OPTIONS", "-H", "Origin: https://elsewhere.example", "-H",
                "Access-Control-Request-Method: POST", "-H", "Access-Control-Request-Headers: content-type",
                server.endpoint).lower()
    assert "access-control-allow-origin: *" in said
    assert "post" in said.partition("access-control-allow-methods:")[2].splitlines()[0]
    assert "content-type" in said.partition("access-control-allow-headers:")[2].splitlines()[0]


def test_answers_are_compressed_where_the_client_can_read_it(server: Server) -> None:
    path = "/sparql?query=SELECT%20*%7B%3Fs%20%3Fp%20%3Fo%7D"
    plain, _ = fetched(server, path)
    packed, headers = fetched(server, path, Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert len(packed) < len(plain) / 3
    rows = json.loads(gzip.decompress(packed))["results"]["bindings"]
    assert len(rows) == len(json.loads(plain)["results"]["bindings"])


@pytest.mark.parametrize(("accept", "given", "parser"), [
    ("", "text/turtle", "turtle"), ("application/rdf+xml", "application/rdf+xml", "xml"),
    ("application/ld+json;q=0.9, text/turtle;q=0.2", "application/ld+json", "json-ld"),
    ("application/n-triples", "application/n-triples", "nt")])
def test_without_a_query_the_endpoint_describes_itself(server: Server, accept: str, given: str, parser: str) -> None:
    body, headers = fetched(server, "/sparql", Accept=accept)
    assert headers["content-type"].partition(";")[0] == given
    graph = rdflib.Graph().parse(data=body, format=parser)
    service = rdflib.URIRef(server.endpoint)
    assert (service, rdflib.RDF.type, SD.Service) in graph
    assert (service, SD.endpoint, service) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert set(graph.objects(service, SD.feature)) == {SD.UnionDefaultGraph}
    assert len(set(graph.objects(service, SD.resultFormat))) == 8
    default = graph.value(service, SD.defaultDataset)
    assert graph.value(default, SD.defaultGraph) is not None


def test_people_are_sent_from_the_endpoint_to_the_editor(server: Server) -> None:
    body, _ = fetched(server, "/sparql", Accept="text/html,*/*;q=0.1")
    assert b'id="editor"' in body
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetched(server, "/sparql", Accept="image/png")
    assert refused.value.code == 406


def test_every_published_example_runs_as_it_stands(server: Server) -> None:
    body, _ = fetched(server, "/.well-known/sparql-examples")
    graph = rdflib.Graph().parse(data=body, format="turtle")
    found = set(graph.subjects(rdflib.RDF.type, SH.SPARQLExecutable))
    assert len(found) > 30
    declared = {str(each) for each in graph.objects(None, SH.prefix)}
    assert {"kg", "schema", "rdfs"} <= declared
    for each in found:
        assert graph.value(each, rdflib.RDFS.comment)
        query = str(graph.value(each, SH["select"]))
        said = curl("-o", "/dev/null", "-w", "%{http_code}", "--data-urlencode", f"query={query}", server.endpoint)
        assert said == "200", f"{each}: {said}"


def test_the_datasets_description_can_be_had_as_other_rdf(server: Server) -> None:
    _, headers = fetched(server, "/.well-known/void", Accept="application/rdf+xml")
    assert headers["content-type"].startswith("application/rdf+xml")
