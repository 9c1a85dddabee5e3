"""Publish a dataset to a SPARQL server, a graph at a time, only what has changed.

With SPARQL Update, changed graphs are first brought to staging graphs beside the old ones, counted there, and then
all moved into place by one update request, which servers run as one transaction: until then the server shows the
previous build, after it the new one. A publication that dies leaves staging graphs; the next one removes them.

With a Graph Store alone there is no such moment: each graph is replaced in turn, and the record of what is published
is written after it, so that publishing again finishes what was left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from kg.errors import EndpointError
from kg.publish.plan import Plan, Published, chunks, graphs_of, lines_of, plan
from kg.publish.remote import Remote
from kg.store import Dataset
from kg.vocab import KG

RECORD = "graph/published"
"""Below ``dataset.base``: the graph on the server that says what is published."""

STAGING = "graph/staging-"

_TRIPLES = "http://rdfs.org/ns/void#triples"
_SAMPLE = 20


def publish_to_server(
    dataset: Dataset,
    remote: Remote,
    base: str,
    *,
    chunk: int = 20_000,
    dry_run: bool = False,
    tell: Callable[[str], None] = lambda line: None,
) -> Plan:
    """Make a server hold exactly this dataset's graphs, and prove it by reading back.

    Args:
        dataset: what is published.
        remote: the server.
        base: ``dataset.base``; only graphs that an earlier publication recorded there are ever dropped.
        chunk: triples a request at most.
        dry_run: only say what would change.
        tell: called with a line a step.

    Returns:
        What was (or would be) changed.

    Raises:
        EndpointError: the server refused, was not there, or holds something else afterwards.
    """
    ours = graphs_of(dataset)
    todo = plan(ours, recorded(remote, base))
    tell(str(todo))
    if dry_run or not todo:
        return todo
    if remote.update:
        _publish_at_once(dataset, remote, base, todo, chunk, tell)
    else:
        _publish_in_turn(dataset, remote, base, todo, chunk, tell)
    _verify(dataset, remote, ours)
    triples = sum(each.triples for each in ours.values())
    tell(f"read back: {len(ours)} graphs with {triples:,} triples, as they should be")
    return todo


def recorded(remote: Remote, base: str) -> dict[str, Published]:
    """Return what earlier publications say they have published."""
    rows = remote.select(
        f"SELECT ?graph ?hash ?n {{ GRAPH <{base}{RECORD}> {{ ?graph <{KG.sha256}> ?hash ; <{_TRIPLES}> ?n }} }}")
    return {row["graph"]: Published(row["hash"], int(row["n"])) for row in rows}


def _publish_at_once(
    dataset: Dataset, remote: Remote, base: str, todo: Plan, chunk: int, tell: Callable[[str], None],
) -> None:
    for left in _staging_graphs(remote, base):
        remote.drop(left)
    moves = []
    for number, (graph, expected) in enumerate(todo.write.items(), 1):
        staging = f"{base}{STAGING}{hashlib.sha256(graph.encode()).hexdigest()[:16]}"
        for body in chunks(lines_of(dataset, graph), chunk):
            remote.add(staging, body)
        if (found := remote.count(staging)) != expected.triples:
            raise EndpointError(f"the server took {found:,} of the {expected.triples:,} triples of <{graph}>",
                                hint="nothing was changed; publish again")
        moves.append(f"MOVE GRAPH <{staging}> TO GRAPH <{graph}>")
        tell(f"staged {number} of {len(todo.write)} graphs")
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in todo.drop]
    record = [f"DROP SILENT GRAPH <{base}{RECORD}>",
              f"INSERT DATA {{ GRAPH <{base}{RECORD}> {{\n{_record(todo.write | todo.keep)}}} }}"]
    remote.run(" ;\n".join([*moves, *drops, *record]))


def _publish_in_turn(
    dataset: Dataset, remote: Remote, base: str, todo: Plan, chunk: int, tell: Callable[[str], None],
) -> None:
    done = dict(todo.keep)
    gone = {graph: Published("", 0) for graph in todo.drop}
    for number, (graph, expected) in enumerate(todo.write.items(), 1):
        first, *rest = [*chunks(lines_of(dataset, graph), chunk)] or [b""]
        remote.put(graph, first)
        for body in rest:
            remote.add(graph, body)
        done[graph] = expected
        remote.put(f"{base}{RECORD}", _record(done | gone).encode())
        tell(f"wrote {number} of {len(todo.write)} graphs")
    for graph in todo.drop:
        remote.drop(graph)
    remote.put(f"{base}{RECORD}", _record(done).encode())


def _staging_graphs(remote: Remote, base: str) -> list[str]:
    rows = remote.select(
        f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{base}{STAGING}")) }}')
    return [row["g"] for row in rows]


def _record(graphs: Mapping[str, Published]) -> str:
    return "".join(
        f'<{iri}> <{KG.sha256}> "{each.sha256}" .\n'
        f'<{iri}> <{_TRIPLES}> "{each.triples}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        for iri, each in sorted(graphs.items()))


def _verify(dataset: Dataset, remote: Remote, ours: Mapping[str, Published]) -> None:
    """Compare counts, and a spread of triples, with what the server answers."""
    for graph, expected in ours.items():
        if (found := remote.count(graph)) != expected.triples:
            raise EndpointError(f"the server holds {found:,} triples of <{graph}>, not {expected.triples:,}",
                                hint="publish again")
    largest = max(ours, key=lambda graph: ours[graph].triples)
    lines = lines_of(dataset, largest)
    sample = lines[:: max(1, len(lines) // _SAMPLE)][:_SAMPLE]
    for line in sample:
        triple = line.decode().strip().removesuffix(".")
        there = remote.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{largest}> {{ {triple} }} }}")
        if there[0]["n"] != "1":
            raise EndpointError(f"the server lacks a triple of <{largest}>: {triple[:200]}", hint="publish again")
