"""Write a dataset to a file, the same bytes for the same dataset.

Takes an open dataset and a path, whose suffix names the format; gives the file. Everything goes through sorted
N-Triples or N-Quads lines that are merged from pieces on disk, so memory stays flat however large the dataset is;
a format is then one way to write a run of lines about one subject.
"""

from __future__ import annotations

import gzip
import heapq
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO, BinaryIO

from pyoxigraph import NamedNode, Quad, QueryTriples

from kg import export_jsonld
from kg.engine import PREFIXES
from kg.errors import DatasetError, QueryError
from kg.export_forms import FORMS, Form, Names
from kg.settings import Settings
from kg.store import Dataset

PIECE = 400_000
"""How many lines are sorted in memory at once."""

_KINDS = ("person", "paper", "venue", "edition", "organization", "profile", "entry", "signature", "position",
          "education", "advising", "award", "service", "talk", "teaching", "project", "doubt", "source", "graph")


def export(
    dataset: Dataset, path: Path, settings: Settings, *, only: str | None = None, construct: str | None = None,
) -> int:
    """Write a dataset, or one entity of it, or a view of it, to a file.

    Args:
        dataset: what to write.
        path: ``.ttl .nt .nq .trig .jsonld .rdf``, each also with ``.gz`` behind it. N-Quads and TriG keep the named
            graphs, the others hold the union. The file appears when it is whole.
        settings: for the base IRI, below which names are written short.
        only: ``kind:name`` for one entity and what is said about it: ``person:Mira Olin``.
        construct: a CONSTRUCT query whose triples are written in the place of the dataset's.

    Returns:
        How many triples (or quads) were written.

    Raises:
        DatasetError: the suffix is not known, or the file cannot be written.
        AmbiguousName: ``only`` fits several things, or none.
        QueryError: ``construct`` is malformed, or no CONSTRUCT query.
    """
    path = Path(path)
    form = _form_of(path)
    quads = None if only is None else _about(dataset, only)
    part = path.with_name(f".{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix="kg-export-") as scratch, part.open("wb") as raw, ExitStack() as stack:
            out: IO[bytes] = raw
            if path.suffix == ".gz":
                packed = gzip.GzipFile("", "wb", 6, raw, mtime=0)
                stack.callback(packed.close)
                out = packed  # type: ignore[assignment]
            if construct is not None:
                lines = _constructed(dataset, construct)
            elif quads is not None:
                lines = (f"{quad} .\n".encode() for quad in quads)
            else:
                lines = dataset.statements()
            number = _write(lines, form, out, Names(_prefixes(settings), settings.dataset.base), Path(scratch))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DatasetError(f"cannot write the export: {error.strerror or error}", file=str(path)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return number


def _form_of(path: Path) -> Form:
    name = path.name.removesuffix(".gz")
    suffix = Path(name).suffix.lower()
    forms = {**FORMS, ".jsonld": export_jsonld.FORM}
    if suffix not in forms:
        raise DatasetError(f"{path.name} has no suffix that names a format",
                           hint=f"take one of {' '.join(forms)}, each also with .gz")
    return forms[suffix]


def _prefixes(settings: Settings) -> dict[str, str]:
    base = settings.dataset.base
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in _KINDS if kind not in PREFIXES}}


def _write(lines: Iterable[bytes], form: Form, out: IO[bytes], names: Names, scratch: Path) -> int:
    """Sort the lines and write them, a run of one graph and subject at a time."""
    keyed = map(form.key, (line if b"_:" not in line else _without_blank_nodes(line) for line in lines))
    number = 0
    graph: bytes | None = None
    out.write(form.head(names))
    if form.plain:
        for line in _distinct(_sorted(keyed, scratch)):
            out.write(line)
            number += 1
        return number
    for (now, subject), run in groupby(_distinct(_sorted(keyed, scratch)), lambda line: _parts(line, form)):
        statements = [line.rstrip(b"\n") for line in run]
        number += len(statements)
        if form.graphs and now != graph:
            out.write(form.graph(graph, now, names))
            graph = now
        out.write(form.block(subject, statements, names, number == len(statements)))
    out.write(form.tail(graph))
    return number


def _parts(line: bytes, form: Form) -> tuple[bytes, bytes]:
    """The graph (where the format keeps it) and the subject, by which lines are grouped."""
    if not form.graphs:
        return b"", line[:line.index(b" ")]
    graph, subject, _ = line.split(b" ", 2)
    return graph, subject


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _constructed(dataset: Dataset, query: str) -> Iterator[bytes]:
    """Yield the triples of a query as lines, in no order; some may come twice."""
    answer = dataset.sparql(query)
    if not isinstance(answer, QueryTriples):
        raise QueryError("only a CONSTRUCT or DESCRIBE query gives triples to write")
    for triple in answer:
        yield f"{triple} .\n".encode()


_BLANK = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^>]*>|_:([A-Za-z0-9]+)')


def _without_blank_nodes(line: bytes) -> bytes:
    """Give a blank node an IRI, as RDF 1.1 allows; the program makes none, but a source in RDF may.

    >>> _without_blank_nodes(b'_:b1 <p> "_:b2" .')
    b'<urn:kg:genid:b1> <p> "_:b2" .'
    """
    return _BLANK.sub(lambda found: b"<urn:kg:genid:" + found[1] + b">" if found[1] else found[0], line)


def _sorted(lines: Iterable[bytes], scratch: Path) -> Iterator[bytes]:
    """Yield lines in the order of their bytes; sorted pieces wait on disk."""
    with ExitStack() as stack:
        pieces: list[BinaryIO] = []
        batch: list[bytes] = []
        for line in lines:
            batch.append(line)
            if len(batch) >= PIECE:
                pieces.append(stack.enter_context(_piece(batch, scratch)))
                batch = []
        batch.sort()
        yield from heapq.merge(*pieces, batch) if pieces else batch


def _piece(batch: list[bytes], scratch: Path) -> BinaryIO:
    batch.sort()
    file = tempfile.TemporaryFile(dir=scratch, buffering=1 << 18)  # noqa: SIM115 (the caller closes it)
    file.writelines(batch)
    file.seek(0)
    return file  # type: ignore[return-value]


def _distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
            last = line


# ── one entity ──────────────────────────────────────────────────────────────────────────────────────────────────

_KG = "https://w3id.org/homepage-kg/ontology#"
_POINTING = {
    "person": (_KG + "holder", _KG + "person", _KG + "advisor", _KG + "advisee", _KG + "about",
               "https://schema.org/author"),
    "paper": (_KG + "paper",),
    "venue": (_KG + "series",),
    "organization": ("http://www.w3.org/ns/org#unitOf",),
}
_NAMING = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#label")


def _about(dataset: Dataset, only: str) -> set[Quad]:
    """All that is said of one entity, with the facts, entries and signatures that point at it, and the names of what
    these mention."""
    from kg.query.names import resolve

    kind, colon, name = only.partition(":")
    if not colon or kind not in _POINTING:
        raise DatasetError(f"{only!r} does not name an entity", hint=f"write one of {', '.join(_POINTING)}, a colon "
                           "and a name, for example person:Mira Olin")
    entity = resolve(dataset, kind, name)
    store = dataset.store
    subjects = [entity]
    for predicate in _POINTING[kind]:
        subjects += [quad.subject for quad in store.quads_for_pattern(None, NamedNode(predicate), entity)
                     if isinstance(quad.subject, NamedNode)]
    found = {quad for subject in subjects for quad in store.quads_for_pattern(subject, None, None)}
    mentioned = {quad.object for quad in found if isinstance(quad.object, NamedNode)} - set(subjects)
    for each in mentioned:
        for predicate in _NAMING:
            found.update(store.quads_for_pattern(each, NamedNode(predicate), None))
    return found
