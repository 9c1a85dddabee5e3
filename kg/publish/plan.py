"""What a publication has to change: the graphs of a dataset against those that a server holds.

Both sides are told as ``Published`` records: the graph's number of triples and the SHA-256 of its sorted N-Triples.
The server's side is the record that the last publication left there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat

from kg.store import Dataset


class Published(NamedTuple):
    """One graph as it is, or was, published."""

    sha256: str
    triples: int


class Plan(NamedTuple):
    """What to change, by graph IRI: ``write`` those that are new or differ, ``drop`` those that are gone."""

    write: dict[str, Published]
    drop: tuple[str, ...]
    keep: dict[str, Published]

    def __bool__(self) -> bool:
        return bool(self.write or self.drop)

    def __str__(self) -> str:
        triples = sum(each.triples for each in self.write.values())
        write = f"{len(self.write)} graphs to write ({triples:,} triples)"
        return f"{write}, {len(self.drop)} to drop, {len(self.keep)} as they are"


def plan(ours: Mapping[str, Published], theirs: Mapping[str, Published]) -> Plan:
    """Compare our graphs with theirs.

    >>> print(plan({"g:a": Published("1", 10), "g:b": Published("2", 5)}, {"g:a": Published("1", 10)}))
    1 graphs to write (5 triples), 0 to drop, 1 as they are
    """
    return Plan(
        write={iri: each for iri, each in ours.items() if theirs.get(iri) != each},
        drop=tuple(sorted(set(theirs) - set(ours))),
        keep={iri: each for iri, each in ours.items() if theirs.get(iri) == each},
    )


def graphs_of(dataset: Dataset) -> dict[str, Published]:
    """Return every named graph of a dataset with its hash and size."""
    found = {}
    for graph in dataset.store.named_graphs():
        assert isinstance(graph, NamedNode)
        lines = lines_of(dataset, graph.value)
        found[graph.value] = Published(hashlib.sha256(b"".join(lines)).hexdigest(), len(lines))
    return dict(sorted(found.items()))


def lines_of(dataset: Dataset, graph: str) -> list[bytes]:
    """Return one graph as sorted lines of N-Triples."""
    out = BytesIO()
    dataset.store.dump(out, RdfFormat.N_TRIPLES, from_graph=NamedNode(graph))
    return sorted(out.getvalue().splitlines(keepends=True))


def chunks(lines: list[bytes], triples: int) -> Iterator[bytes]:
    """Yield a graph's lines in bodies of at most so many triples.

    >>> [len(body.splitlines()) for body in chunks([b"x\\n"] * 5, 2)]
    [2, 2, 1]
    """
    for start in range(0, len(lines), triples):
        yield b"".join(lines[start:start + triples])
