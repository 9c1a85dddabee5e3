"""The core shapes of a chunk of N-Quads, by one of two engines.

Takes text, gives ``Result`` values. pySHACL is the reference: slow, and right. The engine behind the ``shacl`` package
is a hundred times as fast; where it is not installed, pySHACL does all the work. Both see a chunk as one graph.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from kg.check.findings import Result
from kg.check.shapes import OVER_DATA, load_shapes
from kg.errors import DatasetError

if TYPE_CHECKING:
    import rdflib

Engine = Literal["shacl", "pyshacl"]


def fast_engine_installed() -> bool:
    """Return whether the fast engine can be imported."""
    return importlib.util.find_spec("shacl") is not None


def core_results(text: str, engine: Engine, files: tuple[str, ...] = OVER_DATA) -> list[Result]:
    """Check a chunk against the core shapes.

    Args:
        text: N-Quads.
        engine: which engine.
        files: the files of shapes.
    """
    return _by_shacl(text, files) if engine == "shacl" else by_pyshacl(text, load_shapes(files).core)


# ── the fast engine ─────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4)
def _compiled(files: tuple[str, ...]) -> Any:
    import shacl

    return shacl.Shapes.from_text(load_shapes(files).core, "ntriples")


def _by_shacl(text: str, files: tuple[str, ...]) -> list[Result]:
    report = _compiled(files).validate_text(text, "nquads")
    return [
        Result(_bare(each.root_shape or each.source_shape), each.component_iri, each.focus_node,
               _value(each.value or "", each.focus_node))
        for each in report.results
    ]


def _bare(node: str) -> str:
    return node.removeprefix("<").removesuffix(">")


def _value(value: str, focus: str) -> str:
    """A query without a value of its own reports the node itself: that says nothing new."""
    return "" if value == focus else value


# ── the reference ───────────────────────────────────────────────────────────────────────────────────────────────


def by_pyshacl(text: str, shapes: str) -> list[Result]:
    """Check a chunk by pySHACL.

    Args:
        text: N-Quads.
        shapes: the shapes as N-Triples; those that are queries are run as SHACL says, once a node.

    Raises:
        DatasetError: pySHACL refuses the shapes.
    """
    import pyshacl
    import rdflib

    data = _graph(text)
    if not data:  # pySHACL takes an empty graph for a mistake
        return []
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes_graph(shapes), inference="none", meta_shacl=False)
    if not isinstance(report, rdflib.Graph):  # pySHACL returns what is wrong with the shapes, or text, in its place
        raise DatasetError(f"the shapes cannot be run: {report}", hint="mend ontology/shapes, as the message says")
    return list(_reported(report))


@lru_cache(maxsize=4)
def _shapes_graph(shapes: str) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=shapes, format="nt")


def _graph(text: str) -> rdflib.Graph:
    """Return a chunk as one graph of rdflib."""
    import rdflib
    from pyoxigraph import RdfFormat, parse, serialize

    triples = serialize((quad.triple for quad in parse(text, format=RdfFormat.N_QUADS)), format=RdfFormat.N_TRIPLES)
    assert triples is not None
    return rdflib.Graph().parse(data=triples, format="nt")


def _reported(report: rdflib.Graph) -> Iterator[Result]:
    from rdflib import SH

    for result in report.objects(None, SH.result):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        shape, component = report.value(result, SH.sourceShape), report.value(result, SH.sourceConstraintComponent)
        assert focus is not None
        yield Result(str(shape), str(component), focus.n3(), "" if value is None else _value(value.n3(), focus.n3()))
