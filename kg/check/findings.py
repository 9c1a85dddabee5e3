"""What a shape found, and where the node that it is about was read.

Takes violations as engines report them and the store that they are about; gives ``Finding`` values with the source,
the file and the lines that provenance tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec
from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Quad, Store

from kg.check.shapes import Shape
from kg.errors import describe
from kg.vocab import FOAF, KG, PROV, RDFS, SCHEMA

Severity = Literal["violation", "warning", "info"]

_ORDER = {"violation": 0, "warning": 1, "info": 2}


class Result(NamedTuple):
    """What an engine reports: the IRIs of the shape and of the sort of constraint; node and value as N-Triples terms."""

    shape: str
    component: str
    focus: str
    value: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that a shape found.

    Attributes:
        severity: "violation", "warning" or "info".
        shape: the shape's name; its examples are named after it.
        what: the shape's label: what is wrong, in a few words.
        message: what is wrong and what to do.
        focus: the IRI of the node.
        label: what people call it.
        value: the value at fault, "" where something is missing.
        term: the value as a term of N-Triples.
        path: the property at fault where it is a plain one.
        component: the IRI of the sort of constraint.
        source: the id of the source that it was read from.
        file: the file, relative to the source.
        lines: its first and last line, 1-based, inclusive.
    """

    severity: Severity
    shape: str
    what: str
    message: str
    focus: str
    label: str = ""
    value: str = ""
    term: str = ""
    path: str = ""
    component: str = ""
    source: str = ""
    file: str = ""
    lines: tuple[int, int] | None = None

    def __str__(self) -> str:
        value = "" if self.value in ("", "true", "false") else f"[{self.value}]"
        about = " ".join(filter(None, (self.label, value)))
        message = f"{self.severity}: {self.what}: {about or self.focus}: {self.message}"
        return describe(message, "", self.place, self.lines[0] if self.lines else None)

    @property
    def place(self) -> str:
        """The file as people find it: below its source where the source is a folder."""
        if not self.file:
            return self.source
        return self.file if self.file.partition(".")[0] == self.source else f"{self.source}/{self.file}"


def located(results: Iterable[Result], shapes: dict[str, Shape], store: Store) -> list[Finding]:
    """Return results as findings with their places, violations first, each once."""
    origins = _Origins(store)
    # a value may break several constraints of one shape: that is one finding
    once = {(each.shape, each.focus, each.value): each for each in sorted(results, reverse=True)}
    found = [_finding(each, shapes[each.shape], origins) for each in once.values() if each.shape in shapes]
    return sorted(found, key=lambda each: (
        _ORDER[each.severity], each.source, each.file, each.lines or (0, 0), each.shape, each.focus, each.value))


def _finding(result: Result, shape: Shape, origins: _Origins) -> Finding:
    focus = result.focus.removeprefix("<").removesuffix(">")
    source, file, lines = origins.place(focus) if result.focus.startswith("<") else ("", "", None)
    return Finding(
        severity=shape.severity, shape=shape.name, what=shape.label, message=shape.message,  # type: ignore[arg-type]
        focus=focus, label=origins.label(focus) if result.focus.startswith("<") else "",
        value=origins.shown(result.value), term=result.value, path=shape.path, component=result.component, source=source,
        file=file, lines=lines,
    )


class _Origins:
    """Finds names and places in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def values(self, node: str, predicate: str) -> Iterator[str]:
        """Yield what a property of a node says."""
        for quad in self._quads(NamedNode(node), predicate, None):
            if isinstance(quad.object, NamedNode | Value):
                yield quad.object.value

    def subjects(self, predicate: str, node: str) -> Iterator[str]:
        """Yield whose property is a node."""
        for quad in self._quads(None, predicate, NamedNode(node)):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value

    def _quads(self, subject: NamedNode | None, predicate: str, value: NamedNode | None) -> Iterator[Quad]:
        return iter(self._store.quads_for_pattern(subject, NamedNode(predicate), value))

    def first(self, node: str, *predicates: str) -> str:
        """Return the first thing that one of the properties says, "" where none does."""
        for predicate in predicates:
            for value in self.values(node, predicate):
                return value
        return ""

    def label(self, node: str) -> str:
        """Return what people call a node."""
        own = self.first(node, RDFS.label, SCHEMA.name, KG.nameAsPrinted, KG.titleAsPrinted)
        return own or self.first(self.first(node, KG.paper) or node, RDFS.label)

    def shown(self, term: str) -> str:
        """Return a term of N-Triples as people read it: text as it is, a node by its name."""
        if term.startswith("<"):
            return self.label(term[1:-1]) or term[1:-1]
        if not term.startswith('"'):
            return term
        return _unescaped(term[1:term.rindex('"')])

    def place(self, node: str) -> tuple[str, str, tuple[int, int] | None]:
        """Return the source, the file and the lines that a node was read from."""
        for fact in self._facts(node):
            file, first, last = (self.first(fact, each) for each in (KG.sourceFile, KG.firstLine, KG.lastLine))
            page = self.first(fact, KG.statedBy)
            source = self.first(page, RDFS.label) if page else ""
            if file or source:
                lines = (int(first), int(last)) if _whole(first) and _whole(last) else None
                return source, file, lines
        for page in self._pages(node):
            file = self.first(page, PROV.wasDerivedFrom)
            return self.first(page, RDFS.label), self.first(file, RDFS.label) if file else "", None
        return "", "", None

    def _facts(self, node: str) -> Iterator[str]:
        """Yield facts that tell of a node, the nearest first."""
        yield node
        yield from self.values(node, KG.entry)
        for predicate in (KG.paper, KG.organization, KG.unit, KG.venue, KG.advisor):
            for subject in self.subjects(predicate, node):
                yield from self.values(subject, KG.entry)
                yield subject
        for paper in (*self.subjects(KG.publishedIn, node), *self.subjects(SCHEMA.isPartOf, node)):
            yield from self.subjects(KG.paper, paper)

    def _pages(self, node: str) -> Iterator[str]:
        """Yield pages about a node, or the node itself where it is a page."""
        yield from self.subjects(FOAF.primaryTopic, node)
        if self.first(node, FOAF.primaryTopic):
            yield node
        for signature in self.subjects(KG.person, node):
            for entry in self.values(signature, KG.entry):
                yield from self.values(entry, KG.statedBy)


def _whole(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def _unescaped(text: str) -> str:
    for escaped, plain in (("\\\\", "\x00"), ('\\"', '"'), ("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t"), ("\x00", "\\")):
        text = text.replace(escaped, plain)
    return text
