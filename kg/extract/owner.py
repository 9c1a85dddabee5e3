"""Whose page this is: name, other forms of it, address, identifiers, interests.

Takes a reading; gives an ``Owner``. Names are gathered where pages tell them (configuration, titles, headings, "I am …",
bold names in author lists), those that can be one person's are put together, and the group with the most weight wins.
A page may name its owner nowhere; then the name stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from kg.extract.interests import find_interests
from kg.extract.links import find_email, find_homepage, find_identifiers, page_texts
from kg.extract.owner_evidence import LETTER, NEVER, gather_evidence, own_pages
from kg.extract.owner_name import choose_name
from kg.extract.sections import kinds_of
from kg.names import fold, is_full, looks_like_name, parse
from kg.read.page import Reading


@dataclass(frozen=True, slots=True)
class Owner:
    """Who a page is about. ``forms`` are all written forms of the name that the page gives."""

    name: str = ""
    other_names: tuple[str, ...] = ()
    homepage: str = ""
    email: str = ""
    image: str = ""
    identifiers: dict[str, str] | None = None
    interests: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms of the name."""
        return tuple(name for name in (self.name, *self.other_names) if name)


def find_owner(reading: Reading, given: str = "") -> Owner:
    """Return the owner of a reading.

    Args:
        reading: pages, records and configuration of one source.
        given: the name where the user said it.
    """
    email = (
        next((record.email for record in reading.records if record.email), "")
        or find_email([reading.site.email])
        or find_email(text for page in own_pages(reading) for text in page_texts(page))
    )
    evidence = list(gather_evidence(reading))
    name, others = choose_name(evidence, lambda: _handles(reading, email), lambda: _names_in_text(reading))
    if given:
        others = tuple(other for other in (name, *others) if other and other != given)
        name = given
    others = _other_names(reading, name, others)
    forms = (name, *others)
    return Owner(
        name=name,
        other_names=others,
        homepage=find_homepage(reading),
        email=email,
        image=next((record.image for record in reading.records if record.image), ""),
        identifiers=find_identifiers(reading, forms),
        interests=find_interests(reading),
    )


_PROFILE = re.compile(r"linkedin\.com/in/|github\.com/[\w-]+/?$|twitter\.com/\w+/?$", re.IGNORECASE)
_CV = re.compile(r"cv|resume|vitae", re.IGNORECASE)


def _handles(reading: Reading, email: str) -> list[str]:
    """Return file names, handles and addresses that may spell the owner's name."""
    found = [email] if email else []
    for page in own_pages(reading):
        for block in page.blocks:
            publications = "publications" in kinds_of(block, page)
            for mark in block.marks:
                href = unquote(mark.href).replace("\\", "/")
                if not href or href.startswith("#"):
                    continue
                own = _PROFILE.search(href) if "://" in href else not publications
                if _CV.search(href.rsplit("/", 1)[-1]) or (own and not publications):
                    found.append(href.rstrip("/"))
    return found


def _names_in_text(reading: Reading) -> Counter[str]:
    """Count the full names in a reading's text."""
    counts: Counter[str] = Counter()
    for page in reading.pages[:30]:
        for block in page.blocks[:600]:
            for match in _LIST_NAME.finditer(block.text[:4000]):
                if looks_like_name(match[1]) and not NEVER.search(match[1]):
                    counts[match[1]] += 1
    return counts


_LIST_NAME = re.compile(
    rf"(?:^|(?<=[\s(\[]))((?:{LETTER}[\w'’-]+)(?:\s{LETTER}\.)?\s(?:(?:van|von|de|der|da"
    rf"|di)\s)?{LETTER}[\w'’-]+)(?=[*†‡§\d]*(?:[,;.&)\n]|\s+and\b|\s*$))"
)
_CHINESE_NAME = re.compile(
    r"(?:name in (?:Chinese|Korean|Japanese|Hindi)(?: characters)?(?: is|:)?|Chinese name(?: is|:)?|中文名[:：]?"
    r"|姓名[:：])\s*[\"“(（]?([\u3400-\u9fff\uac00-\ud7a3\u3040-\u30ff·]{2,8})"
)
_FORMER_NAME = re.compile(
    r"\s\((?:formerly(?: known as)?|previously|published (?:earlier )?as|also (?:known|published) as|born|n[ée]e?) "
    r"([^()\d,;]{3,40})\)"
)


def _other_names(reading: Reading, name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Keep the other forms that a person would call another name: other scripts, other words; drop mere initials."""
    kept: list[str] = []
    for other in others:
        if (not other.isascii() and not any(c.isascii() and c.isalpha() for c in other)) or (
            is_full(parse(other)) and fold(other) != fold(name)
        ):
            kept.append(other)
    for page in own_pages(reading):
        for block in page.blocks[:60]:
            if match := _CHINESE_NAME.search(block.text):
                kept.append(match[1])
            for former in _FORMER_NAME.finditer(block.text) if name else ():
                if block.text[: former.start()].endswith(name) and looks_like_name(former[1]):
                    kept.append(former[1].strip())
            if (
                name
                and f"{name} (" in block.text
                and (found := re.search(rf"{re.escape(name)} \(([^()a-zA-Z\d]{{2,20}})\)", block.text))
            ):
                kept.append(found[1].strip())
    return tuple(dict.fromkeys(each for each in kept if each != name))
