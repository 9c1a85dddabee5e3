"""Text to dates and back: ISO 8601 at the precision given, ranges with their open ends, months in several languages.

Takes any text; gives the dates and ranges in it with their places. Pure functions. A date is "2022", "2022-12" or
"2022-12-05"; an end that goes on is "present"; what is not said is "".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from kg.model import PRESENT

Precision = Literal["year", "month", "day"]
RangeKind = Literal["range", "since", "until", "single"]


class DateSpan(NamedTuple):
    """A date with its place in the text."""

    start: int
    end: int
    iso: str


class RangeSpan(NamedTuple):
    """A range with its place in the text; a single date is a range whose two ends are that date."""

    start: int
    end: int
    first: str
    last: str
    kind: RangeKind


class _Atom(NamedTuple):
    """A piece of a range: a whole date, a month or season without a year, or a word for today."""

    start: int
    end: int
    year: int
    month: int
    day: int
    kind: Literal["date", "month", "season", "present"]


_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january januar jan janvier janv enero ene janeiro gennaio gen januari",
            "february feb februar februari février fevrier févr fév febrero fevereiro fev febbraio",
            "march mar mär märz maerz mars marzo março marco mrz maart",
            "april apr avril avr abril abr aprile",
            "may mai mayo maio maggio mag mei",
            "june jun juni juin junio junho giugno giu",
            "july jul juli juillet juil julio julho luglio lug",
            "august aug août aout agosto ago augustus",
            "september sept sep septembre septiembre setiembre setembro set settembre",
            "october oct okt oktober octobre octubre outubro out ottobre ott",
            "november nov novembre noviembre novembro",
            "december dec dez dezember décembre decembre déc diciembre dic dezembro dicembre",
        ),
        1,
    )
    for word in words.split()
}
_SEASONS = (
    "spring",
    "summer",
    "fall",
    "autumn",
    "winter",
    "michaelmas",
    "hilary",
    "trinity",
    "primavera",
    "verano",
    "otoño",
    "invierno",
    "verão",
    "outono",
    "inverno",
    "frühling",
    "sommer",
    "herbst",
    "printemps",
    "été",
    "automne",
    "hiver",
    "estate",
    "autunno",
)
_PRESENT_WORDS = (
    "present",
    "now",
    "current",
    "currently",
    "today",
    "ongoing",
    "on-going",
    "date",
    "onwards",
    "presente",
    "actualidad",
    "la actualidad",
    "el presente",
    "actual",
    "actualmente",
    "atual",
    "atualmente",
    "o momento",
    "hoy",
    "heute",
    "aujourd'hui",
    "aujourd’hui",
    "oggi",
    "heden",
    "en cours",
    "至今",
    "现在",
    "現在",
    "현재",
)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_YEAR = r"(?:19[3-9]\d|20[0-6]\d)"
_SHORT = rf"(?:{_YEAR}(?!\d)|['’‘`]\d\d(?!\d))"
_AFTER = r"(?![^\W_]|\.\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NO_LETTER = r"(?<![^\W\d_])"
_MONTH = rf"(?:{_any_of(_MONTHS)})(?![^\W\d_])"
_ORDINAL = r"(?:st|nd|rd|th|º)?"
_ATOM = re.compile(
    # 2020-03-01, 2020/03, 2020.3
    rf"(?<![\w.])(?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>1[0-2]|0?[1-9])(?:(?P=s1)(?P<d1>{_DAY}))?"
    rf"(?=T\d|(?![^\W_]|\.\d|[-/]\d\d?(?!\d)))"
    # 2020年3月1日
    rf"|(?<!\d)(?P<y2>{_YEAR})\s?[年년]\s?(?:(?P<m2>1[0-2]|0?[1-9])\s?[月월]\s?(?:(?P<d2>{_DAY})\s?[日일])?)?"
    # 01/03/2020, 03/2020
    rf"|(?<![\w/.])(?:(?P<a3>\d\d?)(?P<s3>[/.-]))?(?P<m3>\d\d?)[/.-](?P<y3>{_YEAR}){_AFTER}"
    # 1 March 2020, March 1st, 2020, Mar. '20, março de 2020
    rf"|(?:(?<!\d)(?P<d4>{_DAY}){_ORDINAL}[\s.-]{{0,2}}(?:(?:of|de)\s)?)?{_NO_LETTER}(?P<m4>{_MONTH})"
    rf"(?:[\s.]{{0,3}}(?P<e4>{_DAY}){_ORDINAL}(?:\s?[-–]\s?{_DAY}{_ORDINAL})?(?=[\s,]))?"
    rf"[\s,./-]{{0,3}}(?:(?:of|de|del)\s)?(?P<y4>{_SHORT})"
    # Summer 2021
    rf"|{_NO_LETTER}(?:{_any_of(_SEASONS)})(?:\s(?:semester|term|quarter|session))?[\s,/-]{{0,3}}(?:(?:of"
    rf"|de)\s)?(?P<y5>{_SHORT})"
    # 2021 Summer
    rf"|(?<!\w)(?P<y9>{_YEAR})[\s,/-]{{1,2}}(?:{_any_of(_SEASONS)})(?![^\W_])"
    # 2021 Aug
    rf"|(?<!\w)(?P<y10>{_YEAR})[\s/.-](?P<m10>{_MONTH})\.?(?!\s*,?\s*(?:\d\d?,?\s+)?(?:{_YEAR}|['’‘`]\d\d))"
    # 2020, '20
    rf"|(?<![\w])(?<!\d[.,])(?P<y6>{_YEAR})(?![^\W_]|[.,]\d)"
    r"|(?<!\w)(?P<y7>['’‘]\d\d)(?![^\W_]|['’])"
    # Aug (5), before or after a whole date
    rf"|{_NO_LETTER}(?P<m8>{_MONTH})(?:[\s.]{{0,3}}(?P<d8>{_DAY}){_ORDINAL}(?![^\W_]))?"
    rf"|{_NO_LETTER}(?P<season>{_any_of(_SEASONS)})(?![^\W_])"
    rf"|(?<![A-Za-z\d])(?P<present>{_any_of(_PRESENT_WORDS)})(?![a-z])",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"[\s.,(]*(?:[-–—−‐‑‒―~～〜→⇒>]{1,4}"
    r"|(?<=\s)(?:to|until|till|til|through|thru|up to|a|à|al|au|até|hasta|bis)(?=\s)|[至到])"
    r"[\s(]*(?:the |la |el |o )?",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\.?\s?(?:[-–—−~～]{1,3}|→)\s*(?=$|[)\]},;:|\n。])")
_SHORT_END = re.compile(r"\s?[-–—−/]\s?['’]?(\d\d)(?![\w./])")
_BEFORE = re.compile(
    r"(?:\b(since|seit|desde|depuis|dal|sinds)|\b(until|till|til|through|up to|bis|hasta|até|jusqu'en|jusqu'à)"
    r"|\b(from|von|starting|beginning|as of))\s*(?:in |from |the |en |em |il )?\W?$",
    re.IGNORECASE,
)


def parse_date(text: str) -> str:
    """Return the first date of a text in ISO 8601 at the precision given, or "".

    >>> parse_date("Dec. 2022"), parse_date("05/2019"), parse_date("Fall 2019"), parse_date("1er mars 2020")
    ('2022-12', '2019-05', '2019', '2020-03')
    >>> parse_date("2020-03-01 10:00 +0000"), parse_date("Sept. 3rd, 2021"), parse_date("2020年3月"), parse_date("")
    ('2020-03-01', '2021-09-03', '2020-03', '')
    """
    found = find_dates(text)
    return found[0].iso if found else ""


def find_dates(text: str) -> list[DateSpan]:
    """Return all dates that have a year, in order, with their places.

    >>> find_dates("from May 2018 to 2020")
    [DateSpan(start=5, end=13, iso='2018-05'), DateSpan(start=17, end=21, iso='2020')]
    """
    return [DateSpan(atom.start, atom.end, _iso(atom)) for atom in _atoms(text) if atom.kind == "date"]


def parse_range(text: str) -> tuple[str, str]:
    """Return the ends of the first range of a text; a single date is both ends; "" where an end is not said.

    >>> parse_range("Dec. 2022 - present"), parse_range("June–Aug 2022"), parse_range("2015-19")
    (('2022-12', 'present'), ('2022-06', '2022-08'), ('2015', '2019'))
    >>> parse_range("since 2020"), parse_range("until 2018"), parse_range("Summer 2021"), parse_range("01/2019-")
    (('2020', 'present'), ('', '2018'), ('2021', '2021'), ('2019-01', 'present'))
    """
    found = find_ranges(text)
    best = next((span for span in found if span.kind != "single"), found[0] if found else None)
    return (best.first, best.last) if best else ("", "")


def find_ranges(text: str) -> list[RangeSpan]:
    """Return all ranges and single dates of a text, in order, without overlap.

    >>> [span[2:] for span in find_ranges("Intern (Jun - Aug 2020), engineer since May 2021")]
    [('2020-06', '2020-08', 'range'), ('2021-05', 'present', 'since')]
    """
    atoms = _atoms(text)
    spans: list[RangeSpan] = []
    index = 0
    while index < len(atoms):
        span, used = _range_at(text, atoms, index)
        if span is not None:
            spans.append(span)
        index += used
    return spans


def year_of(iso: str) -> int | None:
    """Return the year of an ISO date, None for "present" and "".

    >>> year_of("2020-03"), year_of("present")
    (2020, None)
    """
    return int(iso[:4]) if re.match(r"\d{4}(?:-|$)", iso) else None


def precision(iso: str) -> Precision:
    """Return the precision of an ISO date.

    >>> precision("2020"), precision("2020-03"), precision("2020-03-01")
    ('year', 'month', 'day')
    """
    return "year" if len(iso) <= 4 else "month" if len(iso) <= 7 else "day"


def _range_at(text: str, atoms: list[_Atom], index: int) -> tuple[RangeSpan | None, int]:
    """Read the range that starts at an atom; returns it and the number of atoms that it uses."""
    left = atoms[index]
    if left.kind == "present":
        return None, 1
    if index + 1 < len(atoms):
        right = atoms[index + 1]
        if _joined(text, left, right) and (left.kind == "date" or right.kind == "date"):
            first, last = _ends(left, right)
            if first and last:
                return RangeSpan(left.start, right.end, first, last, "range"), 2
    if left.kind != "date":
        return None, 1
    iso = _iso(left)
    if not left.month and (short := _SHORT_END.match(text, left.end)) and int(short[1]) > left.year % 100:
        return RangeSpan(left.start, short.end(), iso, iso[:2] + short[1], "range"), 1
    if open_end := _OPEN.match(text, left.end):
        return RangeSpan(left.start, open_end.end(), iso, PRESENT, "since"), 1
    before = _BEFORE.search(text, max(0, left.start - 24), left.start)
    if before and before[1]:
        return RangeSpan(before.start(), left.end, iso, PRESENT, "since"), 1
    if before and before[2]:
        return RangeSpan(before.start(), left.end, "", iso, "until"), 1
    if before and before[3]:
        return RangeSpan(before.start(), left.end, iso, "", "since"), 1
    return RangeSpan(left.start, left.end, iso, iso, "single"), 1


def _joined(text: str, left: _Atom, right: _Atom) -> bool:
    if right.start - left.end > 20:
        return False
    if right.kind == "present" and text.startswith("至", right.start):
        return not text[left.end : right.start].strip()
    if _JOIN.fullmatch(text, left.end, right.start):
        return True
    return text[left.end : right.start].strip() == "and" and text[
        max(0, left.start - 9) : left.start
    ].lower().endswith("between ")


def _ends(left: _Atom, right: _Atom) -> tuple[str, str]:
    """Return both ends of a range; what one end lacks, the other gives ("Jun - Aug 2020")."""
    if right.kind == "present":
        return (_iso(left), PRESENT) if left.kind == "date" else ("", "")
    if left.kind != "date":
        earlier = right.year - (1 if right.month and left.month > right.month else 0)
        left = left._replace(year=earlier, kind="date")
    elif right.kind != "date":
        right = right._replace(year=left.year + (1 if right.month and right.month < left.month else 0), kind="date")
    if right.year < left.year:
        return "", ""
    return _iso(left), _iso(right)


_DIGITS = re.compile(r"\d\d")
_REACH = 48
"""How far from its digits a date can begin or end."""


def _atoms(text: str) -> list[_Atom]:
    found = []
    for start, end in _windows(text):
        for match in _ATOM.finditer(text, start, end):
            atom = _atom(match)
            if atom is not None:
                found.append(atom)
    return found


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around digits: nowhere else can a date be, and most of a text has none."""
    start = end = -1
    for match in _DIGITS.finditer(text):
        if match.start() - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - _REACH)
            while start > 0 and text[start - 1].isalnum() and match.start() - start < 2 * _REACH:
                start -= 1
        end = min(len(text), match.end() + _REACH)
    if end >= 0:
        yield start, end


def _atom(match: re.Match[str]) -> _Atom | None:
    part = match.groupdict()
    at = match.span()
    if part["present"]:
        return _Atom(*at, 0, 0, 0, "present")
    if part["season"]:
        return _Atom(*at, 0, 0, 0, "season")
    if part["m8"]:
        # "may" in lower case is a verb, and so is "set"
        return _Atom(*at, 0, _month(part["m8"]), 0, "month") if part["m8"][0].isupper() else None
    if part["y3"]:
        return _numeric(at, part["a3"], int(part["m3"]), _year(part["y3"]))
    if part["y10"]:
        if part["m10"][0].islower():  # "in 2019 may", a verb
            return _Atom(at[0], at[0] + 4, int(part["y10"]), 0, 0, "date")
        return _date(at, int(part["y10"]), _month(part["m10"]), None)
    if part["y4"]:
        return _date(at, _year(part["y4"]), _month(part["m4"]), part["d4"] or part["e4"])
    if part["y1"] or part["y2"]:
        which = "1" if part["y1"] else "2"
        return _date(at, _year(part["y" + which]), int(part["m" + which] or 0), part["d" + which])
    return _Atom(*at, _year(part["y5"] or part["y6"] or part["y7"] or part["y9"]), 0, 0, "date")


def _numeric(at: tuple[int, int], first: str | None, second: int, year: int) -> _Atom:
    """Tell month from day in 03/2020, 13/03/2020 and 03/13/2020; where both could be, the month stands first."""
    if first is None:
        return _date(at, year, second, None)
    if int(first) > 12:
        return _date(at, year, second, first)
    return _date(at, year, int(first), str(second))


def _date(at: tuple[int, int], year: int, month: int, day: str | None) -> _Atom:
    """Build an atom; a month or a day that cannot be is dropped."""
    if not 1 <= month <= 12:
        return _Atom(*at, year, 0, 0, "date")
    number = int(day) if day else 0
    if number > calendar.monthrange(year, month)[1]:
        number = 0
    return _Atom(*at, year, month, number, "date")


def _month(word: str) -> int:
    return _MONTHS.get(word.casefold(), 0)


def _year(text: str) -> int:
    digits = int(text.lstrip("'’‘`"))
    if digits >= 100:
        return digits
    return 2000 + digits if digits < 60 else 1900 + digits


def _iso(atom: _Atom) -> str:
    if not atom.year:
        return ""
    month = f"-{atom.month:02d}" if atom.month else ""
    day = f"-{atom.day:02d}" if atom.day else ""
    return f"{atom.year:04d}{month}{day}"
