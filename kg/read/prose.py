"""One file of prose → a page: Markdown or HTML, with its front matter.

Takes the name and text of a file; gives its ``Page``.
"""

from __future__ import annotations

from kg.errors import Problem
from kg.read import frontmatter, html, markdown
from kg.read.page import Page

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx", ".txt", ".text", "")
HTML = (".html", ".htm", ".xhtml")


def page(name: str, text: str, problems: list[Problem], role: str = "") -> Page:
    """Return the page that a file holds.

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
        from kg.read.liquid import rendered

        body = rendered(body)
    found, links, title = html.read(body)
    return Page(name, found, meta, str(meta.get("title") or title), role, links)


def is_html(name: str, text: str) -> bool:
    """Say whether a file is HTML: by its name, or because it begins as HTML does.

    >>> is_html("a.txt", " <!DOCTYPE html><html>"), is_html("a.md", "# A")
    (True, False)
    """
    if name.lower().endswith(HTML):
        return True
    start = text[:200].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<head"))
