"""Publish a dataset to a SPARQL server, a graph at a time, only what has changed.

With SPARQL Update, changed graphs are first brought to staging graphs beside the old ones, counted there, and then
all moved into place by one update request, which servers with transactions run as one: until then they show the
previous build, after it the new one. A publication that dies leaves staging graphs; the next one goes on with those
that are whole and removes the others, ``undo`` removes all.

With a Graph Store alone there is no such moment: each graph is replaced in turn. The record on the server says of each
graph whether it is in place, so publishing again finishes what was left.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping

from kg.errors import EndpointError
from kg.publish.plan import Plan, Published, chunks, graphs_of, lines_of, plan
from kg.publish.record import RECORD, STAGING, lines, on_the_way, recorded
from kg.publish.remote import Remote
from kg.publish.whole import ROWS, whole
from kg.store import Dataset

CHUNK = 20_000
"""Triples a request at most."""

CHUNK_OF_UPDATE = 2_000
"""The same for INSERT DATA, which servers parse as a query: Virtuoso refuses some 5,000."""

_OPERATIONS = 300
"""In one update request at most: Virtuoso's compiler gives up between 500 and 1,000."""

_NOTHING = b"<urn:kg:nothing> <urn:kg:is> <urn:kg:published> .\n"
"""Stands in the record for a moment where nothing is left to record: a graph that is moved must have a triple."""

_RECORDS = 100
"""How often at most the record is written on the way."""

_SAMPLE = 20
"""How many triples are read back."""

Tell = Callable[[str], None]


def publish_to_server(
    dataset: Dataset, remote: Remote, base: str, *, chunk: int = 0, everything: bool = False, dry_run: bool = False,
    tell: Tell = lambda line: None,
) -> Plan:
    """Make a server hold exactly this dataset's graphs, and prove it by reading back.

    Args:
        dataset: what is published.
        remote: the server.
        base: ``dataset.base``; only graphs that an earlier publication recorded there are ever dropped.
        chunk: triples a request at most; 0 for what the way of writing bears.
        everything: send every graph, also those that the record says are there.
        dry_run: only say what would change.
        tell: called with a line a step.

    Returns:
        What was (or would be) changed.

    Raises:
        EndpointError: the server refused, was not there, or holds something else afterwards.
    """
    ours, theirs = graphs_of(dataset), recorded(remote, base)
    todo = plan(ours, on_the_way({}, theirs) if everything else theirs)
    tell(str(todo))
    if dry_run or not todo:
        return todo
    chunk = chunk or (CHUNK if remote.store else CHUNK_OF_UPDATE)
    if remote.update:
        _publish_at_once(dataset, remote, base, todo, chunk, tell)
    else:
        _publish_in_turn(dataset, remote, base, todo, chunk, tell)
    _verify(dataset, remote, ours)
    triples = sum(each.triples for each in ours.values())
    tell(f"read back: {len(ours)} graphs with {triples:,} triples, as they should be")
    return todo


def undo(remote: Remote, base: str) -> int:
    """Remove the staging graphs that a publication left which died; return how many they were.

    Raises:
        EndpointError: the server refused, or was not there.
    """
    left = _staged(remote, base)
    for graph in left:
        remote.drop(graph)
    return len(left)


# ── by SPARQL Update ────────────────────────────────────────────────────────────────────────────────────────────


def _publish_at_once(dataset: Dataset, remote: Remote, base: str, todo: Plan, chunk: int, tell: Tell) -> None:
    staged = _staged(remote, base)
    names = {_staging(base, graph, each): graph for graph, each in todo.write.items()}
    for left in staged.keys() - names.keys():
        remote.drop(left)
    for number, (name, graph) in enumerate(names.items(), 1):
        if staged.get(name) != todo.write[graph].triples:
            _stage(remote, name, lines_of(dataset, graph), chunk)
        tell(f"staged {number} of {len(names)} graphs")
    during, after = f"{base}{STAGING}record-during", f"{base}{STAGING}record-after"
    _stage(remote, during, lines(on_the_way(todo.keep, (*todo.write, *todo.drop))), chunk)
    _stage(remote, after, lines(todo.write | todo.keep) or [_NOTHING], chunk)
    record = f"{base}{RECORD}"
    _swap(remote, base, {during: record, **names}, todo.drop, {after: record})
    if not todo.write | todo.keep:
        remote.drop(record)


def _swap(remote: Remote, base: str, moves: dict[str, str], drops: Iterable[str], last: dict[str, str]) -> None:
    """Move the staging graphs into place, remove what is gone, and move the new record into place at the end.

    A request whose answer was lost may have been run, wholly or (without transactions) in part. It must not be sent
    again as it is, because Virtuoso empties the target when there is nothing to move: what is still to be done is
    what is still staged.
    """
    for attempt in range(remote.tries):
        staged = _staged(remote, base)
        if attempt and not staged.keys() & last.keys():
            return
        operations = [*(_move(name, graph) for name, graph in moves.items() if name in staged), *map(_drop, drops),
                      *(_move(name, graph) for name, graph in last.items())]
        try:
            for start in range(0, len(operations), _OPERATIONS):
                remote.run(" ;\n".join(operations[start:start + _OPERATIONS]), tries=1)
            return
        except EndpointError:
            if attempt == remote.tries - 1:
                raise
            time.sleep(remote.pause * 2 ** attempt)


def _staging(base: str, graph: str, content: Published) -> str:
    """The staging graph for a graph's content: whatever is in it is part of that content."""
    return f"{base}{STAGING}{hashlib.sha256(f'{graph} {content.sha256}'.encode()).hexdigest()[:32]}"


def _stage(remote: Remote, staging: str, content: list[bytes], chunk: int) -> None:
    for body in chunks(content, chunk):
        remote.add(staging, body)
    if (found := remote.count(staging)) != len(content):
        raise EndpointError(f"the server took {found:,} of the {len(content):,} triples for <{staging}>",
                            hint="nothing was changed; publish again")


def _staged(remote: Remote, base: str) -> dict[str, int]:
    """The staging graphs on the server with their sizes."""
    ours = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{base}{STAGING}"))'
    rows = whole(
        lambda part: remote.select(  # the query within, because Virtuoso cannot sort by a number that it counts
            f"SELECT ?g ?n {{ {{ SELECT ?g (COUNT(*) AS ?n) {{ {ours} {part} }} GROUP BY ?g }} }}"),
        lambda part: remote.number(f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ {ours} {part} }}"), "?g", ROWS)
    return {row["g"]: int(row["n"]) for row in rows}


def _move(graph: str, to: str) -> str:
    return f"MOVE GRAPH <{graph}> TO GRAPH <{to}>"


def _drop(graph: str) -> str:
    return f"DROP SILENT GRAPH <{graph}>"


# ── by the Graph Store Protocol alone ───────────────────────────────────────────────────────────────────────────


def _publish_in_turn(dataset: Dataset, remote: Remote, base: str, todo: Plan, chunk: int, tell: Tell) -> None:
    record = f"{base}{RECORD}"
    during = on_the_way(todo.keep, (*todo.write, *todo.drop))
    remote.put(record, b"".join(lines(during)))
    often = max(1, len(todo.write) // _RECORDS)
    for number, (graph, expected) in enumerate(todo.write.items(), 1):
        first, *rest = chunks(lines_of(dataset, graph), chunk)
        remote.put(graph, first)
        for body in rest:
            remote.add(graph, body)
        during[graph] = expected
        if number % often == 0:
            remote.put(record, b"".join(lines(during)))
        tell(f"wrote {number} of {len(todo.write)} graphs")
    for graph in todo.drop:
        remote.drop(graph)
    if after := lines(todo.write | todo.keep):
        remote.put(record, b"".join(after))
    else:
        remote.drop(record)


# ── afterwards ──────────────────────────────────────────────────────────────────────────────────────────────────


def _verify(dataset: Dataset, remote: Remote, ours: Mapping[str, Published]) -> None:
    """Compare counts, and a spread of triples, with what the server answers."""
    for graph, expected in ours.items():
        if (found := remote.count(graph)) != expected.triples:
            raise EndpointError(f"the server holds {found:,} triples of <{graph}>, not {expected.triples:,}",
                                hint="send everything again with --all")
    for graph in sorted(ours, key=lambda graph: ours[graph].triples)[-1:]:
        content = lines_of(dataset, graph)
        sample = b"".join(content[:: max(1, len(content) // _SAMPLE)][:_SAMPLE]).decode()
        if remote.number(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{\n{sample}}} }}") != 1:
            raise EndpointError(f"the server lacks triples of <{graph}>, one of these: {sample[:500]}",
                                hint="send everything again with --all")
