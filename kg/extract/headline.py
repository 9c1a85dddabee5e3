"""What the head of a page says of its owner without a sentence: "Research Scientist / Huldra Labs" below the name.

Takes a reading; gives the posts told by lines near the top, by subtitles in front matter and by a site's configuration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.extract.affiliations import Affiliation, is_certain, kind_of, pieces_of
from kg.extract.biography import Told
from kg.extract.career_words import find_degrees, find_roles
from kg.extract.entries import read_entry
from kg.extract.sections import kinds_of, kinds_of_heading
from kg.model import PRESENT, Source
from kg.read.page import Page, Reading

_ROLE_KEYS = ("position", "role", "job", "job_title", "title", "occupation")
_PLACE_KEYS = ("affiliation", "affiliations", "employer", "organization", "organizations", "university", "institution", "company", "work")
_TAGS = re.compile(r"<[^>]{0,500}>")
_TOP = 14


def read_headlines(reading: Reading, names: Sequence[str] = ()) -> Iterator[tuple[Told, Source]]:
    """Yield the posts and studies that stand at the head of a source."""
    for page in reading.pages:
        if page.role not in ("main", "", "about"):
            continue
        subtitle = page.meta.get("subtitle")
        if isinstance(subtitle, str) and subtitle.strip():
            yield from ((told, Source(page.file, (1, 1))) for told in read_headline(_TAGS.sub(" ", subtitle)))
        yield from _top_of(page, names)
        break
    yield from _of_configuration(reading)


def read_headline(text: str) -> list[Told]:
    """Return the posts of a line such as "Assistant Professor @ Huldra College, Bergen"; they go on.

    >>> [(t.role, t.affiliation.organization, t.until) for t in read_headline("Assistant Professor @ Huldra College")]
    [('Assistant Professor', 'Huldra College', 'present')]
    """
    found: list[Told] = []
    chunks = [chunk for chunk in re.split(r"\s*[•|·\n]\s*|\s*;\s*|(?<=\w),\s+(?=(?:and\s+)?(?:Adjunct|Director|PI|Head|Associate Director|Affiliate)\b)", text) if chunk.strip(" ,")]
    for chunk in chunks:
        if len(chunk) > 250:
            continue
        told = read_entry(chunk.strip(" ,"), (), "headline")
        roles = find_roles(chunk)
        if told:
            found.extend(told)
        elif roles and len(chunk) < 90:
            found.append(Told("position", 0, len(chunk), role=chunk.strip(" ,") if roles[0].start == 0 else roles[0].text))
        elif found and is_certain(chunk.strip(" ,").removeprefix("at ")):
            place = chunk.strip(" ,").removeprefix("at ").removeprefix("the ")
            _complete(found, place)
    for each in found:
        each.until = each.until or PRESENT
        each.confidence = 0.9
    return [each for each in found if each.affiliation.organization]


def _complete(found: Sequence[Told], place: str) -> None:
    """Give an organization that stands alone to the posts before it that lack one."""
    from kg.extract.affiliations import assign

    affiliation = assign(pieces_of(place))
    for each in found:
        if not each.affiliation.organization:
            each.affiliation = affiliation
        elif kind_of(each.affiliation.organization) == "unit" and kind_of(affiliation.organization) in ("organization", "company", "institute"):
            each.affiliation = Affiliation(affiliation.organization, each.affiliation.organization, affiliation.location)


def _top_of(page: Page, names: Sequence[str]) -> Iterator[tuple[Told, Source]]:
    """Yield what the short lines before the first section tell."""
    lines: list[str] = []
    first = last = 0
    for block in page.blocks[:_TOP]:
        kinds = kinds_of(block, page)
        if kinds - {"about", "contact", "interests"} or block.kind == "heading" and kinds_of_heading(block.text) - {"about", "contact", "interests"}:
            break
        if block.kind not in ("heading", "paragraph", "item", "row", "definition") or len(block.text) > 260 or "@" in block.text and "." in block.text and " at " not in block.text and len(block.text) < 60:
            continue
        text = block.text
        for name in names:
            text = text.replace(name, "\n") if name and len(name.split()) > 1 else text
        if re.search(r"\b(?:I|I'm|I’m|my|is|am|was|we|our|you)\b", text) or not (find_roles(text) or find_degrees(text) or is_certain(text)):
            continue
        first = first or block.lines[0]
        last = block.lines[1]
        lines.extend(text.split("\n"))
    joined = "\n".join(lines)
    if not joined or not (find_roles(joined) or find_degrees(joined)):
        return
    for told in read_headline(joined):
        yield told, Source(page.file, (first, last))


def _of_configuration(reading: Reading) -> Iterator[tuple[Told, Source]]:
    """Yield the post that a site's configuration tells of its author."""
    author: Mapping[str, Any] = reading.site.author
    role = _first(author, _ROLE_KEYS)
    place = _first(author, _PLACE_KEYS)
    if not role or not find_roles(role) or not place and not re.search(r"\s(?:at|@)\s", role):
        return
    for told in read_headline(f"{role}, {place}" if place else role):
        yield told, Source("_config.yml", (1, 1))


def _first(values: Mapping[str, Any], keys: Sequence[str]) -> str:
    for key in keys:
        value = values.get(key)
        if isinstance(value, list) and value:
            value = value[0].get("name") if isinstance(value[0], Mapping) else value[0]
        if isinstance(value, str) and value.strip():
            return _TAGS.sub(" ", value).strip()
    return ""
