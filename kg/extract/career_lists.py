"""The entries of a page's career lists: items, table rows, headings with what stands below, paragraphs of short lines.

Takes a page; gives each entry's text, what is nested in it, and where it stands. What an entry tells is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.dates import find_ranges
from kg.extract.affiliations import is_certain, kind_of, pieces_of
from kg.extract.career_words import find_degrees, find_roles
from kg.extract.sections import Kind, kinds_of, kinds_of_heading
from kg.read.page import Block, Page


class Entry(NamedTuple):
    """An entry: its own text, the texts nested in it, the section it stands in, its lines and blocks."""

    head: str
    details: tuple[str, ...]
    section: str
    lines: tuple[int, int]
    blocks: tuple[int, ...]

    def role_above(self, page: Page) -> str:
        """Return the role that the heading above names for all below it ("Research Visits", "Internships"), else ""."""
        headings = page.blocks[self.blocks[0]].headings
        heading = re.sub(r"\s*[(:].*", "", headings[-1]) if headings else ""
        if not _ROLE_HEADING.fullmatch(heading):
            return ""
        return re.sub(r"ships$", "", heading) if heading.endswith("ships") else heading.removesuffix("s")


_ROLE_HEADING = re.compile(
    r"(?:[A-Za-z]+ )?(?:visits|(?:research )?stays|internships|fellowships|post-?doc(?:s|toral positions))", re.IGNORECASE
)
_CAREER: frozenset[Kind] = frozenset({"education", "positions"})
_NARRATIVE = re.compile(r"\b(?:I|I'm|I’m|my|he|she|He|She|His|Her|was|am|received|joined|my)\b")
_ADVISED = re.compile(
    r"\W*(?:(?:thesis|phd|co-?|main) ?)?(?:advis[oe]rs?|supervis(?:ors?|ed by)|mentors?|hosts?)\b", re.IGNORECASE
)
_DATED = re.compile(r"(?:19|20)\d\d")


def entries_of(page: Page) -> Iterator[Entry]:
    """Yield the career entries of a page, in page order."""
    index = 0
    blocks = page.blocks
    while index < len(blocks):
        block = blocks[index]
        kinds = kinds_of(block, page)
        section = _section(kinds)
        if not kinds & _CAREER:
            if _looks_like_entry(block, kinds):
                yield _item(blocks, index, "")
            index += 1
            continue
        if block.kind == "heading":
            entry, used = _heading_entry(blocks, index, section)
            if entry is not None:
                yield entry
            index += used
            continue
        if (block.kind == "item" and block.depth == 0) or (block.kind == "item" and block.parent < 0):
            if _several_entries(block):
                yield from _paragraph(blocks, index, section)
            elif not _is_narrative(block.text):
                yield _item(blocks, index, section)
        elif block.kind == "row":
            for cells in _entries_of_row(block):
                yield Entry(cells, _nested(blocks, index), section, block.lines, (index,))
        elif block.kind == "term":
            stop = index + 1
            while stop < len(blocks) and blocks[stop].kind == "definition":
                stop += 1
            texts = [each.text for each in blocks[index + 1 : stop]]
            yield Entry(
                "\n".join([block.text, *texts]),
                (),
                section,
                (block.lines[0], blocks[stop - 1].lines[1]),
                tuple(range(index, stop)),
            )
            index = stop
            continue
        elif block.kind in ("paragraph", "quote", "definition") and not _is_narrative(block.text):
            stop = _short_run(blocks, index, page)
            if stop > index + 1:
                yield from _joined(blocks, index, stop, section)
                index = stop
                continue
            yield from _paragraph(blocks, index, section)
        index += 1


def _section(kinds: frozenset[Kind]) -> str:
    both = kinds & _CAREER
    return next(iter(both)) if len(both) == 1 else "both" if both else ""


def _is_narrative(text: str) -> bool:
    return len(text.split()) > 12 and _NARRATIVE.search(text) is not None and not re.match(r"[^.]{0,120}\n", text)


def _item(blocks: Sequence[Block], index: int, section: str) -> Entry:
    nested = _descendants(blocks, index)
    after = max([index, *nested]) + 1
    while (
        after < len(blocks)
        and blocks[after].kind == "paragraph"
        and _ADVISED.match(blocks[after].text)
        and blocks[after].headings == blocks[index].headings
    ):
        nested.append(after)
        after += 1
    lines = blocks[index].lines
    return Entry(
        blocks[index].text,
        tuple(blocks[each].text for each in nested),
        section,
        (lines[0], max([lines[1], *(blocks[each].lines[1] for each in nested[:3])]))
        if nested and len(nested) < 4
        else lines,
        (index, *nested),
    )


def _descendants(blocks: Sequence[Block], index: int) -> list[int]:
    """Return the blocks nested in an item: they follow it and lead back to it."""
    inside = {index}
    found = []
    for each in range(index + 1, len(blocks)):
        if blocks[each].parent not in inside:
            if blocks[each].kind == "heading" or blocks[each].parent < 0:
                break
            continue
        inside.add(each)
        found.append(each)
    return found


def _nested(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    return tuple(blocks[each].text for each in _descendants(blocks, index))


def _entries_of_row(block: Block) -> list[str]:
    """Return the texts of a row's entries: the row is one, or each cell that names its own degree."""
    cells = [block.text[start:end].strip() for start, end in block.cells] or [block.text]
    whole = [bool(find_degrees(cell)) and len(_slots(cell)) > 1 for cell in cells]
    return cells if sum(whole) > 1 and all(whole) else ["\n".join(cells)]


def _several_entries(block: Block) -> bool:
    """Say whether a block holds a whole list: lines that name roles or degrees stand at least twice, dates between."""
    lines = [line for line in block.text.split("\n") if line.strip()]
    if len(lines) < 4 or any(len(line) > 160 for line in lines):
        return False
    heads = [bool(find_degrees(line) or find_roles(line)) for line in lines]
    dated = [bool(find_ranges(line)) for line in lines]
    return sum(heads) > 1 and sum(dated) > 1 and abs(sum(heads) - sum(dated)) <= 1


def _heading_entry(blocks: Sequence[Block], index: int, section: str) -> tuple[Entry | None, int]:
    """Read a heading inside a career section as an entry's head, with the short lines below it."""
    block = blocks[index]
    degree = find_degrees(block.text) and re.search(r"@|,|\b(?:in|at|from)\b|(?:19|20)\d\d", block.text)
    if not degree and (
        kinds_of_heading(block.text)
        or not (find_roles(block.text) or find_degrees(block.text) or _DATED.search(block.text))
    ):
        own = _headed_organization(blocks, index)
        if own is None:
            return None, 1
    path = (*block.headings, block.text)
    stop = index + 1
    while stop < len(blocks) and blocks[stop].kind != "heading" and tuple(blocks[stop].headings[: len(path)]) == path:
        stop += 1
    body = blocks[index + 1 : stop]
    short = []
    complete = bool(find_roles(block.text)) and re.search(r"\s(?:@|at)\s+\S", block.text) is not None
    for each in body[:3]:
        if complete and not find_ranges(each.text) and not _slots(each.text):
            break  # what it was about
        if each.kind in ("paragraph", "item") and len(each.text) < 160 and not _is_narrative(each.text):
            short.append(each.text)
        else:
            break
    details = tuple(each.text for each in body[len(short) :])
    entry = Entry(
        "\n".join([block.text, *short]),
        details,
        section,
        (block.lines[0], body[len(short) - 1].lines[1] if short else block.lines[1]),
        tuple(range(index, stop)),
    )
    return entry, max(1, stop - index)


def _headed_organization(blocks: Sequence[Block], index: int) -> str | None:
    """Return the heading when an organization is named in it and a role or degree stands in the line below."""
    if index + 1 >= len(blocks) or kinds_of_heading(blocks[index].text):
        return None
    below = blocks[index + 1]
    if (
        below.kind in ("paragraph", "heading")
        and len(below.text) < 200
        and (find_roles(below.text) or find_degrees(below.text))
        and len(blocks[index].text) < 120
    ):
        return blocks[index].text
    return None


def _paragraph(blocks: Sequence[Block], index: int, section: str) -> Iterator[Entry]:
    """Yield the entries of a paragraph: one, or one for each line or group of lines that names a role or degree."""
    block = blocks[index]
    lines = [line for line in block.text.split("\n") if line.strip()]
    heads = [
        number for number, line in enumerate(lines) if len(line) < 300 and (find_degrees(line) or find_roles(line))
    ]
    if len(heads) < 2:
        below = _advised_below(blocks, index)
        yield Entry(block.text, tuple(blocks[each].text for each in below), section, block.lines, (index, *below))
        return
    starts = _starts(lines, heads)
    above = lines[: starts[0]]
    if (
        above
        and any(is_certain(piece) for line in above for piece in pieces_of(line))
        and not any(is_certain(piece) for start in starts for piece in pieces_of(lines[start]))
    ):
        for start in starts:  # the organization once, its degrees or posts below
            yield Entry(
                "\n".join([*above, lines[start]]), (), section, _lines_of(block, lines[start : start + 1]), (index,)
            )
        return
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(lines)
        chunk = lines[start:stop]
        yield Entry("\n".join(chunk), (), section, _lines_of(block, chunk), (index,))


def _short_run(blocks: Sequence[Block], index: int, page: Page) -> int:
    """Return where a run of short paragraphs ends that can be the parts of entries: organization, dates, role apart."""
    stop = index
    while (
        stop < len(blocks)
        and blocks[stop].kind == "paragraph"
        and len(blocks[stop].text) < 130
        and blocks[stop].headings == blocks[index].headings
        and not _is_narrative(blocks[stop].text)
    ):
        stop += 1
    slots = [_slots(block.text) for block in blocks[index:stop]]
    complete = sum(bool({"role", "degree"} & each) and bool({"place", "date"} & each) for each in slots)
    return stop if stop > index + 1 and complete < len(slots) else index + 1


def _slots(text: str) -> set[str]:
    """Return which parts of an entry a text has."""
    found = set()
    if find_degrees(text):
        found.add("degree")
    elif find_roles(text):
        found.add("role")
    if find_ranges(text):
        found.add("date")
    if any(is_certain(piece) and kind_of(piece) != "location" for piece in pieces_of(text.split("\n")[0])):
        found.add("place")
    return found


def _joined(blocks: Sequence[Block], index: int, stop: int, section: str) -> Iterator[Entry]:
    """Yield the entries of a run of short paragraphs: a new one begins where a part comes again."""
    first, filled = index, set[str]()
    for each in range(index, stop):
        slots = _slots(blocks[each].text)
        if slots & filled or ({"role", "degree"} & slots and {"role", "degree"} & filled):
            yield _of_run(blocks, first, each, section)
            first, filled = each, set()
        filled |= slots
    yield _of_run(blocks, first, stop, section)


def _of_run(blocks: Sequence[Block], first: int, stop: int, section: str) -> Entry:
    text = "\n".join(block.text for block in blocks[first:stop])
    return Entry(text, (), section, (blocks[first].lines[0], blocks[stop - 1].lines[1]), tuple(range(first, stop)))


def _advised_below(blocks: Sequence[Block], index: int) -> list[int]:
    """Return the lines below an entry that name its advisors: items of the list behind it, or lines of their own."""
    found = []
    for each in range(index + 1, min(index + 6, len(blocks))):
        advised = _ADVISED.match(blocks[each].text) is not None
        if blocks[each].kind == "heading" or (blocks[each].kind != "item" and not advised):
            break
        if advised:
            found.append(each)
    return found


def _starts(lines: Sequence[str], heads: Sequence[int]) -> list[int]:
    """Return the lines at which entries begin: a role or degree line, or the organization or date line before it."""
    dated = [bool(find_ranges(line)) for line in lines]
    if heads[0] == 0 or all(dated[head] for head in heads):
        return list(heads)
    return [max(0, head - heads[0]) for head in heads]


def _lines_of(block: Block, chunk: Sequence[str]) -> tuple[int, int]:
    start = block.text.find(chunk[0])
    end = block.text.find(chunk[-1]) + len(chunk[-1])
    first = last = block.lines[0]
    for place, number in block.breaks:
        if place <= start:
            first = number
        if place <= end:
            last = number
    return (first, max(first, last))


def _looks_like_entry(block: Block, kinds: frozenset[Kind]) -> bool:
    """Say whether an item outside career sections is a post all the same: a role at its head and a range."""
    if block.kind != "item" or (not kinds & {"service", "about"} and kinds) or len(block.text) > 260 or block.depth:
        return False
    roles = find_roles(block.text)
    if (
        not roles
        or roles[0].start > 40
        or not any(span.kind in ("range", "since") for span in find_ranges(block.text))
    ):
        return False
    return (
        re.search(
            r"intern|research|engineer|director|dean|principal investigator"
            r"|scientist|professor|post-?doc|lecturer|developer|analyst|consultant|manager"
            r"|visiting",
            roles[0].text,
            re.IGNORECASE,
        )
        is not None
    )
