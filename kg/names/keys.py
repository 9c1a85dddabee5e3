"""Names made ready to compare: folded, their given names as words and as initials."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.names.letters import fold
from kg.names.parsing import is_initials
from kg.names.printed import Name
from kg.names.words import PINYIN, PINYIN_SURNAMES

SYLLABLE = re.compile(rf"^{PINYIN}$")
TWO_SYLLABLES = re.compile(rf"^({PINYIN})({PINYIN})$")
_UMLAUTS = {"lv": "lyu", "nv": "nyu", "lue": "lyu"}
"""The ways around the u-umlaut of pinyin surnames that are nothing else; "Lu" is a surname of its own."""


class Key(NamedTuple):
    """A name made ready to compare: folded, hyphens closed up, Mandarin given names in one word."""

    family: str
    given: tuple[str, ...]
    letters: tuple[str, ...]
    """First letters of the given names, of both halves where one is hyphenated."""
    joined: str
    """The given names as one word: "xiaogang" for Xiao-Gang, Xiao Gang and Xiaogang."""
    whole: bool
    """Whether the first given name is written out."""


@lru_cache(maxsize=1 << 17)
def key(name: Name) -> Key:
    """Make a name ready to compare; particles and suffixes are left out.

    >>> from kg.names import parse
    >>> key(parse("Xiao-Gang Wang")).given, key(parse("Xiao Gang Wang")).given, key(parse("Xiao-Gang Wang")).letters
    (('xiaogang',), ('xiaogang',), ('x', 'g'))
    >>> key(parse("Lin YJ")).given, key(parse("Mira Anna Olin")).given
    (('y', 'j'), ('mira', 'anna'))
    """
    given: list[str] = []
    letters: list[str] = []
    for token in name.given.replace(".", ". ").split():
        folded = fold(token)
        parts = folded.split()
        if len(folded) in (2, 3) and token.isupper() and is_initials(token):
            parts = list(folded.replace(" ", ""))
        if not parts:
            continue
        if token.endswith(".") and len(parts) == 1 and 1 < len(folded) <= 2:
            parts = [folded[0]]  # "Ch." for Christian, "Yu." for Yuri
        letters.extend(part[0] for part in parts)
        if all(len(part) == 1 for part in parts):
            given.extend(parts)
        else:
            given.append("".join(parts))
    family = fold(name.family).replace(" ", "")
    family = _UMLAUTS.get(family, family) if len(family) < 4 else family
    if len(given) == 2 and family in PINYIN_SURNAMES and all(len(each) > 1 and SYLLABLE.match(each) for each in given):
        given = ["".join(given)]
    return Key(family, tuple(given), tuple(letters), "".join(given), bool(given) and len(given[0]) > 1)


def is_mandarin(name: Key) -> int:
    """Return how many syllables a Mandarin given name has (1 or 2), 0 where the name does not look Mandarin.

    >>> from kg.names import parse
    >>> [is_mandarin(key(parse(each))) for each in ("Wei Wang", "Xiaogang Wang", "Thomas Wang", "Wei Olin")]
    [1, 2, 0, 0]
    """
    if len(name.given) != 1 or not name.whole or name.family not in PINYIN_SURNAMES:
        return 0
    return 1 if SYLLABLE.match(name.given[0]) else 2 if TWO_SYLLABLES.match(name.given[0]) else 0


def could_be_swapped(name: Key) -> bool:
    """Tell whether a name is another name when read backwards: "Zhou Yu" is not "Yu Zhou".

    >>> from kg.names import parse
    >>> could_be_swapped(key(parse("Zhou Yu"))), could_be_swapped(key(parse("Wang Zhenyu")))
    (True, False)
    """
    return name.family in PINYIN_SURNAMES and name.joined in PINYIN_SURNAMES


def is_full(name: Name) -> bool:
    """Tell whether a given name is written out, beyond initials.

    >>> from kg.names import parse
    >>> is_full(parse("J. Robert Tamm")), is_full(parse("J. R. Tamm"))
    (True, False)
    """
    return any(len(each) > 1 for each in key(name).given)
