"""A dataset as chunks that can be checked apart.

Takes N-Quads text in which the statements of a graph stand together, and in the graph of the entities those of a node;
gives chunks that cut neither a page nor a node in two. So whatever a shape sees of one page or one node is in one
chunk, and memory stays flat however large the dataset is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import RdfFormat, Store

CHUNK = 16_000_000
"""Characters in a chunk, some 100,000 statements."""

_ENTITIES = "/graph/entities>"


def chunks(pieces: Iterable[str], size: int = CHUNK) -> Iterator[str]:
    """Yield chunks of about a size.

    Args:
        pieces: N-Quads text, cut anywhere between lines.
        size: in characters; a page that is larger stays whole.
    """
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            text = "".join(held)
            cut = last_boundary(text)
            if cut:
                yield text[:cut]
            held, length = [text[cut:]], len(text) - cut
            if not cut:  # nothing to cut off yet: look again when there is more
                length = 0
    if any(held):
        yield "".join(held)


def last_boundary(text: str) -> int:
    """Return where the last page, or the last node of the entities, begins in a text; 0 where it holds one only.

    >>> last_boundary("<a:a> <p:p> <o:o> <g:1> .\\n<a:a> <p:p> <o:o> <g:2> .\\n<a:b> <p:p> <o:o> <g:2> .\\n")
    26
    """
    end = len(text)
    last = _unit(text[text.rfind("\n", 0, end - 1) + 1:end])
    if _unit(text[:text.find("\n") + 1]) == last:  # what belongs together stands together
        return 0
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        if _unit(text[start:end]) != last:
            return end
        end = start
    return 0


def _unit(line: str) -> str:
    """Return what must stay together with a line: its graph, or its subject in the graph of the entities."""
    graph = line.rsplit(" ", 2)[-2]
    return line.split(" ", 1)[0] if graph.endswith(_ENTITIES) else graph if graph.startswith("<") else ""


@contextmanager
def dumped(store: Store) -> Iterator[Iterator[str]]:
    """Give a store as N-Quads text, piece by piece, a graph after the other."""
    with tempfile.TemporaryDirectory(prefix="kg-check-") as folder:
        path = Path(folder) / "dump.nq"
        store.dump(path, format=RdfFormat.N_QUADS)
        with path.open(encoding="utf-8", newline="\n") as file:
            yield iter(lambda: "".join(file.readlines(1 << 22)), "")
