"""The awards of a reading: lists under their headings, and what the biography and the news tell besides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from kg.dates import find_ranges, year_of
from kg.extract import awards
from kg.extract.affiliations import is_certain
from kg.extract.award_sentences import awards_in_sentences
from kg.extract.lines import COMMUNITY_PAGES, HEADED_PAGES, Line, lines_of
from kg.extract.news import Item
from kg.extract.sections import kinds_of_heading
from kg.extract.service_words import find_duties
from kg.extract.venue_lists import without_place
from kg.model import Award
from kg.read.page import Block, Page, Reading


def find_awards(reading: Reading, items: Sequence[Item]) -> tuple[Award, ...]:
    """Return the owner's awards."""
    found = [awards.refined(award) for record in reading.records for award in record.awards]
    for page in reading.pages:
        if page.role in COMMUNITY_PAGES or page.role in HEADED_PAGES:
            found.extend(_awards_of(page))
    for item in items:
        told = awards_in_sentences(item.text, year_of(item.date), listed=True)
        found.extend(msgspec.structs.replace(award, source=item.source) for award in told)
    return tuple(awards.without_repetition(found))


def _awards_of(page: Page) -> Iterator[Award]:
    headed: tuple[str, ...] = ()
    """The headings of an award that is itself a heading: what stands below it tells more of it."""
    titled = _sections_of_bold_titles(page)
    for line in lines_of(page):
        if headed and line.headings[: len(headed)] == headed:
            continue
        if line.kind == "heading":
            if "awards" in line.kinds and (award := _of_heading(line, page)):
                headed = (*line.headings, line.text)
                yield award
        elif "awards" in line.kinds:
            yield from _of_list(line, page, titled)
        elif page.role in COMMUNITY_PAGES and (
            not line.kinds or line.kinds & {"about", "education", "positions", "interests"}
        ):
            yield from _of_prose(line)


_DETAIL = re.compile(
    r"\W*(?P<label>location|place|where|venue|event|organi[sz]ation|institution|organi[sz]er|issuer|awarded by|given by"
    r"|year|date|when|time|description|details?|amount|for|team|project)\s*[:：]\s*(?P<value>.+)",
    re.IGNORECASE,
)


def _of_heading(line: Line, page: Page) -> Award | None:
    """Return the award that a heading names, with what labelled lines below it tell ("Year: 2020"), or None."""
    if kinds_of_heading(line.text):
        return None
    below = [block for block in page.blocks[line.index + 1 : line.index + 8]
             if block.headings[: len(line.headings) + 1] == (*line.headings, line.text)]
    details = [match for block in below if (match := _DETAIL.match(block.text))]
    if not details and not (find_ranges(line.text) and awards.NOUN.search(line.text)):
        return None
    told = {match["label"].lower(): match["value"] for match in details}
    read = awards.read_award(line.text)
    where = next((told[label] for label in told if label in _WHERE), "")
    when = [span for label in _WHEN if label in told for span in find_ranges(told[label])]
    title = awards.tidy(line.text) if where or not read else read[0].title
    year = year_of(when[0].first) if when else read[0].year if read else None
    organization = awards.tidy(without_place(where)) if where else read[0].organization if read else ""
    return Award(title=title, organization=organization, year=year, source=line.source) if title else None


_WHERE = frozenset("location place where venue event organization organisation institution organizer issuer".split())
_WHEN = ("year", "date", "when", "time")


def _of_list(line: Line, page: Page, titled: Collection[tuple[str, ...]]) -> Iterator[Award]:
    """Yield the awards of a line in a list of awards; ``titled`` are the sections where bold paragraphs name them."""
    block = page.blocks[line.index]
    bold = any(mark.kind == "strong" for mark in line.marks)
    if re.match(r"\s*[•·▪◦-]\s", line.text) and line.kind == "paragraph" and not bold and any(
        mark.kind == "strong" for mark in block.marks
    ):
        return  # a remark below a bold title
    if line.nested or _is_duty(line) or (not bold and line.kind == "paragraph" and line.headings in titled):
        return
    if line.kind == "paragraph" and not block.text.startswith(line.text) and not _names_award(line.text):
        return  # who gave the award of the line above, or a remark on it
    if line.kind == "item" and not bold and not block.text.startswith(line.text) and block.marks[:1] and (
        block.marks[0].kind == "strong" and block.marks[0].start < 3
    ):
        return  # a remark below an item's bold title
    year = _heading_year(line)
    text = line.text + _giver_below(line, block)
    told = [] if _is_sentence(line.text) else awards.read_award(text)
    for award in told or awards_in_sentences(line.text, year, listed=True):
        yield msgspec.structs.replace(award, source=line.source, year=award.year or year)


def _sections_of_bold_titles(page: Page) -> set[tuple[str, ...]]:
    """Return the headings below which paragraphs begin with a bold award: those that do not are remarks on it."""
    titled: dict[tuple[str, ...], list[str]] = {}
    for block in page.blocks:
        if block.kind == "paragraph" and any(mark.kind == "strong" and mark.start < 3 for mark in block.marks):
            titled.setdefault(block.headings, []).append(block.text)
    return {headings for headings, texts in titled.items() if len(texts) > 1 and all(map(awards.NOUN.search, texts))}


def _is_duty(line: Line) -> bool:
    return (
        "service" in line.kinds
        and bool(find_duties(line.text))
        and not re.search(r"award|prize|fellow|grant|honou?r", line.text, re.IGNORECASE)
    )


def _names_award(text: str) -> bool:
    return not text.startswith("(") and (awards.NOUN.search(text) is not None or bool(find_ranges(text)))


def _giver_below(line: Line, block: Block) -> str:
    """Return, behind a comma, the organization that stands alone in the line below an award's."""
    lines = block.text.split("\n")
    place = lines.index(line.text) + 1 if line.text in lines else len(lines)
    below = lines[place] if line.kind == "paragraph" and place < len(lines) else ""
    return f", {below}" if below and not _names_award(below) and is_certain(below) else ""


def _of_prose(line: Line) -> Iterator[Award]:
    """Yield the awards that a line outside lists of awards tells."""
    listed = bool(line.kinds & {"education", "positions"}) and line.kind == "item"
    if line.kind == "item" and not line.nested and _DATED_PRIZE.match(line.text):
        years = find_ranges(line.text)
        for award in awards.read_award(line.text)[:1]:
            yield msgspec.structs.replace(award, source=line.source, year=year_of(years[0].first) or award.year)
        return
    if listed and line.nested and (label := _AWARD_LABEL.match(line.text)):
        for award in awards.read_award(line.text[label.end() :]):
            yield msgspec.structs.replace(award, source=line.source)
        return
    for award in awards_in_sentences(line.text, None, listed=listed):
        yield msgspec.structs.replace(award, source=line.source)


_AWARD_LABEL = re.compile(
    r"\W*(?:[\w’'-]+\s){0,3}(?:awards?|prizes?|winner|honou?rs?|scholarships?|fellowships?)\s*[:：]\s+", re.IGNORECASE
)


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
