"""Made-up pages as readings, for the tests of careers."""

from kg.errors import Problem
from kg.read import prose
from kg.read.page import Reading


def reading_of(markdown: str, role: str = "main") -> Reading:
    """Return a page's Markdown as a reading of one page."""
    problems: list[Problem] = []
    page = prose.page("index.md", markdown, problems, role=role)
    assert not problems
    return Reading("olin", pages=(page,))
