"""The dataset on disk: opening, asking, swapping in a new version, and builds that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, Store

from kg.engine import refuse_federation, words
from kg.errors import DatasetError, QueryError
from kg.store import Dataset, writer

NAME = "<http://www.w3.org/2000/01/rdf-schema#label>"


def quad(subject: str, label: str, graph: str = "g") -> str:
    return f'<https://x.example/{subject}> {NAME} "{label}" <https://x.example/{graph}> .\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with writer(tmp_path / "data") as new:
        assert new.load([quad("a", "Ada"), quad("b", "Bo", "h")]) == 2
        new.write_report({"counts": {"people": 2}})
    return tmp_path / "data"


def labels(dataset: Dataset) -> list[str]:
    answer = dataset.sparql(f"SELECT ?n {{ ?s {NAME} ?n }} ORDER BY ?n")
    assert isinstance(answer, QuerySolutions)
    return [row["n"].value for row in answer]


def test_queries_see_the_union_of_the_named_graphs(path: Path) -> None:
    with Dataset.open(path) as dataset:
        assert labels(dataset) == ["Ada", "Bo"]
        assert len(dataset) == 2
        assert dataset.report == {"counts": {"people": 2}}


def test_rdflib_sees_the_same_graph(path: Path) -> None:
    with Dataset.open(path) as dataset:
        rows = dataset.graph().query(f"SELECT ?n {{ ?s {NAME} ?n }} ORDER BY ?n").bindings
        assert [str(*row.values()) for row in rows] == ["Ada", "Bo"]


def test_the_usual_prefixes_need_no_declaration(path: Path) -> None:
    with Dataset.open(path) as dataset:
        assert bool(dataset.sparql('ASK { ?s rdfs:label "Ada" }'))


def test_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="there is no dataset in"):
        Dataset.open(tmp_path)
    with pytest.raises(DatasetError, match="there is no dataset in"):
        Dataset.open(tmp_path / "nowhere")


def test_broken_dataset(path: Path) -> None:
    (path / "current" / "store" / "CURRENT").write_text("rubbish\n")
    with pytest.raises(DatasetError, match="cannot be opened"):
        Dataset.open(path)


def test_broken_report(path: Path) -> None:
    (path / "current" / "report.json").write_text("{")
    with Dataset.open(path) as dataset, pytest.raises(DatasetError, match="report"):
        assert dataset.report


def test_dataset_of_a_newer_program(path: Path) -> None:
    (path / "current" / "format").write_text("99\n")
    with pytest.raises(DatasetError, match="format 99"):
        Dataset.open(path)


def test_writing_replaces_and_keeps_the_previous_for_open_readers(path: Path) -> None:
    old = Dataset.open(path)
    with writer(path) as new:
        new.load([quad("c", "Cy")])
    assert labels(old) == ["Ada", "Bo"]
    with Dataset.open(path) as now:
        assert labels(now) == ["Cy"]
    with writer(path) as new:
        new.load([quad("d", "Di")])
    assert len(list((path / "versions").iterdir())) == 2


def test_a_failed_build_leaves_the_previous_dataset(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer(path) as new:
        new.load(quad(f"n{1 // (2 - i)}", "Cy") for i in range(3))
    with Dataset.open(path) as dataset:
        assert labels(dataset) == ["Ada", "Bo"]
    assert len(list((path / "versions").iterdir())) == 1


def test_input_that_is_not_nquads_is_refused_with_its_line(path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.nq"
    bad.write_text(quad("c", "Cy") + "<https://x.example/c> rubbish .\n")
    with pytest.raises(DatasetError, match=r"bad\.nq.*line 2"), writer(path) as new:
        new.load(bad)
    with Dataset.open(path) as dataset:
        assert labels(dataset) == ["Ada", "Bo"]


def test_a_build_can_be_asked_before_it_is_swapped_in(path: Path) -> None:
    with writer(path) as new:
        new.load(quad(f"n{i}", f"Name {i}") for i in range(5000))
        assert bool(new.sparql('ASK { ?s rdfs:label "Name 4999" }'))


def test_two_builds_at_once(path: Path) -> None:
    with writer(path), pytest.raises(DatasetError, match="another build"), writer(path):
        pass


def test_a_file_stands_where_the_dataset_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="cannot write"), writer(tmp_path / "file"):
        pass


KILLED = """
import sys, time
from pathlib import Path
from kg import store
def lines():
    yield '<https://x.example/k> <https://x.example/p> "k" <https://x.example/g> .\\n'
    if sys.argv[2] == "loading":
        print("now", flush=True); time.sleep(60)
if sys.argv[2] == "swapping":
    def swap(*_):
        print("now", flush=True); time.sleep(60)
    store._swap = swap
with store.writer(Path(sys.argv[1])) as new:
    new.load(lines())
    if sys.argv[2] == "finishing":
        print("now", flush=True); time.sleep(60)
"""


@pytest.mark.parametrize("moment", ["loading", "finishing", "swapping"])
def test_a_build_killed_at_any_moment_leaves_the_previous_dataset(path: Path, moment: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    build = subprocess.Popen([sys.executable, "-c", KILLED, str(path), moment], stdout=subprocess.PIPE,
                             env=environment)
    assert build.stdout is not None
    assert build.stdout.readline() == b"now\n"
    build.send_signal(signal.SIGKILL)
    build.wait()
    build.stdout.close()
    with Dataset.open(path) as dataset:
        assert labels(dataset) == ["Ada", "Bo"]
    with writer(path) as new:
        new.load([quad("c", "Cy")])
    with Dataset.open(path) as dataset:
        assert labels(dataset) == ["Cy"]
    assert len(list((path / "versions").iterdir())) == 2


def test_a_query_that_runs_too_long_is_ended(path: Path) -> None:
    with writer(path) as new:
        new.load(quad(f"n{i}", f"Name {i}") for i in range(3000))
    with Dataset.open(path) as dataset:
        begun = time.monotonic()
        with pytest.raises(QueryError, match=r"longer than 1\.5 s"):
            dataset.sparql("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=1.5)
        assert time.monotonic() - begun < 10


def test_answers_are_the_same_with_a_time_limit(path: Path) -> None:
    with Dataset.open(path) as dataset:
        query = f"SELECT ?n {{ ?s {NAME} ?n }} ORDER BY ?n"
        limited = dataset.sparql(query, timeout=30)
        assert isinstance(limited, QuerySolutions)
        assert [row["n"].value for row in limited] == ["Ada", "Bo"]
        assert bool(dataset.sparql("ASK { ?s ?p ?o }", timeout=30)) is True
        triples = dataset.sparql("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", timeout=30)
        assert not isinstance(triples, QuerySolutions)
        assert len(list(triples)) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("timeout", [None, 30.0])
def test_a_syntax_error_has_line_and_column(path: Path, timeout: float | None) -> None:
    with Dataset.open(path) as dataset, pytest.raises(QueryError, match="line 2, column 10") as caught:
        dataset.sparql("SELECT * {\n  ?s ?p }", timeout=timeout)
    assert caught.value.line == 2


def test_updates_are_refused(path: Path) -> None:
    with Dataset.open(path) as dataset, pytest.raises(QueryError):
        dataset.sparql("DELETE WHERE { ?s ?p ?o }")


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://h.example/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.service silent ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'it\\'s' SERVICE<http://h.example/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?s<'x>y') SERVICE <http://h.example/> {} FILTER(?o = 'z') }",
    "SELECT * { ?s ex:a\\'b ?o SERVICE <http://h.example/> {} FILTER(?o = 'z') }",
    "SELECT * { ?s ?p ?o # it's\n SERVICE <http://h.example/> {} }",
    "SELECT * { ?s ?p 1service<http://h.example/>{ ?s ?p ?o } }",
    "PREFIX : <http://h.example/> SELECT * { ?s ?p true.SERVICE:x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://h.example/> {} }",
    "SELECT * { ?s ?p \"\"\"a\"b\"\"\" SERVICE <http://h.example/> {} }",
])
def test_no_form_of_service_gets_through(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_federation(text)


@pytest.mark.parametrize("text", [
    "SELECT * { ?service a kg:Service ; rdfs:label 'SERVICE <x>' } # SERVICE <x> {",
    "SELECT * { ?s a <http://h.example/service/#SERVICE> }",
])
def test_the_word_service_elsewhere_is_no_harm(text: str) -> None:
    refuse_federation(text)
    assert "SERVICE" not in list(words(text))


def test_constructed_triples_come_as_triples(path: Path) -> None:
    with Dataset.open(path) as dataset:
        assert isinstance(dataset.sparql("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), QueryTriples)


def test_the_store_can_be_read_by_plain_oxigraph(path: Path) -> None:
    assert len(Store.read_only(str(path / "current" / "store"))) == 2


def test_statements_come_as_they_were_loaded(tmp_path: Path) -> None:
    lines = [f'<https://s.example/{n}> <https://p.example/p> "{n}" <https://g.example/g> .\n' for n in range(3)]
    with writer(tmp_path) as new:
        new.load(lines[:1])
        new.load(lines[1:])
    with Dataset.open(tmp_path) as dataset:
        assert b"".join(dataset.statements()).decode() == "".join(lines)


def test_a_statement_in_two_spellings_comes_once(tmp_path: Path) -> None:
    number = '"{}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    with writer(tmp_path) as new:
        new.load(f"<https://s.example/a> <https://p.example/p> {number.format(each)} <https://g.example/g> .\n"
                 for each in ("7", "007"))
    with Dataset.open(tmp_path) as dataset:
        assert len(list(dataset.statements())) == 1
