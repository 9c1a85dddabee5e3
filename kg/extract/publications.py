"""The publications of a reading: from structured records, lists in prose, and news.

Takes a ``Reading`` and the known written forms of the owner's name; gives the publications, each once, and what was
doubtful. Structured records win over prose, prose adds what they lack.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from kg.errors import Problem
from kg.extract.authors import AuthorReader
from kg.extract.bylines import known_forms, legend, owner_place, places_marked
from kg.extract.items import Segmentation
from kg.extract.known_venues import KnownVenues, Venues, guess_type
from kg.extract.merge import merge
from kg.extract.name_shapes import fold_name
from kg.extract.paper_lists import Entry, EntryList, entry_lists
from kg.extract.paper_pages import complete_records
from kg.extract.paper_sections import OPEN, PAPERS, heading_type, heading_year, is_category
from kg.extract.papers_in_news import papers_in_news, told_awards
from kg.extract.pieces import only
from kg.extract.remarks import find_arxiv, find_doi, is_award
from kg.extract.segment import left_over, segment
from kg.extract.venue_text import read_remarks
from kg.model import Link, Publication, Source
from kg.read.page import Page, Reading

LEAST, ACCEPT, SURE = 0.9, 2.2, 4.0
"""Scores from which an entry of a publications section is taken: if it is nearly all title, at all, without a word."""

_MANY, _NEARLY_ALL = 6, 0.8
"""Entries of a list, and the share of them, from which the accepted ones speak for the others."""

_KNOWN = KnownVenues()
_INTRODUCTION = re.compile(
    r"\b(?:listed|below|here|please|click|see (?:my|also|the)|full list|last update[d]?|updated|google scholar|"
    r"my (?:papers?|research|work|publications)|"
    r"you can|for (?:a|the|more)|I (?:am|have|work)|denotes?|indicates?|contact|visit|searching|looking for|browse|"
    r"find|discover|filtering)\b",
    re.IGNORECASE,
)
_ARXIV_NUMBER = re.compile(r"\barXiv:\s?(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})|arxiv\.org/abs/\d", re.IGNORECASE)
_COUNT_OF_WORKS = re.compile(r"\W*\d+\s?\+?\s(?:[\w-]+\s){0,3}(?:patents|papers|publications|articles)\W*", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class _Read:
    """A list as it was read: the chosen segmentation of each entry, None where it is no publication."""

    entries: EntryList
    chosen: list[Segmentation | None]

    def evidence(self) -> float:
        """The share of the entries that name authors, venue or year."""
        told = sum(
            c is not None and (c.authors is not None or bool(c.around.venue) or c.around.year is not None)
            for c in self.chosen
        )
        return told / max(1, len(self.chosen))

    def is_aside(self) -> bool:
        """Whether it is only paragraphs, none of which names people or a venue: no list on a page that has real ones."""
        return all(entry.kind == "paragraph" for entry in self.entries.entries) and not any(
            choice is not None and (choice.authors is not None or choice.around.venue) for choice in self.chosen
        )


def _read_page(
    page: Page,
    owners: Sequence[str],
    forms: Collection[str],
    meaning: dict[str, str],
    venues: Venues,
    problems: list[Problem],
) -> Iterator[Publication]:
    """Read the lists of a page; one outside publications sections counts only where most of it is surely publications."""
    lists: list[_Read] = []
    for entries in entry_lists(page):
        chosen = segment([entry.item for entry in entries.entries], (), venues, forms)
        kept = [
            choice if _accepts(entry, choice, entries.section, forms) else None
            for entry, choice in zip(entries.entries, chosen, strict=True)
        ]
        if entries.section == PAPERS:
            kept = _with_siblings(entries, chosen, kept)
        if entries.section != OPEN or _convincing(entries, kept, owners):
            lists.append(_Read(entries, kept))
    if any(len(read.chosen) >= _MANY and read.evidence() >= _NEARLY_ALL for read in lists):
        lists = [read for read in lists if not read.is_aside()]
    full = {read.entries.entries[0].headings for read in lists if read.evidence() >= 0.7}
    for read in lists:
        if read.evidence() >= 0.3 or not {entry.headings for entry in read.entries.entries} & full:
            yield from _publications(page, read, owners, meaning, problems)


def _publications(
    page: Page, read: _Read, owners: Sequence[str], meaning: dict[str, str], problems: list[Problem]
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


def _with_siblings(
    entries: EntryList, chosen: Sequence[Segmentation | None], kept: Sequence[Segmentation | None]
) -> list[Segmentation | None]:
    """Accept a doubtful entry that names venue and year, where nearly all others of a list of papers were accepted."""
    if len(kept) < _MANY or sum(choice is not None for choice in kept) < _NEARLY_ALL * len(kept):
        return list(kept)
    return [
        choice
        if own is None
        and choice is not None
        and entry.kind in ("item", "row")
        and choice.around.venue
        and choice.around.year
        and choice.around.unexplained <= 3
        and not is_category(entry.item.text[slice(*choice.title)])
        else own
        for entry, choice, own in zip(entries.entries, chosen, kept, strict=True)
    ]


def _accepts(entry: Entry, choice: Segmentation | None, section: str, forms: Collection[str]) -> bool:
    if choice is None:
        return False
    title = entry.item.text[choice.title[0] : choice.title[1]]
    whole = (
        section == PAPERS
        and entry.kind in ("item", "row")
        and len(title.split()) >= 4
        and choice.around.unexplained <= 4
    )
    if is_category(title) or _COUNT_OF_WORKS.fullmatch(title) or fold_name(title) in forms:
        return False
    if choice.score < (LEAST if whole else ACCEPT):
        return False
    if choice.authors is None and not choice.around.venue and _INTRODUCTION.search(entry.item.text[:300]):
        return False
    return section == PAPERS or choice.authors is not None or choice.around.venue_score >= 1.5


def _convincing(entries: EntryList, chosen: Sequence[Segmentation | None], owners: Sequence[str]) -> bool:
    """Whether a list under no telling heading is a list of the owner's publications."""
    good = 0
    for entry, choice in zip(entries.entries, chosen, strict=True):
        if choice is None:
            continue
        if (
            choice.shape.mark == "class"
            and _paper_class(entry, choice)
            and (choice.around.venue or choice.around.year)
            and not _by(entry.item.text, choice)
        ):
            good += 1
            continue
        people = choice.authors is not None and (len(choice.authors.names) >= 2 or choice.authors.score >= 1.0)
        mine = choice.authors is not None and (
            owner_place(choice.authors.names, owners) is not None or _with(entry.item.text, choice.authors.start)
        )
        dated = choice.around.venue != "" or choice.around.year is not None
        good += people and dated and (mine or not owners)
    if len(entries.entries) == 1:
        only = chosen[0]
        return good == 1 and only is not None and (only.score >= 6.5 or _paper_class(entries.entries[0], only))
    return good >= max(2, 0.6 * len(entries.entries))


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
        and not (choice.shape.order == "title-authors" and place is None and _with(item.text, run.start))
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


def _paper_class(entry: Entry, choice: Segmentation) -> bool:
    """Whether the title's class says that it is a paper's."""
    return any(
        mark.start <= choice.title[0] + 2 and choice.title[1] <= mark.end + 2 and re.search(r"paper|pub|article|"
            r"citation", mark.name)
        for mark in entry.item.marks
        if mark.name and mark.end - mark.start < 2 * (choice.title[1] - choice.title[0])
    )


def _by(text: str, choice: Segmentation) -> bool:
    """Whether "by" stands before the authors: the papers of others are told so."""
    return choice.authors is not None and bool(
        re.search(r"\bby\s*$", text[max(0, choice.authors.start - 6) : choice.authors.start])
    )


def _with(text: str, start: int) -> bool:
    """Whether "with" stands before an author list: the owner is then left unprinted."""
    return bool(re.search(r"\b(?:with|w/)\s*$", text[max(0, start - 8) : start], re.IGNORECASE))


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
