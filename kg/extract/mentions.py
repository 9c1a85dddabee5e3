"""What a sentence mentions of a career: roles, degrees, verbs of working; and the tense at a place.

Takes a sentence with its dates blanked out; gives the mentions in order. A role that is somebody else's is no mention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.extract.career_words import DegreeSpan, Span, find_degrees, find_roles, is_plural_or_other, is_title_of_person
from kg.extract.told import Tense


@dataclass
class Mention:
    """A role, a degree or a verb of working in a sentence."""

    kind: Literal["role", "degree", "work", "graduated"]
    start: int
    end: int
    role: Span | None = None
    degree: DegreeSpan | None = None


_NOW = (r"am|i'm|i’m|is|are|he's|she's|currently|now|serves?|works?|leads?|holds?|directs?|heads?|has been|have been|present|"
        r"pursuing|studying|working|doing|finishing|completing|presently|continue|actualmente|soy|aktuell")


_PAST = (r"was|were|worked|served|held|spent|joined|did|done|completed|interned|had been|had|previously|formerly|former|prior|before|past|"
         r"received|obtained|earned|got|graduated|finished|after|stayed|visited|led|used to|has also|have also|have worked|has worked|"
         r"have held|has held|previous|ex|earlier|began|started|became|moved|appointed|interning|enjoyed|stints?|experience|summer|"
         r"followed by|subsequently|initially|alumnus|alumna|once|recently|last")


_FUTURE = r"will|going to|incoming|upcoming|soon|starting|shall|about to|expected to|plan to|joining"


_TENSES = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST})|(?P<now>{_NOW}))\b(?!-)", re.IGNORECASE)


_WORK = re.compile(
    r"\b(?P<verb>intern(?:ed|ing)|work(?:ed|ing|s)?(?! (?:on|closely|with|primarily|in collaboration))|consult(?:ed|ing) for|employed|internships?|internship experience|spent (?:[\w.’'-]+\s){0,5}?(?:time|summers?|years?|months?|"
    r"semesters?|weeks?|fall|spring|winter)?|join(?:ed|ing)?|stints?|(?:summer|winter|spring|fall|research) experience|visit(?:ed|ing)"
    r"|mov(?:ed|ing)|based|spend(?:ing)? (?:[\w.’'-]+\s){0,4}?(?:time|summer|year|months?)?|research visits?)\b\s*"
    r"(?:\([^)]*\)\s*)?(?:part-time |full-time |remotely |again |also |briefly |virtually |back )?(?=(?:as|at|for|with|in|to|the|from|@)\b|(?-i:[A-Z]))", re.IGNORECASE)


def find_mentions(text: str, owner: bool) -> list[Mention]:
    """Return what a sentence mentions of the owner's career, in order."""
    degrees = find_degrees(text)
    found = [Mention("degree", degree.start, degree.end, degree=degree) for degree in degrees if owner]
    for role in find_roles(text):
        overlap = any(degree.start < role.end and role.start < degree.end for degree in degrees)
        bracketed = text[:role.start].endswith("(") and text[role.end:role.end + 1] == ")"
        if overlap or bracketed or is_title_of_person(text, role) or is_plural_or_other(text, role) or not _stands_as_role(text, role, owner):
            continue
        if found and found[-1].role is not None and text[found[-1].end:role.start] in (" and ", " & ", "/", " / "):
            last = found.pop()  # "researcher and developer": one post
            role = Span(last.start, role.end, text[last.start:role.end])
        found.append(Mention("role", role.start, role.end, role=role))
    found.sort(key=lambda mention: mention.start)
    if owner and not degrees and (match := _GRADUATED.search(text)):
        found.append(Mention("graduated", match.start(), match.end() - 5, degree=DegreeSpan(match.start(), match.end() - 5, "", "other", False)))
    if owner:
        for match in _WORK.finditer(text):
            if re.match(r"work(?:s|ing)?$", match["verb"], re.IGNORECASE) and re.search(r"\b(?:my|our|recent|past|the|of|this|his|her|their|some|thesis|in)\s$", text[:match.start()]):
                continue
            if match["verb"][0].isupper() and match.start() and re.search(r"[a-z’'s,]\s$", text[:match.start()]):
                continue  # "the Working Group on Rivers"
            if re.search(r"\b(?:before|prior to|after|since|until|of|on|upon|for|than)\s+(?:I\s+|he\s+|she\s+|they\s+)?(?:first\s+)?$", text[:match.start()][-30:],
                         re.IGNORECASE):
                continue  # "before I joined Huldra": told to date something else
            earlier = [mention for mention in found if mention.kind == "role" and mention.end <= match.start()]
            if earlier and re.match(r"working|based", match["verb"], re.IGNORECASE) and match.start() - earlier[-1].end < 60:
                continue  # "a researcher working at Huldra"
            following = next((mention for mention in found if mention.start >= match.start()), None)
            if following is not None and following.kind == "role" and re.search(
                    r"\bas\s+(?:an?\s+|the\s+)?$|\b(?:an?|the)\s+$", text[match.end() - 1:following.start]) and following.start - match.end() < 90:
                continue  # "joined Huldra as a Researcher": the role tells it
            found.append(Mention("work", match.start(), match.end()))
        found.sort(key=lambda mention: mention.start)
    return found


_GRADUATED = re.compile(r"\b(?:graduated|I studied|he studied|she studied)\s(?:\w+ )?(?:from|at  )(?=\s)")


_ROLE_LEAD = re.compile(
    r"(?:\b(?:an?|the|as|am|is|was|\w+-year|been|be|current|former|currently|previously|now|also|both|i'm|i’m|were|incoming|my|new|and|or|then|"
    r"(?:first|second|third|fourth)-year|appointed|full-time|part-time|joint|formerly|became|become|his|her|held|holds|hold|of|"
    r"several|two|three|worked|serves?|served|title|he's|she's|named|including|doing|did|completed|two-year|one-year|elected|finished|for)|[,(:;|•·–—-]|^)\s*[\"“*]?$", re.IGNORECASE)


def _stands_as_role(text: str, role: Span, owner: bool) -> bool:
    """Say whether a role phrase stands where the owner's role would."""
    lead = text[max(0, role.start - 30):role.start]
    after = text[role.end:role.end + 40]
    if not _ROLE_LEAD.search(lead) or re.match(r"['’]s\b|s\b|-\w", after):
        return False
    word = role.text.lower()
    if word.endswith("fellowship") and re.search(r"receiv|award|won\b|support|fund|recipient|honou?r|grant", text[max(0, role.start - 60):role.start], re.IGNORECASE):
        return False
    if word == "chair" and re.search(r"\b(?:at|in|with|of) the\s+$", lead):
        return False
    if word in ("head", "lead", "chief", "chair", "reader", "partner", "associate", "assistant", "leader", "mentor", "staff", "fellow",
                "president", "resident", "officer", "partner", "faculty", "visitor", "scholar", "teacher", "mts", "pi", "p.i", "secretary", "secretary",
                "advisor", "adviser", "supervisor", "founder", "coordinator", "clerk", "minister", "quant") and not re.match(
                    r"\s*(?:of|at|in|for|@|to|with|member|,)\b|\s*,", after):
        return False
    if word in ("teacher", "mentor", "advisor", "adviser", "partner", "chair", "president", "secretary", "officer", "visitor") \
            and re.match(r"\s*(?:of|for|to|in)\s+(?!the [A-Z]|[A-Z])", after):
        return False
    return owner or lead.strip() == "" or role.start == 0


def tense_at(text: str, start: int) -> Tense:
    """Return the tense at a place: that of the nearest word before it that tells."""
    if re.search(r"\bused to\s+$", text[max(0, start - 20):start]) or re.search(r"\bused to work\b", text[max(0, start - 40):start]):
        return "past"
    nearest: Tense = "now"
    for match in _TENSES.finditer(text, max(0, start - 140), start):
        nearest = "future" if match["future"] else "past" if match["past"] else "now"
    ahead = re.match(r"incoming|upcoming", text[start:start + 12], re.IGNORECASE)
    former = re.match(r"former|ex-|previous", text[start:start + 12], re.IGNORECASE)
    return "future" if ahead else "past" if former else nearest
