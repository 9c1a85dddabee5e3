"""Service: one entry a duty, a venue and a year, however tightly a page packs them.

    Reviewer: ICLR'24, NeurIPS (2020-2022)      role first, then venues
    NeurIPS: 2025, 2021 (emergency reviewer)    venue first, the role in the heading
    Associate Editor, 2023                      role and year, the venue in the line above

Takes a line and what its surroundings say (role of the heading, venue of the line above); gives ``Service`` entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg import gazetteer
from kg.dates import find_ranges, year_of
from kg.extract.career_words import Span
from kg.extract.service_words import find_duties, find_duty_verbs, name_of_duty
from kg.model import PRESENT, Service
from kg.read.page import Mark

_MOST_YEARS = 30


class Duty(NamedTuple):
    """A role, the text that names its venues, and the years told before both."""

    role: str
    venues: str
    years: tuple[int, ...] = ()


def read_service(text: str, role: str = "", venue: str = "", marks: Sequence[Mark] = ()) -> list[Service]:
    """Return the service that a line tells.

    Args:
        text: the line.
        role: the duty that the heading tells.
        venue: the venue that the heading or the line above tells.
        marks: the line's marks; the text of a link is never cut.

    >>> [(s.role, s.venue, s.year) for s in read_service("Reviewer: ICLR'24, NeurIPS (2020-2021)")]
    [('Reviewer', 'ICLR', 2024), ('Reviewer', 'NeurIPS', 2020), ('Reviewer', 'NeurIPS', 2021)]
    >>> [(s.role, s.venue, s.year) for s in read_service("NeurIPS: 2025, 2021 (emergency reviewer)", role="reviewer")]
    [('reviewer', 'NeurIPS', 2025), ('emergency reviewer', 'NeurIPS', 2021)]
    >>> [(s.role, s.venue, s.year) for s in read_service("Session Chair, 2016", venue="Rivers Meeting")]
    [('Session Chair', 'Rivers Meeting', 2016)]
    """
    if len(text) > 3000:
        return []
    text = _shield(text, marks).translate(_BRACES)
    found: list[Service] = []
    for duty in _duties(text, role):
        found.extend(_spread(duty, venue))
    return found


_BRACES = str.maketrans("{}", "()")


def _shield(text: str, marks: Sequence[Mark]) -> str:
    """Hide the commas inside links and brackets, so that lists are not cut there."""
    shielded = list(text)
    for mark in marks:
        if mark.kind == "link" and mark.end - mark.start < 160 and gazetteer.venue(text[mark.start:mark.end].split(",")[0].strip()) is None:
            for place in range(mark.start, min(mark.end, len(shielded))):
                if shielded[place] == "," and not re.match(r",\s*\d{4}", text[place:place + 7]):
                    shielded[place] = "\u0001"
    return "".join(shielded)


# ── duties ──────────────────────────────────────────────────────────────────────────────────────────────────────

_LABEL = re.compile(
    r"^\W*(?:(?:top|selected|international|academic|conferences?|journals?|workshops?|symposi(?:a|um)s?|others?|magazines?|major|and|/|&|venues?|ai|ml|nlp|cv|proposals?|funding agenc\w+|"
    r"archival|main|tracks?|for|conference proceedings|transactions|ieee|acm|grants?|panels?)[\s/&,]*){1,4}\s*(?:\([^)]*\)\s*)?[:：\-–—]\s*", re.IGNORECASE)
_OF = re.compile(r"\s*(?:\([^)]{1,30}\)\s*)?(?:[:：]|(?:[-–—|]\s)|(?:of|for|at|on|in|to|@|with)\s+(?:the\s+|both\s+|various\s+)?|,\s*)\s*", re.IGNORECASE)
_NEXT = re.compile(r"(?:[,;.]|\band\b|\bas well as\b|&|\s{2,}|[|•·]|\n)\s*(?:and\s+)?(?:an?\s+|the\s+|also\s+|served as\s+)*$", re.IGNORECASE)


def _duties(text: str, role: str) -> Iterator[Duty]:
    """Cut a line at its duties; each takes the venues that follow it, or that stand before it."""
    found = _outer(text, find_duties(text))
    verbs = [] if found else find_duty_verbs(text)
    if not found and verbs:
        found = verbs[:1]
    if not found:
        if role:
            yield Duty(role, _LABEL.sub("", text))
        elif (label := _LABEL.match(text)) and re.search(r"conference|journal|workshop|transactions", label.group(), re.IGNORECASE) and _known(text[label.end():]):
            yield Duty("reviewer", text[label.end():])
        elif find_duties(text):
            yield Duty("", text)  # each duty stands in brackets behind its venue
        return
    first = found[0]
    years = tuple(year for year in _years(text[:first.start])[0] if year)
    if first.start > 3 and not _leads(text[:first.start]):
        yield from _venue_first(text, found, role)
        return
    for number, duty in enumerate(found):
        stop = found[number + 1].start if number + 1 < len(found) else len(text)
        tail = text[duty.end:stop]
        if (after := _OF.match(tail)) is not None:
            tail = tail[after.end():]
        if number + 1 < len(found):
            tail = _NEXT.sub("", tail)
            if not tail.strip(" ,.;:()/&") or tail.strip().lower() in ("and", "&", "or"):
                # "Reviewer and Area Chair: ICX": the second duty's venues are the first one's too
                following = found[number + 1]
                rest = text[following.end:found[number + 2].start if number + 2 < len(found) else len(text)]
                tail = _OF.sub("", rest, count=1)
        board = _BOARD.match(tail) if re.search(r"(?:member|chair|secretary|head)$", duty.text, re.IGNORECASE) else None
        if board:
            yield Duty(f"{name_of_duty(duty.text)} of {board['board']}", tail[board.end():], years)
        else:
            yield Duty(name_of_duty(duty.text), _LABEL.sub("", tail), years)


_BOARD = re.compile(r"(?P<board>Board of [A-Z]\w+|(?:[\w&-]+\s){0,4}(?:committee|board|council|jury|panel|team))\s*(?:of|for|at|,|in|on)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_LEAD_IN = re.compile(r"^\W*(?:(?:I|have|has|had|been|am|is|was|also|currently|serv(?:ed?|es|ing)|act(?:ed|ing)|work(?:ed|ing)?|regular(?:ly)?|an?|the|as|on|in|my|our|we|he|she|for|"
                      r"member|elected|invited|appointed|selected|previously|since|to|of|be|frequent|multiple|several|various|academic|professional|19\d\d|20\d\d|[-–/:.,'’\d]+|present|"
                      r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b[\s.,:;\-–]*)*\W*$", re.IGNORECASE)


def _leads(text: str) -> bool:
    """Say whether what stands before a duty only leads to it ("I serve as a")."""
    return _LEAD_IN.match(text) is not None


def _outer(text: str, duties: list[Span]) -> list[Span]:
    """Drop duties that are parts of venue names or remarks in brackets after a year."""
    kept = []
    for duty in duties:
        before, after = text[:duty.start], text[duty.end:]
        if before.count("(") > before.count(")") and ")" in after:
            continue
        if re.match(r"\s+(?:award|prize|selection|recognition)", after, re.IGNORECASE) or re.match(r"['’]s?\b", after):
            continue
        if kept and re.search(r"\b(?:of|for)\s+(?:the\s+)?(?:[\w&-]+\s+){0,6}$", text[kept[-1].end:duty.start]) and re.search(
                r"committee|board|council", duty.text, re.IGNORECASE) and not re.search(r"[,;]", text[kept[-1].end:duty.start]):
            continue  # "Member of the Technical Committee": one duty
        if kept and re.search(r"committee|board|council", duty.text, re.IGNORECASE) and re.fullmatch(
                r"\s*[,:]\s*(?:the\s+)?(?:[A-Z][\w&-]*\s+)+", text[kept[-1].end:duty.start]) and re.fullmatch(
                r"(?:(?:vice|co)[- ]?)?(?:chair|member|secretary|president)", kept[-1].text, re.IGNORECASE):
            continue  # "Chair, Rivers Program Committee"
        if kept and duty.text.lower() in ("member", "members") and duty.start - kept[-1].end < 3:
            continue
        kept.append(duty)
    return kept


def _venue_first(text: str, duties: Sequence[Span], role: str) -> Iterator[Duty]:
    """Read "ICX 2020: Reviewer", "ICX, Area Chair (2021)", "IFAC Publications Committee Member (2017 - ), Board Member …"."""
    first = duties[0]
    head = text[:first.start].strip(" ,:;-–—|(\n")
    years = text[first.end:duties[1].start if len(duties) > 1 else len(text)]
    separated = re.search(r"[,:;|\-–—(\n]\s*(?:as\s+|served as\s+)?(?:an?\s+)?$", text[:first.start]) is not None
    if separated or re.search(r"\)\s*$", text[:first.start]):
        if len(duties) > 1 and not re.search(r"[A-Z]{2,}|[A-Z]\w+ [A-Z]\w+", re.sub(r"\d", "", years)):
            for duty in duties:
                yield Duty(name_of_duty(duty.text), f"{head} {_years_only(text[duty.end:])}")
            return
        if _only_dates(years):
            yield Duty(name_of_duty(first.text), f"{head} {years}")
        else:
            yield Duty(name_of_duty(first.text), years if _only_dates(head) else head)
        for number, duty in enumerate(duties[1:], 1):
            stop = duties[number + 1].start if number + 1 < len(duties) else len(text)
            tail = text[duty.end:stop]
            after = _OF.match(tail)
            if after is not None and not _only_dates(tail):
                yield Duty(name_of_duty(duty.text), tail[after.end():])
        return
    # "IFAC Publications Committee Member (2017 - ), Conference Board Member (2020 - 2023)"
    for number, duty in enumerate(duties):
        stop = duties[number + 1].start if number + 1 < len(duties) else len(text)
        tail = text[duty.end:stop]
        after = _OF.match(tail)
        own = tail[after.end():] if after is not None and not after.group().strip().startswith(",") else ""
        if own and not _only_dates(own):
            yield Duty(name_of_duty(duty.text), _NEXT.sub("", own))
        else:
            yield Duty(name_of_duty(duty.text), f"{head} {_NEXT.sub('', tail)}")


def _years_only(text: str) -> str:
    match = re.match(r"[\s,(]*(?:\d{4}(?:\s*[-–~]\s*(?:\d{2,4}|present)?)?[\s,&)]*(?:and\s+)?)+", text)
    return match.group() if match else ""


def _only_dates(text: str) -> bool:
    rest = text
    for span in reversed(find_ranges(text)):
        rest = rest[:span.start] + rest[span.end:]
    return re.fullmatch(r"[\s,.;:()\-–~&\[\]|]*(?:(?:and|present|to|since|from|in|now|current|ongoing)[\s,.;:()\-–~&]*)*", rest, re.IGNORECASE) is not None


# ── venues and years ────────────────────────────────────────────────────────────────────────────────────────────

_ATTACHED = re.compile(r"(?<=[A-Za-z)])(?:['’‘`]|(?=(?:19|20)\d\d(?!\d)))\s?((?:19|20)?\d\d)(?![\d\w])")
_SHORT = re.compile(r"(?<![\w])['’‘`](\d\d)(?!\d)")
_GLUED_SHORT = re.compile(r"(?<=[A-Z]{2})([012]\d)(?![\w'])")
_YEAR_FIRST = re.compile(r"^\W*((?:19|20)\d\d(?:\s*[-–~/]\s*(?:(?:19|20)\d\d|\d\d|present|now))?)\s*[:：|–—-]\s+(?=\D)", re.IGNORECASE)
_CHUNK = re.compile(r"\s*[;；|•·\n、]\s*|\s*[,，]\s*(?![^()]*\))|\s+(?:and|&|as well as)\s+(?![^()]*\))|(?<=[)\d])\s*/\s*|\s/\s|(?<=\d)\.\s+(?=[A-Z])")
_DROP = re.compile(r"^(?:(?:and|the|also|including|such as|e\.g\.|of|for|at|in|on|etc|as well as|like|both|various|multiple|several|many others|others?|more|conferences|journals|workshops|(?:conference|journal|workshop)s?\s*:)\b[\s:.,]*)+", re.IGNORECASE)
_EDGES = re.compile(r"^[\s,.;:()\-–—/&*_\"“'‘]+|[\s,;:!?(\-–—/&*_'‘“]+$")
_NOT_VENUES = re.compile(r"^(?:etc|present|now|current|reviewed|over|papers?|more than|reviewer|total|about|times?|since|virtual|online|usa|uk|various|others?|many|multiple|"
                         r"\d+ (?:papers?|times|manuscripts)|ad hoc|regular|invited|x\d|\W*)\.?$", re.IGNORECASE)


def _spread(duty: Duty, context: str) -> Iterator[Service]:
    """Yield an entry a venue and year of a duty."""
    text = duty.venues.replace("–", "-").strip()
    shared: list[int | None] = []
    if lead := _YEAR_FIRST.match(text):
        shared = list(_years(lead[1])[0])
        text = text[lead.end():]
    shared = shared or list(duty.years)
    told: list[tuple[str, str, list[int | None]]] = []
    for chunk in _chunks(text):
        years, rest = _years(chunk)
        if told and told[-1][2] and re.fullmatch(r"\s*\d\d\s*", chunk):
            years, rest = [2000 + int(chunk)], ""
        role, rest = _own_role(duty.role, rest)
        venue = _venue(rest)
        if venue and not years and told and told[-1][2] and not shared and not _certain_venue(venue) and not _CUE.search(venue):
            continue  # "ICX 2019, Machine Learning": a remark
        if venue and _venue_like(venue):
            told.append((role, venue, years))
        elif years and not venue and told:
            if role == told[-1][0]:
                told[-1][2].extend(years)
            else:
                told.append((role, told[-1][1], years))
        elif years and not venue and context:
            told.append((role, context, years))
    if not told and context and not _venue(_years(text)[1]):
        told.append((duty.role, context, []))
    if len(told) == 2 and re.search("organi[sz]er", duty.role) and not told[0][2] and told[1][2] and re.search(r"workshop|tutorial|\([A-Za-z-]{3,12}\)$", told[0][1], re.IGNORECASE):
        told = [(told[0][0], told[0][1], told[1][2])]  # "Workshop on Rivers, ICX 2020": one event
    for role, venue, years in told:
        if role:
            yield from (Service(role=role, venue=venue, year=year) for year in years or shared or [None])


def _own_role(role: str, text: str) -> tuple[str, str]:
    """Return the role that a chunk tells in brackets at its end, else the given one, and the chunk without it."""
    inner = re.search(r"\(([^()]{3,40})\)\s*$", text)
    if inner is None:
        return role, text
    word = inner[1].strip()
    duties = find_duties(word)
    if duties and duties[0].start == 0:
        return name_of_duty(word), text[:inner.start()]
    if re.fullmatch(r"emergency|secondary|external|sub-?reviewer|top|outstanding", word, re.IGNORECASE):
        return name_of_duty(f"{word} reviewer"), text[:inner.start()]
    return role, text


def _chunks(text: str) -> list[str]:
    """Cut a list of venues; names with commas in them stay whole."""
    pieces: list[tuple[str, str]] = []
    last, joint = 0, ""
    for match in _CHUNK.finditer(text):
        pieces.append((joint, text[last:match.start()]))
        last, joint = match.end(), match.group()
    pieces.append((joint, text[last:]))
    chunks: list[str] = []
    for joint, piece in _known_joined(pieces):
        if chunks and _continues(chunks[-1], joint, piece):
            chunks[-1] += f"{joint}{piece}"
        else:
            chunks.append(piece)
    return [chunk.replace("\u0001", ",") for chunk in chunks if chunk.strip()]


def _known_joined(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join pieces that make a known venue together and none alone: "Design, Automation and Test in Europe"."""
    joined: list[tuple[str, str]] = []
    index = 0
    while index < len(pieces):
        length = 1
        for count in (4, 3, 2):
            if index + count > len(pieces):
                continue
            whole = pieces[index][1] + "".join(joint + piece for joint, piece in pieces[index + 1:index + count])
            bare = re.sub(r"\(.*|\b(?:19|20)\d\d.*", "", whole).strip(" ,.")
            if any(re.search(r"\d|['’]\d\d|\)", piece) for _, piece in pieces[index:index + count - 1]):
                continue
            if sum(gazetteer.venue(piece.strip()) is not None for _, piece in pieces[index:index + count]) > 1:
                continue
            if len(bare) < 120 and len(bare.split()) > 3 and gazetteer.venue(bare) is not None and (
                    gazetteer.venue(pieces[index][1].strip()) is None or " " not in pieces[index][1].strip()):
                length = count
                break
        joined.append((pieces[index][0], pieces[index][1] + "".join(joint + piece for joint, piece in pieces[index + 1:index + length])))
        index += length
    return joined


_CUE = re.compile(r"\b(?:Journal|Transactions|Trans\.?|Conference|Conf\.?|Symposium|Symp\.?|Workshop|Magazine|Letters|Letters|Annals|Review|Meeting|International|Society|Association|Congress|on|of|for)\b")


_KIND = re.compile(r"\b(?:Journal|Transactions|Trans\.?|Conference|Conf\.?|Symposium|Workshop|Magazine|Letters|Review)\b")


def _certain_venue(text: str) -> bool:
    """Say whether a piece is a venue by itself: known, an acronym, or dated."""
    bare = re.sub(r"\(.*|\b(?:19|20)\d\d.*|['’]\d\d.*", "", text).strip(" ,.'’-")
    return gazetteer.venue(bare) is not None or len(bare.split()) < 3 and re.search(r"\b[A-Z]{2,}\w*$", bare) is not None


def _continues(before: str, joint: str, piece: str) -> bool:
    """Say whether a piece belongs to the name before it: "… on Systems, Man, and Cybernetics"."""
    if re.search(r"(?:19|20)\d\d\D*$|['’]\d\d\)?\s*$|\)\s*$", before) or not before.strip():
        return False
    if re.search(r"\b(?:and|as well as)\b|&", joint):
        dated = re.search(r"(?:19|20)\d\d\W*$|['’]\d\d\W*$", before) is not None
        return not (dated or _certain_venue(before) or _certain_venue(piece) or _KIND.search(before) and _KIND.search(piece))
    bare = re.sub(r"\(.*|\d.*", "", piece).strip(" ,.'’-")
    words = bare.split()
    if not words or gazetteer.venue(bare) is not None or bare.isupper() and len(bare) > 1:
        return False
    both = re.sub(r"\(.*|\b(?:19|20)\d\d.*|['’]\d\d.*", "", f"{before}{joint}{piece}").strip(" ,.")
    if gazetteer.venue(both) is not None and gazetteer.venue(before.strip()) is None:
        return True
    if gazetteer.venue(before.strip()) is not None or not _CUE.search(before):
        return False
    if words[0].lower() == "and":
        return len(words) <= 5
    return len(words) <= 2 and not _CUE.search(bare)


def _years(text: str) -> tuple[list[int | None], str]:
    """Return the years of a chunk, ranges spread out, and the chunk without them."""
    text = _ATTACHED.sub(lambda match: " " + (match[1] if len(match[1]) == 4 else f"20{match[1]}"), text)
    text = _SHORT.sub(lambda match: f"20{match[1]}", text)
    text = _GLUED_SHORT.sub(lambda match: f" 20{match[1]}", text)
    years: list[int | None] = []
    rest = text
    for span in reversed(find_ranges(text)):
        rest = rest[:span.start] + " " + rest[span.end:]
        first, last = year_of(span.first), year_of(span.last)
        if span.kind == "range" and first and last and last - first <= _MOST_YEARS:
            years[:0] = range(first, last + 1)
        elif span.kind == "since" and text[span.start:span.start + 5].lower() == "since":
            continue
        elif span.last == PRESENT or first:
            years.insert(0, first)
        elif last:
            years.insert(0, last)
    rest = re.sub(r"\(\s*[,;&\-]*\s*(?:and\s*)?[,;&\-]*\s*\)|\[\s*\]", " ", rest)
    return [year for year in dict.fromkeys(years) if year is not None], rest


def _venue(text: str) -> str:
    """Return what is left of a chunk as a venue's name, "" where nothing is."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s*\(\s*(?:[\d.,\s-]*|x\d|ad hoc|online|virtual)\s*\)", "", text)
    while (stripped := _DROP.sub("", _EDGES.sub("", text))) != text:
        text = stripped
    text = re.sub(r"\s+(?:and|in|since|from|of|on|at|for)$", "", text).strip(" ,;:")
    if text.endswith(".") and not re.search(r"\b[A-Z][a-z]{0,5}\.$", text):
        text = text[:-1]
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ").strip()
    text = re.sub(r"\s+", " ", text).strip()
    return "" if _NOT_VENUES.match(text) or len(text) < 2 else text


def _venue_like(text: str) -> bool:
    """Say whether a phrase can be a venue's name at all."""
    if len(text) > 160 or len(text.split()) > 18:
        return False
    return re.search(r"[A-Z\u3400-\u9fff\uac00-\ud7a3]", text) is not None and not re.match(r"(?:I|We|My|The following|Including)\b", text)


def _known(text: str) -> bool:
    return any(gazetteer.venue(_venue(_years(chunk)[1])) is not None for chunk in _chunks(text)[:6])


def without_repetition(entries: Iterable[Service]) -> list[Service]:
    """Return entries, each role, venue and year once.

    >>> len(without_repetition([Service(role="Reviewer", venue="ICX"), Service(role="reviewer", venue="ICX")]))
    1
    """
    kept: dict[tuple[str, str, int | None], Service] = {}
    for entry in entries:
        kept.setdefault((entry.role.casefold(), _fold(entry.venue), entry.year), entry)
    dated = {(role, venue) for role, venue, year in kept if year}
    return [entry for (role, venue, year), entry in kept.items() if year or (role, venue) not in dated]


def _fold(venue: str) -> str:
    known = gazetteer.venue(venue)
    return known.name if known is not None else re.sub(r"[^\w]+", " ", venue).casefold().strip().removeprefix("the ")
