"""BibTeX → publications.

Takes the text of a ``.bib`` file; gives a ``Publication`` an entry, with TeX accents decoded, cross-references and
strings resolved, and names in reading order ("Mira Olin"). A broken entry becomes a Problem with its line; the others
go on. The entries' own lines are their source.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import Entry

from kg.errors import Problem
from kg.model import Link, PaperStatus, PaperType, Publication, Source
from kg.read import tex
from kg.read.bibnames import people

LARGEST = 4_000_000
"""Characters of one bibliography that are read."""

_TYPES: dict[str, PaperType] = {
    "article": "journal",
    "inproceedings": "conference",
    "conference": "conference",
    "incollection": "chapter",
    "inbook": "chapter",
    "book": "book",
    "proceedings": "book",
    "booklet": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "unpublished": "preprint",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "online": "other",
    "preprint": "preprint",
    "periodical": "journal",
    "collection": "book",
    "manual": "report",
}
_NO_PAPERS = frozenset(("string", "preamble", "comment", "xdata", "set", "control"))
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_PREPRINTS = re.compile(r"\b(?:ar\s?xiv|bio\s?rxiv|med\s?rxiv|psyarxiv|ssrn|corr|openreview|preprints?)\b", re.I)
_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5})(?!\d)|\b([a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})\b")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}]{1,200}")
_AWARD = re.compile(
    r"\b(?:award|best (?:student |demo |long |short |theory )?paper|honou?rable mention|finalist|"
    r"runner[- ]up|nominee|nominated)\b",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(r"\b(?:proc\.? of|conference|findings|symposium|workshop|in proceedings)\b", re.IGNORECASE)
_ACCEPTED = re.compile(r"\b(?:accepted|to appear|in press|forthcoming)\b", re.IGNORECASE)
_IN_REVIEW = re.compile(r"\b(?:under (?:review|submission)|submitted|in (?:review|submission)|revise)\b", re.IGNORECASE)
_LINKS = {
    "url": "",
    "pdf": "PDF",
    "html": "HTML",
    "paper": "Paper",
    "code": "Code",
    "github": "Code",
    "website": "Website",
    "project": "Project",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "blog": "Blog",
    "data": "Data",
    "dataset": "Dataset",
    "demo": "Demo",
    "supp": "Supplement",
    "arxiv": "arXiv",
    "link": "",
    "preprint": "Preprint",
}
_COMMENT = re.compile(r"@comment\s{0,99}\{", re.IGNORECASE)
_NO_VENUE = re.compile(
    r"(?:under (?:review|submission)|submitted|in submission|in preparation|preprint|work in progress|"
    r"tech(?:nical|\.)? report|working paper|manuscript|unpublished|to appear)\W*(?:19\d\d|20\d\d)?\W*",
    re.IGNORECASE,
)
_NO_BADGES = frozenset(
    ("journal", "conference", "preprint", "wp", "working paper", "r&r", "under review", "book", "thesis")
)
"""What a badge may say that is no venue."""
_PAPER_SERIES = re.compile(r"((?:[A-Z][\w&-]*\s){1,5}(?:Working|Discussion) Papers?)\b")
"""A series of working papers, which stands in a note: "NBER Working Paper 12345"."""
_SCHOOL = re.compile(
    r"(?:the )?(?:university|universität|universität|université|universidad|universidade|università) [\w\s,.-]+|"
    r"[\w\s,.-]+ (?:university|universität|institute of technology)",
    re.IGNORECASE,
)
"""A school where a journal should stand: a thesis as some catalogues export it."""
_NO_AWARD = re.compile(r"true|false|(?:oral|spotlight|highlight|poster|notable)\b[\w\s,%()-]*", re.IGNORECASE)
"""What an award's field may hold that is none: a kind of presentation."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Bibliography(NamedTuple):
    """What a bibliography holds: its publications, and for each the entry's fields as plain text."""

    publications: list[Publication]
    fields: list[Mapping[str, str]]


def read(text: str, name: str, problems: list[Problem]) -> Bibliography:
    """Read a bibliography.

    Args:
        text: BibTeX.
        name: the file's name, for sources and problems.
        problems: gets the entries that cannot be read.
    """
    if len(text) > LARGEST:
        problems.append(Problem(name, text.count("\n", 0, LARGEST) + 1, "the bibliography is too long to read whole"))
        text = text[:LARGEST]
    library = _library(_without_comments(text), name, problems)
    entries = [entry for entry in _entries(library) if entry.entry_type.lower() not in _NO_PAPERS]
    by_key = {entry.key: entry for entry in entries}
    found = Bibliography([], [])
    for entry in entries:
        line = (entry.start_line or 0) + 1
        fields = _fields(entry, by_key)
        title = tex.plain(fields.get("title", ""))
        if not title:
            problems.append(Problem(name, line, f"the entry {entry.key!r} has no title"))
            continue
        last = line + (entry.raw or "").rstrip().count("\n")
        found.publications.append(_publication(entry.entry_type.lower(), title, fields, Source(name, (line, last))))
        found.fields.append(fields)
    return found


def _without_comments(text: str) -> str:
    """Return the text with ``@comment`` entries and lines that begin with ``%`` left empty."""
    if "%" in text:
        text = re.sub(r"(?m)^[ \t]*%.*$", "", text)
    pieces: list[str] = []
    end = 0
    for match in _COMMENT.finditer(text):
        if match.start() < end:
            continue
        pieces.append(text[end : match.start()])
        end = tex.closing(text, match.end())
        pieces.append("\n" * text.count("\n", match.start(), end))
    pieces.append(text[end:])
    return "".join(pieces)


def _library(text: str, name: str, problems: list[Problem]) -> Library:
    try:
        library = parse_string(text)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError) as error:
        problems.append(Problem(name, 1, f"the bibliography cannot be read: {error}"))
        return Library()
    for block in library.failed_blocks:
        if getattr(block, "ignore_error_block", None) is None or not isinstance(block.ignore_error_block, Entry):
            problems.append(
                Problem(name, (block.start_line or 0) + 1, "an entry cannot be read", "check its braces and commas")
            )
    return library


def _entries(library: Library) -> Iterator[Entry]:
    """Yield all entries in the order of the file, those with a repeated key too."""
    for block in library.blocks:
        kept = block if isinstance(block, Entry) else getattr(block, "ignore_error_block", None)
        if isinstance(kept, Entry):
            yield kept


def _fields(entry: Entry, by_key: Mapping[str, Entry]) -> dict[str, str]:
    """Return an entry's fields, with what it inherits by ``crossref``."""
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    parent = by_key.get(tex.plain(fields.get("crossref", "")))
    if parent is not None and parent is not entry:
        for field in parent.fields:
            key = field.key.lower()
            if key == "title":
                fields.setdefault("booktitle", str(field.value))
            elif key not in ("crossref", "author", "url", "doi", "pdf"):
                fields.setdefault(key, str(field.value))
    return fields


def _publication(kind: str, title: str, fields: Mapping[str, str], source: Source) -> Publication:
    names = people(fields.get("author", "") or (fields.get("editor", "") if kind in ("book", "proceedings") else ""))
    plain = {key: tex.plain(fields[key]) for key in fields if key not in ("author", "abstract", "title", "bibtex")}
    venue, arxiv = _venue(kind, plain)
    year, date = _when(plain)
    notes = " ".join(filter(None, (plain.get("note"), plain.get("pubstate"), plain.get("status"), plain.get("addendum"))))
    return Publication(
        title=title.removesuffix("."),
        authors=names.names,
        authors_complete=names.complete if names.names else None,
        equal_contribution=names.equal,
        venue=venue,
        year=year,
        date=date,
        type=_type(kind, plain, venue),
        status=_status(notes, plain),
        award=_award(plain),
        doi=_doi(plain),
        arxiv=arxiv,
        urls=_urls(plain),
        source=source,
    )


# ── the other fields ────────────────────────────────────────────────────────────────────────────────────────────


_VENUE_KEYS = ("journal", "journaltitle", "booktitle", "venue", "howpublished")


def _venue(kind: str, plain: Mapping[str, str]) -> tuple[str, str]:
    """Return venue and arXiv number."""
    keys = (*_VENUE_KEYS, "series") if kind in ("inproceedings", "conference") else _VENUE_KEYS
    found = next((plain[key] for key in keys if plain.get(key)), "")
    is_arxiv = plain.get("archiveprefix", plain.get("eprinttype", "")).lower() == "arxiv"
    arxiv = _arxiv(plain, found, is_arxiv)
    if "arxiv" in found.lower() and arxiv:
        number = r"[\s,]*(?:abs/)?(?:arXiv:)?\s?(?:abs/)?" + re.escape(arxiv) + r"(?:v\d)?(?:\s?\[[\w.-]+\])?"
        found = re.sub(number, "", found, flags=re.IGNORECASE).strip(" ,:") or "arXiv"
    if not found and is_arxiv:
        found = "arXiv"
    if re.match(r"https?://|\\url|www\.", found):
        found = ""
    if not found and kind in ("misc", "article", "inproceedings", "unpublished"):
        badge, publisher = plain.get("abbr", ""), plain.get("publisher", "")
        found = badge if badge.lower() not in _NO_BADGES else ""
        series = _PAPER_SERIES.match(plain.get("note", "")) if not found else None
        found = found or (series[1] if series else "")
        found = found or (publisher if _PREPRINTS.search(publisher) else "")
    return "" if _NO_VENUE.fullmatch(found) or _SCHOOL.fullmatch(found) else tidy_venue(found), arxiv


def _arxiv(plain: Mapping[str, str], venue: str, is_arxiv: bool) -> str:
    """Return the arXiv number that a field tells, "" for none."""
    texts = (
        plain.get("eprint", "") if is_arxiv or "archiveprefix" not in plain else "",
        plain.get("arxiv", ""),
        *(text for text in (venue, *(plain.get(key, "") for key in ("note", "url", "pdf", "html", "doi")))
          if "arxiv" in text.lower()),
    )
    match = next((match for text in texts if (match := _ARXIV.search(text))), None)
    return (match[1] or match[2]) if match else ""


def tidy_venue(text: str) -> str:
    """Return a venue without "In", "Proceedings of the" and the year around it.

    >>> tidy_venue("In Proceedings of the 2021 Conference on Rivers"), tidy_venue("Rivers 2020"), tidy_venue("2020")
    ('Conference on Rivers', 'Rivers', '')
    """
    text = re.sub(r"^(?:in:?|to appear in|accepted (?:at|to|by))\s+", "", text.strip(), flags=re.IGNORECASE)
    text = re.sub(r"^(?:proceedings|proc\.?) of (?:the )?", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:the )?(?:19|20)\d\d\s+", "", text)
    text = re.sub(r"[\s,(]+(?:19|20)\d\d\)?$", "", text)
    return "" if text.isdigit() else text.strip(" ,.;:")


def _when(plain: Mapping[str, str]) -> tuple[int | None, str]:
    """Return year and, where more than the year is known, the ISO date."""
    stated = plain.get("date", "") or plain.get("year", "")
    match = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", stated)
    if not match:
        return None, ""
    year = int(match[0])
    iso = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", plain.get("date", ""))
    if iso:
        return year, iso[0]
    month = plain.get("month", "").strip().lower()
    number = (
        int(month)
        if month.isdigit() and len(month) < 3
        else next((place for place, word in enumerate(_MONTHS, 1) if month[:3] == word), 0)
    )
    if not 1 <= number <= 12:
        return year, ""
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", plain.get("day", "") or (month if not month.isdigit() else ""))
    exact = f"-{int(day[1]):02}" if day and 1 <= int(day[1]) <= 31 else ""
    return year, f"{year}-{number:02}{exact}"


def _type(kind: str, plain: Mapping[str, str], venue: str) -> PaperType | None:
    stated = " ".join(plain.get(key, "") for key in ("journal", "booktitle", "howpublished"))
    if _PREPRINTS.match(venue) or (_PREPRINTS.search(venue) and kind not in ("inproceedings", "conference")):
        return "preprint"
    if kind in ("inproceedings", "conference") and re.search(r"\bworkshops?\b", plain.get("booktitle", "") + venue, re.I):
        return "workshop"
    if kind == "article" and _PROCEEDINGS.search(stated):
        return "workshop" if "workshop" in stated.lower() else "conference"
    if kind == "article" and not venue and _NO_VENUE.fullmatch(stated):
        return "report" if "report" in stated.lower() else "preprint"
    if kind == "misc":
        text = f"{plain.get('type', '')} {plain.get('note', '')} {plain.get('howpublished', '')}".lower()
        for word in ("patent", "dataset", "software", "thesis", "report"):
            if word in text:
                return word
        return (
            "preprint"
            if _PREPRINTS.search(" ".join((text, plain.get("archiveprefix", ""), plain.get("url", ""))))
            else None
        )
    return _TYPES.get(kind)


def _status(notes: str, plain: Mapping[str, str]) -> PaperStatus | None:
    text = f"{notes} {plain.get('year', '')} {plain.get('journal', '')} {plain.get('booktitle', '')}"
    if _IN_REVIEW.search(text):
        return "under_review"
    return "accepted" if _ACCEPTED.search(text) else None


def _award(plain: Mapping[str, str]) -> str:
    for key in (
        "award",
        "award_name",
        "awards",
        "honor",
        "prize",
        "distinction",
        "note",
        "addendum",
        "additional_info",
        "annote",
    ):
        text = plain.get(key, "")
        if text and len(text) < 200 and (_AWARD.search(text) or key.startswith(("award", "honor", "prize"))):
            return text.strip(" .,;()*") if not _NO_AWARD.fullmatch(text) else ""
    return ""


def _doi(plain: Mapping[str, str]) -> str:
    for key in ("doi", "url", "html", "link"):
        match = _DOI.search(plain.get(key, "").replace("%2F", "/"))
        if match:
            return match[0].rstrip(".,;")
    return ""


def _urls(plain: Mapping[str, str]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for key, value in plain.items():
        if key in _LINKS and re.match(r"(?:https?://|/[^/\s])\S+$", value.strip()):
            found.setdefault(value.strip(), Link(_LINKS[key], value.strip()))
    return tuple(found.values())
