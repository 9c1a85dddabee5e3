"""What a reader makes of a source: pages of blocks with their marks and line numbers, and what was structured.

A ``Block`` is one heading, paragraph, list item, table row, definition …: one unit that a person sees as one. Its
text is plain; bold, italics, links and the like are ``Mark``s over character ranges of that text. Whatever the
source was written in (Markdown, HTML, a mixture), extraction sees only this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.errors import Problem
from kg.model import Profile, SourceFile

BlockKind = Literal["heading", "paragraph", "item", "row", "term", "definition", "caption", "code", "quote"]
MarkKind = Literal["strong", "emphasis", "link", "underline", "small", "strike", "superscript", "code", "quote", "span"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A character range ``start:end`` of a block's text that is set apart.

    ``href`` is a link's target; ``name`` the class names of a span (or of any other element that has them).
    """

    kind: MarkKind
    start: int
    end: int
    href: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of a page.

    Attributes:
        kind: what it is. A ``row`` holds all cells of a table row, ``cells`` their ranges in ``text``.
        text: plain text, NFC, white space collapsed to single spaces; ``\\n`` stands for a line break that the
            reader of the page sees (``<br>``, two spaces at a line's end, a nested block).
        lines: first and last source line, 1-based, inclusive.
        marks: in order of ``start``.
        headings: the headings above, outermost first; a heading's own text is not in its own path.
        level: 1..6 of a heading (a paragraph that is only bold text counts as a heading below all real ones);
            0 for other blocks.
        group: number of the list, table or run of like siblings it belongs to; blocks with one number share a format.
        depth: nesting depth of an item, 0 outermost.
        parent: index in the page's blocks of the item it is nested in, or -1.
        cells: character ranges of the cells of a row.
        breaks: (offset in ``text``, source line) where a source line begins, for facts inside a long block.
        name: class names of the element, and of the elements around it that hold nothing else.
    """

    kind: BlockKind
    text: str
    lines: tuple[int, int]
    marks: tuple[Mark, ...] = ()
    headings: tuple[str, ...] = ()
    level: int = 0
    group: int = -1
    depth: int = 0
    parent: int = -1
    cells: tuple[tuple[int, int], ...] = ()
    breaks: tuple[tuple[int, int], ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class LooseLink:
    """A link that carries no text, such as an icon: its line, target and class names (of the icon, too)."""

    line: int
    href: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One file as blocks, with its front matter (``meta``) and the role its place in a site gives it.

    ``role`` is "main" for the page about the owner, "publications", "cv", "news", "teaching", "talks", "service" …
    where the site's layout or the file's name says so, else "". ``links`` are those that carry no text (icons),
    ``record`` is what the page states in marks for machines (JSON-LD and the like).
    """

    file: str
    blocks: tuple[Block, ...]
    meta: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    role: str = ""
    links: tuple[LooseLink, ...] = ()
    record: Profile = field(default_factory=Profile)


@dataclass(frozen=True, slots=True)
class Site:
    """What a site's configuration says about its owner; empty for a single file."""

    name: str = ""
    title: str = ""
    url: str = ""
    email: str = ""
    author: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one source.

    Attributes:
        id: the file's name without suffix, the folder's name, or the record's own id.
        pages: prose, in the order of importance.
        records: what structured files say (BibTeX, front matter of paper files, data files), as partial profiles
            whose items carry their ``source``. Structured data wins over prose.
        profile: set where the source *is* a profile already (``.json``, ``.yaml``, ``.jsonl``); nothing else is then.
        site: what the configuration says.
        files: every file that was read.
        problems: what could not be read.
        modified: ISO 8601 instant of the newest file, or "".
    """

    id: str
    pages: Sequence[Page] = ()
    records: Sequence[Profile] = ()
    profile: Profile | None = None
    site: Site = Site()
    files: Sequence[SourceFile] = ()
    problems: Sequence[Problem] = ()
    modified: str = ""
