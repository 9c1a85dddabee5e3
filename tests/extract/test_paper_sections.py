"""Which headings announce the owner's papers."""

from __future__ import annotations

import pytest

from kg.extract.paper_sections import NEVER, PAPERS, judge


@pytest.mark.parametrize(
    ("headings", "verdict"),
    [
        (["Supervised Theses", "Master Theses"], NEVER),
        (["Teaching", "Bachelor Theses"], NEVER),
        (["Research Activities", "Publications"], PAPERS),
        (["Theses"], PAPERS),
        (["Papers", "Image Generation & Editing"], PAPERS),
        (["Papers", "Social Media"], PAPERS),
        (["Papers", "Invited talks"], NEVER),
        (["Papers", "Professional Service"], NEVER),
        (["Papers", "Media coverage"], NEVER),
        (["Seminars and Conference Presentations"], NEVER),
        (["Conference Papers and Presentations"], PAPERS),
        (["Teaching and expository publications, reviews, etc"], PAPERS),
    ],
)
def test_theses_of_students_are_not_the_owners(headings: list[str], verdict: str) -> None:
    assert judge(headings) == verdict
