"""The publications of a reading: from structured records, lists in prose, and news.

Takes a ``Reading`` and the known written forms of the owner's name; gives the publications, each once, and what was
doubtful. Structured records win over prose, prose adds what they lack.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import msgspec

from kg.errors import Problem
from kg.extract.authors import AuthorReader
from kg.extract.bylines import known_forms, legend, owner_place, places_marked
from kg.extract.items import Segmentation
from kg.extract.known_venues import KnownVenues, Venues, guess_type
from kg.extract.merge import merge
from kg.extract.paper_acceptance import ACCEPT, SURE, ReadList, is_behind_with, read_lists
from kg.extract.paper_lists import Entry, entry_lists
from kg.extract.paper_pages import complete_records
from kg.extract.paper_sections import heading_type, heading_year
from kg.extract.papers_in_news import papers_in_news, told_awards
from kg.extract.pieces import only
from kg.extract.remarks import find_arxiv, find_doi, is_award
from kg.extract.segment import left_over
from kg.extract.venue_text import read_remarks
from kg.model import Link, Publication, Source
from kg.read.page import Page, Reading

_KNOWN = KnownVenues()
_ARXIV_NUMBER = re.compile(r"\barXiv:\s?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})|arxiv\.org/abs/\d", re.IGNORECASE)
_FIRST_AUTHOR = re.compile(r"\b(?:first|lead)[- ]author", re.IGNORECASE)
_CO_FIRST = re.compile(r"\bco-?first|joint", re.IGNORECASE)


def find_publications(reading: Reading, owner_names: tuple[str, ...] = ()) -> tuple[list[Publication], list[Problem]]:
    """Return the publications of a reading, each once, and what was doubtful.

    Args:
        reading: pages and records of one source.
        owner_names: written forms of the owner's name; may be empty.
    """
    owners = tuple(name for name in owner_names if name)
    problems: list[Problem] = []
    venues, forms = known_venues(), known_forms(owners)
    records = [publication for record in reading.records for publication in record.publications]
    told = [
        _with_owner(publication, owners)
        for publication in complete_records(reading.pages, records, owners, forms, venues)
    ]
    meaning = legend(block.text for page in reading.pages for block in page.blocks)
    for page in reading.pages:
        told.extend(sorted(_read_page(page, owners, forms, meaning, venues, problems), key=_first_line))
    found = [_with_type(publication) for publication in _with_swapped_owner(merge(told), owners)]
    for page in reading.pages:
        found += papers_in_news(page, found, owners)
        found = told_awards(page, found)
    return found, problems


def _with_type(publication: Publication) -> Publication:
    """Where nothing tells the type, the venue may."""
    if publication.type or not publication.venue:
        return publication
    kind = known_venues().kind(publication.venue) or guess_type(publication.venue, "", "", publication.status)
    return msgspec.structs.replace(publication, type=kind) if kind else publication


def _with_swapped_owner(publications: list[Publication], owners: Sequence[str]) -> list[Publication]:
    """Where no author list has the owner, try the name in the other order: "Tamm Bo" is then Bo Tamm."""
    signed = [publication for publication in publications if publication.authors]
    if len(signed) < 3 or not owners or any(publication.owner_position for publication in signed):
        return publications
    swapped = [" ".join(reversed(name.split())) for name in owners if len(name.split()) == 2]
    return [
        msgspec.structs.replace(publication, owner_position=owner_place(publication.authors, swapped))
        if publication.owner_position is None and publication.authors
        else publication
        for publication in publications
    ]


def _first_line(publication: Publication) -> int:
    return publication.source.lines[0] if publication.source is not None else 0


def known_venues() -> Venues:
    """Return what is known of venues."""
    return _KNOWN


def bold_author_names(reading: Reading) -> Counter[str]:
    """Count the names that author lists set in bold: who is not named elsewhere on a page may be its owner.

    Args:
        reading: pages of one source.
    """
    counts: Counter[str] = Counter()
    for page in reading.pages:
        for entries in entry_lists(page):
            for entry in entries.entries:
                for mark in entry.item.marks:
                    if mark.kind == "strong" and 3 < mark.end - mark.start < 40:
                        counts.update(_bold_name(entry, mark.start, mark.end))
    return counts


def _bold_name(entry: Entry, start: int, end: int) -> Iterator[str]:
    """The name in a bold stretch, where names stand around it."""
    text = entry.item.text
    run = AuthorReader(text[start:end]).at(0)
    if run is None or len(run.names) != 1 or run.score < 0.6:
        return
    around = text[max(0, start - 3) : start], text[end : end + 6]
    if re.search(r"[,&;]\s*$|\band\s*$", around[0]) or re.match(r"[*†‡#\d\s]*(?:[,&;]|and\b)", around[1]):
        yield run.names[0]


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_page(
    page: Page,
    owners: Sequence[str],
    forms: Collection[str],
    meaning: dict[str, str],
    venues: Venues,
    problems: list[Problem],
) -> Iterator[Publication]:
    """Read the publications in the lists of a page."""
    for read in read_lists(page, owners, forms, venues):
        yield from _publications(page, read, owners, meaning, problems)


def _publications(
    page: Page, read: ReadList, owners: Sequence[str], meaning: dict[str, str], problems: list[Problem]
) -> Iterator[Publication]:
    """The publications of one list; the doubtful ones are told as problems too."""
    for entry, choice in zip(read.entries.entries, read.chosen, strict=True):
        if choice is None:
            continue
        publication = _publication(page, entry, choice, owners, meaning)
        if choice.score < SURE:
            confidence = round(0.5 + 0.1 * max(0.0, choice.score - ACCEPT), 2)
            publication = msgspec.structs.replace(publication, confidence=confidence)
            problems.append(
                Problem(page.file, entry.lines[0], f"read with doubt as a publication: {publication.title[:80]}")
            )
        yield publication


def _publication(
    page: Page, entry: Entry, choice: Segmentation, owners: Sequence[str], meaning: dict[str, str]
) -> Publication:
    """The record of one entry."""
    item, run, around = entry.item, choice.authors, choice.around
    year = around.year or heading_year(entry.headings)
    remarks = read_remarks(*left_over(item, choice.title, run), year)
    names = run.names if run is not None else ()
    strong = (
        [
            any(m.kind == "strong" and m.start < stop and start < m.end for m in item.marks)
            for start, stop in run.spans
        ]
        if run
        else []
    )
    place = owner_place(names, owners, strong)
    if (
        not names
        and _FIRST_AUTHOR.search(" ".join(entry.headings))
        and not _CO_FIRST.search(" ".join(entry.headings))
    ):
        place = 1
    complete = (
        None
        if run is None
        else run.complete
        and not (choice.shape.order == "title-authors" and place is None and is_behind_with(item.text, run.start))
    )
    markers = _markers(entry, choice)
    links = _links(entry, choice)
    targets = [link.url for link in links]
    title, told = without_note(clean_title(item.text[choice.title[0] : choice.title[1]]))
    heading = " / ".join(entry.headings[-1:])
    return Publication(
        title=title,
        authors=names,
        authors_complete=complete,
        owner_position=place,
        equal_contribution=places_marked(markers, meaning, "equal"),
        corresponding=places_marked(markers, meaning, "corresponding"),
        venue=around.venue or _heading_venue(entry.headings) or _printed_arxiv(item.text[choice.title[1] :]),
        year=year,
        date=remarks.date,
        type=known_venues().kind(around.venue)
        or guess_type(around.venue, "", "", remarks.status)
        or heading_type(entry.headings)
        or guess_type("", item.text[choice.title[1] :][:400], heading, remarks.status),
        status=remarks.status,
        award=remarks.award or told,
        doi=find_doi([*targets, item.text]),
        arxiv=find_arxiv([*targets, item.text]),
        urls=links,
        source=Source(page.file, entry.lines),
    )


def _heading_venue(headings: Sequence[str]) -> str:
    return "arXiv" if headings and re.match(r"\W*arxiv\b", headings[-1], re.IGNORECASE) else ""


def _printed_arxiv(text: str) -> str:
    """ "arXiv" where a paper that names no other venue prints its number or address there."""
    return "arXiv" if _ARXIV_NUMBER.search(text) else ""


def _markers(entry: Entry, choice: Segmentation) -> list[str]:
    """What is printed behind each name, superscripts too."""
    run = choice.authors
    if run is None:
        return []
    text, markers = entry.item.text, []
    for index, (_, stop) in enumerate(run.spans):
        following = run.spans[index + 1][0] if index + 1 < len(run.spans) else min(len(text), stop + 12)
        behind = re.match(r"[^,;&\n]{0,40}", text[stop:following])
        markers.append((behind.group().strip() if behind else "") + run.markers[index])
    return markers


def _links(entry: Entry, choice: Segmentation) -> tuple[Link, ...]:
    """The links of an entry in page order; the title's own link is labelled with nothing."""
    found: dict[str, Link] = {}
    for mark in entry.item.marks:
        if mark.kind == "link" and mark.href and not mark.href.startswith(("javascript:", "mailto:", "#")):
            label = entry.item.text[mark.start : mark.end].strip(" []()")
            if choice.title[0] <= mark.start < choice.title[1] or choice.title[0] < mark.end <= choice.title[1]:
                label = ""
            if choice.authors is not None and choice.authors.start <= mark.start < choice.authors.end:
                continue
            found.setdefault(mark.href, Link(label, mark.href))
    return tuple(found.values())


def clean_title(text: str) -> str:
    """Return a title without quotes around it, trailing full stop and doubled spaces.

    >>> clean_title('“On  Rivers.”')
    'On Rivers'
    """
    text = " ".join(text.split()).strip(" ,;:")
    while len(text) > 1 and text[0] in '“"‘„«《' and text[-1] in '”"’»》“':
        text = text[1:-1].strip(" ,;")
    if text.endswith(".") and not text.endswith("..."):
        text = text[:-1]
    return text.strip()


_NOTE_BEHIND = re.compile(r"\s*[(\[](?P<note>[^()\[\]]{3,60})[)\]]$")
_PRESENTED = frozenset("oral spotlight highlight poster long short paper presentation notable top best talk full".split())


def without_note(title: str) -> tuple[str, str]:
    """Return a title without what its last brackets tell of its presentation, and the award that they tell.

    >>> without_note("On Rivers (ORAL) (Best Paper Award)"), without_note("Rivers (and Seas)")
    (('On Rivers', 'Best Paper Award'), ('Rivers (and Seas)', ''))
    """
    award = ""
    while (match := _NOTE_BEHIND.search(title)) and match.start() > 0:
        if not is_award(match["note"]) and not only(match["note"], _PRESENTED):
            break
        award = match["note"] if is_award(match["note"]) else award
        title = title[: match.start()]
    return title, award


# ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_owner(publication: Publication, owners: Sequence[str]) -> Publication:
    """Fill in the owner's place in the author list of a structured record."""
    if (
        len(publication.authors) > 1
        and publication.authors[0] in owners
        and owner_place(publication.authors[1:], owners) is not None
    ):
        publication = msgspec.structs.replace(
            publication, authors=publication.authors[1:], equal_contribution=(), corresponding=()
        )
    if publication.owner_position is None and publication.authors:
        return msgspec.structs.replace(publication, owner_position=owner_place(publication.authors, owners))
    return publication
