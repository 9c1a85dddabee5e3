"""Put blocks together while a walk through a page tells what it meets.

Takes text with its line, marks, the starts and ends of elements; gives finished ``Block``s: white space collapsed,
breaks kept where a reader sees them, marks over the characters they cover, the headings above each block, and the
lines that it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.read.drafts import Draft, Include, finished, is_heading
from kg.read.page import Block, BlockKind, LooseLink, Mark, MarkKind
from kg.read.text import clean

_WORDS = re.compile(r"\S+(?:[^\S\n]\S+)*|\n")
_LONGEST_HEADING = 250
_OPEN_ENDED: frozenset[BlockKind] = frozenset(("item", "definition", "quote"))
"""Kinds of blocks in which a nested item is a block of its own."""


@dataclass(slots=True, eq=False)
class _Active:
    """A mark whose element is open, with the place where it began in each block."""

    begins: dict[Draft, int] = field(default_factory=dict)


class _Frame(NamedTuple):
    """An open element: the block it began, or None where it is part of a block around it."""

    draft: Draft | None
    names: str
    drafts: int
    outer: Draft | None


class Builder:
    """Gathers the blocks of one page in reading order."""

    def __init__(self, first_line: int = 1) -> None:
        self.links: list[LooseLink] = []
        self.includes: list[Include] = []
        self._offset = first_line - 1
        self.line = first_line
        self._drafts: list[Draft] = []
        self._open: Draft | None = None
        self._frames: list[_Frame] = []
        self._active: list[_Active] = []
        self._lists: list[int] = []
        self._groups = 0
        self._pre = 0

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────

    def at(self, line: int | None) -> None:
        """Go on at a line of the text; it never goes back."""
        if line is not None and line + self._offset > self.line:
            self.line = line + self._offset

    def passed(self, text: str | None) -> None:
        """Step over text that is no content."""
        if text:
            self.line += text.count("\n")

    # ── text ────────────────────────────────────────────────────────────────────────────────────────────────────

    def write(self, text: str) -> None:
        """Write text as the source has it; its line breaks count as lines, and as spaces outside ``<pre>``."""
        if not text.isascii():
            text = clean(text)
        end = 0
        for match in _WORDS.finditer(text):
            if match.start() > end or match[0] == "\n":
                self._space(match[0] == "\n")
            end = match.end()
            if match[0] == "\n":
                self.line += 1
            else:
                self._put(match[0].replace("\t", " "))
        if end < len(text):
            self._space(False)

    def _space(self, newline: bool) -> None:
        if self._open is not None:
            if newline and self._pre:
                self._open.line_break()
            else:
                self._open.space()

    def _put(self, words: str) -> None:
        draft = self._open
        if draft is not None and draft.empty_lines > 1 and not draft.own and draft.length:
            self._close_paragraph()
            draft = None
        if draft is None:
            draft = self._open = self._draft("paragraph", own=False)
        draft.put(words, self.line)
        for active in self._active:
            if draft not in active.begins:
                active.begins[draft] = draft.length - len(words)

    def line_break(self) -> None:
        """See ``<br>``; two of them part paragraphs."""
        if self._open is not None:
            self._open.line_break()

    def include(self, file: str) -> None:
        """Take in another file here."""
        self._close_paragraph()
        self._draft("paragraph", own=False).include = file

    # ── marks and cells ─────────────────────────────────────────────────────────────────────────────────────────

    def mark_start(self) -> _Active:
        """Begin a mark; give what is returned to ``mark_end``."""
        active = _Active()
        self._active.append(active)
        return active

    def mark_end(self, active: _Active, kind: MarkKind, href: str = "", name: str = "") -> None:
        """End a mark. A link that carries no text is kept apart."""
        self._active.remove(active)
        for draft, begin in active.begins.items():
            if draft.length > begin:
                draft.marks.append(Mark(kind, begin, draft.length, href, name))
        if href and not active.begins:
            self.links.append(LooseLink(self.line, href, name))

    def cell_start(self) -> None:
        """Begin a cell of a row."""
        if self._open is not None:
            if self._open.length:
                self._open.line_break()
            self._open.empty_lines = 0
        self._frames.append(_Frame(None, "", len(self._drafts), self._open))
        self._active.append(_Active())

    def cell_end(self, name: str) -> None:
        """End a cell of a row; an empty one has an empty range."""
        frame = self._frames.pop()
        active = self._active.pop()
        draft = frame.outer
        if draft is None:
            return
        begin = active.begins.get(draft, draft.length)
        draft.cells.append((begin, draft.length))
        if name and draft.length > begin:
            draft.marks.append(Mark("span", begin, draft.length, "", name))
        draft.gap = "\n"

    # ── elements ────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self, kind: BlockKind, *, level: int = 0, name: str = "", pre: bool = False, group: int = -1) -> None:
        """Begin an element that is a block, or a part of the block around it."""
        outer = self._within()
        while outer is not None and kind == outer.kind == "item" and outer.lists == len(self._lists) and not outer.card:
            # an item left open by a mark that is never closed: the next one of its list ends it
            outer = self._drafts[outer.parent] if outer.parent >= 0 else None
            self._open = outer
        self._pre += pre
        if outer is not None and not (kind == "item" and outer.kind in _OPEN_ENDED and self._lists):
            outer.line_break()
            outer.empty_lines = 0
            self._frames.append(
                _Frame(None, name if kind != "heading" else f"h{level} {name}".strip(), len(self._drafts), outer)
            )
            self._active.append(_Active())
            return
        self._close_paragraph()
        drafts = len(self._drafts)
        draft = self._draft(kind, own=True)
        draft.level, draft.name, draft.lists = level, name, len(self._lists)
        if kind in ("item", "row", "term", "definition"):
            draft.group = group if group >= 0 else self._lists[-1] if self._lists else -1
            draft.depth = max(len(self._lists) - 1, 0) if kind == "item" else 0
        draft.card = group >= 0
        if outer is not None:
            draft.parent = self._drafts.index(outer)
        self._frames.append(_Frame(draft, name, drafts, outer))
        self._active.append(_Active())
        self._open = draft

    def end(self, pre: bool = False) -> None:
        """End what ``start`` began."""
        frame = self._frames.pop()
        active = self._active.pop()
        self._pre -= pre
        if frame.draft is None:
            self._close_paragraph()
            if frame.outer is not None:
                begin = active.begins.get(frame.outer)
                if begin is not None and frame.names and frame.outer.length > begin:
                    strong = frame.names[:1] == "h" and frame.names[1:2].isdigit()
                    frame.outer.marks.append(
                        Mark("strong" if strong else "span", begin, frame.outer.length, "", frame.names)
                    )
                frame.outer.line_break()
                frame.outer.empty_lines = 0
                self._open = frame.outer
            return
        self._close_paragraph()
        self._open = frame.outer
        if frame.outer is not None:
            frame.outer.line_break()
            frame.outer.empty_lines = 0

    def boundary(self, name: str = "") -> None:
        """Begin an element that only parts what is in it from what is around it."""
        outer = self._within()
        if outer is not None:
            outer.line_break()
            outer.empty_lines = 0
        else:
            self._close_paragraph()
        self._frames.append(_Frame(None, name, len(self._drafts), outer))
        self._active.append(_Active())

    def boundary_end(self) -> None:
        """End what ``boundary`` began; its class names pass to the one block in it."""
        frame = self._frames[-1]
        if frame.outer is None:
            self._close_paragraph()
            self._frames.pop()
            self._active.pop()
            made = self._drafts[frame.drafts :]
            filled = [draft for draft in made[:50] if draft.length]
            if frame.names and len(filled) == 1:
                filled[0].name = f"{filled[0].name} {frame.names}".strip()
            return
        self.end()

    def list_start(self) -> None:
        """Begin a list or a table: what stands in it shares a group."""
        if self._within() is None:
            self._close_paragraph()
        self._groups += 1
        self._lists.append(self._groups)

    def list_end(self) -> None:
        """End a list or a table."""
        if self._within() is None:
            self._close_paragraph()
        self._lists.pop()

    def new_group(self) -> int:
        """Return the number of a new group."""
        self._groups += 1
        return self._groups

    # ── the end ─────────────────────────────────────────────────────────────────────────────────────────────────

    def finish(self) -> tuple[Block, ...]:
        """Return all blocks that hold text."""
        self._close_paragraph()
        filled = [draft for draft in self._drafts if draft.length or draft.include]
        places = {draft: place for place, draft in enumerate(draft for draft in filled if draft.length)}
        for draft in filled:
            if draft.kind == "heading" and draft.length > _LONGEST_HEADING:
                draft.kind, draft.level = "paragraph", 0
            elif draft.kind == "paragraph" and draft.length and is_heading(draft):
                draft.kind, draft.level = "heading", 6
        self._group_runs(filled)
        return tuple(
            finished(
                self.includes,
                filled,
                [places.get(self._drafts[draft.parent], -1) if draft.parent >= 0 else -1 for draft in filled],
            )
        )

    def _group_runs(self, filled: Sequence[Draft]) -> None:
        """Give the paragraphs that follow each other one group; a heading ends the run of like cards."""
        before: Draft | None = None
        cards: dict[int, int] = {}
        for draft in filled:
            if draft.kind == "heading":
                cards.clear()
            elif draft.card:
                draft.group = cards.setdefault(draft.group, self.new_group())
            if draft.kind == "paragraph" and draft.group < 0:
                same = before is not None and before.kind == "paragraph" and before.name == draft.name
                draft.group = before.group if same and before is not None else self.new_group()
            before = draft

    def _within(self) -> Draft | None:
        """Return the open block of an element, not a paragraph that text alone began."""
        if self._open is not None and self._open.own:
            return self._open
        return None

    def _draft(self, kind: BlockKind, own: bool) -> Draft:
        draft = Draft(kind, self.line, self.line, own=own)
        self._drafts.append(draft)
        return draft

    def _close_paragraph(self) -> None:
        if self._open is not None and not self._open.own:
            self._open = None
