"""The awards of a reading: lists under their headings, and what the biography and the news tell besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from kg.dates import find_ranges, year_of
from kg.extract import awards
from kg.extract.award_sentences import awards_in_sentences
from kg.extract.lines import COMMUNITY_PAGES, Line, lines_of
from kg.extract.news import Item
from kg.extract.service_words import find_duties
from kg.model import Award
from kg.read.page import Page, Reading


def find_awards(reading: Reading, items: Sequence[Item]) -> tuple[Award, ...]:
    """Return the owner's awards."""
    found = [awards.refined(award) for record in reading.records for award in record.awards]
    for page in reading.pages:
        if page.role in COMMUNITY_PAGES:
            found.extend(_awards_of(page))
    for item in items:
        told = awards_in_sentences(item.text, year_of(item.date), listed=True)
        found.extend(msgspec.structs.replace(award, source=item.source) for award in told)
    return tuple(awards.without_repetition(found))


def _awards_of(page: Page) -> Iterator[Award]:
    for line in lines_of(page):
        if line.kind == "heading":
            continue
        if "awards" in line.kinds:
            if (
                re.match(r"\s*[•·▪◦-]\s", line.text)
                and line.kind == "paragraph"
                and any(mark.kind == "strong" for mark in page.blocks[line.index].marks)
                and not any(mark.kind == "strong" for mark in line.marks)
            ):
                continue  # a remark below a bold title
            if not line.nested and not (
                "service" in line.kinds
                and find_duties(line.text)
                and not re.search(r"award|prize|fellow|grant|honou?r", line.text, re.IGNORECASE)
            ):
                told = [] if _is_sentence(line.text) else awards.read_award(line.text)
                told = told or awards_in_sentences(line.text, _heading_year(line), listed=True)
                year = _heading_year(line)
                for award in told:
                    yield msgspec.structs.replace(award, source=line.source, year=award.year or year)
        elif not line.kinds or line.kinds & {"about", "education", "positions", "interests"}:
            listed = bool(line.kinds & {"education", "positions"}) and line.kind == "item"
            if line.kind == "item" and not line.nested and _DATED_PRIZE.match(line.text):
                years = find_ranges(line.text)
                for award in awards.read_award(line.text)[:1]:
                    yield msgspec.structs.replace(
                        award, source=line.source, year=year_of(years[0].first) or award.year
                    )
                continue
            for award in awards_in_sentences(line.text, None, listed=listed):
                yield msgspec.structs.replace(award, source=line.source)


_DATED_PRIZE = re.compile(
    r"(?:\w+\.? )?(?:19|20)\d\d[^A-Za-z]{1,4}(?:[A-Za-z]+\.? (?:19|20)\d\d\W+"
    r"|present\W+)?(?:[A-Z][\w’'-]*\s){0,4}(?:scholarship|award|prize)\b",
    re.IGNORECASE,
)


def _is_sentence(text: str) -> bool:
    return re.search(r"\b(?:I|my|was|were|I've|took part)\b", text) is not None and len(text.split()) > 8


def _heading_year(line: Line) -> int | None:
    heading = line.headings[-1] if line.headings else ""
    return int(heading) if re.fullmatch(r"(?:19|20)\d\d", heading.strip()) else None
