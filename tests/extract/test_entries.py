import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.entries import read_entry


@pytest.mark.parametrize(
    ("head", "details", "expected"),
    [
        (
            "May 2020 - Present, Huldra, Visual Department, Senior Technical Manager",
            (),
            ("Senior Technical Manager", "Huldra", "2020-05", "present"),
        ),
        (
            "June 2013 - March 2017, Huldra System Control Co., Ltd., Deputy Director",
            (),
            ("Deputy Director", "Huldra System Control Co., Ltd.", "2013-06", "2017-03"),
        ),
        (
            "Huldra Labs\nResearch Intern\nHosts: Ada Quist and Bo Tamm\nMay 2021 - April 2022",
            (),
            ("Research Intern", "Huldra Labs", "2021-05", "2022-04"),
        ),
        (
            "Huldra Labs (June - August 2015), Lexington, MA",
            ("River Technology Intern (Group 87)",),
            ("River Technology Intern", "Huldra Labs", "2015-06", "2015-08"),
        ),
        ("2016-2017: Lecturer", ("Skogul University (UK)",), ("Lecturer", "Skogul University (UK)", "2016", "2017")),
        (
            "Visiting researcher, Rivers Laboratory, Univ. of Illinois, Urbana-Champaign, 2010 - 2011",
            (),
            ("Visiting researcher", "Univ. of Illinois, Urbana-Champaign", "2010", "2011"),
        ),
    ],
)
def test_a_post_of_a_list(head: str, details: tuple[str, ...], expected: tuple[str, str, str, str]) -> None:
    told = read_entry(head, details, "positions")
    assert [(each.role, each.affiliation.organization, each.begin, each.until) for each in told] == [expected]


@pytest.mark.parametrize(
    ("head", "details", "expected"),
    [
        ("B.S. in EE, Skogul University, 2010", (), ("B.S.", "EE", "Skogul University", "", "2010", [])),
        (
            "Ph.D in Statistics, Skogul University, September 2018 - December 2022",
            ("Supervisor: Dr. Ada Quist and Prof. Bo Tamm",),
            ("Ph.D", "Statistics", "Skogul University", "2018-09", "2022-12", ["Ada Quist", "Bo Tamm"]),
        ),
        (
            "Ph.D., Operations Research, Skogul University, 2014",
            (),
            ("Ph.D.", "Operations Research", "Skogul University", "", "2014", []),
        ),
        (
            "Skogul University\nM.Sc. in Computer Science (Summa Cum Laude)\n2015 - 2019",
            (),
            ("M.Sc.", "Computer Science", "Skogul University", "2015", "2019", []),
        ),
        (
            "PhD student in Robotics, Skogul University, 2022 (expected)",
            (),
            ("PhD", "Robotics", "Skogul University", "", "present", []),
        ),
        (
            "Skogul University",
            ("Ph.D. in CSE (2017.03 - 2024.08)",),
            ("Ph.D.", "CSE", "Skogul University", "2017-03", "2024-08", []),
        ),
    ],
)
def test_a_degree_of_a_list(
    head: str, details: tuple[str, ...], expected: tuple[str, str, str, str, str, list[str]]
) -> None:
    told = read_entry(head, details, "education")
    assert [
        (each.degree, each.field, each.affiliation.organization, each.begin, each.until, each.people) for each in told
    ] == [expected]


@pytest.mark.parametrize(
    "head",
    [
        "Teaching Assistant, Rivers I, Skogul University, 2019",
        "Associate Editor, Journal of Rivers, 2020 - 2022",
        "Contributed 20 patents; awarded the Huldra Prize (2018)",
    ],
)
def test_courses_and_duties_are_no_posts(head: str) -> None:
    assert read_entry(head, (), "positions") == []


@given(
    st.text(max_size=200),
    st.lists(st.text(max_size=80), max_size=3),
    st.sampled_from(["", "education", "positions", "both"]),
)
def test_any_entry_is_read_without_an_error(head: str, details: list[str], section: str) -> None:
    for told in read_entry(head, details, section):
        assert told.role or told.degree or told.affiliation.organization


@pytest.mark.parametrize(
    ("head", "details", "expected"),
    [
        ("Skogul University (Postdoc; 2023-)", (), ("Postdoc", "Skogul University", "2023", "present")),
        (
            "River Policy Research Fellow",
            ("Center for River Studies", "Skogul University", "August 2022-Present"),
            ("River Policy Research Fellow", "Skogul University", "2022-08", "present"),
        ),
        (
            "Field work and cartography, Skogul Research Center, 1984-1986",
            (),
            ("Field work and cartography", "Skogul Research Center", "1984", "1986"),
        ),
        ("Faculty: Rivers Camp, Summer 2024", (), ("Faculty", "Rivers Camp", "2024", "2024")),
        ("Data Analyst Intern @Skogul Labs, 2018", (), ("Data Analyst Intern", "Skogul Labs", "2018", "2018")),
        (
            "May 2017 - August 2018: Skogul Bank\nIT intern and Research Assistant for the Rivers and Floods Data team",
            (),
            ("IT intern and Research Assistant", "Skogul Bank", "2017-05", "2018-08"),
        ),
    ],
)
def test_a_post_wherever_its_parts_stand(head: str, details: tuple[str, ...], expected: tuple[str, ...]) -> None:
    told = read_entry(head, details, "positions")
    assert [(each.role, each.affiliation.organization, each.begin, each.until) for each in told] == [expected]


def test_hosts_on_a_line_of_their_own() -> None:
    told = read_entry("Skogul University, 2007\nProf. Ada Quist and Prof. Bo Tamm", (), "positions")
    assert [each.people for each in told] == [["Ada Quist", "Bo Tamm"]]


def test_the_advisor_is_told_in_the_line_of_the_thesis() -> None:
    told = read_entry(
        "PhD, Skogul University, 2020\nThesis: On floods, supervised by Prof. Dr. Ada Quist", (), "education"
    )
    assert [each.people for each in told] == [["Ada Quist"]]


@pytest.mark.parametrize(
    "head", ["GTA, Skogul University, 1986-1988", "Skogul University, 2013\n(visit cancelled for personal reasons)"]
)
def test_no_posts(head: str) -> None:
    assert read_entry(head, (), "positions") == []


def test_a_post_doctoral_researcher_is_no_student() -> None:
    told = read_entry("Post-Doctoral Researcher, Skogul University, 2015 - 2018", (), "")
    assert [(each.kind, each.role) for each in told] == [("position", "Post-Doctoral Researcher")]


@pytest.mark.parametrize("head", ["CS B.E. @ Skogul University", "CS B.E. @ Skogul"])
def test_the_field_before_the_degree(head: str) -> None:
    (told,) = read_entry(head, (), "education")
    assert (told.field, told.affiliation.organization) == ("CS", head.partition("@ ")[2])


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "**2017 - 2020:** Skogul University, Faculty of Letters, Nordic Studies (Supervisor: Ada Quist)",
            ("", "Nordic Studies", "Skogul University", "2020"),
        ),
        (
            "2013-2017: Bachelor of Science in Library and Information Science at the Skogul University",
            ("Bachelor of Science", "Library and Information Science", "Skogul University", "2017"),
        ),
        ("M.S.c in Learning (MASH), Skogul-ENS 2021-2022", ("M.S.c", "Learning", "Skogul-ENS", "2022")),
        (
            "B.S. in Geology, minor in Economics, Skogul University, 2017-2020",
            ("B.S.", "Geology", "Skogul University", "2020"),
        ),
    ],
)
def test_a_study_however_it_is_told(head: str, expected: tuple[str, ...]) -> None:
    told = read_entry(head, (), "education")
    assert [(each.degree, each.field, each.affiliation.organization, each.until) for each in told] == [expected]


@pytest.mark.parametrize("head", ["2018 - 2019: Skogul University, summer school", "2018 - 2019: Rivers Forum"])
def test_no_study(head: str) -> None:
    assert read_entry(head, (), "education") == []


def test_a_role_alone_in_brackets_behind_its_place() -> None:
    told = read_entry("2025 - Present: Skogul University, Department of Floods (Research Assistant)", (), "positions")
    assert [(each.role, each.affiliation[:2]) for each in told] == [
        ("Research Assistant", ("Skogul University", "Department of Floods"))
    ]


def test_research_beside_teaching_is_a_post() -> None:
    told = read_entry("Research and Teaching Assistant, Skogul University, since August 2017", (), "positions")
    assert [each.role for each in told] == ["Research and Teaching Assistant"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Doctor of Philosophy (Ph.D.), Geology. Skogul University. 2015.", ("Doctor of Philosophy", "Geology", "2015")),
        ("M.Sc. Informatik, Skogul University, 2014", ("M.Sc.", "Informatik", "2014")),
        ("Licenciatura en Física, Skogul University, 2005", ("Licenciatura", "Física", "2005")),
        ("Exchange student, Skogul University, Fall 2013", ("Exchange", "", "2013")),
    ],
)
def test_degree_and_field_in_many_languages(head: str, expected: tuple[str, str, str]) -> None:
    told = read_entry(head, (), "education")
    assert [(each.degree, each.field, each.until) for each in told] == [expected]


def test_a_state_before_the_role() -> None:
    (told,) = read_entry("Huldra Research, Mountain View, CA. Research Intern. Summer 2020.", (), "positions")
    assert (told.role, told.affiliation.organization) == ("Research Intern", "Huldra Research")
