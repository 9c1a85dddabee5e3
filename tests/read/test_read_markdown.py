# ruff: noqa: E501 (lines of pages stand as they are)
"""Markdown, in all its dialects, becomes blocks whose lines are true."""

import pytest

from kg.errors import Problem
from kg.read import prose
from kg.read.page import Block


def blocks(text: str, name: str = "a.md") -> tuple[Block, ...]:
    return prose.page(name, text, []).blocks


def shape(text: str) -> list[tuple[str, str, tuple[int, int]]]:
    return [(block.kind, block.text, block.lines) for block in blocks(text)]


def marked(block: Block) -> list[tuple[str, str]]:
    return [(mark.kind, block.text[mark.start : mark.end]) for mark in block.marks]


def test_headings_of_both_kinds_and_their_path() -> None:
    found = blocks("Papers\n======\n\nJournal\n---\ntext\n\n## Talks\nmore\n")
    assert [(block.text, block.headings) for block in found] == [
        ("Papers", ()),
        ("Journal", ("Papers",)),
        ("text", ("Papers", "Journal")),
        ("Talks", ("Papers",)),
        ("more", ("Papers", "Talks")),
    ]


@pytest.mark.parametrize(
    "text", ["##Papers", "## Papers {#papers .unnumbered}", "## Papers\n{: .no_toc}", "## Papers ##"]
)
def test_headings_of_other_dialects(text: str) -> None:
    assert [(block.kind, block.text, block.level) for block in blocks(text)] == [("heading", "Papers", 2)]


def test_an_item_over_three_lines_covers_three_lines_and_knows_where_each_begins() -> None:
    (item,) = blocks("\n* On Rivers,\n  Mira Olin and\n  Ada Quist, 2021\n")
    assert (item.kind, item.text, item.lines) == ("item", "On Rivers, Mira Olin and Ada Quist, 2021", (2, 4))
    assert [item.text[start:][:4] for start, _ in item.breaks] == ["On R", "Mira", "Ada "]
    assert [line for _, line in item.breaks] == [2, 3, 4]


@pytest.mark.parametrize("end", ["  ", "\\", "<br>", "<br/>", " \\\\"])
def test_breaks_that_a_reader_sees(end: str) -> None:
    (block,) = blocks(f"**On Rivers**{end}\nMira Olin{end}\nICLR 2021\n")
    assert block.text == "On Rivers\nMira Olin\nICLR 2021"
    assert block.lines == (1, 3)


def test_nested_items_have_depth_and_parent() -> None:
    found = blocks("1. Post at X\n   - did this\n   - did that\n2. Post at Y\n")
    assert [(block.text, block.depth, block.parent) for block in found] == [
        ("Post at X", 0, -1),
        ("did this", 1, 0),
        ("did that", 1, 0),
        ("Post at Y", 0, -1),
    ]
    assert found[0].group == found[3].group != found[1].group


def test_a_list_right_after_an_html_heading_is_a_list() -> None:
    found = shape('<h4 style="margin:0">Journal</h4>\n+ **Olin, M.** *, On Rivers.\n+ Quist, A. On Seas.\n')
    assert found == [
        ("heading", "Journal", (1, 1)),
        ("item", "Olin, M. *, On Rivers.", (2, 2)),
        ("item", "Quist, A. On Seas.", (3, 3)),
    ]


def test_bold_closes_before_a_letter() -> None:
    (block,) = blocks("**On Rivers.**Mira Olin*, Ada Quist*")
    assert block.text == "On Rivers.Mira Olin*, Ada Quist*"
    assert marked(block) == [("strong", "On Rivers.")]


def test_marks_and_links() -> None:
    (block,) = blocks("[**On Rivers**](https://a.example/p.pdf) by *Mira* <u>Olin</u>")
    assert marked(block) == [("link", "On Rivers"), ("strong", "On Rivers"), ("emphasis", "Mira"), ("underline", "Olin")]
    assert block.marks[0].href == "https://a.example/p.pdf"


def test_a_paragraph_that_is_only_bold_is_a_heading_below_all_others() -> None:
    found = blocks("# Papers\n\n**Preprints**\n\n* On Rivers\n")
    assert (found[1].kind, found[1].level, found[2].headings) == ("heading", 6, ("Papers", "Preprints"))


def test_what_is_commented_out_is_no_content() -> None:
    text = "a <!-- On Rivers --> b\n\n<!--\n\n# Old\n\n-->\n[//]: # (On Seas)\n{% comment %}\nOn Lakes\n{% endcomment %}\n\nc\n"
    assert shape(text) == [("paragraph", "a b", (1, 1)), ("paragraph", "c", (13, 13))]


def test_a_comment_left_open_hides_the_rest() -> None:
    assert shape("a\n\n<!-- b\n\nc") == [("paragraph", "a", (1, 1))]


def test_loops_are_left_out_and_conditions_kept() -> None:
    text = "{% for post in site.posts %}\n{{ post.title }} by\n{% for a in b %}x{% endfor %}\n{% endfor %}\n{% if x %}kept{% endif %}"
    assert shape(text) == [("paragraph", "kept", (5, 5))]


def test_an_include_that_carries_data_is_one_block_of_named_parts() -> None:
    text = 'Papers\n---\n{% include paper.html\n  title="On **Rivers**"\n  authors="Mira Olin, Ada Quist"\n%}\n'
    _, block = blocks(text)
    assert (block.text, block.lines) == ("On Rivers\nMira Olin, Ada Quist", (4, 5))
    assert [(mark.name, block.text[mark.start : mark.end]) for mark in block.marks if mark.kind == "span"] == [
        ("title", "On Rivers"),
        ("authors", "Mira Olin, Ada Quist"),
    ]


def test_tables_are_rows_of_cells() -> None:
    found = blocks("| Year | What |\n|---|---|\n| 2020 | PhD, **X** |\n| 2018 | |\n")
    rows = [block for block in found if "header" not in block.name]
    assert [[row.text[start:end] for start, end in row.cells] for row in rows] == [["2020", "PhD, X"], ["2018", ""]]
    assert [row.lines for row in rows] == [(3, 3), (4, 4)]


def test_definition_lists_and_footnotes() -> None:
    found = shape("Term\n: what it is\n\nMira Olin[^1]\n\n[^1]: Equal contribution\n")
    assert found == [
        ("term", "Term", (1, 1)),
        ("definition", "what it is", (2, 2)),
        ("paragraph", "Mira Olin1", (4, 4)),
        ("paragraph", "1 Equal contribution", (6, 6)),
    ]


def test_indented_html_after_an_empty_line_is_no_code() -> None:
    found = shape('<div>\n\n    <p>On Rivers</p>\n\n        <div class="x">Mira Olin</div>\n</div>\n')
    assert [text for _, text, _ in found] == ["On Rivers", "Mira Olin"]


def test_bibtex_in_a_fence_is_code_and_untouched() -> None:
    (block,) = blocks("```bibtex\n@article{a,\n  title = {{On} <!-- x --> Rivers}\n}\n```\n")
    assert block.kind == "code"
    assert "{{On} <!-- x --> Rivers}" in block.text


def test_front_matter_is_kept_and_its_lines_count() -> None:
    page = prose.page("a.md", "---\ntitle: About\nyear: 2021\n---\n\nHello\n", [])
    assert (page.meta["title"], page.meta["year"], page.blocks[0].lines) == ("About", 2021, (6, 6))


def test_broken_front_matter_is_a_problem_with_its_line_and_the_body_is_read() -> None:
    problems: list[Problem] = []
    page = prose.page("a.md", '---\npermalink: /\ntitle: "About" me: "x\n---\n\nHello\n', problems)
    assert [(problem.file, problem.line) for problem in problems] == [("a.md", 3)]
    assert page.blocks[0].text == "Hello"
    assert page.meta["permalink"] == "/"


def test_toml_front_matter() -> None:
    page = prose.page("a.md", '+++\ntitle = "About"\n+++\nHello\n', [])
    assert (page.meta["title"], page.blocks[0].lines) == ("About", (4, 4))


def test_a_line_of_megabytes_is_cut_with_a_problem() -> None:
    problems: list[Problem] = []
    page = prose.page("a.md", "ok\n\n" + "word " * 2_000_000, problems)
    assert problems[0].line == 3
    assert sum(len(block.text) for block in page.blocks) < 50_000


def test_a_long_setext_heading_is_a_paragraph() -> None:
    found = blocks("word " * 80 + "\n---\n")
    assert [block.kind for block in found] == ["paragraph"]
