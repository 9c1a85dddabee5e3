"""QuickStatements: only what Wikidata would hold, only between items, and nothing from a page ends a line."""

from __future__ import annotations

import re
from pathlib import Path

from kg.publish.quickstatements import quickstatements
from kg.store import Dataset, writer
from tests.world import BASE, world

GRAPH = f"<{BASE}graph/entities>"
SAME = "<http://www.w3.org/2002/07/owl#sameAs>"
LINE = re.compile(r'Q\d+\tP\d+\t("[^"\t|]+"|Q\d+)(\tP58[02]\t\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11))*(\tS854\t"[^"\t|]+")?'
                  r" /\* [^*|\t]+ \*/")


def extra() -> str:
    items = {"person/p-mira": "Q11", "person/p-ada": "Q9", "organization/o-bergen": "Q5", "organization/o-huldra": "Q6",
             "organization/o-tallinn": "Q7"}
    said = [f"<{BASE}{thing}> {SAME} <http://www.wikidata.org/entity/{item}> {GRAPH} ." for thing, item in items.items()]
    identified = "<https://schema.org/identifier>"
    said += [
        f'<{BASE}person/p-mira> {identified} "google_scholar:abcdefghijkl" {GRAPH} .',
        f'<{BASE}person/p-mira> {identified} "dblp:12/3456" {GRAPH} .',
        f'<{BASE}person/p-mira> {identified} "google_scholar:a*/ b" {GRAPH} .',
        f"<{BASE}person/p-bo> {SAME} <https://orcid.org/0000-0002-1825-0097> {GRAPH} .",
        f'<{BASE}person/p-ada> <http://xmlns.com/foaf/0.1/homepage> <https://quist.example/a%7Cb> {GRAPH} .',
    ]
    return "\n".join(said) + "\n"


def test_what_wikidata_would_hold(tmp_path: Path) -> None:
    with writer(tmp_path) as new:
        new.load([world(), extra()])
    with Dataset.open(tmp_path) as dataset:
        found = quickstatements(dataset)
        assert quickstatements(dataset) == found
    assert found.lines
    for line in found.lines:
        assert LINE.fullmatch(line), line
    starts = [line.split(" /*")[0].split("\tS854")[0] for line in found.lines]
    assert 'Q11\tP1960\t"abcdefghijkl"' in starts
    assert 'Q11\tP2456\t"12/3456"' in starts
    assert "Q11\tP108\tQ6\tP580\t+2020-01-15T00:00:00Z/11\tP582\t+2021-12-00T00:00:00Z/10" in starts
    assert "Q11\tP184\tQ9" in starts
    assert any(line.startswith("Q11\tP69\tQ5\tP580\t+2015-09-00") for line in starts)
    assert not any("2018-06" in line for line in starts), "an internship is no employment"
    assert starts.index("Q11\tP184\tQ9") > max(n for n, line in enumerate(starts) if line.startswith("Q9\t"))
    assert '"0000-0002-1825-0097"' in found.lookup


def test_people_without_an_item_give_no_line(tmp_path: Path) -> None:
    with writer(tmp_path) as new:
        new.load([world()])
    with Dataset.open(tmp_path) as dataset:
        assert not [line for line in quickstatements(dataset).lines if not line.startswith("Q")]
