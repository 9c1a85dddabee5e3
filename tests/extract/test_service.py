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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Conference on Rivers - 2020 (Video Co-Chair), 2021 (Data Wrangler)",
            [("Video Co-Chair", "Conference on Rivers", 2020), ("Data Wrangler", "Conference on Rivers", 2021)],
        ),
        (
            "2021-2022: Women's Representative of the Rivers Faculty",
            [("Women's Representative", "Rivers Faculty", 2021), ("Women's Representative", "Rivers Faculty", 2022)],
        ),
        ("Chair-Elect of the Rivers Council, 2022", [("Chair-Elect", "Rivers Council", 2022)]),
        (
            "Chair, Association for Rivers Committee on Translations, 2016",
            [("Chair", "Association for Rivers Committee on Translations", 2016)],
        ),
        ("Referee for Rivers Quarterly", [("Referee", "Rivers Quarterly", None)]),
        (
            "Reviewer: Conference of Rivers: Education and Training (COR-ET)",
            [("Reviewer", "Conference of Rivers: Education and Training (COR-ET)", None)],
        ),
        ("Organizer: Meeting on Rivers, Bergen, Norway, 2013", [("organizer", "Meeting on Rivers", 2013)]),
    ],
)
def test_a_role_of_its_own_words_and_a_venue_s_own_commas(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert told(text) == expected


def test_a_role_in_brackets_behind_the_year_is_the_year_s() -> None:
    assert told("Meeting on Rivers, Oslo, 2018 (chair)", role="Program Committee") == [
        ("chair", "Meeting on Rivers", 2018)]


def listed(markdown: str, role: str = "service") -> list[tuple[str, str, int | None]]:
    return [(each.role, each.venue, each.year) for each in find_service(reading_of(markdown, role), ())]


def test_a_line_announces_the_role_of_the_list_below_it() -> None:
    page = (
        "# Service\n\nReferee for the following journals:\n\nRivers Quarterly\n\nAnnals of Tides\n\n"
        "Harbour Foundation, Panelist\n"
    )
    assert listed(page) == [
        ("Referee", "Rivers Quarterly", None), ("Referee", "Annals of Tides", None),
        ("Panelist", "Harbour Foundation", None)]


def test_a_block_s_first_line_is_what_the_duties_below_it_are_for() -> None:
    page = "# Service\n\nHarbour Graduate Council  \n*Chair-Elect*, 2022  \n*Chair*, 2023\n"
    assert listed(page) == [
        ("Chair-Elect", "Harbour Graduate Council", 2022), ("Chair", "Harbour Graduate Council", 2023)]


def test_dates_below_a_duty_are_its_dates() -> None:
    page = "# Service\n\nChair, Harbour Committee on Rivers,  \nJanuary 2016 - December 2017\n"
    assert listed(page) == [
        ("Chair", "Harbour Committee on Rivers", 2016), ("Chair", "Harbour Committee on Rivers", 2017)]


def test_what_is_set_apart_is_one_venue() -> None:
    page = "# Service\n\nOrganizing Committee for the following conferences:\n\n*Rivers, Tides, and Lakes 2011*, Oslo\n"
    assert listed(page) == [("Organizing Committee", "Rivers, Tides, and Lakes", 2011)]


def test_an_event_s_name_goes_on_behind_its_link() -> None:
    page = "Some activities that I organise:\n\n- a [rivers seminar](https://x.example) on tides and lakes, May 2025\n"
    assert listed(page) == [("organizer", "rivers seminar on tides and lakes", 2025)]


def test_an_invitation_at_the_head_of_a_sentence() -> None:
    told_of = service_in_sentences("Invited to be a PC member at ICML 2024 conference", 2024)
    assert [(each.role, each.venue, each.year) for each in told_of] == [("PC member", "ICML", 2024)]


def test_the_chair_of_a_professor_is_no_duty() -> None:
    page = "# Experience\n\n- Assistant, Harbour University  \n  Chair of Literature; Chair of Rivers\n"
    assert listed(page, "main") == []


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


def test_a_section_of_its_own_on_another_page() -> None:
    page = "# Teaching\n\n- Rivers I\n\n# Academic Service\n\n- Subreviewer: ICML 2024\n\nI reviewed for ICLR 2020.\n"
    assert ("Subreviewer", "ICML", 2024) in listed(page, "teaching")
    assert not listed("I served as a reviewer for ICLR 2020.\n", "teaching")


def test_years_nested_below_a_duty_are_its_years() -> None:
    page = "# Reviewer\n\n- Rivers Quarterly\n    - 2024, 2025\n"
    assert listed(page) == [("Reviewer", "Rivers Quarterly", 2024), ("Reviewer", "Rivers Quarterly", 2025)]


def test_an_event_organized_in_several_years() -> None:
    page = "# Organizer\n\n- [Tide School Meeting](https://x.example): 2026, 2024\n"
    assert listed(page) == [("organizer", "Tide School Meeting", 2026), ("organizer", "Tide School Meeting", 2024)]


def test_a_misspelt_committee_is_one() -> None:
    page = "# Service\n\n### Program Comittee Member\n\n- [Conference on Rivers (COR)](#): 2026, 2025\n"
    assert [(venue, year) for _, venue, year in listed(page)] == [
        ("Conference on Rivers (COR)", 2026), ("Conference on Rivers (COR)", 2025)]


def test_organizing_seminars_is_service() -> None:
    page = "# Service\n\n### Seminar Organization\n\n- Lead Organizer: Tide Seminar, 2020\n"
    assert listed(page) == [("Lead Organizer", "Tide Seminar", 2020)]
