"""What a published dataset says of its files: DCAT distributions with size, type and checksum, and VoID dumps.

A build cannot say this, because the files are made of it. Takes what the files are; gives statements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.engine import PREFIXES
from kg.rdf.terms import instant, literal, ref, statements
from kg.settings import Settings
from kg.store import Dataset
from kg.vocab import DCAT, DCTERMS, RDF, SPDX, VCARD, VOID, XSD, dataset_graph, dataset_iri, safe_url

MEDIA_TYPES = {".ttl": "text/turtle", ".nq": "application/n-quads", ".nt": "application/n-triples",
               ".trig": "application/trig", ".jsonld": "application/ld+json", ".rdf": "application/rdf+xml"}
"""Suffix of an export -> its media type."""

DUMPS = {"graph.ttl.gz": "All statements as Turtle", "graph.nq.gz": "All statements with their named graphs, as N-Quads"}
"""Name of each dump of the whole dataset -> what it is."""

CHECKSUMS = "sha256sums.txt"
"""The file that ``sha256sum -c`` reads."""

_IANA = "https://www.iana.org/assignments/media-types/"


class File(NamedTuple):
    """A published file: its path below the folder, what it is, its bytes in number and their SHA-256."""

    path: str
    name: str
    size: int
    sha256: str


def file_of(folder: Path, path: str, name: str) -> File:
    """Measure a file."""
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(path, name, (folder / path).stat().st_size, digest)


def checksums(files: Sequence[File]) -> str:
    """Return the SHA-256 of each file as ``sha256sum`` writes them."""
    return "".join(f"{each.sha256}  {each.path}\n" for each in sorted(files))


def write_checksums(folder: Path, names: Sequence[str]) -> None:
    """Write the list of SHA-256 sums of some files of a folder into it."""
    measured = [file_of(folder, name, name) for name in dict.fromkeys(names)]
    (folder / CHECKSUMS).write_text(checksums(measured), encoding="utf-8")


def description(dataset: Dataset, settings: Settings, dumps: Sequence[File]) -> bytes:
    """Return the description of a dataset and of its dumps as Turtle, the same bytes for the same input."""
    base = settings.dataset.base
    graph = ox.NamedNode(dataset_graph(base))
    built = str(dataset.report.get("built", ""))
    triples = {quad.triple for quad in dataset.store.quads_for_pattern(None, None, None, graph)}
    triples |= {quad.triple for quad in ox.parse("".join(_distributions(settings, built, dumps)),
                                                 format=ox.RdfFormat.N_TRIPLES)}
    prefixes = {**PREFIXES, "spdx": SPDX.iri, "vcard": VCARD.iri}
    return ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _distributions(settings: Settings, built: str, dumps: Sequence[File]) -> Iterator[str]:
    base, end = settings.dataset.base, " .\n"
    about = ref(dataset_iri(base))
    for dump in dumps:
        node, checksum = (ref(dataset_iri(base, f"{what}-{dump.path}")) for what in ("dump", "checksum"))
        place = ref(safe_url(base.rstrip("#") + dump.path))
        yield statements(about, [
            (ref(DCAT.distribution), node), (ref(VOID.dataDump), place), (ref(DCTERMS.issued), instant(built))], end)
        suffixes = Path(dump.path).suffixes
        yield statements(node, [
            (ref(RDF.type), ref(DCAT.Distribution)), (ref(DCTERMS.title), literal(dump.name)),
            (ref(DCAT.accessURL), ref(safe_url(base))), (ref(DCAT.downloadURL), place),
            (ref(DCAT.mediaType), ref(_IANA + MEDIA_TYPES[suffixes[0]])),
            (ref(DCAT.compressFormat), ref(_IANA + "application/gzip") if ".gz" in suffixes else ""),
            (ref(DCAT.byteSize), f'"{dump.size}"^^{ref(XSD.nonNegativeInteger)}'),
            (ref(SPDX.checksum), checksum), (ref(DCTERMS.license), ref(safe_url(settings.dataset.license))),
            (ref(DCTERMS.issued), instant(built)), (ref(DCTERMS.modified), instant(built)),
        ], end)
        yield statements(checksum, [
            (ref(RDF.type), ref(SPDX.Checksum)), (ref(SPDX.algorithm), ref(SPDX.checksumAlgorithm_sha256)),
            (ref(SPDX.checksumValue), f'"{dump.sha256}"^^{ref(XSD.hexBinary)}'),
        ], end)
