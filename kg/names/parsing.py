"""Part a person's name into given name, particle, family name and suffix, however it is printed."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names.letters import EASTERN, HANGUL, KANA, fold
from kg.names.printed import BRACKETED, Name, clean
from kg.names.words import CAPITAL_PARTICLES, COMPOUND_SURNAMES, IBERIAN_SURNAMES, PARTICLES, SUFFIXES, TITLES

_DOTTED = re.compile(r"^(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?\.?$")
_SHORT_SURNAMES = frozenset(
    "li lu ma wu xu yu he hu du ko ng ye su fu gu xi qi ai an ba bo cu ge ha ho hy im ke ku le lo mo na ni no oh ou oz "
    "pi qu ra re ri ro ru sa se si so ta te to tu um un va vo wo yi yo zu ha do go woo lee kim lin lim han sun xue yao "
    "wei wen wang luo liu gao guo bai cai cao cui dai shi tan tao ren mei pan qin qiu rao".split())


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
    text = BRACKETED.sub(" ", clean(text)[:200] + " ").strip() or clean(text)[:200]
    if EASTERN.match(text):
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
        if KANA.search(text) and "・" in text:  # a foreign name in katakana keeps its own order
            return Name(given=" ".join(parts[:-1]), family=parts[-1])
        return Name(given="".join(parts[1:]), family=parts[0])
    if len(text) > 2 and text[:2] in COMPOUND_SURNAMES:
        return Name(given=text[2:], family=text[:2])
    cut = 2 if len(text) == 4 and not HANGUL.search(text) else 1
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
        if shouting[0] and not shouting[-1] and not is_initials(tokens[0]):  # "LIN Yue", "VAN DER BERG Jan"
            cut = shouting.index(False)
            return tokens[cut:], tokens[:cut]
        if shouting[-1] and is_initials(tokens[-1]):  # "Lin YJ"
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
    return token.title() if len(token) > 2 and _shouts(token) and not is_initials(token) else (
        token.title() if len(token) == 2 and token.isupper() and token.lower() in _SHORT_SURNAMES else token)


def _shouts(token: str) -> bool:
    return len(token) > 1 and token.isupper() and "." not in token


def _is_initial(token: str) -> bool:
    return len(token.rstrip(".")) == 1 or bool(_DOTTED.match(token))


def is_initials(token: str) -> bool:
    """Whether an upper-case token is a run of initials rather than a shouted short name."""
    bare = token.replace("-", "").replace(".", "")
    return len(bare) <= 3 and bare.isupper() and (len(bare) == 1 or bare.lower() not in _SHORT_SURNAMES) and (
        len(bare) < 3 or not re.search("[AEIOUY]", bare[1:]))


def _bare(token: str) -> str:
    return token.replace(".", "").lower()
