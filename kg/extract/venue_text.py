"""What stands beside title and authors: venue, year, date, status, award. Text in, plain values out.

The text is cut into pieces at punctuation, line breaks and marks; each piece is told by what it holds (a year, pages, a
status, an award, a link's label, a venue's words). The first piece that names a venue gives the venue, grown over the
pieces that belong to it and freed of years, volumes, pages and places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.authors import AuthorReader
from kg.extract.known_venues import LEAD, Venues, trim_venue
from kg.extract.pieces import ACRONYM, PLACE, WORD, Piece, Stretch, classify, count_words, cut, is_press, only
from kg.extract.printed_dates import find_date, find_year
from kg.extract.remarks import find_award, find_status, tells_award
from kg.extract.words import PREPRINT_WORDS
from kg.model import PaperStatus


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text beside title and authors says; ``unexplained`` counts words that nothing explains."""

    venue: str = ""
    year: int | None = None
    unexplained: int = 0
    venue_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the text beside title and authors says besides venue and year."""

    date: str = ""
    status: PaperStatus | None = None
    award: str = ""


_EDITED_BY = re.compile(r"\b(?:edited by|[Ee]ds?\. by|[Ee]ds?\.:?|[Ee]ditors?:)\s+(?=[A-Z])")
_EDITORS_IN = re.compile(r"\b[Ii]n:?\s+([A-Z][^()\n\x1f]{3,160}?)\s*,?\s*[(\[][Ee]d(?:itor)?s?\.?[)\]],?")
_LONGEST_EDITORS, _SURELY_PEOPLE = 200, 0.6
_LONGEST_NAME = 90
_LONGEST_PRINTING = 5
"""Years between a conference and its proceedings."""

_URL = re.compile(
    r"https?://\S+|www\.\S+|(?:doi:?\s*)?\b10\.\d{4,9}/\S+|\bdoi:\s*|\barXiv:\s?(?:\S*\d)?(?:\s?\[[\w.\-]{1,12}\])?",
    re.IGNORECASE,
)


def read_surroundings(text: str, stretches: Sequence[Stretch] = (), venues: Venues | None = None) -> Surroundings:
    """Read what a reference says beside title and authors.

    Args:
        text: the rest of the reference; regions are joined by line breaks.
        stretches: what is set apart in it.
        venues: the known venues.

    >>> read_surroundings("In Proceedings of the 3rd Conference on Rivers (CORI'21), pages 1-4. Best Paper Award").venue
    "3rd Conference on Rivers (CORI'21)"
    >>> found = read_surroundings("Journal of Rivers, 12(3), 4-9, 2020."); found.venue, found.year
    ('Journal of Rivers', 2020)
    """
    venues = venues or Venues()
    cleaned = _without_editors(without_prose(_URL.sub(_blank_address, text)))
    pieces = _with_known_names(cut(cleaned, stretches), cleaned, venues)
    for piece in pieces:
        classify(piece, stretches, venues)
    _context(pieces, cleaned)
    _drop_unpublished(pieces, cleaned, stretches)
    _lower_awarding(pieces)
    chosen = _choose(pieces)
    venue, score = "", 0.0
    if chosen is not None:
        venue = trim_venue(cleaned[_lead_in(pieces, chosen) : _grow(pieces, chosen, cleaned, stretches)])
        score = pieces[chosen].score
    else:
        houses = (piece.text for piece in pieces if piece.kind == "publisher" and is_press(piece.text))
        venue = trim_venue(next(houses, ""))
    year = _year_beside(pieces, chosen, cleaned) or find_year(cleaned)
    return Surroundings(
        venue=venue,
        year=year,
        venue_score=score,
        unexplained=sum(count_words(piece.text) for piece in pieces if piece.kind == ""),
    )


def read_remarks(text: str, stretches: Sequence[Stretch], year: int | None) -> Remarks:
    """Read date, status and award beside a reference whose year is known.

    >>> read_remarks("To appear in Journal of Rivers, March 2021 (Best Paper Award)", (), 2021)
    Remarks(date='2021-03', status='accepted', award='Best Paper Award')
    """
    cleaned = without_prose(_URL.sub(_blank_address, text))
    award = find_award(piece.text for piece in cut(cleaned, stretches)) if tells_award(cleaned) else ""
    return Remarks(date=find_date(cleaned, year), status=find_status(cleaned), award=award)


def _without_editors(text: str) -> str:
    """Blank the editors of a book: "edited by A. Quist", "In A. Quist & B. Tamm (Eds.), …"; the length stays."""
    for match in _EDITED_BY.finditer(text):
        run = AuthorReader(text[match.end() : match.end() + _LONGEST_EDITORS]).at(0)
        if run is not None and run.score >= _SURELY_PEOPLE:
            end = match.end() + run.end
            text = text[: match.start()] + " " * (end - match.start()) + text[end:]
    for match in _EDITORS_IN.finditer(text):
        run = AuthorReader(text[match.start(1) : match.end(1)]).at(0)
        if run is not None and run.score >= _SURELY_PEOPLE and match.end(1) - match.start(1) - run.end <= 3:
            text = text[: match.start(1)] + " " * (match.end() - match.start(1)) + text[match.end() :]
    return text


def _with_known_names(pieces: list[Piece], text: str, venues: Venues) -> list[Piece]:
    """Put together what a comma or colon within a known venue's name has parted: "Robotics: Science and Systems"."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is not None
            and piece.hard == before.hard
            and piece.before.strip() in (",", ":")
            and piece.text[0].isupper()
            and not any(map(str.isdigit, before.text))
            and piece.end - before.start < _LONGEST_NAME
            and venues.score(trim_venue(text[before.start : piece.end])) > max(1.0, venues.score(trim_venue(before.text)))
        ):
            joined[-1] = Piece(before.start, piece.end, text[before.start : piece.end], before.before, before.hard)
        else:
            joined.append(piece)
    return joined


_SENTENCE = re.compile(r"[^\n\x1f]+?(?:[.!?](?=\s+[^a-z\s(]|\s*$)|(?=[\n\x1f])|$)")


def without_prose(text: str) -> str:
    """Blank sentences of running prose (an abstract, a summary) and all behind a long one; the length stays.

    >>> prose = "We show that rivers flow to the sea and then we ask why they do so in all lands of the earth."
    >>> without_prose("ACL 2020. " + prose).strip()
    'ACL 2020.'
    """
    parts, at = [], 0
    for match in _SENTENCE.finditer(text):
        words = WORD.findall(match.group())
        if len(words) < 14 or sum(word.islower() for word in words) < 0.62 * len(words):
            continue
        parts.append(text[at : match.start()] + " " * len(match.group()))
        at = match.end()
        if len(words) >= 16 and match.start() > 0:
            return "".join(parts) + "\n" + " " * max(0, len(text) - at - 1)
    return "".join(parts) + text[at:]


_BRACKET_YEAR = re.compile(r"[(\[]\s*(?:19[5-9]|20[0-4])\d[a-z+]?\s*[)\],]")
_ACRONYM_YEAR = re.compile(r"^[A-Z][A-Za-z]*[A-Z][A-Za-z]*\s?((?:19|20)\d\d)\b")


def _year_beside(pieces: Sequence[Piece], chosen: int | None, text: str) -> int | None:
    """The year in or next to the venue, which counts most, but for a year in brackets behind the authors."""
    if chosen is None:
        return None
    own = _ACRONYM_YEAR.match(pieces[chosen].text)
    if own:
        return int(own.group(1))
    if (printed := _year_of_printing(pieces, chosen)) is not None:
        return printed
    if _BRACKET_YEAR.search(text):
        return None
    behind = [piece for piece in pieces[chosen + 1 : chosen + 8] if piece.hard == pieces[chosen].hard]
    before = [
        piece
        for piece in pieces[max(0, chosen - 1) : chosen]
        if piece.hard == pieces[chosen].hard and piece.kind == "date"
    ]
    for piece in [pieces[chosen], *behind[:1], *before, *behind[1:]]:
        year = find_year(piece.text)
        if year is not None:
            return year
    return None


def _year_of_printing(pieces: Sequence[Piece], chosen: int) -> int | None:
    """The year behind the pages, where the venue tells when it was held: "(Oslo, 1996), pp. 1-9, 1998"."""
    held = next((year for piece in pieces[chosen : chosen + 3] if (year := find_year(piece.text)) is not None), None)
    paged = False
    for piece in pieces[chosen + 1 : chosen + 12]:
        if held is None or "\n" in piece.before:
            break
        paged = paged or piece.kind in ("volume", "publisher")
        year = find_year(piece.text) if paged and piece.kind == "date" and "(" not in piece.before else None
        if year is not None:
            return year if held < year <= held + _LONGEST_PRINTING else None
    return None


def _blank_address(match: re.Match[str]) -> str:
    """Blank an address or number, but keep the name of arXiv."""
    kept = match.group()[:5] if match.group()[:5].lower() == "arxiv" else ""
    return kept + "\x1f" * (len(match.group()) - len(kept))


def _context(pieces: list[Piece], text: str) -> None:
    """Let the neighbours of a piece speak: "In" before it, a volume or a year behind it, a bracketed acronym."""
    for index, piece in enumerate(pieces):
        if piece.kind not in ("", "venue"):
            continue
        first = piece.text.split()[0]
        capital = any(c.isupper() for c in first) or first[:1].isdigit() or bool(LEAD.match(piece.text))
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if re.match(
            r"(?:in|in:|presented at|published in|appears? in|accepted (?:at|to|by|in)|to appear (?:in|at))\b[:\s]",
            piece.text,
            re.IGNORECASE,
        ):
            piece.score += 0.9
        if following is not None and capital and following.hard - piece.hard <= 1:
            if following.kind == "volume":
                piece.score += 1.2
            elif following.kind == "date" and count_words(piece.text) <= 12:
                piece.score += 0.8
            elif "(" in following.before and ACRONYM.fullmatch(following.text):
                piece.score += 1.0
        if (
            re.search(r"\s\d{1,4}(?:\(\d{1,3}\))?(?::\s?[\w.–-]+)?\.?$", piece.text)
            and capital
            and count_words(piece.text) <= 10
        ):
            piece.score += 0.9
        if (
            capital
            and all(other.kind in ("date", "label", "note") for other in pieces[:index])
            and count_words(piece.text) <= 10
        ):
            piece.score += 0.35
        piece.kind = "venue" if piece.score >= 1.0 else piece.kind


def _lead_in(pieces: Sequence[Piece], chosen: int) -> int:
    """Where the venue begins whose name has a comma: "In Proceedings of the Design, Automation and Test Conference"."""
    before = pieces[chosen - 1] if chosen else None
    if before is None or before.hard != pieces[chosen].hard or "," not in pieces[chosen].before or before.kind != "":
        return pieces[chosen].start
    lead = re.match(r"(?:in|in:)?\s*(?:the\s+)?(?:proceedings?|proc\.?)\b", before.text, re.IGNORECASE)
    return before.start if lead and 0 < count_words(before.text) <= 8 else pieces[chosen].start


def _drop_unpublished(pieces: list[Piece], text: str, stretches: Sequence[Stretch]) -> None:
    """A venue that a paper is only submitted to is none: take it out, within its brackets or its sentence."""
    for index, piece in enumerate(pieces):
        if find_status(piece.text) != "under_review":
            continue
        bracket = text.rfind("(", 0, piece.start + 1)
        close = text.find(")", piece.start)
        inside = bracket >= 0 and text.find(")", bracket) == close >= piece.end - 1
        if not inside and only(piece.text, PREPRINT_WORDS):
            for other in pieces[max(0, index - 2) : index]:  # "Journal of Rivers (JR), submitted"
                other.kind = _unless_preprint(other) if other.hard == piece.hard else other.kind
        for other in pieces[index:]:
            if (inside and bracket <= other.start < close) or (not inside and other.hard == piece.hard):
                if any(s.kind == "class" and s.start <= other.start and other.end <= s.end for s in stretches):
                    continue
                other.kind = _unless_preprint(other)


def _unless_preprint(piece: Piece) -> str:
    """The kind of a piece that a paper is only submitted to: a status, unless it is a preprint server."""
    if piece.kind not in ("venue", "") or re.search(r"arxiv|rxiv|ssrn", piece.text, re.IGNORECASE):
        return piece.kind
    return "status"


def _lower_awarding(pieces: Sequence[Piece]) -> None:
    """Who gave an award stands behind it ("Student Award, River Society") and is the venue only if nothing else is."""
    for index, piece in enumerate(pieces):
        if piece.kind == "award":
            for other in pieces[index + 1 :]:
                if other.hard == piece.hard and other.kind == "venue":
                    other.score = 1.0


def _choose(pieces: list[Piece]) -> int | None:
    """The first piece that is surely a venue, else the best."""
    ranked = [index for index, piece in enumerate(pieces) if piece.kind == "venue"]
    if not ranked:
        return None
    best = max(pieces[index].score for index in ranked)
    first = next(index for index in ranked if pieces[index].score >= min(best, max(1.7, best - 1.6)))
    beside = [index for index in ranked if pieces[index].hard == pieces[first].hard]
    better = max(beside, key=lambda index: pieces[index].score)
    return better if pieces[better].score > pieces[first].score + 0.6 else first


def _grow(pieces: list[Piece], chosen: int, text: str, stretches: Sequence[Stretch]) -> int:
    """The end of the venue that begins with a piece: over its bracketed acronym and the parts of a long name."""
    end, index = pieces[chosen].end, chosen
    around = [
        s.end
        for s in stretches
        if s.kind in ("emphasis", "strong", "class") and s.start <= pieces[chosen].start < s.end
    ]
    while index + 1 < len(pieces):
        piece = pieces[index + 1]
        inside = bool(around) and piece.end <= max(around) and piece.hard == pieces[chosen].hard
        acronym = "(" in piece.before and (
            ACRONYM.fullmatch(piece.text)
            or (piece.kind in ("venue", "") and count_words(piece.text) <= 6 and piece.score >= 0.6)
        )
        joined = (
            piece.hard == pieces[chosen].hard
            and "," in piece.before
            and (
                re.match(r"(?:and|&)\s", piece.text)
                or (
                    piece.kind in ("", "venue")
                    and index + 2 < len(pieces)
                    and re.match(r"(?:and|&)\s", pieces[index + 2].text)
                    and "," in pieces[index + 2].before
                    and not PLACE.search(piece.text)
                )
            )
        )
        named = ":" in piece.before and index + 2 < len(pieces) and _is_bracketed_acronym(pieces[index + 2])
        direct = piece.hard == pieces[chosen].hard and not piece.before.strip() and piece.kind in ("venue", "")
        inside = inside and piece.kind not in ("date", "volume", "award", "status")
        if not (acronym or joined or named or direct or inside):
            break
        end = piece.end
        if text[end : end + 1] == ")":
            end += 1
        index += 1
    return end


def _is_bracketed_acronym(piece: Piece) -> bool:
    return "(" in piece.before and ACRONYM.fullmatch(piece.text) is not None
