"""Our own exports → readings: N-Quads, TriG, Turtle and N-Triples, back into profiles.

Takes a ``.nq``, ``.trig``, ``.ttl`` or ``.nt`` file, also with ``.gz``; gives one reading a ``kg:Profile`` with what
its page says, as printed, and what is said of its owner. Each fact names its page, so the graphs are not needed. News
are in no graph; links, kinds and identifiers belong to papers and not to entries, so they are taken from the paper.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kg.errors import SourceError
from kg.model import PRESENT, Profile, SourceFile
from kg.read.page import Reading
from kg.read.text import read_bytes
from kg.vocab import BIBO, FOAF, KG, KGC, PROV, RDF, RDFS, SCHEMA

LARGEST = 4_000_000_000
"""More bytes than that out of a packed file are no export but an attack."""

_Node = dict[str, list[str]]
_LISTS = {KG.Position: "positions", KG.Education: "education", KG.Award: "awards", KG.Service: "service",
          KG.Talk: "talks", KG.Teaching: "teaching", KG.Project: "projects"}
_SPAN = {"start": KG.start, "end": KG.end}
_KEYS: dict[str, dict[str, str]] = {
    "positions": {"role": KG.role, "organization": KG.organizationAsPrinted, "location": KG.location, **_SPAN},
    "education": {"degree": KG.degree, "field": KG.field, "organization": KG.organizationAsPrinted,
                  "location": KG.location, **_SPAN},
    "awards": {"title": SCHEMA.name, "organization": KG.organizationAsPrinted, "year": KG.year},
    "service": {"role": KG.role, "venue": KG.venueAsPrinted, "year": KG.year},
    "talks": {"title": SCHEMA.name, "venue": KG.venueAsPrinted, "date": KG.start},
    "teaching": {"course": SCHEMA.name, "organization": KG.organizationAsPrinted, "role": KG.role, "date": KG.start},
    "projects": {"title": SCHEMA.name, "organization": KG.organizationAsPrinted, "url": SCHEMA.url, **_SPAN},
}
"""List of a profile -> key -> the property that keeps it."""


class _Links(NamedTuple):
    """What points back: entry -> signatures, degree or post -> advisings, paper -> entries."""

    signatures: dict[str, list[str]]
    advisings: dict[str, list[str]]
    entries: dict[str, list[str]]


def read_export(path: Path) -> Iterator[Reading]:
    """Yield a reading for each page in an export of ours.

    Raises:
        SourceError: it is not RDF, or holds no ``kg:Profile``.
    """
    nodes = _nodes(path)
    facts: dict[str, list[str]] = defaultdict(list)
    for iri, node in nodes.items():
        for profile in node.get(KG.statedBy, ()):
            facts[profile].append(iri)
    profiles = sorted(iri for iri, node in nodes.items() if KG.Profile in node.get(RDF.type, ()))
    if not profiles:
        raise SourceError("holds no profile of ours", file=str(path),
                          hint="give an export made by: kg export graph.nq")
    printed = {iri: node for iri, node in nodes.items() if KG.Entry in node.get(RDF.type, ())}
    links = _Links(_by(nodes, KG.entry), _by(nodes, KG.during), _by(printed, KG.paper))
    for iri in profiles:
        yield _reading(iri, nodes, sorted(facts[iri], key=_natural), links, path)


def _nodes(path: Path) -> dict[str, _Node]:
    """All statements, by subject and predicate; the graphs need not be told apart, since facts name their page."""
    import pyoxigraph as ox

    data = read_bytes(path, str(path))
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    form = ox.RdfFormat.from_extension(suffix[1:]) or ox.RdfFormat.N_QUADS
    nodes: dict[str, _Node] = {}
    try:
        if path.suffix.lower() == ".gz":
            packed = zlib.decompressobj(wbits=31)
            data = packed.decompress(data, LARGEST)
            if not packed.eof:
                raise ValueError("the packed file is cut off, or too large")
        for quad in ox.parse(data, format=form):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    except (SyntaxError, ValueError, zlib.error) as error:
        raise SourceError(f"not RDF: {str(error)[:200]}", file=str(path)) from error
    return nodes


def _by(nodes: dict[str, _Node], predicate: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for iri, node in nodes.items():
        for value in node.get(predicate, ()):
            found[value].append(iri)
    return found


def _natural(iri: str) -> list[tuple[int, str]]:
    """Order "…-2" before "…-10"."""
    return [(int(part[:9]), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]+)", iri)]


def _one(node: _Node, predicate: str) -> str:
    return min(node[predicate]) if node.get(predicate) else ""


def _reading(iri: str, nodes: dict[str, _Node], facts: list[str], links: _Links, path: Path) -> Reading:
    page = nodes[iri]
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for fact in facts:
        node = nodes[fact]
        kinds = node.get(RDF.type, ())
        if KG.Entry in kinds:
            entries = links.entries[_one(node, KG.paper)]
            lists["publications"].append(_publication(fact, nodes, links.signatures[fact], entries))
        for kind in kinds:
            if kind in _LISTS:
                names = [_one(nodes[each], KG.nameAsPrinted) for each in sorted(links.advisings[fact], key=_natural)]
                lists[_LISTS[kind]].append(_fact(_LISTS[kind], node, nodes, [each for each in names if each]))
    value = {**_owner(page, nodes), **lists}
    name = _one(page, RDFS.label) or path.stem
    try:
        profile = msgspec.convert(value, Profile, strict=False)
    except msgspec.ValidationError as error:
        raise SourceError(f"the profile {name} cannot be read: {error}", file=str(path)) from error
    files = [SourceFile(_one(nodes[each], RDFS.label), _one(nodes[each], KG.sha256))
             for each in sorted(page.get(PROV.wasDerivedFrom, ())) if each in nodes]
    return Reading(name, profile=profile, files=files, modified=_one(page, SCHEMA.dateModified))


def _owner(page: _Node, nodes: dict[str, _Node]) -> dict[str, Any]:
    """What the entities graph says of the owner; a page without one is a bibliography."""
    owner = nodes.get(_one(page, FOAF.primaryTopic))
    if owner is None:
        return {"kind": "bibliography", "homepage": _one(page, SCHEMA.url)}
    identifiers = dict(text.split(":", 1) for text in sorted(owner.get(SCHEMA.identifier, ())) if ":" in text)
    return {
        "name": _one(owner, SCHEMA.name), "other_names": sorted(owner.get(SCHEMA.alternateName, ())),
        "homepage": _one(page, SCHEMA.url), "identifiers": identifiers, "interests": sorted(owner.get(KG.interest, ())),
        "email": _one(owner, SCHEMA.email), "image": _one(owner, SCHEMA.image),
    }


def _source(node: _Node) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if node.get(KG.sourceFile):
        found["source"] = {"file": _one(node, KG.sourceFile),
                           "lines": (int(_one(node, KG.firstLine)), int(_one(node, KG.lastLine)))}
    if node.get(KG.confidence):
        found["confidence"] = float(_one(node, KG.confidence))
    return found


def _fact(list_: str, node: _Node, nodes: dict[str, _Node], names: list[str]) -> dict[str, Any]:
    found = {key: _one(node, predicate) for key, predicate in _KEYS[list_].items() if node.get(predicate)}
    if _one(node, KG.ongoing) == "true":
        found["end"] = PRESENT
    value: dict[str, Any] = {**found, **_source(node)}
    if list_ in ("positions", "education"):
        unit = nodes.get(_one(node, KG.unit))
        value["unit"] = _one(unit, SCHEMA.name) if unit else ""
        value["advisors" if list_ == "education" else "supervisors"] = names
    return value


def _publication(iri: str, nodes: dict[str, _Node], signed: list[str], entries: list[str]) -> dict[str, Any]:
    """One entry; what only the paper tells (DOI, type, links) is taken from there. ``entries`` are all of the paper."""
    node = nodes[iri]
    signatures = [nodes[each] for each in sorted(signed, key=_natural)]
    printed = [each for each in signatures if each.get(KG.nameAsPrinted)]
    value: dict[str, Any] = {
        "title": _one(node, KG.titleAsPrinted), "venue": _one(node, KG.venueAsPrinted),
        "authors": [_one(each, KG.nameAsPrinted) for each in sorted(printed, key=_place)], **_source(node),
    }
    for key, predicate in (("equal_contribution", KG.equalContribution), ("corresponding", KG.corresponding)):
        value[key] = [_place(each) for each in signatures if each.get(predicate)]
    if node.get(KG.year):
        value["year"] = int(_one(node, KG.year))
    if node.get(KG.authorsComplete):
        value["authors_complete"] = _one(node, KG.authorsComplete) == "true"
    for each in signatures:
        if not each.get(KG.nameAsPrinted) and each.get(KG.ordinal):
            value["owner_position"] = _place(each)
    owner = nodes.get(_one(node, KG.statedBy), {}).get(FOAF.primaryTopic, [])
    for each in printed:
        if set(owner) & set(each.get(KG.person, ())):
            value["owner_position"] = _place(each)
    paper = nodes.get(_one(node, KG.paper), {})
    value |= {"doi": _one(paper, BIBO.doi), "arxiv": _one(paper, KG.arxiv)}
    kind, status = (_one(paper, each).removeprefix(KGC.iri) for each in (KG.publicationType, KG.status))
    value |= {"type": kind} if kind else {}
    value |= {"status": {"underReview": "under_review"}.get(status, status)} if status else {}
    date = _one(paper, SCHEMA.datePublished)
    if len(date) > 4 and date.startswith(f"{_one(node, KG.year)}-"):  # else another entry gave it
        value["date"] = date
    if paper.get(SCHEMA.award):  # each of them was printed by some entry, an entry prints one
        awards = sorted(paper[SCHEMA.award])
        value["award"] = awards[entries.index(iri) % len(awards)]
    value["urls"] = [{"url": url} for url in sorted(paper.get(SCHEMA.url, ()))]
    return value


def _place(signature: _Node) -> int:
    return int(_one(signature, KG.ordinal) or 0)
