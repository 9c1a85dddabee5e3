"""One file of prose → a page: Markdown or HTML, with its front matter.

Takes the name and text of a file; gives its ``Page``.
"""

from __future__ import annotations

from kg.errors import Problem
from kg.read import frontmatter, html, liquid, markdown, markup, plain
from kg.read.drafts import Include
from kg.read.page import Page

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx", ".txt", ".text", "")
HTML = (".html", ".htm", ".xhtml")


def page(name: str, text: str, problems: list[Problem], role: str = "") -> Page:
    """Return the page that a file holds; see ``read``."""
    return read(name, text, problems, role)[0]


def read(name: str, text: str, problems: list[Problem], role: str = "") -> tuple[Page, tuple[Include, ...]]:
    """Return the page that a file holds, and the files that it takes in.

    Args:
        name: the file's name in its source; its suffix says how it is written.
        text: its text, already decoded.
        problems: gets what could not be read.
        role: the page's place in its site.
    """
    meta, body = frontmatter.split(text, name, problems)
    if not is_html(name, body):
        body = markdown.to_html(body, name, problems)
    elif "{%" in body or "{{" in body:
        body = liquid.rendered(body)
    content = html.read(body)
    if content.cut:
        problems.append(
            Problem(name, content.cut, f"only the first {html.MOST_ELEMENTS:,} elements were read", "split the page")
        )
    title = plain.text(meta.get("title")) or content.title
    record = markup.profile(content.marked, name)
    return Page(name, content.blocks, meta or content.marked.meta, title, role, content.links, record), content.includes


def is_html(name: str, text: str) -> bool:
    """Say whether a file is HTML: by its name, or because it begins as HTML does.

    >>> is_html("a.txt", " <!DOCTYPE html><html>"), is_html("a.md", "# A")
    (True, False)
    """
    if name.lower().endswith(HTML):
        return True
    start = text[:200].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<head"))
