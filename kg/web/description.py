"""What the endpoint says of itself: the SPARQL service description, and the catalogue as examples for editors.

https://www.w3.org/TR/sparql11-service-description/ ; the examples are ``sh:SPARQLExecutable`` as other public
endpoints publish them, so that editors elsewhere can offer them. Both come as bytes in a serialisation of RDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.query import Question
from kg.vocab import PREFIXES, RDF, RDFS, SCHEMA, VOID, XSD, dataset_iri

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SH = "http://www.w3.org/ns/shacl#"
_FORMATS = "http://www.w3.org/ns/formats/"
_GIVEN = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
          "JSON-LD", "RDF_XML")

_Subject = ox.NamedNode | ox.BlankNode
_Value = ox.NamedNode | ox.BlankNode | ox.Literal


def service_description(endpoint: str, base: str, media_type: str, *, federation: bool = False) -> bytes:
    """Return the description of the endpoint.

    Args:
        endpoint: the address that answers queries.
        base: ``dataset.base``.
        media_type: of the RDF that is wanted.
        federation: whether SERVICE may be used.

    >>> b"UnionDefaultGraph" in service_description("http://localhost/sparql", "https://example.org/kg/", "text/turtle")
    True
    """
    service, dataset, default = ox.NamedNode(endpoint), ox.BlankNode("dataset"), ox.BlankNode("default")
    features = ["UnionDefaultGraph", *(["BasicFederatedQuery"] if federation else [])]
    said: list[tuple[_Subject, str, _Value]] = [
        (service, RDF.type, _sd("Service")),
        (service, _SD + "endpoint", service),
        (service, _SD + "supportedLanguage", _sd("SPARQL11Query")),
        *((service, _SD + "resultFormat", ox.NamedNode(_FORMATS + each)) for each in _GIVEN),
        *((service, _SD + "feature", _sd(each)) for each in features),
        (service, _SD + "defaultDataset", dataset),
        (dataset, RDF.type, _sd("Dataset")),
        (dataset, RDFS.seeAlso, ox.NamedNode(dataset_iri(base))),
        (dataset, _SD + "defaultGraph", default),
        (default, RDF.type, _sd("Graph")),
        (ox.NamedNode(dataset_iri(base)), RDF.type, ox.NamedNode(VOID.Dataset)),
        (ox.NamedNode(dataset_iri(base)), VOID.iri + "sparqlEndpoint", service),
    ]
    for number, name in enumerate(("entities", "dataset")):
        graph = ox.BlankNode(f"graph{number}")
        said += [(dataset, _SD + "namedGraph", graph), (graph, RDF.type, _sd("NamedGraph")),
                 (graph, _SD + "name", ox.NamedNode(f"{base}graph/{name}"))]
    return _serialised(said, media_type)


def examples(questions: Mapping[str, Question], endpoint: str, media_type: str) -> bytes:
    """Return the catalogue's questions as SHACL executables, with the prefixes that they use.

    Questions that a program answers are left out: their SPARQL alone does not.

    Args:
        questions: the catalogue.
        endpoint: the address that answers them.
        media_type: of the RDF that is wanted.
    """
    above = endpoint.removesuffix("/sparql") + "/.well-known/sparql-examples"
    prefixes = ox.NamedNode(f"{above}#prefixes")
    said: list[tuple[_Subject, str, _Value]] = []
    for name, iri in PREFIXES.items():
        one = ox.NamedNode(f"{above}#prefix-{name}")
        said += [(prefixes, _SH + "declare", one), (one, _SH + "prefix", ox.Literal(name)),
                 (one, _SH + "namespace", ox.Literal(iri, datatype=ox.NamedNode(XSD.anyURI)))]
    for question in questions.values():
        if question.program:
            continue
        one = ox.NamedNode(f"{above}#{question.name}")
        form = _form(question.text)
        said += [
            (one, RDF.type, ox.NamedNode(_SH + "SPARQLExecutable")),
            (one, RDF.type, ox.NamedNode(f"{_SH}SPARQL{form.capitalize()}Executable")),
            (one, RDFS.comment, ox.Literal(question.summary, language="en")),
            (one, _SH + "prefixes", prefixes),
            (one, _SH + form, ox.Literal(question.text)),
            (one, SCHEMA.iri + "target", ox.NamedNode(endpoint)),
            *((one, SCHEMA.iri + "keywords", ox.Literal(tag, language="en")) for tag in question.tags),
        ]
    return _serialised(said, media_type)


def _form(text: str) -> str:
    from kg.engine import words

    return next((word.lower() for word in words(text) if word.upper() in ("ASK", "CONSTRUCT", "DESCRIBE")), "select")


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _serialised(said: Iterable[tuple[_Subject, str, _Value]], media_type: str) -> bytes:
    triples = [ox.Triple(subject, ox.NamedNode(predicate), value) for subject, predicate, value in said]
    named = {**PREFIXES, "sd": _SD, "formats": _FORMATS}
    data = ox.serialize(triples, format=ox.RdfFormat.from_media_type(media_type), prefixes=named)
    assert data is not None
    return data
