"""JSON Resume → profile.

Takes the object of a ``resume.json`` (jsonresume.org) with the lines of its parts; gives posts, degrees, papers, awards
and projects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kg import dates
from kg.model import Award, Education, Fact, Position, Profile, Project, Publication, Source
from kg.read import owner, papers, plain, records
from kg.read.data import profile_of


def is_resume(value: Any) -> bool:
    """Say whether an object is a JSON Resume.

    >>> is_resume({"basics": {"name": "Mira Olin"}, "work": []}), is_resume({"name": "Mira Olin"})
    (True, False)
    """
    return isinstance(value, Mapping) and isinstance(value.get("basics"), Mapping)


def profile(value: Mapping[str, Any], name: str) -> Profile:
    """Return what a résumé says.

    Args:
        value: the object.
        name: the file's name, for sources.
    """
    basics = value.get("basics")
    basics = basics if isinstance(basics, Mapping) else {}
    found = profile_of(_facts(value, name))
    url = plain.text(basics.get("url") or basics.get("website"))
    return msgspec.structs.replace(
        found,
        name=plain.text(basics.get("name")),
        email=plain.text(basics.get("email")),
        homepage=url if url.startswith("http") else "",
        identifiers=owner.of_links(basics.get("profiles")),
        interests=tuple(word for entry in _entries(value, "interests") for word in plain.items(entry.get("name"))),
    )


def _facts(value: Mapping[str, Any], name: str) -> Iterator[Fact]:
    makers = (("work", _position), ("education", _education), ("awards", _award), ("publications", _publication),
              ("projects", _project))
    for key, make in makers:
        for entry in _entries(value, key):
            fact = make(entry, _source(entry, name))
            if fact is not None:
                yield fact


def _position(entry: Mapping[str, Any], source: Source) -> Position:
    start, end = _span(entry)
    return Position(
        role=plain.text(entry.get("position")),
        start=start,
        end=end,
        location=plain.text(entry.get("location")),
        organization=plain.text(entry.get("name") or entry.get("company")),
        source=source,
    )


def _education(entry: Mapping[str, Any], source: Source) -> Education:
    start, end = _span(entry)
    return Education(
        degree=plain.text(entry.get("studyType")),
        field=plain.text(entry.get("area")),
        start=start,
        end=end,
        organization=plain.text(entry.get("institution")),
        location=plain.text(entry.get("location")),
        advisors=records.advisors(entry),
        source=source,
    )


def _award(entry: Mapping[str, Any], source: Source) -> Award | None:
    year = dates.year_of(dates.parse_date(str(entry.get("date") or "")))
    title, giver = plain.text(entry.get("title")), plain.text(entry.get("awarder"))
    return Award(title=title, organization=giver, year=year, source=source) if title else None


def _publication(entry: Mapping[str, Any], source: Source) -> Publication | None:
    keys = {"title": "name", "venue": "publisher", "url": "url", "date": "releaseDate", "authors": "authors"}
    paper = papers.publication({ours: entry.get(theirs) for ours, theirs in keys.items()}, source)
    return paper if isinstance(paper, Publication) else None


def _project(entry: Mapping[str, Any], source: Source) -> Project | None:
    start, end = _span(entry)
    title, url = plain.text(entry.get("name")), plain.text(entry.get("url"))
    return Project(
        title=title,
        organization=plain.text(entry.get("entity")),
        start=start,
        end=end,
        url=url if url.startswith("http") else "",
        source=source,
    ) if title else None


def _entries(value: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    listed = value.get(key)
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, Mapping):
            yield entry


def _span(entry: Mapping[str, Any]) -> tuple[str, str]:
    start = dates.parse_date(str(entry.get("startDate") or ""))
    stated = str(entry.get("endDate") or "")
    end = dates.parse_date(stated)
    return start, end or ("present" if start or stated.lower() == "present" else "")


def _source(entry: Mapping[str, Any], name: str) -> Source:
    return Source(name, getattr(entry, "lines", (1, 1)))
