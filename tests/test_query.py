"""Asking: names of any form, parameters, answers as text, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import AmbiguousName, QueryError
from kg.query import Table, Triples, run
from kg.query.names import resolve
from kg.query.programs import PROGRAMS
from kg.query.results import value_of
from kg.store import Dataset, writer

from .world import BASE, world


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    folder = tmp_path_factory.mktemp("asked")
    with writer(folder) as new:
        new.load([world()])
    with Dataset.open(folder) as opened:
        yield opened


def table(answer: object) -> Table:
    assert isinstance(answer, Table)
    return answer


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [
    "Mira Olin", "mira olin", "MIRA  OLIN", "M. Olin", "Olin, Mira", "Olin, M.", "Mira Sund", "0000-0002-1825-0097",
    "orcid:0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "<https://orcid.org/0000-0002-1825-0097>",
    "https://olin.example/", "http://olin.example", "p-mira", "person/p-mira", f"{BASE}person/p-mira",
    f"{BASE}person/p-old",
])
def test_a_person_by_any_name(dataset: Dataset, text: str) -> None:
    assert resolve(dataset, "person", text).value == f"{BASE}person/p-mira"


@pytest.mark.parametrize(("kind", "text", "local"), [
    ("person", "荒田健二", "person/p-kenji"), ("person", "Vale, R.", "person/p-rosa"),
    ("organization", "huldra labs", "organization/o-huldra"), ("venue", "neurips", "venue/v-icr"),
    ("venue", "NIPS", "venue/v-icr"), ("venue", "Workshop on River Mouths", "venue/v-delta"),
    ("paper", "on rivers", "paper/w-1"), ("paper", "10.1000/w-1", "paper/w-1"), ("paper", "doi:10.1000/w-2", "paper/w-2"),
    ("source", "mira-olin", "profile/f-mira-olin"),
])
def test_other_things_by_name(dataset: Dataset, kind: str, text: str, local: str) -> None:
    assert resolve(dataset, kind, text).value == BASE + local


def test_namesakes_are_told_apart(dataset: Dataset) -> None:
    with pytest.raises(AmbiguousName, match="fits 2 people") as caught:
        resolve(dataset, "person", "Wei Zhang")
    assert caught.value.candidates == (
        (f"{BASE}person/p-teo", "Wei Zhang — 2 papers 2012–2022"), (f"{BASE}person/p-teo2", "Wei Zhang — 1 paper 2022"))


def test_an_unknown_name_is_answered_with_near_ones(dataset: Dataset) -> None:
    with pytest.raises(AmbiguousName, match="no person is called 'Ada Quest'") as caught:
        resolve(dataset, "person", "Ada Quest")
    assert caught.value.candidates[0][0] == f"{BASE}person/p-ada"
    assert "University of Bryggen" in caught.value.candidates[0][1]


@pytest.mark.parametrize("text", [
    '"} ?s ?p ?o . {', "a\\", "x> <y", "https://x.example/> ?p", "%s", "'", "https://nowhere.example/", "p-nobody",
    "orcid:", ":", "12345/6", " ", "((((", "\u202e\x00",
])
def test_hostile_names_are_only_unknown(dataset: Dataset, text: str) -> None:
    with pytest.raises(AmbiguousName, match="no person is called"):
        resolve(dataset, "person", text)


# ── parameters ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("question", "params", "message"), [
    ("coauthors", {}, r"coauthors needs person=….*whose co-authors"),
    ("coauthors", {"who": "Ada Quist"}, r"has no parameter 'who' \(it takes person\)"),
    ("coauthors_top", {"person": "Ada Quist", "from": "then"}, "from=then is not a year"),
    ("whereabouts", {"person": "Ada Quist", "date": "2021-13"}, "date=2021-13 is not a date"),
    ("papers_many_authors", {"more_than": "1; DROP"}, "is not a whole number"),
    ("doubts", {"least": "x"}, "is not a number"),
    ("signatures", {"person": "Ada Quist"}, "it takes none"),
])
def test_wrong_parameters_are_told(dataset: Dataset, question: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(dataset, question, params)


def test_defaults_and_all(dataset: Dataset) -> None:
    everything = table(run(dataset, "papers_by_year"))
    assert sum(row["papers"] for row in everything.records()) == 9  # type: ignore[misc]
    assert len(table(run(dataset, "papers_by_year", {"person": "Kenji Arata"}))) == 2


def test_several_values(dataset: Dataset) -> None:
    found = table(run(dataset, "conflicts", {"person": "Ada Quist; Kenji Arata", "coauthors_since": "2000"}))
    assert {row["person_name"] for row in found.records()} == {"Ada Quist", "Kenji Arata"}


def test_a_string_cannot_break_out(dataset: Dataset) -> None:
    assert len(table(run(dataset, "awards", {"award": '" } # \n } SELECT'}))) == 0
    assert len(table(run(dataset, "awards", {"award": "OAR"}))) == 2


def test_only_so_many_rows(dataset: Dataset) -> None:
    assert len(table(run(dataset, "coauthors_top", {"person": "Ada Quist", "top": "2"}))) == 2


def test_today_follows_the_clock_of_the_build(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1609459200")  # the first day of 2021
    assert [row["where"] for row in table(run(dataset, "whereabouts", {"person": "Mira Olin"})).records()] == [
        "Huldra Labs"]


# ── the answers that matter most ────────────────────────────────────────────────────────────────────────────────


def test_the_timeline_shows_places_dates_and_lines(dataset: Dataset) -> None:
    found = table(run(dataset, "timeline", {"person": "Mira Olin"})).records()
    assert {"start": "2022-01", "end": "present", "kind": "position", "what": "Associate Professor",
            "where": "University of Nordhavn", "lines": "index.md:6", "page": "mira-olin"} in found
    assert [str(row["start"]) for row in found] == sorted(str(row["start"]) for row in found)


@pytest.mark.parametrize(("to", "steps"), [
    ("Mira Olin", 0), ("Ada Quist", 1), ("Elena Brandt", 2), ("p-teo", 2), ("p-teo2", 2),
])
def test_the_shortest_path(dataset: Dataset, to: str, steps: int) -> None:
    found = table(run(dataset, "path", {"person": "Mira Olin", "to": to})).records()
    assert [row["step"] for row in found] == list(range(1, steps + 1))
    assert [row["coauthor"] for row in found][:-1] == [row["person"] for row in found][1:]


def test_no_path_within_the_steps(dataset: Dataset) -> None:
    assert len(table(run(dataset, "path", {"person": "Mira Olin", "to": "Elena Brandt", "max_steps": "1"}))) == 0
    assert len(table(run(dataset, "path", {"person": "Mira Olin", "to": "Elena Brandt", "max_authors": "1"}))) == 0


def test_lines_of_a_page(dataset: Dataset) -> None:
    one = table(run(dataset, "lines", {"page": "mira-olin", "line": "3"})).records()
    assert [row["kind"] for row in one] == ["Advising", "Education"]
    nothing = table(run(dataset, "lines", {"page": "mira-olin", "line": "15"})).records()
    assert [row["kind"] for row in nothing] == ["nothing"]


def test_every_program_is_asked_for() -> None:
    from kg.query import catalogue

    assert {each.program for each in catalogue().values() if each.program} == set(PROGRAMS)


# ── queries of one's own ────────────────────────────────────────────────────────────────────────────────────────


def test_sparql_with_a_header_takes_parameters(dataset: Dataset) -> None:
    text = """#+ params: [{name: person, type: person, required: true}]
        SELECT ?n WHERE {
          VALUES ?person { UNDEF } # parameter
          ?person rdfs:label ?n }"""
    assert table(run(dataset, text, {"person": "Olin, M."})).to_csv() == "n\nMira Olin\n"


def test_yes_or_no_and_triples(dataset: Dataset) -> None:
    assert table(run(dataset, "ASK { ?s a kg:Person }")).to_csv() == "answer\ntrue\n"
    found = run(dataset, "CONSTRUCT { ?s rdfs:label ?n } WHERE { ?s rdfs:label ?n ; a kg:Venue }")
    assert isinstance(found, Triples)
    assert len(found) == 4
    assert found.to_nt().count("\n") == 4
    assert found.render("ttl") == found.to_ttl()
    assert json.loads(found.render("json"))


@pytest.mark.parametrize(("text", "message"), [
    ("", "the query is empty"), ("SELECT * {", "syntax error at line 1"), ("coauthorz", "no question"),
    ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE is not allowed"),
    ("SELECT * { ?s foo:bar ?o }", "prefix is not declared"), ("CLEAR ALL", "syntax error"),
])
def test_refused(dataset: Dataset, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(dataset, text)


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

ODD = Table.of(("name", "papers", "page"), [("Olin, \"Mira\"\n", 3, NamedNode(f"{BASE}person/p-1")), ("水", None, None)])


def test_csv() -> None:
    assert ODD.to_csv() == f'name,papers,page\n"Olin, ""Mira""\n",3,{BASE}person/p-1\n水,,\n'


def test_json() -> None:
    found = json.loads(ODD.to_json())
    assert found["head"] == {"vars": ["name", "papers", "page"]}
    assert found["results"]["bindings"][0]["papers"] == {
        "type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    assert found["results"]["bindings"][1] == {"name": {"type": "literal", "value": "水"}}


def test_text_is_aligned_and_safe_for_a_terminal() -> None:
    text = Table.of(("name", "n"), [("水", 1), ("a\x1b[31mb", 20)]).to_text()
    assert text == "name      n\n───────  ──\n水        1\na [31mb  20\n"
    assert Table.of(("name",), [("x" * 100,)]).to_text(20).splitlines()[2] == "x" * 19 + "…"


def test_a_notebook_shows_the_first_rows_escaped() -> None:
    shown = Table.of(("<b>",), [("<script>alert(1)</script>",)] + [("x",)] * 150)._repr_html_()
    assert "<th>&lt;b&gt;</th>" in shown
    assert "<td>&lt;script&gt;" in shown
    assert shown.count("<tr>") == 101
    assert "and 51 more rows" in shown


def test_values_are_typed() -> None:
    kind = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert value_of(Literal("x", datatype=kind)) == "x"
    assert value_of(Literal(0.5)) == 0.5
    assert value_of(None) is None


def test_rows_are_no_turtle() -> None:
    with pytest.raises(QueryError, match="rows cannot be written as ttl"):
        ODD.render("ttl")
