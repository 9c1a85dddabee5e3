from kg.extract.career import find_career
from kg.extract.news import news_items
from kg.model import Education, Position, Profile
from kg.read import prose
from kg.read.page import Reading, Site
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


def test_a_box_with_a_whole_list_in_it_is_cut_into_entries() -> None:
    page = """
# Experience

* Huldra Labs<br>Scientist<br>May 2021 - Present<br>Tove Labs<br>Engineer<br>2019 - 2021
"""
    career = find_career(reading_of(page))
    assert [(each.role, each.organization, each.start) for each in career.positions] == [
        ("Scientist", "Huldra Labs", "2021-05"),
        ("Engineer", "Tove Labs", "2019"),
    ]


def test_degree_and_university_in_paragraphs_side_by_side() -> None:
    page = """
# Education

PhD in Geology, 1996

Skogul University

MS in Computer Science, 1988

Tove University<br>Richmond, Virginia

BFA in Painting, 1983

Huldra School of Design
"""
    career = find_career(reading_of(page))
    assert [(each.degree, each.organization, each.end) for each in career.education] == [
        ("PhD", "Skogul University", "1996"),
        ("MS", "Tove University", "1988"),
        ("BFA", "Huldra School of Design", "1983"),
    ]


def test_a_heading_names_the_role_of_what_stands_below() -> None:
    page = "# Invited Visits: (longer than one month)\n\nSkogul University, 2007\n\nTove University, 2005\n"
    career = find_career(reading_of(page))
    assert [(each.role, each.organization, each.end) for each in career.positions] == [
        ("Invited Visit", "Skogul University", "2007"),
        ("Invited Visit", "Tove University", "2005"),
    ]


def test_a_page_is_named_after_what_it_lists() -> None:
    text = "**2018 - Present:** Skogul University <br />\nResearch Assistant at the Rivers Lab"
    page = prose.page("experiences.md", text, [], role="")
    career = find_career(Reading("olin", pages=(page,)))
    assert [(each.role, each.organization, each.start) for each in career.positions] == [
        ("Research Assistant", "Skogul University", "2018")
    ]


def test_on_a_groups_page_the_owners_section_counts() -> None:
    text = """
## Mira Olin (PI)

She received a B.A. in Biology from Skogul College. She was a postdoc at Tove University.

## Bo Tamm

He received a B.A. in Biology from Huldra College.
"""
    career = find_career(reading_of(text, role="people"), ("Olin, M.",))
    assert [each.organization for each in career.education] == ["Skogul College"]
    assert [each.organization for each in career.positions] == ["Tove University"]


def test_the_configuration_tells_the_owners_post_and_study() -> None:
    site = Site(name="Mira Olin", author={"bio": "Professor of Economics, Skogul University"})
    career = find_career(Reading("olin", site=site))
    assert [(each.role, each.organization) for each in career.positions] == [
        ("Professor of Economics", "Skogul University")
    ]
    site = Site(
        name="Mira Olin", description="Welcome! I am a PhD student in Geology at Skogul University, advised by Bo Tamm."
    )
    career = find_career(Reading("olin", site=site))
    assert [(each.degree, each.organization, each.advisors) for each in career.education] == [
        ("PhD", "Skogul University", ("Bo Tamm",))
    ]


def test_a_director_of_two_centres_holds_two_posts() -> None:
    page = "Director of the Rivers Center, Skogul University\n\nPI of the Floods Lab, Skogul University\n"
    units = {each.unit for each in find_career(reading_of(page)).positions}
    assert units == {"Rivers Center", "Floods Lab"}


def test_an_adjunct_post_stands_beside_the_chair() -> None:
    page = (
        "# Positions\n\n* Professor, Skogul University, 2003 - present\n* Adjunct professor, Skogul University, present\n"
    )
    assert len(find_career(reading_of(page)).positions) == 2


def test_role_and_organization_in_fields_of_their_own() -> None:
    site = Site(name="Mira Olin", author={"role": "Post-Doctoral Researcher", "organizations": [{"name": "Parc Huldra"}]})
    career = find_career(Reading("olin", site=site))
    assert [(each.role, each.organization, each.end) for each in career.positions] == [
        ("Post-Doctoral Researcher", "Parc Huldra", "present")
    ]


def test_directors_in_a_list_of_activities() -> None:
    page = "# Activities\n\n* Director, Skogul Research Institute (2018 - 2021)\n* Reviewer for ICX, 2020\n"
    assert [(each.role, each.organization) for each in find_career(reading_of(page)).positions] == [
        ("Director", "Skogul Research Institute")
    ]


def test_what_structured_files_list_among_posts() -> None:
    record = Profile(
        positions=(
            Position(role="Teaching assistant", organization="Skogul University"),
            Position(role="Scientist", organization="Huldra Labs"),
        ),
        education=(
            Education(degree="Ph.D. River Science", organization="Skogul University"),
            Education(degree="A Levels", organization="Tove Grammar School"),
        ),
    )
    career = find_career(Reading("olin", records=(record,)))
    assert [each.role for each in career.positions] == ["Scientist"]
    assert [(each.degree, each.field) for each in career.education] == [("Ph.D.", "River Science")]


def test_a_heading_with_a_degree_in_it_is_an_entry() -> None:
    page = "# Education\n\n## Bachelor's Degree in Geology @ Skogul University\n\n2011 - 2016\n"
    assert [(each.degree, each.end) for each in find_career(reading_of(page)).education] == [
        ("Bachelor's Degree", "2016")
    ]


def test_items_go_on_with_the_sentence_above() -> None:
    page = """
I am a geologist, and am

* an Assistant Professor (Lecturer in local terms) at Skogul University.
* leading the Rivers Lab.
* a visiting researcher at Tove University.

Before that I was

* a postdoctoral researcher at Huldra Labs.
"""
    assert [(each.role, each.organization, each.end) for each in find_career(reading_of(page)).positions] == [
        ("Assistant Professor", "Skogul University", "present"),
        ("visiting researcher", "Tove University", "present"),
        ("postdoctoral researcher", "Huldra Labs", ""),
    ]
