"""A list of venues with years, as service sections pack them, cut into venues and years.

Takes the text behind a duty; gives its pieces. Names with commas in them stay whole; ranges of years are spread out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import gazetteer
from kg.dates import find_ranges, year_of
from kg.locations import is_location
from kg.model import PRESENT

_MOST_YEARS = 30
_ATTACHED = re.compile(r"(?<=[A-Za-z)])(?:['’‘`]|(?=(?:19|20)\d\d(?!\d)))\s?((?:19|20)?\d\d)(?![\d\w])")
_SHORT = re.compile(r"(?<![\w])['’‘`](\d\d)(?!\d)")
_GLUED_SHORT = re.compile(r"(?<=[A-Z]{2})([012]\d)(?![\w'])")
YEAR_FIRST = re.compile(
    r"^\W*((?:19|20)\d\d(?:\s*[-–~/]\s*(?:(?:19|20)\d\d|\d\d|present|now))?)\s*[:：|–—-]\s+(?=\D)", re.IGNORECASE
)
_CHUNK = re.compile(
    r"\s*[;；|•·\n、]\s*|\s*[,，]\s*(?![^()]*\))|\s+(?:and|&|as well as)\s+(?![^()]*\))|(?<=[)\d])\s*/\s*|\s/\s"
    r"|(?<=\d)\.\s+(?=[A-Z])"
)
_DROP = re.compile(
    r"^(?:(?:and|the|also|including|such as|e\.g\.|of|for|at|in|on|etc|as well as|like|both|various|multiple|several"
    r"|many others|others?|more|conferences|journals|workshops|(?:conference|journal|workshop)s?\s*:)\b[\s:.,]*)+",
    re.IGNORECASE,
)
_EDGES = re.compile(r"^[\s,.;:()\-–—/&*_\"“'‘]+|[\s,;:!?(\-–—/&*_'‘“]+$")
_NOT_VENUES = re.compile(
    r"^(?:etc|present|now|current|reviewed|over|papers?|more than|reviewer|total|about|times?|since|virtual|online"
    r"|usa|uk|various|others?|many|multiple|"
    r"\d+ (?:papers?|times|manuscripts)|ad hoc|regular|invited|x\d|\W*)\.?$",
    re.IGNORECASE,
)


def cut_venues(text: str) -> list[str]:
    """Cut a list of venues; names with commas in them stay whole."""
    pieces: list[tuple[str, str]] = []
    last, joint = 0, ""
    for match in _CHUNK.finditer(text):
        pieces.append((joint, text[last : match.start()]))
        last, joint = match.end(), match.group()
    pieces.append((joint, text[last:]))
    chunks: list[str] = []
    for joint, piece in _known_joined(pieces):
        if chunks and _continues(chunks[-1], joint, piece):
            chunks[-1] += f"{joint}{piece}"
        else:
            chunks.append(piece)
    return [unshielded(chunk) for chunk in chunks if chunk.strip()]


def shielded(text: str) -> str:
    """Return a name whose commas and "and" no list is cut at."""
    return re.sub(r",(?!\s*\d{4})", "\u0001", text).replace(" and ", "\u0002and\u0002")


def unshielded(text: str) -> str:
    """Return a shielded text as it was printed."""
    return text.replace("\u0001", ",").replace("\u0002", " ")


def without_place(venue: str) -> str:
    """Return a venue without the places behind its commas.

    >>> without_place("Meeting on Rivers, Bergen, Norway"), without_place("Rivers , Oslo")
    ('Meeting on Rivers', 'Rivers')
    """
    parts = re.split(r"\s*,\s+", venue)
    while len(parts) > 1 and is_location(parts[-1]):
        parts.pop()
    return ", ".join(parts)


def _known_joined(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join pieces that make a known venue together and none alone: "Design, Automation and Test in Europe"."""
    joined: list[tuple[str, str]] = []
    index = 0
    while index < len(pieces):
        length = 1
        for count in (4, 3, 2):
            if index + count > len(pieces):
                continue
            whole = pieces[index][1] + "".join(joint + piece for joint, piece in pieces[index + 1 : index + count])
            bare = re.sub(r"\(.*|\b(?:19|20)\d\d.*", "", whole).strip(" ,.")
            if any(re.search(r"\d|['’]\d\d|\)", piece) for _, piece in pieces[index : index + count - 1]):
                continue
            if sum(gazetteer.venue(piece.strip()) is not None for _, piece in pieces[index : index + count]) > 1:
                continue
            if (
                len(bare) < 120
                and len(bare.split()) > 3
                and gazetteer.venue(bare) is not None
                and (gazetteer.venue(pieces[index][1].strip()) is None or " " not in pieces[index][1].strip())
            ):
                length = count
                break
        joined.append(
            (
                pieces[index][0],
                pieces[index][1] + "".join(joint + piece for joint, piece in pieces[index + 1 : index + length]),
            )
        )
        index += length
    return joined


CUE = re.compile(
    r"\b(?:Journal|Transactions|Trans\.?|Conference|Conf\.?|Symposium|Symp\.?|Workshop|Magazine|Letters|Letters"
    r"|Annals|Review|Meeting|International|Society|Association|Congress|on|of|for)\b"
)
_KIND = re.compile(
    r"\b(?:Journal|Transactions|Trans\.?|Conference|Conf\.?|Symposium|Workshop|Magazine|Letters|Review)\b"
)


def is_certain_venue(text: str) -> bool:
    """Say whether a piece is a venue by itself: known, an acronym, or dated."""
    bare = re.sub(r"\(.*|\b(?:19|20)\d\d.*|['’]\d\d.*", "", text).strip(" ,.'’-")
    return gazetteer.venue(bare) is not None or (
        len(bare.split()) < 3 and re.search(r"\b[A-Z]{2,}\w*$", bare) is not None
    )


def _continues(before: str, joint: str, piece: str) -> bool:
    """Say whether a piece belongs to the name before it: "… on Systems, Man, and Cybernetics"."""
    if re.search(r"(?:19|20)\d\d\D*$|['’]\d\d\)?\s*$|\)\s*$", before) or not before.strip():
        return False
    if is_location(piece):
        return False
    if _spelled_out(piece) or re.match(r"special issue\b", piece, re.IGNORECASE):
        return True
    if re.search(r"\b(?:and|as well as)\b|&", joint):
        dated = re.search(r"(?:19|20)\d\d\W*$|['’]\d\d\W*$", before) is not None
        return not (
            dated
            or is_certain_venue(before)
            or is_certain_venue(piece)
            or (_KIND.search(before) and _KIND.search(piece))
        )
    bare = re.sub(r"\(.*|\d.*", "", piece).strip(" ,.'’-")
    words = bare.split()
    if not words or gazetteer.venue(bare) is not None or (bare.isupper() and len(bare) > 1):
        return False
    both = re.sub(r"\(.*|\b(?:19|20)\d\d.*|['’]\d\d.*", "", f"{before}{joint}{piece}").strip(" ,.")
    if gazetteer.venue(both) is not None and gazetteer.venue(before.strip()) is None:
        return True
    if gazetteer.venue(before.strip()) is not None or not CUE.search(before):
        return False
    if words[0].lower() == "and":
        return len(words) <= 5
    return len(words) <= 2 and not CUE.search(bare)


def _spelled_out(piece: str) -> bool:
    """Say whether a piece ends with an acronym of more letters than it has words: "… and Training (ICSE-SEET)"."""
    found = re.fullmatch(r"\s*([^()]+?)\s*\(([A-Z][A-Z&-]{2,})\)\s*", piece)
    return found is not None and len(found[1].split()) < 3 and found[1].split()[-1][0] == found[2].rstrip("&-")[-1]


def take_years(text: str) -> tuple[list[int | None], str]:
    """Return the years of a chunk, ranges spread out, and the chunk without them."""
    text = _ATTACHED.sub(lambda match: " " + (match[1] if len(match[1]) == 4 else f"20{match[1]}"), text)
    text = _SHORT.sub(lambda match: f"20{match[1]}", text)
    text = _GLUED_SHORT.sub(lambda match: f" 20{match[1]}", text)
    years: list[int | None] = []
    rest = text
    for span in reversed(find_ranges(text)):
        rest = rest[: span.start] + " " + rest[span.end :]
        first, last = year_of(span.first), year_of(span.last)
        if span.kind == "range" and first and last and last - first <= _MOST_YEARS:
            years[:0] = range(first, last + 1)
        elif span.kind == "since" and text[span.start : span.start + 5].lower() == "since":
            continue
        elif span.last == PRESENT or first:
            years.insert(0, first)
        elif last:
            years.insert(0, last)
    rest = re.sub(r"\(\s*[,;&\-]*\s*(?:and\s*)?[,;&\-]*\s*\)|\[\s*\]", " ", rest)
    return [year for year in dict.fromkeys(years) if year is not None], rest


def venue_name(text: str) -> str:
    """Return what is left of a chunk as a venue's name, "" where nothing is."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s*\(\s*(?:[\d.,\s-]*|x\d|ad hoc|online|virtual)\s*\)", "", text)
    while (stripped := _DROP.sub("", _EDGES.sub("", text))) != text:
        text = stripped
    text = re.sub(r"\s+(?:and|in|since|from|of|on|at|for)$", "", text).strip(" ,;:")
    text = re.sub(r"^([A-Z]{2}[\w-]*) conference$", r"\1", text)
    if text.endswith(".") and not re.search(r"\b[A-Z][a-z]{0,5}\.$", text):
        text = text[:-1]
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ").strip()
    text = re.sub(r"\s+", " ", text).strip()
    return "" if _NOT_VENUES.match(text) or len(text) < 2 else text


def is_venue_like(text: str) -> bool:
    """Say whether a phrase can be a venue's name at all."""
    if len(text) > 160 or len(text.split()) > 18:
        return False
    return re.search(r"[A-Z\u3400-\u9fff\uac00-\ud7a3]", text) is not None and not re.match(
        r"(?:I|We|My|The following|Including)\b", text
    )


def names_known_venue(text: str) -> bool:
    """Say whether a list of venues names one that the gazetteer has."""
    return any(gazetteer.venue(venue_name(take_years(chunk)[1])) is not None for chunk in cut_venues(text)[:6])
