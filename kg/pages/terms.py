"""The ontology's own page: its terms out of the Turtle files, in groups for people."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg.files import shipped
from kg.vocab import KG, KGC, OWL, RDF, RDFS, SKOS

_GROUPS = (
    ("Classes", (OWL.Class,)),
    ("Properties", (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.SymmetricProperty)),
    ("Concepts", (SKOS.Concept,)),
    ("Schemes of concepts", (SKOS.ConceptScheme,)),
)


class OntologyTerm(NamedTuple):
    """One term: its local name, label, definition, example, and the terms it is below."""

    name: str
    label: str
    definition: str
    example: str
    above: tuple[str, ...]


@cache
def terms() -> tuple[tuple[str, tuple[OntologyTerm, ...]], ...]:
    """Return the ontology's terms in groups."""
    store = ox.Store()
    for path in sorted(shipped("ontology").glob("*.ttl")):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    groups, seen = [], set()
    for heading, types in _GROUPS:
        found = []
        for kind in types:
            for quad in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind)):
                iri = getattr(quad.subject, "value", "")
                if iri.startswith((KG.iri, KGC.iri)) and iri not in seen:
                    seen.add(iri)
                    found.append(_term(store, iri))
        if found:
            groups.append((heading, tuple(sorted(found))))
    return tuple(groups)


def _term(store: ox.Store, iri: str) -> OntologyTerm:
    label = _values(store, iri, RDFS.label) or _values(store, iri, SKOS.prefLabel)
    above = _values(store, iri, RDFS.subClassOf) + _values(store, iri, RDFS.subPropertyOf)
    return OntologyTerm(
        iri.rpartition("#")[2], " ".join(label), " ".join(_values(store, iri, SKOS.definition)),
        " ".join(_values(store, iri, SKOS.example)), tuple(each.removeprefix(KG.iri) for each in above),
    )


def _values(store: ox.Store, iri: str, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
    return sorted(str(getattr(quad.object, "value", "")) for quad in quads)
