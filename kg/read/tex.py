"""TeX → plain text, as far as bibliographies use it: accents, symbols, braces, dashes."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.read.text import clean

_BRACE = re.compile(r"(?<!\\)[{}]")


def plain(value: str) -> str:
    """Return the text that a TeX value prints."""
    text = value.strip()
    if "\\" in text or "$" in text:
        text = _decoded(text[:20_000])
    text = text.replace("{", "").replace("}", "").replace("~", " ").replace("---", "—").replace("--", "–")
    return clean(" ".join(text.split()))


@lru_cache(maxsize=4096)
def _decoded(text: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    try:
        return str(LatexNodes2Text(math_mode="text", strict_latex_spaces=False).latex_to_text(text))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        return re.sub(r"\\[a-zA-Z]+\s?", "", text)


def closing(text: str, start: int) -> int:
    """Return where the brace that was opened before ``start`` is closed; the end of the text where it is not."""
    depth = 1
    for match in _BRACE.finditer(text, start):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.end()
    return start
