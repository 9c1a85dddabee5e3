"""Years and dates as references print them. Text in, a year or an ISO 8601 date out."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.dates import find_dates

_YEAR = re.compile(r"(?<![\d./:\-–])(?:19[5-9]\d|20[0-4]\d)(?![\d]|[-–]\d{3}|\.\d{3}|/\d)")
_GLUED_YEAR = re.compile(r"(?<=[A-Za-z])[-\s]?(?P<year>20[0-4]\d|19[89]\d)\b")
_TWO_DIGITS = re.compile(r"\d\d")
_IDENTIFIER = re.compile(r"(?:ar[Xx]iv[:\s.]*|doi[:\s]*|\b10\.\d{4,}/)\S*\d{4}\S*")
_BRACKETED_YEAR = re.compile(r"[(\[]\s*((?:19[5-9]|20[0-4])\d)[a-z+]?\s*[)\],]")
_SHORT_YEAR = re.compile(r"(?:[A-Za-z)])\s?(?:['’‘`´′ʼ](?P<quoted>\d\d)\b|(?P<bare>[0-4]\d)(?![\d\w.:]))")


@lru_cache(maxsize=20_000)
def find_year(text: str) -> int | None:
    """Return the year that a text prints, or None: plain, behind an apostrophe or glued to an acronym.

    >>> find_year("Journal of Rivers, 12(3), 1990-1999, 2021"), find_year("ICLR'24"), find_year("ECCVW2020")
    (2021, 2024, 2020)
    >>> find_year("NeurIPS21"), find_year("pages 1394-1400"), find_year("arXiv:2105.03679")
    (2021, None, None)
    """
    if not _TWO_DIGITS.search(text):
        return None
    text = _IDENTIFIER.sub(" ", text)
    bracketed = _BRACKETED_YEAR.search(text)
    if bracketed:
        return int(bracketed.group(1))
    plain = [match for match in _YEAR.finditer(text) if not _is_page(text, match.start(), match.end())]
    if plain:
        return int(plain[-1].group())
    glued = _GLUED_YEAR.search(text)
    if glued:
        return int(glued.group("year"))
    for match in _SHORT_YEAR.finditer(text):
        digits = match.group("quoted")
        if digits:
            return 2000 + int(digits) if int(digits) < 50 else 1900 + int(digits)
        before = re.search(r"([A-Za-z]*[A-Z][A-Za-z]*)$", text[: match.start("bare")].rstrip())
        if (
            before
            and (len(before.group()) >= 3 or re.search(r"[A-Z]{2}\s[A-Z]+$", text[: match.start("bare")]))
            and sum(c.isupper() for c in before.group()) >= 2
            and text[match.start("bare") - 1] != " "
        ):
            return 2000 + int(match.group("bare"))
    return None


def _is_page(text: str, start: int, end: int) -> bool:
    """Whether a four-digit number is a page, a volume or the like rather than a year."""
    before, after = text[max(0, start - 8) : start].lower(), text[end : end + 2]
    if re.search(r"(?:pp?\.?|pages?|vol\.?|no\.?|art\.?|#|p)\s*$", before) and not before.endswith("vol. "):
        return True
    return bool(re.search(r"[:–-]\s?$", before) and re.search(r"\d\s?[:–-]\s?$", before)) or after[:1] == "("


def find_date(text: str, year: int | None) -> str:
    """Return a date with at least its month that agrees with ``year``, in ISO 8601, or "".

    >>> find_date("Journal of Rivers, March 2021", 2021), find_date("3 May 2020", 2020), find_date("2021", 2021)
    ('2021-03', '2020-05-03', '')
    """
    if year is None:
        return ""
    for place in re.finditer(rf"(?<!\d){year}(?!\d)", text):
        for found in find_dates(text[max(0, place.start() - 32) : place.end() + 24]):
            if len(found.iso) > 4 and found.iso.startswith(str(year)):
                return found.iso
    return ""
