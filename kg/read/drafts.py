"""Blocks while they are written, and how they are finished: text and marks put together, headings above each.

Takes what ``blocks.Builder`` is told; gives ``Block``s and the files that a page takes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.read.page import Block, BlockKind, Mark


@dataclass(slots=True, eq=False)
class Draft:
    """A block that is being written."""

    kind: BlockKind
    first: int
    last: int
    level: int = 0
    name: str = ""
    group: int = -1
    depth: int = 0
    parent: int = -1
    own: bool = True
    card: bool = False
    lists: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""
    empty_lines: int = 0
    include: str = ""
    marks: list[Mark] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)

    def put(self, text: str, line: int) -> None:
        """Write text without white space at its ends."""
        if self.length and self.gap:
            self.parts.append(self.gap)
            self.length += len(self.gap)
        self.gap = ""
        self.empty_lines = 0
        if not self.length:
            self.first = line
        if not self.breaks or self.breaks[-1][1] != line:
            self.breaks.append((self.length, line))
        self.last = max(self.last, line) if self.length else line
        self.parts.append(text)
        self.length += len(text)

    def space(self) -> None:
        """See white space: it counts once, and only between words."""
        if not self.gap:
            self.gap = " "

    def line_break(self) -> None:
        """See a break: several count once."""
        self.gap = "\n"
        self.empty_lines += 1


class Include(NamedTuple):
    """Where a page takes in another file: its name as written, the line, and the headings above with their levels."""

    file: str
    line: int
    above: tuple[tuple[int, str], ...]


def is_heading(draft: Draft) -> bool:
    """Say whether a paragraph is one short run of bold text and nothing else."""
    if draft.length > 90 or any(mark.kind == "link" for mark in draft.marks):
        return False
    text = "".join(draft.parts)
    if "\n" in text or text[-1] in ".,;" or not any(char.isalpha() for char in text):
        return False
    return any(mark.kind == "strong" and mark.start == 0 and mark.end >= len(text.rstrip(" :")) for mark in draft.marks)


def finished(includes: list[Include], drafts: Sequence[Draft], parents: Sequence[int]) -> list[Block]:
    """Return written blocks with the headings above each.

    Args:
        includes: receives the files that the page takes in, with the headings above the place.
        drafts: in the order of the page.
        parents: for each, the index of the item that it is nested in, or -1.
    """
    above: list[tuple[int, str]] = []
    out: list[Block] = []
    for draft, parent in zip(drafts, parents, strict=True):
        text = "".join(draft.parts)
        if draft.kind == "heading":
            while above and above[-1][0] >= draft.level:
                above.pop()
        if draft.include:
            includes.append(Include(draft.include, draft.first, tuple(above)))
            continue
        headings = tuple(heading for _, heading in above)
        if draft.kind == "heading":
            above.append((draft.level, text))
        marks = sorted(set(draft.marks), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.href, mark.name))
        out.append(
            Block(
                draft.kind,
                text,
                (draft.first, draft.last),
                tuple(marks),
                headings,
                draft.level,
                draft.group,
                draft.depth,
                parent,
                tuple(draft.cells),
                tuple(draft.breaks),
                draft.name,
            )
        )
    return out
