"""What an HTML page says of its owner and papers in marks for machines: JSON-LD, microdata, RDFa, COinS, ``citation_*``.

Takes the tree of a page; gives what its marks state, as mappings under the keys that ``papers`` reads. Only the words of
schema.org for people and scholarly works count (https://schema.org/ScholarlyArticle); those for menus, sites and blogs
do not. COinS is OpenURL in a span's title (https://www.niso.org/apps/group_public/download.php/14833/z39_88_2004_r2010.pdf),
``citation_*`` what Google Scholar asks publishers for (https://scholar.google.com/intl/en/scholar/inclusion.html).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from lxml import etree

from kg.model import Profile, Publication, Source
from kg.read import papers, plain
from kg.read.identifiers import of_links
from kg.read.samples import is_sample, is_sample_person

_WORKS = frozenset(("ScholarlyArticle", "MedicalScholarlyArticle", "Thesis", "Chapter", "Book", "Report"))
_ABOUT = frozenset(("ProfilePage", "AboutPage", "WebPage", "WebSite"))
_IN_TEXT = re.compile(r"ld\+json|itemtype|typeof|Z3988|citation_title|<meta", re.IGNORECASE)
_LONGEST, _LONGEST_QUERY = 500_000, 4_000
"""Characters of one block of JSON-LD beyond which it is not read, and those that are read of a COinS."""
_DEEPEST = 12
_SHOWN_META = ("author", "og:title", "og:site_name")

Fields = Mapping[str, Any]


class Marked(NamedTuple):
    """What a page's marks state: who it is about, papers with their lines, and the ``<meta>`` that name the owner."""

    people: tuple[Fields, ...] = ()
    works: tuple[tuple[Fields, int], ...] = ()
    meta: Mapping[str, str] = {}


def read(root: etree._Element, text: str) -> Marked:
    """Return what a page's marks state.

    Args:
        root: the tree of the page.
        text: its source, to see at once whether there is anything.
    """
    if not _IN_TEXT.search(text):
        return Marked()
    meta = _metas(root)
    stated = [*_json(root), *_attributes(root)]
    works = [(fields, line) for fields, line in (*map(_work, stated), *_coins(root), *_cited(meta)) if fields]
    named = {key: values[0] for key in _SHOWN_META if (values := meta.get(key)) and not is_sample_person(values[0])}
    return Marked(tuple(_people(entity for entity, _ in stated)), tuple(works), named)


def profile(marked: Marked, name: str, first_line: int = 1) -> Profile:
    """Return what marks state as a partial profile.

    Args:
        marked: what ``read`` found.
        name: the page's file, which becomes the source.
        first_line: the line of the file where the page begins.
    """
    found: list[Publication] = []
    for fields, line in marked.works:
        at = max(1, line + first_line - 1)
        paper = papers.publication(fields, Source(name, (at, at)))
        if paper is not None and paper.authors and not is_sample(paper.title):
            found.append(paper)
    person = marked.people[0] if len({plain.text(each.get("name")) for each in marked.people}) == 1 else {}
    owner = plain.text(person.get("name"))
    if is_sample_person(owner):
        owner, person = "", {}
    links = [str(link) for link in (*_listed(person.get("sameAs")), *_listed(person.get("identifier")))]
    return Profile(name=owner, identifiers=of_links(links), publications=tuple(found))


# ── schema.org ──────────────────────────────────────────────────────────────────────────────────────────────────


def _types(entity: Fields) -> set[str]:
    stated = entity.get("@type") or entity.get("type")
    return {str(each).rstrip("/").rpartition("/")[2].rpartition(":")[2] for each in _listed(stated)}


def _people(entities: Iterable[Fields]) -> Iterator[Fields]:
    """Yield the people that a page is about: told alone, or as what a page about a person or a site has."""
    for entity in entities:
        if "Person" in _types(entity):
            yield entity
        elif _types(entity) & _ABOUT:
            for key in ("mainEntity", "about", "author"):
                stated = (each for each in _listed(entity.get(key)) if isinstance(each, Mapping))
                about = [each for each in stated if "Person" in _types(each)]
                if about:
                    yield from about
                    break


def _work(stated: tuple[Fields, int]) -> tuple[Fields, int]:
    """The fields of a paper that schema.org describes; empty where it describes something else."""
    entity, line = stated
    if not _types(entity) & _WORKS:
        return {}, line
    authors = [name for each in _listed(entity.get("author") or entity.get("creator")) if (name := _name(each))]
    links = [_name(each) for key in ("sameAs", "identifier", "url", "@id") for each in _listed(entity.get(key))]
    return {
        "title": entity.get("headline") or entity.get("name"),
        "authors": authors,
        "venue": _host(entity),
        "date": entity.get("datePublished") or entity.get("dateCreated"),
        "doi": next((link for link in links if "doi.org/" in link or link.startswith("10.")), ""),
        "url": next((link for link in links if link.startswith("http")), ""),
    }, line


def _host(entity: Fields) -> str:
    """The journal or book that a paper is part of, however many volumes and issues stand between."""
    host: Any = entity.get("isPartOf")
    for _ in range(_DEEPEST):
        host = host[0] if isinstance(host, list) and host else host
        if not isinstance(host, Mapping):
            return plain.text(host)
        if host.get("name") and not _types(host) & {"PublicationIssue", "PublicationVolume"}:
            return plain.text(host["name"])
        host = host.get("isPartOf")
    return ""


def _name(value: Any) -> str:
    """The name of a person, or the text of a value."""
    if not isinstance(value, Mapping):
        return plain.text(value)
    whole = plain.text(value.get("name") or value.get("value") or value.get("@id"))
    return whole or " ".join(filter(None, (plain.text(value.get(key)) for key in ("givenName", "familyName"))))


def _listed(value: Any) -> list[Any]:
    if isinstance(value, Mapping) and isinstance(value.get("@list"), list):
        return list(value["@list"])
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


# ── where marks stand ───────────────────────────────────────────────────────────────────────────────────────────


def _json(root: etree._Element) -> Iterator[tuple[Fields, int]]:
    """Yield the entities of the page's JSON-LD, those of its ``@graph`` one by one."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or len(script.text or "") > _LONGEST:
            continue
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from ((entity, _line(script)) for entity in _entities(value, 0))


def _entities(value: Any, depth: int) -> Iterator[Fields]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _entities(each, depth + 1)
    elif isinstance(value, Mapping):
        if _types(value):
            yield value
        for key in ("@graph", "itemListElement", "item", "hasPart", "subjectOf"):
            yield from _entities(value.get(key), depth + 1)


def _attributes(root: etree._Element) -> Iterator[tuple[Fields, int]]:
    """Yield the outermost works and people that microdata and RDFa describe."""
    for element in root.iter("div", "article", "li", "section", "p", "span", "body", "main", "tr", "dd"):
        kind, prop = ("itemtype", "itemprop") if element.get("itemtype") else ("typeof", "property")
        if element.get(kind) and not element.get(prop):
            yield _described(element, kind, prop, 0), _line(element)


def _described(element: etree._Element, kind: str, prop: str, depth: int) -> dict[str, Any]:
    """The properties that an element's descendants state of it, further things as mappings."""
    fields: dict[str, Any] = {"@type": (element.get(kind) or "").split()}
    for child in element if depth < _DEEPEST else ():
        _collect(child, kind, prop, fields, depth + 1)
    return fields


def _collect(element: etree._Element, kind: str, prop: str, fields: dict[str, Any], depth: int) -> None:
    if not isinstance(element.tag, str) or depth > 4 * _DEEPEST:
        return
    names = (element.get(prop) or "").split()
    if names:
        value: Any = _described(element, kind, prop, depth // 4) if element.get(kind) else _value(element)
        for name in names:
            fields.setdefault(name.rpartition(":")[2], []).append(value)
    if not element.get(kind):
        for child in element:
            _collect(child, kind, prop, fields, depth + 1)


def _value(element: etree._Element) -> str:
    for attribute in ("content", "datetime", "href"):
        if element.get(attribute):
            return str(element.get(attribute))
    return " ".join("".join(map(str, element.itertext())).split())


def _coins(root: etree._Element) -> Iterator[tuple[Fields, int]]:
    for span in root.iter("span"):
        if "Z3988" not in (span.get("class") or "").split():
            continue
        query = parse_qs((span.get("title") or "")[:_LONGEST_QUERY])
        first = {key.removeprefix("rft."): values for key, values in query.items()}
        given = first.get("aufirst") or first.get("auinit") or [""]
        pairs = zip(first.get("aulast", []), given, strict=False)
        names = first.get("au") or [", ".join(filter(None, pair)) for pair in pairs]
        title = first.get("atitle") or first.get("title") or first.get("btitle")
        host = first.get("jtitle") or (first.get("btitle") if first.get("atitle") else None)
        if title and names:
            yield _cited_work(title[0], names, host, first.get("date"), first.get("rft_id")), _line(span)


def _cited(meta: Mapping[str, list[str]]) -> Iterator[tuple[Fields, int]]:
    title, names = meta.get("citation_title"), meta.get("citation_author")
    if title and names:
        host = next((meta[f"citation_{key}_title"] for key in _HOSTS if meta.get(f"citation_{key}_title")), None)
        date = meta.get("citation_publication_date") or meta.get("citation_date") or meta.get("citation_year")
        yield _cited_work(title[0], names, host, date, meta.get("citation_doi")), 1


_HOSTS = ("journal", "conference", "inbook", "book")


def _cited_work(
    title: str, names: list[str], host: list[str] | None, date: list[str] | None, doi: list[str] | None
) -> Fields:
    stated = next((each for each in doi or () if "10." in each), "").removeprefix("info:doi/")
    return {
        "title": title,
        "authors": [_in_order(name) for name in names],
        "venue": (host or [""])[0],
        "date": (date or [""])[0].replace("/", "-"),
        "doi": stated,
    }


def _in_order(name: str) -> str:
    """A name with its given name first: "Olin, Mira" is Mira Olin."""
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip()


def _line(element: etree._Element) -> int:
    return int(getattr(element, "sourceline", 0) or 1)


def _metas(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if key and content and (key in _SHOWN_META or key.startswith("citation_")):
            found.setdefault(key, []).append(content)
    return found
