from kg.extract.projects import find_projects
from kg.extract.talks import find_talks
from kg.extract.teaching import find_teaching
from tests.extract.career_pages import reading_of


def test_a_course_once_a_term() -> None:
    reading = reading_of(
        "# Teaching\n\n* **Skogul University.** RIV101: Rivers, Floods and Deltas (Tutor, Fall 2019, Fall 2020)\n"
    )
    assert [(each.course, each.organization, each.role, each.date) for each in find_teaching(reading)] == [
        ("RIV101: Rivers, Floods and Deltas", "Skogul University", "Tutor", "2019"),
        ("RIV101: Rivers, Floods and Deltas", "Skogul University", "Tutor", "2020"),
    ]


def test_a_project_below_its_heading() -> None:
    reading = reading_of(
        "# Projects\n\n### Rivers of the North\n\n* **Institution**: Delta Lab, Skogul University.\n"
        "* **Time**: Jul. 2023 - Present\n"
    )
    assert [(each.title, each.organization, each.start, each.end) for each in find_projects(reading)] == [
        ("Rivers of the North", "Skogul University", "2023-07", "present")
    ]


def test_linked_projects_of_a_list() -> None:
    reading = reading_of("# Projects\n\n* [rivertool](https://olin.example/rivertool): a tool for rivers\n")
    assert [(each.title, each.url) for each in find_projects(reading)] == [
        ("rivertool", "https://olin.example/rivertool")
    ]


def test_talks_of_a_list() -> None:
    reading = reading_of(
        '# Talks\n\n* Invited speaker, Skogul University, Dec 4, 2025\n* "On Rivers and Floods", Tove Seminar, 2022\n'
    )
    assert [(each.title, each.venue, each.date) for each in find_talks(reading, ())] == [
        ("", "Skogul University", "2025-12-04"),
        ("On Rivers and Floods", "Tove Seminar", "2022"),
    ]


def test_duties_in_a_section_shared_with_teaching_are_no_courses() -> None:
    page = "# Service and Teaching\n\n- Area Chair: EMNLP 2019, Rivers\n- Lecturer of Rivers I, Huldra College, 2020\n"
    assert [each.course for each in find_teaching(reading_of(page))] == ["Rivers I"]
