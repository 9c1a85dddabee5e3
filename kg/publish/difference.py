"""What differs between two datasets: statements added and removed, told by entity, and as RDF Patch.

Each side is an engine: a dataset on disk, or a remote endpoint. The statements are read a graph at a time, and only
graphs that differ are held in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pyoxigraph import NamedNode, Triple

from kg.engine import Engine
from kg.publish.record import RECORD, STAGING
from kg.publish.whole import TRIPLES, whole
from kg.query import Table, Triples
from kg.query.results import of_answer
from kg.store import Dataset
from kg.vocab import RDFS

Change = Literal["added", "removed", "changed"]


class Statement(NamedTuple):
    """A triple in its graph, as terms of N-Quads."""

    subject: str
    predicate: str
    object: str
    graph: str

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object} {self.graph} ."


class EntityChange(NamedTuple):
    """One thing that differs."""

    iri: str
    label: str
    change: Change
    added: int
    removed: int

    def __str__(self) -> str:
        if self.change == "changed":
            return f"changed {self.label} <{self.iri}>: {self.added} statements more, {self.removed} fewer"
        return f"{self.change} {self.label} <{self.iri}>: {self.added or self.removed} statements"


class Difference(NamedTuple):
    """From one dataset to another."""

    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]
    kept_subjects: frozenset[str]
    """Subjects that both sides know."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def entities(self) -> list[EntityChange]:
        """Return the things that differ, by IRI."""
        more, fewer = _by_subject(self.added), _by_subject(self.removed)
        changes = []
        for subject in sorted(more.keys() | fewer.keys()):
            plus, minus = more.get(subject, []), fewer.get(subject, [])
            label = next((each.object for each in (*plus, *minus) if each.predicate == f"<{RDFS.label}>"), "")
            change: Change = "changed" if subject in self.kept_subjects else "added" if plus else "removed"
            name = label.strip('"').partition('"')[0] or subject.strip("<>").rpartition("/")[2]
            changes.append(EntityChange(subject.strip("<>"), name, change, len(plus), len(minus)))
        return changes

    def rdf_patch(self) -> Iterator[str]:
        """Yield the lines of an RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html) from the one to the other."""
        yield "TX .\n"
        for each in self.removed:
            yield f"D {each}\n"
        for each in self.added:
            yield f"A {each}\n"
        yield "TC .\n"


def difference(before: Engine, after: Engine, base: str = "") -> Difference:
    """Compare two datasets.

    A server may hold graphs of others as well. Beside a dataset on disk, only its own graphs and those below ``base``
    are looked at there, without the record that a publication leaves.

    Raises:
        QueryError: a side cannot be asked.
        EndpointError: a remote side did not answer, or sends graphs only in part.
    """
    added: list[Statement] = []
    removed: list[Statement] = []
    kept: set[str] = set()
    old, new = graphs_of(before), graphs_of(after)
    local = [graphs for engine, graphs in ((before, old), (after, new)) if isinstance(engine, Dataset)]
    if len(local) == 1:
        ours = {graph for graph in old | new if base and graph.startswith(base) and not _is_record(graph, base)}
        old, new = (graphs & (local[0] | ours) for graphs in (old, new))
    for graph in sorted(old | new):
        here = statements_of(before, graph) if graph in old else set()
        there = statements_of(after, graph) if graph in new else set()
        kept |= {each.subject for each in here} & {each.subject for each in there}
        added += there - here
        removed += here - there
    return Difference(tuple(sorted(added)), tuple(sorted(removed)), frozenset(kept))


def _is_record(graph: str, base: str) -> bool:
    return graph == f"{base}{RECORD}" or graph.startswith(f"{base}{STAGING}")


def graphs_of(engine: Engine) -> set[str]:
    """Return the IRIs of the named graphs that have statements."""
    # SELECT DISTINCT ?g takes Virtuoso minutes where there are many graphs; to count them takes it no time
    counted = "SELECT ?g { { SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g } }"
    return {str(graph) for (graph,) in _table(engine, counted)}


def statements_of(engine: Engine, graph: str) -> set[Statement]:
    """Return the statements of one graph, all of them: a server that cuts long answers is asked for parts."""
    name = str(NamedNode(graph))

    def fetch(part: str) -> list[Statement]:
        answer = of_answer(engine.sparql(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} {part} }}"))
        assert isinstance(answer, Triples)
        return [_statement(each, name) for each in answer.triples]

    def count(part: str) -> int:
        ((number,),) = _table(engine, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {name} {{ ?s ?p ?o }} {part} }}")
        return int(str(number))

    if isinstance(engine, Dataset):
        return set(fetch(""))
    return set(whole(fetch, count, "?s", TRIPLES))


def _table(engine: Engine, query: str) -> Iterator[tuple[object, ...]]:
    answer = of_answer(engine.sparql(query))
    assert isinstance(answer, Table)
    return answer.values()


def _statement(triple: Triple, graph: str) -> Statement:
    return Statement(str(triple.subject), str(triple.predicate), str(triple.object), graph)


def _by_subject(statements: tuple[Statement, ...]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for each in statements:
        found.setdefault(each.subject, []).append(each)
    return found
