"""One paper told several times is one. Publications in, each once, the fuller form; pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec
from rapidfuzz import fuzz

from kg.extract.known_venues import guess_type
from kg.extract.name_shapes import fold_name
from kg.model import Link, Publication

_PREPRINT_VENUE = re.compile(
    r"arxiv|biorxiv|medrxiv|ssrn|preprint|working paper|techrxiv|psyarxiv|research square", re.IGNORECASE
)


@lru_cache(maxsize=20_000)
def title_key(title: str) -> str:
    """Return a title's letters and digits, folded, to compare by.

    >>> title_key("On  Rivers: a Tale.") == title_key("On rivers — A tale")
    True
    """
    folded = unicodedata.normalize("NFKD", title).casefold()
    return "".join(filter(str.isalnum, folded))


def merge(publications: Iterable[Publication]) -> list[Publication]:
    """Return each paper once, in order of first mention; later mentions add what the first lacks.

    >>> both = merge([Publication(title="On Rivers", year=2020), Publication(title="On rivers.", venue="CORI")])
    >>> [(paper.title, paper.venue, paper.year) for paper in both]
    [('On Rivers', 'CORI', 2020)]
    """
    told = _Told()
    for publication in publications:
        told.add(publication)
    return told.papers


_LEAST_KEY, _ALIKE, _MOST_COMPARED = 16, 94, 400


class _Told:
    """The papers told so far, found again by their titles."""

    def __init__(self) -> None:
        self.papers: list[Publication] = []
        self._keys: list[str] = []
        self._first: dict[str, int] = {}
        self._by_arxiv: dict[str, int] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_length: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, publication: Publication) -> None:
        """Take one mention: of a paper told before, or of a new one."""
        key = title_key(publication.title)
        place = self._place(key, publication)
        if place is None:
            place = len(self.papers)
            self._keys.append(key)
            self._by_key[key].append(place)
            self._by_length[len(key)].append(place)
            self.papers.append(publication)
        else:
            self.papers[place] = combine(self.papers[place], publication)
        self._first.setdefault(key, place)
        self._by_arxiv.setdefault(publication.arxiv, place)

    def _place(self, key: str, publication: Publication) -> int | None:
        """The place of the paper that a mention means, or None."""
        place = self._first.get(key)
        if place is None:
            place = self._near(key, publication)
            return self._in_short(publication) if place is None else place
        if not _two_papers(publication, self.papers[place]):
            return place
        others = (other for other in self._by_key[key] if other > place)
        return next((other for other in others if not _two_papers(publication, self.papers[other])), None)

    def _near(self, key: str, publication: Publication) -> int | None:
        """The place of a paper whose title differs by a slip or lacks its subtitle, and whose authors allow it."""
        if len(key) < _LEAST_KEY:
            return None
        near = (place for place in self._of_like_length(key) if fuzz.ratio(key, self._keys[place]) >= _ALIKE)
        return min((place for place in near if self._is_same(key, publication, place)), default=None)

    def _in_short(self, publication: Publication) -> int | None:
        """The place of a paper that another page tells by the same arXiv number under a title of its own, in short."""
        place = self._by_arxiv.get(publication.arxiv) if publication.arxiv and publication.source else None
        other = self.papers[place].source if place is not None else None
        if place is None or other is None or publication.source is None or other.file == publication.source.file:
            return None
        return None if self.papers[place].authors and publication.authors else place

    def _is_same(self, key: str, publication: Publication, place: int) -> bool:
        other = self.papers[place]
        if _same_list(publication, other) or _digits(key) != _digits(self._keys[place]):
            return False
        return _authors_allow(publication, other)

    def _of_like_length(self, key: str) -> Iterator[int]:
        """The places of titles about as long: of each length the first few hundred, which is all on any real page."""
        slack = int(max(6, 0.12 * len(key)))
        for length in range(len(key) - slack, len(key) + slack + 1):
            yield from self._by_length.get(length, ())[:_MOST_COMPARED]


def _two_papers(one: Publication, two: Publication) -> bool:
    """Whether one list gives a title twice, once in a journal or book and once at a conference: then both count."""
    if one.source is None or two.source is None or not one.venue or not two.venue:
        return False
    files = {one.source.file, two.source.file}
    if len(files) > 1 and _one_collection(files) and one.year and two.year and one.year != two.year:
        return not any(_PREPRINT_VENUE.search(paper.venue) for paper in (one, two))
    kinds = {one.type, two.type}
    if len(files) > 1:
        if not all(file.endswith(".bib") for file in files):
            return False
        kinds = {paper.type or guess_type(paper.venue, "", "", None) for paper in (one, two)}
    return (
        len(kinds) == 2 and bool(kinds & {"journal", "chapter", "book"}) and bool(kinds & {"conference", "workshop"})
    )


_COLLECTION = re.compile(r"(?P<folder>.*(?:^|/)_?(?:publications?|papers?)/).+")


def _one_collection(files: Iterable[str]) -> bool:
    """Whether files are members of one collection of papers, a file (or a folder) each."""
    folders = {match["folder"] if (match := _COLLECTION.fullmatch(file)) else "" for file in files}
    return len(folders) == 1 and "" not in folders


def _same_list(one: Publication, two: Publication) -> bool:
    """Whether both stand in full on one page: then two like titles are two papers."""
    return (
        one.source is not None
        and two.source is not None
        and one.source.file == two.source.file
        and bool(one.authors and two.authors)
    )


def _digits(key: str) -> str:
    return "".join(filter(str.isdigit, key))


def _authors_allow(one: Publication, two: Publication) -> bool:
    """Whether two author lists can be one: one is missing, or they share half of their family names."""
    if not one.authors or not two.authors:
        return True
    first, second = ({_family(name) for name in p.authors} for p in (one, two))
    return len(first & second) * 2 >= min(len(first), len(second))


def _family(name: str) -> str:
    if "," in name:
        return fold_name(name.split(",")[0])
    words = [word for word in fold_name(name).split() if len(word) > 1]
    return words[-1] if words else fold_name(name)


def combine(first: Publication, second: Publication) -> Publication:
    """Return two mentions of one paper as one: the fuller author list, the published venue over the preprint's.

    >>> both = combine(Publication(title="A", venue="arXiv", year=2019), Publication(title="A", venue="CORI", year=2020))
    >>> both.venue, both.year
    ('CORI', 2020)
    """
    changes: dict[str, Any] = {}
    if first.arxiv and first.arxiv == second.arxiv and title_key(first.title) != title_key(second.title):
        changes["title"] = max(first.title, second.title, key=len)  # one is told in short
    if len(second.authors) > len(first.authors) and (
        first.authors_complete is not True or len(first.authors) == 0 or second.authors_complete
    ):
        for name in ("authors", "authors_complete", "equal_contribution", "corresponding"):
            changes[name] = getattr(second, name)
        changes["owner_position"] = second.owner_position or (first.owner_position if not first.authors else None)
    replaces = bool(second.venue) and (
        not first.venue or (bool(_PREPRINT_VENUE.search(first.venue)) and not _PREPRINT_VENUE.search(second.venue))
    )
    if replaces:
        changes |= {"venue": second.venue, "type": second.type or first.type}
        if second.year:
            changes |= {"year": second.year, "date": second.date}
    for name in (
        "authors_complete",
        "owner_position",
        "equal_contribution",
        "corresponding",
        "year",
        "type",
        "status",
        "award",
        "doi",
        "arxiv",
    ):
        if name not in changes and not getattr(first, name) and getattr(second, name):
            changes[name] = getattr(second, name)
    if (
        not first.date
        and second.date
        and "date" not in changes
        and (first.year is None or second.date.startswith(str(first.year)))
    ):
        changes["date"] = second.date
    if second.urls:
        changes["urls"] = _links((*first.urls, *second.urls))
    return msgspec.structs.replace(first, **changes)


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    seen: dict[str, Link] = {}
    for link in links:
        seen.setdefault(link.url, link)
    return tuple(seen.values())
