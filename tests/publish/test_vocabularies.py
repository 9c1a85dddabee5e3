"""Exports in other vocabularies: only terms that those define, every one of them used, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import DatasetError
from kg.export import export
from kg.publish.vocabularies import names, vocabulary
from kg.settings import Settings
from kg.store import Dataset, writer
from tests.world import world

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
BASE = "https://example.org/kg/"
SPACES = {
    "schema": ("https://schema.org/",),
    "dblp": ("https://dblp.org/rdf/schema#", "http://purl.org/net/nknouf/ns/bibtex#"),
    "vivo": ("http://vivoweb.org/ontology/core#", "http://purl.org/ontology/bibo/", "http://xmlns.com/foaf/0.1/",
             "http://purl.obolibrary.org/obo/"),
    "spar": ("http://purl.org/spar/", "http://purl.org/co/", "http://purl.org/vocab/frbr/core#",
             "http://purl.org/dc/terms/", "http://prismstandard.org/namespaces/basic/2.0/", "http://xmlns.com/foaf/0.1/"),
}
COMMON = (RDF_TYPE, "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2002/07/owl#sameAs")
SAID = {  # profile -> statements that a reader of the made-up world expects
    "schema": ["<person/p-mira> <https://schema.org/name> \"Mira Olin\"",
               "<paper/w-1> <https://schema.org/author> <person/p-ada>",
               "<paper/w-1> <https://schema.org/isPartOf> <venue/v-icr>"],
    "dblp": ["<paper/w-1> <https://dblp.org/rdf/schema#title> \"On Rivers\"",
             "<paper/w-1/author-p-mira> <https://dblp.org/rdf/schema#signatureOrdinal> "
             "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>",
             "<paper/w-2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://dblp.org/rdf/schema#Article>"],
    "vivo": ["<paper/w-1/author-p-ada> <http://vivoweb.org/ontology/core#rank> "
             "\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>",
             "<paper/w-1/author-p-ada> <http://vivoweb.org/ontology/core#relates> <person/p-ada>"],
    "spar": ["<paper/w-1> <http://purl.org/spar/fabio/hasPublicationYear> "
             "\"2018\"^^<http://www.w3.org/2001/XMLSchema#gYear>",
             "<paper/w-1/author-p-ada> <http://purl.org/spar/pro/withRole> <http://purl.org/spar/pro/author>"],
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    folder = tmp_path_factory.mktemp("views")
    with writer(folder) as new:
        new.load([world()])
    with Dataset.open(folder) as opened:
        yield opened


def test_every_profile_is_tested_and_says_what_it_is() -> None:
    assert set(names()) == set(SPACES) == set(SAID)
    for name in names():
        assert vocabulary(name).summary
        assert len(vocabulary(name).description) > 100


@pytest.mark.parametrize("name", SPACES)
def test_a_profile_speaks_only_the_terms_of_its_vocabularies(name: str, dataset: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "view.nt"
    number = export(dataset, file, Settings(), construct=vocabulary(name).query)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert number == len(lines) > 100
    assert "_:" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", "\n".join(lines))
    for triple in ox.parse(file.read_bytes(), format=ox.RdfFormat.N_TRIPLES):
        term = str((triple.object if triple.predicate.value == RDF_TYPE else triple.predicate).value)
        assert term.startswith(SPACES[name]) or term in COMMON, triple
    for line in SAID[name]:
        assert re.sub(r"<(person|paper|venue)/", rf"<{BASE}\1/", line) + " ." in lines, line


@pytest.mark.parametrize("suffix", ["ttl", "nq", "trig", "jsonld", "rdf", "ttl.gz"])
def test_a_profile_is_the_same_bytes_in_every_format(suffix: str, dataset: Dataset, tmp_path: Path) -> None:
    one, two = tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}"
    query = vocabulary("dblp").query
    assert export(dataset, one, Settings(), construct=query) == export(dataset, two, Settings(), construct=query) > 0
    assert one.read_bytes() == two.read_bytes()


def test_a_profile_that_is_not_there_is_named() -> None:
    with pytest.raises(DatasetError, match="no profile 'bibo'"):
        vocabulary("bibo")
