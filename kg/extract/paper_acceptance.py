"""Which lists of a page, and which of their entries, are publications. A page in, its lists as they were read out.

A list below a heading that announces papers is one, and loses only what surely is none; a list below no telling heading
is one where most of it is surely the owner's papers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extract.bylines import owner_place
from kg.extract.items import Segmentation
from kg.extract.known_venues import Venues
from kg.extract.name_shapes import fold_name
from kg.extract.paper_lists import Entry, EntryList, entry_lists
from kg.extract.paper_sections import OPEN, PAPERS, is_category
from kg.extract.segment import segment
from kg.read.page import Page

LEAST, ACCEPT, SURE = 0.9, 2.2, 4.0
"""Scores from which an entry of a publications section is taken: if it is nearly all title, at all, without a word."""

_MANY, _NEARLY_ALL = 6, 0.8
"""Entries of a list, and the share of them, from which the accepted ones speak for the others."""

_INTRODUCTION = re.compile(
    r"\b(?:listed|below|here|please|click|see (?:my|also|the)|full list|last update[d]?|updated|google scholar|"
    r"my (?:papers?|research|work|publications)|"
    r"you can|for (?:a|the|more)|I (?:am|have|work)|denotes?|indicates?|contact|visit|searching|looking for|browse|"
    r"find|discover|filtering)\b",
    re.IGNORECASE,
)
_COUNT_OF_WORKS = re.compile(r"\W*\d+\s?\+?\s(?:[\w-]+\s){0,3}(?:patents|papers|publications|articles)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadList:
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


def read_lists(page: Page, owners: Sequence[str], forms: Collection[str], venues: Venues) -> list[ReadList]:
    """Read the lists of a page; one outside publications sections counts only where most of it is surely publications.

    Args:
        page: one page.
        owners: written forms of the owner's name.
        forms: folded forms of it.
        venues: the known venues.
    """
    lists: list[ReadList] = []
    for entries in entry_lists(page):
        chosen = segment([entry.item for entry in entries.entries], (), venues, forms)
        kept = [
            choice if _accepts(entry, choice, entries.section, forms) else None
            for entry, choice in zip(entries.entries, chosen, strict=True)
        ]
        if entries.section == PAPERS:
            kept = _with_siblings(entries, chosen, kept)
        if entries.section != OPEN or _convincing(entries, kept, owners):
            lists.append(ReadList(entries, kept))
    if any(len(read.chosen) >= _MANY and read.evidence() >= _NEARLY_ALL for read in lists):
        lists = [read for read in lists if not read.is_aside()]
    full = {read.entries.entries[0].headings for read in lists if read.evidence() >= 0.7}
    return [
        read
        for read in lists
        if read.evidence() >= 0.3 or not {entry.headings for entry in read.entries.entries} & full
    ]


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
            owner_place(choice.authors.names, owners) is not None or is_behind_with(entry.item.text, choice.authors.start)
        )
        dated = choice.around.venue != "" or choice.around.year is not None
        good += people and dated and (mine or not owners)
    if len(entries.entries) == 1:
        only = chosen[0]
        return good == 1 and only is not None and (only.score >= 6.5 or _paper_class(entries.entries[0], only))
    return good >= max(2, 0.6 * len(entries.entries))


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


def is_behind_with(text: str, start: int) -> bool:
    """Say whether "with" stands before an author list: the owner is then left unprinted."""
    return bool(re.search(r"\b(?:with|w/)\s*$", text[max(0, start - 8) : start], re.IGNORECASE))
