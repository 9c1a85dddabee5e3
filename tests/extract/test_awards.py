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


@given(st.text(max_size=200))
def test_any_item_is_read_without_an_error(text: str) -> None:
    for each in [*read_award(text), *awards_in_sentences(text, 2020, listed=True)]:
        assert each.title.strip()
