"""HTML → blocks: the one way to blocks, for HTML pages and for Markdown alike.

Takes the text of a page, however broken; gives its blocks in reading order with marks and line numbers. Hidden and
commented-out content, scripts and navigation are no content. What one person sees as one thing is one block: a list
item, a table row with a paper, a card among like cards; what is only layout (nested tables, columns) is walked through.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from kg.read import markup
from kg.read.blocks import Builder
from kg.read.drafts import Include
from kg.read.layout import Layout, Role, text_of
from kg.read.page import Block, LooseLink

MOST_ELEMENTS = 60_000
_DEEPEST = 200
"""Elements nested deeper than this are read as plain text."""


def blocks(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of an HTML page or of a piece of one.

    Args:
        text: HTML; never too broken.
        first_line: the line of the file where the text begins.

    >>> [(block.kind, block.text) for block in blocks("<h2>Papers</h2><ul><li>On <b>Rivers</b><br>2021")]
    [('heading', 'Papers'), ('item', 'On Rivers\\n2021')]
    """
    return read(text, first_line).blocks


class Content(NamedTuple):
    """What an HTML text holds: blocks, links without text, title, files that it takes in, what is marked for machines."""

    blocks: tuple[Block, ...] = ()
    links: tuple[LooseLink, ...] = ()
    title: str = ""
    includes: tuple[Include, ...] = ()
    marked: markup.Marked = markup.Marked()
    cut: int = 0
    """The line where reading stopped because the page has too many elements; 0 where it did not."""


def read(text: str, first_line: int = 1) -> Content:
    """Return all that an HTML text holds; see ``blocks``."""
    root = parse(text)
    if root is None:
        return Content()
    builder = Builder(first_line)
    walk = _Walk(builder, Layout(root))
    walk.element(root, 0)
    title = root.findtext("head/title") or ""
    marked = markup.read(root, text)
    return Content(
        builder.finish(), tuple(builder.links), " ".join(title.split()), tuple(builder.includes), marked, walk.cut
    )


def parse(text: str) -> etree._Element | None:
    """Return the tree of an HTML text, or None where there is nothing in it."""
    parser = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True, remove_pis=True, no_network=True)
    data = text.encode("utf-8", errors="replace")
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        return None


class _Walk:
    """One walk through a tree, in reading order, telling a builder what it meets."""

    def __init__(self, builder: Builder, layout: Layout) -> None:
        self.builder = builder
        self.layout = layout
        self.left = MOST_ELEMENTS
        self.cut = 0

    def element(self, element: etree._Element, depth: int) -> None:
        """Walk one element; the text behind it is the caller's."""
        builder = self.builder
        builder.at(getattr(element, "sourceline", 0) or 0)
        if not isinstance(element.tag, str):
            return
        self.left -= 1
        if self.left < 0:
            self.cut = self.cut or builder.line
            return
        role = self.layout.role(element)
        if element.tag == "kg-include":
            builder.include(element.get("file", "")[:200])
        elif role is Role.HIDDEN:
            builder.passed(text_of(element))
        elif depth > _DEEPEST:
            builder.write(text_of(element))
        else:
            self._open(element, role, depth)

    def _children(self, element: etree._Element, depth: int) -> None:
        if element.text:
            self.builder.write(element.text)
        for child in element:
            self.element(child, depth + 1)
            if child.tail:
                self.builder.write(child.tail)

    def _open(self, element: etree._Element, role: Role, depth: int) -> None:
        builder = self.builder
        if role is Role.BREAK:
            builder.line_break()
        elif role is Role.INLINE:
            mark = self.layout.mark(element)
            if mark is None:
                self._children(element, depth)
                return
            start = builder.mark_start()
            self._children(element, depth)
            builder.mark_end(start, *mark)
        elif role is Role.CELL:
            builder.cell_start()
            self._children(element, depth)
            builder.cell_end(self.layout.name(element))
        elif role is Role.CONTAINER:
            builder.boundary(self.layout.name(element))
            self._children(element, depth)
            builder.boundary_end()
        elif role is Role.LIST:
            builder.list_start()
            self._children(element, depth)
            builder.list_end()
        else:
            kind, level = self.layout.block(element)
            builder.start(
                kind,
                level=level,
                name=self.layout.name(element),
                pre=element.tag == "pre",
                group=self.layout.group(element),
            )
            self._children(element, depth)
            builder.end(element.tag == "pre")
