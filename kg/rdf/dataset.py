"""The description of a dataset, for people and programs that meet it without its documentation: VoID, DCAT, PROV.

Takes the settings and what was counted while the statements went by; gives N-Quads of the dataset graph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.rdf.terms import instant, integer, literal, ref, statements
from kg.settings import Settings
from kg.vocab import (
    DCAT,
    DCTERMS,
    FOAF,
    ONTOLOGY,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    VOID,
    dataset_graph,
    dataset_iri,
    iri,
    safe_url,
)

_TYPE = ref(RDF.type)


class Statistics:
    """Counts of statements, and of the nodes of each class and the statements of each property."""

    def __init__(self) -> None:
        self.triples = 0
        self.entities = 0
        self.classes: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()

    def watch(self, pieces: Iterable[str]) -> Iterator[str]:
        """Yield pieces of N-Quads as they come, and count what is in them."""
        classes, properties = self.classes, self.properties
        for piece in pieces:
            before = ""
            for line in piece.split("\n")[:-1]:
                subject, predicate, rest = line.split(" ", 2)
                properties[predicate] += 1
                if predicate == _TYPE:
                    classes[rest.split(" ", 1)[0]] += 1
                    if subject != before:
                        self.entities += 1
                        before = subject
            yield piece
        self.triples = sum(properties.values())


def dataset_quads(
    settings: Settings, statistics: Statistics, *, modified: str = "", version: str = "", sources: Iterable[str] = (),
) -> Iterator[str]:
    """Yield the dataset graph, a node at a time.

    Args:
        settings: base IRI, title, description, licence, publisher, contact.
        statistics: what has been counted.
        modified: the instant the dataset counts as made, ISO 8601 in UTC.
        version: of the program that made it.
        sources: the ids of the profiles that it was made from.
    """
    about, base = settings.dataset, settings.dataset.base
    tail = f" {ref(dataset_graph(base))} .\n"
    node = ref(dataset_iri(base))
    publisher = ref(dataset_iri(base, "publisher")) if about.publisher else ""
    program = ref(f"https://w3id.org/homepage-kg/software/{version}") if version.replace(".", "").isalnum() else ""
    contact = f"mailto:{about.contact}" if _is_address(about.contact) else safe_url(about.contact)
    classes = _partitions(base, statistics.classes)
    properties = _partitions(base, statistics.properties)
    yield statements(node, [
        (_TYPE, ref(VOID.Dataset)), (_TYPE, ref(DCAT.Dataset)), (_TYPE, ref(PROV.Entity)),
        (ref(DCTERMS.title), literal(about.title)), (ref(DCTERMS.description), literal(about.description)),
        (ref(DCTERMS.license), ref(safe_url(about.license))), (ref(DCTERMS.publisher), publisher),
        (ref(DCAT.contactPoint), ref(contact)), (ref(DCTERMS.modified), instant(modified)),
        (ref(DCTERMS.conformsTo), ref(ONTOLOGY)), (ref(PROV.wasAttributedTo), program),
        *((ref(VOID.vocabulary), ref(PREFIXES[each])) for each in ("kg", "schema", "foaf", "org", "prov", "skos")),
        (ref(VOID.uriSpace), literal(base)),
        (ref(VOID.triples), integer(statistics.triples)), (ref(VOID.entities), integer(statistics.entities)),
        (ref(VOID.classes), integer(len(classes))), (ref(VOID.properties), integer(len(properties))),
        *((ref(VOID.classPartition), part) for part, _, _ in classes),
        *((ref(VOID.propertyPartition), part) for part, _, _ in properties),
        *((ref(PROV.wasDerivedFrom), ref(iri(base, "profile", each))) for each in sources),
    ], tail)
    yield statements(publisher, [(_TYPE, ref(FOAF.Agent)), (ref(FOAF.name), literal(about.publisher))], tail)
    yield statements(program, [
        (_TYPE, ref(PROV.SoftwareAgent)), (ref(RDFS.label), literal(f"kg {version}")),
        (ref(SCHEMA.softwareVersion), literal(version)),
    ], tail)
    for part, term, number in classes:
        yield statements(part, [(ref(VOID["class"]), term), (ref(VOID.entities), integer(number))], tail)
    for part, term, number in properties:
        yield statements(part, [(ref(VOID.property), term), (ref(VOID.triples), integer(number))], tail)


def _partitions(base: str, counted: Counter[str]) -> list[tuple[str, str, int]]:
    """Return a node, the class or property, and its count, in order of their names."""
    named = sorted((_name(term), term, number) for term, number in counted.items())
    return [(ref(dataset_iri(base, f"of-{name}")), term, number) for name, term, number in named]


def _name(term: str) -> str:
    """Return a term as part of an IRI.

    >>> _name("<https://schema.org/name>")
    'schema-name'
    """
    for prefix, namespace in PREFIXES.items():
        if term.startswith(f"<{namespace}"):
            return f"{prefix}-{term[len(namespace) + 1:-1]}"
    return term.strip("<>")


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+", text) is not None
