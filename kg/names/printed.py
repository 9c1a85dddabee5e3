"""A name as pages print it: its parts, the footnote marks around it, what stands in brackets, the whole in one string."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from kg.names.letters import EASTERN, KANA

_MARKS = "*∗＊†‡§¶‖#^~=+°⁰¹²³⁴⁵⁶⁷⁸⁹⁺♠♣♥♦★☆✝✉✦◇◆△▲♯¤ªº\\$"
_MARK = rf"(?:[{re.escape(_MARKS)}]|\d|[\[(][*†‡§\d]{{1,3}}[\])]|(?<=[*†‡§\d¹²³]),(?=[*†‡§\d¹²³]))"
_TRAILING = re.compile(rf"[\s_]*((?:{_MARK}\s?){{1,12}})[\s_,;:]*$")
_LEADING = re.compile(rf"^[\s_]*((?:{_MARK}){{1,6}})\s*")
_SPACE = re.compile(r"\s+")
BRACKETED = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{0,60})[)\]）】]\s*|\s[\"“‘']([^\"“”‘’']{1,30})[\"”’']\s")


class Name(NamedTuple):
    """A person's name in parts, as written; any part may be empty.

    ``particle`` is what stands between ("van der", "de la"): kept apart because pages drop it or sort by it.
    """

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        return full(self)


def clean(text: str) -> str:
    """Return the text in NFC with single spaces, plain apostrophes and hyphens, without footnote marks at its ends.

    >>> clean(" Yue  Lin*¹ ")
    'Yue Lin'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("’", "'").replace("ʼ", "'").replace("‐", "-")
        text = text.replace("‑", "-").replace("–", "-").replace("\u200b", "").replace("，", ", ")
    return strip_markers(_SPACE.sub(" ", text).strip())[0]


def strip_markers(text: str) -> tuple[str, str]:
    """Part a name from the footnote marks around it: stars, daggers, superscripts, digits.

    >>> strip_markers("Yue Lin*¹")
    ('Yue Lin', '*¹')
    >>> strip_markers("†Mira Olin 1,2")
    ('Mira Olin', '†1,2')
    """
    marks = ""
    if text and not text[0].isalpha() and (found := _LEADING.match(text)) and found.end() < len(text):
        marks, text = found[1], text[found.end():]
    if text and not text[-1].isalpha() and text[-1] != ".":
        found = _TRAILING.search(text, max(0, len(text) - 40))
        if found and found.start():
            marks, text = marks + found[1].strip().replace(" ", ""), text[: found.start()]
        text = text.strip(" _,;:")
    return text, marks


def full(name: Name) -> str:
    """Return the name in one string, given name first; Eastern script keeps its own order.

    >>> full(Name("J.", "van der", "Berg"))
    'J. van der Berg'
    """
    if name.family and EASTERN.match(name.family) and not KANA.search(name.given):
        return name.family + name.given
    return " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)


def bracketed(text: str) -> tuple[str, ...]:
    """Return the other forms that a printed name carries in brackets or quotes.

    >>> bracketed("Kenji Arata (荒田健二)"), bracketed('Robert "Bob" Tamm')
    (('荒田健二',), ('Bob',))
    """
    if not any(mark in text for mark in "(（[【\"“‘'"):
        return ()
    return tuple(inner for found in BRACKETED.finditer(text + " ") if (inner := (found[1] or found[2] or "").strip()))
