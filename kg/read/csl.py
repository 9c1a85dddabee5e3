"""CSL-JSON → a bibliography.

Takes the items of a CSL-JSON file, as Zotero, Crossref or pandoc write them; gives their publications.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.model import Link, PaperType, Profile, Publication, Source
from kg.read import plain

_TYPES: dict[str, PaperType] = {
    "article-journal": "journal",
    "article-magazine": "journal",
    "article-newspaper": "other",
    "paper-conference": "conference",
    "chapter": "chapter",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "article": "preprint",
    "manuscript": "preprint",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "journal-article": "journal",
    "posted-content": "preprint",
    "proceedings-article": "conference",
    "book-chapter": "chapter",
    "monograph": "book",
    "dissertation": "thesis",
}


def is_csl(value: Any) -> bool:
    """Say whether a value is CSL-JSON: a list of items with a type that CSL knows.

    >>> is_csl([{"type": "article-journal", "title": "On Rivers"}]), is_csl([{"title": "On Rivers"}])
    (True, False)
    """
    items = value.get("items") if isinstance(value, Mapping) else value
    return (
        isinstance(items, list)
        and bool(items)
        and all(isinstance(item, Mapping) and item.get("type") in _TYPES and "title" in item for item in items[:20])
    )


def profile(value: Any, name: str) -> Profile:
    """Return the bibliography that a CSL-JSON file holds."""
    items: list[Any] = (value.get("items") if isinstance(value, Mapping) else value) or []
    found = (
        _publication(item, Source(name, getattr(item, "lines", (1, 1)))) for item in items if isinstance(item, Mapping)
    )
    return Profile(kind="bibliography", publications=tuple(paper for paper in found if paper is not None))


def _publication(item: Mapping[str, Any], source: Source) -> Publication | None:
    title = _first(item.get("title")).rstrip(".")
    if not title:
        return None
    year, date = _issued(item.get("issued") or item.get("published"))
    venue = _first(item.get("container-title")) or _first(item.get("event-title") or item.get("event"))
    kind = _TYPES.get(str(item.get("type")))
    if kind == "conference" and "workshop" in venue.lower():
        kind = "workshop"
    url = _first(item.get("URL"))
    arxiv = re.search(r"arxiv\.org/abs/(\d{4}\.\d{4,5}|[a-z-]{2,9}/\d{7})", url) or re.search(
        r"arxiv[:.]\s?(\d{4}\.\d{4,5})", f"{item.get('number', '')} {item.get('DOI', '')}", re.IGNORECASE
    )
    names = tuple(filter(None, map(_name, item.get("author") or ()))) if isinstance(item.get("author"), list) else ()
    return Publication(
        title=title,
        authors=names,
        authors_complete=True if names else None,
        venue=venue,
        year=year,
        date=date,
        type=kind,
        doi=_first(item.get("DOI")).removeprefix("https://doi.org/"),
        arxiv=arxiv[1] if arxiv else "",
        urls=(Link("", url),) if url.startswith("http") else (),
        source=source,
    )


def _first(value: Any) -> str:
    return plain.text(value[0] if isinstance(value, list) and value else value)


def _name(person: Any) -> str:
    if not isinstance(person, Mapping):
        return plain.text(person)
    if person.get("literal") or person.get("name"):
        return plain.text(person.get("literal") or person.get("name"))
    parts = (
        person.get("given"),
        person.get("dropping-particle"),
        person.get("non-dropping-particle"),
        person.get("family"),
        person.get("suffix"),
    )
    return " ".join(filter(None, map(plain.text, parts)))


def _issued(value: Any) -> tuple[int | None, str]:
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(part) for part in first if str(part).isdigit() and len(str(part)) < 5]
    if not numbers:
        text = plain.text(value.get("raw") or value.get("literal")) if isinstance(value, Mapping) else plain.text(value)
        match = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
        return (int(match[0]) if match else None), ""
    date = "-".join([str(numbers[0]), *(f"{number:02}" for number in numbers[1:3])])
    return numbers[0], date if len(numbers) > 1 and 1 <= numbers[1] <= 12 else ""
