"""The descriptions of a dataset against what catalogues want of them: SHACL shapes in ``ontology/hubs``.

Takes a site's description (``.well-known/void``) or a DataID; gives what is wrong, each thing once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.files import shipped
from kg.vocab import DCAT, DCTERMS, SPDX

if TYPE_CHECKING:
    from rdflib import Graph

_DATABUS = "https://dataid.dbpedia.org/databus#"
_CONTEXT = {
    "Version": f"{_DATABUS}Version", "Dataset": f"{_DATABUS}Dataset", "Part": f"{_DATABUS}Part",
    "title": DCTERMS.title, "description": DCTERMS.description, "abstract": f"{DCTERMS.iri}abstract",
    "license": {"@id": DCTERMS.license, "@type": "@id"}, "hasVersion": f"{DCTERMS.iri}hasVersion",
    "distribution": {"@id": DCAT.distribution, "@type": "@id"},
    "downloadURL": {"@id": DCAT.downloadURL, "@type": "@id"}, "byteSize": DCAT.byteSize,
    "formatExtension": f"{_DATABUS}formatExtension", "compression": f"{_DATABUS}compression",
    "sha256sum": f"{_DATABUS}sha256sum",
}
"""What the terms of a DataID mean: those of the Databus' own context, which is not fetched."""


def described(folder: Path) -> list[str]:
    """Return what is wrong with the description of a site, and with the sizes and checksums in it.

    Raises:
        ValueError: it is no Turtle.
        OSError: it cannot be read.
    """
    from rdflib import Graph, URIRef

    graph = Graph().parse(folder / ".well-known" / "void", format="turtle")
    wrong = _against("dcat", graph)
    for dump in graph.subjects(URIRef(DCAT.byteSize), unique=True):
        name = str(graph.value(dump, URIRef(DCAT.downloadURL))).rpartition("/")[2]
        checksum = graph.value(dump, URIRef(SPDX.checksum))
        told = str(graph.value(checksum, URIRef(SPDX.checksumValue)))
        file = folder / name
        if not file.is_file():
            wrong.append(f"{name} is not there")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != told.lower():
            wrong.append(f"{name} has another checksum")
    return wrong


def data_id_described(data_id: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a DataID of the Databus."""
    from rdflib import Graph

    text = json.dumps({**data_id, "@context": _CONTEXT})
    return _against("databus", Graph().parse(data=text, format="json-ld"))


def _against(name: str, graph: Graph) -> list[str]:
    from pyshacl import validate
    from rdflib import Graph, Namespace

    shapes = Graph().parse(shipped("ontology") / "hubs" / f"{name}.ttl", format="turtle")
    _, results, _ = validate(graph, shacl_graph=shapes, inplace=True)
    messages = results.objects(None, Namespace("http://www.w3.org/ns/shacl#").resultMessage)
    return sorted({str(message) for message in messages})
