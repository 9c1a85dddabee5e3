"""What stands between the names of an author list: separators, footnote marks, "et al.". Tokens in, places out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract import tokens as tk
from kg.extract.tokens import Token

_OTHERS = re.compile(
    r"(?:and|&|\+|plus)?\s*(?:\d{1,4}|many|several|the)?\s*(?:\d{1,4}\s*)?(?:more\s+)?(?:others?|colleagues|"
    r"co-?authors?|"
    r"(?:more|other|additional)(?:\s+(?:co-?)?authors?)?|more)\b",
    re.IGNORECASE,
)
_ET_AL = re.compile(r"(?:et|&)\.?\s+al(?:ii|ia)?\b\.?|\betal\b\.?", re.IGNORECASE)
_INCLUDING = re.compile(r"et\.?\s+al\b\.?,?\s*[(\[]\s*(?:incl?\.?|including|with)[:\s]\s*(?=[A-Z])", re.IGNORECASE)
"""A cut list that still names the one whose page it is: "et al. (incl. Ada Quist)"."""
_OPENED = re.compile(r"[(\[]\s*(?:incl?\.?|including|with)[:\s]\s*$", re.IGNORECASE)
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
_CUT_BEGINS = frozenset((tk.AND, tk.NUMBER, tk.WORD, tk.MARKER, tk.OTHER))


class Gaps:
    """What stands between names in one text.

    Args:
        text: the text.
        tokens: its tokens.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens

    def cut(self, at: int) -> int | None:
        """Return the token behind "et al.", "…" or "and 3 others" at ``at``, or None."""
        token = self.tokens[at]
        if token.kind == tk.ELLIPSIS:
            return at + 1
        if token.kind == tk.DOT and self.text.startswith("..", token.start):
            return at + 2
        if token.kind in _CUT_BEGINS or token.text == "+":
            match = _INCLUDING.match(self.text, token.start) or _ET_AL.match(self.text, token.start)
            match = match or _OTHERS.match(self.text, token.start)
            if match:
                return self._behind(at, match.end())
        return None

    def goes_on(self, at: int) -> bool:
        """Whether a cut list names the one it is told for: "et al. (incl. Ada Quist)", the name at ``at``."""
        return at < len(self.tokens) and _OPENED.search(self.text, 0, self.tokens[at].start) is not None

    def markers(self, at: int) -> tuple[int, str]:
        """Skip the markers behind a name; return the next token and what was skipped."""
        tokens, first = self.tokens, at
        while at < len(tokens):
            token = tokens[at]
            if token.kind == tk.MARKER or self._is_glued_mark(at, first) or (
                token.kind == tk.OTHER and token.text in "\\'’`"
            ):
                at += 1
            elif token.kind == tk.OPEN and (match := _NOTE.match(self.text, token.start)):
                at = self._behind(at, match.end())
            else:
                break
        return at, self.text[tokens[first - 1].end : tokens[at - 1].end].strip() if at > first else ""

    def _is_glued_mark(self, at: int, first: int) -> bool:
        """Whether a number, or a comma between marks, is glued to what stands before it: "Quist1,2"."""
        token = self.tokens[at]
        if token.kind not in (tk.NUMBER, tk.COMMA) or token.start != self.tokens[at - 1].end:
            return False
        if token.kind == tk.NUMBER:
            return len(token.text) <= 5
        following = self.tokens[at + 1] if first < at and at + 1 < len(self.tokens) else None
        return following is not None and following.kind in (tk.MARKER, tk.NUMBER) and following.start == token.end

    def separator(self, at: int, semicolons_only: bool) -> int | None:
        """Skip what stands between two names; None where the list ends here."""
        tokens, seen = self.tokens, False
        while at < len(tokens):
            kind = tokens[at].kind
            before_and = at + 1 < len(tokens) and tokens[at + 1].kind == tk.AND
            if kind == tk.AND and _ET_AL.match(self.text, tokens[at].start):
                return at
            if kind == tk.AND or kind == tk.SEMICOLON or (kind == tk.COMMA and not semicolons_only):
                seen = True
            elif kind == (tk.NEWLINE if seen or before_and else "") or (seen and tokens[at].text == "with"):
                pass
            elif seen and tokens[at].text[:1] in "MPBDRFJ" and (match := _DEGREE.match(self.text, tokens[at].start)):
                at = max(at, self._behind(at + 1, match.end()) - 1)
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

    def _behind(self, at: int, place: int) -> int:
        """The first token, from ``at`` on, that begins at or behind a place."""
        while at < len(self.tokens) and self.tokens[at].start < place:
            at += 1
        return at
