"""What a person's name looks like among tokens: a score for a run of tokens, a folded form to compare by. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from kg.extract import tokens as tk
from kg.extract.tokens import Token
from kg.extract.words import COMMON, CORPORATE

_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_SELF = frozenset(("me", "myself"))


def is_capitalised(part: Iterable[Token]) -> bool:
    """Say whether no word of a run of tokens is in lower case, but for particles."""
    return all(
        t.kind != tk.WORD or t.text[0].isupper() or not t.text[0].islower() or has_small_start(t.text) for t in part
    )


def has_small_start(word: str) -> bool:
    """A lower-case first letter inside a name: d'Alessio, al-Amin."""
    return bool(re.match(r"(?:d|l|al|el|o)['’\-][A-ZÀ-Þ]", word))


def is_short_or_kana(text: str) -> bool:
    """Say whether an East Asian text is short, or has kana, as foreign names in Japanese have."""
    return any("\u3040" <= c <= "\u30ff" for c in text) or len(text) <= 4


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> str:
    """Return a name in the form that ``known`` uses: lower case, no stops, single spaces.

    >>> fold_name("Quist,  A. B.")
    'quist a b'
    """
    return " ".join(re.sub(r"[.,*†‡#\s]+", " ", name).casefold().split())


def clean_name(name: str) -> str:
    """Return a printed name without markers and stray punctuation.

    >>> clean_name("Quist, A. B.*")
    'Quist, A. B.'
    """
    name = re.sub(r"[*†‡§#¶^∗★☆✉✝⁎⋆\\_]+", "", name)
    return " ".join(name.split()).strip(" ,;:")


def name_score(text: str, part: Sequence[Token], known: Collection[str]) -> float:
    """Say how much a run of tokens looks like one person: above 0.5 likely, below 0 not.

    >>> name_score("Ada B. Quist", tk.tokenize("Ada B. Quist"), ()) > 0.5
    True
    >>> name_score("Neural Networks", tk.tokenize("Neural Networks"), ()) < 0
    True
    """
    if known and fold_name(text) in known:
        return 1.5
    words = [t.text for t in part if t.kind == tk.WORD]
    initials = sum(t.kind == tk.INITIALS for t in part)
    if part[0].kind == tk.CJK:
        return 0.6
    lowered = [word.lower().rstrip(".") for word in words]
    if len(words) > 1 and lowered[-1] in ("collaboration", "consortium"):
        return 0.95
    if any(word in CORPORATE for word in lowered):
        return 0.2 if len(part) <= 5 else -0.3
    common = sum(word in COMMON for word in lowered)
    dotted = any(t.kind == tk.INITIALS and "." in t.text for t in part)
    if common == 1 and lowered[-1] in COMMON and 2 <= len(words) <= 3:
        return 0.6 if dotted else -0.2
    if common == 1 == len(words) and initials and not dotted:
        return -0.2  # "Price T" among "Olin M" and "Quist AB"
    if common:
        return -0.8 * common + (0.6 if dotted else 0.0)
    if any(len(word) > 3 and word.isupper() for word in words):
        return 0.3 if initials or len(words) == 2 else -0.4
    if any(character.isdigit() for character in text):
        return -0.6
    if len(words) == 1 and lowered[0] in _MONTHS and not initials:
        return -0.8
    if len(words) == 1 and not initials:
        return 0.05 if text.lower() not in _SELF else 0.6
    if dotted:
        return 1.0
    if initials:
        return 0.6
    return 0.65 if len(words) <= 4 else 0.1
