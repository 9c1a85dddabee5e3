"""One paper told several times is one. Publications in, each once, the fuller form; pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rapidfuzz import fuzz

from kg.extract.name_shapes import fold_name
from kg.model import Link, Publication

_PREPRINT_VENUE = re.compile(
    r"arxiv|biorxiv|medrxiv|ssrn|preprint|working paper|techrxiv|psyarxiv|research square", re.IGNORECASE
)


def title_key(title: str) -> str:
    """Return a title's letters and digits, folded, to compare by.

    >>> title_key("On  Rivers: a Tale.") == title_key("On rivers — A tale")
    True
    """
    folded = unicodedata.normalize("NFKD", title).casefold()
    return "".join(character for character in folded if character.isalnum())


def merge(publications: Iterable[Publication]) -> list[Publication]:
    """Return each paper once, in order of first mention; later mentions add what the first lacks.

    >>> both = merge([Publication(title="On Rivers", year=2020), Publication(title="On rivers.", venue="CORI")])
    >>> [(paper.title, paper.venue, paper.year) for paper in both]
    [('On Rivers', 'CORI', 2020)]
    """
    merged: list[Publication] = []
    keys: list[str] = []
    exact: dict[str, int] = {}
    for publication in publications:
        key = title_key(publication.title)
        place = exact.get(key)
        if place is not None and _two_papers(publication, merged[place]):
            place = next(
                (
                    other
                    for other in range(place + 1, len(merged))
                    if keys[other] == key and not _two_papers(publication, merged[other])
                ),
                None,
            )
        elif place is None:
            place = _near(key, publication, keys, merged)
        if place is None:
            exact.setdefault(key, len(merged))
            keys.append(key)
            merged.append(publication)
        else:
            exact.setdefault(key, place)
            merged[place] = combine(merged[place], publication)
    return merged


def _two_papers(one: Publication, two: Publication) -> bool:
    """Whether one list gives a title twice, once in a journal or book and once at a conference: then both count."""
    if (
        one.source is None
        or two.source is None
        or one.source.file != two.source.file
        or not one.venue
        or not two.venue
    ):
        return False
    kinds = {one.type, two.type}
    return (
        len(kinds) == 2 and bool(kinds & {"journal", "chapter", "book"}) and bool(kinds & {"conference", "workshop"})
    )


def _near(key: str, publication: Publication, keys: Sequence[str], merged: Sequence[Publication]) -> int | None:
    """The place of a paper whose title differs by a slip or lacks its subtitle, and whose authors allow it."""
    if len(key) < 16:
        return None
    for place, other in enumerate(keys):
        if abs(len(other) - len(key)) > max(6, 0.12 * len(key)):
            continue
        if _same_list(publication, merged[place]):
            continue
        if (
            fuzz.ratio(key, other) >= 94
            and _digits(key) == _digits(other)
            and _authors_allow(publication, merged[place])
        ):
            return place
    return None


def _same_list(one: Publication, two: Publication) -> bool:
    """Whether both stand in full on one page: then two like titles are two papers."""
    return (
        one.source is not None
        and two.source is not None
        and one.source.file == two.source.file
        and bool(one.authors and two.authors)
    )


def _digits(key: str) -> str:
    return "".join(character for character in key if character.isdigit())


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
