"""Strings <-> Name: parse a person's name, tell whether two names can be one person's, spot what looks like a name.

Takes name strings as pages print them ("Lin, Y.", "Yue LIN", "van der Berg, J.", "林悦"); gives ``Name`` records and
yes-or-no answers. Pure: no input, no output, no state but caches. Millions of strings pass through here, so the tests
are one compiled pattern each and the parses are remembered.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from kg.namewords import (
    CAPITAL_PARTICLES,
    CHINESE_SURNAMES,
    COMPOUND_SURNAMES,
    HAN_READINGS,
    IBERIAN_SURNAMES,
    KOREAN_SURNAMES,
    NICKNAMES,
    NOT_IN_NAMES,
    PARTICLES,
    PINYIN,
    PINYIN_SURNAMES,
    SUFFIXES,
    TITLES,
)


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


_MARKS = "*∗＊†‡§¶‖#^~=+°⁰¹²³⁴⁵⁶⁷⁸⁹⁺♠♣♥♦★☆✝✉✦◇◆△▲♯¤ªº\\$"
_MARK = rf"(?:[{re.escape(_MARKS)}]|\d|[\[(][*†‡§\d]{{1,3}}[\])]|(?<=[*†‡§\d¹²³]),(?=[*†‡§\d¹²³]))"
_TRAILING = re.compile(rf"[\s_]*((?:{_MARK}\s?){{1,12}})[\s_,;:]*$")
_LEADING = re.compile(rf"^[\s_]*((?:{_MARK}){{1,6}})\s*")
_SPACE = re.compile(r"\s+")
_BRACKETED = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{0,60})[)\]）】]\s*|\s[\"“‘']([^\"“”‘’']{1,30})[\"”’']\s")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_EASTERN = re.compile(r"^[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3々·・\s]+$")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?-?){1,3}$")
_DOTTED = re.compile(r"^(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?\.?$")
_SYLLABLE = re.compile(rf"^{PINYIN}$")
_TWO_SYLLABLES = re.compile(rf"^({PINYIN})({PINYIN})$")


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


# ── parsing ─────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1 << 17)
def parse(text: str) -> Name:
    """Part a name as pages print it; never fails: what has no shape is all family name.

    >>> parse("Lin, Y.")
    Name(given='Y.', particle='', family='Lin', suffix='')
    >>> parse("Yue Lin"), parse("Y Lin")
    (Name(given='Yue', particle='', family='Lin', suffix=''), Name(given='Y', particle='', family='Lin', suffix=''))
    >>> parse("Lin YJ"), parse("Zhao Y.")
    (Name(given='YJ', particle='', family='Lin', suffix=''), Name(given='Y.', particle='', family='Zhao', suffix=''))
    >>> parse("van der Berg, J.")
    Name(given='J.', particle='van der', family='Berg', suffix='')
    >>> parse("José María García Márquez")
    Name(given='José María', particle='', family='García Márquez', suffix='')
    >>> parse("林悦")
    Name(given='悦', particle='', family='林', suffix='')
    >>> parse("OLIN Mira"), parse("Bo Tamm Jr.").suffix
    (Name(given='Mira', particle='', family='Olin', suffix=''), 'Jr.')
    """
    text = _BRACKETED.sub(" ", clean(text)[:200] + " ").strip() or clean(text)[:200]
    if _EASTERN.match(text):
        return _parse_eastern(text)
    head, comma, rest = text.partition(",")
    if comma:
        return _parse_comma(head.strip(), rest.strip())
    tokens = _without_titles(text.replace(".", ". ").replace(". -", ".-").replace("- ", "-").split())
    tokens, suffix = _part_suffix(tokens)
    if not tokens:
        return Name(family=text)
    if len(tokens) == 1:
        return Name(family=_calm(tokens[0]), suffix=suffix)
    given, family = _part_tokens(tokens)
    particle, family = _part_particle(family)
    return Name(_join(given), _join(particle), _join(family), suffix)


def _parse_eastern(text: str) -> Name:
    """A name in Han characters, kana or Hangul, family name first."""
    parts = re.split(r"[\s·・]+", text)
    if len(parts) > 1:
        if _KANA.search(text) and "・" in text:  # a foreign name in katakana keeps its own order
            return Name(given=" ".join(parts[:-1]), family=parts[-1])
        return Name(given="".join(parts[1:]), family=parts[0])
    if len(text) > 2 and text[:2] in COMPOUND_SURNAMES:
        return Name(given=text[2:], family=text[:2])
    cut = 2 if len(text) == 4 and not _HANGUL.search(text) else 1
    return Name(given=text[cut:], family=text[:cut]) if len(text) > 1 else Name(family=text)


def _parse_comma(head: str, rest: str) -> Name:
    """``Family, Given``, ``Family, Jr., Given``, ``Given Family, Jr.``."""
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    suffixes = [part for part in parts if _bare(part) in SUFFIXES]
    given = [part for part in parts if _bare(part) not in SUFFIXES]
    if not given:
        plain = parse(head)
        return plain._replace(suffix=plain.suffix or " ".join(suffixes))
    tokens, suffix = _part_suffix(head.split())
    particle, family = _part_particle(tokens)
    given_tokens = given[0].replace(".", ". ").replace(". -", ".-").split()
    while len(given_tokens) > 1 and given_tokens[-1].lower() in PARTICLES and given_tokens[-1].islower():
        particle.insert(0, given_tokens.pop())  # "Berg, Jan van der"
    given_tokens, late = _part_suffix(given_tokens)
    return Name(_join(given_tokens), _join(particle), _join(family), suffix or " ".join(suffixes) or late)


def _part_tokens(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Given-name and family-name tokens (particles still with the family) of a name without a comma."""
    shouting = [_shouts(token) for token in tokens]
    if any(shouting) and not all(shouting):
        if shouting[0] and not shouting[-1] and not _is_initials(tokens[0]):  # "LIN Yue", "VAN DER BERG Jan"
            cut = shouting.index(False)
            return tokens[cut:], tokens[:cut]
        if shouting[-1] and _is_initials(tokens[-1]):  # "Lin YJ"
            return tokens[-1:], tokens[:-1]
        if shouting[-1]:
            cut = len(tokens) - shouting[::-1].index(False)
            return (tokens[:cut], tokens[cut:]) if cut < len(tokens) else (tokens[:-1], tokens[-1:])
    if _is_initial(tokens[-1]) and len(tokens[0]) > 1 and not _is_initial(tokens[0]):
        cut = next(i for i, token in enumerate(tokens) if _is_initial(token) and i) if len(tokens) > 2 else 1
        if all(_is_initial(token) for token in tokens[cut:]):  # "Zhao Y.", "Garcia Marquez G."
            return tokens[cut:], tokens[:cut]
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if (token.islower() and token in PARTICLES) or (token in CAPITAL_PARTICLES and token.lower() != "van"):
            return tokens[:index], tokens[index:]
        if token == "Van" and (index > 1 or tokens[0] not in ("Nguyen", "Tran", "Le", "Pham", "Thi")):
            return tokens[:index], tokens[index:]
    if tokens[0].islower() and tokens[0] in PARTICLES and len(tokens) > 2:
        return [], tokens
    if len(tokens) > 2 and fold(tokens[-1]) in IBERIAN_SURNAMES and fold(tokens[-2]) in IBERIAN_SURNAMES:
        return tokens[:-2], tokens[-2:]
    return tokens[:-1], tokens[-1:]


def _part_particle(tokens: list[str]) -> tuple[list[str], list[str]]:
    cut = 0
    while cut < len(tokens) - 1 and tokens[cut].lower() in PARTICLES:
        if not tokens[cut].islower() and tokens[cut].title() not in CAPITAL_PARTICLES:
            break
        cut += 1
    return tokens[:cut], tokens[cut:]


def _part_suffix(tokens: list[str]) -> tuple[list[str], str]:
    suffix: list[str] = []
    while len(tokens) > 2 and _bare(tokens[-1]) in SUFFIXES:
        suffix.insert(0, tokens[-1])
        tokens = tokens[:-1]
    if len(tokens) == 2 and not suffix and _bare(tokens[-1]) in ("jr", "sr", "iii", "phd"):
        return tokens[:1], tokens[1]
    return tokens, " ".join(suffix)


def _without_titles(tokens: list[str]) -> list[str]:
    while len(tokens) > 1 and _bare(tokens[0]) in TITLES and (tokens[0].endswith(".") or len(tokens[0]) > 3):
        tokens = tokens[1:]
    return tokens


def _join(tokens: list[str]) -> str:
    return " ".join(_calm(token) for token in tokens).replace(" .", ".")


def _calm(token: str) -> str:
    """A shouted token in title case; initials stay."""
    return token.title() if len(token) > 2 and _shouts(token) and not _is_initials(token) else (
        token.title() if len(token) == 2 and token.isupper() and token.lower() in _SHORT_SURNAMES else token)


def _shouts(token: str) -> bool:
    return len(token) > 1 and token.isupper() and "." not in token


def _is_initial(token: str) -> bool:
    return len(token.rstrip(".")) == 1 or bool(_DOTTED.match(token))


def _is_initials(token: str) -> bool:
    """Whether an upper-case token is a run of initials rather than a shouted short name."""
    bare = token.replace("-", "").replace(".", "")
    return len(bare) <= 3 and bare.isupper() and (len(bare) == 1 or bare.lower() not in _SHORT_SURNAMES) and (
        len(bare) < 3 or not re.search("[AEIOUY]", bare[1:]))


_SHORT_SURNAMES = frozenset(
    "li lu ma wu xu yu he hu du ko ng ye su fu gu xi qi ai an ba bo cu ge ha ho hy im ke ku le lo mo na ni no oh ou oz "
    "pi qu ra re ri ro ru sa se si so ta te to tu um un va vo wo yi yo zu ha do go woo lee kim lin lim han sun xue yao "
    "wei wen wang luo liu gao guo bai cai cao cui dai shi tan tao ren mei pan qin qiu rao".split())


def _bare(token: str) -> str:
    return token.replace(".", "").lower()


def full(name: Name) -> str:
    """Return the name in one string, given name first; Eastern script keeps its own order.

    >>> full(parse("van der Berg, J."))
    'J. van der Berg'
    """
    if name.family and _EASTERN.match(name.family) and not _KANA.search(name.given):
        return name.family + name.given
    return " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)


def bracketed(text: str) -> tuple[str, ...]:
    """Return the other forms that a printed name carries in brackets or quotes.

    >>> bracketed("Kenji Arata (荒田健二)"), bracketed('Robert "Bob" Tamm')
    (('荒田健二',), ('Bob',))
    """
    if not any(mark in text for mark in "(（[【\"“‘'"):
        return ()
    return tuple(inner for found in _BRACKETED.finditer(text + " ") if (inner := (found[1] or found[2] or "").strip()))


# ── spotting ────────────────────────────────────────────────────────────────────────────────────────────────────

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
        if _EASTERN.match(text):
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
    if _KANA.search(bare):
        return 3 <= len(bare) <= 14
    if not 2 <= len(bare) <= 5:
        return False
    if _HANGUL.match(bare):
        return len(bare) <= 4 and bare[0] in KOREAN_SURNAMES
    return bare[:2] in COMPOUND_SURNAMES or bare[0] in CHINESE_SURNAMES or " " in text


# ── comparing ───────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Return letters in lower-case ASCII, other characters as single spaces; Han characters by their name readings.

    >>> fold("José-María  GARCÍA"), fold("O'Neill"), fold("Müller"), fold("欧阳")
    ('jose maria garcia', 'oneill', 'muller', 'ouyang')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if text in ("Lü", "LÜ", "lü"):
            return "lyu"
        if _HAN.search(text) or _HANGUL.search(text):
            text = HAN_READINGS.get(text) or "".join(HAN_READINGS.get(each) or each for each in text)
        text = anyascii(text)
    text = text.replace("'", "").replace("`", "").lower()
    return " ".join(re.findall("[a-z]+", text))


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


_UMLAUTS = {"lv": "lyu", "nv": "nyu", "lue": "lyu"}
"""The ways around the u-umlaut of pinyin surnames that are nothing else; "Lu" is a surname of its own."""


@lru_cache(maxsize=1 << 17)
def key(name: Name) -> Key:
    """Make a name ready to compare; particles and suffixes are left out.

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
        if len(folded) in (2, 3) and token.isupper() and _is_initials(token):
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
    if len(given) == 2 and family in PINYIN_SURNAMES and all(len(each) > 1 and _SYLLABLE.match(each) for each in given):
        given = ["".join(given)]
    return Key(family, tuple(given), tuple(letters), "".join(given), bool(given) and len(given[0]) > 1)


def is_mandarin(name: Key) -> int:
    """Return how many syllables a Mandarin given name has (1 or 2), 0 where the name does not look Mandarin.

    >>> [is_mandarin(key(parse(each))) for each in ("Wei Wang", "Xiaogang Wang", "Thomas Wang", "Wei Olin")]
    [1, 2, 0, 0]
    """
    if len(name.given) != 1 or not name.whole or name.family not in PINYIN_SURNAMES:
        return 0
    return 1 if _SYLLABLE.match(name.given[0]) else 2 if _TWO_SYLLABLES.match(name.given[0]) else 0


def could_be_swapped(name: Key) -> bool:
    """Tell whether a name is another name when read backwards: "Zhou Yu" is not "Yu Zhou".

    >>> could_be_swapped(key(parse("Zhou Yu"))), could_be_swapped(key(parse("Wang Zhenyu")))
    (True, False)
    """
    return name.family in PINYIN_SURNAMES and name.joined in PINYIN_SURNAMES


Agreement = str
"""How two names agree: "same", "middle" (one leaves out middle names), "initials", "nickname", "order" (family and
given name swapped), "compound" (one leaves out one of two family names), "spelling"; "" where they contradict."""


def agreement(a: Name, b: Name) -> Agreement:
    """Say how two names can be one person's, "" where they cannot.

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
    if len(long.given) == 1 and len(letters) == 1 and (found := _TWO_SYLLABLES.match(long.given[0])):
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

    >>> compatible(parse("Lin, Y."), parse("Yue Lin")), compatible(parse("Yue Lin"), parse("Yue Li"))
    (True, False)
    """
    return bool(agreement(a, b))


def same_form(a: Name, b: Name) -> bool:
    """Tell whether two strings are the same full name but for case, accents, hyphens and order of the parts.

    >>> same_form(parse("GARCÍA, José"), parse("Jose Garcia")), same_form(parse("J. Garcia"), parse("José Garcia"))
    (True, False)
    """
    return agreement(a, b) in ("same", "order") and key(a).whole


def is_full(name: Name) -> bool:
    """Tell whether a given name is written out, beyond initials.

    >>> is_full(parse("J. Robert Tamm")), is_full(parse("J. R. Tamm"))
    (True, False)
    """
    return any(len(each) > 1 for each in key(name).given)
