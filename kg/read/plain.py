"""Small values of structured files → plain text.

Takes a value of front matter or of a data file, which may hold Markdown or HTML; gives the text that a reader of the
rendered page sees, and the links in it.
"""

from __future__ import annotations

import re
from typing import Any

from kg.model import Link
from kg.read.page import Block

_MARKUP = re.compile(r"[<*_`\[\]&\\{]")


def text(value: Any) -> str:
    """Return a value as plain text on one line; "" for nothing.

    >>> text("**Mira Olin**, <i>Rivers</i> &amp; more"), text(None), text(["a", 2])
    ('Mira Olin, Rivers & more', '', 'a, 2')
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(text, value)))
    if isinstance(value, dict):
        return text(value.get("name") or value.get("title") or value.get("text"))
    raw = str(value)
    if not _MARKUP.search(raw):
        return " ".join(raw.split())
    return " ".join(" ".join(block.text for block in blocks(raw)).split())


def blocks(value: Any) -> tuple[Block, ...]:
    """Return a value as blocks.

    >>> blocks("On *Rivers*")[0].marks[0].kind
    'emphasis'
    """
    from kg.read import html, markdown

    return html.blocks(markdown.to_html(str(value)[:50_000]))


def links(value: Any) -> tuple[Link, ...]:
    """Return the links in a value.

    >>> links("[PDF](https://a.org/b.pdf)")
    (Link(label='PDF', url='https://a.org/b.pdf'),)
    """
    if not isinstance(value, str) or ("](" not in value and "<a" not in value):
        return ()
    return tuple(
        Link(block.text[mark.start : mark.end], mark.href)
        for block in blocks(value)
        for mark in block.marks
        if mark.kind == "link" and mark.href.startswith(("http", "/"))
    )


def items(value: Any) -> list[str]:
    """Return the entries of a list, or of text that names several, as plain text.

    >>> items(["a", {"name": "b"}]), items("one, two"), items(None)
    (['a', 'b'], ['one', 'two'], [])
    """
    if isinstance(value, (list, tuple)):
        return [found for entry in value if (found := text(entry))]
    return [piece.strip() for piece in re.split(r"[,;\n]", text(value)) if piece.strip()]
