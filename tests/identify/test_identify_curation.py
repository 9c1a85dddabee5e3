"""A person's word: read, checked, applied; and the ledger that keeps ids."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import CurationError
from kg.identify.curation import parse
from kg.identify.ids import Ledger
from tests.identify.made_up import Found, page, paper, papers_only

WORLD = (
    page("olin", "Mira Olin", paper("On Rivers", "Mira Olin", "Wei Zhang")),
    page("tamm", "Bo Tamm", paper("On Lakes", "Bo Tamm", "Wei Zhang"), paper("On Rivers", "Mira Olin", "Wei Zhang")),
)


def test_same_beats_the_rules() -> None:
    plain = Found(*WORLD)
    assert plain.author("olin", 0, 2) != plain.author("tamm", 0, 2)
    told = Found(
        *WORLD, curation=parse("people: {same: [[Wei Zhang @ olin, 'Wei Zhang @ tamm: On Lakes']]}", "who.yaml")
    )
    assert told.author("olin", 0, 2) == told.author("tamm", 0, 2)
    assert any(edge.reason == "a person's word" and edge.evidence == "who.yaml:1" for edge in told.entities.edges)


def test_same_by_ids_of_a_build_without_the_file() -> None:
    plain = Found(*WORLD)
    ids = plain.author("olin", 0, 2), plain.author("tamm", 0, 2)
    told = Found(*WORLD, curation=parse(f"people:\n  same:\n    - [{ids[0]}, {ids[1]}]"))
    assert told.author("olin", 0, 2) == told.author("tamm", 0, 2)


def test_different_beats_the_rules() -> None:
    rare = papers_only("list", paper("On Rivers", "Ada Quistgaard"), paper("On Lakes", "Ada Quistgaard"))
    assert Found(rare).author("list", 0, 1) == Found(rare).author("list", 1, 1)
    told = Found(
        rare,
        curation=parse(
            "people: {different: [['Ada Quistgaard @ list: On Rivers', 'Ada Quistgaard @ list: On Lakes']]}"
        ),
    )
    assert told.author("list", 0, 1) != told.author("list", 1, 1)


def test_papers_same_and_different() -> None:
    lists = (
        papers_only("a", paper("On Rivers and Tides", "Mira Olin")),
        papers_only("b", paper("On Rivers and Tides", "Mira Olin")),
    )
    told = Found(*lists, curation=parse("papers: {different: [[On Rivers and Tides @ a, On Rivers and Tides @ b]]}"))
    assert told.paper("a") != told.paper("b")
    others = papers_only("a", paper("On Rivers", "Mira Olin")), papers_only("b", paper("Of Streams", "Mira Olin"))
    told = Found(*others, curation=parse("papers: {same: [[On Rivers @ a, Of Streams @ b]]}"))
    assert told.paper("a") == told.paper("b")


def test_name_iri_and_not_a_person() -> None:
    told = Found(
        *WORLD,
        curation=parse(
            "people:\n  name: {'@ olin': Mira Lund Olin}\n  iri: {'@ olin': 'https://orcid.org/0000-0002-1825-0097'}\n"
            "  not: [Wei Zhang @ tamm]"
        ),
    )
    owner = told.entities.people[told.owner("olin")]
    assert owner.name == "Mira Lund Olin"
    assert owner.identifiers["orcid"] == "0000-0002-1825-0097"
    with pytest.raises(KeyError):
        told.author("tamm", 0, 2)


def test_venues_and_organizations_same() -> None:
    lists = papers_only(
        "a",
        paper("On Rivers", "Mira Olin", venue="Tide Days"),
        paper("On Lakes", "Mira Olin", venue="Dagar om Vatten"),
    )
    assert Found(lists).venue("a", 0) != Found(lists).venue("a", 1)
    told = Found(lists, curation=parse("venues: {same: [[Tide Days, Dagar om Vatten]]}"))
    assert told.venue("a", 0) == told.venue("a", 1) != ""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("people:\n  sam: []", 2, "no key 'sam'"),
        ("persons: {}", 1, "no section 'persons'"),
        ("people:\n  same:\n    - [one]", 3, "two or more"),
        ("people: [", 1, "not YAML"),
        ("people:\n  iri:\n    Mira @ olin: http://x.example", 3, "no IRI"),
        ("people: 3", 1, "keys with values"),
        ("people:\n  same:\n    - [Nobody @ olin, Wei Zhang @ olin]", 3, "nothing here is"),
        ("people: {same: [[Mira @ x, Bo @ y]]}", 1, "no source 'x'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(CurationError) as error:
        Found(*WORLD, curation=parse(text, "who.yaml"))
    assert error.value.line == line
    assert words in error.value.message
    assert error.value.file == "who.yaml"


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(CurationError):
        parse(text)


# ── stable ids ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_page_more_keeps_all_ids_and_one_less_too() -> None:
    before = Found(*WORLD)
    more = Found(
        *WORLD,
        page(
            "arata",
            "Kenji Arata",
            paper("A Study of Dunes", "Kenji Arata", "Mira Olin"),
            paper("On Lakes", "Bo Tamm", "Wei Zhang"),
        ),
        previous=before.ledger,
    )
    for each in before.entities.people.keys() | before.entities.papers.keys():
        assert more.ledger.resolve(each)
    assert more.owner("olin") == before.owner("olin")
    assert more.paper("tamm", 0) == before.paper("tamm", 0)
    less = Found(WORLD[1], previous=more.ledger)
    assert less.owner("tamm") == before.owner("tamm")


def test_a_merged_id_still_resolves_and_the_merge_is_written_down() -> None:
    before = Found(*WORLD)
    lost = {before.author("olin", 0, 2), before.author("tamm", 0, 2)}
    after = Found(
        *WORLD,
        curation=parse("people: {same: [[Wei Zhang @ olin, 'Wei Zhang @ tamm: On Lakes']]}"),
        previous=before.ledger,
    )
    kept = after.author("olin", 0, 2)
    (gone,) = lost - {kept}
    assert after.ledger.resolve(gone) == kept
    assert gone in after.entities.people[kept].former_ids
    assert any(event.kind == "merged" and event.id == gone for event in after.ledger.events)
    again = Found(*WORLD, previous=Ledger.from_json(after.ledger.to_json()))
    assert any(event.kind == "split" for event in again.ledger.events)


def test_the_same_pages_give_the_same_ids() -> None:
    assert Found(*WORLD).entities == Found(*WORLD).entities
