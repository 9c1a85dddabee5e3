"""Awards told in sentences: "I received the Rivers Prize in 2019".

Takes running text; gives ``Award`` entries. A prize of a paper at a venue stands beside the paper and is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.dates import find_ranges, year_of
from kg.extract.awards import NOUN, tidy
from kg.extract.clauses import sentences
from kg.model import Award

_TITLE_NOUN = re.compile(
    r"(?:awards?|prizes?|fellowships?|scholarships?|grants?|medals?|honou?rs?|stars?|mentions?|distinction|stipend"
    r"|bursary|place|papers?|poster|"
    r"thesis|dissertation|presentation|demo|list|fellow)$",
    re.IGNORECASE,
)
_INSIDE = frozenset(
    "of the and for in on de du la del & to first second third doctoral graduate research travel sponsored paper "
    "best special outstanding student "
    "level cohort class year young early career phd teaching excellent honorable poster - – ’s".split()
)
_VERB = re.compile(
    r"\b(?:receiv(?:ed|ing|es|e)|won|win|winning|awarded|recogni[sz]ed (?:with|by)|supported (?:\w+ )?by|(?:funded"
    r"|sponsored) by|recipient of|winner of|honou?red (?:to (?:receive|win|be (?:awarded|selected for|named))|with)|"
    r"selected (?:for|as|to (?:receive|attend))|granted|named|earned|recogni[sz]ed as|obtained|given|got|been awarded"
    r"|awardee of|honou?red as|holder of|elected)\s+"
    r"(?:(?:several|many|multiple|numerous|various|some)\s+(?:\w+\s+){0,2}(?:awards?|honou?rs?|prizes?|grants?"
    r"|fellowships?)"
    r"(?:\s+and\s+\w+)?,?\s+(?:including|such as|like)\s+)?"
    r"(?:(?:a|an|the|with|by|one of|my|both|first|several|as|prestigious|inaugural|of|numerous|\d{1,2}(?=\s)|two"
    r"|three|from|selected|to attend)\s+)*",
    re.IGNORECASE,
)
_ORGANIZATION = re.compile(
    r"\s*,?\s*(?:from|by|of|at|in|given by|awarded by|through)\s+(?:the\s+|our\s+)?(?P<name>(?:(?:first"
    r"|the)\s+)?[\"“]?[A-Z\d][^.;!?]*?)(?=\s*(?:[.;!?\n]|$|\s(?:for|in (?:19|20)|on|to|where|which|and (?:I|was|am)"
    r"|as|with|during|worth|and (?:the|a))\b|\s{2,}|,\s))"
)
_PAPER = re.compile(
    r"\b(?:our|my|the|this|a|their)\s+(?:[\w-]+\s){0,3}(?:papers?|work|demo|poster|submission|article|manuscript"
    r"|thesis|preprint)\b|\bpapers?\b|\bsubmission\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\b(?:I|I'm|I’m|I've|my|we|our|he|she|his|her|team|honou?red|thrilled|excited|delighted|grateful|happy|proud"
    r"|glad|humbled)\b|^(?:\W*(?:Received|Awarded|Won|Selected|Named|Winner|Recipient|Got|Recogni[sz]ed|Elected))",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:congrat\w*|students?|mentee|his|her|their)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\W*(?!I\b|We\b|My\b|Our\b|Very\b|Incredibly\b|Honou?red\b|Happy\b|Proud\b|Excited\b|Thrilled\b|Grateful\b"
    r"|Also\b|Recently\b|Was\b|Been\b|Has\b|Super\b|Just\b|So\b|And\b|He\b|She\b|The\b|In\b)"
    r"[A-Z][a-z]+(?:\s[A-Z][\w.]*){0,2}(?:['’]s\s[^.]*)?\s(?:has\s|also\s|just\s|and\s[A-Z]\w+\s)?"
)


def awards_in_sentences(text: str, year: int | None = None, listed: bool = False) -> list[Award]:
    """Return the awards that a text tells of its owner; a prize of a paper at a venue stands beside the paper.

    Args:
        text: running text.
        year: the year of the news item, where the text is one.
        listed: the text is an item about the owner, so that no "I" is needed.

    >>> [(a.title, a.year) for a in awards_in_sentences("In 2018, I received the Rivers Memorial Prize for it.")]
    [('Rivers Memorial Prize', 2018)]
    >>> awards_in_sentences("Our paper received the Best Paper Award at ICX 2020.")
    []
    """
    found = list(_honours(text))
    if not NOUN.search(text) or not _VERB.search(text):
        return found
    for sentence in sentences(text, dates=False):
        if (
            len(sentence.text) > 900
            or not (listed or _OWNER.search(sentence.text))
            or re.search(
                r"\b(?:congrat\w*|kudos|my students?|our students?|(?:phd|undergraduate|graduate|our|my) \w* "
                r"?students?|students|mentee|elected to|researcher [A-Z]\w+)\b",
                sentence.text,
                re.IGNORECASE,
            )
        ):
            continue
        dates: list[int | None] | None = None
        for match in _VERB.finditer(sentence.text):
            if _SOMEBODY.fullmatch(sentence.text[: match.start()]):
                continue
            if dates is None:
                dates = [year_of(span.first) for span in find_ranges(sentence.text) if span.kind == "single"]
            found.extend(_awards_at(sentence.text, match.start(), match.end(), dates[0] if dates else year))
    return found


_HONOUR = re.compile(
    r"\b(?P<lead>(?:I|he|she|they)\s(?:was|am|is|were|are|have been|has been)\s|\band\s|,\s|\bas\s)(?:an?|the)\s"
    r"(?P<title>(?:(?:[A-Z][\w.&’'-]*|of|for)\s){1,6}(?:Fellow|Scholar|Laureate))(?!\s(?:at|in the|with)\b|\w)"
)
_POST = re.compile(
    r"\b(?:post-?doc\w*|research|teaching|visiting|junior|senior|doctoral|graduate|associate|assistant|honorary|clinical"
    r"|faculty|principal|independent|guest|phd|adjunct|google)\s(?:fellow|scholar)$",
    re.IGNORECASE,
)


def _honours(text: str) -> Iterable[Award]:
    """Yield what somebody is called for an award: "I was a Tove Fellow, and an Ada Q. Harbour Scholar"."""
    begun = False
    for match in _HONOUR.finditer(text):
        begun = begun or match["lead"][0] not in ",a"
        if begun and not _POST.search(match["title"]):
            yield Award(title=match["title"], confidence=0.8)


def _awards_at(text: str, verb: int, start: int, year: int | None) -> Iterable[Award]:
    """Yield the awards named after a verb, joined by "and"."""
    before = text[max(0, verb - 120) : verb]
    about_paper = _PAPER.search(before) is not None
    position = start
    while (end := _title_end(text, position)) > position:
        title = tidy(text[position:end])
        if purpose := re.match(
            r"\s+(?:for|in)\s+[^,.;()]{3,60}(?=\s*(?:\((?:19|20)\d\d\)|,\s+(?:and|an?|the)\s))", text[end : end + 80]
        ):
            end += purpose.end()
        given = _ORGANIZATION.match(text, end)
        organization = tidy(given["name"]) if given else ""
        own = re.search(r"\b(?:19|20)\d\d\b", title) or re.match(r"\s*\((?:19|20)\d\d\)", text[end : end + 12])
        told = re.search(r"['’](\d\d)\b|\b((?:19|20)\d\d)\b", organization)
        papers = re.search(
            r"paper|poster|demo|presentation|submission", title, re.IGNORECASE
        ) and not _PERSONAL.search(text[max(0, verb - 120) : start])
        if _good_title(title) and not ((about_paper or papers) and organization):
            yield Award(
                title=title,
                organization=organization if len(organization) < 120 else "",
                confidence=0.8,
                year=int(own.group().strip(" ()")) if own else int(told[2] or f"20{told[1]}") if told else year,
            )
        position = given.end() if given else end
        if printed := re.match(r"\s*\(((?:19|20)\d\d)\)", text[position : position + 12]):
            position += printed.end()
        joint = re.match(
            r"\s*(?:,\s*(?:and\s+)?|and\s+|as well as\s+)(?:the\s+|an?\s+)?", text[position : position + 20]
        )
        if joint is None or not joint.end():
            break
        position += joint.end()


_PERSONAL = re.compile(
    r"\b(?:I|I'm|I’m|he|she|honou?red|thrilled|happy|proud|excited|delighted|grateful|glad|humbled)\b", re.IGNORECASE
)


def _title_end(text: str, start: int) -> int:
    """Return where the title of an award that starts at a place ends: behind the last word such as "Prize"."""
    end = start
    for number, match in enumerate(re.finditer(r"\S+", text[start : start + 220])):
        token = match.group()
        bare = token.strip("\"“”‘’'*_,;:.!?()[]")
        capital = bare[:1].isupper() or any(letter.isdigit() for letter in bare) or token[:1] in '("“'
        if end > start and bare.lower() in ("and", "&"):
            break
        if (
            number > 18
            or not (capital or bare.lower() in _INSIDE or _TITLE_NOUN.match(bare))
            or bare in ("I", "We", "My")
        ):
            break
        whole = text[start : start + match.end()]
        remark = end > start and token.endswith((")", ").")) and "(" in whole[end - start :]
        stars_in = capital and re.search(r"Stars?\s+in\s", whole) is not None and end > start
        if _TITLE_NOUN.match(bare) or remark or stars_in:
            end = start + match.start() + len(token.rstrip(".,;:!?"))
        if token[-1] in ".!?;," and end > start:
            break
    return end


def _good_title(title: str) -> bool:
    words = title.split()
    if len(title) < 5 or len(words) > 20 or len(words) < 2:
        return False
    if not any(word[:1].isupper() for word in words) and not re.search(r"doctoral|graduate|place|research", title):
        return False
    return (
        NOUN.search(title) is not None
        and not re.fullmatch(
            r"(?!doctoral|graduate|phd|master)(?:\w+ )?(?:awards?|prizes?|grants?|fellowships?|scholarships?"
            r"|honou?rs?|papers?|places?)",
            title.lower(),
        )
    ) or (any(word[:1].isupper() for word in words[:1]) and len(words) > 1)
