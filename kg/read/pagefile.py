"""One page file of a site → pages: with what its front matter shows, and with the files that it takes in.

Takes a file of a site; gives its page, then those of the files that it includes, whose headings continue its own.
Lines that a theme ships with are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kg.read import html, markdown, prose
from kg.read.drafts import Include
from kg.read.folder import Folder
from kg.read.page import Block, Page
from kg.read.samples import is_sample

_SHOWN = ("subtitle", "description", "citation", "authors", "excerpt", "abstract_note", "more_info", "award", "note")
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("publications", r"publication|pubs?$|papers?$|preprints?|bibliography|articles"),
        ("cv", r"(?:^|[^a-z])(?:cv|resume|vitae|curriculum)(?:[^a-z]|$)"),
        ("news", r"news|updates|announcements"),
        ("talks", r"talks?$|presentations?|speaking"),
        ("teaching", r"teaching|courses?$"),
        ("awards", r"awards?|hono[u]?rs"),
        ("service", r"service|activities|reviewing"),
        ("software", r"software|code$"),
        ("projects", r"projects?$|portfolio"),
        ("people", r"people|team|students|group$|members|lab$|alumni|mentees"),
        ("blog", r"blog|posts?$|year-archive|writing"),
        ("research", r"^research"),
        ("main", r"^(?:index|home|about|about-?me|bio|readme|_index|default|main)$"),
    )
)
_NO_CONTENT = re.compile(
    r"^(?:404|403|500|license|licence|changelog|contributing|code_of_conduct|sitemap|terms|privacy\w*|search|tags?|categories|"
    r"year-archive|category-archive|tag-archive|collection-archive|page-archive|markdown|markdown_generator|talkmap|"
    r"archive-layout-with-content|non-menu-page|blog|posts|google[0-9a-f]{8,}|robots|feed|atom|rss|redirect|install|"
    r"migrating?|theme-?setup|sitemap-xml|security|authors|todo|template|templates)$|"
    r"(?:^|[_.\- ])(?:old|bak|backup|copy|draft|deprecated|unused|archived|orig|tmp|temp|test)(?:[_.\- ]?\d*)$|"
    r"^(?:old|copy of|draft|backup)[_.\- ]",
    re.IGNORECASE,
)


def role_of(name: str, meta: Mapping[str, Any] | None = None) -> str:
    """Return the role of a page by its place and name in a site, or "".

    >>> role_of("_pages/publications.md"), role_of("index.html"), role_of("pages/rivers.md")
    ('publications', 'main', '')
    """
    meta = meta or {}
    if str(meta.get("permalink") or "").strip() in ("/", "/index.html", "/about/", "/about.html"):
        return "main"
    parts = name.rsplit("/", 2)
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    if stem.lower() in ("index", "_index") and len(parts) > 1 and "/" in name:
        stem = parts[-2].lstrip("_")
        if stem in ("content", "docs", "src", "_pages", "pages", "home"):
            stem = "index"
    for text in (stem, str(meta.get("permalink") or "").strip("/").rpartition("/")[2], str(meta.get("layout") or "")):
        for role, pattern in _ROLES:
            if text and pattern.search(text.strip()):
                return role
    return ""


def is_content(name: str, meta: Mapping[str, Any]) -> bool:
    """Say whether a file is a page that visitors are led to: no licence, archive, backup, draft.

    >>> is_content("index.md", {}), is_content("index_old.md", {}), is_content("a.md", {"draft": True})
    (True, False, False)
    """
    stem = name.rpartition("/")[2].rpartition(".")[0]
    if _NO_CONTENT.search(stem) or meta.get("published") is False or meta.get("draft") is True:
        return False
    return str(meta.get("layout") or "").lower() not in ("redirect", "404") and meta.get("active") is not False


def pages(
    files: Folder, name: str, role: str = "", above: tuple[tuple[int, str], ...] = (), around: tuple[str, ...] = ()
) -> Iterator[Page]:
    """Yield the page of a file and, behind it, those that it includes.

    Args:
        files: the site.
        name: the file.
        role: the page's role; without one, its name tells.
        above: the headings above the place where another file includes it, with their levels.
        around: the files that include it, so that none includes itself.
    """
    text = files.text(name)
    if text is None or len(around) > 5 or name in around:
        return
    page, includes = prose.read(name, text, files.problems)
    if not around and not is_content(name, page.meta):
        return
    role = (role_of(name.rpartition("/")[2]) or role) if around else role or role_of(name, page.meta)
    shown = () if around else tuple(front_blocks(page.meta))
    blocks = _moved([*shown, *page.blocks], above, len(shown))
    yield replace(page, role=role, blocks=tuple(blocks))
    for include in includes:
        target = _target(files, name, include)
        if target:
            yield from pages(files, target, role, above + include.above, (*around, name))


def front_blocks(meta: Mapping[str, Any], keys: tuple[str, ...] = _SHOWN) -> Iterator[Block]:
    """Yield what a page shows of its front matter; the key is the blocks' name."""
    key_lines = getattr(meta, "key_lines", {})
    for key in keys:
        value = meta.get(key)
        if isinstance(value, list):
            value = ", ".join(str(entry) for entry in value if isinstance(entry, (str, int)))
        if isinstance(value, str) and value.strip() and not value.strip().startswith(("http://", "https://")):
            line = key_lines.get(key, 1)
            for block in html.blocks(markdown.to_html(value[:20_000]), line):
                yield replace(block, name=f"{key} {block.name}".strip(), group=-1)


def _moved(blocks: list[Block], above: tuple[tuple[int, str], ...], shown: int) -> list[Block]:
    """Put blocks below the headings above that their own do not end; drop samples; keep ``parent`` true."""
    places: dict[int, int] = {}
    out: list[Block] = []
    for place, block in enumerate(blocks):
        if is_sample(block.text):
            continue
        if block.kind == "heading":
            above = tuple(each for each in above if each[0] < block.level)
        headings = tuple(heading for _, heading in above)
        places[place] = len(out)
        parent = places.get(block.parent + shown, -1) if block.parent >= 0 else -1
        out.append(replace(block, headings=headings + block.headings, parent=parent))
    return out


def _target(files: Folder, name: str, include: Include) -> str:
    """Return the file of the site that an include means, or ""."""
    wanted = include.file.strip("\"'").lstrip("./")
    here = name.rpartition("/")[0]
    for candidate in (f"{here}/{wanted}" if here else wanted, f"_includes/{wanted}", wanted, f"_{wanted}"):
        if candidate in files.names and candidate.lower().endswith(
            (".md", ".markdown", ".qmd", ".html", ".htm", ".liquid")
        ):
            return candidate
    return ""
