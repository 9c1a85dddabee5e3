"""Data files of a site → facts.

Takes the value of a YAML or JSON file such as ``_data/publications.yml`` or ``_data/cv.yml``, with the lines of its
parts; gives the papers, news, posts, degrees, awards … that it lists. What a list holds is told by its name and by the
keys of its entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Fact, Profile, Source
from kg.read import keys, papers, plain, records
from kg.read.samples import is_sample, is_sample_person
from kg.read.yamltext import Listed, Mapped

_KINDS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("news", r"news|updates?|announce"),
        (
            "publication",
            r"publication|pubs?\b|paper|preprint|article|bibliograph|journals?\b|conferences?\b|patents?\b|thes[ie]s",
        ),
        ("talk", r"talks?\b|presentation|seminar|invited"),
        ("teaching", r"teach|courses?\b"),
        ("award", r"awards?\b|hono[u]?rs?\b|prizes?\b|fellowships?\b|grants?\b|scholarships?\b|accomplishments"),
        ("service", r"services?\b|review|committee|editor|activit|volunteer|outreach|membership"),
        ("career", r"educ|experience|work\b|employ|position|career|trajectory|timeline|appointment|academic history"),
        ("project", r"projects?\b|software"),
        ("interests", r"interests"),
    )
)
_NO_FACTS = re.compile(
    r"(?:^|/)(?:navigation|nav|menu|menus|authors?|social\w*|ui-text|coauthors|venues|repositories|settings|"
    r"strings|locale|theme\w*|comments|team|members|people|lab|alumni|students|links|footer|header|icons?|"
    r"colors?|i18n|languages|site|seo|analytics|sidebars?|gallery|galleries|photos|quotes|books|music|"
    r"featured_categories|featured_tags|citations|build|i?lang\w*|cv_?skills|skills)\.\w+$",
    re.IGNORECASE,
)


def is_data(name: str) -> bool:
    """Say whether a data file may hold facts about the owner.

    >>> is_data("_data/publications.yml"), is_data("_data/navigation.yml")
    (True, False)
    """
    return not _NO_FACTS.search(name)


def facts(value: Any, name: str) -> Iterator[Fact]:
    """Yield what a data file tells.

    Args:
        value: its content, as ``yamltext.load`` gives it.
        name: its name, which tells what it holds and becomes the source.
    """
    stem = name.rpartition("/")[2].rpartition(".")[0]
    yield from _walk(value, name, "" if stem.lower() in ("cv", "resume", "data", "main", "content") else stem, 0)


def listed_papers(meta: Mapping[str, Any], name: str) -> Iterator[Fact]:
    """Yield the papers that a page lists in its front matter, for its layout to print.

    Args:
        meta: the front matter, as ``yamltext`` gives it.
        name: the page's file, which becomes the source.
    """
    for entries in meta.values():
        if not isinstance(entries, Listed):
            continue
        for entry in entries:
            if isinstance(entry, Mapped) and any(keys.get(entry, what) is not None for what in ("authors", "venue")):
                fact = one(entry, name, "publications")
                if fact is not None:
                    yield fact


def _walk(value: Any, name: str, section: str, depth: int) -> Iterator[Fact]:
    if depth > 6:
        return
    if isinstance(value, Listed):
        for entry in value:
            if isinstance(entry, Mapped):
                yield from _entry(entry, name, section, depth)
            elif isinstance(entry, Listed):
                yield from _walk(entry, name, section, depth + 1)
    elif isinstance(value, Mapped):
        for key, inner in value.items():
            if isinstance(inner, (Mapped, Listed)):
                yield from _walk(inner, name, f"{section} {key}" if kind_of(key) or not section else section, depth + 1)


def _entry(entry: Mapped, name: str, section: str, depth: int) -> Iterator[Fact]:
    """Yield what one entry of a list tells; an entry may itself be a titled list."""
    inner = next(
        (
            entry[key]
            for key in ("contents", "entries", "items", "papers", "publications", "list", "works", "details")
            if isinstance(entry.get(key), Listed)
        ),
        None,
    )
    if inner is not None and entry.get("type") != "map":
        if _holds_sample(inner):
            return
        title = plain.text(entry.get("title") or entry.get("name") or entry.get("section") or entry.get("year"))
        if inner and isinstance(inner[0], Mapped):
            yield from _walk(inner, name, f"{section} {title}".strip() if not kind_of(title) else title, depth + 1)
            return
        if kind_of(section) == "award":
            yield from _awards(entry, inner, name)
            return
    fact = one(entry, name, section)
    if fact is not None:
        yield fact


def _holds_sample(value: Any, depth: int = 0) -> bool:
    """Say whether a line of a theme's sample stands in a section: then the whole section came with the theme.

    Of a description only the first line tells: an owner who wrote it anew may have left a sample's line behind.
    """
    if isinstance(value, str):
        return is_sample(value)
    if isinstance(value, Mapping):
        inner = [each[:1] if key == "description" and isinstance(each, list) else each for key, each in value.items()]
    else:
        inner = value if isinstance(value, list) else []
    return depth < 6 and any(_holds_sample(each, depth + 1) for each in inner)


def _awards(entry: Mapped, inner: Listed, name: str) -> Iterator[Fact]:
    """Yield the awards of one year."""
    for said, lines in zip(inner, inner.item_lines, strict=False):
        award = records.award({"title": said, "year": entry.get("year")}, Source(name, lines))
        if award is not None:
            yield award


def kind_of(section: str) -> str:
    """Return what a list of that name holds, or "".

    >>> kind_of("Honors and Awards"), kind_of("main")
    ('award', '')
    """
    spaced = section.replace("_", " ").replace("-", " ")
    return next((kind for kind, pattern in _KINDS if pattern.search(spaced)), "")


def one(entry: Mapped, name: str, section: str) -> Fact | None:
    """Return the fact that one mapping tells under a heading, or None."""
    source = Source(name, entry.lines)
    if any(
        is_sample(plain.text(entry.get(key)))
        for key in ("title", "name", "content", "description", "company", "institution")
        if isinstance(entry.get(key), str)
    ):
        return None
    kind = kind_of(section) or _by_keys(entry)
    if kind == "publication":
        return papers.publication(entry, source) if _is_paper(entry, section) else None
    if kind == "news":
        return records.news(entry, source)
    if kind == "career":
        return records.career(entry, source, section)
    if kind == "award":
        return records.award(entry, source)
    if kind == "talk":
        return records.talk(entry, source)
    if kind == "teaching":
        return records.teaching(entry, source)
    if kind == "service":
        return records.service(entry, source)
    return records.project(entry, source) if kind == "project" else None


def _is_paper(entry: Mapping[str, Any], section: str) -> bool:
    return any(keys.get(entry, what) is not None for what in ("authors", "venue", "doi", "arxiv", "year")) or bool(
        re.search(r"paper|publication", section, re.I)
    )


def _by_keys(entry: Mapping[str, Any]) -> str:
    """Tell what an entry is by its keys alone."""
    if keys.get(entry, "authors") is not None and keys.get(entry, "title") is not None:
        return "publication"
    words = {str(key).lower() for key in entry}
    if words & {"institution", "company", "org", "organization", "employer", "school", "university"} and words & {
        "title",
        "role",
        "position",
        "degree",
        "jobtitle",
    }:
        return "career"
    if words & {"date"} and words & {"content", "text", "news", "headline"} and not words & {"title", "venue"}:
        return "news"
    return ""


def profile_of(found: Iterable[Fact], **more: Any) -> Profile:
    """Return facts of all kinds as one partial profile."""
    lists: dict[str, list[Fact]] = {}
    for fact in found:
        lists.setdefault(_LISTS[type(fact).__name__], []).append(fact)
    return Profile(**{key: tuple(items) for key, items in lists.items()}, **more)  # type: ignore[arg-type]


_LISTS = {
    "Publication": "publications",
    "Position": "positions",
    "Education": "education",
    "Award": "awards",
    "Service": "service",
    "Talk": "talks",
    "Teaching": "teaching",
    "Project": "projects",
    "News": "news",
}


def is_sample_file(value: Any) -> bool:
    """Say whether a CV names somebody whom themes ship with."""
    if isinstance(value, Mapping):
        basics = value.get("basics") or value.get("cv")
        return isinstance(basics, Mapping) and is_sample_person(plain.text(basics.get("name")))
    for entry in value if isinstance(value, list) else ():
        contents = entry.get("contents") if isinstance(entry, Mapping) else None
        for pair in contents if isinstance(contents, list) else ():
            if isinstance(pair, Mapping) and is_sample_person(plain.text(pair.get("value"))):
                return True
    return False
