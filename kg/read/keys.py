"""What the keys of structured files mean, whatever a theme or a writer calls them.

Takes a mapping of front matter or of a data file; gives the value that it has for something ("venue", "start") under any
of the words for it. Another theme's word for the same thing is one word more in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.read import plain

Fields = Mapping[str, Any]

KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "paper", "heading"),
    "authors": (
        "authors",
        "author",
        "authorlist",
        "author_list",
        "by",
        "coauthors",
        "coauthor",
        "co-authors",
        "co_authors",
    ),
    "venue": (
        "venue",
        "conference",
        "journal",
        "publication",
        "booktitle",
        "publisher_name",
        "published_in",
        "pub",
        "proceedings",
        "where",
        "outlet",
        "container-title",
        "publication_short",
        "conf",
        "conference_short",
        "series",
    ),
    "year": ("year", "pubyear", "pub_year", "issued"),
    "date": (
        "date",
        "publishdate",
        "published",
        "pubdate",
        "time",
        "when",
        "releasedate",
        "date_start",
        "startdate",
        "start",
    ),
    "doi": ("doi",),
    "arxiv": ("arxiv", "arxiv_id", "eprint"),
    "award": ("award", "awards", "honor", "prize", "distinction"),
    "notes": ("note", "notes", "status", "remark", "remarks", "comment"),
    "text": ("content", "text", "news", "description", "body", "item", "message", "details", "title", "headline", "html"),
    "organization": (
        "organization",
        "organisation",
        "institution",
        "company",
        "org",
        "school",
        "university",
        "employer",
        "affiliation",
        "place",
        "where",
        "venue",
        "name",
    ),
    "role": ("role", "position", "title", "job", "jobtitle", "job_title", "what", "degree"),
    "degree": ("degree", "course", "studytype", "study_type", "title", "role", "what", "name"),
    "field": ("area", "field", "major", "subject", "field_of_study"),
    "location": ("location", "city", "place_name"),
    "unit": ("department", "unit", "group", "lab", "faculty", "division"),
    "when": ("time", "year", "years", "date", "dates", "period", "duration", "when", "timeframe", "range"),
    "start": ("date_start", "startdate", "start_date", "start", "from", "begin", "year_start"),
    "end": ("date_end", "enddate", "end_date", "end", "to", "until", "year_end"),
    "advisors": ("advisor", "advisors", "adviser", "advisers", "supervisor", "supervisors", "mentor", "mentors", "host"),
    "url": ("url", "link", "website", "external_link", "project_url", "homepage", "external_url"),
    "awarder": (
        "organization",
        "awarder",
        "institution",
        "from",
        "by",
        "issuer",
        "organisation",
        "venue",
        "org",
        "publisher",
    ),
}


def get(fields: Fields, what: str) -> Any:
    """Return the value that a mapping has under one of the keys for something, or None.

    >>> get({"Conference": "ICML"}, "venue")
    'ICML'
    """
    lowered = {str(key).lower().replace(" ", "_"): value for key, value in fields.items()}
    for key in KEYS[what]:
        value = lowered.get(key)
        if value not in (None, "", [], {}) and value is not False:
            return value
    return None


def word(fields: Fields, what: str) -> str:
    """Return the same as plain text."""
    return plain.text(get(fields, what))
