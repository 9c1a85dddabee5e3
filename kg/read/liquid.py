"""Liquid and Hugo tags in a page: what they would print, as far as the page itself says it.

Takes text with ``{% … %}``, ``{{ … }}`` and ``{{< … >}}``; gives it, on the same lines, without comments, loops
(what they print stands in the data) and outputs. An include that carries data becomes HTML that shows the data, each
parameter a ``span`` of its name; one without data becomes ``<kg-include>``, which the reader of a site follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

_NAME = re.compile(r"\w+")
_PARAMETER = re.compile(r"([\w-]{1,60})\s{0,40}=\s{0,40}(?:\"([^\"]*)\"|'([^']*)')")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s\"<>]{1,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s\"<>]{1,500})\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n<>]{1,300})\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n<>]{1,300}?)(?<=\S)\*(?![\w*])")
_ENDS = {
    "for": "endfor",
    "comment": "endcomment",
    "tablerow": "endtablerow",
    "capture": "endcapture",
    "javascript": "endjavascript",
    "schema": "endschema",
    "highlight": "endhighlight",
}


class _Tag(NamedTuple):
    """A tag with its place, its first word, and what stands between its brackets."""

    start: int
    end: int
    word: str
    inner: str


def rendered(text: str) -> str:
    """Return text without Liquid, line for line.

    >>> rendered("A {% comment %}x{% endcomment %}{{ site.title }}B")
    'A B'
    >>> rendered('{% include paper.html title="On Rivers" year="2021" %}')
    '<div class="paper include"><span class="title">On Rivers</span><br><span class="year">2021</span></div>'
    """
    if "{%" not in text and "{{" not in text:
        return text
    out: list[str] = []
    at = 0
    hidden: list[str] = []
    for tag in _tags(text):
        if tag.start < at:
            continue
        before = text[at : tag.start]
        out.append(_lines(before) if hidden else before)
        at = tag.end
        if hidden:
            if tag.word == hidden[-1]:
                hidden.pop()
            elif tag.word in _ENDS and hidden[-1] != "endcomment":
                hidden.append(_ENDS[tag.word])
            out.append(_lines(text[tag.start : tag.end]))
        elif tag.word in _ENDS:
            hidden.append(_ENDS[tag.word])
            out.append(_lines(text[tag.start : tag.end]))
        elif tag.word in ("if", "unless") and re.match(r"\w+\s+false\b", tag.inner) and tag.word == "if":
            hidden.append("endif")
            out.append(_lines(text[tag.start : tag.end]))
        elif tag.word.startswith("include") or tag.word == "bookmark":
            out.append(_included(tag.inner))
        elif tag.word == "details":
            out.append(f"<details><summary>{tag.inner.strip()[7:].strip()}</summary>" + _lines(text[tag.start : tag.end]))
        elif tag.word == "enddetails":
            out.append("</details>")
        else:
            out.append(_lines(text[tag.start : tag.end]))
    rest = text[at:]
    # a loop that is never closed hides nothing: better a stray tag's text than half a page lost
    out.append(rest)
    return "".join(out)


def _tags(text: str) -> Iterator[_Tag]:
    """Yield the tags of a text; time grows with its length only, whatever is left open."""
    at = 0
    closes = {"{%": "%}", "{{": "}}"}
    gone: set[str] = set()
    while (start := text.find("{", at)) >= 0:
        opens = text[start : start + 2]
        at = start + 1
        if opens not in closes or opens in gone:
            continue
        end = text.find(closes[opens], start + 2)
        if end < 0:
            gone.add(opens)
            if len(gone) == len(closes):
                return
            continue
        end += 2
        if opens == "{{" and text[end : end + 1] == "}":
            end += 1
        inner = text[start + 2 : end - 2].strip("-<>%{} \t")
        word = _NAME.match(inner) if opens == "{%" else None
        yield _Tag(start, end, word[0].lower() if word else "", inner)
        at = end


def _lines(text: str) -> str:
    return "\n" * text.count("\n")


def _included(inner: str) -> str:
    """Return the HTML that an include stands for."""
    parts = inner.split(None, 2)
    file = parts[1] if len(parts) > 1 else ""
    name = re.sub(r"\.\w+$", "", file.rpartition("/")[2])
    out = [f'<div class="{escape(name)} include">']
    end = written = 0
    for parameter in _PARAMETER.finditer(inner):
        value = parameter[2] if parameter[2] is not None else parameter[3]
        out.append("\n" * inner.count("\n", end, parameter.start()))
        end = parameter.end()
        out.append(f'{"<br>" if written else ""}<span class="{parameter[1]}">{inline(value)}</span>')
        written += 1
    if written:
        return "".join(out) + "\n" * inner.count("\n", end) + "</div>"
    return f'<kg-include file="{escape(file)}"></kg-include>' + _lines(inner)


def inline(text: str) -> str:
    """Return HTML in which plain Markdown links, bold and emphasis are HTML, too.

    >>> inline("**Mira Olin**, [PDF](a.pdf)")
    '<b>Mira Olin</b>, <a href="a.pdf">PDF</a>'
    """
    if "[" in text:
        text = _LINK.sub(r'<a href="\2">\1</a>', _IMAGE.sub("", text))
    if "**" in text or "__" in text:
        text = _BOLD.sub(r"<b>\2</b>", text)
    return _EMPHASIS.sub(r"<i>\1</i>", text) if "*" in text else text
