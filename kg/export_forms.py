"""The formats of an export: how a run of sorted statements about one subject looks in each.

Takes N-Triples terms as bytes (they come so from the store and leave so); gives bytes. Prefixes are used only where
the local name is plain letters, digits, "-" and "_", which every parser reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

_LOCAL = re.compile(rb"[A-Za-z][A-Za-z0-9_-]*")
TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD = b"<http://www.w3.org/2001/XMLSchema#"
_INTEGER = re.compile(rb'"(-?(?:0|[1-9][0-9]{0,17}))"\^\^<http://www\.w3\.org/2001/XMLSchema#integer>')
_BOOLEAN = re.compile(rb'"(true|false)"\^\^<http://www\.w3\.org/2001/XMLSchema#boolean>')
_FIRST = {TYPE: b"\x00", b"<http://www.w3.org/2000/01/rdf-schema#label>": b"\x01"}
"""What stands first in a block; other predicates follow in the order of their IRIs."""
_OWN = b"<https://w3id.org/homepage-kg/"
"""Our own classes stand before those of others."""


class Names:
    """Short names of IRIs under a set of prefixes."""

    def __init__(self, prefixes: Mapping[str, str], base: str = "") -> None:
        self.base = base
        self.prefixes = dict(sorted(prefixes.items()))
        self._by_iri = {iri.encode(): prefix.encode() for prefix, iri in prefixes.items()}
        self._known: dict[bytes, bytes] = {}

    def iri(self, term: bytes) -> bytes:
        """Return an IRI in brackets as a prefixed name where that is safe.

        >>> Names({"kg": "https://x.example/#"}).iri(b"<https://x.example/#Paper>")
        b'kg:Paper'
        """
        cut = max(term.rfind(b"#"), term.rfind(b"/")) + 1
        prefix = self._by_iri.get(term[1:cut])
        if prefix is None or not _LOCAL.fullmatch(term, cut, len(term) - 1):
            return term
        return prefix + b":" + term[cut:-1]

    def common(self, term: bytes) -> bytes:
        """As ``iri``, remembered: for predicates, types and datatypes."""
        short = self._known.get(term)
        if short is None:
            short = self._known[term] = self.iri(term)
        return short

    def term(self, term: bytes) -> bytes:
        """Return any term in Turtle's short form.

        >>> Names({}).term(b'"2021"^^<http://www.w3.org/2001/XMLSchema#integer>')
        b'2021'
        """
        if term[:1] == b"<":
            return self.iri(term)
        if term[-1:] != b">":
            return term
        if plain := plain_value(term):
            return plain
        text, _, kind = term.rpartition(b"^^")
        return text + b"^^" + self.common(kind)


def plain_value(term: bytes) -> bytes:
    """Return a whole number or a truth value as it is written without quotes; nothing for other literals."""
    plain = _INTEGER.fullmatch(term) or _BOOLEAN.fullmatch(term)
    return plain[1] if plain else b""


@dataclass(frozen=True)
class Form:
    """One format.

    Attributes:
        graphs: whether it keeps the named graphs.
        key: a line of N-Quads -> the line to sort and group by: graph first, or without its graph.
        block: subject, its statements (sorted lines), names, whether it is the first -> bytes.
        head, tail: what stands before and after all blocks.
        graph: what stands between two graphs.
        plain: whether the sorted lines are the format, so that nothing has to be grouped.
    """

    graphs: bool
    key: Callable[[bytes], bytes]
    block: Callable[[bytes, list[bytes], Names, bool], bytes]
    head: Callable[[Names], bytes] = field(default=lambda names: b"")
    graph: Callable[[bytes | None, bytes, Names], bytes] = field(default=lambda before, now, names: b"")
    tail: Callable[[bytes | None], bytes] = field(default=lambda last: b"")
    plain: bool = False


def as_triple(line: bytes) -> bytes:
    """A line of N-Quads as one of N-Triples.

    >>> as_triple(b'<s> <p> "a <b> ." <g> .\\n')
    b'<s> <p> "a <b> ." .\\n'
    """
    return line[:line.rindex(b" <", 0, len(line) - 3)] + b" .\n" if _has_graph(line) else line


def _has_graph(line: bytes) -> bool:
    """Whether a fourth term stands at the end: the object then ends before it."""
    rest = line.split(b" ", 2)[2]
    if rest[:1] == b"<":
        return rest.count(b" ") == 2
    return bool(_LITERAL_AND_GRAPH.fullmatch(rest))


_LITERAL_AND_GRAPH = re.compile(rb'"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)? <[^>]*> \.\n')


def _graph_first(line: bytes) -> bytes:
    """A line of N-Quads with its graph in front; the default graph's name is then empty brackets."""
    if not _has_graph(line):
        return b"<> " + line
    cut = line.rindex(b" <", 0, len(line) - 3)
    return line[cut + 1:-2] + line[:cut] + b" .\n"


def pairs(statements: list[bytes], graphs: bool) -> list[tuple[bytes, bytes]]:
    """(predicate, object) of each statement, type and label first."""
    skipped = 2 if graphs else 1
    found = []
    for line in statements:
        parts = line.split(b" ", skipped + 1)
        found.append((parts[skipped], parts[skipped + 1][:-2]))
    found.sort(key=lambda pair: (_FIRST.get(pair[0], pair[0]), not pair[1].startswith(_OWN), pair[1]))
    return found


# ── N-Triples and N-Quads ───────────────────────────────────────────────────────────────────────────────────────


def _lines(subject: bytes, statements: list[bytes], names: Names, first: bool) -> bytes:
    return b"\n".join(statements) + b"\n"


# ── Turtle and TriG ─────────────────────────────────────────────────────────────────────────────────────────────


def _turtle_head(names: Names) -> bytes:
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.prefixes.items()).encode()


def _turtle(subject: bytes, statements: list[bytes], names: Names, first: bool) -> bytes:
    return b"\n" + _turtle_block(subject, pairs(statements, False), names)


def _trig(subject: bytes, statements: list[bytes], names: Names, first: bool) -> bytes:
    return b"\n" + _turtle_block(subject, pairs(statements, True), names)


def _turtle_block(subject: bytes, pairs: list[tuple[bytes, bytes]], names: Names) -> bytes:
    lines = []
    for predicate, group in groupby(pairs, lambda pair: pair[0]):
        verb = b"a" if predicate == TYPE else names.common(predicate)
        lines.append(verb + b" " + b" , ".join(names.term(each) for _, each in group))
    return names.iri(subject) + b" " + b" ;\n  ".join(lines) + b" .\n"


def _trig_graph(before: bytes | None, now: bytes, names: Names) -> bytes:
    closing = b"" if before is None else b"}\n"
    return closing + b"\n" + (b"" if now == b"<>" else names.iri(now) + b" ") + b"{\n"


# ── literals ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_PARTS = re.compile(rb'"((?:[^"\\]|\\.)*)"(?:\^\^(<[^>]*>)|@([A-Za-z0-9-]+))?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def parts_of_literal(term: bytes) -> tuple[str, bytes, str]:
    """The text, datatype (in brackets, empty for strings) and language of a literal.

    >>> parts_of_literal(b'"a\\\\"b"@en')
    ('a"b', b'', 'en')
    """
    found = _PARTS.fullmatch(term)
    assert found, term
    text = found[1].decode()
    if "\\" in text:
        text = _ESCAPE.sub(lambda each: chr(int(each[1] or each[2], 16)) if each[1] or each[2]
                           else _CHARACTERS.get(each[3], each[3]), text)
    return text, found[2] or b"", (found[3] or b"").decode()


# ── RDF/XML ─────────────────────────────────────────────────────────────────────────────────────────────────────

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _xml_head(names: Names) -> bytes:
    spaces = "".join(f"\n  xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in {**names.prefixes, "rdf": _RDF}.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode()


def _xml(subject: bytes, statements: list[bytes], names: Names, first: bool) -> bytes:
    lines = [f"<rdf:Description rdf:about={quoteattr(subject[1:-1].decode())}>"]
    for predicate, value in pairs(statements, False):
        name, space = names.common(predicate).decode(), ""
        if name.startswith("<"):
            iri = name[1:-1]
            local = re.search(r"[A-Za-z_][\w-]*$", iri, re.ASCII)
            if local is None:
                continue
            name, space = f"x:{local[0]}", f" xmlns:x={quoteattr(iri[:local.start()])}"
        lines.append(f"  <{name}{space}{_xml_value(name, value)}")
    return ("\n".join([*lines, "</rdf:Description>"]) + "\n").encode()


def _xml_value(name: str, value: bytes) -> str:
    if value[:1] == b"<":
        return f" rdf:resource={quoteattr(value[1:-1].decode())}/>"
    text, kind, language = parts_of_literal(value)
    kinds = f" rdf:datatype={quoteattr(kind[1:-1].decode())}" if kind else f' xml:lang="{language}"' if language else ""
    text = escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
    return f"{kinds}>{text}</{name}>"


FORMS: dict[str, Form] = {
    ".ttl": Form(False, as_triple, _turtle, _turtle_head),
    ".nt": Form(False, as_triple, _lines, plain=True),
    ".nq": Form(False, lambda line: line, _lines, plain=True),
    ".trig": Form(True, _graph_first, _trig, _turtle_head, _trig_graph, lambda last: b"" if last is None else b"}\n"),
    ".rdf": Form(False, as_triple, _xml, _xml_head, tail=lambda last: b"</rdf:RDF>\n"),
}
"""Suffix -> format."""
