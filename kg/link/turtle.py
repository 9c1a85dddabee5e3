"""The file of links: Turtle that people look through, strike out and change, and that a build takes up.

Takes links; gives a block of Turtle each, its score in the words of SSSOM (https://w3id.org/sssom/). Reads the file back
as N-Quads of the graph ``graph/links``: what a person has removed is gone, what is no longer in the dataset is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import SourceError
from kg.link.score import Link
from kg.model import Entities
from kg.rdf.terms import clean
from kg.settings import Settings
from kg.vocab import OWL, RDFS, SKOS, iri

_SSSOM = "https://w3id.org/sssom/"
_SEMAPV = "https://w3id.org/semapv/vocab/"
_SOURCE, _TARGET = f"{OWL.iri}annotatedSource", f"{OWL.iri}annotatedTarget"

HEAD = f"""\
# Links to other datasets. owl:sameAs stands only where both carry the same identifier; all else is skos:closeMatch with
# its score. Remove a block to reject it; write owl:sameAs to accept it: kg link writes no block a second time.
@prefix owl: <{OWL.iri}> .
@prefix rdfs: <{RDFS.iri}> .
@prefix semapv: <{_SEMAPV}> .
@prefix skos: <{SKOS.iri}> .
@prefix sssom: <{_SSSOM}> .
"""


def block(link: Link, base: str) -> str:
    """Return a link as Turtle: the statement, and a node that says how likely it is and why."""
    predicate = "owl:sameAs" if link.certain else "skos:closeMatch"
    number = hashlib.sha256(f"{link.ours} {link.theirs}".encode()).hexdigest()[:12]
    ours, theirs = NamedNode(link.ours), NamedNode(link.theirs)
    how = "BackgroundKnowledgeBasedMatching" if link.certain else "LexicalSimilarityThresholdMatching"
    return f"""
# {' '.join(clean(link.name).split())}: {link.score:.2f}, {link.reason}
{ours} {predicate} {theirs} .
<{base}link/l-{number}> a owl:Axiom ;
  owl:annotatedSource {ours} ; owl:annotatedProperty {predicate} ; owl:annotatedTarget {theirs} ;
  sssom:confidence {link.score:.2f} ; sssom:mapping_justification semapv:{how} ;
  rdfs:comment {Literal(clean(link.reason))} .
"""


def linked(entities: Entities, settings: Settings) -> Iterator[str]:
    """Yield the links of the file that the settings name, for a build; nothing where they name none.

    Raises:
        SourceError: the file cannot be read, or is not Turtle.
    """
    if not settings.build.links:
        return iter(())
    base = settings.dataset.base
    kinds: dict[str, Mapping[str, object]] = {
        "person": entities.people, "paper": entities.papers, "venue": entities.venues}
    known = {iri(base, kind, each) for kind, things in kinds.items() for each in things}
    return quads(Path(settings.folder) / settings.build.links, f"{base}graph/links", known)


def quads(file: Path, graph: str, known: Collection[str]) -> Iterator[str]:
    """Yield the statements of a file of links as N-Quads, sorted.

    Args:
        file: the file.
        graph: the IRI of their graph.
        known: the IRIs of what the dataset holds; links of anything else are left out.

    Raises:
        SourceError: the file cannot be read, or is not Turtle.
    """
    try:
        triples = [quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
    except OSError as error:
        raise SourceError(f"cannot read the links: {error.strerror or error}", file=str(file)) from error
    except SyntaxError as error:
        raise SourceError(f"the links are not Turtle: {error}", file=str(file), line=error.lineno) from error
    source = {triple.subject: triple.object for triple in triples if triple.predicate.value == _SOURCE}
    target = {triple.subject: triple.object for triple in triples if triple.predicate.value == _TARGET}
    links = {(triple.subject, triple.object) for triple in triples if triple.subject not in source}
    for triple in sorted(triples, key=str):
        node = triple.subject
        about = source.get(node, node)
        stands = node not in source or (about, target.get(node)) in links
        if stands and isinstance(about, NamedNode) and about.value in known:
            yield f"{triple.subject} {triple.predicate} {triple.object} <{graph}> .\n"
