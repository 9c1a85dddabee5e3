"""Known venues and organizations: looked up by every name, found in a text, ambiguous where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import gazetteer
from kg.venuewords import peel


def test_it_is_as_large_as_promised_and_its_parents_exist() -> None:
    venues, organizations = gazetteer.venues().records, gazetteer.organizations().records
    assert len(venues) >= 300
    assert len(organizations) >= 500
    names = {each.name for each in organizations}
    assert len(names) == len(organizations)
    assert {each.parent for each in organizations} - {""} <= names
    assert {each.kind for each in venues} == {"conference", "workshop", "journal", "repository"}


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("NIPS", "NeurIPS"),
        ("ICML'20", "ICML"),
        ("ACL18", "ACL"),
        ("Findings of ACL'20", "Findings of ACL"),
        ("Phys. Rev. Lett. 120, 123", "PRL"),
        ("Proc. Natl. Acad. Sci. USA", "PNAS"),
        ("In Transactions of the Association for Computational Linguistics, Volume 11", "TACL"),
        (
            "In Proceedings of the 55th Annual Meeting of the Association for Computational Linguistics (Volume 1)",
            "ACL",
        ),
    ],
)
def test_venues_by_every_name(text: str, acronym: str) -> None:
    found = gazetteer.venue(text)
    assert found is not None
    assert found.acronym == acronym


@pytest.mark.parametrize("text", ["Workshop on Rivers", "nature", "", "Tide Days", "Under review"])
def test_what_is_no_known_venue(text: str) -> None:
    assert gazetteer.venue(text) is None


def test_an_ambiguous_acronym_needs_a_year_to_be_sure() -> None:
    assert [each.sure for each in gazetteer.find_venues("TIME and DATE 2020")] == [False, True]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HKU", "The University of Hong Kong"),
        ("Department of Physics, University of Oxford", "University of Oxford"),
        ("UC Berkeley (EECS)", "University of California, Berkeley"),
        ("清华大学", "Tsinghua University"),
    ],
)
def test_organizations(text: str, name: str) -> None:
    found = gazetteer.organization(text)
    assert found is not None
    assert found.name == name


def test_everyday_words_are_not_sure_in_running_text() -> None:
    assert not any(each.sure for each in gazetteer.find_organizations("I peeled an Orange by the Shell"))


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    gazetteer.venue(text)
    gazetteer.organization(text)
    peel(text)
    spans = [(each.start, each.end) for each in gazetteer.find_venues(text)]
    spans += [(each.start, each.end) for each in gazetteer.find_organizations(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
