"""What the head of a page says of its owner without a sentence: "Research Scientist / Huldra Labs" below the name.

Takes a reading; gives the posts told by lines near the top, by subtitles in front matter and by a site's configuration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg import gazetteer
from kg.extract.affiliations import Affiliation, assign, is_certain, is_strong, kind_of, pieces_of
from kg.extract.biography import read_biography
from kg.extract.career_words import find_degrees, find_roles
from kg.extract.entries import read_entry
from kg.extract.sections import kinds_of, kinds_of_heading
from kg.extract.told import Told
from kg.model import PRESENT, Source
from kg.read.page import Page, Reading

_ROLE_KEYS = ("position", "role", "job", "job_title", "title", "occupation")
_PLACE_KEYS = (
    "affiliation",
    "affiliations",
    "employer",
    "organization",
    "organizations",
    "university",
    "institution",
    "company",
    "work",
)
_TAGS = re.compile(r"<[^>]{0,500}>")
_TOP = 14
_SENTENCE = re.compile(
    r"\b(?:I|I'm|I’m|my|is|am|was|we|our|you|used|by|working|click|view|download)\b|[.!?]\s+[A-Z]\w+ [a-z]"
)


def read_headlines(reading: Reading, names: Sequence[str] = ()) -> Iterator[tuple[Told, Source]]:
    """Yield the posts and studies that stand at the head of a source."""
    for page in reading.pages:
        if page.role not in ("main", "", "about"):
            continue
        subtitle = page.meta.get("subtitle")
        if isinstance(subtitle, str) and subtitle.strip():
            text = _TAGS.sub(" ", re.sub(r"<br\s*/?>", "\n", subtitle))
            yield from ((told, Source(page.file, (1, 1))) for told in read_headline(text))
        yield from _top_of(page, names)
        break
    yield from _of_configuration(reading)
    for text in (reading.site.description, _first(reading.site.author, ("bio",))):
        if 40 < len(text) < 4000:
            yield from ((told, Source("_config.yml", (1, 1))) for told in read_biography(_TAGS.sub("", text), names))


def read_headline(text: str) -> list[Told]:
    """Return the posts of lines such as "Assistant Professor @ Huldra College, Bergen"; they go on.

    >>> [(t.role, t.affiliation.organization, t.until) for t in read_headline("Assistant Professor @ Huldra College")]
    [('Assistant Professor', 'Huldra College', 'present')]
    >>> [(t.role, t.affiliation.organization) for t in read_headline("Research Scientist | Huldra Labs")]
    [('Research Scientist', 'Huldra Labs')]
    """
    found: list[Told] = []
    for chunk in _chunks(text):
        roles = find_roles(chunk)
        certain = any(is_strong(piece) for piece in pieces_of(chunk))
        told = read_entry(chunk, (), "headline") if certain or not roles or roles[0].start > 2 else []
        place = re.sub(r"^(?:at|with|in)\s+(?:the\s+)?|^the\s+", "", chunk)
        if told:
            found.extend(told)
        elif roles and len(chunk) < 90:
            role = chunk if roles[0].start == 0 else roles[0].text
            first = role.split()[0]
            known = gazetteer.organization(first) is not None and kind_of(first) == "company"
            found.append(
                Told("position", 0, len(chunk), role=role, affiliation=Affiliation(first) if known else Affiliation())
            )
        elif found and is_strong(place):
            _complete(found, assign(pieces_of(place)))
    for each in found:
        each.until = each.until or PRESENT
        each.confidence = 0.9
    return [each for each in found if each.affiliation.organization]


def _chunks(text: str) -> list[str]:
    """Cut headlines at bullets, line breaks, and commas before a further role."""
    parts = re.split(
        r"\s*[•|·\n]\s*|\s*;\s*|(?<=\w),\s+(?=(?:and\s+)?(?:Adjunct|Director|PI|Head|Associate Director"
        r"|Affiliate)\b)",
        text,
    )
    return [part.strip(" ,") for part in parts if part.strip(" ,") and len(part) <= 250]


def _complete(found: Sequence[Told], affiliation: Affiliation) -> None:
    """Give an organization that stands alone to the posts before it that lack one."""
    for each in found:
        own = each.affiliation.organization
        if not own:
            each.affiliation = affiliation
        elif (
            kind_of(own) in ("unit", "institute")
            and kind_of(affiliation.organization) in ("organization", "company")
            and own != affiliation.organization
        ):
            each.affiliation = Affiliation(affiliation.organization, own, affiliation.location)


def _top_of(page: Page, names: Sequence[str]) -> Iterator[tuple[Told, Source]]:
    """Yield what the short lines before the first section tell: a role, and the organization beside or below it."""
    lines: list[str] = []
    first = last = 0
    for block in page.blocks[:_TOP]:
        kinds = kinds_of(block, page) | (kinds_of_heading(block.text) if block.kind == "heading" else frozenset())
        if kinds - {"about", "contact", "interests"}:
            break
        if block.kind not in ("heading", "paragraph", "row") or len(block.text) > 260:
            continue
        kept = list(_headlines(block.text, names))
        if kept:
            first, last = first or block.lines[0], block.lines[1]
            lines.extend(kept)
    joined = "\n".join(lines)
    told = read_headline(joined) if find_roles(joined) or find_degrees(joined) else _place_alone(lines)
    yield from ((each, Source(page.file, (first, last))) for each in told)


def _headlines(text: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a block that can be headlines: no sentence, a role at the head or an organization."""
    for name in names:
        if name and len(name.split()) > 1:
            text = re.sub(rf"{re.escape(name)}(?:,?\s*Ph\.?D\.?)?\s*[,|–-]?", "\n", text)
    for line in text.split("\n"):
        line = line.strip(" ,*_")
        if not line or len(line) > 140 or _SENTENCE.search(line) or re.search(r"\S+@\S+\.|https?:|\d{4,}", line):
            continue
        if _is_headline(line):
            yield line


_BEHIND_ROLE = re.compile(r"\s*(?:$|,|@|at\b|in\b|of\b|for\b|\(|[-–—|•·]\s|/|&|and\b)")


def _is_headline(line: str) -> bool:
    """Say whether a line begins with a role, is a student's status, or names an organization."""
    roles, degrees = find_roles(line), find_degrees(line)
    if roles and roles[0].start < 3 and _BEHIND_ROLE.match(line, roles[0].end):
        return True
    if is_certain(line) or (degrees and degrees[0].start < 30 and degrees[0].student):
        return True
    short = len(line.split()) < 10 or re.match(r"(?:at|@)\s", line)
    return bool(short) and any(is_certain(piece) for piece in pieces_of(line))


def _place_alone(lines: Sequence[str]) -> list[Told]:
    """Return the post that an address block tells without a role: department and university on lines of their own."""
    pieces = [piece for line in lines for piece in pieces_of(line)]
    affiliation = assign(pieces)
    if len(lines) < 2 or not affiliation.unit or kind_of(affiliation.organization) != "organization":
        return []
    return [Told("position", 0, 0, affiliation=affiliation, until=PRESENT, confidence=0.5)]


def _of_configuration(reading: Reading) -> Iterator[tuple[Told, Source]]:
    """Yield the post that a site's configuration tells of its author."""
    author: Mapping[str, Any] = reading.site.author
    study = author.get("education")
    if isinstance(study, str) and find_degrees(study):
        for told in read_entry(_TAGS.sub(" ", study).strip(), (), "education"):
            yield told, Source("_config.yml", (1, 1))
    role = _first(author, _ROLE_KEYS)
    place = _first(author, _PLACE_KEYS)
    bio = _first(author, ("bio", "description", "tagline"))
    if not role and not place and len(bio) < 140 and not _SENTENCE.search(bio) and _begins_with_role(bio):
        yield from ((told, Source("_config.yml", (1, 1))) for told in read_headline(bio))
    if not role or not find_roles(role) or (not place and not re.search(r"\s(?:at|@)\s", role)):
        return
    posts = read_headline(f"{role}, {place}" if place else role)
    if not posts and place and not find_degrees(role):  # each has a field of its own: the place is one, known or not
        posts = [Told("position", 0, len(role), role=role, affiliation=Affiliation(place), until=PRESENT, confidence=0.9)]
    yield from ((each, Source("_config.yml", (1, 1))) for each in posts)


def _begins_with_role(text: str) -> bool:
    roles = find_roles(text)
    return bool(roles) and roles[0].start == 0


def _first(values: Mapping[str, Any], keys: Sequence[str]) -> str:
    for key in keys:
        value = values.get(key)
        if isinstance(value, list) and value:
            value = value[0].get("name") if isinstance(value[0], Mapping) else value[0]
        if isinstance(value, str) and value.strip():
            return _TAGS.sub(" ", value).strip()
    return ""
