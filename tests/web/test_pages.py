"""The pages of the server: what they show, that they escape, and how IRIs are answered."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed: pip install 'homepage-kg[web]'")

from starlette.testclient import TestClient

from kg.settings import Privacy, Settings
from kg.store import writer
from kg.web.app import create
from kg.web.workers import Answer, Job, WorkerPool
from tests.world import world

HOSTILE = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'
GRAPH = "<https://example.org/kg/graph/entities>"


def hostile_quads() -> str:
    """A person and a paper with markup in every text."""
    name = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    person, paper = "<https://example.org/kg/person/p-evil>", "<https://example.org/kg/paper/w-evil>"
    label, kind = "<http://www.w3.org/2000/01/rdf-schema#label>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    terms = "https://w3id.org/homepage-kg/ontology#"
    return (
        f'{person} {label} "{name}" {GRAPH} .\n{person} {kind} <{terms}Person> {GRAPH} .\n'
        f'{person} <https://schema.org/alternateName> "{name}" {GRAPH} .\n'
        f'{paper} {label} "{name}" {GRAPH} .\n{paper} {kind} <{terms}Paper> {GRAPH} .\n'
        f"{paper} <https://schema.org/author> {person} {GRAPH} .\n"
    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    data: Path = tmp_path_factory.mktemp("pages") / "kg-data"
    with writer(data) as new:
        new.load([world(), hostile_quads()])
    with TestClient(create(data, Settings(), hosts=["testserver"], workers=1)) as started:
        yield started


@pytest.mark.parametrize("path", ["/", "/queries", "/editor", "/ontology", "/search?q=mira", "/network",
                                  "/page/person/p-mira", "/page/venue/v-icr", "/page/organization/o-tallinn",
                                  "/page/paper/w-2", "/query/coauthors", "/query/papers_by_year"])
def test_every_kind_of_page_is_there(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/html")


def test_a_person_has_career_co_authors_and_provenance(client: TestClient) -> None:
    text = client.get("/page/person/p-mira").text
    for said in ("Mira Olin", "Huldra Labs", "Ada Quist", "index.md:", "<svg", "ORCID 0000-0002-1825-0097"):
        assert said in text


def test_kept_pages_are_bounded(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.web.app.KEPT", 2)
    paths = ["/page/person/p-mira", "/page/person/p-ada", "/page/person/p-bo", "/page/person/p-mira"]
    names = ["Mira Olin", "Ada Quist", "Bo Tamm", "Mira Olin"]
    assert [f"<h1>{name}</h1>" in client.get(path).text for path, name in zip(paths, names, strict=True)] == [True] * 4


def test_a_person_says_who_may_be_the_same_and_which_pages_name_them(client: TestClient) -> None:
    text = client.get("/page/person/p-teo").text
    assert "May be the same person" in text
    assert "/person/p-teo2" in text
    text = client.get("/page/person/p-ada").text.partition("Where it is said")[2]
    for said in ("ada-quist", "their own page", "mira-olin", "Quist, A.", "index.md:"):
        assert said in text


@pytest.mark.parametrize("allowed", [True, False])
def test_a_photo_is_linked_where_the_settings_allow_it(tmp_path: Path, allowed: bool) -> None:
    picture = "https://olin.example/me.jpg"
    person = "<https://example.org/kg/person/p-mira>"
    with writer(tmp_path / "kg-data") as new:
        new.load([world(), f"{person} <https://schema.org/image> <{picture}> {GRAPH} .\n"])
    settings = Settings(privacy=Privacy(image=allowed))
    with TestClient(create(tmp_path / "kg-data", settings, hosts=["testserver"], workers=1)) as client:
        text = client.get("/page/person/p-mira").text
    assert (picture in text) is allowed
    assert "<img" not in text


def test_names_lead_to_pages(client: TestClient) -> None:
    assert re.search(r'<a href="/person/p-ada">Ada Quist</a>', client.get("/page/person/p-mira").text)


@pytest.mark.parametrize("path", ["/page/person/p-evil", "/page/paper/w-evil", "/search?q=script",
                                  "/query/coauthors?person=p-evil", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
                                  "/query/timeline?person=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"])
def test_nothing_from_a_page_or_a_request_becomes_markup(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_scripts_come_from_us_only(client: TestClient) -> None:
    for path in ("/", "/page/person/p-mira", "/editor", "/network"):
        response = client.get(path)
        policy = response.headers["content-security-policy"]
        assert "unsafe-inline" not in policy.partition("style-src")[0]
        assert "default-src 'none'" in policy
        assert not re.search(r'(src|href)="(https?:)?//[^"]*\.(js|css)', response.text)


@pytest.mark.parametrize(
    ("accept", "place"),
    [("text/html", "/page/person/p-mira"), ("text/turtle", "/data/person/p-mira.ttl"),
     ("application/ld+json", "/data/person/p-mira.jsonld"), ("", "/page/person/p-mira"),
     ("text/html;q=0.4, application/rdf+xml", "/data/person/p-mira.rdf")])
def test_an_iri_leads_to_its_page_or_its_data(client: TestClient, accept: str, place: str) -> None:
    response = client.get("/person/p-mira", headers={"Accept": accept}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, place)
    assert "Accept" in response.headers["vary"]


def test_a_merged_iri_leads_to_what_it_became(client: TestClient) -> None:
    response = client.get("/person/p-old", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (301, "/person/p-mira")


def test_an_unknown_iri_is_not_found(client: TestClient) -> None:
    for path in ("/person/p-none", "/person/%3Cscript%3E", "/nothing/x", "/data/person/p-none.ttl",
                 "/data/person/p-mira.exe"):
        assert client.get(path, follow_redirects=False).status_code == 404, path


def test_data_and_pages_name_each_other_and_can_be_kept(client: TestClient) -> None:
    page, data = client.get("/page/person/p-mira"), client.get("/data/person/p-mira.ttl")
    assert '</data/person/p-mira.ttl>; rel="alternate"' in page.headers["link"]
    assert '</page/person/p-mira>; rel="alternate"' in data.headers["link"]
    for response, path in ((page, "/page/person/p-mira"), (data, "/data/person/p-mira.ttl")):
        again = client.get(path, headers={"If-None-Match": response.headers["etag"]})
        assert again.status_code == 304


def test_a_page_carries_itself_as_json_ld(client: TestClient) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get("/page/person/p-mira").text)
    assert found
    said = json.loads(found[1])
    assert (said["@type"], said["name"]) == ("Person", "Mira Olin")


def test_a_question_is_answered_as_page_csv_and_json(client: TestClient) -> None:
    assert "Ada Quist" in client.get("/query/coauthors?person=Mira+Olin").text
    assert client.get("/query/coauthors?person=Mira+Olin&form=csv").text.startswith("coauthor,name,papers")
    assert client.get("/query/coauthors?person=Mira+Olin&form=json").json()["results"]["bindings"]


def test_an_ambiguous_name_offers_the_candidates(client: TestClient) -> None:
    response = client.get("/query/timeline?person=Wei+Zhang")
    assert response.status_code == 300
    assert 'href="/person/p-teo2"' in response.text


def test_suggestions_are_ranked_and_folded(client: TestClient) -> None:
    found = client.get("/suggest?q=MÍRA").json()
    assert found[0] == {"label": "Mira Olin", "note": "person, 5 papers", "href": "/person/p-mira"}


def test_a_new_build_is_served_at_once(tmp_path: Path) -> None:
    data = tmp_path / "kg-data"
    with writer(data) as new:
        new.load([world()])
    with TestClient(create(data, Settings(), hosts=["testserver"], workers=1)) as client:
        assert client.get("/page/person/p-mira").status_code == 200
        with writer(data) as new:
            new.load([hostile_quads()])
        assert client.get("/person/p-mira", follow_redirects=False).status_code == 404
        assert client.get("/page/person/p-mira", follow_redirects=False).status_code == 302
        ask = client.get("/sparql", params={"query": "ASK { <https://example.org/kg/person/p-mira> ?p ?o }"})
        assert ask.json()["boolean"] is False


@pytest.mark.parametrize("form", ["", "&form=csv"])
def test_a_question_that_takes_too_long_is_ended(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, form: str,
) -> None:
    ended = Answer(error="the query was ended after 1 seconds", kind="timeout")
    monkeypatch.setattr(WorkerPool, "ask", lambda pool, job, gone=None: ended)
    response = client.get(f"/query/papers_by_year?x=1{form}")
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert "was ended" in response.text


def test_a_question_is_answered_by_the_workers(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answer = WorkerPool.ask

    def ask(pool: WorkerPool, job: Job, gone: threading.Event | None = None) -> Answer:
        asked.append(job.query)
        return answer(pool, job, gone)

    monkeypatch.setattr(WorkerPool, "ask", ask)
    assert "2021" in client.get("/query/papers_by_year").text
    assert asked
