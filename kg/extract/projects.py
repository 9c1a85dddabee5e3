"""Projects the owner works or worked on. Takes the blocks of project sections; gives ``Project`` entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.dates import find_ranges
from kg.extract.affiliations import is_certain, parse_affiliation, pieces_of
from kg.extract.sections import kinds_of, kinds_of_heading
from kg.model import Project, Source
from kg.read.page import Block, Page, Reading

_PAGES = frozenset({"", "main", "cv", "about", "projects"})
_PLACE = re.compile(
    r"^\W*(?:institution|organi[sz]ation|company|affiliation|funder|funded by|sponsor)\s*[:：]\s*", re.IGNORECASE
)
_TIME = re.compile(r"^\W*(?:time|dates?|period|duration|years?)\s*[:：]\s*", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:I|we|our|my)\b")


def find_projects(reading: Reading) -> tuple[Project, ...]:
    """Return the owner's projects."""
    found = [project for record in reading.records for project in record.projects]
    for page in reading.pages:
        if page.role in _PAGES:
            found.extend(_of_page(page))
    seen: dict[str, Project] = {}
    for project in found:
        seen.setdefault(project.title.casefold(), project)
    return tuple(seen.values())


def _of_page(page: Page) -> Iterator[Project]:
    blocks = page.blocks
    headed: tuple[str, ...] = ()
    for index, block in enumerate(blocks):
        if "projects" not in kinds_of(block, page):
            headed = ()
            continue
        if block.kind == "heading" and not kinds_of_heading(block.text):
            headed = (*block.headings, block.text)
            yield _headed(page, blocks, index)
        elif (
            block.parent < 0
            and block.kind in ("item", "paragraph")
            and (not headed or tuple(block.headings[: len(headed)]) != headed)
        ):
            project = _of_item(page, block)
            if project is not None:
                yield project


def _headed(page: Page, blocks: Sequence[Block], index: int) -> Project:
    """Read a project whose title is a heading, with labelled lines below it."""
    block = blocks[index]
    path = (*block.headings, block.text)
    organization = start = end = ""
    for below in blocks[index + 1 : index + 8]:
        if tuple(below.headings[: len(path)]) != path:
            break
        if match := _PLACE.match(below.text):
            organization = parse_affiliation(below.text[match.end() :]).organization
        elif (match := _TIME.match(below.text)) and (spans := find_ranges(below.text[match.end() :])):
            start, end = spans[0].first, spans[0].last
    url = next((mark.href for mark in block.marks if mark.kind == "link" and mark.href.startswith("http")), "")
    return Project(
        title=block.text.strip(),
        organization=organization,
        start=start,
        end=end,
        url=url,
        source=Source(page.file, block.lines),
    )


def _of_item(page: Page, block: Block) -> Project | None:
    """Read a project of a list: the linked or bold name at its head, or the text before the first colon."""
    text = block.text.split("\n")[0]
    lead = next(
        (
            mark
            for mark in block.marks
            if mark.kind in ("link", "strong") and mark.start < 4 and mark.end - mark.start > 2
        ),
        None,
    )
    title = text[lead.start : lead.end] if lead is not None else re.split(r"[:：]\s|\s[-–—]\s|,\s", text)[0]
    title = title.strip(' .,:*"“”')
    if block.kind == "paragraph" and not (lead is not None and re.match(r"\s*(?:[:：]|[-–—]\s)", text[lead.end :])):
        return None
    if not 2 < len(title) <= 200 or (lead is None and (block.kind == "paragraph" or _ABOUT.search(title))):
        return None
    url = next(
        (
            mark.href
            for mark in block.marks
            if mark.kind == "link" and mark.href.startswith("http") and mark.start < len(title) + 6
        ),
        "",
    )
    spans = find_ranges(text)
    tail = text[text.find(title) + len(title) :]
    organization = next((piece for piece in pieces_of(tail) if is_certain(piece)), "") if spans else ""
    return Project(
        title=title,
        organization=organization,
        start=spans[-1].first if spans else "",
        end=spans[-1].last if spans else "",
        url=url,
        source=Source(page.file, block.lines),
        confidence=None if lead is not None else 0.7,
    )
