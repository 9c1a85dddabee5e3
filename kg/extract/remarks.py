"""Remarks beside a reference: its status, an award, identifiers, the labels of its links. Text in, plain values out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.extract.words import LINK_LABELS
from kg.model import PaperStatus

_UNDER_REVIEW = re.compile(
    r"\b(?:under (?:the )?(?:\w+ )?(?:round )?(?:of )?(?:peer[- ])?(?:re)?view|in (?:peer )?review|submitted|"
    r"(?:re)?submission|"
    r"r\s?&\s?r|revis(?:e|ed|ion) and resubmi\w*|(?:reject|invited) (?:and|to) (?:re|to )?\w*submit|revise & resubmit|"
    r"(?:major|minor) revisions?|\w+ (?:and )?round (?:of )?(?:re)?(?:view|vision)|resubmitted|in revision|"
    r"revisions? requested|under revision|solicited|under consideration|eingereicht|enviado)\b|审稿|在审",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:accept(?:ed|ance)(?! rate)|to appear|in press|forthcoming|conditionally accepted|advance access|"
    r"online first|"
    r"just accepted|early access|ahead of print|aceptado|à paraître)\b",
    re.IGNORECASE,
)
_AWARD = re.compile(
    r"\b(?:best (?:\w+[- ]){0,5}(?:paper|poster|demo|presentation|student|thesis|dissertation|talk|artifact|short|"
    r"long|resource|article|"
    r"award|nomin\w*|candidate|finalist|runner)\w*|outstanding (?:\w+ ){0,3}(?:paper|award|contribution)\w*|"
    r"distinguished (?:\w+ ){0,3}(?:paper|award)\w*|honou?rable mention|test[- ]of[- ]time|"
    r"(?:\w+ )?awards?\b|(?:\w+ )?prize|finalist|runner[- ]?up|editors?['’]?s? (?:suggestion|choice|pick)|paper award|"
    r"most influential|best of|lead article|cover article|最佳)",
    re.IGNORECASE,
)
_NO_AWARD = re.compile(r"\baward(?:ed)? (?:number|no|id|#)|nsf award|grant|supported by|funded", re.IGNORECASE)
_NOT_AWARD = re.compile(
    r"^\W*(?:oral|spotlight|highlight|notable|top[- ]?\d+|acceptance|lead article|cover|featured|editors?|suggest)",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def find_status(text: str) -> PaperStatus | None:
    """Return whether a text says that a paper is under review or accepted but not yet out.

    >>> find_status("Revise and Resubmit, Journal of Rivers"), find_status("to appear in ACL"), find_status("ACL 2020")
    ('under_review', 'accepted', None)
    """
    if _UNDER_REVIEW.search(text):
        return "under_review"
    return "accepted" if _ACCEPTED.search(text) else None


def find_award(pieces: Iterable[str]) -> str:
    """Return the first piece that tells of an award, as printed.

    >>> find_award(["EMNLP 2025", "Best Paper Award"])
    'Best Paper Award'
    >>> find_award(["Oral, top 5%"])
    ''
    """
    for piece in pieces:
        match = _AWARD.search(piece)
        if match and len(piece) < 160 and not _NO_AWARD.search(piece) and not _NOT_AWARD.search(match.group()):
            return _trim_award(piece, match)
    return ""


def tells_award(text: str) -> bool:
    """Say whether a text has the words of an award at all: only then is it worth cutting into pieces.

    >>> tells_award("CORI 2021. Best Paper Award. PDF"), tells_award("CORI 2021. PDF")
    (True, False)
    """
    return _AWARD.search(text) is not None


def is_award(text: str) -> bool:
    """Say whether a piece tells of an award.

    >>> is_award("Best Paper Award"), is_award("Oral, top 5%"), is_award("Proceedings of Rivers")
    (True, False, False)
    """
    return bool(find_award((text,)))


def _trim_award(piece: str, match: re.Match[str]) -> str:
    """Cut an award's piece down to the award's own words."""
    text = re.sub(r"[^\w\s&’'.,:()/\-+#%]", " ", piece)
    text = re.sub(
        r"^(?:\W|\b(?:winner of(?: the)?|received(?: the)?|won(?: the)?|recipient of(?: the)?|awarded(?: the)?)\b)+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return " ".join(text.split()).strip(" ,;:.-(") if len(text) < 110 else match.group().strip()


# ── identifiers ─────────────────────────────────────────────────────────────────────────────────────────────────

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'<>\[\]{}|\\^`]+")
_ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[:\s.]*(?:preprint\s*)?(?:arxiv)?[:\s.]*)|alphaxiv\.org/abs/|"
    r"10\.48550/arxiv\.)(?P<id>\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7})",
    re.IGNORECASE,
)
_DATA_DOI = re.compile(r"10\.(?:5281|17605|6084|7910|5061|17632|5255|18739|5064)/", re.IGNORECASE)


def find_doi(texts: Iterable[str]) -> str:
    """Return the first DOI of a paper (not of a data set or a preprint server, where there is another).

    >>> find_doi(["https://doi.org/10.1000/river.12."])
    '10.1000/river.12'
    """
    second = ""
    for text in texts:
        for match in _DOI.finditer(text.replace("%2F", "/").replace("%2f", "/")):
            doi = re.sub(r"(?:[.,;:)]+|/(?:full|abstract|pdf|epdf|meta)|\?.*|#.*|\.pdf)$", "", match.group())
            doi = doi.rstrip(")") if doi.count(")") > doi.count("(") else doi
            if _DATA_DOI.match(doi) or "arxiv" in doi.lower():
                continue
            if doi.startswith(("10.1101/", "10.2139/", "10.21203/", "10.31234/", "10.20944/")):
                second = second or doi
                continue
            return doi
    return second


def find_arxiv(texts: Iterable[str]) -> str:
    """Return the first arXiv number, without its version.

    >>> find_arxiv(["https://arxiv.org/pdf/2105.03679v2.pdf"])
    '2105.03679'
    """
    for text in texts:
        match = _ARXIV.search(text)
        if match:
            return match.group("id")
    return ""


def is_link_label(text: str) -> bool:
    """Say whether a text is the label of a link to material rather than content of a reference.

    >>> is_link_label("[PDF]"), is_link_label("Project Page"), is_link_label("Rivers and their deltas")
    (True, True, False)
    """
    words = re.findall(r"\w+", text.lower())
    if not words:
        return True
    if re.match(r"\W*(?:doi\b|https?:|www\.|10\.\d{4,}/|arxiv:\s?\d)", text.lower()):
        return True
    known = sum(word in LINK_LABELS for word in words)
    numbers = sum(word.isdigit() for word in words)
    if known + numbers == len(words):
        return known > 0
    return known > 0 and (
        (len(words) <= 6 and known >= len(words) - 1 and len(words) != 2)
        or (len(words) <= 3 and words[0] in LINK_LABELS and text.strip()[:1] in "[(")
    )
