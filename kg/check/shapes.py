"""The shapes, read once: as records for us, as text for engines.

Takes the names of files in ``ontology/shapes``; gives a ``ShapeSet``. Shapes that are SPARQL queries are kept apart
from the core shapes, because engines run the former once a node, and we can run them once for all nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple

from kg.files import shipped
from kg.vocab import DCTERMS, PREFIXES, RDFS

OVER_DATA = ("must", "should")
"""The files of shapes over datasets."""

_WHOLE = NamedNode(PREFIXES["kgs"] + "whole-dataset")
_SH = PREFIXES["sh"]
_Node: TypeAlias = NamedNode | BlankNode


@dataclass(frozen=True)
class Shape:
    """A shape.

    Attributes:
        iri: its IRI.
        query: "" where it is a core shape.
        needs_the_whole: whether the query has to see more than one page or one node at a time.
    """

    iri: str
    label: str
    severity: str
    message: str
    path: str
    target_classes: tuple[str, ...]
    target_subjects_of: tuple[str, ...]
    query: str
    needs_the_whole: bool = False

    @property
    def name(self) -> str:
        """Its local name, which its examples have too."""
        return re.split("[#/]", self.iri)[-1]


@dataclass(frozen=True)
class ShapeSet:
    """The shapes of some files.

    Attributes:
        shapes: by IRI.
        core: the core shapes as N-Triples.
        full: all shapes with the declarations of the prefixes as N-Triples.
    """

    shapes: dict[str, Shape]
    core: str
    full: str

    @property
    def rules(self) -> list[Shape]:
        """The shapes that are queries, in the order of their names."""
        return [each for _, each in sorted(self.shapes.items()) if each.query]


@lru_cache
def load_shapes(files: tuple[str, ...] = OVER_DATA) -> ShapeSet:
    """Read shapes.

    Raises:
        FileNotFoundError: the installation lacks them.
    """
    store = Store()
    folder = shipped("ontology")
    for file in files:
        store.load(path=str(folder / "shapes" / f"{file}.ttl"))
    shapes = dict(_shapes(store))
    core = Store()
    core.extend(store)
    for shape_iri, shape in shapes.items():
        if shape.query:
            _remove(core, NamedNode(shape_iri))
    store.load(path=str(folder / "prefixes.ttl"))
    return ShapeSet(shapes, _text(core), _text(store))


def _shapes(store: Store) -> Iterator[tuple[str, Shape]]:
    for quad in store.quads_for_pattern(None, NamedNode(_SH + "severity"), None):
        shape = quad.subject
        assert isinstance(shape, NamedNode), "a shape has an IRI"
        queries = list(_objects(store, shape, _SH + "sparql"))
        query = queries[0] if queries else None
        path = next(_objects(store, shape, _SH + "path"), None)
        yield shape.value, Shape(
            iri=shape.value,
            label=_said(store, shape, RDFS.label),
            severity=_said(store, shape, _SH + "severity").removeprefix(_SH).lower(),
            message=_said(store, query or shape, _SH + "message"),
            path=path.value if isinstance(path, NamedNode) else "",
            target_classes=_targets(store, shape, "targetClass"),
            target_subjects_of=_targets(store, shape, "targetSubjectsOf"),
            query=_said(store, query, _SH + "select") if query else "",
            needs_the_whole=_WHOLE in _objects(store, shape, DCTERMS.requires),
        )


def _objects(store: Store, node: _Node, predicate: str) -> Iterator[_Node | Literal]:
    for quad in store.quads_for_pattern(node, NamedNode(predicate), None):
        assert not isinstance(quad.object, Triple)
        yield quad.object


def _said(store: Store, node: _Node | Literal, predicate: str) -> str:
    assert not isinstance(node, Literal)
    found = next(_objects(store, node, predicate))
    assert not isinstance(found, BlankNode)
    return found.value


def _targets(store: Store, shape: NamedNode, kind: str) -> tuple[str, ...]:
    return tuple(sorted(each.value for each in _objects(store, shape, _SH + kind)))


def _remove(store: Store, node: _Node) -> None:
    """Remove a node with all that hangs on it by blank nodes."""
    for quad in list(store.quads_for_pattern(node, None, None)):
        store.remove(quad)
        if isinstance(quad.object, BlankNode):
            _remove(store, quad.object)


def _text(store: Store) -> str:
    found = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert found is not None
    return found.decode()
