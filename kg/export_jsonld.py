"""The JSON-LD of an export: a node an entity, in the words of ``ontology/context.jsonld``.

Takes what the other formats take (``kg.export_forms``); gives JSON-LD whose context stands in the file, so that reading
it asks no network. IRIs of the dataset are relative to its base.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from typing import NamedTuple

from kg.export_forms import TYPE, Form, Names, as_triple, pairs, parts_of_literal, plain_value
from kg.files import shipped


class _Words(NamedTuple):
    """The context: what stands in the file, and words by the IRI (in brackets) that they stand for."""

    context: dict[str, object]
    words: dict[bytes, str]
    kinds: dict[bytes, str]
    """Of an IRI how its bare values are read: "@id", or a datatype in brackets; others are as they look."""


def head(names: Names) -> bytes:
    """Return what stands before the nodes: the context."""
    context: dict[str, object] = {**({"@base": names.base} if _is_folder(names.base) else {}), **_words().context}
    return b'{"@context": ' + json.dumps(context, ensure_ascii=False).encode() + b',\n"@graph": ['


def block(subject: bytes, statements: list[bytes], names: Names, first: bool) -> bytes:
    """Return one node."""
    node: dict[str, object] = {"@id": _iri(subject, names.base)}
    for predicate, group in groupby(pairs(statements, False), lambda pair: pair[0]):
        values = [each for _, each in group]
        if predicate == TYPE:
            node["@type"] = [_word(each) for each in values]
        else:
            kind = _words().kinds.get(predicate, "")
            told = [_value(each, kind, names.base) for each in values]
            node[_word(predicate)] = told[0] if len(told) == 1 else told
    return (b"\n" if first else b",\n") + json.dumps(node, ensure_ascii=False).encode()


@cache
def _words() -> _Words:
    """The shipped context, with the prefixes that its words lack."""
    from kg.engine import PREFIXES

    shipped_context = json.loads((shipped("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    context = {**{prefix: iri for prefix, iri in PREFIXES.items() if prefix not in shipped_context}, **shipped_context}
    words: dict[bytes, str] = {}
    kinds: dict[bytes, str] = {}
    for word, meaning in shipped_context.items():
        short = meaning["@id"] if isinstance(meaning, dict) else meaning
        prefix, colon, local = short.partition(":")
        if not colon or local.startswith("//"):
            continue  # a prefix
        iri = f"<{context[prefix]}{local}>".encode()
        words[iri] = word
        if isinstance(meaning, dict):
            prefix, _, local = meaning["@type"].partition(":")
            kinds[iri] = f"<{context[prefix]}{local}>" if local else prefix
    return _Words(context, words, kinds)


@cache
def _word(term: bytes) -> str:
    """A class, property or datatype as the context calls it, or its IRI."""
    found = _words().words.get(term)
    if found is not None:
        return found
    iri = term[1:-1].decode()
    prefixes = ((prefix, str(space)) for prefix, space in _words().context.items()
                if isinstance(space, str) and space.startswith("http"))
    return next((f"{prefix}:{iri[len(space):]}" for prefix, space in prefixes
                 if iri.startswith(space) and iri[len(space):].isidentifier()), iri)


def _iri(term: bytes, base: str) -> str:
    """An IRI, relative to the base where it is below it and cannot be taken for anything else."""
    iri = term[1:-1].decode()
    rest = iri.removeprefix(base)
    safe = _is_folder(base) and rest != iri and rest[:1].isalpha() and ":" not in rest and "/." not in rest
    return rest if safe else iri


def _is_folder(base: str) -> bool:
    return base.endswith("/")


def _value(term: bytes, kind: str, base: str) -> object:
    """An object: bare where the context says how it is read, else with what it is."""
    if term[:1] == b"<":
        iri = _iri(term, base)
        return iri if kind == "@id" else {"@id": iri}
    plain = plain_value(term)
    if plain and not kind:
        return json.loads(plain)
    text, datatype, language = parts_of_literal(term)
    if language:
        return {"@value": text, "@language": language}
    if kind == datatype.decode():
        return text
    return {"@value": text, "@type": _word(datatype)} if datatype else {"@value": text}


FORM = Form(False, as_triple, block, head, tail=lambda last: b"\n]}\n")
"""The format."""
