from kg.extract.news import as_news, news_items
from kg.extract.talks import find_talks
from tests.extract.career_pages import reading_of


def test_items_have_their_dates_and_lines() -> None:
    reading = reading_of("# News\n\n* **[Mar 2023]** We went to Oslo.\n* 05/2019: PhD done.\n* A new boat.\n")
    assert [(each.date, each.text, each.source and each.source.lines) for each in as_news(news_items(reading))] == [
        ("2023-03", "We went to Oslo.", (3, 3)),
        ("2019-05", "PhD done.", (4, 4)),
        ("", "A new boat.", (5, 5)),
    ]


def test_a_year_in_the_heading_dates_what_stands_below() -> None:
    reading = reading_of("# News\n\n## 2024\n\n* We went to Oslo again.\n")
    assert [each.date for each in news_items(reading)] == ["2024"]


def test_lines_of_one_paragraph_are_items() -> None:
    reading = reading_of(
        "# News\n\n02/2025: I gave a guest lecture at Skogul University.  \n01/2025: A new boat.  \n"
    )
    assert [each.date for each in news_items(reading)] == ["2025-02", "2025-01"]
    assert [(each.venue, each.date) for each in find_talks(reading, news_items(reading))] == [
        ("Skogul University", "2025-02")
    ]
