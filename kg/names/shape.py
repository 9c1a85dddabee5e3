"""Spot what has the shape of a person's name, without knowing any name but the surnames of Eastern scripts."""

from __future__ import annotations

import re
import unicodedata

from kg.names.letters import EASTERN, HANGUL, KANA
from kg.names.words import CHINESE_SURNAMES, COMPOUND_SURNAMES, KOREAN_SURNAMES, NOT_IN_NAMES

_WORD = r"(?:[^\W\d_a-z][^\W\d_]*(?:['’\-‐‑][^\W\d_]+)*\.?|(?:[^\W\d_]\.-?){1,4}|[^\W\d_]{1,3}['’][^\W\d_]+)"
_SMALL = r"(?:van|von|der|den|de|del|della|di|da|dos|das|do|du|la|le|ter|ten|zu|zur|bin|ibn|al|el|e|y|af|av|st\.)"
_LATIN_NAME = re.compile(rf"^(?:{_SMALL} ){{0,3}}{_WORD}(?:,? (?:{_SMALL} ){{0,3}}{_WORD}){{1,5}}$")


def looks_like_name(text: str) -> bool:
    """Tell whether a string has the shape of one person's name of two or more parts; quick, and strict about case.

    >>> [looks_like_name(each) for each in ("Lin, Y.", "J. van der Berg", "林悦", "Jean-Luc d'Arc", "RJ Lin")]
    [True, True, True, True, True]
    >>> [looks_like_name(each) for each in ("University of Oslo", "Best Paper", "on rivers", "Lin", "ICML 2020", "")]
    [False, False, False, False, False, False]
    """
    length = len(text)
    if length < 2 or length > 60:
        return False
    if not text.isascii():
        if EASTERN.match(text):
            return _looks_eastern(text)
        text = unicodedata.normalize("NFC", text)
    if "." in text and not text.endswith("."):
        text = text.replace(".", ". ").replace(". -", ".-").replace(".  ", ". ").replace(". ,", ".,")
    if not _LATIN_NAME.match(text):
        return False
    words = text.replace(",", " ").replace(".", " ").lower().split()
    return any(len(word) > 1 for word in words) and not any(word in NOT_IN_NAMES for word in words)


def _looks_eastern(text: str) -> bool:
    bare = re.sub(r"[\s·・]", "", text)
    if KANA.search(bare):
        return 3 <= len(bare) <= 14
    if not 2 <= len(bare) <= 5:
        return False
    if HANGUL.match(bare):
        return len(bare) <= 4 and bare[0] in KOREAN_SURNAMES
    return bare[:2] in COMPOUND_SURNAMES or bare[0] in CHINESE_SURNAMES or " " in text
