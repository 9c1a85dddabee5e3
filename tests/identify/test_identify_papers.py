"""Each rule of which entries are one paper, and of venues and organizations."""

from __future__ import annotations

import pytest

from kg.model import Education, Mention, Position
from tests.identify.made_up import Found, page, paper, papers_only


def _two(one: object, other: object) -> Found:
    return Found(papers_only("a", one), papers_only("b", other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            paper("On Rivers and Tides", "Mira Olin", year=2020),
            paper("On rivers & tides (Oral)", "M. Olin", year=2021),
        ),
        (
            paper("On Rivers and Tides of the North", "Mira Olin", "Bo Tamm"),
            paper("On Rivesr and Tides of the North", "M. Olin", "B. Tamm"),
        ),
        (
            paper("RiverNet: Tides in the North", "Mira Olin", "Bo Tamm", year=2020),
            paper("RiverNet", "M. Olin", "B. Tamm", year=2020),
        ),
        (
            paper("Small Rivers with point distances: an alternative to TFT", "Mira Olin", "Bo Tamm"),
            paper("Small Rivers with point distances: an alternative to tidal flow tables", "M. Olin", "B. Tamm"),
        ),
        (
            paper("Tidal Rivers: bridging the gap between north and south"),
            paper("Tidal Rivers: bridging the gaps between north and south"),
        ),
        (paper("On Rivers", "Mira Olin", doi="10.1000/1"), paper("On Rivers, revised", "Mira Olin", doi="10.1000/1")),
        (
            paper("On Rivers", "Mira Olin", arxiv="2101.00001"),
            paper("On Rivers again", "Mira Olin", arxiv="2101.00001v2"),
        ),
    ],
)
def test_one_paper(one: object, other: object) -> None:
    found = _two(one, other)
    assert found.paper("a") == found.paper("b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (paper("On Rivers, Part I", "Mira Olin"), paper("On Rivers, Part II", "Mira Olin")),
        (paper("On Rivers and Tides 2020", "Mira Olin"), paper("On Rivers and Tides 2021", "Mira Olin")),
        (paper("On Rivers and Tides", "Mira Olin"), paper("On Rivers and Tides", "Kenji Arata")),
        (paper("On Rivers and Tides", "Mira Olin", year=2010), paper("On Rivers and Tides", "Mira Olin", year=2020)),
        (paper("Introduction", "Mira Olin", year=2019), paper("Introduction", "Mira Olin", year=2020)),
        (
            paper("On Rivers", "Mira Olin", doi="10.1000/9"),
            paper("Deep Soil Chemistry", "Mira Olin", doi="10.1000/9"),
        ),
        (paper("RiverNet: Tides in the North", "Mira Olin"), paper("RiverNet", "Kenji Arata")),
        (
            paper("Small Rivers with point distances: an alternative to TFT", "Mira Olin", "Bo Tamm"),
            paper("Small Rivers with point distances: an alternative to deep snow maps", "M. Olin", "B. Tamm"),
        ),
    ],
)
def test_two_papers(one: object, other: object) -> None:
    found = _two(one, other)
    assert found.paper("a") != found.paper("b")


def test_a_preprint_printed_beside_its_final_version_is_a_version_of_it() -> None:
    found = Found(
        page(
            "olin",
            "Mira Olin",
            paper("On Rivers and Tides", "Mira Olin", venue="arXiv", year=2020),
            paper("On Rivers and Tides", "Mira Olin", venue="ICML", year=2021),
        )
    )
    first, final = found.paper("olin", 0), found.paper("olin", 1)
    assert first != final
    assert found.entities.papers[first].version_of == final


def test_a_preprint_here_and_its_final_version_there_are_one() -> None:
    found = _two(
        paper("On Rivers and Tides", "Mira Olin", venue="arXiv"),
        paper("On Rivers and Tides", "Mira Olin", venue="ICML"),
    )
    assert found.paper("a") == found.paper("b")
    assert found.entities.papers[found.paper("a")].venue == "v-icml"


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("NIPS 2016", "v-neurips"),
        ("NeurIPS'21", "v-neurips"),
        ("Advances in Neural Information Processing Systems 30", "v-neurips"),
        ("International Conference on Learning Representations", "v-iclr"),
        ("In Proc. of ICLR", "v-iclr"),
        ("J. Mach. Learn. Res.", "v-jmlr"),
        ("arXiv preprint arXiv:2001.00001", "v-arxiv"),
        ("Under review", ""),
    ],
)
def test_known_venues(text: str, venue: str) -> None:
    assert Found(papers_only("a", paper("On Rivers", "Mira Olin", venue=text))).venue("a") == venue


def test_a_workshop_is_not_its_conference_but_its_edition_is_part_of_it() -> None:
    found = Found(
        papers_only("a", paper("On Rivers", "Mira Olin", venue="Workshop on Tidal Learning at ICML 2020", year=2020))
    )
    record = found.entities.papers[found.paper("a")]
    assert record.venue != "v-icml"
    assert found.entities.venues[record.venue].kind == "workshop"
    assert found.entities.editions[record.edition].part_of == "e-icml-2020"


def test_unknown_venues_meet_by_their_words_and_by_an_acronym_that_some_page_explains() -> None:
    texts = (
        "Proceedings of the 3rd Symposium on Tidal Rivers (SOTR 2019)",
        "SOTR'20",
        "Symposium on Tidal Rivers, 2021",
    )
    found = Found(papers_only("a", *(paper(f"On Rivers {text}", "Mira Olin", venue=text) for text in texts)))
    assert len({found.venue("a", item) for item in range(3)}) == 1


def test_organizations_under_all_their_names_and_units_below_them() -> None:
    names = ("HKU", "The University of Hong Kong", "University of Hong Kong", "香港大学")
    found = Found(
        page(
            "olin",
            "Mira Olin",
            positions=tuple(
                Position(role="Researcher", organization=name, unit="Department of Rivers") for name in names
            ),
            education=(
                Education(degree="Ph.D.", organization="Huldra Labs Inc."),
                Education(degree="M.S.", organization="Huldra Labs"),
            ),
        )
    )
    resolved = found.entities.resolved
    assert {resolved[Mention(0, "positions", item, "organization")] for item in range(4)} == {
        "o-the-university-of-hong-kong"
    }
    unit = resolved[Mention(0, "positions", 0, "unit")]
    assert found.entities.organizations[unit].parent == "o-the-university-of-hong-kong"
    assert (
        resolved[Mention(0, "education", 0, "organization")] == resolved[Mention(0, "education", 1, "organization")]
    )
    assert found.entities.organizations["o-the-university-of-hong-kong"].kind == "university"
