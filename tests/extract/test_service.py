import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.news import news_items
from kg.extract.service import read_service
from kg.extract.service_lists import find_service
from kg.extract.service_sentences import service_in_sentences
from tests.extract.career_pages import reading_of


def told(text: str, role: str = "", venue: str = "") -> list[tuple[str, str, int | None]]:
    return [(each.role, each.venue, each.year) for each in read_service(text, role, venue)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Conference reviewer of ICLR'24, NeurIPS'23", [("reviewer", "ICLR", 2024), ("reviewer", "NeurIPS", 2023)]),
        (
            "Reviewer: ACL (2020-2022)",
            [("Reviewer", "ACL", 2020), ("Reviewer", "ACL", 2021), ("Reviewer", "ACL", 2022)],
        ),
        ("Reviewer for KDD since 2020", [("Reviewer", "KDD", None)]),
        (
            "Program chair of ICX 2014, Award committee member of ICX 2008",
            [("Program chair", "ICX", 2014), ("Award committee member", "ICX", 2008)],
        ),
        ("Associate Editor, Rivers Quarterly, 2023-Present", [("Associate Editor", "Rivers Quarterly", 2023)]),
        ("Serving on the PC for GPX2020.", [("program committee", "GPX", 2020)]),
        ("Area Chair: ACL 2024; Reviewer: ICML 2022", [("Area Chair", "ACL", 2024), ("Reviewer", "ICML", 2022)]),
        (
            "Editor of Int. Journal of Control, Automation, and Systems (2006~2007)",
            [
                ("Editor", "Int. Journal of Control, Automation, and Systems", 2006),
                ("Editor", "Int. Journal of Control, Automation, and Systems", 2007),
            ],
        ),
        ("ICML 2023 (Area Chair)", [("Area Chair", "ICML", 2023)]),
        ("2022, Session chair at Rivers Annual Meeting", [("Session chair", "Rivers Annual Meeting", 2022)]),
    ],
)
def test_a_line_is_spread_out(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert told(text) == expected


def test_a_heading_tells_the_role() -> None:
    assert told("NeurIPS: 2025, 2021 (emergency reviewer)", role="reviewer") == [
        ("reviewer", "NeurIPS", 2025),
        ("emergency reviewer", "NeurIPS", 2021),
    ]


def test_two_digit_years_follow_a_whole_one() -> None:
    assert [year for _, _, year in told("Rivers Conference (RC), 2013, 14, 15", role="Reviewer")] == [
        2013,
        2014,
        2015,
    ]


PAGE = """
# Service

## Reviewer

* NeurIPS 2021, 2022

## Committees

**Rivers Conference (RC)**<br>
Program Committee Member, 2020<br>
Session Chair, 2021<br>

## Organisation of workshops

* *Floods and People*, Tove, Norway (July 2025)

## Memberships

* Huldra Society
"""


def test_headings_and_labels_are_leant_on() -> None:
    assert [(each.role, each.venue, each.year) for each in find_service(reading_of(PAGE), ())] == [
        ("Reviewer", "NeurIPS", 2021),
        ("Reviewer", "NeurIPS", 2022),
        ("Program Committee Member", "Rivers Conference (RC)", 2020),
        ("Session Chair", "Rivers Conference (RC)", 2021),
        ("organizer", "Floods and People", 2025),
    ]


def test_news_give_the_year() -> None:
    reading = reading_of("# News\n\n12/2020: Co-organised the 1st DeltaML workshop co-located with RC.\n")
    assert [(each.role, each.venue, each.year) for each in find_service(reading, news_items(reading))] == [
        ("co-organizer", "1st DeltaML workshop", 2020)
    ]


@pytest.mark.parametrize(
    "text", ["Our students organized a party.", "I was reviewed badly.", "The chair was comfortable."]
)
def test_other_sentences_tell_no_service(text: str) -> None:
    assert service_in_sentences(text) == []


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "Reviewer",
                ":",
                "ICLR",
                "'24",
                ",",
                "and",
                "(2020-2022)",
                "Chair",
                "of",
                "Journal",
                ";",
                "since 2020",
                "/",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_line_is_read_without_an_error(text: str) -> None:
    for each in read_service(text, "reviewer"):
        assert each.venue
        assert each.year is None or 1900 < each.year < 2070
