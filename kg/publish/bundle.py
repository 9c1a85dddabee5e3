"""Publish a dataset as a deposit: an RO-Crate folder that Zenodo, Dataverse and the like take as it is.

Takes an open dataset and a folder; gives dumps, the ontology, a README, checksums, and the same description for three
kinds of readers: RO-Crate 1.1, DataCite's kernel 4 and the DBpedia Databus. The same dataset gives the same bytes.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

from kg.errors import DatasetError
from kg.export import export
from kg.files import shipped
from kg.publish.description import CHECKSUMS, DUMPS, MEDIA_TYPES, File, checksums, file_of
from kg.settings import Settings
from kg.settings_file import text as settings_text
from kg.store import Dataset
from kg.vocab import ONTOLOGY, dataset_iri

CRATE = "ro-crate-metadata.json"
DATABUS = "https://databus.dbpedia.org/ACCOUNT/homepage-kg/graph"
"""Where the Databus would keep it; the account is the publisher's own."""

ABSTRACT = 200
"""Characters of an abstract at most."""

_FORMATS = {**MEDIA_TYPES, ".gz": "application/gzip", ".md": "text/markdown", ".json": "application/json",
            ".toml": "application/toml", ".txt": "text/plain"}
_LICENSES = {
    "https://creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by-sa/4.0/": "Creative Commons Attribution-ShareAlike 4.0 International",
    "https://creativecommons.org/publicdomain/zero/1.0/": "Creative Commons Zero 1.0 Universal",
}


class About(NamedTuple):
    """What the descriptions say of the dataset as a whole."""

    settings: Settings
    built: str
    version: str
    counts: dict[str, int]

    @property
    def publisher(self) -> str:
        """Who publishes it; a deposit must name somebody."""
        return self.settings.dataset.publisher or "(publisher not named)"

    @property
    def license_name(self) -> str:
        """The licence in words."""
        return _LICENSES.get(self.settings.dataset.license, self.settings.dataset.license)


def about(dataset: Dataset, settings: Settings) -> About:
    """Return what the descriptions say of a dataset."""
    report = dataset.report
    return About(settings, str(report.get("built", "")), str(report.get("version", "")), dict(report.get("counts", {})))


def publish_bundle(
    dataset: Dataset, folder: Path, settings: Settings, *, databus: str = DATABUS, packed: bool = False,
) -> list[File]:
    """Write a deposit.

    Args:
        dataset: what is published.
        folder: empty, missing, or an earlier bundle, whose files are then replaced.
        settings: title, description, publisher, licence, base IRI, contact.
        databus: the IRI of the artifact on a Databus: account, group and artifact.
        packed: also write ``<folder>.zip`` with the same files.

    Returns:
        The files, sorted by their paths.

    Raises:
        DatasetError: the folder holds something else, or cannot be written.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / CRATE).is_file():
        raise DatasetError("the folder holds files that are not a bundle of ours", file=str(folder),
                           hint="give an empty folder")
    told = about(dataset, settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, CRATE, "RO-Crate metadata", _json({}))  # from now on the folder is ours, whatever happens
        parts = _data(dataset, folder, told)
        for path, name, content in (
            ("datacite.json", "DataCite metadata", _json(datacite(told, parts))),
            ("dataid.jsonld", "Databus DataID", _json(data_id(told, parts, databus))),
        ):
            parts.append(_write(folder, path, name, content))
        parts.append(_write(folder, CHECKSUMS, "SHA-256 of each file", checksums(parts).encode()))
        parts.append(_write(folder, CRATE, "RO-Crate metadata", _json(crate(told, parts))))
        parts.sort()
        if packed:
            _pack(folder, parts)
    except OSError as error:
        raise DatasetError(f"cannot write the bundle: {error.strerror}", file=str(error.filename or folder)) from error
    return parts


def _data(dataset: Dataset, folder: Path, about: About) -> list[File]:
    """Write everything but the descriptions."""
    parts = []
    for path, name in DUMPS.items():
        export(dataset, folder / path, about.settings)
        parts.append(file_of(folder, path, name))
    for source in sorted(path for path in shipped("ontology").iterdir() if path.suffix in (".ttl", ".jsonld")):
        parts.append(_write(folder, f"ontology/{source.name}", f"Ontology: {source.stem}", source.read_bytes()))
    parts.append(_write(folder, "kg.toml", "Settings", settings_text(about.settings.dataset).encode()))
    parts.append(_write(folder, "README.md", "Read me", readme(about).encode()))
    return parts


def _write(folder: Path, path: str, name: str, content: bytes) -> File:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return file_of(folder, path, name)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _pack(folder: Path, parts: list[File]) -> None:
    """Write the zip: sorted names, one moment, one set of rights."""
    place = folder.with_name(f"{folder.name}.zip")
    part = place.with_name(f".{place.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for each in parts:
            entry = zipfile.ZipInfo(each.path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if each.path.endswith(".gz") else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            with (folder / each.path).open("rb") as source, out.open(entry, "w", force_zip64=True) as target:
                while block := source.read(1 << 20):
                    target.write(block)
    part.replace(place)


# ── descriptions ────────────────────────────────────────────────────────────────────────────────────────────────


def crate(about: About, parts: list[File]) -> dict[str, Any]:
    """Return the metadata of an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1)."""
    dataset = about.settings.dataset
    root = {
        "@id": "./", "@type": "Dataset", "name": dataset.title, "description": dataset.description,
        "datePublished": about.built[:10] or "1970-01-01", "license": {"@id": dataset.license},
        "publisher": {"@id": "#publisher"}, "author": {"@id": "#publisher"}, "version": about.built,
        "url": dataset_iri(dataset.base), "conformsTo": {"@id": ONTOLOGY},
        "hasPart": [{"@id": each.path} for each in sorted(parts)],
    }
    files = [
        {"@id": each.path, "@type": "File", "name": each.name, "contentSize": str(each.size), "sha256": each.sha256,
         "encodingFormat": _FORMATS.get(Path(each.path).suffix, "application/octet-stream")}
        for each in sorted(parts)
    ]
    return {
        "@context": ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}],
        "@graph": [
            {"@id": CRATE, "@type": "CreativeWork", "about": {"@id": "./"},
             "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}},
            root, *files,
            {"@id": "#publisher", "@type": "Organization", "name": about.publisher,
             **({"email": dataset.contact} if "@" in dataset.contact else
                {"url": dataset.contact} if dataset.contact else {})},
            {"@id": dataset.license, "@type": "CreativeWork", "name": about.license_name},
            {"@id": ONTOLOGY, "@type": "CreativeWork", "name": "The ontology of the statements"},
        ],
    }


def datacite(about: About, parts: list[File]) -> dict[str, Any]:
    """Return DataCite metadata, kernel 4; the repository that takes the deposit adds the DOI."""
    dataset = about.settings.dataset
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"},
        "creators": [{"name": about.publisher}],
        "titles": [{"title": dataset.title}],
        "publisher": {"name": about.publisher},
        "publicationYear": about.built[:4] or "1970",
        "version": about.built,
        "dates": [{"date": about.built, "dateType": "Updated"}] if about.built else [],
        "descriptions": [{"description": dataset.description, "descriptionType": "Abstract"}],
        "subjects": [{"subject": each} for each in ("knowledge graph", "linked data", "researchers", "publications")],
        "rightsList": [{"rights": about.license_name, "rightsUri": dataset.license}],
        "alternateIdentifiers": [{"alternateIdentifier": dataset_iri(dataset.base), "alternateIdentifierType": "URL"}],
        "relatedIdentifiers": [
            {"relatedIdentifier": ONTOLOGY, "relatedIdentifierType": "URL", "relationType": "IsDocumentedBy"}],
        "formats": sorted({_FORMATS[Path(each).suffixes[0]] for each in DUMPS}),
        "sizes": [f"{each.path}: {each.size} bytes" for each in parts if each.path in DUMPS],
    }


def data_id(about: About, parts: list[File], databus: str) -> dict[str, Any]:
    """Return a DataID of the DBpedia Databus: one version of an artifact, with the dumps as its parts."""
    dataset = about.settings.dataset
    version = about.built[:10] or "unversioned"
    artifact = databus.rstrip("/").rsplit("/", 1)[-1]
    node = f"{databus.rstrip('/')}/{version}"
    return {
        "@context": "https://downloads.dbpedia.org/databus/context.jsonld",
        "@graph": [{
            "@type": ["Version", "Dataset"], "@id": node, "hasVersion": version, "title": dataset.title,
            "abstract": shorten(dataset.description, ABSTRACT, placeholder=" …"), "description": dataset.description,
            "license": dataset.license,
            "distribution": [
                {"@type": "Part", "@id": f"{node}#{artifact}{''.join(Path(each.path).suffixes)}",
                 "formatExtension": Path(each.path).suffixes[0][1:], "compression": "gz",
                 "downloadURL": dataset.base.rstrip("#") + each.path, "byteSize": each.size, "sha256sum": each.sha256}
                for each in parts if each.path in DUMPS],
        }],
    }


def readme(about: About) -> str:
    """Return what somebody reads first."""
    dataset = about.settings.dataset
    counted = "\n".join(f"- {number:,} {what}" for what, number in about.counts.items())
    ways = "\n".join(f"- `{path}`: {name}" for path, name in DUMPS.items())
    contact = f"\n\nContact: {dataset.contact}" if dataset.contact else ""
    return (
        f"# {dataset.title}\n\n{dataset.description}\n\nPublisher: {about.publisher}. Licence: {dataset.license}. "
        f"As of {about.built or 'an unknown day'}.{contact}\n\n## What is in it\n\n{counted}\n\n"
        f"## Files\n\n{ways}\n- `ontology/`: what the terms mean\n- `{CHECKSUMS}`: check with "
        f"`sha256sum -c {CHECKSUMS}`\n- `{CRATE}`, `datacite.json`, `dataid.jsonld`: this description for programs\n"
    )
