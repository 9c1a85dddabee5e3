"""The checklist of hubs finds what is wrong, and passes what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.publish.hubs import hub_check
from kg.settings import Dataset as About
from kg.settings import Settings
from kg.store import Dataset, writer
from tests.world import world

GOOD = Settings(dataset=About(base="https://w3id.org/rivers/", publisher="Nia Holt", contact="https://holt.example/"))
GRAPH = "<https://example.org/kg/graph/entities>"


def statuses(folder: Path, extra: str = "", settings: Settings = GOOD) -> dict[str, str]:
    with writer(folder) as new:
        new.load([world(), extra])
    with Dataset.open(folder) as dataset:
        return {each.demand: each.status for each in hub_check(dataset, settings)}


def quad(value: str, predicate: str = "https://schema.org/name") -> str:
    return f"<https://example.org/kg/person/p-x> <{predicate}> {value} {GRAPH} .\n"


def test_a_sound_dataset_passes(tmp_path: Path) -> None:
    found = statuses(tmp_path)
    assert found["no blank nodes"] == "passed"
    assert found["values fit their datatypes"] == "passed"
    assert found["no e-mail address or phone number"] == "passed"
    assert found["IRIs under an address of your own"] == "passed"
    assert found["a persistent identifier"] == "passed"


@pytest.mark.parametrize(
    ("statement", "demand"),
    [
        (quad("_:b"), "no blank nodes"),
        (quad('"12x"^^<http://www.w3.org/2001/XMLSchema#integer>'), "values fit their datatypes"),
        (quad('"2021-13"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'), "values fit their datatypes"),
        (quad('"write to mira@olin.example"'), "no e-mail address or phone number"),
        (quad('"+47 55 58 00 00"'), "no e-mail address or phone number"),
        (quad("<mailto:mira@olin.example>"), "no e-mail address or phone number"),
        (quad("<http://localhost:8080/x>"), "no IRI leads to this machine"),
        (quad("<https:///x>"), "IRIs are absolute and well formed"),
        (quad("<https://w3id.org/homepage-kg/ontology#Person>", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
         "entities have labels"),
    ])
def test_each_fault_is_found(tmp_path: Path, statement: str, demand: str) -> None:
    assert statuses(tmp_path, statement)[demand] == "failed"


def test_an_address_of_nobody_and_a_missing_publisher_are_found(tmp_path: Path) -> None:
    found = statuses(tmp_path, settings=Settings())
    assert found["IRIs under an address of your own"] == "failed"
    assert found["a publisher"] == "failed"
