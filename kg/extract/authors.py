"""Author lists in running text: where one starts and ends, and the names in it as printed.

Takes a text and a place in it; gives an ``AuthorRun`` or nothing. A run may be written in any of the usual ways
("Mira Olin, Bo Tamm", "Olin, M., & Tamm, B.", "Olin M, Tamm B", "Olin, Mira; Tamm, Bo", "奥林、谭博"), cut ("et al.",
"…", "and 3 others") and marked (``*``, superscripts, "(equal contribution)"). The style is tried out on the whole run,
since "Tamm, B." and "Mira Tamm, Bo" can only be told apart by their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from kg.extract import tokens as tk
from kg.extract.name_shapes import clean_name, has_small_start, is_capitalised, is_short_or_kana, name_score
from kg.extract.tokens import Token, tokenize
from kg.extract.words import COMMON

Style = Callable[[int], "_Name | None"]
MAX_NAME_TOKENS = 7
_OTHERS = re.compile(
    r"(?:and|&|\+|plus)?\s*(?:\d{1,4}|many|several|the)?\s*(?:\d{1,4}\s*)?(?:more\s+)?(?:others?|colleagues|"
    r"co-?authors?|"
    r"(?:more|other|additional)(?:\s+(?:co-?)?authors?)?|more)\b",
    re.IGNORECASE,
)
_ET_AL = re.compile(r"(?:et|&)\.?\s+al(?:ii|ia)?\b\.?|\betal\b\.?", re.IGNORECASE)
_NOTE = re.compile(
    r"\(\s*(?:(?!\d{4})[*†‡#\d,\s]*|[A-Za-z]|(?:co-?(?:first|author|lead|senior|corresp|contrib|advis|supervis)|"
    r"joint[- ]|shared[- ]|equal[- ]|alphabetical|listed|in alphabet|corresponding|first|senior|"
    r"lead|contributed|presenter|speaker|mentored|advised|student|undergrad|intern|supervis|authors?|names?|"
    r"random)[^()]{0,60})\)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:M\.?\s?D\.?|Ph\.?\s?D\.?|M\.?P\.?H\.?|M\.?Sc\.?|B\.?Sc\.?|Dr\.?|Prof\.?|R\.?N\.?|M\.?S\.?c?|FRCP|MBBS|"
    r"Jr\.)(?=[\s,;]|$)[,\s]*"
)


@dataclass(frozen=True, slots=True)
class AuthorRun:
    """An author list found in a text.

    Attributes:
        start, end: its range; ``end`` lies behind the last name, its markers and "et al.".
        names: as printed, without markers.
        spans: the ranges of the names.
        markers: what is printed behind each name ("*", "1,2", "(equal contribution)").
        complete: whether the list is whole.
        score: how much it looks like a list of people; above 1 it hardly is anything else.
        inverted: whether family names stand first.
    """

    start: int
    end: int
    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    markers: tuple[str, ...]
    complete: bool
    score: float
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    after: int
    score: float


class AuthorReader:
    """Finds author lists in one text.

    Args:
        text: the text; superscripts that are only markers may be blanked out beforehand.
        known: names (folded by ``fold_name``) that are surely people: the owner, co-authors seen elsewhere.
        walls: places that no list runs over: where a link or a quotation of several words begins.
    """

    def __init__(self, text: str, known: Collection[str] = (), walls: Collection[int] = ()) -> None:
        self.walls = frozenset(walls)
        self.text = text
        self.tokens = tokenize(text)
        self.known = known
        self._first = 0
        self._initials_last = False
        self._index = {token.start: index for index, token in enumerate(self.tokens)}
        self._runs: dict[int, AuthorRun | None] = {}

    def at(self, place: int) -> AuthorRun | None:
        """Return the author list that starts at ``place`` (or right behind white space there), or None."""
        while place < len(self.text) and self.text[place].isspace():
            place += 1
        index = self._index.get(place)
        if index is None:
            return None
        if index not in self._runs:
            self._runs[index] = self._best(index)
        return self._runs[index]

    def _best(self, index: int) -> AuthorRun | None:
        token = self.tokens[index]
        if token.kind in (tk.COMMA, tk.NEWLINE, tk.DOT, tk.OPEN, tk.CLOSE, tk.NUMBER, tk.OTHER, tk.SEMICOLON):
            return None
        runs = [
            run
            for style in (self._inverted, self._straight, self._bibtex, self._first_inverted)
            if (run := self._read(index, style))
        ]
        if not runs:
            return None
        return max(runs, key=lambda run: (run.score, run.inverted))

    # ── one name ────────────────────────────────────────────────────────────────────────────────────────────────

    def _inverted(self, index: int) -> _Name | None:
        """A name with its family name first and initials behind: "van der Quist, A. B."."""
        tokens, at = self.tokens, index
        while (
            at < len(tokens) and at - index < 5 and tokens[at].kind in (tk.WORD, tk.PARTICLE, tk.INITIALS, tk.SUFFIX)
        ):
            at += 1
        if at == index or at >= len(tokens) or tokens[at].kind != tk.COMMA or tokens[at - 1].kind == tk.INITIALS:
            return None
        family = tokens[index:at]
        if not any(t.kind == tk.WORD for t in family) or not is_capitalised(family):
            return None
        if family[0].kind == tk.INITIALS and family[1].kind != tk.PARTICLE:
            return None
        at += 1
        first = at
        if len(family) > 1 and at < len(tokens) and re.fullmatch("[A-Z]{3}", tokens[at].text):
            return None
        while (
            at < len(tokens)
            and at - first < 4
            and tokens[at].kind == tk.INITIALS
            and not _breaks(tokens, at, first)
            and tokens[at].start not in self.walls
        ):
            at += 1
        if at == first:
            return None
        if at < len(tokens) and tokens[at].kind == tk.PARTICLE and tokens[at].text not in ("e", "y"):
            at += 1
            while at < len(tokens) and tokens[at].kind == tk.PARTICLE:
                at += 1
        if at + 1 < len(tokens) and tokens[at].kind == tk.COMMA and tokens[at + 1].kind == tk.SUFFIX:
            at += 2
        elif at < len(tokens) and tokens[at].kind == tk.SUFFIX:
            at += 1
        return self._name(index, at, 1.0)

    def _straight(self, index: int) -> _Name | None:
        """A name in speaking order, or with bare initials behind: "Ada B. Quist", "Quist AB"."""
        tokens, at = self.tokens, index
        kinds = (tk.WORD, tk.PARTICLE, tk.INITIALS, tk.SUFFIX)
        if tokens[index].kind == tk.CJK:
            return self._east_asian(index)
        while at < len(tokens) and at - index < MAX_NAME_TOKENS and tokens[at].kind in kinds:
            if (
                at > index
                and tokens[at].kind == tk.WORD
                and tokens[at].text[0].islower()
                and not has_small_start(tokens[at].text)
            ):
                break
            behind = at > index + 1 and tokens[at - 1].kind == tk.INITIALS
            if self._initials_last and behind and tokens[at].kind == tk.WORD:
                break
            if at > index and (
                tokens[at].start in self.walls or self._sentence_ends(at - 1, at) or tokens[at].text in ("y", "e")
            ):
                break
            at += 1
        if at + 1 < len(tokens) and tokens[at].kind == tk.COMMA and tokens[at + 1].kind == tk.SUFFIX:
            at += 2
        if (
            at < len(tokens)
            and tokens[at].kind == tk.DOT
            and tokens[at - 1].kind == tk.SUFFIX
            and tokens[at].start == tokens[at - 1].end
        ):
            at += 1
        part = tokens[index:at]
        words = [t for t in part if t.kind == tk.WORD]
        if not words or not is_capitalised(part) or part[-1].kind == tk.PARTICLE:
            return None
        return self._name(index, at, 0.0)

    def _bibtex(self, index: int) -> _Name | None:
        """A name as BibTeX has it, given name in full behind a comma: "Quist, Ada"; needs ";" or "and" between."""
        family = self._plain(index, 4)
        if family is None or family >= len(self.tokens) or self.tokens[family].kind != tk.COMMA:
            return None
        given = self._plain(family + 1, 4)
        if given is None or (given < len(self.tokens) and self.tokens[given].kind == tk.COMMA):
            return None
        return self._name(index, given, 0.3)

    def _first_inverted(self, index: int) -> _Name | None:
        """The Chicago manual's list: only the first name is inverted ("Quist, Ada B., Bo Tamm, and Mira Olin")."""
        if index != self._first:
            return self._straight(index)
        family = self._plain(index, 3)
        if family is None or family >= len(self.tokens) or self.tokens[family].kind != tk.COMMA:
            return None
        given = self._plain(family + 1, 3)
        if given is None or given >= len(self.tokens) or self.tokens[given].kind not in (tk.COMMA, tk.AND, tk.DOT):
            return None
        if not any(t.kind == tk.WORD and t.text.lower() not in COMMON for t in self.tokens[family + 1 : given]):
            return None
        return self._name(index, given, 0.6)

    def _plain(self, index: int, most: int) -> int | None:
        at = index
        while (
            at < len(self.tokens)
            and at - index < most
            and self.tokens[at].kind in (tk.WORD, tk.PARTICLE, tk.INITIALS, tk.SUFFIX)
            and not (at > index and self._sentence_ends(at - 1, at))
        ):
            at += 1
        return at if at > index and is_capitalised(self.tokens[index:at]) else None

    def _east_asian(self, index: int) -> _Name | None:
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
        return self._name(index, at, 0.6)

    def _sentence_ends(self, before: int, at: int) -> bool:
        """Whether there is more than a space between two tokens."""
        return (
            self.tokens[at].start > self.tokens[before].end
            and self.text[self.tokens[before].end : self.tokens[at].start].strip() != ""
        )

    def _name(self, index: int, at: int, base: float) -> _Name | None:
        part = self.tokens[index:at]
        text = self.text[part[0].start : part[-1].end]
        score = name_score(text, part, self.known)
        if base and score < 0.4 and score > -0.5:
            score = base * 0.7
        return _Name(part[0].start, part[-1].end, at, min(1.6, score + base * 0.4))

    # ── a run of names ──────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, index: int, style: Style) -> AuthorRun | None:
        tokens, text = self.tokens, self.text
        self._first = index
        self._initials_last = False
        names: list[_Name] = []
        markers: list[str] = []
        complete, at, end, own, initials, closing = True, index, tokens[index].start, 0, 0, False
        while at < len(tokens):
            if tokens[at].start in self.walls and at > index:
                break
            cut = self._cut(at)
            if cut is not None:
                if not names and tokens[at].kind != tk.ELLIPSIS:
                    return None
                complete, at = False, cut
                end = tokens[at - 1].end
                at = self._separator(at, False) or at
                if at < len(tokens) and tokens[at].start - end > 3 and "\n" in text[end : tokens[at].start]:
                    break
                if at >= len(tokens) or tokens[at].kind not in (
                    tk.WORD,
                    tk.INITIALS,
                    tk.PARTICLE,
                    tk.CJK,
                    tk.ELLIPSIS,
                ):
                    break
                if tokens[at - 1].kind not in (tk.COMMA, tk.AND, tk.ELLIPSIS, tk.SEMICOLON):
                    break
                continue
            name = style(at)
            own += name is not None
            if name is None and style != self._straight:
                name = self._straight(at)
            if name is None or name.score < -0.45:
                break
            names.append(name)
            initials += tokens[name.after - 1].kind == tk.INITIALS
            self._initials_last = style == self._straight and initials == len(names) > 1
            after, note = self._markers(name.after)
            markers.append(note)
            end = tokens[after - 1].end if after > name.after else name.end
            following = self._separator(after, style == self._bibtex)
            if following is None:
                break
            joined = any(token.kind == tk.AND for token in tokens[after:following])
            if (
                closing
                and not joined
                and len(names) > 1
                and tokens[after].kind == tk.COMMA
                and self._cut(following) is None
                and (style != self._inverted or self._inverted(following) is None)
            ):
                break
            closing = joined
            at = following
        while names and names[-1].score < 0.05 and len(names) > 1 and complete and not self._stands(names[-1], end):
            names.pop(), markers.pop()
            end = names[-1].end + len(markers[-1])
        if not names or (own * 2 <= len(names) and style != self._straight):
            return None
        if style == self._first_inverted and not self._shows_chicago(names):
            return None
        score = sum(name.score for name in names) + (0.8 if not complete else 0) + 0.15 * (len(names) - 1)
        return AuthorRun(
            tokens[index].start,
            end,
            tuple(clean_name(text[n.start : n.end]) for n in names),
            tuple((n.start, n.end) for n in names),
            tuple(markers),
            complete,
            score,
            style != self._straight,
        )

    def _shows_chicago(self, names: list[_Name]) -> bool:
        """Whether a list with one inverted name reads so: two names, the others in full, no one-word names among them."""
        others = [self.text[name.start : name.end] for name in names[1:]]
        return bool(others) and all(" " in other or "." in other for other in others)

    def _stands(self, name: _Name, end: int) -> bool:
        """Whether a doubtful last name ends as a last name does: at a full stop, a line's end, a bracket or the end."""
        rest = self.text[name.end : name.end + 2]
        return not rest.strip() or rest[0] in ".\n([:*†"

    def _cut(self, at: int) -> int | None:
        """The token behind "et al.", "…" or "and 3 others" at ``at``, or None."""
        token = self.tokens[at]
        if token.kind == tk.ELLIPSIS:
            return at + 1
        if token.kind == tk.DOT and self.text.startswith("..", token.start):
            return at + 2
        place = token.start
        if token.kind in (tk.AND, tk.NUMBER, tk.WORD, tk.MARKER, tk.OTHER) or token.text == "+":
            match = _ET_AL.match(self.text, place) or _OTHERS.match(self.text, place)
            if match:
                while at < len(self.tokens) and self.tokens[at].start < match.end():
                    at += 1
                return at
        return None

    def _markers(self, at: int) -> tuple[int, str]:
        """Skip the markers behind a name; give the next token and what was skipped."""
        first = at
        while at < len(self.tokens):
            token = self.tokens[at]
            glued = token.kind == tk.NUMBER and len(token.text) <= 5 and token.start == self.tokens[at - 1].end
            if (
                token.kind == tk.MARKER
                or glued
                or (
                    token.kind == tk.COMMA
                    and first < at
                    and at + 1 < len(self.tokens)
                    and token.start == self.tokens[at - 1].end
                    and self.tokens[at + 1].kind in (tk.MARKER, tk.NUMBER)
                    and self.tokens[at + 1].start == token.end
                )
            ):
                at += 1
            elif token.kind == tk.OPEN and (match := _NOTE.match(self.text, token.start)):
                while at < len(self.tokens) and self.tokens[at].start < match.end():
                    at += 1
            elif token.kind == tk.OTHER and token.text in "\\'’`":
                at += 1
            else:
                break
        if at == first:
            return at, ""
        return at, self.text[self.tokens[first - 1].end : self.tokens[at - 1].end].strip()

    def _separator(self, at: int, semicolons_only: bool) -> int | None:
        """Skip what stands between two names; None where the list ends here."""
        tokens, seen = self.tokens, False
        while at < len(tokens):
            kind = tokens[at].kind
            before_and = at + 1 < len(tokens) and tokens[at + 1].kind == tk.AND
            if seen and kind == tk.AND and _ET_AL.match(self.text, tokens[at].start):
                return at
            if kind == tk.AND or kind == tk.SEMICOLON or (kind == tk.COMMA and not semicolons_only):
                seen = True
            elif kind == (tk.NEWLINE if seen or before_and else "") or (seen and tokens[at].text == "with"):
                pass
            elif seen and tokens[at].text[:1] in "MPBDRFJ" and (match := _DEGREE.match(self.text, tokens[at].start)):
                while at + 1 < len(tokens) and tokens[at + 1].start < match.end():
                    at += 1
            elif kind == tk.ELLIPSIS and not seen:
                return at
            elif (kind == tk.COMMA and semicolons_only and before_and) or (kind == tk.MARKER and seen):
                pass
            else:
                break
            at += 1
        if not seen and at < len(tokens) and _ET_AL.match(self.text, tokens[at].start):
            return at
        return at if seen and at < len(tokens) else None


def _breaks(tokens: list[Token], at: int, first: int) -> bool:
    """Whether initials at ``at`` belong to the next name rather than to the one that began at ``first``."""
    return at > first and tokens[at - 1].text.endswith(".") is False and len(tokens[at].text) > 3
