"""When: the dates in a sentence that belong to a post or to a degree, and what they are dates of."""

from __future__ import annotations

import re

from kg.dates import RangeSpan
from kg.extract.career_words import DegreeSpan
from kg.extract.clauses import Sentence
from kg.extract.mentions import Mention, tense_at
from kg.extract.told import Tense
from kg.model import PRESENT

_ONGOING = re.compile(
    r"\b(?:pursuing|working (?:toward|towards|on)|expect\w*|current(?:ly)?|studying|finishing|candidate for)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:start\w*|began|begin\w*|join\w*|since|enrolled|mov\w+|became|appointed|took up|promoted|return\w*)\b",
    re.IGNORECASE,
)


def dates_of(
    sentence: Sentence, mention: Mention, before: int, after: int, tense: Tense, short: bool
) -> tuple[str, str]:
    """Return start and end of a post out of the dates around it and the tense of its sentence."""
    span = _date_near(sentence, mention, before, after)
    if span is None:
        return ("", PRESENT) if tense == "now" else ("", "")
    begin, until = span.first, span.last
    if span.kind == "single":
        lead = sentence.text[max(0, span.start - 20) : span.start]
        starts = _STARTS.search(_clause_lead(sentence.masked, mention.end) + lead)
        if tense == "now" or tense == "future":
            return begin, PRESENT if tense == "now" else ""
        if starts and not short:
            return begin, ""
        if re.search(r"\b(?:until|till)\b", lead):
            return "", until
        return begin, until
    if (
        span.kind == "since"
        and tense != "now"
        and until == PRESENT
        and not re.search(r"[-–—]\s*$|since", sentence.text[span.start - 8 if span.start > 8 else 0 : span.end])
    ):
        return begin, ""
    return begin, until


def _clause_lead(text: str, start: int) -> str:
    """Return what stands before a place in its clause, 60 characters at most."""
    lead = text[max(0, start - 60) : start]
    return re.split(r"[,;:]|\b(?=(?:I|he|she|they)\s)", lead)[-1]


def _date_near(sentence: Sentence, mention: Mention, before: int, after: int) -> RangeSpan | None:
    """Return the date that belongs to a mention: after it before the next mention, else before it in its clause."""
    later = [span for span in sentence.dates if mention.end - 1 <= span.start < after]
    if later:
        return next((span for span in later if span.kind != "single"), later[0])
    earlier = [span for span in sentence.dates if before <= span.start < mention.start]
    if earlier and not re.search(
        r"\b(?:and|then|which|where|followed|before|after)\b\s+(?!I\b)", sentence.masked[earlier[-1].end : mention.start]
    ):
        return earlier[-1]
    return None


def study_dates(sentence: Sentence, mention: Mention, before: int, after: int, degree: DegreeSpan) -> tuple[str, str]:
    """Return start and end of a degree out of the dates around it and the tense of its sentence."""
    text = sentence.masked
    span = _date_near(sentence, mention, before, after)
    tense = tense_at(text, mention.start)
    lead = text[max(0, mention.start - 70) : mention.start]
    going_on = bool(_ONGOING.search(lead)) and not re.search(r"\b(?:previously|before|was)\b", lead, re.IGNORECASE)
    expected = bool(re.search(r"\bexpect\w*", sentence.text[mention.start :], re.IGNORECASE))
    begin, until = ("", "")
    if span is not None:
        begin, until = span.first, span.last
        if span.kind == "single":
            starts = _STARTS.search(_clause_lead(text, mention.start))
            begin, until = (begin, "") if starts or (degree.student and tense != "past") else ("", until)
    if (degree.student and tense == "now") or going_on or expected:
        until = PRESENT
    if degree.student and tense == "future":
        until = ""
    return begin, until
