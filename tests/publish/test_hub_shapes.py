"""Descriptions against the shapes of catalogues: whole ones pass, and each thing that is missing is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.publish.bundle import about, data_id
from kg.publish.description import DUMPS, file_of
from kg.publish.hub_shapes import data_id_described, described
from kg.publish.to_site import publish_site
from kg.settings import Dataset as About
from kg.settings import Settings
from kg.store import Dataset

SETTINGS = Settings(dataset=About(
    title="Rivers", description="Made-up people. " * 30, publisher="Olin's group", contact="https://olin.example/",
    license="https://creativecommons.org/licenses/by/4.0/", base="https://olin.example/kg/"))
PAGE = """# Mira Olin

- Mira Olin and Ada Quist. On Rivers. In ICLR, 2021.
- [ORCID](https://orcid.org/0000-0002-1825-0097)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, Path]:
    folder = tmp_path_factory.mktemp("described")
    (folder / "mira.md").write_text(PAGE)
    build([folder / "mira.md"], folder / "kg", SETTINGS)
    dataset = Dataset.open(folder / "kg")
    publish_site(dataset, folder / "site", SETTINGS)
    return dataset, folder / "site"


def test_a_site_describes_itself_wholly(site: tuple[Dataset, Path]) -> None:
    assert described(site[1]) == []


@pytest.mark.parametrize(("gone", "complaint"), [
    ("dcterms:license", "the dataset has no licence"), ("void:triples", "statements are not counted"),
    ("dcat:byteSize", "a file's size is not told"), ("void:objectsTarget", "links to nowhere"),
    ("dcat:contactPoint", "the dataset names no contact"), ("dcat:version", "the dataset has no version"),
    ("spdx:checksumValue", "a file has no checksum"),
])
def test_what_a_description_lacks_is_named(
    site: tuple[Dataset, Path], tmp_path: Path, gone: str, complaint: str,
) -> None:
    whole = (site[1] / ".well-known" / "void").read_text()
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "void").write_text(whole.replace(gone, "dcterms:requires"))
    assert complaint in described(tmp_path)


def test_a_dump_that_is_not_what_the_description_says_is_named(site: tuple[Dataset, Path], tmp_path: Path) -> None:
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "void").write_bytes((site[1] / ".well-known" / "void").read_bytes())
    (tmp_path / "graph.ttl.gz").write_bytes(b"something else")
    assert described(tmp_path) == ["graph.nq.gz is not there", "graph.ttl.gz has another checksum"]


def databus(site: tuple[Dataset, Path]) -> dict[str, Any]:
    files = [file_of(site[1], path, name) for path, name in DUMPS.items()]
    return data_id(about(site[0], SETTINGS), files, "https://databus.example/olin/rivers/graph")


def test_a_data_id_is_what_the_databus_wants(site: tuple[Dataset, Path]) -> None:
    assert data_id_described(databus(site)) == []


def test_what_a_data_id_lacks_is_named(site: tuple[Dataset, Path]) -> None:
    lacking = databus(site)
    version = lacking["@graph"][0]
    version["distribution"][0]["sha256sum"] = "none"
    version["abstract"] = version["description"]
    del version["license"]
    assert data_id_described(lacking) == [
        "a part has no SHA-256", "the version has no abstract, or one of more than 200 characters",
        "the version has no licence"]
