from kg.extract.career import find_career
from kg.extract.news import news_items
from kg.model import Education, Position, Profile
from kg.read.page import Reading
from tests.extract.career_pages import reading_of

PAGE = """
I am a Research Scientist at Huldra Labs, Oslo.
Before that, I received my PhD from Skogul University in 2019.

# Work experience

* Research Scientist, Huldra Labs, since May 2019
* **Skogul Technologies** (2012 - 2014)
  * Software Engineer
* Teaching Assistant, Skogul University, 2016

# Education

* Ph.D. in Geology, Skogul University, 2015 - 2019
  * Advisor: Prof. Ada Quist
* B.Sc. in Physics, Tove College, 2012

# Students

* Bo Tamm, PhD student, Skogul University, 2021 -
"""


def test_a_post_told_twice_is_one() -> None:
    career = find_career(reading_of(PAGE))
    assert [(each.role, each.organization, each.start, each.end) for each in career.positions] == [
        ("Research Scientist", "Huldra Labs", "2019-05", "present"),
        ("Software Engineer", "Skogul Technologies", "2012", "2014"),
    ]


def test_degrees_of_list_and_sentence_are_joined() -> None:
    career = find_career(reading_of(PAGE))
    assert [(each.degree, each.organization, each.start, each.end, each.advisors) for each in career.education] == [
        ("Ph.D.", "Skogul University", "2015", "2019", ("Ada Quist",)),
        ("B.Sc.", "Tove College", "", "2012", ()),
    ]


def test_every_item_has_its_lines() -> None:
    career = find_career(reading_of(PAGE))
    assert [each.source.lines for each in career.positions if each.source] == [(7, 7), (8, 9)]
    assert [each.source.lines for each in career.education if each.source] == [(14, 15), (16, 16)]


def test_the_lines_of_a_sentence_inside_a_long_paragraph() -> None:
    career = find_career(reading_of("I like rivers.\nAnd floods.\nI am a lecturer at Skogul University."))
    assert [each.source.lines for each in career.positions if each.source] == [(3, 3)]


def test_structured_files_win_over_prose() -> None:
    record = Profile(
        positions=(Position(role="Scientist", organization="Huldra Labs", start="2018"),),
        education=(Education(degree="PhD", organization="Skogul University", end="2018"),),
    )
    page = reading_of(PAGE.split("# Work")[0])
    career = find_career(Reading("olin", pages=page.pages, records=(record,)))
    assert [(each.role, each.start, each.end) for each in career.positions] == [("Scientist", "2018", "present")]
    assert career.education[0].end == "2018"


def test_news_date_a_post() -> None:
    reading = reading_of("I am a researcher at Huldra Labs.\n\n# News\n\n05/2019: PhD done. Joining Huldra Labs!\n")
    career = find_career(reading, (), news_items(reading))
    assert [(each.role, each.start, each.end) for each in career.positions] == [("researcher", "2019-05", "present")]


def test_parts_of_an_entry_in_paragraphs_of_their_own() -> None:
    reading = reading_of(
        "# Experience\n\nHuldra Labs — Delta Department\n\nMay 2020 – Mar 2024\n\nSenior Manager\n\n"
        "Tove Bank\n\nJun 2013 – Mar 2017\n\nAnalyst\n"
    )
    career = find_career(reading)
    assert [(each.role, each.organization, each.start) for each in career.positions] == [
        ("Senior Manager", "Huldra Labs", "2020-05"),
        ("Analyst", "Tove Bank", "2013-06"),
    ]


def test_a_table_of_degrees() -> None:
    reading = reading_of(
        "# Education\n\n| | |\n|---|---|\n| 2015-2019 | PhD in Geology, Skogul University |\n"
        "| 2012 | BSc, Tove College |\n"
    )
    assert [(each.degree, each.organization, each.end) for each in find_career(reading).education] == [
        ("PhD", "Skogul University", "2019"),
        ("BSc", "Tove College", "2012"),
    ]


def test_headlines_below_the_name() -> None:
    reading = reading_of("# Mira Olin\n\nAssistant Professor<br>\nSkogul University\n\n# Publications\n\n* none\n")
    career = find_career(reading, ("Mira Olin",))
    assert [(each.role, each.organization, each.end) for each in career.positions] == [
        ("Assistant Professor", "Skogul University", "present")
    ]


def test_links_to_profiles_are_no_headlines() -> None:
    reading = reading_of(
        "# Mira Olin\n\n[Google Scholar](https://scholar.google.com) | [LinkedIn](https://linkedin.com)\n"
    )
    assert find_career(reading, ("Mira Olin",)).positions == ()
