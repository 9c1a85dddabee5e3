"""How two names agree: whether they can be one person's written forms, and what differs between them."""

from __future__ import annotations

from kg.names.keys import TWO_SYLLABLES, Key, key
from kg.names.letters import fold
from kg.names.printed import Name
from kg.names.words import NICKNAMES, PINYIN_SURNAMES

Agreement = str
"""How two names agree: "same", "middle" (one leaves out middle names), "initials", "nickname", "order" (family and
given name swapped), "compound" (one leaves out one of two family names), "spelling"; "" where they contradict."""


def agreement(a: Name, b: Name) -> Agreement:
    """Say how two names can be one person's, "" where they cannot.

    >>> from kg.names import parse
    >>> agreement(parse("Mira A. Olin"), parse("Olin, Mira")), agreement(parse("M. Olin"), parse("Mira Olin"))
    ('middle', 'initials')
    >>> agreement(parse("Lin Yue"), parse("Yue Lin")), agreement(parse("Bob Tamm"), parse("Robert Tamm"))
    ('order', 'nickname')
    >>> agreement(parse("林悦"), parse("Yue Lin")), agreement(parse("Mira Olin"), parse("Nora Olin"))
    ('same', '')
    >>> agreement(parse("J. García"), parse("José García Márquez"))
    'compound'
    """
    one, two = key(a), key(b)
    if one.family == two.family or _glued(a, b):
        return given_agreement(one, two)
    if one.given and two.given:
        if one.family == two.joined and one.joined == two.family:
            return "order"
        ours, theirs = sorted((*one.given, one.family)), sorted((*two.given, two.family))
        if "".join(ours) == "".join(theirs) or one.joined + one.family == two.joined + two.family:
            return "order"
        first, second = fold(a.family).split(), fold(b.family).split()
        if first and second and (len(first) != len(second) and (first[0] == second[0] or first[-1] == second[-1])):
            return "compound" if given_agreement(one, two) else ""
        if sorted((*one.given, *first)) == sorted((*two.given, *second)):
            return "order"
    if _spelt_otherwise(one.family, two.family):
        how = given_agreement(one, two)
        if how in ("same", "middle") or (how == "initials" and len(one.family) > 6):
            return "spelling"
    return ""


def _spelt_otherwise(one: str, two: str) -> bool:
    """Whether two family names are one, misprinted or with its umlaut written out: never two that both exist."""
    if one in PINYIN_SURNAMES and two in PINYIN_SURNAMES:
        return False
    return _near(one, two) or _without_umlauts(one) == _without_umlauts(two)


def _without_umlauts(family: str) -> str:
    """Schuetze and Schütze, Oonishi and Ōnishi: one after this."""
    for long, short in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("oo", "o"), ("ou", "o"), ("uu", "u"), ("ij", "y")):
        family = family.replace(long, short)
    return family


def _glued(a: Name, b: Name) -> bool:
    """Families that differ only by where the particle went: "De Silva", "DeSilva", "de Silva"."""
    if not (a.particle or b.particle):
        return False
    first, second = fold(f"{a.particle} {a.family}"), fold(f"{b.particle} {b.family}")
    return first.replace(" ", "") == second.replace(" ", "")


def given_agreement(one: Key, two: Key) -> Agreement:
    """Say how the given names of two keys agree, as ``agreement`` does.

    >>> from kg.names import parse
    >>> given_agreement(key(parse("J. A. Olin")), key(parse("J. B. Olin")))
    ''
    >>> given_agreement(key(parse("X. G. Wang")), key(parse("Xiaogang Wang")))
    'initials'
    """
    if one.joined == two.joined:
        return "same"
    if not one.given or not two.given:
        return "initials"
    if one.whole and two.whole:
        return _whole_agreement(one, two)
    short, long = (two, one) if one.whole else (one, two)
    if short.letters[0] != long.letters[0]:
        if len(short.given) > 1 and len(long.given[0]) > 1 and short.given[1] == long.given[0]:
            return "middle"  # "J. Robert Tamm" is "Robert Tamm"
        return ""
    if all(len(each) == 1 for each in short.given):
        return "initials" if _initials_of(short.given, long) else ""
    return "initials" if _middles_agree(short.given[1:], long.given[1:]) else ""


def _whole_agreement(one: Key, two: Key) -> Agreement:
    """How two written-out given names agree."""
    if one.given[0] == two.given[0]:
        return "middle" if _middles_agree(one.given[1:], two.given[1:]) else ""
    if two.given[0] in NICKNAMES.get(one.given[0], ()) and _middles_agree(one.given[1:], two.given[1:]):
        return "nickname"
    short, long = (one, two) if len(one.given) < len(two.given) else (two, one)
    if len(short.given) == 1 and len(long.given) > 1 and short.joined == long.given[0] + long.given[1]:
        return "middle"
    return "spelling" if _near(one.joined, two.joined) else ""


def _middles_agree(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Middle names agree where the shorter row is found in order in the longer, initials standing for names."""
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if not short:
        return True
    place = 0
    for each in long:
        if place < len(short) and _same_or_initial(short[place], each):
            place += 1
    return place == len(short)


def _same_or_initial(one: str, two: str) -> bool:
    return one == two or (one[0] == two[0] and (len(one) == 1 or len(two) == 1))


def _initials_of(initials: tuple[str, ...], long: Key) -> bool:
    """Whether initials stand for given names: all of them in order, or as many as the longer form shows."""
    letters = long.letters
    if len(long.given) == 1 and len(letters) == 1 and (found := TWO_SYLLABLES.match(long.given[0])):
        letters = (letters[0], found[2][0])  # X. G. for Xiaogang
    place = 0
    for letter in letters:
        if place < len(initials) and initials[place] == letter:
            place += 1
    return place == len(initials) or (len(letters) <= len(initials) and initials[: len(letters)] == letters) or (
        len(long.letters) == 1)


def _near(one: str, two: str) -> bool:
    """Whether two long folded strings are within one edit or one swap of neighbours."""
    if min(len(one), len(two)) < 5 or abs(len(one) - len(two)) > 1 or one[0] != two[0]:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    end = 0
    while end < min(len(one), len(two)) - start and one[-1 - end] == two[-1 - end]:
        end += 1
    left, right = one[start:len(one) - end], two[start:len(two) - end]
    return (len(left) <= 1 and len(right) <= 1) or (len(left) == 2 and left == right[::-1])


def compatible(a: Name, b: Name) -> bool:
    """Tell whether two names can be one person's written forms.

    >>> from kg.names import parse
    >>> compatible(parse("Lin, Y."), parse("Yue Lin")), compatible(parse("Yue Lin"), parse("Yue Li"))
    (True, False)
    """
    return bool(agreement(a, b))


def same_form(a: Name, b: Name) -> bool:
    """Tell whether two strings are the same full name but for case, accents, hyphens and order of the parts.

    >>> from kg.names import parse
    >>> same_form(parse("GARCÍA, José"), parse("Jose Garcia")), same_form(parse("J. Garcia"), parse("José Garcia"))
    (True, False)
    """
    return agreement(a, b) in ("same", "order") and key(a).whole
