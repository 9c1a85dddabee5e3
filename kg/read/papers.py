"""Mappings of front matter and data files → publications.

Takes one mapping, under whatever keys its theme or its writer uses; gives the paper that it tells, or None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg import dates
from kg.model import Link, PaperStatus, PaperType, Publication, Source
from kg.names import strip_markers
from kg.read import plain
from kg.read.bibtex import tidy_venue
from kg.read.keys import Fields, get, word

_LINKS = {
    "pdf": "PDF",
    "paperurl": "Paper",
    "paper_url": "Paper",
    "paper": "Paper",
    "url": "",
    "link": "",
    "url_pdf": "PDF",
    "code": "Code",
    "url_code": "Code",
    "github": "Code",
    "slides": "Slides",
    "slidesurl": "Slides",
    "url_slides": "Slides",
    "poster": "Poster",
    "url_poster": "Poster",
    "video": "Video",
    "url_video": "Video",
    "website": "Website",
    "project": "Project",
    "page": "Page",
    "url_project": "Project",
    "url_dataset": "Dataset",
    "dataset": "Dataset",
    "data": "Data",
    "arxiv": "arXiv",
    "html": "HTML",
    "bibtexurl": "BibTeX",
    "demo": "Demo",
    "preprint": "Preprint",
    "url_preprint": "Preprint",
    "url_source": "Source",
    "blog": "Blog",
    "doi_url": "DOI",
    "external_link": "",
    "presentation": "Presentation",
    "bibtex": "BibTeX",
    "supplement": "Supplement",
    "projectpage": "Project",
}
_HUGO_TYPES: dict[str, PaperType] = {
    "1": "conference",
    "2": "journal",
    "3": "preprint",
    "4": "report",
    "5": "book",
    "6": "chapter",
    "7": "thesis",
    "8": "patent",
    "paper-conference": "conference",
    "article-journal": "journal",
    "article": "preprint",
    "manuscript": "preprint",
    "report": "report",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "patent": "patent",
    "conference": "conference",
    "journal": "journal",
    "workshop": "workshop",
    "preprint": "preprint",
    "paper": "conference",
    "dataset": "dataset",
    "software": "software",
}
_CUT = re.compile(r"(?:^|[\s,;])[(\[]?(?:et\.? al\b\.?|and others|\.\.\.|…|and \d+ (?:others|more))[)\]]?", re.IGNORECASE)
_LEGEND = re.compile(r"\(?\s*[*†‡§#]\s*(?:[:=]|denotes?|indicates?|equal|corresponding|co-)[^)]{0,120}\)?\s*$", re.I)
_STATUS: tuple[tuple[re.Pattern[str], PaperStatus], ...] = (
    (
        re.compile(
            r"\b(?:under (?:review|submission|revision)|submitted|r\s?&\s?r|revise|revision requested|"
            r"rej\w*\.? (?:and|&) resubmit|in review|conditionally)\b",
            re.I,
        ),
        "under_review",
    ),
    (re.compile(r"\b(?:accepted|to appear|in press|forthcoming)\b", re.I), "accepted"),
)
_BEFORE_VENUE = re.compile(
    r"(?:working|discussion|technical) (?:papers?|reports?)(?: (?:no\.? ?)?\d+)?,\s*(?:(?:19|20)\d\d,\s*)?", re.IGNORECASE
)
_VOLUME_ON = re.compile(r"(?<=\w),\s*\d{1,4}\s?(?:[(:]|,\s?\w{0,3}\d).*$")
"""A volume with its issue, year or pages, and all behind it: ", 11 (2023), E82"."""

_NOT_A_VENUE = re.compile(
    r"(?:under (?:review|submission|revision)|submitted|working papers?|in preparation|work in progress|preprints?|"
    r"technical report|manuscript|drafts?|"
    r"revis|r\s?&\s?r|rej|job market paper|presentations|preliminary|available upon)\w*\b.*",
    re.IGNORECASE,
)


def publication(
    fields: Fields, source: Source, owner: str = "", owner_words: frozenset[str] = frozenset()
) -> Publication | None:
    """Return the paper that a mapping tells, or None where it has no title.

    Args:
        fields: front matter of a paper's file, or an entry of a data file.
        source: where it stands.
        owner: the owner's name, which stands for the words below in author lists.
        owner_words: what the theme writes for the owner ("admin").
    """
    title = word(fields, "title").rstrip(".")
    if not title:
        return None
    names, complete, equal = _authors(get(fields, "authors"), owner, owner_words)
    stated = word(fields, "venue")
    year, date = _when(fields, stated)
    venue = _tidy(stated)
    award = word(fields, "award")
    notes = word(fields, "notes")
    urls = _urls(fields)
    doi = next(
        (
            found
            for text in (str(get(fields, "doi") or ""), *(link.url for link in urls if "doi" in link.url.lower()))
            if (found := re.search(r"10\.\d{4,9}/[^\s\"<>?#]{1,200}", text))
        ),
        None,
    )
    return Publication(
        title=title,
        authors=names,
        authors_complete=complete if names else None,
        equal_contribution=equal,
        venue=venue,
        year=year,
        date=date,
        type=_type(fields, stated),
        status=_status(f"{stated} {notes} {fields.get('pubstate', '')}", plain.text(fields.get("category"))),
        award=award or (notes if re.search(r"\b(?:award|best paper|honou?rable mention)\b", notes, re.I) else ""),
        doi=doi[0].rstrip(".,;") if doi else "",
        arxiv=_arxiv(fields, urls, stated),
        urls=urls,
        source=source,
    )


def _authors(value: Any, owner: str, owner_words: frozenset[str]) -> tuple[tuple[str, ...], bool, tuple[int, ...]]:
    """Return names, whether they are all, and the places marked with a star."""
    complete = True
    if isinstance(value, (list, tuple)):
        parts = [plain.text(_person(entry)) for entry in value]
        if len(parts) == 1 and "," in parts[0]:
            value = parts[0]
    if not isinstance(value, (list, tuple)):
        whole = plain.text(value)
        if not whole:
            return (), True, ()
        whole = _LEGEND.sub("", whole)
        complete = not _CUT.search(whole)
        parts = split_names(_CUT.sub("", whole))
    names: list[str] = []
    equal: list[int] = []
    for part in parts:
        if _CUT.fullmatch(part) or part.lower() in ("others", "et al"):
            complete = False
            continue
        name, markers = strip_markers(part.strip())
        name = name.strip(" ,;*")
        if name.lower() in owner_words and owner:
            name = owner
        if name:
            names.append(name)
            if "*" in markers:
                equal.append(len(names))
    return tuple(names), complete, tuple(equal)


def _person(entry: Any) -> Any:
    if isinstance(entry, Mapping):
        literal = entry.get("name") or entry.get("literal")
        return literal or " ".join(
            filter(
                None,
                (
                    plain.text(entry.get("given") or entry.get("first")),
                    plain.text(entry.get("family") or entry.get("last")),
                ),
            )
        )
    return entry


def split_names(text: str) -> list[str]:
    """Split a run of names; "Olin, M., Quist, A." keeps family names with their initials.

    >>> split_names("Mira Olin*, Ada Quist and Bo Tamm"), split_names("Olin, M., & Quist, A. B.")
    (['Mira Olin*', 'Ada Quist', 'Bo Tamm'], ['Olin, M.', 'Quist, A. B.'])
    """
    pieces = [piece.strip() for piece in re.split(r"[,;]|\s+(?:and|&|und|y)\s+|(?<=,)\s*(?:and|&)\s+", text)]
    pieces = [re.sub(r"^(?:and|&)\s+", "", piece) for piece in pieces if piece.strip(" .")]
    initials = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}[*†‡§#]*")
    if sum(bool(initials.fullmatch(piece)) for piece in pieces) * 3 < len(pieces):
        return pieces
    joined: list[str] = []
    for piece in pieces:
        if initials.fullmatch(piece) and joined and "," not in joined[-1]:
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _when(fields: Fields, venue: str) -> tuple[int | None, str]:
    """Return year and, where more than the year is known, the date.

    The year that a conference's name begins with wins over a date, which may only sort the page.
    """
    stated = get(fields, "year")
    date = dates.parse_date(str(get(fields, "date") or "")[:40])
    year = dates.year_of(dates.parse_date(str(stated)[:40])) if stated is not None else None
    if year is None:
        printed = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", venue)
        leads = printed is not None and not re.search(r"[,;()]", venue[: printed.start()].strip(" *_")) and (
            len(venue[: printed.start()].split()) <= 1
        )
        year = int(printed[0]) if printed and (leads or not date) else dates.year_of(date)
    if not date.startswith(str(year)) or len(date) == 4:
        date = ""
    return year, date


def _tidy(stated: str) -> str:
    """Return a venue without status, volume and pages."""
    text = re.sub(
        r"^(?:(?:accepted|to appear|forthcoming|published|in press) (?:at|in|by)?)\s*:?", "", stated, flags=re.I
    )
    text = _BEFORE_VENUE.sub("", text.strip(" *_.,;:"))
    if _NOT_A_VENUE.fullmatch(text):
        return ""
    text = re.sub(r",?\s+(?:vol\.?|volume|no\.?|pp?\.|pages|issue)\s?\d.*$", "", text, flags=re.IGNORECASE)
    text = _VOLUME_ON.sub("", text)
    text = re.sub(r"[,\s]+\d{1,4}\s?(?:\([^()]{1,12}\))?(?:\s?[:,]\s?[\d–-]+)?$", "", text) if "," in text else text
    return tidy_venue(text)


def _type(fields: Fields, venue: str) -> PaperType | None:
    stated = (
        fields.get("publication_types") or fields.get("type") or fields.get("pubtype") or fields.get("category") or ""
    )
    if isinstance(stated, (list, tuple)):
        stated = stated[0] if stated else ""
    found = _HUGO_TYPES.get(str(stated).strip().lower())
    if found in ("conference", "journal", None) and re.search(r"\bworkshops?\b", venue, re.IGNORECASE):
        return "workshop"
    if found is None and re.search(
        r"\b(?:ar\s?xiv|bio\s?rxiv|med\s?rxiv|ssrn|working paper|preprint)", venue, re.IGNORECASE
    ):
        return "preprint"
    return found


def _status(text: str, category: str) -> PaperStatus | None:
    if category.lower() in ("published", "accepted"):
        return "published" if category.lower() == "published" else "accepted"
    return next((status for pattern, status in _STATUS if pattern.search(text)), None)


def _arxiv(fields: Fields, urls: tuple[Link, ...], venue: str) -> str:
    for text in (
        str(get(fields, "arxiv") or ""),
        venue if "arxiv" in venue.lower() else "",
        *(link.url for link in urls if "arxiv.org" in link.url),
    ):
        match = re.search(r"(?<![\d.])(\d{4}\.\d{4,5})(?!\d)|(?<=/)([a-z-]{2,9}/\d{7})\b", text)
        if match:
            return match[1] or match[2]
    return ""


def _urls(fields: Fields) -> tuple[Link, ...]:
    found: dict[str, Link] = {}

    def add(label: str, url: Any) -> None:
        if isinstance(url, str) and re.match(r"(?:https?://|/[^/\s])\S+$", url.strip()):
            found.setdefault(url.strip(), Link(label, url.strip()))

    for key, value in fields.items():
        label = _LINKS.get(str(key).lower())
        if label is not None:
            add(label, value)
        elif str(key).lower() in ("links", "resources", "urls", "buttons"):
            for entry in value if isinstance(value, (list, tuple)) else ():
                if isinstance(entry, Mapping):
                    add(
                        plain.text(entry.get("name") or entry.get("label") or entry.get("title")),
                        entry.get("url") or entry.get("link"),
                    )
            if isinstance(value, Mapping):
                for inner, url in value.items():
                    add(str(inner), url)
            for link in plain.links(value):
                add(link.label, link.url)
    return tuple(found.values())
