"""Bylines: which author is the owner, and what the marks behind names mean on a page. Strings in, places out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg import names
from kg.extract.name_shapes import fold_name

_RANKS = ("same", "order", "middle", "initials", "nickname", "compound", "spelling")
_MARK = r"(?:\(\s*)?(?P<mark>\\?[*†‡§#¶^∗★☆✉⁎⋆+]|\b[a-z]\b|\d|=)(?:\s*\))?"
_EQUAL = (
    r"equal(?:ly)?\b|co-?first|joint(?:ly)? (?:first|lead)|shared? (?:first|lead)|contributed equally|co-?lead|"
    r"alphabetical"
)
_CORRESPONDING = r"correspond\w*"
_LEGEND = re.compile(
    _MARK
    + r"\W{0,4}(?:denotes?|indicates?|means?|marks?|represents?|stands? for|refers? to|for|are|is|:|=|-|"
        r"–)?\s*(?:that )?(?:the )?"
    r"(?:(?:co-?)?authors? )?(?:are |is |have |with |who )?(?:\w+ ){0,3}?(?P<what>"
    + _EQUAL
    + "|"
    + _CORRESPONDING
    + ")",
    re.IGNORECASE,
)
_LEGEND_AFTER = re.compile(
    r"(?P<what>"
    + _EQUAL
    + "|"
    + _CORRESPONDING
    + r")(?:\s\w+){0,4}\s*(?:\(|:|-|by|with|marked|denoted|indicated|an?)[\s\w]{0,20}?"
    r"(?P<mark>[*†‡§#¶^∗★☆✉⁎⋆+])",
    re.IGNORECASE,
)


def legend(texts: Iterable[str]) -> dict[str, str]:
    """Return what marks behind names mean on a page: mark to "equal" or "corresponding".

    >>> legend(["* denotes equal contribution, # corresponding author"])
    {'*': 'equal', '#': 'corresponding'}
    >>> legend(["Rivers * flow"])
    {}
    """
    found: dict[str, str] = {}
    for text in texts:
        if len(text) > 4000 or not re.search(_EQUAL + "|" + _CORRESPONDING, text, re.IGNORECASE):
            continue
        for pattern in (_LEGEND, _LEGEND_AFTER):
            for match in pattern.finditer(text):
                what = "corresponding" if re.match(_CORRESPONDING, match.group("what"), re.IGNORECASE) else "equal"
                found.setdefault(match.group("mark").lstrip("\\"), what)
    return found


def places_marked(markers: Sequence[str], meaning: dict[str, str], what: str) -> tuple[int, ...]:
    """Return the 1-based places whose marker means ``what`` on this page, or says it in words.

    >>> places_marked(["*", "", "*†"], {"*": "equal"}, "equal")
    (1, 3)
    """
    words = _EQUAL if what == "equal" else _CORRESPONDING
    marks = {mark for mark, meant in meaning.items() if meant == what}
    return tuple(
        place
        for place, marker in enumerate(markers, 1)
        if re.search(words, marker, re.IGNORECASE) or any(_has_mark(marker, mark) for mark in marks)
    )


def _has_mark(marker: str, mark: str) -> bool:
    return (
        mark in marker if not mark.isalnum() else bool(re.search(rf"(?<![^\W_]){re.escape(mark)}(?![^\W_])", marker))
    )


@lru_cache(maxsize=4096)
def _agreement(author: str, owner: str) -> int:
    """How well a printed name fits the owner's; 0 for not at all."""
    found = names.agreement(names.parse(author), names.parse(owner))
    return len(_RANKS) - _RANKS.index(found) if found in _RANKS else 0


def owner_place(authors: Sequence[str], owners: Sequence[str], strong: Sequence[bool] = ()) -> int | None:
    """Return the 1-based place of the owner in an author list, or None.

    Args:
        authors: names as printed.
        owners: written forms of the owner's name.
        strong: for each author, whether the page sets the name apart.

    >>> owner_place(["Tamm, B.", "Olin, M."], ["Mira Olin"])
    2
    """
    best, place = 0, None
    for index, author in enumerate(authors):
        rank = max((_agreement(author, owner) for owner in owners if owner), default=0)
        if author.lower() in ("me", "myself"):
            rank = 20
        if rank and index < len(strong) and strong[index]:
            rank += 10
        if rank > best:
            best, place = rank, index + 1
    return place


def known_forms(owners: Iterable[str]) -> set[str]:
    """Return folded forms in which an owner's name may be printed.

    >>> sorted(known_forms(["Mira Olin"]))
    ['m olin', 'mira olin', 'olin m', 'olin mira']
    """
    forms: set[str] = set()
    for owner in owners:
        if not owner.strip():
            continue
        name = names.parse(owner)
        family = " ".join(part for part in (name.particle, name.family) if part)
        initials = " ".join(token[0] for token in re.findall(r"[^\W\d_]+", name.given))
        forms.add(fold_name(owner))
        if not name.given:
            continue
        first = name.given.split()[0]
        for given in {name.given, initials, initials.replace(" ", ""), first, first[0]}:
            forms.add(fold_name(f"{given} {family}"))
            forms.add(fold_name(f"{family} {given}"))
    return forms
