"""Deposits: whole, the same bytes each time, checkable, and careful with other people's files."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from pathlib import Path

import msgspec
import pytest

from kg.errors import DatasetError
from kg.publish import bundle
from kg.publish.bundle import CRATE, publish_bundle
from kg.publish.description import CHECKSUMS
from kg.settings import Dataset as About
from kg.settings import Settings, load
from kg.store import Dataset, writer
from tests.world import world

REPORT = {"version": "1.0", "built": "2026-01-02T03:04:05Z", "counts": {"people": 8}}
SETTINGS = Settings(dataset=About(title="Rivers", publisher="Mira Olin", contact="mira@olin.example"))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("deposited")
    with writer(folder) as new:
        new.load([world()])
        new.write_report(REPORT)
    return Dataset.open(folder)


def test_a_bundle_is_whole_and_its_checksums_hold(opened: Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "deposit"
    parts = publish_bundle(opened, folder, SETTINGS)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {each.path for each in parts}
    assert {"graph.ttl.gz", "graph.nq.gz", "ontology/kg.ttl", "README.md", "datacite.json", "dataid.jsonld"} <= there
    listed = {line[66:]: line[:64] for line in (folder / CHECKSUMS).read_text().splitlines()}
    assert set(listed) == there - {CHECKSUMS, CRATE}
    for path, digest in listed.items():
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest
    assert len(gzip.decompress((folder / "graph.nq.gz").read_bytes()).splitlines()) == len(opened)
    assert load(folder / "kg.toml").dataset == SETTINGS.dataset


def test_the_crate_describes_every_file_and_points_nowhere_else(opened: Dataset, tmp_path: Path) -> None:
    parts = publish_bundle(opened, tmp_path / "deposit", SETTINGS)
    nodes = {node["@id"]: node for node in json.loads((tmp_path / "deposit" / CRATE).read_bytes())["@graph"]}
    root = nodes["./"]
    assert {each["@id"] for each in root["hasPart"]} == {each.path for each in parts} - {CRATE}
    for key in ("name", "description", "datePublished", "license"):
        assert root[key], key
    assert nodes[CRATE]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    for node in nodes.values():
        for value in node.values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and each["@id"] != "https://w3id.org/ro/crate/1.1":
                    assert each["@id"] in nodes, each


def test_datacite_and_databus_say_what_they_must(opened: Dataset, tmp_path: Path) -> None:
    publish_bundle(opened, tmp_path / "deposit", SETTINGS, databus="https://bus.example/mira/kg/rivers")
    found = json.loads((tmp_path / "deposit" / "datacite.json").read_bytes())
    assert found["publicationYear"] == "2026"
    assert found["creators"] == [{"name": "Mira Olin"}]
    assert found["types"]["resourceTypeGeneral"] == "Dataset"
    version = json.loads((tmp_path / "deposit" / "dataid.jsonld").read_bytes())["@graph"][0]
    assert version["@id"] == "https://bus.example/mira/kg/rivers/2026-01-02"
    sums = {each["formatExtension"]: each["sha256sum"] for each in version["distribution"]}
    assert sums["ttl"] == hashlib.sha256((tmp_path / "deposit" / "graph.ttl.gz").read_bytes()).hexdigest()


def test_the_same_dataset_gives_the_same_zip(opened: Dataset, tmp_path: Path) -> None:
    for name in ("a/deposit", "b/deposit"):
        publish_bundle(opened, tmp_path / name, SETTINGS, packed=True)
    publish_bundle(opened, tmp_path / "a/deposit", SETTINGS, packed=True)  # over itself
    one, two = tmp_path / "a/deposit.zip", tmp_path / "b/deposit.zip"
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as packed:
        assert packed.testzip() is None
        assert CRATE in packed.namelist()


def test_the_files_of_others_are_left_alone(opened: Dataset, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(DatasetError, match="not a bundle"):
        publish_bundle(opened, tmp_path, SETTINGS)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_dataset_that_names_no_publisher_is_deposited_all_the_same(opened: Dataset, tmp_path: Path) -> None:
    plain = msgspec.structs.replace(SETTINGS, dataset=About())
    publish_bundle(opened, tmp_path / "x", plain)
    assert json.loads((tmp_path / "x" / "datacite.json").read_bytes())["creators"][0]["name"]


def test_datacite_takes_its_metadata(opened: Dataset, tmp_path: Path) -> None:
    from datacite import schema45

    publish_bundle(opened, tmp_path / "deposit", SETTINGS)
    metadata = json.loads((tmp_path / "deposit" / "datacite.json").read_bytes())
    assert [error.message for error in schema45.validator.iter_errors(metadata)] == []
    del metadata["titles"]
    assert list(schema45.validator.iter_errors(metadata))


def test_a_bundle_that_was_not_finished_is_taken_up_again(
    opened: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(bundle, "datacite", ended)
        with pytest.raises(KeyboardInterrupt):
            publish_bundle(opened, tmp_path / "deposit", SETTINGS)
    assert publish_bundle(opened, tmp_path / "deposit", SETTINGS) == publish_bundle(opened, tmp_path / "new", SETTINGS)
