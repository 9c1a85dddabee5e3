"""The tokens of one line of a reference: words, initials, separators, markers. Text in, a list of tokens out.

Names, titles and venues are told apart over these tokens, never over raw characters, so that initials ("J.-P."),
glued initials ("RJ"), particles and markers of equal contribution are recognised once, in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.words import PARTICLES, SUFFIXES

WORD, INITIALS, PARTICLE, SUFFIX, CJK = "word", "initials", "particle", "suffix", "cjk"
COMMA, SEMICOLON, AND, DOT, ELLIPSIS, NEWLINE = "comma", "semicolon", "and", "dot", "ellipsis", "newline"
MARKER, OPEN, CLOSE, NUMBER, OTHER = "marker", "open", "close", "number", "other"


class Token(NamedTuple):
    """A piece of text with its place and kind."""

    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"(?P<newline>\n)"
    r"|(?P<ellipsis>…+|\.{3,}|⋯|⋅⋅⋅|\. \. \.)"
    r"|(?P<comma>[,，、])|(?P<semicolon>[;；|｜·•])"
    r"|(?P<marker>[*†‡§#¶^∗★☆✉✝⁎⋆∔⊕♣♠♦♥◇◆△▲⍟⚹﹡＊✱∥‖⁺¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜ𝟏-𝟗]|📧|✦|🌟|\+(?=[\s,;]|$)|=(?=[\s,;]|$))"
    r"|(?P<open>[(（\[{])|(?P<close>[)）\]}])"
    r"|(?P<cjk>[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af·]+)"
    r"|(?P<digraph>(?:Ch|Yu|Ya|Zh|Sh|Th|Ju|Je|St)\.(?= ?[A-Z]))"
    r"|(?P<initials>[^\W\d_]\.(?:[-‐‑]?[^\W\d_](?:\.|(?=[,;\s)]|$))| [^\W\d_](?:\.|(?=[,;)]))){0,20}"
    r"(?=[\s,;&)\]*†‡#^.:]|$|[^\W\d_]))"
    r"|(?P<glued>[A-Z](?:-?[A-Z]){0,2}(?=et\.? al\b))"
    r"|(?P<word>(?:[OD]['’´`] (?=[A-Z]))?[^\W\d_](?:[^\W_]*[^\W\d_])?(?:['’ʼ`´‐‑\-][^\W\d_](?:[^\W_]*[^\W\d_])?)*)"
    r"|(?P<number>\d[\d,.:–-]*\d|\d)"
    r"|(?P<and>&)|(?P<dot>\.)"
    r"|(?P<other>\S)"
)

VOLUME_BEHIND = re.compile(
    r"[,.]?\s*(?:[Vv]ol\.?\s*)?(?!(?:19|20)\d\d\b)\d{1,4}\s?(?:\(\d{1,4}(?:[–/-]\d{1,4})?\)|"
    r":\s?\d|\((?:19|20)\d\d\)|,\s?(?:no|pp?)\b)"
)
"""A volume with its issue, pages or year: what stands before it is a journal, neither a person nor a title."""

_GLUED = re.compile(r"[A-ZÀ-ÞĀŌŪĆČŁŚŠŻŽİ]{1,3}")
_HYPHENATED = re.compile(r"[A-Z]-[A-Z]")
_DIMINUTIVE = frozenset(["jr", "sr", "ii", "iii", "iv"])


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a text; white space is dropped, a newline is a token.

    >>> [(t.kind, t.text) for t in tokenize("Olin, M.-K.*, van der Quist, B.")][:4]
    [('word', 'Olin'), ('comma', ','), ('initials', 'M.-K.'), ('marker', '*')]
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == INITIALS and not match[0][0].isupper():
            tokens.extend(_part_small_letters(match[0], match.start()))
        else:
            tokens.append(_token(match, 0))
    return tokens


def _part_small_letters(run: str, start: int) -> Iterator[Token]:
    """Part "a.b." into its tokens: "a." at a sentence's end is a word and a full stop, not an initial."""
    place = 0
    while match := _TOKEN.search(run, place):
        place = match.end()
        if match.lastgroup == INITIALS and not match[0][0].isupper():
            place = match.start() + 1
            yield Token(WORD, match[0][0], start + match.start(), start + place)
        else:
            yield _token(match, start)


def _token(match: re.Match[str], offset: int) -> Token:
    kind, word = match.lastgroup or OTHER, match[0]
    if kind in ("glued", "digraph"):  # "Quist ABet al.", as some universities' systems write it; "Ch. Quist"
        kind = INITIALS if word != "St." else PARTICLE
    elif kind == WORD:
        kind = _word_kind(word)
    return Token(kind, word, match.start() + offset, match.end() + offset)


def _word_kind(word: str) -> str:
    lowered = word.lower()
    if lowered in ("and", "und", "et"):
        return AND
    if lowered in _DIMINUTIVE and word[0].isupper():
        return SUFFIX
    if lowered in SUFFIXES and len(word) > 2:
        return SUFFIX
    if word.islower() and lowered in PARTICLES:
        return PARTICLE
    if _GLUED.fullmatch(word) or _HYPHENATED.fullmatch(word):
        return INITIALS
    return WORD
