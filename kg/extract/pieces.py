"""The pieces of what stands beside title and authors. Text in, pieces told by what they hold out.

A text is cut at punctuation, line breaks and the edges of what is set apart; each piece is a date, a volume, a status, a
note, a label, an award, or looks more or less like a venue.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.known_venues import Venues, trim_venue
from kg.extract.printed_dates import find_year
from kg.extract.remarks import find_status, is_award, is_link_label
from kg.extract.words import NO_VENUE_ACRONYMS, NOTE_WORDS, PREPRINT_WORDS, PUBLISHERS, VENUE_CUES, VOLUME_WORDS


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of the text that is set apart: ``emphasis``, ``strong``, ``link``, or a class that says "venue"."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Piece:
    """A piece with its place, what stands before it, the number of its sentence or line, and what it is taken for."""

    start: int
    end: int
    text: str
    before: str
    hard: int
    kind: str = ""
    score: float = 0.0


_HARD = re.compile(r"\n+|[;|•¦→]+|(?<=[.?!。])\s+(?=\S)|\s[–—]\s|\s-\s|[。]")
_SOFT = re.compile(r"[,，]\s*|[()（）\[\]{}<>]|:\s+|[“”\"]|\x1f+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.\-])(?:[A-Z][a-z]{0,5}|[A-Z]{1,2}|vol|no|pp|p|art|eds?|al|vs|ch|sec|fig|nr|núm|Technol|Commun|Philos|"
    r"Comput|Environ|Electron|Biochem|Inform|Control|Manage|Sustain)\.$"
)
_NEW_SENTENCE = re.compile(
    r"(?:The|In|Proceedings|Proc|International|IEEE|ACM|Conference|Annual|To|Accepted|Under|Published)\b"
)
ACRONYM = re.compile(
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
PLACE = re.compile(
    r"\b(?:USA|U\.S\.A|UK|China|Japan|Germany|France|Italy|Spain|Canada|Australia|Singapore|Korea|India|Austria|"
    r"Netherlands|"
    r"Sweden|Switzerland|Portugal|Greece|Virtual(?: Event)?|Belgium|Denmark|Brazil|Mexico|Ireland|Norway|Finland|"
    r"Taiwan|"
    r"Thailand|Israel|Turkey|Poland|Hungary|Croatia|Scotland|Vietnam|UAE|Hawaii|California)$"
)
_LANGUAGE = re.compile(r"[Ii]n [A-Z][a-z]+(?: with .*)?")
"""A note such as "(In Serbian)"."""
_EDITED_BY = re.compile(r"(?:edited by|eds?\.|editors?:?|hrsg\.)\s+[^\W\d_a-z]", re.IGNORECASE)
_PRESS = re.compile(r"\b(?:Press|Verlag|Publish(?:ing|ers)|Publications Inc)\W*$")
_SERIES = re.compile(
    r"(?:volume \d+ of )?(?:Lecture Notes|LNCS|LNAI|LNEE|LIPIcs|CCIS|Springer Series|Studies in Comp)", re.IGNORECASE
)
_FILE_OR_NUMBER = re.compile(r"[\w.-]+\.(?:pdf|bib|zip|html?|docx?|pptx?|ps)|[A-Z]{2,12}[-–]?\d{5,}")
WORD = re.compile(r"[^\W_]+(?:['’&+/.-][^\W_]+)*")


def count_words(text: str) -> int:
    """Return the number of words.

    >>> count_words("Annals of Rivers")
    3
    """
    return len(WORD.findall(text))


def cut(text: str, stretches: Sequence[Stretch]) -> list[Piece]:
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
    pieces: list[Piece] = []
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


def _append(pieces: list[Piece], text: str, start: int, end: int, before: str, hard: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and any(character.isalnum() for character in text[start:end]):
        pieces.append(Piece(start, end, text[start:end], before, hard))


def classify(piece: Piece, stretches: Sequence[Stretch], venues: Venues) -> None:
    """Say what a piece is, or how much it looks like a venue."""
    marked = frozenset(s.kind for s in stretches if s.start <= piece.start and piece.end <= s.end)
    piece.kind, piece.score = _kind_of(piece.text, marked, venues)
    if "(" in piece.before and _LANGUAGE.fullmatch(piece.text) and piece.score < 2.0:
        piece.kind, piece.score = "note", 0.0


@lru_cache(maxsize=20_000)
def _kind_of(text: str, marked: frozenset[str], venues: Venues) -> tuple[str, float]:
    """What a text is ("" where nothing tells) and how much it looks like a venue."""
    if is_award(text):
        return "award", 0.0
    if is_volume(text) or only(text, VOLUME_WORDS):
        return "volume", 0.0
    if is_date(text):
        return "date", 0.0
    if only(text, PREPRINT_WORDS):
        return "status", 0.0
    if only(text, NOTE_WORDS):
        return "note", 0.0
    if ("link" in marked and is_link_label(text)) or _FILE_OR_NUMBER.fullmatch(text):
        return "label", 0.0
    if _ASIDE.match(text) or _EDITED_BY.match(text):
        return "note", 0.0
    score = venue_score(text, marked, venues)
    if score >= 1.0:
        return "venue", score
    if find_status(text):
        return "status", score
    if is_link_label(text):
        return "label", score
    if is_press(text) or PLACE.search(text):
        return "publisher", score
    return "", score


def is_press(text: str) -> bool:
    """Say whether a text names a publisher.

    >>> is_press("Huldra University Press"), is_press("Springer"), is_press("Rivers")
    (True, True, False)
    """
    return text.lower().strip(".") in PUBLISHERS or _PRESS.search(text) is not None


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


def venue_score(text: str, marked: Collection[str], venues: Venues) -> float:
    """Say how much a piece looks like a venue's name.

    >>> venue_score("IEEE Transactions on Rivers", set(), Venues()) > 2
    True
    >>> venue_score("we also show that rivers flow", set(), Venues()) < 1
    True
    """
    words = WORD.findall(text)
    lowered = [word.lower() for word in words]
    long = [word for word in words if len(word) > 3]
    capital = sum(word[0].isdigit() or any(c.isupper() for c in word) for word in long) / len(long) if long else 1.0
    cues = max((VENUE_CUES.get(word, 0.0) for word in lowered), default=0.0)
    known = venues.score(trim_venue(text)) if capital >= 0.4 and len(words) <= 18 else 0.0
    score = known - (1.8 if _SERIES.match(text) else 0.0)  # a series is named where the book in it is not
    if len(words) > 22:
        return min(score, 1.0) if "class" not in marked else 2.0
    if cues and (capital >= 0.6 or len(words) <= 3):
        score += cues * (1.0 if capital >= 0.75 else 0.6)
    if (
        ACRONYM.match(text)
        and len(words) <= 6
        and words[0].upper() not in NO_VENUE_ACRONYMS
    ):
        score += 1.3 if len(words) <= 3 else 0.6
    if "class" in marked:
        score += 2.0
    if ("emphasis" in marked or "strong" in marked) and capital >= 0.7:
        score += 1.7 if "emphasis" in marked else 0.6
    if capital < 0.5 and not known and "class" not in marked and not ("emphasis" in marked and text[0].isupper()):
        score -= 1.5
    return score
