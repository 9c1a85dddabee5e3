# ruff: noqa: E501 (lines of pages stand as they are)
"""Nothing that a page holds may crash a reader, hang it, or leave a block that is not well formed."""

import string
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import Problem, SourceError
from kg.read import bibtex, prose, read
from kg.read.page import Page
from kg.settings import Settings

PIECES = [
    "# Papers\n", "Papers\n---\n", "* ", "1. ", "  - ", "**", "*", "_", "[On Rivers](", "https://a.example/p.pdf)", "<br>", "<ul>",
    "<li>", "</li>", "<table><tr><td>", "</td>", "</table>", "<p>", "<b>", "</b>", "<div class='card'>", "</div>", "<!--", "-->",
    "{% include a.html title='x' %}", "{% for a in b %}", "{% endfor %}", "{{ x }}", "{% comment %}", "```\n", "| a | b |\n|---|---|\n",
    "Mira Olin, ", "On Rivers. ", "2021", "\n", "\n\n", "  \n", "\\\\\n", "---\n", "title: [\n", "[^1]", "[^1]: ", ": ", "&nbsp;", "&#0;",
    "<a href='x'>", "</a>", "<h2>", "</h2>", "<details><summary>", "<pre>", "\t", "\u200b", "e\u0301", "√°", "<kg-include file='a.md'>",
    "<script>", "<svg>", "<td>", "</tr>", "{: .x}", "::: {.y}\n", "\ud7ff", "\U0001f600", "<![CDATA[", "<?x", "]]>", "<th>", "<dl><dt>", "<dd>",
]  # fmt: skip
pages = st.lists(st.sampled_from(PIECES) | st.text(string.printable, max_size=8), max_size=60).map(
    lambda parts: "".join(parts).replace("\r", "\n")
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(page: Page, lines: int) -> None:
    """Every block keeps what the page model promises."""
    for place, block in enumerate(page.blocks):
        assert block.text.strip() == block.text != ""
        assert 1 <= block.lines[0] <= block.lines[1] <= lines + 1
        assert -1 <= block.parent < place
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
        assert list(block.marks) == sorted(block.marks, key=lambda mark: mark.start)
        assert all(0 <= start <= end <= len(block.text) for start, end in block.cells)
        assert [offset for offset, _ in block.breaks] == sorted({offset for offset, _ in block.breaks})
        assert block.breaks[0][0] == 0
        assert (block.level > 0) == (block.kind == "heading")


@quick
@given(pages, st.sampled_from(["a.md", "a.html"]))
def test_any_mixture_of_markup_gives_well_formed_blocks(text: str, name: str) -> None:
    problems: list[Problem] = []
    check(prose.page(name, text, problems), text.count("\n") + 1)


@quick
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.md", "a.html", "a.json", "a.yaml", "a.jsonl", "a.jsonl.gz", "a.bib", "a.txt"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            found = list(read(path, Settings()))
        except SourceError:
            return
        assert found


@quick
@given(st.lists(st.sampled_from(["@article{a,", "title=", "{", "}", '"', "Olin, Mira", " and ", ",\n", "\\'e", "$x$", "year=2021", "#", "@comment", "@string{a=", "%", "\\"]), max_size=30).map("".join))  # fmt: skip
def test_any_bibtex_is_read(text: str) -> None:
    problems: list[Problem] = []
    for paper in bibtex.read(text, "a.bib", problems).publications:
        assert paper.title


@quick
@given(st.dictionaries(st.sampled_from(["_config.yml", "index.md", "_publications/a.md", "_data/cv.yml", "_data/news.yml", "_news/a.md", "content/authors/admin/_index.md", "hugo.yaml", "content/publication/a/index.md", "content/home/a.md"]), st.lists(st.sampled_from(["---\n", "title: ", "x", "\n", "authors:\n", "- ", "  ", "a: b\n", "[", "admin", "date: 2021-01-01\n", "contents:\n", "year: 2020\n", "sections:\n", "widget: about\n", "\"", "*a", "&a ", "education:\n", "courses:\n"]), max_size=25).map("".join), min_size=1))  # fmt: skip
def test_any_site_is_read_or_refused(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        try:
            (reading,) = read(Path(folder), Settings())
        except SourceError:
            return
        assert reading.files


@pytest.mark.parametrize("name", ["a.md", "a.html"])
@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](",
        "**a",
        "<!--",
        "{%",
        "{{",
        "<b>",
        "<li>",
        "<div class=a>",
        "{: ",
        "&",
        "`",
        "| a ",
        "> ",
        "√°",
        "Ã©",
        "\\\\ ",
        "[^a]: ",
    ],
)
def test_a_line_of_half_a_million_characters_takes_seconds_at_most(piece: str, name: str) -> None:
    began = time.process_time()
    prose.page(name, piece * (500_000 // len(piece)), [])
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    "piece", ["[\n", "<!--\n", "{% for a in b %}\n", "{{\n", "* a\n", "a\n", "{% include a.html a='\n", "# a\n"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        prose.page("a.md", piece * times, [])
        return time.process_time() - began

    seconds(100)
    small, large = seconds(1_000), seconds(8_000)
    assert large < 8 * max(small, 0.02) * 3
