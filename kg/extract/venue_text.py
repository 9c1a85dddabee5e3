"""What stands beside title and authors: venue, year, date, status, award. Text in, plain values out.

The text is cut into pieces at punctuation, line breaks and marks; each piece is told by what it holds (a year, pages, a
status, an award, a link's label, a venue's words). The first piece that names a venue gives the venue, grown over the
pieces that belong to it and freed of years, volumes, pages and places.
"""

# ruff: noqa: SIM905 (a list of words reads best as one text)

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg import gazetteer
from kg.extract.printed_dates import find_date, find_year
from kg.extract.remarks import find_award, find_status, is_award, is_link_label
from kg.extract.words import NOTE_WORDS, PREPRINT_WORDS, PUBLISHERS, VENUE_CUES, VOLUME_WORDS
from kg.model import PaperStatus, PaperType


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of the text that is set apart: ``emphasis``, ``strong``, ``link``, or a class that says "venue"."""

    start: int
    end: int
    kind: str


class Venues:
    """Knows venues by name. This one knows none; ``KnownVenues`` asks the gazetteer."""

    def score(self, text: str) -> float:
        """Say how surely a text names a known venue, from -2 (it names something else) to 3."""
        return 0.0

    def kind(self, text: str) -> PaperType | None:
        """Return what is published in a known venue."""
        return None


class KnownVenues(Venues):
    """The venues and organizations of the gazetteer."""

    def score(self, text: str) -> float:
        """Say how surely a text names a known venue.

        >>> KnownVenues().score("ICML"), KnownVenues().score("University of Oxford"), KnownVenues().score("Rivers")
        (3.0, -2.0, 0.0)
        """
        if not 1 < len(text) < 160:
            return 0.0
        known = gazetteer.venue(text)
        if known is not None:
            return 1.2 if known.ambiguous and " " not in text else 3.0
        return -2.0 if gazetteer.organization(text) is not None else 0.0

    def kind(self, text: str) -> PaperType | None:
        """Return what is published in a known venue; a workshop at a conference is a workshop.

        >>> KnownVenues().kind("ICML"), KnownVenues().kind("bioRxiv"), KnownVenues().kind("Rivers")
        ('conference', 'preprint', None)
        """
        known = gazetteer.venue(text) if 1 < len(text) < 160 else None
        if known is None or re.search(r"workshop|\w[a-z]?W\b", text):
            return None
        return {
            "conference": "conference",
            "workshop": "workshop",
            "journal": "journal",
            "repository": "preprint",
        }.get(known.kind)  # type: ignore[return-value]


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    text: str
    before: str
    hard: int
    kind: str = ""
    score: float = 0.0


_URL = re.compile(
    r"https?://\S+|www\.\S+|(?:doi:?\s*)?\b10\.\d{4,9}/\S+|\bdoi:\s*|\barXiv:\s?(?:\S*\d)?(?:\s?\[[\w.\-]{1,12}\])?",
    re.IGNORECASE,
)
_HARD = re.compile(r"\n+|[;|•¦→]+|(?<=[.?!。])\s+(?=\S)|\s[–—]\s|\s-\s|[。]")
_SOFT = re.compile(r"[,，]\s*|[()（）\[\]{}<>]|:\s+|[“”\"]|\x1f+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.\-])(?:[A-Z][a-z]{0,5}|[A-Z]{1,2}|vol|no|pp|p|art|eds?|al|vs|ch|sec|fig|nr|núm|Technol|Commun|Philos|"
    r"Comput|Environ|Electron|Biochem|Inform|Control|Manage|Sustain)\.$"
)
_NEW_SENTENCE = re.compile(
    r"(?:The|In|Proceedings|Proc|International|IEEE|ACM|Conference|Annual|To|Accepted|Under|Published)\b"
)
_LEAD = re.compile(
    r"^(?:[^\w(]|\b(?:in|at|on|to|by|into|published|publication|appears?|appeared|appearing|accepted|conditionally|"
    r"presented|forthcoming|"
    r"the|a|an|for|submitted|under(?: the)? review|under|revise|resubmit|resubmitted|and|reject|venue|status|also|"
    r"extended|abstract|version|"
    r"preliminary|earlier|solicited|invited|requested|round|paper|as|press|will|be|with|oral|en|em|im|dans|"
    r"proceedings? of(?: the)?|proc\.? of(?: the)?|(?:19|20)\d\d|r&r)\b(?!['’.]s|-|\s?[&/]))+",
    re.IGNORECASE,
)
_ACRONYM = re.compile(
    r"(?:(?:IEEE|ACM|IEEE/CVF|IEEE/RSJ|USENIX|"
    r"SIG)[\s/]+)?(?:[A-Z][A-Za-z]*[A-Z&+][A-Za-z+*&]*(?:[-/@][A-Z][A-Za-z]+){0,3}|[A-Z]{3,})"
    r"(?:\s?[-–]?\s?['’]?\d{2,4})?"
)
_ASIDE = re.compile(
    r"(?:special (?:issue|collection|volume|section)|invited (?:review|paper|article)|dedicated to|in honou?r of|"
    r"in memory of|"
    r"(?:extended|preliminary|short(?:er)?) version|(?:phd|ph\.d\.|master'?s?|bachelor'?s?) thesis|with (?:appendix|"
    r"discussion))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:USA|U\.S\.A|UK|China|Japan|Germany|France|Italy|Spain|Canada|Australia|Singapore|Korea|India|Austria|"
    r"Netherlands|"
    r"Sweden|Switzerland|Portugal|Greece|Virtual(?: Event)?|Belgium|Denmark|Brazil|Mexico|Ireland|Norway|Finland|"
    r"Taiwan|"
    r"Thailand|Israel|Turkey|Poland|Hungary|Croatia|Scotland|Vietnam|UAE|Hawaii|California)$"
)
_YEAR_TAIL = re.compile(
    r"[\s,.:]*(?:[-–]?\s?['’‘`´′]\s?\d\d|\b(?:19|20)\d\d\+?|(?<=[A-Za-z])[-–]?(?:19|20)\d\d|(?<=[A-Z][A-Z])\d\d)\s*$"
)
_WORD = re.compile(r"[^\W_]+(?:['’&+/.-][^\W_]+)*")


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
    cleaned = without_prose(_URL.sub(_blank_address, text))
    pieces = _pieces(cleaned, stretches)
    for piece in pieces:
        _classify(piece, stretches, venues)
    _context(pieces, cleaned)
    _drop_unpublished(pieces, cleaned, stretches)
    chosen = _choose(pieces)
    venue, score = "", 0.0
    if chosen is not None:
        venue = trim_venue(cleaned[_lead_in(pieces, chosen) : _grow(pieces, chosen, cleaned, stretches)])
        score = pieces[chosen].score
    year = _year_beside(pieces, chosen, cleaned) or find_year(cleaned)
    return Surroundings(
        venue=venue,
        year=year,
        venue_score=score,
        unexplained=sum(_words(piece.text) for piece in pieces if piece.kind == ""),
    )


def read_remarks(text: str, stretches: Sequence[Stretch], year: int | None) -> Remarks:
    """Read date, status and award beside a reference whose year is known.

    >>> read_remarks("To appear in Journal of Rivers, March 2021 (Best Paper Award)", (), 2021)
    Remarks(date='2021-03', status='accepted', award='Best Paper Award')
    """
    cleaned = without_prose(_URL.sub(_blank_address, text))
    awards = [piece.text for piece in _pieces(cleaned, stretches) if is_award(piece.text)]
    return Remarks(date=find_date(cleaned, year), status=find_status(cleaned), award=find_award(awards))


_SENTENCE = re.compile(r"[^\n\x1f]+?(?:[.!?](?=\s+[^a-z\s(]|\s*$)|(?=[\n\x1f])|$)")


def without_prose(text: str) -> str:
    """Blank sentences of running prose (an abstract, a summary) and all behind a long one; the length stays.

    >>> prose = "We show that rivers flow to the sea and then we ask why they do so in all lands of the earth."
    >>> without_prose("ACL 2020. " + prose).strip()
    'ACL 2020.'
    """
    parts, at = [], 0
    for match in _SENTENCE.finditer(text):
        words = _WORD.findall(match.group())
        if len(words) < 14 or sum(word.islower() for word in words) < 0.62 * len(words):
            continue
        parts.append(text[at : match.start()] + " " * len(match.group()))
        at = match.end()
        if len(words) >= 16 and match.start() > 0:
            return "".join(parts) + "\n" + " " * max(0, len(text) - at - 1)
    return "".join(parts) + text[at:]


_BRACKET_YEAR = re.compile(r"[(\[]\s*(?:19[5-9]|20[0-4])\d[a-z+]?\s*[)\],]")
_ACRONYM_YEAR = re.compile(r"^[A-Z][A-Za-z]*[A-Z][A-Za-z]*\s?((?:19|20)\d\d)\b")


def _year_beside(pieces: Sequence[_Piece], chosen: int | None, text: str) -> int | None:
    """The year in or next to the venue, which counts most, but for a year in brackets behind the authors."""
    if chosen is None:
        return None
    own = _ACRONYM_YEAR.match(pieces[chosen].text)
    if own:
        return int(own.group(1))
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


def _blank_address(match: re.Match[str]) -> str:
    """Blank an address or number, but keep the name of arXiv."""
    kept = match.group()[:5] if match.group()[:5].lower() == "arxiv" else ""
    return kept + "\x1f" * (len(match.group()) - len(kept))


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _pieces(text: str, stretches: Sequence[Stretch]) -> list[_Piece]:
    """Cut a text at hard and soft punctuation and at the edges of what is set apart."""
    cuts: dict[int, tuple[int, bool]] = {}
    for match in _HARD.finditer(text):
        if match.group().strip() == "" and "\n" not in match.group():
            before = text[max(0, match.start() - 14) : match.start()]
            following = text[match.end() : match.end() + 1]
            if before.endswith(".") and following.islower():
                continue
            if (
                before.endswith(".")
                and _ABBREVIATION.search(before)
                and not _NEW_SENTENCE.match(text, match.end())
                and (following.isupper() or following.isdigit() or following in "&(“")
            ):
                continue
        cuts[match.start()] = (match.end(), True)
    whole = [s for s in stretches if s.kind == "emphasis" and text[s.start : s.end].count(" ") <= 14]
    for match in _SOFT.finditer(text):
        if not any(s.start < match.start() and match.end() < s.end for s in whole) or match.group()[0] in "()（）":
            cuts.setdefault(match.start(), (match.end(), False))
    for stretch in stretches:
        if stretch.kind != "link":
            for place in (stretch.start, stretch.end):
                if place < len(text):
                    cuts.setdefault(place, (place, False))
    pieces: list[_Piece] = []
    at, hard, before = 0, 0, "\n"
    for start in sorted(cuts):
        end, is_hard = cuts[start]
        if start < at:
            continue
        _append(pieces, text, at, start, before, hard)
        before, at = text[start:end] or before, end
        hard += is_hard
    _append(pieces, text, at, len(text), before, hard)
    return pieces


def _append(pieces: list[_Piece], text: str, start: int, end: int, before: str, hard: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and any(character.isalnum() for character in text[start:end]):
        pieces.append(_Piece(start, end, text[start:end], before, hard))


def _classify(piece: _Piece, stretches: Sequence[Stretch], venues: Venues) -> None:
    """Say what a piece is, or how much it looks like a venue."""
    marked = frozenset(s.kind for s in stretches if s.start <= piece.start and piece.end <= s.end)
    piece.kind, piece.score = _kind_of(piece.text, marked, venues)


@lru_cache(maxsize=20_000)
def _kind_of(text: str, marked: frozenset[str], venues: Venues) -> tuple[str, float]:
    """What a text is ("" where nothing tells) and how much it looks like a venue."""
    if is_award(text):
        return "award", 0.0
    if is_volume(text):
        return "volume", 0.0
    if is_date(text):
        return "date", 0.0
    if only(text, PREPRINT_WORDS):
        return "status", 0.0
    if only(text, NOTE_WORDS):
        return "note", 0.0
    if "link" in marked and is_link_label(text):
        return "label", 0.0
    if _ASIDE.match(text):
        return "note", 0.0
    score = venue_score(text, marked, venues)
    if score >= 1.0:
        return "venue", score
    if find_status(text):
        return "status", score
    if is_link_label(text):
        return "label", score
    if text.lower().strip(".") in PUBLISHERS or _PLACE.search(text):
        return "publisher", score
    return "", score


def only(text: str, words: frozenset[str]) -> bool:
    """Say whether a text has no words (numbers aside) but those given.

    >>> only("long paper, oral", frozenset({"long", "paper", "oral"}))
    True
    """
    found = [word.lower() for word in re.findall(r"[^\W_]+", text)]
    return (
        bool(found) and all(word in words or word.isdigit() for word in found) and not all(w.isdigit() for w in found)
    )


def is_volume(text: str) -> bool:
    """Say whether a text gives only a volume, an issue, pages or an article number.

    >>> is_volume("12(3):4-9"), is_volume("pp. 1-4"), is_volume("Rivers 12"), is_volume("2021")
    (True, True, False, False)
    """
    found = [word.lower() for word in re.findall(r"[^\W_]+", text)]
    if not found or not any(c.isdigit() for c in text) or len(found) > 9:
        return False
    if len(found) == 1 and find_year(text) is not None:
        return False
    return all(
        word in VOLUME_WORDS or re.fullmatch(r"[a-z]{0,2}\d+[a-z]{0,2}\d*|[ivxlc]{1,6}", word) for word in found
    ) and (len(text) < 16 or any(w in VOLUME_WORDS for w in found) or len(found) <= 4)


def is_date(text: str) -> bool:
    """Say whether a text is only a date or a span of dates.

    >>> is_date("Aug 11 - Aug 16"), is_date("2021, November"), is_date("12")
    (True, True, False)
    """
    found = [word.lower().strip(".") for word in re.findall(r"[^\W_]+", text)]
    named = any(word in _MONTHS for word in found) or find_year(text) is not None
    return named and all(
        word in _MONTHS
        or re.fullmatch(r"(?:\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d[a-f]?)", word)
        or word in _DATE_WORDS
        for word in found
    )


_MONTHS = frozenset(
    """
jan january janvier enero janeiro januar feb february février febrero fevereiro februar mar march mars marzo
março märz apr april avril abril may mai mayo maio jun june juin junio junho juni jul july juillet julio julho
juli aug august août agosto sep sept september septembre septiembre setembro oct october octobre octubre outubro
oktober nov november novembre noviembre novembro dec december décembre diciembre dezembro dezember
""".split()
)
_DATE_WORDS = frozenset(
    """
early late spring summer fall autumn winter published online from to and of on in since first the
""".split()
)


def venue_score(text: str, marked: Collection[str], venues: Venues) -> float:
    """Say how much a piece looks like a venue's name.

    >>> venue_score("IEEE Transactions on Rivers", set(), Venues()) > 2
    True
    >>> venue_score("we also show that rivers flow", set(), Venues()) < 1
    True
    """
    words = _WORD.findall(text)
    lowered = [word.lower() for word in words]
    long = [word for word in words if len(word) > 3]
    capital = sum(word[0].isdigit() or any(c.isupper() for c in word) for word in long) / len(long) if long else 1.0
    cues = max((VENUE_CUES.get(word, 0.0) for word in lowered), default=0.0)
    known = venues.score(trim_venue(text)) if capital >= 0.4 and len(words) <= 18 else 0.0
    score = known
    if len(words) > 22:
        return min(score, 1.0) if "class" not in marked else 2.0
    if cues and (capital >= 0.6 or len(words) <= 3):
        score += cues * (1.0 if capital >= 0.75 else 0.6)
    if (
        _ACRONYM.match(text)
        and len(words) <= 6
        and words[0].upper() not in ("PDF", "URL", "DOI", "USA", "UK", "PH", "BIB", "TBA", "TBD")
    ):
        score += 1.3 if len(words) <= 3 else 0.6
    if "class" in marked:
        score += 2.0
    if ("emphasis" in marked or "strong" in marked) and capital >= 0.7:
        score += 1.7 if "emphasis" in marked else 0.6
    if capital < 0.5 and not known and "class" not in marked:
        score -= 1.5
    return score


def _context(pieces: list[_Piece], text: str) -> None:
    """Let the neighbours of a piece speak: "In" before it, a volume or a year behind it, a bracketed acronym."""
    for index, piece in enumerate(pieces):
        if piece.kind not in ("", "venue"):
            continue
        first = piece.text.split()[0]
        capital = any(c.isupper() for c in first) or first[:1].isdigit() or bool(_LEAD.match(piece.text))
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
            elif following.kind == "date" and _words(piece.text) <= 12:
                piece.score += 0.8
            elif "(" in following.before and _ACRONYM.fullmatch(following.text):
                piece.score += 1.0
        if (
            re.search(r"\s\d{1,4}(?:\(\d{1,3}\))?(?::\s?[\w.–-]+)?\.?$", piece.text)
            and capital
            and _words(piece.text) <= 10
        ):
            piece.score += 0.9
        if (
            capital
            and all(other.kind in ("date", "label", "note") for other in pieces[:index])
            and _words(piece.text) <= 10
        ):
            piece.score += 0.35
        piece.kind = "venue" if piece.score >= 1.0 else piece.kind


def _lead_in(pieces: Sequence[_Piece], chosen: int) -> int:
    """Where the venue begins whose name has a comma: "In Proceedings of the Design, Automation and Test Conference"."""
    before = pieces[chosen - 1] if chosen else None
    if before is None or before.hard != pieces[chosen].hard or "," not in pieces[chosen].before or before.kind != "":
        return pieces[chosen].start
    lead = re.match(r"(?:in|in:)?\s*(?:the\s+)?(?:proceedings?|proc\.?)\b", before.text, re.IGNORECASE)
    return before.start if lead and 0 < _words(before.text) <= 8 else pieces[chosen].start


def _drop_unpublished(pieces: list[_Piece], text: str, stretches: Sequence[Stretch]) -> None:
    """A venue that a paper is only submitted to is none: take it out, within its brackets or its sentence."""
    for index, piece in enumerate(pieces):
        if find_status(piece.text) != "under_review":
            continue
        bracket = text.rfind("(", 0, piece.start + 1)
        close = text.find(")", piece.start)
        inside = bracket >= 0 and text.find(")", bracket) == close >= piece.end - 1
        for other in pieces[index:]:
            if (inside and bracket <= other.start < close) or (not inside and other.hard == piece.hard):
                if any(s.kind == "class" and s.start <= other.start and other.end <= s.end for s in stretches):
                    continue
                if other.kind in ("venue", "") and not re.search(r"arxiv|rxiv|ssrn", other.text, re.IGNORECASE):
                    other.kind = "status"


def _choose(pieces: list[_Piece]) -> int | None:
    """The first piece that is surely a venue, else the best."""
    ranked = [index for index, piece in enumerate(pieces) if piece.kind == "venue"]
    if not ranked:
        return None
    best = max(pieces[index].score for index in ranked)
    first = next(index for index in ranked if pieces[index].score >= min(best, max(1.7, best - 1.6)))
    beside = [index for index in ranked if pieces[index].hard == pieces[first].hard]
    better = max(beside, key=lambda index: pieces[index].score)
    return better if pieces[better].score > pieces[first].score + 0.6 else first


def _grow(pieces: list[_Piece], chosen: int, text: str, stretches: Sequence[Stretch]) -> int:
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
            _ACRONYM.fullmatch(piece.text)
            or (piece.kind in ("venue", "") and _words(piece.text) <= 6 and piece.score >= 0.6)
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
                    and not _PLACE.search(piece.text)
                )
            )
        )
        direct = piece.hard == pieces[chosen].hard and not piece.before.strip() and piece.kind in ("venue", "")
        if not (acronym or joined or direct or (inside and piece.kind not in ("date", "volume", "award", "status"))):
            break
        end = piece.end
        if text[end : end + 1] == ")":
            end += 1
        index += 1
    return end


@lru_cache(maxsize=20_000)
def trim_venue(text: str) -> str:
    """Return a venue's name without what leads to it and without years, volumes and pages behind it.

    >>> trim_venue("In Proceedings of the 2022 26th Conference on Rivers 2022, pp. 1-4")
    '26th Conference on Rivers'
    >>> trim_venue("NeurIPS21"), trim_venue("ECCVW2020"), trim_venue("ICLR'24"), trim_venue("Annals of Rivers 12(3): 4–9")
    ('NeurIPS', 'ECCVW', 'ICLR', 'Annals of Rivers')
    """
    text = " ".join(text.split())
    lead = _LEAD.match(text)
    if lead and lead.end() < len(text) and _words(text[lead.end() :]):
        text = text[lead.end() :]
    previous = ""
    while text != previous:
        previous = text
        text = text.strip(" .,;:-–—/*\"“”'’‘")
        text = _YEAR_TAIL.sub("", text) if not re.fullmatch(r"[\d\s]+", text) else text
        text = re.sub(
            r"[\s,:(]+(?:(?:vol|volume|no|number|issue|pp?|pages?|art|article)\b\.?\s*[\w.:–—()-]*)$",
            "",
            text,
            flags=re.IGNORECASE,
        )
        text = re.sub(r"[\s,]+[A-Za-z]?\d{1,6}(?:\s?\([\w–/ .-]{1,14}\))?(?:\s?:\s?[\w.–—-]{1,20})?$", "", text)
        text = re.sub(
            r"[\s,]*\((?:19|20)\d\d\)$|\s*\($|[\s,]+(?:accepted|to appear|in press|forthcoming|oral|spotlight|poster|"
            r"highlight)$",
            "",
            text,
            flags=re.IGNORECASE,
        )
        text = re.sub(r"(?i)^(arxiv preprint) arxiv$", r"\1", text)
        if text.count("(") < text.count(")"):
            text = text.rstrip(")")
        elif text.count("(") > text.count(")") and text.endswith(
            tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        ):
            text += ")"
    return text


def guess_type(venue: str, text: str, heading: str, status: PaperStatus | None) -> PaperType | None:
    """Guess what kind of publication it is from its venue, the text around it and the heading above.

    >>> [guess_type(venue, "", "", None) for venue in ("Journal of Rivers", "ICRW Workshop", "")]
    ['journal', 'workshop', None]
    """
    for part in (venue, text, heading):
        lowered = part.lower()
        for kind, pattern in _TYPES:
            if part and pattern.search(part if kind == "conference" else lowered):
                if kind == "preprint" and part is not venue and venue:
                    continue
                return kind
    return "preprint" if status == "under_review" else None


_TYPES: tuple[tuple[PaperType, re.Pattern[str]], ...] = (
    ("thesis", re.compile(r"\b(?:thesis|theses|dissertation|habilitation)\b|学位论文")),
    ("patent", re.compile(r"\bpatents?\b|专利")),
    ("workshop", re.compile(r"\bworkshops?\b|\b\w*[a-z]w\d{2,4}\b|\b(?:iccvw|cvprw|eccvw|icmlw|iclrw|wacvw)\b")),
    (
        "preprint",
        re.compile(
            r"\b(?:arxiv|biorxiv|medrxiv|ssrn|preprints?|pre-prints?|working papers?|chemrxiv|psyarxiv|techrxiv|"
            r"osf preprints|"
            r"research square|manuscripts?)\b"
        ),
    ),
    ("book", re.compile(r"\bbooks?\b(?! chapter)")),
    ("chapter", re.compile(r"\b(?:book chapters?|chapters?|handbook|encyclopedia)\b")),
    ("report", re.compile(r"\b(?:technical report|tech report|white paper)\b")),
    (
        "journal",
        re.compile(
            r"\b(?:journals?|transactions|trans\.|letters|review|annals|magazine|quarterly|bulletin|acta|plos|pnas|"
            r"tmlr|jmlr|tacl|"
            r"nature|cell|lancet|frontiers in|revista)\b|\bj\.|期刊|论文誌"
        ),
    ),
    (
        "conference",
        re.compile(
            r"\b(?:[Cc]onference|[Pp]roceedings|[Pp]roc\b|[Ss]ymposium|[Mm]eeting|[Ff]indings|[Cc]ongress|"
            r"[Cc]onferences)\b|"
            r"\b(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|AAAI|IJCAI|KDD|WWW|SIGIR|CHI|ICRA|IROS|COLM|"
            r"COLING|"
            r"INTERSPEECH|ICASSP|WACV|BMVC|AISTATS|UAI|COLT|SODA|STOC|FOCS|OSDI|SOSP|NSDI|USENIX|MLSys|CIKM|WSDM|"
            r"RecSys|SIGMOD|"
            r"VLDB|ICDE|CoRL|RSS|CoNLL|EACL|MICCAI)\b|会议|学会"
        ),
    ),
)
