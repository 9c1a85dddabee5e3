"""Mappings of front matter, data files and exchange formats → publications, news, posts, degrees, talks …

Takes one mapping at a time, under whatever keys its theme or its writer uses; gives the record that it tells, or None.
What a key means is looked up in one table, so that another theme's word for the same thing is one word here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg import dates
from kg.model import (
    Award,
    Education,
    Link,
    News,
    PaperStatus,
    PaperType,
    Position,
    Project,
    Publication,
    Service,
    Source,
    Talk,
    Teaching,
)
from kg.names import looks_like_name, strip_markers
from kg.read import plain
from kg.read.bibtex import tidy_venue

Fields = Mapping[str, Any]

_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "paper", "heading"),
    "authors": ("authors", "author", "authorlist", "author_list", "by"),
    "venue": ("venue", "conference", "journal", "publication", "booktitle", "publisher_name", "published_in", "pub",
              "proceedings", "where", "outlet", "container-title", "publication_short", "conf", "conference_short", "series"),
    "year": ("year", "pubyear", "pub_year", "issued"),
    "date": ("date", "publishdate", "published", "pubdate", "time", "when", "releasedate", "date_start", "startdate", "start"),
    "doi": ("doi",), "arxiv": ("arxiv", "arxiv_id", "eprint"),
    "award": ("award", "awards", "honor", "prize", "distinction"),
    "notes": ("note", "notes", "status", "remark", "remarks", "comment"),
    "text": ("content", "text", "news", "description", "body", "item", "message", "details", "title", "headline", "html"),
    "organization": ("organization", "organisation", "institution", "company", "org", "school", "university", "employer",
                     "affiliation", "place", "where", "venue", "name"),
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
    "awarder": ("organization", "awarder", "institution", "from", "by", "issuer", "organisation", "venue", "org", "publisher"),
}
_LINKS = {
    "pdf": "PDF", "paperurl": "Paper", "paper_url": "Paper", "paper": "Paper", "url": "", "link": "", "url_pdf": "PDF",
    "code": "Code", "url_code": "Code", "github": "Code", "slides": "Slides", "slidesurl": "Slides", "url_slides": "Slides",
    "poster": "Poster", "url_poster": "Poster", "video": "Video", "url_video": "Video", "website": "Website",
    "project": "Project", "page": "Page", "url_project": "Project", "url_dataset": "Dataset", "dataset": "Dataset",
    "data": "Data", "arxiv": "arXiv", "html": "HTML", "bibtexurl": "BibTeX", "demo": "Demo", "preprint": "Preprint",
    "url_preprint": "Preprint", "url_source": "Source", "blog": "Blog", "doi_url": "DOI", "external_link": "",
    "presentation": "Presentation", "bibtex": "BibTeX", "supplement": "Supplement", "projectpage": "Project",
}
_HUGO_TYPES: dict[str, PaperType] = {
    "1": "conference", "2": "journal", "3": "preprint", "4": "report", "5": "book", "6": "chapter", "7": "thesis",
    "8": "patent", "paper-conference": "conference", "article-journal": "journal", "article": "preprint",
    "manuscript": "preprint", "report": "report", "book": "book", "chapter": "chapter", "thesis": "thesis",
    "patent": "patent", "conference": "conference", "journal": "journal", "workshop": "workshop",
    "preprint": "preprint", "paper": "conference", "dataset": "dataset", "software": "software",
}
_CUT = re.compile(r"(?:^|[\s,;])[(\[]?(?:et\.? al\b\.?|and others|\.\.\.|…|and \d+ (?:others|more))[)\]]?", re.IGNORECASE)
_LEGEND = re.compile(r"\(?\s*[*†‡§#]\s*(?:[:=]|denotes?|indicates?|equal|corresponding|co-)[^)]{0,120}\)?\s*$", re.I)
_EDUCATION = re.compile(
    r"\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate|al)?|dr\.|m\.?\s?sc?|m\.?phil|m\.?eng|m\.?res|m\.?tech|mba|master'?s?|b\.?\s?sc?|"
    r"b\.?eng|b\.?tech|b\.?a|m\.?a|bachelor'?s?|diploma?|licen[cs]iatura|undergraduate|degree|b\.?s\.?e|laurea|"
    r"engineering student|student)\b\.?", re.IGNORECASE)
_NO_DEGREE = re.compile(r"\b(?:professor|postdoc\w*|post-doc\w*|lecturer|researcher|scientist|engineer|intern\w*|fellow|"
                        r"assistant|director|manager|consultant|visiting|head)\b", re.IGNORECASE)
_ADVISORS = re.compile(r"\b(?:advis[eo]rs?|supervis(?:ors?|ed by)|advised by|mentors?|hosts?)\s*:?\s*([^;\n]{3,160})", re.I)
_STATUS: tuple[tuple[re.Pattern[str], PaperStatus], ...] = (
    (re.compile(r"\b(?:under (?:review|submission|revision)|submitted|r\s?&\s?r|revise|revision requested|rej\w*\.? (?:and|&) resubmit|in review|conditionally)\b", re.I),
     "under_review"),
    (re.compile(r"\b(?:accepted|to appear|in press|forthcoming)\b", re.I), "accepted"))
_BEFORE_VENUE = re.compile(r"(?:working|discussion|technical) (?:papers?|reports?)(?: (?:no\.? ?)?\d+)?,\s*(?:(?:19|20)\d\d,\s*)?",
                           re.IGNORECASE)
_NOT_A_VENUE = re.compile(
    r"(?:under (?:review|submission|revision)|submitted|working papers?|in preparation|work in progress|preprints?|"
    r"technical report|manuscript|revis|r\s?&\s?r|rej|job market paper|presentations|preliminary|available upon)\w*\b.*", re.IGNORECASE)


def get(fields: Fields, what: str) -> Any:
    """Return the value that a mapping has under one of the keys for something, or None.

    >>> get({"Conference": "ICML"}, "venue")
    'ICML'
    """
    lowered = {str(key).lower().replace(" ", "_"): value for key, value in fields.items()}
    for key in _KEYS[what]:
        value = lowered.get(key)
        if value not in (None, "", [], {}):
            return value
    return None


def word(fields: Fields, what: str) -> str:
    """Return the same as plain text."""
    return plain.text(get(fields, what))


# ── papers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def publication(fields: Fields, source: Source, owner: str = "", owner_words: frozenset[str] = frozenset()) -> Publication | None:
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
    doi = next((found for text in (str(get(fields, "doi") or ""), *(link.url for link in urls if "doi" in link.url.lower()))
                if (found := re.search(r"10\.\d{4,9}/[^\s\"<>?#]{1,200}", text))), None)
    return Publication(
        title=title, authors=names, authors_complete=complete if names else None, equal_contribution=equal, venue=venue,
        year=year, date=date, type=_type(fields, stated), status=_status(f"{stated} {notes} {fields.get('pubstate', '')}",
                                                                        plain.text(fields.get("category"))),
        award=award or (notes if re.search(r"\b(?:award|best paper|honou?rable mention)\b", notes, re.I) else ""),
        doi=doi[0].rstrip(".,;") if doi else "", arxiv=_arxiv(fields, urls, stated), urls=urls, source=source)


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
        return literal or " ".join(filter(None, (plain.text(entry.get("given") or entry.get("first")),
                                                 plain.text(entry.get("family") or entry.get("last")))))
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
    """Return year and, where more than the year is known, the date."""
    stated = get(fields, "year")
    date = dates.parse_date(str(get(fields, "date") or "")[:40])
    year = dates.year_of(dates.parse_date(str(stated)[:40])) if stated is not None else None
    if year is None:
        printed = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", venue)
        year = dates.year_of(date) or (int(printed[0]) if printed else None)
    if not date.startswith(str(year)) or len(date) == 4:
        date = ""
    return year, date


def _tidy(stated: str) -> str:
    """Return a venue without status, volume and pages."""
    text = re.sub(r"^(?:(?:accepted|to appear|forthcoming|published|in press) (?:at|in|by)?)\s*:?", "", stated, flags=re.I)
    text = _BEFORE_VENUE.sub("", text.strip(" *_.,;:"))
    if _NOT_A_VENUE.fullmatch(text):
        return ""
    text = re.sub(r",?\s+(?:vol\.?|volume|no\.?|pp?\.|pages|issue)\s?\d.*$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"[,\s]+\d{1,4}\s?(?:\([^()]{1,12}\))?(?:\s?[:,]\s?[\d–-]+)?$", "", text) if "," in text else text
    return tidy_venue(text)


def _type(fields: Fields, venue: str) -> PaperType | None:
    stated = fields.get("publication_types") or fields.get("type") or fields.get("pubtype") or fields.get("category") or ""
    if isinstance(stated, (list, tuple)):
        stated = stated[0] if stated else ""
    found = _HUGO_TYPES.get(str(stated).strip().lower())
    if found in ("conference", "journal", None) and re.search(r"\bworkshops?\b", venue, re.IGNORECASE):
        return "workshop"
    if found is None and re.search(r"\b(?:ar\s?xiv|bio\s?rxiv|med\s?rxiv|ssrn|working paper|preprint)", venue, re.IGNORECASE):
        return "preprint"
    return found


def _status(text: str, category: str) -> PaperStatus | None:
    if category.lower() in ("published", "accepted"):
        return "published" if category.lower() == "published" else "accepted"
    return next((status for pattern, status in _STATUS if pattern.search(text)), None)


def _arxiv(fields: Fields, urls: tuple[Link, ...], venue: str) -> str:
    for text in (str(get(fields, "arxiv") or ""), venue if "arxiv" in venue.lower() else "",
                 *(link.url for link in urls if "arxiv.org" in link.url)):
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
                    add(plain.text(entry.get("name") or entry.get("label") or entry.get("title")), entry.get("url") or entry.get("link"))
            if isinstance(value, Mapping):
                for inner, url in value.items():
                    add(str(inner), url)
            for link in plain.links(value):
                add(link.label, link.url)
    return tuple(found.values())


# ── the career ──────────────────────────────────────────────────────────────────────────────────────────────────


def span(fields: Fields) -> tuple[str, str]:
    """Return start and end of a post or a study.

    >>> span({"date_start": "2019-05-01", "date_end": ""}), span({"time": "Feb 2023 - Jan 2025"})
    (('2019-05-01', 'present'), ('2023-02', '2025-01'))
    """
    start, end = get(fields, "start"), get(fields, "end")
    if start is not None:
        last = str(end) if end is not None else ""
        has_end = any(str(key).lower() in _KEYS["end"] for key in fields)
        closed = dates.parse_date(last[:40])
        going_on = re.search(r"present|now|current|ongoing", last, re.I) or (not last and has_end)
        return dates.parse_date(str(start)[:40]), "present" if going_on else closed
    return dates.parse_range(str(get(fields, "when") or "")[:80])


def career(fields: Fields, source: Source, section: str = "") -> Position | Education | None:
    """Return the post or the degree that a mapping tells, or None.

    Args:
        fields: an entry of a time line or of a CV.
        source: where it stands.
        section: the name of the list it stands in ("Education").
    """
    organization = word(fields, "organization")
    title = word(fields, "role") or word(fields, "degree")
    if not title or not organization or title == organization:
        return None
    start, end = span(fields)
    is_degree = "educ" in section.lower() or "studytype" in {str(key).lower() for key in fields}
    if not is_degree and not re.search(r"work|experience|employ|position|career|appointment", section, re.IGNORECASE):
        is_degree = bool(_EDUCATION.search(title)) and not _NO_DEGREE.search(title)
    place = {"organization": organization, "unit": word(fields, "unit"), "location": word(fields, "location")}
    within = re.fullmatch(r"(.{3,60}?) at (?:the )?(.{3,120})", title) if not place["unit"] and not is_degree else None
    if within:
        title, place["unit"] = within[1], within[2]
    people = advisors(fields)
    if not is_degree or re.search(r"\bpost-?doc", title, re.IGNORECASE):
        return Position(role=title, start=start, end=end, supervisors=people, source=source, **place)
    degree = word(fields, "degree") or title
    area = word(fields, "field")
    if not area:
        degree, area = split_degree(degree)
    single = get(fields, "start") is None and start == end
    return Education(degree=degree, field=area, start="" if single else start, end=end, advisors=people, source=source, **place)


def split_degree(text: str) -> tuple[str, str]:
    """Part a degree from its field.

    >>> split_degree("Ph.D. in Computer Science"), split_degree("MPhil, Advanced Computer Science"), split_degree("PhD")
    (('Ph.D.', 'Computer Science'), ('MPhil', 'Advanced Computer Science'), ('PhD', ''))
    """
    match = re.match(r"(.{2,60}?)(?:\s+in\s+(?:the field of )?|,\s+)(.{3,})$", text)
    return (match[1].strip(), match[2].strip()) if match else (text, "")


def advisors(fields: Fields) -> tuple[str, ...]:
    """Return the advisors that a mapping names, under their key or in its description.

    >>> advisors({"description": ["Thesis: Rivers", "Advisors: Ada Quist (UX) and Bo Tamm (UY)."]})
    ('Ada Quist', 'Bo Tamm')
    """
    stated = plain.text(get(fields, "advisors"))
    if not stated:
        described = next((fields[key] for key in ("description", "details", "summary", "detail") if fields.get(key)), "")
        lines = described if isinstance(described, (list, tuple)) else [described]
        match = next((found for line in lines if (found := _ADVISORS.search(plain.text(line)))), None)
        stated = match[1] if match else ""
    stated = re.sub(r"(?<=[a-z]{3})\.\s.*$", "", re.sub(r"\([^()]{0,80}\)", "", stated))
    names = (re.sub(r"^(?:profs?\.?|professors?|dr\.?|mr\.?|ms\.?)\s+(?:dr\.?\s+)?", "", name.strip(), flags=re.IGNORECASE).strip(" .")
             for name in split_names(stated))
    return tuple(name for name in names if looks_like_name(name))


def award(fields: Fields, source: Source) -> Award | None:
    """Return the award that a mapping tells, or None."""
    title = word(fields, "title")
    when = next((str(fields[key]) for key in ("year", "date", "time", "date_start", "when") if fields.get(key)), "")
    giver = word(fields, "awarder")
    return Award(title=title, organization=giver if giver != title else "", year=dates.year_of(dates.parse_date(when[:40])),
                 source=source) if title else None


def news(fields: Fields, source: Source) -> News | None:
    """Return the news item that a mapping tells, or None."""
    stated = get(fields, "text")
    said = plain.text(stated)
    date = dates.parse_date(str(get(fields, "date") or "")[:40]) or read_day_first(str(get(fields, "date") or ""))
    return News(date=date, text=said, source=source) if said and date else None


def read_day_first(text: str) -> str:
    """Return "25/06/2026" as ISO; "" for anything else.

    >>> read_day_first("25/06/2026")
    '2026-06-25'
    """
    match = re.fullmatch(r"\s*(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\s*", text)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[1]) <= 31:
        return ""
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"


def talk(fields: Fields, source: Source) -> Talk | None:
    """Return the talk that a mapping tells, or None."""
    title = word(fields, "title")
    venue = plain.text(fields.get("venue") or fields.get("event") or fields.get("where") or fields.get("location"))
    when = dates.parse_date(str(get(fields, "date") or "")[:40])
    return Talk(title=title, venue=venue, date=when, source=source) if title else None


def teaching(fields: Fields, source: Source) -> Teaching | None:
    """Return the course that a mapping tells, or None."""
    course = word(fields, "title") or plain.text(fields.get("course"))
    place = plain.text(fields.get("venue") or fields.get("company") or fields.get("institution") or fields.get("university") or fields.get("organization")
                       or fields.get("school") or fields.get("location"))
    role = plain.text(fields.get("role") or fields.get("position"))
    course = re.sub(r"\s*\(x\s?\d+\)$", "", course)
    told = re.fullmatch(r"((?:[\w-]+ ){0,3}(?:lecturer|instructor|assistant|tutor|ta|professor|grader)) (?:of|for|in) (.{3,})", course, re.I)
    if told and not role:
        role, course = told[1], told[2]
    when = dates.parse_date(str(get(fields, "date") or fields.get("semester") or fields.get("term") or get(fields, "year") or "")[:40])
    return Teaching(course=course, organization=place, role=role, date=when, source=source) if course else None


def project(fields: Fields, source: Source) -> Project | None:
    """Return the project that a mapping tells, or None."""
    title = word(fields, "title")
    url = word(fields, "url")
    start, end = span(fields)
    return Project(title=title, organization=plain.text(fields.get("organization") or fields.get("institution")), start=start,
                   end=end if end != start else "", url=url if url.startswith("http") else "", source=source) if title else None


def service(fields: Fields, source: Source) -> Service | None:
    """Return the duty that a mapping tells, or None."""
    role = plain.text(fields.get("role") or fields.get("position") or fields.get("title"))
    venue = plain.text(fields.get("venue") or fields.get("conference") or fields.get("organization") or fields.get("name"))
    when = dates.parse_date(str(get(fields, "year") or get(fields, "date") or "")[:40])
    return Service(role=role, venue=venue, year=dates.year_of(when), source=source) if role and venue else None
