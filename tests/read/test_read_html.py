# ruff: noqa: E501 (lines of pages stand as they are)
"""HTML, however broken, becomes the blocks that a person sees."""

from kg.read import html
from kg.read.page import Block


def texts(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in html.blocks(source)]


def names(block: Block) -> list[tuple[str, str]]:
    return [(mark.name, block.text[mark.start : mark.end]) for mark in block.marks if mark.name]


def test_lines_are_those_of_the_file() -> None:
    source = "<html>\n<body>\n<!-- a\ncomment -->\n<script>\nvar x;\n</script>\n<p\n class='x'>One\ntwo</p>\n<ul>\n<li>Three</li></ul>"
    assert [(block.text, block.lines) for block in html.blocks(source)] == [("One two", (9, 10)), ("Three", (12, 12))]


def test_hidden_things_are_no_content() -> None:
    source = """<nav><a href=/>Home</a></nav><p style="display: none">a</p><p hidden>b</p><div class="sr-only">c</div>
      <!-- <p>d</p> --><script>e</script><template><p>f</p></template><p style="visibility:hidden">g</p><p>seen</p>
      <footer>h</footer>"""
    assert texts(source) == [("paragraph", "seen")]


def test_a_row_a_paper_with_an_image_in_its_first_cell() -> None:
    source = """<table><tbody>
      <tr><td><img src=a.png></td><td><a href=p.html><span class="papertitle">On Rivers</span></a><br>
        <strong>Mira Olin</strong>, Ada Quist<br><em>ICLR</em>, 2021<br><a href=a>paper</a> / <a href=b>code</a>
        <p></p><p>We look at rivers.</p></td></tr>
      <tr><td><img src=b.png></td><td><span class="papertitle">On Seas</span><br>Mira Olin<br><em>ICML</em>, 2020</td></tr>
    </tbody></table>"""
    first, second = html.blocks(source)
    assert first.kind == "row"
    assert first.text == "On Rivers\nMira Olin, Ada Quist\nICLR, 2021\npaper / code\nWe look at rivers."
    assert first.cells == ((0, 0), (0, len(first.text)))
    assert ("papertitle", "On Rivers") in names(first)
    assert second.group == first.group


def test_tables_that_only_place_things_are_walked_through() -> None:
    source = """<table><tr><td><h2>Papers</h2><table><tr><td>2021</td><td>On Rivers</td></tr>
      <tr><td>2020</td><td>On Seas</td></tr></table></td></tr><tr><td><p>Mira Olin</p><p>University of X</p></td></tr></table>"""
    assert texts(source) == [
        ("heading", "Papers"),
        ("row", "2021\nOn Rivers"),
        ("row", "2020\nOn Seas"),
        ("paragraph", "Mira Olin"),
        ("paragraph", "University of X"),
    ]


def test_like_cards_are_one_block_each() -> None:
    card = '<div class="card"><h5 class="card-title">{}</h5><p class="authors">Mira Olin</p><div>ICLR 2021</div></div>'
    source = "<h2>Papers</h2><div>" + card.format("On Rivers") + card.format("On Seas") + "</div>"
    _, first, second = html.blocks(source)
    assert (first.kind, first.text) == ("item", "On Rivers\nMira Olin\nICLR 2021")
    assert first.group == second.group
    assert first.name == "card"
    assert ("authors", "Mira Olin") in names(first)


def test_sections_are_no_cards() -> None:
    source = (
        """<section class=s><h3>News</h3><p>a</p></section><section class=s><h3>Publications</h3><p>b</p></section>"""
    )
    assert [kind for kind, _ in texts(source)] == ["heading", "paragraph", "heading", "paragraph"]


def test_two_breaks_part_paragraphs_one_does_not() -> None:
    assert texts("<p>On Rivers<br>Mira Olin<br><br>On Seas<br>Ada Quist</p>") == [
        ("paragraph", "On Rivers\nMira Olin"),
        ("paragraph", "On Seas\nAda Quist"),
    ]


def test_an_item_with_paragraphs_and_a_list() -> None:
    source = "<ul><li><p>On Rivers</p><p>Mira Olin</p><ul><li>Best Paper</li></ul>2021</li></ul>"
    first, second = html.blocks(source)
    assert (first.text, second.text, second.parent, second.depth) == ("On Rivers\nMira Olin\n2021", "Best Paper", 0, 1)


def test_broken_nesting_is_read_as_browsers_show_it() -> None:
    assert texts("<ol><small><li>On Rivers<li>On Seas</small></ol><p>after<div>end") == [
        ("item", "On Rivers"),
        ("item", "On Seas"),
        ("paragraph", "after"),
        ("paragraph", "end"),
    ]


def test_marks_reach_over_nested_elements() -> None:
    source = "<p><b>Mira <i>Olin</i></b>, <span style='font-weight:bold'>Ada</span> <font class=v>ICLR</font></p>"
    (block,) = html.blocks(source)
    found = [(mark.kind, block.text[mark.start : mark.end]) for mark in block.marks]
    assert found == [("strong", "Mira Olin"), ("emphasis", "Olin"), ("strong", "Ada"), ("span", "ICLR")]


def test_a_link_around_blocks_marks_each() -> None:
    first, second = html.blocks("<a href='https://a.example/'><div>On Rivers</div><div>2021</div></a>")
    assert [(first.marks[0].href, first.marks[0].end), second.marks[0].end] == [("https://a.example/", 9), 4]


def test_links_without_text_are_kept_apart() -> None:
    content = html.read(
        "<p>\n<a href='https://orcid.org/0000-0002-1825-0097'><i class='ai ai-orcid'></i></a></p><p>Hello</p>"
    )
    assert [(link.line, link.href[-4:], link.name) for link in content.links] == [(2, "0097", "ai ai-orcid")]


def test_class_names_pass_to_the_one_block_inside() -> None:
    (block,) = html.blocks('<div class="bio"><div class="inner"><p class="text">Hello</p></div></div>')
    assert block.name == "text inner bio"


def test_headings_that_only_a_class_tells() -> None:
    found = html.blocks('<div class="section-title">Papers</div><p>On Rivers</p>')
    assert (found[0].kind, found[1].headings) == ("heading", ("Papers",))


def test_headings_group_cards_apart() -> None:
    card = "<div class=c><b>{}</b><br>2021</div>"
    source = "<h2>Papers</h2>" + card.format("a") * 2 + "<h2>Talks</h2>" + card.format("b") * 2
    found = [block for block in html.blocks(source) if block.kind == "item"]
    assert found[0].group == found[1].group != found[2].group == found[3].group


def test_preformatted_text_keeps_its_lines() -> None:
    (block,) = html.blocks("<pre>@article{a,\n  title={On Rivers}\n}</pre>")
    assert (block.kind, block.text, block.lines) == ("code", "@article{a,\ntitle={On Rivers}\n}", (1, 3))


def test_details_give_a_heading() -> None:
    found = html.blocks("<details><summary>Journal papers</summary><ul><li>On Rivers</li></ul></details>")
    assert [(block.kind, block.headings) for block in found] == [("heading", ()), ("item", ("Journal papers",))]


def test_deep_nesting_is_survived() -> None:
    assert "deep" in html.blocks("<div>" * 1500 + "deep")[0].text


def test_unseen_characters_and_entities() -> None:
    assert texts("<p>A&nbsp;B&#8203;C&#xFEFF; e&#x301;</p>") == [("paragraph", "A BC é")]


def test_cards_that_share_only_a_style_are_items() -> None:
    source = """<div style="margin:9px"><img src=a.png><p>Mira Olin. On Rivers, <b>ICLR</b></p></div>
      <div style="margin:9px"><img src=b.png>Mira Olin. On Seas, <b>ICML</b></div>"""
    assert texts(source) == [("item", "Mira Olin. On Rivers, ICLR"), ("item", "Mira Olin. On Seas, ICML")]
