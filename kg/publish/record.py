"""The record that a publication leaves on the server: which graphs it has published, with size and hash.

It is a graph of its own, so that the next publication knows what to send, what to remove, and what belongs to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.publish.plan import Published
from kg.publish.whole import ROWS, whole
from kg.vocab import KG

if TYPE_CHECKING:
    from kg.publish.remote import Remote

RECORD = "graph/published"
"""Below ``dataset.base``: the graph on the server that says what is published."""

STAGING = "graph/staging-"
"""Below ``dataset.base``: how the names begin of graphs that are on their way."""

UNKNOWN = Published("0" * 64, 0)
"""Stands for a graph that is being written or removed: it is ours, and must be written again."""

_TRIPLES = "http://rdfs.org/ns/void#triples"


def recorded(remote: Remote, base: str) -> dict[str, Published]:
    """Return what earlier publications say they have published.

    Raises:
        EndpointError: the server does not answer as it should.
    """
    record = f"GRAPH <{base}{RECORD}> {{ ?graph <{KG.sha256}> ?hash ; <{_TRIPLES}> ?size }}"
    rows = whole(
        lambda part: remote.select(f"SELECT ?graph ?hash ?size {{ {record} {part} }}"),
        lambda part: remote.number(f"SELECT (COUNT(*) AS ?n) {{ {record} {part} }}"), "?graph", ROWS)
    return {row["graph"]: Published(row["hash"], int(row["size"])) for row in rows}


def lines(graphs: Mapping[str, Published]) -> list[bytes]:
    """Return a record as sorted N-Triples."""
    return [line.encode() for iri, each in sorted(graphs.items()) for line in (
        f'<{iri}> <{KG.sha256}> "{each.sha256}" .\n',
        f'<{iri}> <{_TRIPLES}> "{each.triples}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')]


def on_the_way(keep: Mapping[str, Published], changing: Iterable[str]) -> dict[str, Published]:
    """Return the record for the time of the change: what is being written or removed is ours, in no known state."""
    return {**keep, **dict.fromkeys(changing, UNKNOWN)}
