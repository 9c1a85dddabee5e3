r"""Values as the terms of N-Quads: ``"text"``, ``"2021"^^<…gYear>``, ``<iri>``.

Takes strings, numbers and dates as a page gave them; gives escaped terms, or "" for what cannot be one. What is not
text (control characters, lone surrogates, characters that turn the reading direction round) is left out.
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from collections.abc import Iterable

from kg.vocab import XSD

TRUE = f'"true"^^<{XSD.boolean}>'
FALSE = f'"false"^^<{XSD.boolean}>'

Pairs = Iterable[tuple[str, str]]
"""Predicates with objects, both as terms; a pair whose object is "" says nothing."""

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})
_NOT_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad")
_NEVER = frozenset(map(chr, [
    *range(0xFDD0, 0xFDF0), *(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF)),
]))
"""The code points that will never be characters."""

_INTEGER = f'"^^<{XSD.integer}>'
_DECIMAL = f'"^^<{XSD.decimal}>'
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=T|$)")
_TIME = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|\+00:00)")


def ref(iri: str) -> str:
    """Return an IRI as a term; "" stays "".

    >>> ref("https://olin.example/")
    '<https://olin.example/>'
    """
    return f"<{iri}>" if iri else ""


def clean(text: str) -> str:
    r"""Return text in NFC on one line, without what is not text.

    >>> clean("Zo\u0065\u0308\n Quist\x00\u202e"), clean("\ud800 \t")
    ('Zoë Quist', '')
    """
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    elif text.isprintable() and "  " not in text:
        return text.strip(" ")
    if not text.isprintable():
        text = "".join(_shown(c) for c in text)
    return " ".join(text.split())


def _shown(character: str) -> str:
    if character.isprintable() or character.isspace():
        return character
    # joiners (Cf) are part of words in several scripts; what is not assigned (Cn) may be newer than this program
    category = unicodedata.category(character)
    if category == "Cf":
        return "" if character in _NOT_TEXT else character
    return character if category == "Cn" and character not in _NEVER else ""


def printed(text: str) -> str:
    r"""Return text as a literal just as it is printed, runs of spaces and all, where it is plain text in NFC.

    >>> print(printed("On  Rivers"))
    "On  Rivers"
    """
    if not text.isprintable() or not text.strip() or not unicodedata.is_normalized("NFC", text):
        return literal(text)
    return f'"{text.translate(_ESCAPES)}"'


def literal(text: str) -> str:
    r"""Return text as a plain literal, "" where nothing is left of it.

    >>> print(literal('the "new" \\alpha'), repr(literal(" ")))
    "the \"new\" \\alpha" ''
    """
    text = clean(text)
    if '"' in text or "\\" in text:
        text = text.translate(_ESCAPES)
    return f'"{text}"' if text else ""


def integer(value: int | None) -> str:
    """Return a whole number as a literal.

    >>> integer(3), integer(None)
    ('"3"^^<http://www.w3.org/2001/XMLSchema#integer>', '')
    """
    return "" if value is None else f'"{value}{_INTEGER}'


def decimal(value: float | None) -> str:
    """Return a number as a decimal with at most six places.

    >>> decimal(0.80), decimal(1e-9), decimal(float("nan"))
    ('"0.8"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"0.0"^^<http://www.w3.org/2001/XMLSchema#decimal>', '')
    """
    if value is None or not math.isfinite(value):
        return ""
    text = f"{value:.6f}".rstrip("0")
    return f'"{text}{"0" if text.endswith(".") else ""}{_DECIMAL}'


def boolean(value: bool | None) -> str:
    """Return a truth value as a literal."""
    return "" if value is None else TRUE if value else FALSE


def valid_date(iso: str) -> str:
    """Return the part of an ISO date that can be: a day or a month that cannot is dropped, and so is the year 0.

    >>> valid_date("2021-02-30"), valid_date("2021-13"), valid_date("2021-02-28T10:00:00Z"), valid_date("present")
    ('2021-02', '2021', '2021-02-28', '')
    """
    found = _ISO.match(iso)
    if not found or found[1] == "0000" or not iso.isascii():
        return ""
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not 1 <= month <= 12:
        return found[1]
    return found[0] if 1 <= day <= calendar.monthrange(year, month)[1] else found[0][:7]


def date(iso: str) -> str:
    """Return an ISO date as a literal whose datatype tells its precision; "" where it is none.

    >>> date("2021-03")
    '"2021-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    iso = valid_date(iso)
    if not iso:
        return ""
    datatype = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}[len(iso)]
    return f'"{iso}"^^<{datatype}>'


def year(iso: str) -> int | None:
    """Return the year of an ISO date; None where it has none.

    >>> year("2021-03"), year("present")
    (2021, None)
    """
    iso = valid_date(iso)
    return int(iso[:4]) if iso else None


def instant(iso: str) -> str:
    """Return an instant in UTC as a literal; "" where it is none.

    >>> instant("2026-01-02T00:00:00+00:00")
    '"2026-01-02T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    """
    if not iso.isascii() or valid_date(iso) != iso[:10] or not _TIME.fullmatch(iso, 10):
        return ""
    return f'"{iso.replace("+00:00", "Z")}"^^<{XSD.dateTime}>'


def statements(subject: str, pairs: Pairs, tail: str) -> str:
    """Return a node's statements as lines of N-Quads, each once, in the order given.

    Args:
        subject: the node as a term; nothing is said of "".
        pairs: predicates with objects as terms.
        tail: the graph as a term, with a space before it and " .", line end after it.

    >>> print(statements("<s:a>", [("<p:b>", "<o:c>"), ("<p:d>", ""), ("<p:b>", "<o:c>")], " <g:e> ."))
    <s:a> <p:b> <o:c> <g:e> .
    """
    if not subject:
        return ""
    return "".join([f"{subject} {predicate} {value}{tail}" for predicate, value in dict.fromkeys(pairs) if value])
