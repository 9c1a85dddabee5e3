"""Liquid and Hugo tags in a page: what they would print, as far as the page itself says it.

Takes text with ``{% … %}``, ``{{ … }}`` and ``{{< … >}}``; gives it with comments, loops and outputs taken out and
with includes that carry data turned into HTML, all on the same lines.
"""

from __future__ import annotations

import re
from html import escape

_COMMENT = re.compile(r"\{%-?\s{0,9}comment\s{0,9}-?%\}.*?(?:\{%-?\s{0,9}endcomment\s{0,9}-?%\}|\Z)", re.DOTALL)
_LOOP = re.compile(r"\{%-?\s{0,9}(?:for|tablerow|unless false|if false)\b(?:(?!\{%-?\s{0,9}for\b).)*?"
                   r"\{%-?\s{0,9}end(?:for|tablerow|if|unless)\s{0,9}-?%\}", re.DOTALL)
_INCLUDE = re.compile(r"\{%-?\s{0,9}include(?:_relative|_cached)?\s+(\S+)((?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|"
                      r"[^\s%]+))*)\s*-?%\}")
_PARAMETER = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s%]+))")
_TAG = re.compile(r"\{%.*?%\}|\{\{[<%]?.*?[>%]?\}\}", re.DOTALL)


def rendered(text: str) -> str:
    """Return text without Liquid, line for line.

    >>> rendered("A {% comment %}x{% endcomment %}{{ site.title }}B")
    'A B'
    >>> rendered('{% include paper.html title="On Rivers" year="2021" %}')
    '<div class="paper include"><span class="title">On Rivers</span><br><span class="year">2021</span></div>'
    """
    if "{%" not in text and "{{" not in text:
        return text
    text = _COMMENT.sub(_blank, text)
    text = _LOOP.sub(_blank, text)
    text = _INCLUDE.sub(_included, text)
    return _TAG.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _included(match: re.Match[str]) -> str:
    name = re.split(r"[/.]", match[1])[-2 if "." in match[1] else -1]
    out = [f'<div class="{escape(name)} include">']
    end = match.start(2)
    written = 0
    for parameter in _PARAMETER.finditer(match[0], match.start(2) - match.start()):
        value = parameter[2] if parameter[2] is not None else parameter[3]
        if value is None:
            continue
        out.append("\n" * match[0].count("\n", end - match.start(), parameter.start()))
        end = match.start() + parameter.end()
        out.append(f'{"<br>" if written else ""}<span class="{parameter[1]}">{value}</span>')
        written += 1
    out.append("\n" * match[0].count("\n", end - match.start()) + "</div>")
    if written:
        return "".join(out)
    return f'<kg-include file="{escape(match[1])}"></kg-include>' + _blank(match)
