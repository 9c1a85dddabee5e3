import pytest

from kg.extract.sections import kinds_of, kinds_of_heading
from kg.read.page import Block, Page


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Education", {"education"}),
        ("Education and Career", {"education", "positions"}),
        ("Work experience", {"positions"}),
        ("🎓 Education", {"education"}),
        ("Honors & Awards", {"awards"}),
        ("Professional Service", {"service"}),
        ("Talks", {"talks"}),
        ("Teaching Experience", {"teaching"}),
        ("News", {"news"}),
        ("Selected Publications", {"publications"}),
        ("PhD Students", {"people"}),
        ("Research Interests", {"interests"}),
        ("Research Grants", {"projects"}),
        ("Fellowships, grants, and awards", {"awards"}),
        ("Formación académica", {"education"}),
        ("教育经历", {"education"}),
        ("工作经历", {"positions"}),
        ("Premios", {"awards"}),
        ("On the rivers of the north", set()),
    ],
)
def test_headings(heading: str, kinds: set[str]) -> None:
    assert kinds_of_heading(heading) == kinds


def test_the_nearest_telling_heading_counts() -> None:
    page = Page("index.md", ())
    assert kinds_of(Block("item", "x", (1, 1), headings=("Professional Activities", "Talks")), page) == {"talks"}
    assert kinds_of(Block("item", "x", (1, 1), headings=("Education", "Tove College")), page) == {"education"}


def test_what_stands_under_people_stays_there() -> None:
    assert kinds_of(Block("item", "x", (1, 1), headings=("Students", "Awards")), Page("index.md", ())) == {"people"}


def test_a_page_of_its_own_has_a_kind() -> None:
    assert kinds_of(Block("item", "x", (1, 1)), Page("talks.md", (), role="talks")) == {"talks"}
