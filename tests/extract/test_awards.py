import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.award_lists import find_awards
from kg.extract.award_sentences import awards_in_sentences
from kg.extract.awards import read_award
from kg.extract.news import news_items
from tests.extract.career_pages import reading_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Small Research Award, Skogul University, 2017", [("Small Research Award", "Skogul University", 2017)]),
        ("Excellence Award (2021 & 2023)", [("Excellence Award", "", 2021), ("Excellence Award", "", 2023)]),
        ("Postgraduate Scholarship, 2018-2022", [("Postgraduate Scholarship", "", None)]),
        ("Star of Tomorrow Award (2021, Skogul University)", [("Star of Tomorrow Award", "Skogul University", 2021)]),
        ("2019 – NSF Honorable Mention", [("NSF Honorable Mention", "", 2019)]),
        (
            "Travel grant to present at the Rivers Conference 2022 in Oslo",
            [("Travel grant to present at the Rivers Conference 2022 in Oslo", "", 2022)],
        ),
        (
            "Best Paper Award at the Rivers Conference (RC 2011)",
            [("Best Paper Award", "Rivers Conference (RC 2011)", 2011)],
        ),
        ("Contest of Rivers, First Prize, 2021", [("Contest of Rivers, First Prize", "", 2021)]),
        ("Local coordinator of a project", []),
    ],
)
def test_an_item_of_a_list(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert [(each.title, each.year) for each in read_award(text)] == [(title, year) for title, _, year in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I am supported by the Huldra Research Fellowship and the Tove Scholarship.",
            ["Huldra Research Fellowship", "Tove Scholarship"],
        ),
        ("Very honoured to win the Best Student Paper at RC'18 in Paris!", ["Best Student Paper"]),
        ("Our paper won the Silver Huldra Best Paper Award.", ["Silver Huldra Best Paper Award"]),
        ("Our paper received the Best Paper Award at ICML 2020.", []),
        ("Congratulations to Bo for winning the Tove Prize!", []),
        (
            "In 2018, I was awarded a prestigious doctoral scholarship from the Huldra Foundation.",
            ["doctoral scholarship"],
        ),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [each.title for each in awards_in_sentences(text)] == expected


def test_lists_sentences_and_news_are_one_list() -> None:
    reading = reading_of(
        "I am supported by the Tove Fellowship.\n\n# Awards\n\n* Tove Fellowship, 2020\n* Rivers Prize, 2021\n\n"
        "# News\n\n07/2018: Incredibly honoured to receive the **Ada Quist Memorial Prize** at the Rivers Workshop.\n"
    )
    assert [(each.title, each.year) for each in find_awards(reading, news_items(reading))] == [
        ("Tove Fellowship", 2020),
        ("Rivers Prize", 2021),
        ("Ada Quist Memorial Prize", 2018),
    ]


def listed(markdown: str) -> list[tuple[str, str, int | None]]:
    return [(each.title, each.organization, each.year) for each in find_awards(reading_of(markdown), ())]


def test_an_award_that_is_a_heading_is_told_by_the_lines_below_it() -> None:
    page = "# Awards\n\n#### Rivers Challenge (2nd place)\n\n- **Location:** CVPR, Oslo\n- **Year:** 2023\n"
    assert listed(page) == [("Rivers Challenge (2nd place)", "CVPR", 2023)]


def test_headings_that_group_awards_are_none() -> None:
    page = "# Awards\n\n### Fellowships\n\n- Tove Fellowship, 2020\n"
    assert listed(page) == [("Tove Fellowship", "", 2020)]


def test_the_line_below_an_award_tells_who_gave_it() -> None:
    page = (
        "# Awards\n\nTove Teaching Award 2015  \nDepartment of Rivers, Harbour University\n\n"
        "Rivers Prize 2004  \n(given to two students each year)\n"
    )
    assert listed(page) == [("Tove Teaching Award", "Harbour University", 2015), ("Rivers Prize", "", 2004)]


def test_what_somebody_is_called_for_an_award() -> None:
    text = "While there, I was a Tove Fellow, and an Ada Q. Harbour Scholar."
    assert [each.title for each in awards_in_sentences(text)] == ["Tove Fellow", "Ada Q. Harbour Scholar"]
    assert not awards_in_sentences("I am a Research Fellow, and a Tove Fellow at Harbour University.")


def test_an_award_told_below_a_degree() -> None:
    page = "# Education\n\n- PhD, Harbour University, 2022\n  - Dissertation Award: Tove Research Award (2022)\n"
    assert listed(page) == [("Tove Research Award", "", 2022)]


def test_paragraphs_below_bold_awards_are_remarks() -> None:
    page = (
        "# Awards\n\n**Tove Fellowship** @Harbour University 2024\n\nAwarded to students of rivers.\n\n"
        "**Rivers Prize** @ICML 2022\n\nOne-year prize.\n"
    )
    assert listed(page) == [("Tove Fellowship", "Harbour University", 2024), ("Rivers Prize", "ICML", 2022)]


@pytest.mark.parametrize(("text", "title", "organization"), [
    ("Winner, the Best Poster Award Recognized By the Rivers Society (Dec 2019)", "Best Poster Award", "Rivers Society"),
    ("Finalist, the Poster Competition at the Second Conference on Rivers (Aug 2019)",
     "Finalist, the Poster Competition", "Second Conference on Rivers"),
])
def test_a_rank_and_what_it_was_won_in(text: str, title: str, organization: str) -> None:
    assert [(each.title, each.organization) for each in read_award(text)] == [(title, organization)]


def test_lines_below_an_item_s_bold_title_are_remarks() -> None:
    page = "# Awards\n\n* **2019 Tide grant award**\n\n    Awarded a boat from Huldra Labs as part of a program.\n"
    assert [(title, year) for title, _, year in listed(page)] == [("Tide grant award", 2019)]


def test_recipient_is_no_part_of_the_title() -> None:
    assert read_award("Recipient: Tove Award for Teaching, 2024")[0].title == "Tove Award for Teaching"


@given(st.text(max_size=200))
def test_any_item_is_read_without_an_error(text: str) -> None:
    for each in [*read_award(text), *awards_in_sentences(text, 2020, listed=True)]:
        assert each.title.strip()
