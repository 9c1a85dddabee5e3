"""One name in running text, in each of the ways a list may write it. Tokens in, the name that begins at one out.

Lists are read from many places and in several styles, and meet the same names each time: what was read at a token is
remembered for as long as its text is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extract import tokens as tk
from kg.extract.name_shapes import has_small_start, is_capitalised, is_short_or_kana, name_score
from kg.extract.tokens import Token
from kg.extract.words import COMMON

Style = Literal["inverted", "straight", "initials last", "bibtex", "paired", "chicago"]
"""How a name is written; "initials last" is "straight" in a list whose names all end in initials ("Quist AB"), "paired"
is "bibtex" with commas between names too ("Quist, Ada, Tamm, Bo, and Olin, Mira")."""

MAX_NAME_TOKENS = 7
_NICKNAME_QUOTES = {"'": "'", '"': '"', "“": "”", "‘": "’", "(": ")"}
_SEPARATORS = frozenset((tk.COMMA, tk.SEMICOLON, tk.AND))
_PARTS = frozenset((tk.WORD, tk.PARTICLE, tk.INITIALS, tk.SUFFIX))
_THREE_CAPITALS = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text: its range, the token behind it, and how much it looks like a person's."""

    start: int
    end: int
    after: int
    score: float


class NameReader:
    """Reads single names among the tokens of one text.

    Args:
        text: the text.
        tokens: its tokens.
        known: names (folded by ``fold_name``) that are surely people.
        walls: places that no name runs over.
    """

    def __init__(self, text: str, tokens: Sequence[Token], known: Collection[str], walls: frozenset[int]) -> None:
        self.text, self.tokens, self.known, self.walls = text, tokens, known, walls
        self._names: dict[tuple[int, Style], FoundName | None] = {}
        self._scores: dict[tuple[int, int], float] = {}

    def at(self, index: int, style: Style) -> FoundName | None:
        """Return the name that begins at a token and is written in a style, or None."""
        key = index, style
        if key not in self._names:
            self._names[key] = self._read(index, style)
        return self._names[key]

    def _read(self, index: int, style: Style) -> FoundName | None:
        if style == "inverted":
            return self._inverted(index)
        if style in ("bibtex", "paired"):
            return self._bibtex(index, style == "paired")
        if style == "chicago":
            return self._chicago(index)
        if self.tokens[index].kind == tk.CJK:
            return self._east_asian(index)
        return self._straight(index, style == "initials last")

    def _inverted(self, index: int) -> FoundName | None:
        """A name with its family name first and initials behind: "van der Quist, A. B."."""
        tokens, count = self.tokens, len(self.tokens)
        at = index
        while at < count and at - index < 5 and tokens[at].kind in _PARTS:
            at += 1
        family = tokens[index:at]
        at += self._closes_abbreviation(at)
        if at == index or at >= count or tokens[at].kind != tk.COMMA or family[-1].kind == tk.INITIALS:
            return None
        if not any(t.kind == tk.WORD for t in family) or not is_capitalised(family):
            return None
        if family[0].kind == tk.INITIALS and family[1].kind != tk.PARTICLE:
            return None
        at += 1
        if len(family) > 1 and at < count and _THREE_CAPITALS.fullmatch(tokens[at].text):
            return None
        initialed = at < count and tokens[at].kind == tk.INITIALS
        behind = self._initials(at) if initialed else self._given(at, len(family) == 1)
        return self._found(index, self._tail(behind), 1.0) if behind > at else None

    def _closes_abbreviation(self, at: int) -> bool:
        """Whether the token at ``at`` is the full stop of "Jr." or of glued initials ("RW.") inside a list."""
        tokens = self.tokens
        if not 0 < at < len(tokens) - 2 or tokens[at].kind != tk.DOT or tokens[at].start != tokens[at - 1].end:
            return False
        if tokens[at - 1].kind in (tk.SUFFIX, tk.INITIALS):
            return tokens[at + 1].kind in _SEPARATORS
        # a slip: "Zhang., H."
        return tokens[at - 1].kind == tk.WORD and tokens[at + 1].kind == tk.COMMA and tokens[at + 2].kind == tk.INITIALS

    def _given(self, first: int, alone: bool) -> int:
        """The token behind a given name in full with initials ("Quist, Ada B., Tamm, C."), or ``first``.

        ``alone`` says whether the family name is one word; the pair may then end the list.
        """
        tokens = self.tokens
        if first + 2 >= len(tokens) or tokens[first].kind != tk.WORD or not is_capitalised(tokens[first : first + 1]):
            return first
        behind = self._initials(first + 1)
        closed = tokens[behind].kind in _SEPARATORS if behind < len(tokens) else alone
        closed = closed or (alone and tokens[behind].kind not in (tk.WORD, tk.PARTICLE))
        return behind if behind > first + 1 and closed and tokens[behind - 1].text.endswith(".") else first

    def _initials(self, first: int) -> int:
        """The token behind the initials that begin at a token."""
        tokens, at = self.tokens, first
        while (
            at < len(tokens)
            and at - first < 4
            and tokens[at].kind == tk.INITIALS
            and not _breaks(tokens, at, first)
            and tokens[at].start not in self.walls
        ):
            at += 1
        return at

    def _tail(self, at: int) -> int:
        """The token behind particles and a suffix that belong to an inverted name."""
        tokens, count = self.tokens, len(self.tokens)
        at += self._closes_abbreviation(at)
        if at < count and tokens[at].kind == tk.PARTICLE and tokens[at].text not in ("e", "y"):
            at += 1
            while at < count and tokens[at].kind == tk.PARTICLE:
                at += 1
        if at + 1 < count and tokens[at].kind == tk.COMMA and tokens[at + 1].kind == tk.SUFFIX:
            at += 2
        elif at < count and tokens[at].kind == tk.SUFFIX:
            at += 1
        return at + self._closes_abbreviation(at)

    def _straight(self, index: int, initials_last: bool) -> FoundName | None:
        """A name in speaking order, or with bare initials behind: "Ada B. Quist", "Quist AB"."""
        tokens, count = self.tokens, len(self.tokens)
        at = index
        while at < count and at - index < MAX_NAME_TOKENS:
            if tokens[at].kind not in _PARTS:
                if at > index and self._is_nickname(at):
                    at += 3
                    continue
                break
            if at > index and self._ends_straight(index, at, initials_last):
                break
            at += 1
        if at + 1 < count and tokens[at].kind == tk.COMMA and tokens[at + 1].kind == tk.SUFFIX:
            at += 2
        if at < count and tokens[at].kind == tk.DOT:
            last = tokens[at - 1]
            at += last.kind == tk.SUFFIX and tokens[at].start == last.end
        part = tokens[index:at]
        if not any(t.kind == tk.WORD for t in part) or not is_capitalised(part) or part[-1].kind == tk.PARTICLE:
            return None
        return self._found(index, at, 0.0)

    def _is_nickname(self, at: int) -> bool:
        """Whether a name in quotes or brackets stands at a token, and the name goes on behind it: Ada "Addie" Quist."""
        if at + 3 >= len(self.tokens):
            return False
        opening, word, closing, behind = self.tokens[at : at + 4]
        return (
            _NICKNAME_QUOTES.get(opening.text, "") == closing.text
            and word.kind == tk.WORD
            and word.start == opening.end
            and closing.start == word.end
            and word.text[0].isupper()
            and behind.kind in (tk.WORD, tk.INITIALS)
            and behind.start == closing.end + 1
        )

    def _ends_straight(self, index: int, at: int, initials_last: bool) -> bool:
        """Whether a name in speaking order that began at ``index`` ends before the token at ``at``."""
        token = self.tokens[at]
        if token.kind == tk.SUFFIX and token.text.lower() == "phd":
            return True  # "Mira Olin PhD Thesis"
        if token.kind == tk.WORD:
            if token.text[0].islower() and not has_small_start(token.text):
                return True
            if initials_last and at > index + 1 and self.tokens[at - 1].kind == tk.INITIALS:
                return True
        return token.start in self.walls or self._sentence_ends(at) or token.text in ("y", "e")

    def _bibtex(self, index: int, paired: bool) -> FoundName | None:
        """A name as BibTeX has it, given name in full behind a comma: "Quist, Ada"; needs ";" or "and" between."""
        family = self._plain(index, 4)
        if family is None or family >= len(self.tokens) or self.tokens[family].kind != tk.COMMA:
            return None
        given = self._plain(family + 1, 4)
        if given is None or (not paired and given < len(self.tokens) and self.tokens[given].kind == tk.COMMA):
            return None
        return self._found(index, given, 0.3)

    def _chicago(self, index: int) -> FoundName | None:
        """The first name of the Chicago manual's lists: "Quist, Ada B., Bo Tamm, and Mira Olin"."""
        family = self._plain(index, 3)
        if family is None or family >= len(self.tokens) or self.tokens[family].kind != tk.COMMA:
            return None
        given = self._plain(family + 1, 3)
        if given is None or given >= len(self.tokens) or self.tokens[given].kind not in (tk.COMMA, tk.AND, tk.DOT):
            return None
        if not any(t.kind == tk.WORD and t.text.lower() not in COMMON for t in self.tokens[family + 1 : given]):
            return None
        return self._found(index, given, 0.6)

    def _plain(self, index: int, most: int) -> int | None:
        """The token behind a run of capitalised parts of a name, or None where there is none."""
        tokens, at = self.tokens, index
        end = min(len(tokens), index + most)
        while at < end and tokens[at].kind in _PARTS and not (at > index and self._sentence_ends(at)):
            if tokens[at].start in self.walls and (at > index or self.tokens[index - 1].kind == tk.COMMA):
                break
            at += 1
        return at if at > index and is_capitalised(tokens[index:at]) else None

    def _east_asian(self, index: int) -> FoundName | None:
        token = self.tokens[index]
        if not 2 <= len(token.text.replace("·", "")) <= 12 or (
            len(token.text) > 4 and "·" not in token.text and not is_short_or_kana(token.text)
        ):
            return None
        at = index + 1
        if (
            at < len(self.tokens)
            and self.tokens[at].kind == tk.CJK
            and len(token.text) <= 3
            and len(self.tokens[at].text) <= 3
            and is_short_or_kana(token.text + self.tokens[at].text)
        ):
            at += 1
        return self._found(index, at, 0.6)

    def _sentence_ends(self, at: int) -> bool:
        """Whether there is more than a space between a token and the one before it."""
        start, end = self.tokens[at].start, self.tokens[at - 1].end
        return start > end and not self.text[end:start].isspace()

    def _found(self, index: int, at: int, base: float) -> FoundName:
        """The name of some tokens; ``base`` is what its style alone is worth."""
        part = self.tokens[index:at]
        key = index, at
        if key not in self._scores:
            self._scores[key] = name_score(self.text[part[0].start : part[-1].end], part, self.known)
        score = self._scores[key]
        if base and -0.5 < score < 0.4:
            score = base * 0.7
        return FoundName(part[0].start, part[-1].end, at, min(1.6, score + base * 0.4))


def _breaks(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether initials at ``at`` belong to what comes next rather than to the name that began at ``first``."""
    if at > first and tokens[at - 1].text.endswith(".") and tokens[at].text == "A":
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        return behind is not None and behind.kind == tk.WORD and behind.start > tokens[at].end  # "Quist, P. R. A new"
    return at > first and not tokens[at - 1].text.endswith(".") and len(tokens[at].text) > 3
