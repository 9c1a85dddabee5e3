"""Whether two names mean one organization, within one page; and filling what one telling lacks from another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from kg import gazetteer
from kg.model import Education, Position

Item = TypeVar("Item", Position, Education)
_SMALL = frozenset("the of and in on for at a an de la del di do da du des et y e the".split())
_WORD = re.compile(r"[^\W_]+")


def same_organization(one: str, other: str, unit: str = "", other_unit: str = "") -> bool:
    """Say whether two printed names mean one organization; a unit may stand for it.

    >>> same_organization("The University of Hong Kong", "University of Hong Kong (HKU)")
    True
    >>> same_organization("UC Berkeley", "University of California, Berkeley"), same_organization("MIT", "Huldra")
    (True, False)
    """
    if not one or not other:
        return bool(one or other) and any(_alike(a, b) for a in (one, unit) for b in (other, other_unit) if a and b)
    return _alike(one, other) or bool(unit and _alike(unit, other)) or bool(other_unit and _alike(one, other_unit))


@lru_cache(maxsize=8192)
def _alike(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    known, known_other = gazetteer.organization(one), gazetteer.organization(other)
    if known is not None and known == known_other:
        return True
    if a[:2] == b[:2] and len(a) > 1 and len(b) > 1 and one[:2].isupper():
        return True  # "USC Viterbi CS", "USC Viterbi School of Engineering"
    if a == b or set(a) <= set(b) or set(b) <= set(a):
        return True
    if len(set(a) & set(b)) / min(len(set(a)), len(set(b))) >= 0.75:
        return True
    if _bracketed(one) & ({_joined(other)} | _bracketed(other)) or _bracketed(other) & {_joined(one)}:
        return True
    return _acronym(one) in b or _acronym(other) in a or _campus(a, b)


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return [word for word in _WORD.findall(plain) if word not in _SMALL]


def _joined(text: str) -> str:
    return "".join(_words(text))


def _bracketed(text: str) -> set[str]:
    return {_joined(inner) for inner in re.findall(r"\(([^()]{2,20})\)", text)}


def _acronym(text: str) -> str:
    """Return the initials of a name's capitalised words, "-" where there are too few."""
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w'’-]*", re.sub(r"\([^)]*\)", "", text)))
    return initials.casefold() if len(initials) >= 3 else "-"


def _campus(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether one is "UC Berkeley" and the other "University of California, Berkeley"."""
    for short, long in ((a, b), (b, a)):
        if (
            len(short) >= 2
            and short[0] in ("uc", "ut", "umass", "iit")
            and "university" in long
            and short[-1] in long
        ):
            return True
    return False


def share(one: Item, other: Item, keys: Sequence[str]) -> Item:
    """Fill what one telling lacks from another."""
    lacking = {key: getattr(other, key) for key in keys if not getattr(one, key) and getattr(other, key)}
    if one.confidence is not None and other.confidence is None:
        lacking["confidence"] = None
    return msgspec.structs.replace(one, **lacking) if lacking else one
