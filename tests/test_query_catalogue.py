"""The catalogue: headers, golden tables on a made-up world, and the same rows from rdflib and from Oxigraph.

A golden table is written anew with ``KG_WRITE_GOLDEN=1``; look at the difference before keeping it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.engine import Answer, undeclared_prefixes
from kg.errors import QueryError
from kg.files import shipped
from kg.query import Question, Table, catalogue, find, run
from kg.query.catalogue import fill, parse
from kg.query.listing import renewed
from kg.query.results import Value
from kg.store import Dataset, writer

from .world import example, world

GOLDEN = Path(__file__).parent / "golden" / "queries"
NAMES = sorted(path.stem for path in shipped("queries").glob("*.rq"))


class Rdflib:
    """The world in plain rdflib, as an engine."""

    def __init__(self) -> None:
        self.graph = rdflib.Dataset(default_union=True)
        self.graph.parse(data=world(), format="nquads")

    def sparql(self, text: str, timeout: float | None = None) -> Answer:
        """Answer with rdflib's own SPARQL engine."""
        results = self.graph.query(undeclared_prefixes(text) + text).serialize(format="json")
        assert results is not None
        return pyoxigraph.parse_query_results(results, format=pyoxigraph.QueryResultsFormat.JSON)


@cache
def plain() -> Rdflib:
    return Rdflib()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    folder = tmp_path_factory.mktemp("world")
    with writer(folder) as new:
        new.load([world()])
    with Dataset.open(folder) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")  # the first day of 2024


def rows(table: object) -> list[tuple[Value, ...]]:
    assert isinstance(table, Table)
    return [tuple(round(value, 6) if isinstance(value, float) else value for value in row) for row in table.values()]


@pytest.mark.parametrize("name", NAMES)
def test_golden_table(dataset: Dataset, name: str) -> None:
    question = find(name)
    table = run(dataset, question, example(question))
    assert isinstance(table, Table)
    golden = GOLDEN / f"{name}.csv"
    if os.environ.get("KG_WRITE_GOLDEN"):
        golden.write_text(table.to_csv(), encoding="utf-8")
    assert table.to_csv() == golden.read_text(encoding="utf-8")
    assert len(table) > 0, "a golden table without rows proves nothing"


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(dataset: Dataset, name: str) -> None:
    question = find(name)
    assert rows(run(plain(), question, example(question))) == rows(run(dataset, question, example(question)))


@pytest.mark.parametrize("name", NAMES)
def test_headers(name: str) -> None:
    question = find(name)
    assert question.summary.endswith("?") or question.number is None
    assert question.tags
    assert question.example.startswith(f"kg query {name}")
    assert all(each.about for each in question.parameters)
    assert "ORDER BY" in question.text or question.order
    assert set(example(question)) <= {each.name for each in question.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_are_those_of_the_header(dataset: Dataset, name: str) -> None:
    question = find(name)
    table = run(dataset, question, example(question))
    assert isinstance(table, Table)
    assert list(table.columns) == list(question.columns)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_valid_sparql_as_it_stands(name: str) -> None:
    pyoxigraph.Store().query(find(name).text)


def test_all_forty_questions_are_there() -> None:
    assert [each.number for each in catalogue().values() if each.number] == list(range(1, 41))


# ── headers that are wrong ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("text", "message"), [
    ("#+ summary: a: b\nSELECT * {}", "not YAML"),
    ("#+ just words\nSELECT * {}", "not a list of keys"),
    ("#+ sumary: Who?\nSELECT * {}", "unknown key 'sumary'"),
    ("#+ params: [{name: person, type: man}]\nSELECT * {}", "unknown type 'man'"),
    ("#+ params: [{type: person}]\nSELECT * {}", "no name"),
    ("#+ params: [{name: person}]\nSELECT * {}", "'person' stands only in the header"),
    ("SELECT * {\n VALUES ?year { 1 } # parameter\n}", "'year' stands only in the query"),
])
def test_wrong_headers_are_told(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(text, file="wrong.rq")


def test_a_query_needs_no_header() -> None:
    assert parse("SELECT * { ?s ?p ?o }") == Question(name="query", text="SELECT * { ?s ?p ?o }")


def test_only_marked_lines_are_filled() -> None:
    text = 'VALUES ?a { 1 }\n  VALUES ?a { "}" } # parameter\n# VALUES ?a { 1 } # parameter?'
    assert fill(text, {"a": "7"}) == 'VALUES ?a { 1 }\n  VALUES ?a { 7 } # parameter\n# VALUES ?a { 1 } # parameter?'


def test_a_limit_is_a_number_whatever_is_given() -> None:
    text = "#+ params: [{name: top, type: integer, default: 2, about: how many}]\nSELECT ?s {}\nLIMIT 10 # parameter top"
    assert parse(text).parameter("top").default == "2"
    assert fill(text, {"top": "-3"}).endswith("\nLIMIT 0 # parameter top")


def test_an_unknown_question_is_answered_with_near_ones() -> None:
    with pytest.raises(QueryError, match="did you mean coauthors"):
        find("coauthor")
    with pytest.raises(QueryError, match="no question"):
        find("../../etc/passwd")


def test_the_documentation_lists_the_catalogue_as_it_is() -> None:
    page = Path(__file__).parent.parent / "docs" / "queries.md"
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: python -m kg.query.listing docs/queries.md"
