"""Jekyll sites (academicpages, al-folio and others), and Quarto, Franklin and plain folders → pages and records.

Takes the files of a site and its configuration; gives its pages, and a partial profile for each structured file:
collections (``_publications``, ``_talks``, ``_news`` …), data files, and the bibliographies that a page shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.model import Fact, News, Profile, Source
from kg.read import bibtex, data, pagefile, papers, prose, records, resume
from kg.read.folder import Folder
from kg.read.owner import of_links, person
from kg.read.page import Page, Site
from kg.read.samples import is_sample

_PAGE = (".md", ".markdown", ".qmd", ".rmd", ".html", ".htm")
_COLLECTIONS: tuple[tuple[str, str, Callable[[Mapping[str, Any], Source], Fact | None]], ...] = (
    (r"publications?|(?:[a-z]+[_-]?)?papers?|preprints|articles|chapters?|theses", "publication", papers.publication),
    (r"news|announcements", "news-item", records.news),
    (r"talks?|presentations", "talk", records.talk),
    (r"teachings?|courses?", "course", records.teaching),
    (r"portfolio|projects?|software", "project", records.project),
)
_NO_PAGES = re.compile(
    r"(?:^|/)(?:_(?!pages|tabs|content)[\w-]+|assets|static|images?|img|files?|css|js|lib|scripts?|bower_components|"
    r"markdown_generator|talkmap|docs/theme|test|tests|vendor|readme|demo|demos|example|examples|posts?|blog|"
    r"slides|template|templates|old|archive|backup)/",
    re.IGNORECASE,
)
_README = re.compile(r"(?:^|/)readme\.\w+$", re.IGNORECASE)
_BIBLIOGRAPHY = re.compile(r"\{%-?\s{0,9}bibliography\b([^%]{0,300})%\}")
_BIB_FILE = re.compile(r"(?:-f|--file)\s+([\w./-]+)|file:\s*([\w./-]+)")
_FRANKLIN = re.compile(r"^@def\s+(\w+)\s*=\s*\"([^\"\n]{0,300})\"", re.MULTILINE)


def configuration(files: Folder) -> dict[str, Any]:
    """Return the site's configuration, whichever generator's it is."""
    for name in ("_config.yml", "_config.yaml", "_quarto.yml", "_quarto.yaml", "mkdocs.yml"):
        found = files.data(name) if name in files.names else None
        if isinstance(found, Mapping):
            website = found.get("website")
            whole = {**website, **found} if isinstance(website, Mapping) else dict(found)
            return whole if whole.get("author") or whole.get("name") else {**_settings(files), **whole}
    text = files.text("config.md") if "config.md" in files.names else None
    return dict(_FRANKLIN.findall(text)) if text else {}


def _settings(files: Folder) -> Mapping[str, Any]:
    """Return what a theme keeps of its configuration among the data files, where that names an author."""
    for stem in ("settings", "site", "config", "general", "profile", "info"):
        found = files.data(f"_data/{stem}.yml") if f"_data/{stem}.yml" in files.names else None
        if isinstance(found, Mapping) and (found.get("author") or found.get("name")):
            return found
    return {}


def collect(files: Folder, config: Mapping[str, Any], site: Site) -> tuple[list[Page], list[Profile]]:
    """Return the pages and the records of a site."""
    found: list[Page] = []
    kept: list[Profile] = []
    for name in files.matching(*_PAGE):
        if not _NO_PAGES.search(name) and name != "config.md":
            found.extend(pagefile.pages(files, name))
    if any(not _README.search(page.file) for page in found):
        found = [page for page in found if not _README.search(page.file)]
    found = _one_main(found)
    for name in sorted(files.names, reverse=True):
        collection = re.match(r"(?:[\w-]+/)?_([\w-]+)/", name)
        if collection and name.lower().endswith(_PAGE):
            for page, record in _member(files, name, collection[1]):
                found.append(page)
                kept.append(record)
    kept.extend(_front_matter(found))
    kept.extend(_bibliographies(files, config, found))
    kept.extend(_data(files, site, found))
    return found, kept


def _one_main(pages: list[Page]) -> list[Page]:
    """Put the page about the owner first: of several, the site's front page."""

    def rank(page: Page) -> tuple[bool, bool, int]:
        permalink = str(page.meta.get("permalink") or "").strip()
        stem = page.file.rpartition("/")[2].rpartition(".")[0].lower()
        return permalink not in ("/", "/index.html"), stem not in ("index", "home", "default"), page.file.count("/")

    mains = sorted((page for page in pages if page.role == "main"), key=rank)
    return [*mains, *(page for page in pages if page.role != "main")]


def _member(files: Folder, name: str, collection: str) -> Iterator[tuple[Page, Profile]]:
    """Yield the page and the record of one file of a collection."""
    known = next(((role, make) for pattern, role, make in _COLLECTIONS if re.fullmatch(pattern, collection, re.I)), None)
    text = files.text(name) if known else None
    if known is None or text is None:
        return
    role, make = known
    page, _ = prose.read(name, text, files.problems)
    meta = page.meta
    if (
        not pagefile.is_content(name, meta)
        or any(is_sample(str(meta.get(key) or "")) for key in ("title", "excerpt", "citation"))
        or (page.blocks and is_sample(page.blocks[0].text))
    ):
        return
    shown = tuple(
        pagefile.front_blocks(meta, ("citation", "authors", "excerpt") if role == "publication" else ("excerpt",))
    )
    first, last = getattr(meta, "lines", (1, 1))
    source = Source(name, (max(first, 1), max(last, 1)))
    fact = _news(page, source) if role == "news-item" else make(meta, source)
    record = data.profile_of([fact]) if fact is not None else Profile()
    yield replace(page, role=role, blocks=(*shown, *(_shifted(page, len(shown))))), record


def _shifted(page: Page, by: int) -> Iterator[Any]:
    for block in page.blocks:
        yield replace(block, parent=block.parent + by) if block.parent >= 0 and by else block


def _news(page: Page, source: Source) -> News | None:
    """Return a news item whose text is the page, or its title where the page is longer than an item."""
    from kg.dates import parse_date

    date = parse_date(str(page.meta.get("date") or "")[:40]) or parse_date(page.file.rpartition("/")[2][:10])
    said = " ".join(block.text for block in page.blocks).replace("\n", " ")
    if page.meta.get("inline") is not True and page.title and len(said) > 600:
        said = page.title
    lines = (source.lines[0], max((block.lines[1] for block in page.blocks), default=source.lines[1]))
    return News(date=date, text=said or page.title, source=Source(source.file, lines)) if said or page.title else None


def _front_matter(pages: list[Page]) -> Iterator[Profile]:
    """Yield the papers that a page about papers lists in its front matter."""
    for page in pages:
        if page.role == "publications" or page.title.lower() in ("papers", "publications", "research"):
            papers_listed = tuple(data.listed_papers(page.meta, page.file))
            if papers_listed:
                yield data.profile_of(papers_listed)


# ── bibliographies ──────────────────────────────────────────────────────────────────────────────────────────────


def _bibliographies(files: Folder, config: Mapping[str, Any], pages: list[Page]) -> Iterator[Profile]:
    for name in _shown_bibliographies(files, config, pages):
        text = files.text(name)
        if text is not None:
            yield Profile(publications=tuple(bibtex.read(text, name, files.problems).publications))


def _shown_bibliographies(files: Folder, config: Mapping[str, Any], pages: list[Page]) -> list[str]:
    """Return the bibliographies that a page prints; one that only lies there is none of the site's."""
    scholar = config.get("scholar")
    scholar = scholar if isinstance(scholar, Mapping) else {}
    default = str(scholar.get("bibliography") or "references.bib")
    wanted: dict[str, None] = {}
    for page in pages:
        text = files.text(page.file) or ""
        for match in _BIBLIOGRAPHY.finditer(text):
            named = _BIB_FILE.search(match[1])
            name = (named[1] or named[2]) if named and "site." not in match[1] else default
            wanted[name if name.endswith(".bib") else f"{name}.bib"] = None
        if page.meta.get("selected_papers") is True:
            wanted[default] = None
        stated = page.meta.get("bibliography")
        if stated and "@*" in str(page.meta.get("nocite") or ""):
            wanted.update(dict.fromkeys([str(entry) for entry in stated] if isinstance(stated, list) else [str(stated)]))
        for match in re.finditer(
            r"(?:src|data-[\w-]{1,20}|fetch\()\s{0,3}=?\s{0,3}[\"']([^\"'\n<>]{1,200}\.bib)[\"']", text
        ):
            wanted[match[1]] = None
    folder = str(scholar.get("source") or "_bibliography").strip("./")
    out: list[str] = []
    for name in wanted:
        name = name.lstrip("./")
        out += [
            found
            for found in (f"{folder}/{name}", name, *(other for other in files.names if other.endswith("/" + name)))
            if found in files.names
        ][:1]
    if wanted and not out:
        out = files.matching(".bib", under=f"{folder}/")[:1]
    return list(dict.fromkeys(out))


# ── data files ──────────────────────────────────────────────────────────────────────────────────────────────────


def _data(files: Folder, site: Site, pages: list[Page]) -> Iterator[Profile]:
    """Yield what data files tell; a CV only where a page shows it."""
    shows_cv = any(str(page.meta.get("layout") or "").lower() in ("cv", "resume") for page in pages) or any(
        re.search(r"site\.data\.(?:cv|resume)", files.text(page.file) or "") for page in pages
    )
    done_cv = False
    for name in files.matching("resume.json"):
        value = files.data(name) if shows_cv else None
        if isinstance(value, Mapping) and not data.is_sample_file(value):
            done_cv = True
            yield resume.profile(value, name)
    for name in files.matching(".yml", ".yaml", ".json", under="_data/"):
        stem = name.rpartition("/")[2].rpartition(".")[0].lower()
        if stem in ("author", "authors", "social", "socials"):
            yield _authors(files.data(name), site)
        elif data.is_data(name) and (stem not in ("cv", "resume") or (shows_cv and not done_cv)):
            value = files.data(name)
            if not data.is_sample_file(value):
                yield data.profile_of(data.facts(value, name))


def _authors(value: Any, site: Site) -> Profile:
    """Return the owner's identifiers out of the list of a blog's authors, or of a file of social links."""
    if not isinstance(value, Mapping):
        return Profile()
    found = of_links(value)
    for entry in value.values():
        if isinstance(entry, Mapping) and person(str(entry.get("name") or "")) == site.name != "":
            found = {**of_links(entry.get("social")), **of_links(entry.get("links")), **of_links(entry), **found}
    return Profile(identifiers=found)
