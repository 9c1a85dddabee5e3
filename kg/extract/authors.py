"""Author lists in running text: where one starts and ends, and the names in it as printed.

Takes a text and a place in it; gives an ``AuthorRun`` or nothing. A run may be written in any of the usual ways
("Mira Olin, Bo Tamm", "Olin, M., & Tamm, B.", "Olin M, Tamm B", "Olin, Mira; Tamm, Bo", "奥林、谭博"), cut ("et al.",
"…", "and 3 others") and marked (``*``, superscripts, "(equal contribution)"). The style is tried out on the whole run,
since "Tamm, B." and "Mira Tamm, Bo" can only be told apart by their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from kg.extract import tokens as tk
from kg.extract.author_gaps import Gaps
from kg.extract.author_names import FoundName, NameReader, Style
from kg.extract.name_shapes import clean_name, fold_name
from kg.extract.tokens import tokenize

_STYLES: tuple[Style, ...] = ("inverted", "straight", "bibtex", "paired", "chicago")
_NO_BEGINNING = frozenset((tk.COMMA, tk.NEWLINE, tk.DOT, tk.OPEN, tk.CLOSE, tk.NUMBER, tk.OTHER, tk.SEMICOLON))
_BEHIND_CUT = frozenset((tk.WORD, tk.INITIALS, tk.PARTICLE, tk.CJK, tk.ELLIPSIS))
_ON_BEHALF = re.compile(
    r",?\s+(?:and|for|on behalf of|with) the (?:[\w'’-]+ ){1,7}(?:Initiative|Consortium|Group|Network|Collaboration|"
    r"Investigators|Team)\b"
)
"""The group for which the authors of a list sign: no title begins with it."""
_YEAR_BEHIND = re.compile(r",?\s?(?:19|20)\d\d")
_AFTER_SEPARATOR = frozenset((tk.COMMA, tk.AND, tk.ELLIPSIS, tk.SEMICOLON))


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


@dataclass(slots=True)
class _Draft:
    """A list that is being read; ``own`` names are written in its style, ``initials`` of them end in initials.

    ``joined`` says whether "and" stands before the last name, ``closing`` whether it stands before the next.
    """

    end: int
    names: list[FoundName] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    complete: bool = True
    closing: bool = False
    joined: bool = False
    own: int = 0
    initials: int = 0

    def style(self, style: Style) -> Style:
        """The style in which the next name is to be read."""
        if style == "chicago" and self.names:
            return "straight"
        return "initials last" if style == "straight" and self.initials == len(self.names) > 1 else style


class AuthorReader:
    """Finds author lists in one text.

    Args:
        text: the text; superscripts that are only markers may be blanked out beforehand.
        known: names (folded by ``fold_name``) that are surely people: the owner, co-authors seen elsewhere.
        walls: places that no list runs over: where a link or a quotation of several words begins.
    """

    def __init__(self, text: str, known: Collection[str] = (), walls: Collection[int] = ()) -> None:
        self.walls = frozenset(walls)
        self.text, self.known = text, known
        self.tokens = tokenize(text)
        self._names = NameReader(text, self.tokens, known, self.walls)
        self._gaps = Gaps(text, self.tokens)
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
        if self.tokens[index].kind in _NO_BEGINNING:
            return None
        runs = [run for style in _STYLES if (run := self._read(index, style)) is not None]
        return max(runs, key=lambda run: (run.score, run.inverted), default=None)

    def _read(self, index: int, style: Style) -> AuthorRun | None:
        """The list that begins at a token, its names written in a style, or None."""
        draft = self._gather(index, style)
        if draft is None:
            return None
        names = draft.names
        while len(names) > 1 and names[-1].score < 0.05 and draft.complete and not self._stands(names[-1], draft.end):
            names.pop(), draft.markers.pop()
            draft.end = names[-1].end + len(draft.markers[-1])
        if names and not draft.joined and self._is_journal(names[-1], draft.end):
            names.pop(), draft.markers.pop()
            draft.end = names[-1].end + len(draft.markers[-1]) if names else draft.end
        few = draft.own * 2 < len(names) if style == "inverted" else draft.own * 2 <= len(names)
        if not names or (few and style != "straight"):
            return None
        if style == "chicago" and not self._shows_chicago(names):
            return None
        if style == "paired" and not self._shows_pairs(draft):
            return None
        score = sum(name.score for name in names) + (0.8 if not draft.complete else 0) + 0.15 * (len(names) - 1)
        return AuthorRun(
            self.tokens[index].start,
            behalf.end() if (behalf := _ON_BEHALF.match(self.text, draft.end)) else draft.end,
            tuple(clean_name(self.text[name.start : name.end]) for name in names),
            tuple((name.start, name.end) for name in names),
            tuple(draft.markers),
            draft.complete,
            score,
            style != "straight",
        )

    def _gather(self, index: int, style: Style) -> _Draft | None:
        """Read name by name until something else comes; None where a list cannot begin so."""
        tokens = self.tokens
        draft = _Draft(tokens[index].start)
        at: int | None = index
        cuts = 0
        while at is not None and at < len(tokens) and not (at > index and tokens[at].start in self.walls):
            cut = self._gaps.cut(at)
            cuts = cuts + 1 if cut is not None else 0
            if cut is None:
                at = self._take_name(draft, at, style)
            elif cuts > 2:
                break
            elif draft.names or tokens[at].kind == tk.ELLIPSIS:
                draft.complete, draft.end = False, tokens[cut - 1].end
                at = self._behind_cut(cut)
            else:
                return None
        return draft

    def _take_name(self, draft: _Draft, at: int, style: Style) -> int | None:
        """Take the name at a token into a list; return where the next one begins, or None where the list ends."""
        wanted = draft.style(style)
        name = self._names.at(at, wanted)
        draft.own += name is not None
        if name is None and style != "straight":
            name = self._names.at(at, "straight")
        if name is None or name.score < -0.45:
            return None
        after, note = self._gaps.markers(name.after)
        draft.names.append(name)
        draft.markers.append(note)
        draft.joined = draft.closing
        draft.initials += self.tokens[name.after - 1].kind == tk.INITIALS
        draft.end = self.tokens[after - 1].end if after > name.after else name.end
        following = self._gaps.separator(after, style == "bibtex")
        if following is None:
            return None
        joined = any(token.kind == tk.AND for token in self.tokens[after:following])
        if (
            draft.closing
            and not joined
            and len(draft.names) > 1
            and self.tokens[after].kind == tk.COMMA
            and self._gaps.cut(following) is None
            and (style != "inverted" or self._names.at(following, "inverted") is None)
        ):
            return None
        draft.closing = joined
        return following

    def _behind_cut(self, cut: int) -> int | None:
        """Where a list goes on behind "et al." (only with "and" or the owner) or "…", or None where it does not."""
        if self._gaps.goes_on(cut):
            return cut
        tokens, end = self.tokens, self.tokens[cut - 1].end
        at = self._gaps.separator(cut, False) or cut
        if at >= len(tokens) or tokens[at].kind not in _BEHIND_CUT or tokens[at - 1].kind not in _AFTER_SEPARATOR:
            return None
        if tokens[at].start - end > 3 and "\n" in self.text[end : tokens[at].start]:
            return None
        if tokens[cut - 1].kind == tk.ELLIPSIS:
            return at
        if any(token.kind == tk.AND for token in tokens[cut:at]):
            return at
        name = self._names.at(at, "straight")
        return at if name is not None and fold_name(self.text[name.start : name.end]) in self.known else None

    def _shows_chicago(self, names: list[FoundName]) -> bool:
        """Whether a list with one inverted name reads so: two names, the others in full, no one-word names among them."""
        others = [self.text[name.start : name.end] for name in names[1:]]
        return bool(others) and all(" " in other or "." in other for other in others)

    def _shows_pairs(self, draft: _Draft) -> bool:
        """Whether a list of pairs reads so: "and" before the last, one word before each pair's comma and one behind."""
        if len(draft.names) < 2 or draft.own < len(draft.names) or not draft.joined:
            return False
        pairs = [self.text[name.start : name.end].split(",") for name in draft.names]
        return all(len(pair) == 2 and len(pair[0].split()) == len(pair[1].split()) == 1 for pair in pairs)

    def _is_journal(self, name: FoundName, end: int) -> bool:
        """Whether a volume stands behind what looks like a name without initials: it is a journal's then."""
        if not tk.VOLUME_BEHIND.match(self.text, end):
            return False
        part = self.tokens[self._index[name.start] : name.after]
        return not any(token.kind == tk.INITIALS for token in part)

    def _stands(self, name: FoundName, end: int) -> bool:
        """Whether a doubtful last name ends as a last name does: at a full stop, a line, a bracket, a year or the end."""
        rest = self.text[name.end : name.end + 8]
        return not rest[:2].strip() or rest[0] in ".\n([:*†" or _YEAR_BEHIND.match(rest) is not None
