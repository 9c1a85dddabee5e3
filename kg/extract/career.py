"""The posts and degrees of a reading: from structured records, lists and tables, and the sentences of the biography.

Takes pages and records; gives positions and education, each once. Structured records win over lists, lists over
sentences; what one lacks, the other adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from kg.extract.affiliations import kind_of
from kg.extract.biography import read_biography
from kg.extract.career_lists import entries_of
from kg.extract.career_words import find_degrees
from kg.extract.education import merge_education
from kg.extract.entries import read_entry
from kg.extract.headline import read_headlines
from kg.extract.news import Item, posts_in_news
from kg.extract.positions import merge_positions
from kg.extract.same import Item as Fact
from kg.extract.sections import Kind, kinds_of
from kg.extract.told import Told, is_course_or_duty
from kg.model import Education, Position, Source
from kg.names import agreement, looks_like_name, parse
from kg.read.page import Block, Page, Reading

_PROSE: frozenset[Kind] = frozenset({"about", "interests", "education", "positions", "contact"})
_PAGES = frozenset({"", "main", "cv", "about"})


class Career(NamedTuple):
    """What was found, each in page order."""

    positions: tuple[Position, ...]
    education: tuple[Education, ...]


def find_career(reading: Reading, names: Sequence[str] = (), news: Sequence[Item] = ()) -> Career:
    """Return the positions and degrees that a reading tells.

    Args:
        reading: pages and records of one source.
        names: written forms of the owner's name.
        news: the news items, which may tell when a post began.
    """
    positions: list[Position] = []
    education: list[Education] = []
    for record in reading.records:
        positions.extend(
            _refined(position) for position in record.positions if not is_course_or_duty(position.role)
        )
        education.extend(map(_with_field, record.education))
    prose: list[tuple[Told, Source]] = []
    lists: list[tuple[Told, Source]] = []
    for page in _own_pages(reading, names):
        listed: set[int] = set()
        for entry in entries_of(page):
            for told in read_entry(entry.head, entry.details, entry.section):
                if told.kind == "position" and not told.role:
                    told.role = entry.role_above(page)
                lists.append((told, Source(page.file, entry.lines)))
                listed.update(entry.blocks)
        prose.extend(_told_in_prose(page, names, listed))
    heads = list(read_headlines(reading, names))
    every = [*lists, *prose, *heads, *posts_in_news(news, names)]
    positions.extend(
        _with_source(told.position(), source)
        for told, source in every
        if told.kind == "position" and told.affiliation.organization
    )
    education.extend(_with_source(told.education(), source) for told, source in every if told.kind == "education")
    return Career(tuple(merge_positions(positions)), tuple(merge_education(education)))


def _own_pages(reading: Reading, names: Sequence[str]) -> Iterator[Page]:
    """Yield the pages that tell the owner's career; of a group's page, what stands below the owner's name."""
    for page in reading.pages:
        if page.role in _PAGES:
            yield page
        elif page.role == "people":
            own = [block for block in page.blocks if block.headings and _names_owner(block.headings[-1], names)]
            if own:
                yield replace(page, role="about", blocks=tuple(replace(block, parent=-1) for block in own))


def _names_owner(heading: str, names: Sequence[str]) -> bool:
    bare = re.sub(r"\s*[(,].*|^(?:Prof|Dr)\w*\.?\s", "", heading)
    return looks_like_name(bare) and any(agreement(parse(bare), parse(name)) for name in names)


def _with_field(study: Education) -> Education:
    """Part a degree of a structured file that names the field too ("Ph.D. River Science")."""
    found = find_degrees(study.degree)
    rest = study.degree[found[0].end :].strip(" ,:-–") if found and found[0].start == 0 else ""
    if study.field or len(rest) < 3 or rest.startswith("("):
        return study
    return msgspec.structs.replace(study, degree=found[0].text, field=re.sub(r"^(?:in|of) ", "", rest))


def _refined(position: Position) -> Position:
    """Part a role of a structured file that names the unit too ("Economist at the Rivers Division")."""
    told = (
        read_entry(position.role, (), "positions")
        if re.search(r"\s(?:at|in|@)\s", position.role) and not position.unit
        else []
    )
    if (
        len(told) != 1
        or told[0].kind != "position"
        or not told[0].role
        or kind_of(told[0].affiliation.organization) not in ("unit", "institute", "name", "company")
    ):
        return position
    return msgspec.structs.replace(
        position,
        role=told[0].role,
        unit=", ".join(part for part in (told[0].affiliation.unit, told[0].affiliation.organization) if part),
    )


def _with_source(item: Fact, source: Source) -> Fact:
    return msgspec.structs.replace(item, source=source)


def _told_in_prose(page: Page, names: Sequence[str], listed: set[int]) -> Iterator[tuple[Told, Source]]:
    """Yield what the biography of a page tells; neighbouring paragraphs are one text."""
    run: list[Block] = []
    for index, block in enumerate(page.blocks):
        kinds = kinds_of(block, page)
        fits = (
            block.kind in ("paragraph", "item", "quote", "row", "definition")
            and index not in listed
            and not block.name.startswith("subtitle")  # headlines, read as such
            and (not kinds or bool(kinds & _PROSE))
        )
        if fits and len(block.text) < 6000:
            if run and block.headings != run[-1].headings:
                yield from _read_run(page, run, names)
                run = []
            run.append(block)
        elif block.kind == "heading" or index in listed:
            yield from _read_run(page, run, names)
            run = []
    yield from _read_run(page, run, names)


def _read_run(page: Page, run: Sequence[Block], names: Sequence[str]) -> Iterator[tuple[Told, Source]]:
    if not run:
        return
    text = "\n".join(block.text for block in run)
    for told in read_biography(text, names):
        yield told, Source(page.file, _lines_at(run, told.start, told.end))


def _lines_at(run: Sequence[Block], start: int, end: int) -> tuple[int, int]:
    """Return the source lines of a stretch of the texts of blocks that were joined by line breaks."""
    first = last = run[0].lines[0]
    offset = 0
    found = False
    for block in run:
        stop = offset + len(block.text)
        if start <= stop and end >= offset:
            begin = _line_in(block, max(0, start - offset))
            finish = _line_in(block, min(len(block.text), end - offset))
            first = first if found else begin
            last, found = finish, True
        offset = stop + 1
    return (first, max(first, last))


def _line_in(block: Block, offset: int) -> int:
    if not block.breaks:
        return block.lines[0] if offset < len(block.text) else block.lines[1]
    line = block.lines[0]
    for place, number in block.breaks:
        if place > offset:
            break
        line = number
    return line
