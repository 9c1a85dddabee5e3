"""Venues: known series under any dress, workshops and their hosts, the kind of unknown series."""

from __future__ import annotations

import pytest

from kg import gazetteer
from kg.identify.venues import Venues, names_event
from kg.model import PaperType
from kg.venuewords import peel
from tests.identify.made_up import Found, paper, papers_only


def venues(*printed: str, type_: PaperType | None = None) -> Venues:
    return Venues((text, type_) for text in printed)


@pytest.mark.parametrize(("printed", "acronym"), [
    ("Proceedings of the National Academy of Sciences 118(3), 2021", "PNAS"),
    ("13th edition of the Language Resources and Evaluation Conference", "LREC"),
    ("NeurIPS 2024 Datasets & Benchmarks Track", "NeurIPS"),
    ("NeurIPS D&B 2024", "NeurIPS"),
    ("Information Processing and Management Journal", "IPM"),
    ("International Conference on Machine Learning, Vienna, Austria", "ICML"),
])
def test_a_known_series_is_found_under_its_dress(printed: str, acronym: str) -> None:
    known = gazetteer.venue(printed)
    assert known is not None
    assert known.acronym == acronym


def test_a_bracket_that_was_cut_off_still_holds_the_acronym() -> None:
    assert peel("Rivers Control Conference (RCC")[:2] == ("Rivers Control Conference", "RCC")


@pytest.mark.parametrize("printed", ["Workshop at CVPR 2020", "CVPR Workshops", "CVPRW 2021", "CVPR Workshop"])
def test_a_workshop_without_a_name_is_one_of_its_host(printed: str) -> None:
    found = venues(printed)
    placed = found.placed[printed]
    assert (placed.series, placed.host) == ("v-cvpr-workshops", "v-cvpr")
    assert found.series[placed.series].kind == "workshop"


def test_a_workshop_s_own_name_is_kept_beside_the_host() -> None:
    placed = venues("CVPR, Riverside Workshop", "Riverside Workshop at CVPR").placed
    assert not {each.series for each in placed.values()} & {"v-cvpr-workshops", "v-cvpr"}


def test_proceedings_of_may_be_left_out_where_it_belongs_to_the_name() -> None:
    assert venues("National Academy of Sciences").placed["National Academy of Sciences"].series == "v-pnas"


def test_the_conference_in_a_workshop_s_brackets_is_its_host() -> None:
    placed = venues("Workshop on Rivers (CVPR 2020)").placed["Workshop on Rivers (CVPR 2020)"]
    assert placed.host == "v-cvpr"
    assert "rivers" in placed.series


@pytest.mark.parametrize(("type_", "kind"), [("journal", "journal"), ("conference", "conference"), (None, "other"),
                                             ("thesis", "other")])
def test_an_unknown_series_is_of_the_kind_that_its_papers_are_said_to_have(type_: PaperType | None, kind: str) -> None:
    found = venues("Rivers & Tides", type_=type_)
    assert found.series[found.placed["Rivers & Tides"].series].kind == kind


@pytest.mark.parametrize("printed", ["Riv. Lett.", "J. Riv. Mech.", "Rivers Review", "河川学报"])
def test_the_words_of_a_journal_tell_its_kind(printed: str) -> None:
    found = venues(f"{printed} 3, 2020", type_="other")
    assert {each.kind for each in found.series.values()} == {"journal"}


@pytest.mark.parametrize(("text", "event"), [
    ("4th Meeting on Rivers", True), ("RIV'18 in Bergen", True), ("ICML", True), ("J. Rivers Mech.", True),
    ("Harbour University", False), ("Yale University", False), ("", False),
])
def test_where_an_award_was_given_is_told_apart_from_who_gave_it(text: str, event: bool) -> None:
    assert names_event(text) is event


def test_a_conference_and_a_workshop_in_one_string_are_at_the_conference() -> None:
    text = "International Conference on Learning Representations (ICLR'26) & Workshop on Small Rivers (SR @ ICML'25)"
    found = Found(papers_only("a", paper("On Rivers", "Mira Olin", venue=text)))
    assert found.venue("a") == "v-iclr"
    assert "v-iclr" in found.entities.venues
    assert len(found.entities.venues) == 1
