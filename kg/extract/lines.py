"""A page as lines with their section: an item, a row, a line of a paragraph; with marks and source lines.

Takes pages; gives ``Line``s. Lists of awards, service, talks and courses are all read over these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.sections import Kind, kinds_of
from kg.model import Source
from kg.read.page import Block, Mark, Page

COMMUNITY_PAGES = frozenset({"", "main", "cv", "about", "service", "awards"})
"""Roles of pages whose lists of awards and service are the owner's."""

HEADED_PAGES = frozenset({"publications", "research", "teaching", "talks", "projects"})
"""Roles of other pages, where such a list is the owner's below a heading of its own."""

DOUBT = 0.8
"""The confidence of what only a sentence tells."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``marks`` are relative to its text; ``nested`` says that it stands inside another item."""

    text: str
    marks: tuple[Mark, ...]
    kinds: frozenset[Kind]
    headings: tuple[str, ...]
    source: Source
    kind: str
    nested: bool
    index: int
    group: int


def lines_of(page: Page, whole: bool = False) -> Iterator[Line]:
    """Yield the lines of a page in order; ``whole`` leaves blocks uncut."""
    for index, block in enumerate(page.blocks):
        if block.kind in ("code", "caption") or not block.text.strip():
            continue
        kinds = kinds_of(block, page)
        if whole or block.kind in ("heading", "row") or "\n" not in block.text:
            yield _line(page, block, index, kinds, 0, len(block.text))
            continue
        start = 0
        for piece in block.text.split("\n"):
            if piece.strip():
                yield _line(page, block, index, kinds, start, start + len(piece))
            start += len(piece) + 1


def _line(page: Page, block: Block, index: int, kinds: frozenset[Kind], start: int, end: int) -> Line:
    text = block.text[start:end]
    marks = (
        tuple(
            Mark(mark.kind, max(0, mark.start - start), min(end, mark.end) - start, mark.href, mark.name)
            for mark in block.marks
            if mark.start < end and mark.end > start
        )
        if start or end < len(block.text)
        else block.marks
    )
    return Line(
        text,
        marks,
        kinds,
        block.headings,
        Source(page.file, source_lines(block, start, end)),
        block.kind,
        block.parent >= 0,
        index,
        block.group,
    )


def source_lines(block: Block, start: int, end: int) -> tuple[int, int]:
    """Return the source lines of a stretch of a block's text."""
    first, last = block.lines if not block.breaks else (block.lines[0], block.lines[0])
    for place, number in block.breaks:
        if place <= start:
            first = number
        if place < end:
            last = number
    return (first, max(first, last))
