"""What stands beside title and authors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.known_venues import KnownVenues
from kg.extract.venue_text import Surroundings, read_remarks, read_surroundings


def around(text: str) -> Surroundings:
    return read_surroundings(text, (), KnownVenues())


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("ICLR'24", "ICLR", 2024),
        ("In Robotics: Science and Systems, 2023.", "Robotics: Science and Systems", 2023),
        ("In The Cryosphere 12(3), 2023", "The Cryosphere", 2023),
        ("In River Colloquium 2010, Lecture Notes in Computer Science, pp. 2-9, 2010.", "River Colloquium", 2010),
        (
            "In Proceedings of the Sixth Rivers Conference (Oslo, 1996), pp. 13-29, Salem, OR, 1998.",
            "Sixth Rivers Conference (Oslo)",
            1998,
        ),
        ("Manuscript: RiversFlow.pdf", "", None),
        ("Progress in Rivers, edited by N. A. Olin, M. Tamm and J. Quist, 2-7 (2020).", "Progress in Rivers", 2020),
        ("In A. Olin & B. Tamm (Eds.), Handbook of Rivers (pp. 1-20). Springer, 2019.", "Handbook of Rivers", 2019),
        ("(Oslo: Huldra University Press, 2014)", "Huldra University Press", 2014),
        ("River Medicine, 8(1), 1.\n(Student Paper Award, ASA Sections on Rivers, 2016)", "River Medicine", 2016),
        ("Journal of River Research (JRR), submitted", "", None),
        ("(In Serbian) Annals of Rivers 46, pp. 127-146", "Annals of Rivers", None),
        ("Rivers Today, Vol: 25, Pages: 13-27 (2017), ISSN: 0003-6951", "Rivers Today", 2017),
        (
            "In Proceedings of the 46th Conference on Rivers: Rivers in Society (CORI-SEIS), 2024.",
            "46th Conference on Rivers: Rivers in Society (CORI-SEIS)",
            2024,
        ),
        ("ECCVW2020", "ECCVW", 2020),
        ("NeurIPS21", "NeurIPS", 2021),
        ("ACM MM25", "ACM MM", 2025),
        (
            "In proceedings of the 2nd Conference on Rivers (CORI'19), pp. 3-9.",
            "2nd Conference on Rivers (CORI'19)",
            2019,
        ),
        ("Advanced Rivers 12(16):2416453. 2021", "Advanced Rivers", 2021),
        ("eLife 12:e82785. 2023", "eLife", 2023),
        ("Phys. Rev. Lett. 131, 227301 (2023)", "Phys. Rev. Lett", 2023),
        ("arXiv preprint, 2025", "arXiv preprint", 2025),
        ("Proc. of the EMNLP 2022 Workshop on Rivers, 2022", "EMNLP 2022 Workshop on Rivers", 2022),
        ("Under review at Journal of Rivers", "", None),
        ("(Conditionally Accepted, Review of Economics and Statistics)", "Review of Economics and Statistics", None),
    ],
)
def test_venue_and_year(text: str, venue: str, year: int | None) -> None:
    found = around(text)
    assert (found.venue, found.year) == (venue, year)


def test_the_first_of_two_venues_with_its_year() -> None:
    found = around("ICLR 2024 (Oral); NeurIPS 2023 MATH-AI Workshop")
    assert (found.venue, found.year) == ("ICLR", 2024)


def test_years_in_an_abstract_do_not_count() -> None:
    prose = "\nWe follow the river from 1991 to 2007 and find that the water in it has been running down to the sea."
    assert around("Journal of Finance, March 2023" + prose).year == 2023


@pytest.mark.parametrize(
    ("text", "status", "award"),
    [
        ("To appear in ICML 2024", "accepted", ""),
        ("Revise and Resubmit, Journal of Rivers", "under_review", ""),
        ("EMNLP 2025 (Main Conference, Best Paper Award)", None, "Best Paper Award"),
        ("ICLR 2024 (Oral, top 5%)", None, ""),
    ],
)
def test_status_and_award(text: str, status: str | None, award: str) -> None:
    remarks = read_remarks(text, (), 2024)
    assert (remarks.status, remarks.award) == (status, award)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    found = around(text)
    assert found.year is None or 1950 <= found.year < 2050
