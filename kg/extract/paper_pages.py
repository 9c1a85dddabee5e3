"""Pages that hold one paper each (a site's ``_publications``): what their citation adds to their front matter.

Takes the pages and the records of a reading; gives the records with authors, year and identifiers from the citation or
the note that the page shows. All citations of a site are read as one list, for they share one format.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec
from rapidfuzz import fuzz

from kg.extract.authors import AuthorReader, AuthorRun
from kg.extract.bylines import owner_place
from kg.extract.items import Item, Segmentation
from kg.extract.known_venues import Venues
from kg.extract.merge import title_key
from kg.extract.paper_lists import join_blocks
from kg.extract.remarks import find_arxiv, find_doi
from kg.extract.segment import segment
from kg.model import Publication
from kg.read.page import Block, Page

ROLE = "publication"
_DATED = re.compile(r"\.?\s*\(?(?P<year>(?:19|20)\d\d)\)?[.,:]?\s+")
_SURE, _SHORTEST_TITLE = 0.9, 10
_CITATION = re.compile(r"^\W*(?:recommended citation|citation|cite as|reference|how to cite)\W{0,3}", re.IGNORECASE)
_WITH = re.compile(
    r"\b(?:joint work with|co-?authored with|with|co-?authors?:?|authors?:|by)\s+(?=(?-i:[^\W\d_a-z])|me\b)",
    re.IGNORECASE,
)


def complete_records(
    pages: Sequence[Page],
    records: Sequence[Publication],
    owners: Sequence[str],
    known: Collection[str],
    venues: Venues,
) -> list[Publication]:
    """Return the records, completed from the citations on their pages.

    Args:
        pages: the pages of a reading.
        records: publications read from front matter and other structured files.
        owners: written forms of the owner's name.
        known: folded forms of the owner's name.
        venues: the known venues.
    """
    stated = records
    records = [_from_title(record, owners, known) for record in stated]
    by_file = {page.file: page for page in pages if page.role == ROLE}
    lacking = [
        index for index, record in enumerate(records) if record.source is not None and record.source.file in by_file
    ]
    items = {index: item for index in lacking if (item := _citation(by_file[_file(records[index])])) is not None}
    chosen = dict(zip(items, segment(list(items.values()), (), venues, known), strict=True))
    completed = list(records)
    for index in lacking:
        record, page = records[index], by_file[_file(records[index])]
        choice, item = chosen.get(index), items.get(index)
        if choice is not None and item is not None and _agrees(record, item, choice):
            parted = record.title != stated[index].title
            found = _from_citation(record, item, choice, owners)
            record = msgspec.structs.replace(found, year=record.year, date=record.date) if parted else found
        elif item is not None:
            record = _around_title(record, item, owners, known)
        if not record.authors:
            record = _from_note(record, page, owners, known)
        completed[index] = record
    return completed


def _from_title(record: Publication, owners: Sequence[str], known: Collection[str]) -> Publication:
    """Part a whole reference that stands where the title should: "Olin, M. & Tamm, B. (2021). On rivers"."""
    run = AuthorReader(record.title, known).at(0) if not record.authors and _DATED.search(record.title) else None
    behind = _DATED.match(record.title, run.end) if run is not None and run.score >= _SURE else None
    if run is None or behind is None or len(record.title) - behind.end() < _SHORTEST_TITLE:
        return record
    year = behind["year"]
    return msgspec.structs.replace(
        record,
        title=record.title[behind.end() :].rstrip(" ."),
        year=int(year),
        date=record.date if record.date.startswith(year) else "",
        authors=run.names,
        authors_complete=run.complete,
        owner_position=owner_place(run.names, owners),
    )


def _file(record: Publication) -> str:
    return record.source.file if record.source is not None else ""


def _citation(page: Page) -> Item | None:
    """The citation that a page shows."""
    for block in page.blocks:
        if "citation" in block.name.split():
            return join_blocks([_bare(block)])
    for block in page.blocks:
        match = _CITATION.match(block.text)
        if match and len(block.text) > match.end() + 30 and "your name" not in block.text.lower():
            item = join_blocks([_bare(block)])
            item.skip = match.end()
            return item
    return None


def _bare(block: Block) -> Block:
    return Block(block.kind, block.text, block.lines, block.marks, breaks=block.breaks)


def _agrees(record: Publication, item: Item, choice: Segmentation) -> bool:
    """Whether the title in a citation is the page's."""
    title = item.text[choice.title[0] : choice.title[1]]
    return fuzz.ratio(title_key(title), title_key(record.title)) >= 80


def _from_citation(record: Publication, item: Item, choice: Segmentation, owners: Sequence[str]) -> Publication:
    run, around = choice.authors, choice.around
    changes: dict[str, object] = {}
    if run is not None and not record.authors:
        changes |= _authors(run, item, owners)
    if around.venue and not record.venue:
        changes["venue"] = around.venue
    if around.year:
        changes["year"] = around.year
        if record.date and not record.date.startswith(str(around.year)):
            changes["date"] = ""
    return _identified(msgspec.structs.replace(record, **changes), item)


def _authors(run: AuthorRun, item: Item, owners: Sequence[str]) -> dict[str, object]:
    strong = [
        any(m.kind == "strong" and m.start < stop and start < m.end for m in item.marks) for start, stop in run.spans
    ]
    return {
        "authors": run.names,
        "authors_complete": run.complete,
        "owner_position": owner_place(run.names, owners, strong),
    }


def _around_title(record: Publication, item: Item, owners: Sequence[str], known: Collection[str]) -> Publication:
    """Read the authors before the page's own title in a citation that could not be segmented."""
    place = item.text.casefold().find(record.title.casefold()[:40])
    if place < 4 or record.authors:
        return _identified(record, item)
    run = AuthorReader(item.text[:place], known).at(item.skip)
    if run is None or run.score < 0.9:
        return _identified(record, item)
    return _identified(msgspec.structs.replace(record, **_authors(run, item, owners)), item)


def _identified(record: Publication, item: Item) -> Publication:
    targets = [item.text, *(mark.href for mark in item.marks if mark.href)]
    return msgspec.structs.replace(
        record, doi=record.doi or find_doi(targets), arxiv=record.arxiv or find_arxiv(targets)
    )


def _from_note(record: Publication, page: Page, owners: Sequence[str], known: Collection[str]) -> Publication:
    """Read the co-authors that a note tells: "with Ada Quist and Bo Tamm"."""
    for block in page.blocks:
        if not {"excerpt", "authors", "citation", "subtitle", "description", "note"} & set(block.name.split()):
            continue
        places = [match.end() for match in _WITH.finditer(block.text)] or (
            [0] if "authors" in block.name.split() else []
        )
        for place in places[:3]:
            run = AuthorReader(block.text, known).at(place)
            if run is not None and run.score >= 0.55:
                position = owner_place(run.names, owners)
                return msgspec.structs.replace(
                    record,
                    authors=run.names,
                    owner_position=position,
                    authors_complete=run.complete and (place == 0 or position is not None),
                )
    return record
