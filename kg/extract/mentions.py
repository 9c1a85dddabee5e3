"""What a sentence mentions of a career: roles, degrees, verbs of working; and the tense at a place.

Takes a sentence with its dates blanked out; gives the mentions in order. A role that is somebody else's is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg import gazetteer
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


_NOW = (
    r"am|i'm|i’m|is|are|he's|she's|currently|now|serves?|works?(?= (?:at|as|for|in|with|on|closely)\b)"
    r"|leads?|holds?|directs?|heads?|has been|have been"
    r"|present|"
    r"pursuing|studying|working|doing|finishing|completing|presently|continue|actualmente|soy|aktuell"
)
_PAST = (
    r"was|were|worked|served|held|spent|joined|did|done|completed|interned|had been|had|previously|formerly|former"
    r"|prior|before|past|"
    r"received|obtained|earned|got|graduated|finished|after|stayed|visited|led|used to|has also|have also|have worked"
    r"|has worked|"
    r"have held|has held|previous|ex|earlier|began|started|became|moved|appointed|interning|enjoyed|stints?"
    r"|experience|summer|"
    r"followed by|subsequently|initially|alumnus|alumna|once|recently|last"
)
_FUTURE = r"will|going to|incoming|upcoming|soon|starting|shall|about to|expected to|plan to|joining"
_TENSES = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST})|(?P<now>{_NOW}))\b(?!-)", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?P<verb>intern(?:ed|ing)|work(?:ed|ing|s)?(?! (?:on|closely|with|primarily|in collaboration))|consult(?:ed"
    r"|ing) for|employed|internships?|internship experience|spent (?:[\w.’'-]+\s){0,5}?(?:time|summers?|years?"
    r"|months?|"
    r"semesters?|weeks?|fall|spring|winter)?|join(?:ed|ing)?|stints?|(?:summer|winter|spring|fall|research) "
    r"experience|visit(?:ed|ing)"
    r"|mov(?:ed|ing)"
    r"|(?:held|holding) (?:\w+ ){0,3}(?:positions|posts|appointments|roles)|based"
    r"|spend(?:ing)? (?:[\w.’'-]+\s){0,4}?(?:time|summer|year|months?)?|research visits?)\b\s*"
    r"(?:\([^)]*\)\s*)?(?:part-time |full-time |remotely |again |also |briefly |virtually |back )?(?=(?:as|at|for"
    r"|with|in|to|the|from)\b|@|(?-i:[A-Z]))",
    re.IGNORECASE,
)


def find_mentions(text: str, owner: bool) -> list[Mention]:
    """Return what a sentence mentions of a career, in order.

    Args:
        text: a sentence with its dates blanked out.
        owner: whether the sentence is about the page's owner; else only a role at its head counts.
    """
    degrees = find_degrees(text)
    found = [Mention("degree", degree.start, degree.end, degree=degree) for degree in degrees if owner]
    for role in (_behind_degree(text, role, degrees) for role in find_roles(text)):
        if not _is_own_role(text, role, degrees, owner):
            continue
        if found and found[-1].role is not None and text[found[-1].end : role.start] in (" and ", " & ", "/", " / "):
            last = found.pop()  # "researcher and developer": one post
            role = Span(last.start, role.end, text[last.start : role.end])
        found.append(Mention("role", role.start, role.end, role=role))
    told = [each for each in degrees if not _DURING.search(text[max(0, each.start - 24) : each.start])]
    if owner and not told and (match := _GRADUATED.search(text)):
        degree = DegreeSpan(match.start(), match.end() - 5, "", "other", False)
        found.append(Mention("graduated", degree.start, degree.end, degree=degree))
    found.sort(key=lambda mention: mention.start)
    if owner:
        work = [match for match in _WORK.finditer(text) if _tells_work(text, match, found)]
        found.extend(Mention("work", match.start(), match.end()) for match in work)
        found.sort(key=lambda mention: mention.start)
    return found


def _behind_degree(text: str, role: Span, degrees: Sequence[DegreeSpan]) -> Span:
    """Cut a student's status off a role: "PhD student and research assistant"."""
    if not any(degree.student and role.start <= degree.start < role.end for degree in degrees):
        return role
    joint = text.find(" and ", role.start, role.end)
    return Span(joint + 5, role.end, text[joint + 5 : role.end]) if joint > 0 else role


def _is_own_role(text: str, role: Span, degrees: Sequence[DegreeSpan], owner: bool) -> bool:
    if any(degree.start < role.end and role.start < degree.end for degree in degrees):
        return False
    if text[: role.start].endswith("(") and (
        text[role.end : role.end + 1] == ")" or find_roles(text[max(0, role.start - 40) : role.start])
    ):
        return False  # "Assistant Professor (Lecturer in local terms)"
    if is_title_of_person(text, role) or is_plural_or_other(text, role):
        return False
    return _stands_as_role(text, role, owner)


_BEFORE_I = re.compile(
    r"\b(?:before|prior to|after|since|until|of|on|upon|for|than)\s+(?:I\s+|he\s+|she\s+|they\s+)?(?:first\s+)?$",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"\b(?:my|our|recent|past|the|of|this|his|her|their|some|thesis|in)\s$")
_AS_ROLE = re.compile(r"\bas\s+(?:an?\s+|the\s+)?$|\b(?:an?|the)\s+$")


def _tells_work(text: str, match: re.Match[str], found: Sequence[Mention]) -> bool:
    """Say whether a verb of working tells a post of its own, not one that a role beside it tells already."""
    before, verb = text[: match.start()], match["verb"]
    if re.match(r"work(?:s|ing)?$", verb, re.IGNORECASE) and _NOUN_BEFORE.search(before):
        return False
    if verb[0].isupper() and before and re.search(r"[a-z’'s,]\s$", before):
        return False  # "the Working Group on Rivers"
    if _BEFORE_I.search(before[-30:]):
        return False  # "before I joined Huldra": told to date something else
    earlier = [mention for mention in found if mention.kind == "role" and mention.end <= match.start()]
    if earlier and re.match(r"working|based", verb, re.IGNORECASE) and match.start() - earlier[-1].end < 60:
        return False  # "a researcher working at Huldra"
    following = next((mention for mention in found if mention.start >= match.start()), None)
    if following is None or following.kind != "role" or following.start - match.end() >= 90:
        return True
    return not _AS_ROLE.search(text[match.end() - 1 : following.start])  # "joined Huldra as a researcher"


_DURING = re.compile(r"\b(?:during|throughout|in)\s+(?:my|his|her|their)\s+$")
_GRADUATED = re.compile(r"\b(?:graduated|I studied|he studied|she studied)\s(?:\w+ )?(?:from|at  )(?=\s)")
_ROLE_LEAD = re.compile(
    r"(?:\b(?:an?|the|as|am|is|was|\w+-year|been|be|current|former|currently|previously|now|also|both|i'm|i’m|were"
    r"|incoming|my|new|and|or|then|"
    r"(?:first|second|third|fourth)-year|appointed|full-time|part-time|joint|formerly|became|become|his|her|held"
    r"|holds|hold|of|"
    r"several|two|three|worked|serves?|served|title|he's|she's|named|including|doing|did|completed|two-year|one-year"
    r"|elected|finished|for)|[,(:;|•·–—-]|^)\s*[\"“*]?$",
    re.IGNORECASE,
)
_ONLY_WITH_OBJECT = frozenset(
    "head lead chief chair reader partner associate assistant leader mentor staff fellow president resident officer "
    "faculty visitor scholar teacher mts pi p.i secretary advisor adviser supervisor founder coordinator clerk "
    "minister "
    "quant".split()
)
_OFTEN_NO_POST = frozenset("teacher mentor advisor adviser partner chair president secretary officer visitor".split())
_HONOURED = re.compile(r"receiv|award|won\b|support|fund|recipient|honou?r|grant", re.IGNORECASE)


_NAMED_SCHOLAR = re.compile(
    r"(?!.*\b(?:visiting|research|postdoc\w*|teaching|faculty|senior|junior)\b)(?:[\w.’'-]+ )+(?:scholar|fellow)",
    re.IGNORECASE,
)


def _of_company(role: str) -> bool:
    """Say whether a role begins with its employer ("Huldra Scholar")."""
    known = gazetteer.organization(role.rpartition(" ")[0])
    return known is not None and known.kind == "company"


_WHILE = re.compile(r"(?:^|[.;] )(?:While|During)\b")
_PAID_BY = re.compile(r"\b(?:under|with|by|through|on|via|thanks to)\s+(?:an?|the|my|his|her)\s+$")


def _stands_as_role(text: str, role: Span, owner: bool) -> bool:
    """Say whether a role phrase stands where the owner's role would."""
    lead = text[max(0, role.start - 30) : role.start]
    after = text[role.end : role.end + 40]
    if not _ROLE_LEAD.search(lead) or re.match(r"['’]s\b|s\b|-\w", after):
        return False
    word = role.text.lower()
    if word.endswith("fellowship") and (
        _HONOURED.search(text[max(0, role.start - 60) : role.start]) or _PAID_BY.search(lead)
    ):
        return False
    if (
        _NAMED_SCHOLAR.fullmatch(role.text)
        and not _of_company(role.text)
        and (word.endswith("scholar") or _WHILE.search(text[: role.start]))
    ):
        return False  # "While at Huldra, I was a Rivers Fellow": an honour
    if (word == "chair" and lead.endswith("co-")) or (word == "head" and not lead.strip() and after[:4] == " to "):
        return False  # a duty; "Head to the Rivers tab"
    if word == "chair" and re.search(r"\b(?:at|in|with|of) the\s+$", lead):
        return False
    if word in _ONLY_WITH_OBJECT and not re.match(r"\s*(?:of|at|in|for|@|to|with|member|,)\b|\s*,", after):
        return False
    if word in _OFTEN_NO_POST and re.match(r"\s*(?:of|for|to|in)\s+(?!the [A-Z]|[A-Z])", after):
        return False
    return owner or lead.strip() == ""


def tense_at(text: str, start: int) -> Tense:
    """Return the tense at a place: that of the nearest word before it that tells."""
    if re.search(r"\bused to\s+$", text[max(0, start - 20) : start]) or re.search(
        r"\bused to work\b", text[max(0, start - 40) : start]
    ):
        return "past"
    nearest: Tense = "now"
    told = list(_TENSES.finditer(text, max(0, start - 140), start)) or list(
        _TENSES.finditer(text, max(0, start - 400), start)
    )
    for match in told:
        nearest = "future" if match["future"] else "past" if match["past"] else "now"
    ahead = re.match(r"incoming|upcoming", text[start : start + 12], re.IGNORECASE)
    former = re.match(r"former|ex-|previous", text[start : start + 12], re.IGNORECASE)
    return "future" if ahead else "past" if former else nearest
