"""The description of a dataset, for people and programs that meet it without its documentation: VoID, DCAT, PROV.

Takes the settings and what was counted while the statements went by; gives N-Quads of the dataset graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.rdf.statistics import Statistics
from kg.rdf.terms import instant, integer, literal, ref, statements
from kg.settings import Settings
from kg.vocab import (
    DCAT,
    DCTERMS,
    FOAF,
    KG,
    ONTOLOGY,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    VCARD,
    VOID,
    dataset_graph,
    dataset_iri,
    iri,
    safe_url,
)

_TYPE = ref(RDF.type)

_EXEMPLARY = (KG.Person, KG.Paper, KG.Venue, KG.Organization)
"""Of each of these classes one node is shown as an example."""


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
    build = ref(dataset_iri(base, "build"))
    contact = ref(dataset_iri(base, "contact")) if about.contact else ""
    yield statements(node, [
        (_TYPE, ref(VOID.Dataset)), (_TYPE, ref(DCAT.Dataset)), (_TYPE, ref(PROV.Entity)),
        (ref(DCTERMS.title), literal(about.title)), (ref(DCTERMS.description), literal(about.description)),
        (ref(DCTERMS.license), ref(safe_url(about.license))), (ref(DCTERMS.publisher), publisher),
        (ref(DCAT.contactPoint), contact), (ref(DCAT.landingPage), ref(safe_url(base))),
        (ref(DCTERMS.modified), instant(modified)), (ref(DCAT.version), literal(statistics.version())),
        (ref(DCTERMS.conformsTo), ref(ONTOLOGY)),
        (ref(PROV.wasAttributedTo), program), (ref(PROV.wasGeneratedBy), build),
        *((ref(PROV.wasDerivedFrom), ref(iri(base, "profile", each))) for each in sources),
        *_counted(base, statistics),
    ], tail)
    yield statements(publisher, [(_TYPE, ref(FOAF.Agent)), (ref(FOAF.name), literal(about.publisher))], tail)
    yield statements(contact, [
        (_TYPE, ref(VCARD.Kind)), (ref(VCARD.fn), literal(about.publisher or about.title)),
        (ref(VCARD.hasEmail), ref(f"mailto:{about.contact}") if _is_address(about.contact) else ""),
        (ref(VCARD.hasURL), ref(safe_url(about.contact))),
    ], tail)
    yield statements(program, [
        (_TYPE, ref(PROV.SoftwareAgent)), (ref(RDFS.label), literal(f"kg {version}")),
        (ref(SCHEMA.softwareVersion), literal(version)),
    ], tail)
    yield statements(build, [
        (_TYPE, ref(PROV.Activity)), (ref(RDFS.label), literal("The build of this dataset")),
        (ref(PROV.endedAtTime), instant(modified)), (ref(PROV.wasAssociatedWith), program),
    ], tail)
    yield from _parts(base, statistics, tail)


def _counted(base: str, statistics: Statistics) -> list[tuple[str, str]]:
    """What the counts say of the dataset as a whole."""
    classes, properties = statistics.classes, statistics.properties
    used = sorted(PREFIXES[each] for each in {_prefix(term) for term in (*classes, *properties)} if each)
    examples = [statistics.examples[ref(each)] for each in _EXEMPLARY if ref(each) in statistics.examples]
    return [
        *((ref(VOID.vocabulary), ref(each)) for each in used), (ref(VOID.uriSpace), literal(base)),
        *((ref(VOID.exampleResource), each) for each in examples),
        (ref(VOID.triples), integer(statistics.triples)), (ref(VOID.entities), integer(statistics.entities)),
        (ref(VOID.classes), integer(len(classes))), (ref(VOID.properties), integer(len(properties))),
        *((ref(VOID.classPartition), part) for part, _, _ in _partitions(base, classes)),
        *((ref(VOID.propertyPartition), part) for part, _, _ in _partitions(base, properties)),
        *((ref(VOID.subset), _linkset(base, predicate, site)) for predicate, site, _ in statistics.links()),
    ]


def _parts(base: str, statistics: Statistics, tail: str) -> Iterator[str]:
    """The classes, the properties and the links, each with its number, and where the links lead."""
    for part, term, number in _partitions(base, statistics.classes):
        yield statements(part, [(ref(VOID["class"]), term), (ref(VOID.entities), integer(number))], tail)
    for part, term, number in _partitions(base, statistics.properties):
        yield statements(part, [(ref(VOID.property), term), (ref(VOID.triples), integer(number))], tail)
    for predicate, site, number in statistics.links():
        yield statements(_linkset(base, predicate, site), [
            (_TYPE, ref(VOID.Linkset)), (ref(VOID.linkPredicate), predicate), (ref(VOID.triples), integer(number)),
            (ref(VOID.subjectsTarget), ref(dataset_iri(base))), (ref(VOID.objectsTarget), _target(base, site)),
        ], tail)
    for site in sorted({site for _, site, _ in statistics.links()}):
        yield statements(_target(base, site), [
            (_TYPE, ref(VOID.Dataset)), (ref(RDFS.label), literal(_host(site))),
            (ref(FOAF.homepage), ref(safe_url(site))), (ref(VOID.uriSpace), literal(site)),
        ], tail)


def _linkset(base: str, predicate: str, site: str) -> str:
    return ref(dataset_iri(base, f"links-{_name(predicate)}-{_host(site)}"))


def _target(base: str, site: str) -> str:
    return ref(dataset_iri(base, f"target-{_host(site)}"))


def _host(site: str) -> str:
    return site.split("/")[2]


def _partitions(base: str, counted: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Return a node, the class or property, and its count, in order of their names."""
    named = sorted((_name(term), term, number) for term, number in counted.items())
    return [(ref(dataset_iri(base, f"of-{name}")), term, number) for name, term, number in named]


def _name(term: str) -> str:
    """Return a term as part of an IRI.

    >>> _name("<https://schema.org/name>")
    'schema-name'
    """
    prefix = _prefix(term)
    return f"{prefix}-{term[len(PREFIXES[prefix]) + 1:-1]}" if prefix else term.strip("<>")


def _prefix(term: str) -> str:
    """Return the prefix that stands for a term's namespace, "" where there is none."""
    return next((prefix for prefix, namespace in PREFIXES.items() if term.startswith(f"<{namespace}")), "")


def _is_address(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+", text) is not None
