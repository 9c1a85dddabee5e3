"""Blocks to lists of entries: what belongs together as one entry, and which entries form one list.

Takes a page; gives its candidate lists. An entry is an item, a table row or a paragraph with all that hangs on it
(nested notes, links below it, further lines), or a title that stands as a heading with the lines under it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kg.extract.authors import AuthorReader
from kg.extract.items import Item
from kg.extract.paper_sections import NEVER, NEWS, OPEN, PAPERS, is_category, judge
from kg.extract.sections import kinds_of_heading
from kg.read.page import Block, Mark, Page

_LONGEST_AUTHORS = 1_500
_LINK_WORDS, _LABEL_WORDS = 5, 3
"""Words of one link, and beside all links, in an item that only links to material on the paper before it."""


@dataclass(slots=True)
class Entry:
    """One candidate publication: its item, its lines, and the headings above it."""

    item: Item
    lines: tuple[int, int]
    headings: tuple[str, ...]
    kind: str = "item"


@dataclass(slots=True)
class EntryList:
    """Entries that share one format; ``section`` is the verdict on the headings above (see ``paper_sections``)."""

    section: str
    entries: list[Entry] = field(default_factory=list)


def entry_lists(page: Page) -> list[EntryList]:
    """Return the candidate lists of a page in page order; sections that never hold publications are left out."""
    lists: list[EntryList] = []
    if page.role in ("publication", "news-item", "talk", "course", "project", "blog"):
        return lists
    for section, blocks in _sections(page):
        if section in (NEVER, NEWS):
            continue
        for run in _runs(blocks):
            lists.append(EntryList(section, run))
    return _joined(lists)


def news_blocks(page: Page) -> Iterator[Block]:
    """Yield the blocks of a page's news sections."""
    if page.role == "news-item":
        yield from (block for block in page.blocks if block.level == 0)
        return
    for section, blocks in _sections(page):
        if section == NEWS:
            yield from (block for block in blocks if block.level == 0)


def _sections(page: Page) -> Iterator[tuple[str, list[Block]]]:
    """Cut a page at its headings; headings that are titles of papers stay inside their section."""
    blocks = page.blocks
    section: list[Block] = []
    stated = str(page.meta.get("title") or "")
    own = (stated,) if is_category(stated) and judge((stated,)) == PAPERS else ()
    verdict = judge(own, page.role)
    empty = False  # whether "Publications" stands above headings of its own level, not above a list
    for index, block in enumerate(blocks):
        if block.level and not _is_title_heading(blocks, index):
            if section:
                yield verdict, section
            section = []
            verdict, told = judge((*own, *block.headings, block.text), page.role), verdict
            empty = empty and verdict == OPEN and not kinds_of_heading(block.text) and told == PAPERS
            verdict = PAPERS if empty else verdict
            below = _below(blocks, index)
            introduced = len(below) <= 1 and all(each.kind == "paragraph" for each in below)
            empty = empty or (verdict == PAPERS and introduced)
            continue
        section.append(block)
    if section:
        yield verdict, section


def _is_title_heading(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading is the title of one paper: a long one below others, with lines under it and siblings alike."""
    block = blocks[index]
    words = len(block.text.split())
    if words < 4 or is_category(block.text) or index + 1 >= len(blocks) or blocks[index + 1].level:
        return False
    if judge(block.headings) != PAPERS:
        return False
    below = _below(blocks, index)
    if len(below) > 4 or below[0].kind != "paragraph" or sum(b.kind == "item" and len(b.text) > 40 for b in below) > 1:
        return False
    return judge((block.text,)) != PAPERS or words > 7


def _below(blocks: Sequence[Block], index: int) -> list[Block]:
    """The blocks between a heading and the next one."""
    below = []
    for block in blocks[index + 1 :]:
        if block.level:
            break
        below.append(block)
    return below


def _runs(blocks: Sequence[Block]) -> list[list[Entry]]:
    """The lists in one section: by kind of block and by group."""
    runs: list[list[Entry]] = []
    last: tuple[object, ...] | None = None
    for unit in _units(blocks):
        head = unit[0]
        kind = "paragraph" if head.kind in ("paragraph", "quote", "definition", "term", "caption") else head.kind
        key = (kind, head.headings, head.group if kind in ("item", "row") else -1)
        entry = Entry(join_blocks(unit), _lines(unit), head.headings, kind)
        if key == last or (last is not None and last[0] == kind == "item" and last[1] == head.headings):
            runs[-1].append(entry)
        else:
            runs.append([entry])
        last = key
    return runs


def _lines(unit: Sequence[Block]) -> tuple[int, int]:
    return min(block.lines[0] for block in unit), max(block.lines[1] for block in unit)


def _units(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Put blocks together that make one entry."""
    pending: list[list[Block]] = []
    for block in blocks:
        if block.kind == "code" or _SHOWN.search(block.name):
            continue
        if pending and _hangs_on(block, pending[-1]):
            pending[-1].append(block)
        else:
            pending.append([block])
    yield from _with_authors(list(_split_paragraphs(pending)))


def _with_authors(units: list[list[Block]]) -> Iterator[list[Block]]:
    """Put paragraphs that only name authors to the title before them, where titles stand first."""
    before: list[Block] = []
    for unit in units:
        alone = len(unit) == 1 and unit[0].kind == "paragraph"
        titled = len(before) == 1 and before[0].kind == "paragraph"
        if alone and titled and _is_authors(unit[0]) and not _is_authors(before[0]):
            yield [*before, *unit]
            before = []
            continue
        if before:
            yield before
        before = unit
    if before:
        yield before


def _is_authors(block: Block) -> bool:
    """Whether a paragraph is an author list and nothing else."""
    text = block.text.rstrip(" .")
    if len(text) > _LONGEST_AUTHORS or ("," not in text and " and " not in text):
        return False
    run = AuthorReader(block.text).at(0)
    return run is not None and len(run.names) > 1 and run.score >= 1.0 and run.end >= len(text) - 2


_SHOWN = re.compile(r"^(?:subtitle|description|excerpt|abstract_note|more_info|summary|note)\b")
"""Names of blocks that a page's front matter shows."""


def _hangs_on(block: Block, unit: Sequence[Block]) -> bool:
    """Whether a block belongs to the entry before it."""
    head = unit[0]
    if head.level and not block.level:
        return True
    if block.kind == "item" and block.depth > 0 and head.kind == "item" and block.depth > head.depth:
        return not _is_list_label(head, unit)
    if block.kind == "definition" and head.kind == "term":
        return True
    if head.kind == "item" and block.kind in ("paragraph", "quote") and block.parent >= 0:
        return True
    return block.kind == "item" and head.kind == "paragraph" and len(head.text) > 60 and _is_links(block)


def _is_links(block: Block) -> bool:
    """Whether an item holds nothing but short links and a label ("Press: The Post, The Times")."""
    links = [mark for mark in block.marks if mark.kind == "link"]
    if not links or any(len(block.text[mark.start : mark.end].split()) > _LINK_WORDS for mark in links):
        return False
    linked = {place for mark in links for place in range(mark.start, mark.end)}
    rest = "".join(" " if place in linked else character for place, character in enumerate(block.text[:400]))
    return len(re.findall(r"\w+", rest)) <= _LABEL_WORDS


def _is_list_label(head: Block, unit: Sequence[Block]) -> bool:
    """Whether an item only names the list nested in it ("Journal papers")."""
    return len(unit) == 1 and (is_category(head.text) or len(head.text.split()) <= 3)


def _split_paragraphs(units: list[list[Block]]) -> Iterator[list[Block]]:
    """Join paragraphs that tell one paper in turns (title, authors, venue), where their makeup repeats."""
    for alone, run in groupby(units, key=lambda unit: len(unit) == 1 and unit[0].kind == "paragraph"):
        found = list(run)
        ranges = _period([unit[0] for unit in found]) if alone else []
        yield from found[: ranges[0][0]] if ranges else found
        for start, end in ranges:
            yield [unit[0] for unit in found[start:end]]


def _makeup(block: Block) -> str:
    """What a paragraph is made of, roughly: its class, or the mark that fills it."""
    if block.name:
        return block.name
    for mark in block.marks:
        if mark.end - mark.start >= 0.85 * len(block.text) and mark.kind in ("link", "strong", "emphasis"):
            return mark.kind
    return "text"


def _period(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Ranges of paragraphs that make one entry each, from where a title's makeup begins to come back again and again."""
    makeups = [_makeup(block) for block in blocks]
    places: defaultdict[str, list[int]] = defaultdict(list)
    widest: dict[str, int] = {}
    begins = None
    for index in range(len(makeups) - 1, -1, -1):  # from behind: what a paragraph begins is known when it is met
        makeup, left = makeups[index], len(makeups) - index
        known = places[makeup]
        widest[makeup] = max(widest.get(makeup, 0), known[-1] - index if known else 0)
        known.append(index)
        if makeup != "text" and left >= 4 and 2 <= len(known) <= 0.7 * left and widest[makeup] <= 6:
            begins = index
    if begins is None:
        return []
    starts = [place for place in reversed(places[makeups[begins]]) if place >= begins]
    return list(zip(starts, [*starts[1:], len(blocks)], strict=True))


def join_blocks(unit: Sequence[Block]) -> Item:
    """Put the blocks of one entry into one text, a line break between them; marks and breaks move along."""
    parts: list[str] = []
    marks: list[Mark] = []
    offset = 0
    for block in unit:
        text = block.text
        if block.cells:
            text = _cells_apart(block)
        if block.level:
            marks.append(Mark("span", offset, offset + len(text), name="title"))
        elif block.name:
            marks.append(Mark("span", offset, offset + len(text), name=block.name))
        marks.extend(Mark(m.kind, m.start + offset, m.end + offset, m.href, m.name) for m in block.marks)
        parts.append(text)
        offset += len(text) + 1
    head = unit[0]
    return Item("\n".join(parts), tuple(marks), tuple(at for at, _ in head.breaks))


def _cells_apart(block: Block) -> str:
    """The text of a row with line breaks where its cells part."""
    text = list(block.text)
    for (_, end), (start, _) in zip(block.cells, block.cells[1:], strict=False):
        for place in range(end, min(start, len(text))):
            if text[place] in " \t|":
                text[place] = "\n"
                break
    return "".join(text)


def _joined(lists: list[EntryList]) -> list[EntryList]:
    """Let the lists of one page's publications sections be read as one, where they are of one kind."""
    joined: list[EntryList] = []
    same: dict[tuple[str, bool], EntryList] = {}
    for entries in lists:
        first = entries.entries[0]
        key = ("item" if first.kind in ("item", "row") else first.kind, "\n" in first.item.text)
        if entries.section == PAPERS and key in same:
            same[key].entries.extend(entries.entries)
            continue
        if entries.section == PAPERS:
            same[key] = entries
        joined.append(entries)
    return joined
