"""Markdown → blocks, by way of HTML whose lines are those of the Markdown.

Takes the text of a page: CommonMark with tables and definition lists, and what kramdown, pandoc, Hugo, Quarto and
Liquid add to it. Every block is rendered on the line where its source stands, so the walk through the resulting HTML
gives true line numbers; Markdown and HTML may be mixed at will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from kg.errors import Problem
from kg.read import liquid

LONGEST_LINE = 20_000
MOST_LINES = 60_000
_CHUNK = 4_000
_MOST_BRACKETS = 1_000
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)", re.MULTILINE)
_NOTE_LINE = re.compile(r"^[ \t]*\[(?://|comment|#)\]:.*$", re.MULTILINE | re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,300}\}")
_CLASSES = re.compile(r"[ \t]*\{[.#][^{}\n]{0,200}\}")
_FENCED_DIV = re.compile(r"^[ \t]*:{3,}[^\n]*$", re.MULTILINE)
_FRANKLIN_DIV = re.compile(r"^[ \t]*@@[\w,.-]{0,80}(?=\s|$)", re.MULTILINE)
_GLUED_HEADING = re.compile(r"^ {0,3}(#{2,6}(?=[^\s#])|#(?=[A-Z]))", re.MULTILINE)
_KRAMDOWN_BREAK = re.compile(r"(?<=\S)[ \t]*\\\\[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^\[\^([^\]\n]{1,40})\]:[ \t]*", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\n]{1,40})\]")
_VERBATIM = re.compile(r"\s{0,9}<(?:script|pre|style|textarea|!--|\?|!)", re.IGNORECASE)
_MARKDOWN_LINE = re.compile(r"\s*(?:[*+-]|\d{1,3}[.)]|#{1,6}) \s*\S|\s*(?!<)[^<\n]{0,200}(?:\*\*\S|__[^\W_]|\]\(\S)")


def to_html(text: str, name: str = "", problems: list[Problem] | None = None) -> str:
    """Return a page's Markdown (without front matter) as HTML of the same lines.

    >>> to_html("# Papers\\n\\n* On *Rivers*\\n  2021")
    '<h1>Papers</h1>\\n\\n<ul><li><p>On <em>Rivers</em>\\n2021</p></li></ul>'
    """
    found = problems if problems is not None else []
    tokens = _PARSER.parse(prepared(_short_lines(text, name, found)))
    return "".join(_Rendering().tokens(tokens))


def prepared(text: str) -> str:
    """Return Markdown without what no reader sees, and with the habits of other dialects in CommonMark's words.

    >>> prepared("##Papers\\n{: .no_toc}\\nA \\\\\\\\\\nB")
    '## Papers\\n\\nA<br>\\nB'
    """
    parts = _FENCE.split(text) if "```" in text else [text]
    if len(parts) > 1:
        return _outside_fences(text)
    return _prepared(text)


def _outside_fences(text: str) -> str:
    out: list[str] = []
    plain: list[str] = []
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if not fence and match and match[1][0] == "`":
            out.append(_prepared("\n".join(plain))) if plain else None
            plain, fence = [], match[1]
            out.append(line)
        elif fence:
            out.append(line)
            if match and match[1].startswith(fence):
                fence = ""
        else:
            plain.append(line)
    if plain:
        out.append(_prepared("\n".join(plain)))
    return "\n".join(out)


def _prepared(text: str) -> str:
    if "<!--" in text:
        text = without_comments(text)
    if "]:" in text:
        text = _NOTE_LINE.sub("", text)
        text = _FOOTNOTE.sub(r"<sup>\1</sup> ", text)
    if "[^" in text:
        text = _FOOTNOTE_MARK.sub(r"<sup>\1</sup>", text)
    if "{" in text:
        text = _CLASSES.sub("", _ATTRIBUTES.sub("", liquid.rendered(text)))
    if "@@" in text:
        text = _FRANKLIN_DIV.sub("", text)
    if ":::" in text:
        text = _FENCED_DIV.sub("", text)
    if "\\\\" in text:
        text = _KRAMDOWN_BREAK.sub("<br>", text)
    return _GLUED_HEADING.sub(r"\1 ", text)


def without_comments(text: str) -> str:
    """Return text without HTML comments, line for line; one left open at a line's start hides the rest, as in a browser.

    >>> without_comments("a <!-- b\\n--> c")
    'a \\n c'
    """
    out: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            line = text[text.rfind("\n", 0, start) + 1 : start]
            if not line.strip():
                return "".join([*out, text[at:start], "\n" * text.count("\n", start)])
            break
        out += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*out, text[at:]])


def _short_lines(text: str, name: str, problems: list[Problem]) -> str:
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        problems.append(Problem(name, MOST_LINES, f"only the first {MOST_LINES:,} lines were read", "split the page"))
        lines = lines[:MOST_LINES]
    elif len(text) <= LONGEST_LINE or max(map(len, lines)) <= LONGEST_LINE:
        return text
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            problems.append(
                Problem(
                    name, number, f"only the first {LONGEST_LINE:,} characters of the line were read", "break the line"
                )
            )
            lines[number - 1] = line[:LONGEST_LINE]
    return "\n".join(lines)


class _RelaxedInline(StateInline):
    """CommonMark's inline state, except that ``**`` may close before a letter ("**Title.**Authors")."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Any:
        """Tell whether the run of delimiters at ``start`` may open and close emphasis."""
        found = super().scanDelims(start, canSplitWord)
        if found.length != 2 or self.src[start] != "*" or (found.can_open and found.can_close):
            return found
        before = self.src[start - 1] if start else " "
        end = start + found.length
        after = self.src[end] if end < len(self.src) else " "
        return type(found)(
            found.can_open or not (after.isspace() or after in ",.;:)"),
            found.can_close or not before.isspace(),
            found.length,
        )


def _inline(state: StateCore) -> None:
    """Parse the text of each block; long ones in pieces, so that time grows with the length only."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        for place, piece in enumerate(_pieces(token.content)):
            if place:
                token.children.append(Token("softbreak", "br", 0))
            if piece.count("[") > _MOST_BRACKETS:
                token.children.append(Token("text", "", 0, content=piece))
                continue
            children: list[Token] = []
            inline = _RelaxedInline(piece, state.md, state.env, children)
            state.md.inline.tokenize(inline)
            for rule in state.md.inline.ruler2.getRules(""):
                rule(inline)
            token.children += children


def _pieces(text: str) -> Iterator[str]:
    if len(text) <= LONGEST_LINE:
        yield text
        return
    piece: list[str] = []
    length = 0
    for line in text.split("\n"):
        if piece and length + len(line) > _CHUNK:
            yield "\n".join(piece)
            piece, length = [], 0
        piece.append(line)
        length += len(line)
    yield "\n".join(piece)


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark's HTML block, except that a line which is plainly Markdown ends it without an empty line before."""
    if not html_block(state, start, end, silent):
        return False
    if silent:
        return True
    token = state.tokens[-1]
    lines = token.content.split("\n")
    if not _VERBATIM.match(lines[0]):
        for number, line in enumerate(lines[1:], 1):
            if _MARKDOWN_LINE.match(line):
                state.line = start + number
                token.content = "\n".join(lines[:number]) + "\n"
                token.map = [start, state.line]
                break
        token.content = liquid.inline(token.content)
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")
    parser.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.use(deflist_plugin)
    parser.core.ruler.at("inline", _inline)
    return parser


_PARSER = _parser()


class _Rendering:
    """Renders tokens to HTML so that each stands on its own line of the source."""

    def __init__(self) -> None:
        self.line = 0
        self.out: list[str] = []

    def tokens(self, tokens: Sequence[Token]) -> list[str]:
        """Return the pieces of the HTML."""
        for token in tokens:
            if token.map and token.nesting >= 0:
                self._go_to(token.map[0])
            if token.type == "inline":
                self._children(token.children or [])
            elif token.type in ("html_block",):
                self._put(token.content.rstrip("\n") if token.content.endswith("\n") else token.content)
            elif token.type in ("fence", "code_block"):
                self._put("<pre>\n" if token.type == "fence" else "<pre>")
                self._put(escape(token.content, quote=False) + "</pre>")
            elif token.type == "hr":
                self._put("<hr>")
            else:
                self._put(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")
        return self.out

    def _go_to(self, line: int) -> None:
        if line > self.line:
            self.out.append("\n" * (line - self.line))
            self.line = line

    def _put(self, html: str) -> None:
        self.out.append(html)
        self.line += html.count("\n")

    def _children(self, children: Sequence[Token]) -> None:
        for token in children:
            kind = token.type
            if kind in ("text", "text_special"):
                self._put(escape(token.content, quote=False))
            elif kind == "softbreak":
                self._put("\n")
            elif kind == "hardbreak":
                self._put("<br>\n")
            elif kind == "html_inline":
                self._put(token.content)
            elif kind == "code_inline":
                self._put(f"<code>{escape(token.content, quote=False)}</code>")
            elif kind == "link_open":
                self._put(f'<a href="{escape(str(token.attrs.get("href", "")))}">')
            elif kind == "image":
                self._put(f'<img src="{escape(str(token.attrs.get("src", "")))}" alt="{escape(token.content)}">')
            else:
                self._put(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")
