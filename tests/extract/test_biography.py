import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.biography import read_biography
from kg.model import PRESENT


def posts(text: str, names: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
    return [
        (told.role, told.affiliation.organization, told.begin, told.until)
        for told in read_biography(text, names)
        if told.kind == "position"
    ]


def degrees(text: str, names: tuple[str, ...] = ()) -> list[tuple[str, str, str, list[str]]]:
    return [
        (told.degree, told.affiliation.organization, told.until, told.people)
        for told in read_biography(text, names)
        if told.kind == "education"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I am a Research Scientist in Hydrology working within the Delta group at Huldra Labs in Bergen.",
            ("Research Scientist in Hydrology", "Huldra Labs", "", PRESENT),
        ),
        (
            "I am a Researcher (Dec. 2022 - present) in the River Data Lab, Skogul University.",
            ("Researcher", "Skogul University", "2022-12", PRESENT),
        ),
        (
            "Before that, I was a postdoc at the University of Oslo from 2019 to 2021.",
            ("postdoc", "University of Oslo", "2019", "2021"),
        ),
        ("Previously, I worked at Huldra Labs as a software engineer.", ("software engineer", "Huldra Labs", "", "")),
        ("In the summer of 2019 I interned at Huldra Research.", ("intern", "Huldra Research", "2019", "2019")),
        (
            "She is an Associate Professor of Geology at Skogul University.",
            ("Associate Professor of Geology", "Skogul University", "", PRESENT),
        ),
        (
            "I held the position of Senior Engineer at Huldra Technologies.",
            ("Senior Engineer", "Huldra Technologies", "", ""),
        ),
        ("He joined Skogul University as a lecturer in 2015.", ("lecturer", "Skogul University", "2015", "")),
        (
            "I am currently Head of River Medicine at Huldra Pharma, working on floods.",
            ("Head of River Medicine", "Huldra Pharma", "", PRESENT),
        ),
    ],
)
def test_a_sentence_tells_a_post(text: str, expected: tuple[str, str, str, str]) -> None:
    assert posts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I am a third-year PhD student at Skogul University, advised by Prof. Ada Quist and Bo Tamm.",
            [("PhD", "Skogul University", PRESENT, ["Ada Quist", "Bo Tamm"])],
        ),
        (
            "I received my Ph.D. degree in September 2022 at the University of Oslo, under the supervision of Dr. "
            "Ada Quist.",
            [("Ph.D.", "University of Oslo", "2022-09", ["Ada Quist"])],
        ),
        (
            "I earned a BS in Physics (2015) and an MS in Geology (2018), both from Skogul University.",
            [("BS", "Skogul University", "2015", []), ("MS", "Skogul University", "2018", [])],
        ),
        (
            "I did my PhD at Skogul University. I was advised by Bo van der Tamm, and I still visit.",
            [("PhD", "Skogul University", "", ["Bo van der Tamm"])],
        ),
        ("I graduated from Skogul University with a B.Sc. in Physics.", [("B.Sc.", "Skogul University", "", [])]),
        (
            "Mira Olin received her B.S., M.S., and Ph.D. degrees from Skogul University.",
            [
                ("B.S.", "Skogul University", "", []),
                ("M.S.", "Skogul University", "", []),
                ("Ph.D.", "Skogul University", "", []),
            ],
        ),
    ],
)
def test_a_sentence_tells_degrees(text: str, expected: list[tuple[str, str, str, list[str]]]) -> None:
    assert degrees(text, ("Mira Olin",)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I work with several engineers and researchers at Huldra Labs.",
        "I am looking for motivated PhD students and postdocs; please apply at Skogul University.",
        "My advisor is Professor Ada Quist.",
        "During my PhD I learned to sail.",
        "Before I joined Huldra Labs, rivers were longer.",
    ],
)
def test_what_is_not_the_owners_post_is_left(text: str) -> None:
    assert posts(text) == []
    assert degrees(text) == []


def test_a_list_of_internships_is_a_post_each() -> None:
    told = posts("Previously, I interned at Huldra Labs (Oslo), Google (Zürich), and Meta.")
    assert [organization for _, organization, _, _ in told] == ["Huldra Labs", "Google", "Meta"] or {
        organization for _, organization, _, _ in told
    } == {"Huldra Labs", "Google", "Meta"}


def test_a_second_role_shares_the_organization() -> None:
    told = read_biography("I am a professor at Skogul University and the director of the Delta Research Center.")
    assert [(each.role, each.affiliation.organization) for each in told] == [
        ("professor", "Skogul University"),
        ("director", "Skogul University"),
    ]
    assert told[1].affiliation.unit == "Delta Research Center"


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            "I am a PhD student at Huldra University , advised by Prof. Quist and Postdoc ( 2019 - present ) . "
            "in the from \n M.S. interned".split(" ")
        ),
        max_size=60,
    ).map(" ".join)
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for told in read_biography(text):
        assert 0 <= told.start <= told.end <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I worked as a flood relief case manager at the Skogul Hospital.",
            [("flood relief case manager", "Skogul Hospital", "", "")],
        ),
        (
            "He was postdoc at University of Nordhavn, Skogul University, and University of Eastmarch.",
            [
                ("postdoc", "Skogul University", "", ""),
                ("postdoc", "University of Eastmarch", "", ""),
                ("postdoc", "University of Nordhavn", "", ""),
            ],
        ),
        (
            "I'm a research fellow in HIAS (Huldra Institute for Advanced Study).",
            [("research fellow", "HIAS (Huldra Institute for Advanced Study)", "", PRESENT)],
        ),
        (
            "I am a postdoc at the University of Nordhavn on River models for flood plains.",
            [("postdoc", "University of Nordhavn", "", PRESENT)],
        ),
        (
            "My previous posts include a Lectureship at Skogul University, a Rivers Council of Nordhavn Postdoctoral "
            "Fellowship at Tove University, and a Huldra Fellowship at the University of Eastmarch.",
            [
                ("Lectureship", "Skogul University", "", ""),
                ("Rivers Council of Nordhavn Postdoctoral Fellowship", "Tove University", "", ""),
                ("Huldra Fellowship", "University of Eastmarch", "", ""),
            ],
        ),
        ("I am a Research Intern @Huldra Labs.", [("Research Intern", "Huldra Labs", "", PRESENT)]),
    ],
)
def test_whole_roles_and_every_place(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I visit Huldra Labs under a fellowship from the Skogul Institute.",
        "While at Skogul University, I was a Tove Rivers Fellow and a Brandt scholar at Skogul University.",
        "I teach in Huldra's Master's in River Science program.",
    ],
)
def test_who_pays_and_honours_are_no_posts(text: str) -> None:
    assert [told for told in posts(text) if told[0] != "visiting researcher"] == []
    assert degrees(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I am a PhD student at Skogul University. I now do research under the direction of my advisor Dr. Bo Tamm.",
            ("PhD", "Skogul University", PRESENT, ["Bo Tamm"]),
        ),
        (
            "I'm a PhD student at Skogul University, supervised by prof. Ada Quist. I like floods.",
            ("PhD", "Skogul University", PRESENT, ["Ada Quist"]),
        ),
        (
            "I did my Master's thesis work in the Rivers Lab, Skogul University with Prof. Ada Quist.",
            ("Master's", "Skogul University", "", ["Ada Quist"]),
        ),
        ("I did my PhD work with Prof. Ada Quist on floods.", ("PhD", "", "", ["Ada Quist"])),
        (
            "I graduated from Skogul University in June 2020, where Prof. Ada Quist advised me during my undergraduate.",
            ("", "Skogul University", "2020-06", []),
        ),
        ("I gained an MPhys in Physics at Skogul University.", ("MPhys", "Skogul University", "", [])),
        ("She holds an MBBS from Skogul University.", ("MBBS", "Skogul University", "", [])),
    ],
)
def test_degrees_told_by_their_work(text: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert degrees(text) == [expected]


def test_a_stay_long_ago_does_not_go_on() -> None:
    told = posts("Prior to this, my experience in research work includes an internship at Skogul University.")
    assert [each[3] for each in told] == [""]


def test_a_short_form_in_brackets_ends_no_place() -> None:
    text = "I am a PhD student in the Department of River Engineering (rive) at Skogul University."
    assert [told.affiliation.organization for told in read_biography(text)] == ["Skogul University"]


def test_somebodys_team_is_no_part_of_the_place() -> None:
    text = "I spent two years as a visiting researcher at Huldra on Ada Quist's team."
    assert [(told.affiliation.organization, told.people) for told in read_biography(text)] == [("Huldra", ["Ada Quist"])]


def test_the_group_of_a_person() -> None:
    (told,) = read_biography("I am a postdoc in Ada Quist's group at Skogul University.")
    assert (told.role, told.affiliation.unit, told.people) == ("postdoc", "Ada Quist's group", ["Ada Quist"])


def test_two_degrees_joined_by_and() -> None:
    text = "I completed my Bachelor's and Master's degrees in Geology at Skogul University."
    assert [told[:2] for told in degrees(text)] == [
        ("Bachelor's", "Skogul University"),
        ("Master's", "Skogul University"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am a Data Scientist with Huldra Systems.", [("Data Scientist", "Huldra Systems", "", PRESENT)]),
        (
            "I was a biostatistician with the Skogul Health Authority in Saskatoon, SK from 2016 to 2019.",
            [("biostatistician", "Skogul Health Authority", "2016", "2019")],
        ),
        ("I completed a postdoc with Ada Quist at MIT.", [("postdoc", "MIT", "", "")]),
        (
            "I was an intern at Meta (Summer 2022), Google (Summer 2023), and Microsoft.",
            [
                ("intern", "Google", "2023", "2023"),
                ("intern", "Microsoft", "", ""),
                ("intern", "Meta", "2022", "2022"),
            ],
        ),
        (
            "I was a postdoc (2019 - 2021) and lecturer at Skogul University.",
            [("postdoc", "Skogul University", "2019", "2021"), ("lecturer", "Skogul University", "", "")],
        ),
        ("I'm a Research Scientist at FAIR, Meta, in New York.", [("Research Scientist", "Meta", "", PRESENT)]),
        (
            "I am a postdoc at the Skogul Institute of Technology, University of Eastmarch.",
            [("postdoc", "Skogul Institute of Technology", "", PRESENT)],
        ),
        ("Head to the Research tab. I am Publicity co-chair at the Rivers Society.", []),
    ],
)
def test_where_a_post_was_held(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert posts(text) == expected


def test_a_student_who_is_an_assistant_too() -> None:
    text = "I am a PhD student and research assistant at Skogul University."
    assert posts(text) == [("research assistant", "Skogul University", "", PRESENT)]
    assert degrees(text) == [("PhD", "Skogul University", PRESENT, [])]
    assert posts("I am a PhD student and NSF Graduate Research Fellow at Skogul University.") == []


def test_dates_and_advisors_of_neighbouring_studies() -> None:
    text = "I did my undergraduate studies at Skogul University, and my doctoral research at Tove University (2016)."
    assert degrees(text) == [("undergraduate studies", "Skogul University", "", [])]
    text = "I hold an MSc from Skogul University. It was written under the supervision of Dr. Ada Quist, now at Tove."
    assert degrees(text) == [("MSc", "Skogul University", "", ["Ada Quist"])]


def test_a_doctorate_told_by_its_supervisor_alone() -> None:
    told = read_biography(
        "She is Professor of Language Technology at Skogul University. Her doctoral work was supervised by Bo Tamm."
    )
    assert [(each.role or each.degree, each.affiliation[:2], each.people) for each in told] == [
        ("Professor of Language Technology", ("Skogul University", ""), []),
        ("PhD", ("", ""), ["Bo Tamm"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prior to Tove, I spent two wonderful years at Huldra Research as an AI Resident.",
            [("AI Resident", "Huldra Research", "", "")],
        ),
        (
            "I previously held positions at IBM Research and Bell Labs.",
            [("", "Bell Labs", "", ""), ("", "IBM Research", "", "")],
        ),
        (
            "I finished my PhD at Skogul University in 2016, followed by a postdoc at Tove University.",
            [("postdoc", "Tove University", "", "")],
        ),
    ],
)
def test_posts_before_and_after_others(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert posts(text) == expected


def test_degrees_with_a_year_each_and_visits_of_students() -> None:
    text = "I received my B.Sc. and M.Sc. degrees from Skogul University in 2010 and 2012, respectively."
    assert [told[:3] for told in degrees(text)] == [
        ("B.Sc.", "Skogul University", "2010"),
        ("M.Sc.", "Skogul University", "2012"),
    ]
    text = "I was a visiting student at Tove University hosted by Ada Quist in 2022."
    assert degrees(text) == [("visiting student", "Tove University", "2022", ["Ada Quist"])]
