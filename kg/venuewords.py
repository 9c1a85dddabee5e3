"""Peel a printed venue down to its name: year, ordinal, volume, track, publisher and lead-in words come off.

Takes a venue as a page prints it; gives a ``Peeled`` with the name that is left and what came off. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from kg.locations import is_location


class Peeled(NamedTuple):
    """What a venue string is made of; "" and None where it has no such part.

    ``name`` keeps its spelling; ``acronym`` is what stood in brackets or was printed with a short year;
    ``host`` is the event that a workshop belongs to.
    """

    name: str
    acronym: str = ""
    year: int | None = None
    track: str = ""
    host: str = ""


_MARKUP = re.compile(r"[*_`]{2,}|</?[a-z]{1,6}>|^[*_`]+|[_`]+$|(?<=\w)[*_`]+$")
_LEAD = re.compile(
    r"^(?:(?:to\s+appear|accepted|presented|published|appeared|appears|forthcoming|in\s+press|submitted)"
    r"(?:\s+(?:in|at|to|by|for))?[:,]?\s+)?(?:(?:in|at)\b)?[:,]?\s*(?:the\s+)?"
    r"(?:(?:online\s+|workshop\s+|conference\s+)?(?:proceedings|proc|procs|actes|advance\s+papers|papers|edition)\b\.?"
    r"(?:\s+(?:of|from|de|des|from\s+the|to)\b)?)?"
    r"[:,]?\s*(?:(?:the|la|le|les|du|l['’])\b\s*)?",
    re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.])(?:(19[5-9]\d|20[0-4]\d)(?:\s?[-–/]\s?(?:\d{4}|\d{2}))?)(?![\d.]\d)")
_SHORT_YEAR = re.compile(r"([A-Za-z*&@\]])(?:\s?['’`´]\s?|-)?(\d{2})(?![\d\w])")
_ORDINAL = re.compile(
    r"(?<![\w-])(?:the\s+)?(?:\d{1,3}\s?-?(?:st|nd|rd|th|d|ème|eme|ième|er|ère|e|º|ª|°)(?!\w)"
    r"|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]?)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth)(?!\w))(?:\s+and\b)?",
    re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w])(?:[-–]\s?)?(?=[IVXL]{2,7}(?!\w))X{0,4}L?X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_VOLUME = re.compile(
    r"[,;:–—-]?\s*\(?\b(?:volume|vol|number|no|issue|iss|tome|part|pages|page|pp|article|art|numéro|num|n°)s?\b\.?[ :]*"
    r"(?:[A-Z]?\d[\w–—-]*|[ivxlc]+\b)(?:\s*\([\d–-]+\))?(?:[:,]\s*\d+\s*[-–—]+\s*\d+)?", re.IGNORECASE)
_PAGES = re.compile(
    r"[,;:]?\s*\d+\s*\(\s*[\d–-]+\s*\)(?:\s*:\s*[\w–-]+)?|[,;:]\s*[eA]?\d[\d–—-]*(?:\s*[-–—]\s*\d+)?(?=[,;.\s)]|$)"
)
_MONTH = re.compile(
    r"[,\s(–-]*\b(?i:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?(?:\s\d{1,2}(?:\s?[-–]\s?\d{1,2})?)?(?=\W|$)(?!\s+[a-z])")
_TRACK = re.compile(
    r"(?:system\s+demonstrations?|demonstrations?(?:\s+(?:session|track|papers?))?|demo(?:\s+track|s)?|student\s+(?:research\s+)?(?:workshop|session)"
    r"|student\s+papers|student\s+abstract(?:s|\s+and\s+poster\s+program)?|doctoral\s+(?:consortium|symposium|workshop)|tutorials?(?:\s+abstracts?)?|industry\s+(?:papers|track)"
    r"|industrial\s+track|applied\s+data\s+science(?:\s+track)?|research\s+(?:papers?|track|papers\s+track)|shared\s+task(?:\s+papers)?"
    r"|(?:long|short|full|regular|main|invited|conference|workshop|late\s+breaking|poster)\s+papers?"
    r"|main\s+(?:conference|track|volume)|(?:datasets?\s+(?:and|&)\s+)?benchmarks?\s+track|datasets?\s+(?:and|&)\s+benchmarks?|D\s?&\s?B\b(?:\s+track)?|companion(?:\s+(?:volume|proceedings))?"
    r"|extended\s+abstracts?|work[\s-]in[\s-]progress|(?:oral|poster|spotlight|highlight|best\s+paper|notable|top)\b[^,;)]{0,30}"
    r"|(?:users?|providers?|government|researchers?|research|project|translators?|commercial)\b[\w\s,'’&/-]{0,50}\btracks?"
    r"|(?:special\s+theme|theme|special\s+issue|special\s+track|journal\s+track|ai\s+for\s+social\s+impact\s+track)\b[^,;]{0,60})",
    re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{0,200})[)\]]")
_ACRONYM = re.compile(r"^\W{0,2}((?:[A-Za-z*@&/+#]{1,12}[-/ ]?){1,3}\d?[A-Za-z]*)$")
_HOSTED = re.compile(
    r"\s*(?:@\s?|\bat\s+(?=[A-Z*\d])|,?\s*(?:co-?located|held\s+in\s+conjunction|in\s+conjunction|collocated|associated|within)\s*(?:with)?\s*(?:the\s+)?)",
    re.IGNORECASE)
_TRAILING_NUMBERS = re.compile(r"[\s,;:.(–-]+[eA]?\d[\d\s,;:()–-]*$")
_OPEN = re.compile(r"\(([^()]*)$")
_DRESS = " \t,;:.–—-/&|()[]\"“”'’"
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_ROMAN_LETTERS = re.compile(r"[IVXL]{2}")
_SMALL_TAIL = re.compile(r"\s+(?:of|and|the|on|in|at|for|to)$")


@lru_cache(maxsize=1 << 16)
def peel(text: str) -> Peeled:
    """Peel a printed venue.

    >>> peel("In Proceedings of the 35th International Conference on Machine Learning (ICML 2018)")
    Peeled(name='International Conference on Machine Learning', acronym='ICML', year=2018, track='', host='')
    >>> peel("NeurIPS'21 (Spotlight)")
    Peeled(name='NeurIPS', acronym='', year=2021, track='Spotlight', host='')
    >>> peel("Practical Deep Learning in the Wild Workshop at AAAI 2022").host
    'AAAI'
    """
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", text[:400])).strip()
    text = _MARKUP.sub("", text).strip()
    rest = _OPEN.sub(r"(\1)", _LEAD.sub("", text, count=1) or text)
    year, rest = _take_year(rest)
    acronym, track, rest = _take_brackets(rest)
    rest, host = _take_host(rest)
    rest = _VOLUME.sub(" ", rest)
    numbered = _DIGIT.search(rest) is not None
    rest = _PAGES.sub(" ", rest) if numbered else rest
    found = _TRACK.search(rest)
    if found and (found.start() == 0 or found.start() > 2):
        before, after = rest[: found.start()].strip(_DRESS), rest[found.end():].strip(_DRESS)
        cut = _LEAD.sub("", before, count=1) if before else ""
        if cut or after:
            track = track or found[0].strip()
            rest = before if len(before) >= 2 else after
    rest = _MONTH.sub(" ", rest)
    rest = _ORDINAL.sub(" ", rest)
    rest = _ROMAN.sub(" ", rest) if _ROMAN_LETTERS.search(rest) else rest
    rest = _LEAD.sub("", _SPACE.sub(" ", rest).strip(_DRESS), count=1)
    rest = _TRAILING_NUMBERS.sub("", rest) if numbered else rest
    rest = _without_place(rest)
    name = _SMALL_TAIL.sub("", rest.strip(_DRESS)).strip(_DRESS)
    return Peeled(_SPACE.sub(" ", name) or text, acronym, year, track, host)


def _without_place(text: str) -> str:
    """A name without the places behind its commas: "Conference on Rivers, Bergen, Norway"."""
    parts = text.split(", ")
    while len(parts) > 1 and " " in parts[0] and is_location(parts[-1].strip(_DRESS)):
        parts.pop()
    return ", ".join(parts)


def _take_year(text: str) -> tuple[int | None, str]:
    if not _DIGIT.search(text):
        return None, text
    found = _YEAR.search(text)
    if found:
        year = int(found[1])
        text = _YEAR.sub(" ", text)
        return year, re.sub(r"\(\s*[,;-]?\s*\)", " ", text)
    short = _SHORT_YEAR.search(text)
    if short:
        number = int(short[2])
        return (2000 + number if number < 50 else 1900 + number), text[: short.end(1)] + " " + text[short.end():]
    return None, text


def _take_brackets(text: str) -> tuple[str, str, str]:
    """Acronym and track out of the brackets, and the text without them."""
    acronym = track = ""

    def decide(found: re.Match[str]) -> str:
        nonlocal acronym, track
        inside = _ORDINAL.sub("", _ROMAN.sub("", found[1])).strip(_DRESS)
        if not inside:
            return " "
        if _VOLUME.match(found[1]) or _TRACK.search(inside):
            track = track or re.sub(r"^\s*(?:volume|vol\.?)\s*\w+\s*:?\s*", "", found[1], flags=re.IGNORECASE).strip()
            return " "
        short = _ACRONYM.match(inside)
        if short and sum(letter.isupper() for letter in inside) >= 2 and len(inside) <= 20 and found.start() > 0:
            acronym = acronym or short[1].strip(" -/")
            return " "
        if short and len(inside.split()) == 1 and found.start() > 12:
            acronym = acronym or inside
        return " "

    rest = _BRACKET.sub(decide, text)
    return acronym, track, rest


def _take_host(text: str) -> tuple[str, str]:
    """Part "… Workshop at X" into the workshop and X."""
    found = _HOSTED.search(text)
    if found and found.start() > 2:
        head, host = text[: found.start()].strip(_DRESS), text[found.end():].strip(_DRESS)
        if host and head and ("workshop" in head.lower() or found[0].strip().startswith("@") or "with" in found[0]
                              or re.search(r"\b(?:ws|wksp|symposium|challenge|track|tutorial)\b", head, re.IGNORECASE)):
            return head, host
    return text, ""


_STOP = frozenset("the of on for and in a an to at de la le les des du et der die das und für y el en".split())
_WORDS = re.compile(r"[a-z]+|\d+")


@lru_cache(maxsize=1 << 17)
def words(text: str) -> tuple[str, ...]:
    """Return a name's words in lower-case ASCII without those that carry nothing: what lookups compare.

    >>> words("The Journal of Machine-Learning Research")
    ('journal', 'machine', 'learning', 'research')
    """
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFC", text))
    found = _WORDS.findall(text.lower().replace("'", ""))
    return tuple(word for word in found if word not in _STOP) or tuple(found)
