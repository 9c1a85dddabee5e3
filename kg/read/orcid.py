"""ORCID record (JSON, version 3) → profile.

Takes the object that ``pub.orcid.org`` gives for a record; gives name, posts, degrees, works and identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Award, Education, Fact, Link, PaperType, Position, Profile, Publication, Service, Source
from kg.read import identifiers, plain
from kg.read.data import profile_of

_TYPES: dict[str, PaperType] = {
    "journal-article": "journal",
    "conference-paper": "conference",
    "conference-abstract": "conference",
    "book": "book",
    "book-chapter": "chapter",
    "preprint": "preprint",
    "working-paper": "preprint",
    "dissertation": "thesis",
    "dissertation-thesis": "thesis",
    "report": "report",
    "patent": "patent",
    "data-set": "dataset",
    "software": "software",
}


def is_record(value: Any) -> bool:
    """Say whether an object is an ORCID record.

    >>> is_record({"orcid-identifier": {"path": "0000-0002-1825-0097"}, "person": {}}), is_record({"name": "Mira Olin"})
    (True, False)
    """
    return isinstance(value, Mapping) and isinstance(value.get("orcid-identifier"), Mapping)


def profile(value: Mapping[str, Any], name: str) -> Profile:
    """Return what a record says."""
    person = _at(value, "person")
    names = _at(person, "name")
    full = _content(names, "credit-name") or " ".join(
        filter(None, (_content(names, "given-names"), _content(names, "family-name")))
    )
    ids = {"orcid": plain.text(_at(value, "orcid-identifier").get("path"))}
    urls = [_content(entry, "url") for entry in _list(_at(person, "researcher-urls").get("researcher-url"))]
    ids.update({key: found for key, found in identifiers.of_links(urls).items() if key != "orcid"})
    homepage = next((url for url in urls if url.startswith("http") and not identifiers.of_url(url)), "")
    others = (_content(entry, "content") for entry in _list(_at(person, "other-names").get("other-name")))
    words = (_content(entry, "content") for entry in _list(_at(person, "keywords").get("keyword")))
    return profile_of(
        _facts(_at(value, "activities-summary"), name),
        name=full,
        identifiers=ids,
        homepage=homepage,
        other_names=tuple(filter(None, others)),
        interests=tuple(filter(None, words)),
    )


def _facts(activities: Mapping[str, Any], name: str) -> Iterator[Fact]:
    for key in ("employments", "invited-positions"):
        for entry in _affiliations(activities, key):
            yield Position(role=plain.text(entry.get("role-title")), **_held(entry, name))
    for key in ("educations", "qualifications"):
        for entry in _affiliations(activities, key):
            yield Education(degree=plain.text(entry.get("role-title")), **_held(entry, name))
    for entry in _affiliations(activities, "distinctions"):
        yield _award(entry, name)
    for entry in _affiliations(activities, "services"):
        if entry.get("role-title"):
            yield Service(role=plain.text(entry["role-title"]), venue=_place(entry)[0], source=_source(entry, name))
    for group in _list(_at(activities, "works").get("group")):
        summaries = _list(group.get("work-summary"))
        paper = _work(summaries[0], group, name) if summaries else None
        if paper is not None:
            yield paper


def _held(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return where and when a post was held or a degree was taken, as fields of both."""
    organization, unit, location = _place(entry)
    start, end = _span(entry)
    return {"organization": organization, "unit": unit, "location": location, "start": start, "end": end,
            "source": _source(entry, name)}


def _award(entry: Mapping[str, Any], name: str) -> Award:
    year = _span(entry)[0][:4]
    return Award(
        title=plain.text(entry.get("role-title")) or "Distinction",
        organization=_place(entry)[0],
        year=int(year) if year.isdigit() else None,
        source=_source(entry, name),
    )


def _affiliations(activities: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """Yield the summaries of a section, wrapped or not."""
    section = _at(activities, key)
    for group in _list(section.get("affiliation-group")):
        for summary in _list(group.get("summaries")):
            yield from (inner for inner in summary.values() if isinstance(inner, Mapping))
    singular = key.removesuffix("s") + "-summary"
    yield from _list(section.get(singular))


def _place(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return organization, unit and location."""
    organization = _at(entry, "organization")
    address = _at(organization, "address")
    location = ", ".join(filter(None, (plain.text(address.get("city")), plain.text(address.get("country")))))
    return plain.text(organization.get("name")), plain.text(entry.get("department-name")), location


def _span(entry: Mapping[str, Any]) -> tuple[str, str]:
    start, end = _date(_at(entry, "start-date")), _date(_at(entry, "end-date"))
    return start, end or ("present" if start else "")


def _date(value: Mapping[str, Any]) -> str:
    parts = [_content(value, key) for key in ("year", "month", "day")]
    out = ""
    for part, width in zip(parts, (4, 2, 2), strict=True):
        if not part.isdigit() or len(part) > width:
            break
        out += ("-" if out else "") + part.zfill(width)
    return out


def _work(summary: Mapping[str, Any], group: Mapping[str, Any], name: str) -> Publication | None:
    title = _content(_at(summary, "title"), "title").rstrip(".")
    if not title:
        return None
    date = _date(_at(summary, "publication-date"))
    ids = {
        str(entry.get("external-id-type")).lower(): plain.text(entry.get("external-id-value"))
        for entry in reversed(
            _list(_at(summary, "external-ids").get("external-id")) + _list(_at(group, "external-ids").get("external-id"))
        )
    }
    url = _content(summary, "url")
    doi = re.search(r"10\.\d{4,9}/\S{1,200}", ids.get("doi", ""))
    arxiv = re.search(r"\d{4}\.\d{4,5}|[a-z-]{2,9}/\d{7}", ids.get("arxiv", ""))
    return Publication(
        title=title,
        venue=_content(summary, "journal-title"),
        year=int(date[:4]) if date else None,
        date=date if len(date) > 4 else "",
        type=_TYPES.get(str(summary.get("type")).lower().replace("_", "-")),
        doi=doi[0] if doi else "",
        arxiv=arxiv[0] if arxiv else "",
        urls=(Link("", url),) if url.startswith("http") else (),
        source=_source(summary, name),
    )


def _at(value: Any, key: str) -> Mapping[str, Any]:
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def _content(value: Mapping[str, Any], key: str) -> str:
    """Return the text of a key, whether bare or wrapped as ``{"value": …}``."""
    found = value.get(key)
    return plain.text(found.get("value") or found.get("content") if isinstance(found, Mapping) else found)


def _source(entry: Mapping[str, Any], name: str) -> Source:
    return Source(name, getattr(entry, "lines", (1, 1)))
