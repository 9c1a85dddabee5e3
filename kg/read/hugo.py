"""Hugo sites (Hugo Blox, Wowchemy, Academic and others) → pages and records.

Takes the files of a site; gives its pages and a partial profile for each structured file: papers, talks and projects
by their front matter, the owner's own page (``content/authors/…``), and the sections of the home page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from kg.model import Education, Fact, Position, Profile, Source
from kg.names import bracketed, looks_like_name
from kg.read import bibtex, data, html, keys, markdown, owner, pagefile, papers, plain, prose, records
from kg.read.folder import Folder
from kg.read.page import Block, Page, Site
from kg.read.samples import is_sample, is_sample_person

_CONFIGS = (
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/params.toml",
    "config/_default/params.yaml",
    "config/_default/languages.toml",
    "config/_default/languages.yaml",
)
_MEMBERS = {
    "publication": "publication",
    "publications": "publication",
    "paper": "publication",
    "papers": "publication",
    "talk": "talk",
    "talks": "talk",
    "event": "talk",
    "events": "talk",
    "project": "project",
    "projects": "project",
    "course": "course",
    "courses": "course",
    "teaching": "course",
}
_NO_PAGES = re.compile(
    r"^content/(?:[a-z]{2}/)?(?:posts?|blog|slides|tags?|categories|authors?|docs|archives|search)(?:/|\.)"
)
_LISTS = ("item", "items", "experience", "education", "awards", "feature", "member", "courses", "work")


_OF_THEME = re.compile(r"content/(?:[a-z]{2}/)?(?:authors?/[^/]+/_?index|publications?/[^/]+/index)\.md$")
"""Files that only the generator's academic theme has."""


def is_hugo(files: Folder) -> bool:
    """Say whether a folder holds a Hugo site."""
    if any(map(_OF_THEME.match, files.names)):
        return True  # with or without the configuration
    return any(name.startswith("content/") for name in files.names) and any(name in files.names for name in _CONFIGS)


def configuration(files: Folder) -> dict[str, Any]:
    """Return the site's configuration, with the parameters of the theme below ``params``."""
    merged: dict[str, Any] = {}
    for name in _CONFIGS:
        if name in files.names:
            found = _values(files, name)
            if "params" in name.rpartition("/")[2]:
                found = {"params": found}
            for key, value in found.items():
                merged.setdefault(key, value)
    return merged


def _values(files: Folder, name: str) -> Mapping[str, Any]:
    if not name.endswith(".toml"):
        found = files.data(name)
        return found if isinstance(found, Mapping) else {}
    try:
        return tomllib.loads(files.text(name) or "")
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def collect(files: Folder, site: Site) -> tuple[list[Page], list[Profile], Site]:
    """Return the pages, the records, and the site with what the owner's own page adds to it."""
    authors = _authors(files)
    own = _owner(authors, site)
    about = authors[own][1] if own else Profile()
    if about.name:
        site = replace(site, name=about.name, email=site.email or about.email, author=authors[own][0].meta)
    words = frozenset(filter(None, ("admin", "me", own.lower(), site.name.lower())))
    pages: list[Page] = [authors[own][0]] if own else []
    kept: list[Profile] = [about]
    for name in files.matching(".md", ".html", under="content/"):
        section = re.match(r"content/(?:[a-z]{2}/)?([\w-]+)/", name)
        role = _MEMBERS.get(section[1], "") if section else ""
        if role and not re.search(r"/_index\.\w+$", name):
            for page, record in _member(files, name, role, site.name, words):
                pages.append(page)
                kept.append(record)
        elif not _NO_PAGES.search(name):
            found, record = _sections(files, name)
            pages.extend(found)
            kept.append(record)
    return pages, kept, site


# ── the owner ───────────────────────────────────────────────────────────────────────────────────────────────────


def _authors(files: Folder) -> dict[str, tuple[Page, Profile]]:
    """Return the people of the site by the name of their folder, each with page and partial profile."""
    found: dict[str, tuple[Page, Profile]] = {}
    for name in files.names:
        match = re.match(r"content/(?:[a-z]{2}/)?authors/([^/]+)/_?index\.md$|data/authors/([^/]+)\.ya?ml$", name)
        if not match:
            continue
        text = files.text(name)
        if text is None:
            continue
        if match[2]:
            value = files.data(name)
            page = Page(name, (), value if isinstance(value, Mapping) else {})
        else:
            page, _ = prose.read(name, text, files.problems)
        if not is_sample_person(plain.text(page.meta.get("title") or page.meta.get("name"))):
            shown = tuple(pagefile.front_blocks(page.meta, ("role", "bio")))
            page = replace(page, role="main", blocks=(*shown, *page.blocks))
            found.setdefault(match[1] or match[2], (page, _person(page)))
    return found


def _owner(authors: Mapping[str, tuple[Page, Profile]], site: Site) -> str:
    """Return the folder of the site's owner: the superuser, ``admin``, whom the site is named after, or the only one."""
    for slug, (page, _) in authors.items():
        if page.meta.get("superuser") is True:
            return slug
    for slug in ("admin", "me"):
        if slug in authors:
            return slug
    for slug, (_, about) in authors.items():
        if about.name and about.name == site.name:
            return slug
    return next(iter(authors)) if len(authors) == 1 else ""


def _person(page: Page) -> Profile:
    """Return what an author's front matter says: name, posts, degrees, interests, identifiers."""
    meta = page.meta
    title = plain.text(meta.get("title") or meta.get("name"))
    if isinstance(meta.get("name"), Mapping):
        title = plain.text(meta["name"].get("display"))
    name = owner.person(title) or (title if looks_like_name(title) else "")
    found = data.profile_of(_career(meta, page.file))
    ids = {
        **owner.of_links(meta.get("social")),
        **owner.of_links(meta.get("profiles")),
        **owner.of_links(meta.get("links")),
    }
    email = owner.site({"email": meta.get("email")})[1].email
    return msgspec.structs.replace(
        found,
        name=name,
        other_names=tuple(other for other in bracketed(title) if other != name),
        identifiers=ids,
        email=email,
        interests=tuple(plain.items(meta.get("interests"))) if isinstance(meta.get("interests"), list) else (),
    )


def _career(meta: Mapping[str, Any], name: str) -> Iterator[Fact]:
    education = meta.get("education")
    listed = education.get("courses") if isinstance(education, Mapping) else education
    for key, entries in (
        ("education", listed),
        ("experience", meta.get("work") or meta.get("experience")),
        ("award", meta.get("awards")),
    ):
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Mapping) and not is_sample(
                plain.text(entry.get("institution") or entry.get("company_name"))
            ):
                fact = _career_entry(entry, name, key)
                if fact is not None:
                    yield fact


def _career_entry(entry: Mapping[str, Any], name: str, section: str) -> Fact | None:
    source = Source(name, getattr(entry, "lines", (1, 1)))
    if section == "award":
        return records.award(entry, source)
    fields = dict(entry)
    if "company_name" in fields:
        fields["company"] = fields["company_name"]
    if section == "education" and "course" in fields:
        fields.setdefault("degree", fields.pop("course"))
    elif section == "education" and "area" in fields and not keys.word(fields, "degree"):
        fields["degree"] = fields.pop("area")  # "PhD in Geology"
    found = records.career(fields, source, section)
    return found if isinstance(found, (Position, Education)) else None


# ── papers, talks, projects ─────────────────────────────────────────────────────────────────────────────────────


def _member(files: Folder, name: str, role: str, own: str, words: frozenset[str]) -> Iterator[tuple[Page, Profile]]:
    """Yield the page and the record of one paper, talk, project or course."""
    text = files.text(name)
    if text is None:
        return
    page, _ = prose.read(name, text, files.problems)
    meta = page.meta
    title = plain.text(meta.get("title"))
    if (
        not title
        or is_sample(title)
        or meta.get("draft") is True
        or meta.get("active") is False
        or any(is_sample_person(author) for author in plain.items(meta.get("authors")))
    ):
        return
    source = Source(name, getattr(meta, "lines", None) or (1, max(1, text.count("\n", 0, text.find("+++", 3)))))
    fact: Fact | None
    if role == "publication":
        fact = _paper(files, name, meta, source, own, words)
    elif role == "talk":
        fact = records.talk({**meta, "venue": meta.get("event") or meta.get("location")}, source)
    elif role == "project":
        fact = records.project({key: value for key, value in meta.items() if key != "date"}, source)
    else:
        fact = records.teaching(meta, source)
    shown = tuple(
        pagefile.front_blocks(meta, ("publication", "summary", "abstract") if role == "publication" else ("summary",))
    )
    blocks = (
        *shown,
        *(replace(block, parent=block.parent + len(shown)) if block.parent >= 0 else block for block in page.blocks),
    )
    yield replace(page, role=role, blocks=blocks), data.profile_of([fact]) if fact is not None else Profile()


def _paper(
    files: Folder, name: str, meta: Mapping[str, Any], source: Source, own: str, words: frozenset[str]
) -> Fact | None:
    """Return a paper by its front matter; ``cite.bib`` beside it fills what that leaves empty."""
    fields = {key: value for key, value in meta.items() if key != "publishDate"}
    paper = papers.publication(fields, source, own, words)
    beside = name.rpartition("/")[0] + "/cite.bib"
    if paper is None or (paper.authors and paper.venue and paper.year) or beside not in files.names:
        return paper
    cited = bibtex.read(files.text(beside) or "", beside, []).publications
    if not cited:
        return paper
    more = cited[0]
    names = {} if paper.authors else {"authors": more.authors, "authors_complete": more.authors_complete}
    return msgspec.structs.replace(
        paper, venue=paper.venue or more.venue, year=paper.year or more.year, doi=paper.doi or more.doi, **names
    )


# ── the home page ───────────────────────────────────────────────────────────────────────────────────────────────


def _sections(files: Folder, name: str) -> tuple[list[Page], Profile]:
    """Return the page of a file, its widget's title above, and the facts in its front matter's lists."""
    text = files.text(name)
    if text is None:
        return [], Profile()
    page, _ = prose.read(name, text, files.problems)
    meta = page.meta
    if not pagefile.is_content(name, meta):
        return [], Profile()
    facts: list[Fact] = []
    blocks: list[Block] = []
    title = plain.text(meta.get("title"))
    if meta.get("widget") and title:
        blocks.append(_heading(title, _line(text, title, meta, "title")))
    facts.extend(_listed(meta, name, title, text))
    sections = meta.get("sections")
    for section in sections if isinstance(sections, list) else ():
        content = section.get("content") if isinstance(section, Mapping) else None
        if isinstance(content, Mapping) and section.get("active") is not False:
            blocks.extend(_section_blocks(content, section))
            facts.extend(_listed(content, name, plain.text(content.get("title")), text))
    above = tuple(block.text for block in blocks[:1]) if meta.get("widget") else ()
    body = [
        replace(block, headings=above + block.headings, parent=block.parent + len(blocks) if block.parent >= 0 else -1)
        for block in page.blocks
    ]
    role = "main" if meta.get("widget") == "about" else pagefile.role_of(name, meta)
    if meta.get("widget"):
        role = (
            pagefile.role_of(title.lower().replace(" ", "-") + ".md")
            or pagefile.role_of(name.rpartition("/")[2])
            or "main"
        )
    return ([replace(page, role=role, blocks=(*blocks, *body))] if blocks or body else []), data.profile_of(facts)


def _section_blocks(content: Mapping[str, Any], section: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the title and the text of one section of a landing page."""
    line = getattr(content, "key_lines", {}).get("text") or getattr(section, "lines", (1, 1))[0]
    title = plain.text(content.get("title"))
    if title:
        yield _heading(title, getattr(content, "key_lines", {}).get("title", line))
    body = content.get("text")
    if isinstance(body, str) and body.strip():
        for block in html.blocks(markdown.to_html(body), line):
            if not is_sample(block.text):
                yield replace(block, headings=((title,) if title else ()) + block.headings, parent=-1)


def _listed(meta: Mapping[str, Any], name: str, title: str, text: str) -> Iterator[Fact]:
    """Yield what the lists of a widget's front matter tell (experience, accomplishments …)."""
    widget = str(meta.get("widget") or meta.get("block") or "")
    for key in _LISTS:
        entries = meta.get(key)
        for entry in entries if isinstance(entries, list) else ():
            if not isinstance(entry, Mapping):
                continue
            if not hasattr(entry, "lines"):
                line = _line(text, plain.text(entry.get("title")), {}, "")
                entry = _with_lines(entry, (line, line))
            section = " ".join((title, key if key not in ("item", "items", "feature") else "", widget))
            fact = data.one(entry, name, section)
            if fact is not None:
                yield fact


def _with_lines(entry: Mapping[str, Any], lines: tuple[int, int]) -> Mapping[str, Any]:
    from kg.read.yamltext import Mapped

    found = Mapped(entry)
    found.lines = lines
    found.key_lines = {}
    return found


def _line(text: str, wanted: str, meta: Mapping[str, Any], key: str) -> int:
    """Return the line of a value: as the loader knows it, else where its text first stands."""
    known = getattr(meta, "key_lines", {}).get(key)
    if known:
        return int(known)
    place = text.find(wanted) if wanted else -1
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


def _heading(text: str, line: int) -> Block:
    return Block("heading", text, (line, line), level=1, breaks=((0, line),))
