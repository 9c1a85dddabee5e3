"""Awards: items of award lists, and sentences such as "I received the Rivers Prize in 2019".

Takes a line or a sentence; gives ``Award`` entries. Several years of one award are several entries; a range of years
tells how long a stipend ran, not when it was won, and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from kg.dates import find_ranges, year_of
from kg.extract.affiliations import is_certain, is_strong, kind_of
from kg.extract.clauses import sentences
from kg.model import Award

_NOUN = re.compile(
    r"\b(?:awards?|prizes?|fellowships?|scholarships?|grants?|medals?|medalist|honou?rs?|rising stars?|(?:honou?rable|special) mentions?|best (?:student |poster |demo )?(?:papers?|posters?|demo|thesis|presentation)|"
    r"(?:first|second|third|1st|2nd|3rd|\d+th|top) (?:place|prize|rank|class)|distinctions?|distinguished|outstanding|stipend|bursary|assistantship|winner|finalist|gold|silver|bronze|champion(?:ship)?|runner-up|dean['’]?s list|"
    r"fellow|recipient|recognition|cum laude|valedictorian|phi beta kappa|olympiad|competition|challenge|hackathon|excellen\w+|premio|prêmio|bolsa|beca|reviewer|travel|30 under 30|young \w+)\b"
    r"|奖|獎|荣誉|称号|优秀|상$|상\b|장학", re.IGNORECASE)
_TITLE_NOUN = re.compile(
    r"(?:awards?|prizes?|fellowships?|scholarships?|grants?|medals?|honou?rs?|stars?|mentions?|distinction|stipend|bursary|place|papers?|poster|"
    r"thesis|dissertation|presentation|demo|list|fellow)$", re.IGNORECASE)
_INSIDE = frozenset(
    "of the and for in on de du la del & to first second third doctoral graduate research travel sponsored paper best special outstanding student "
    "level cohort class year young early career phd teaching excellent honorable poster - – ’s".split())
_VERB = re.compile(
    r"\b(?:receiv(?:ed|ing|es|e)|won|win|winning|awarded|recogni[sz]ed (?:with|by)|supported (?:\w+ )?by|(?:funded|sponsored) by|recipient of|winner of|honou?red (?:to (?:receive|win|be (?:awarded|selected for|named))|with)|"
    r"selected (?:for|as|to (?:receive|attend))|granted|named|earned|recogni[sz]ed as|obtained|given|got|been awarded|awardee of|honou?red as|holder of|elected)\s+"
    r"(?:(?:a|an|the|with|by|one of|my|both|first|several|as|prestigious|inaugural|of|numerous|\d{1,2}(?=\s)|two|three|from|selected|to attend)\s+)*", re.IGNORECASE)
_ORGANIZATION = re.compile(r"\s*,?\s*(?:from|by|of|at|in|given by|awarded by|through)\s+(?:the\s+|our\s+)?(?P<name>(?:(?:first|the)\s+)?[\"“]?[A-Z\d][^.;!?]*?)(?=\s*(?:[.;!?\n]|$|\s(?:for|in (?:19|20)|on|to|where|which|and (?:I|was|am)|as|with|during|worth|and (?:the|a))\b|\s{2,}|,\s))")
_PAPER = re.compile(r"\b(?:our|my|the|this|a|their)\s+(?:[\w-]+\s){0,3}(?:papers?|work|demo|poster|submission|article|manuscript|thesis|preprint)\b|\bpapers?\b|\bsubmission\b", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:I|I'm|I’m|I've|my|we|our|he|she|his|her|team|honou?red|thrilled|excited|delighted|grateful|happy|proud|glad|humbled)\b|^(?:\W*(?:Received|Awarded|Won|Selected|Named|Winner|Recipient|Got|Recogni[sz]ed|Elected))", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:congrat\w*|students?|mentee|his|her|their)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\W*(?!I\b|We\b|My\b|Our\b|Very\b|Incredibly\b|Honou?red\b|Happy\b|Proud\b|Excited\b|Thrilled\b|Grateful\b|Also\b|Recently\b|Was\b|Been\b|Has\b|Super\b|Just\b|So\b|And\b|He\b|She\b|The\b|In\b)"
    r"[A-Z][a-z]+(?:\s[A-Z][\w.]*){0,2}(?:['’]s\s[^.]*)?\s(?:has\s|also\s|just\s|and\s[A-Z]\w+\s)?")
_NO_AWARD = re.compile(r"^(?:\d+\+? (?:\w+ ){0,4}patents?|area chair|reviewer at|senior pc|local coordinator|pi\b|principal investigator|co-?pi\b|member of|guest professor|visiting|associate editor|reviewer for)", re.IGNORECASE)
_EDGES = re.compile(r"^[\s,.;:()\-–—|*_·•/\[]+|[\s,;:(\-–—|*_·•/\[]+$")


def read_award(text: str) -> list[Award]:
    """Return the awards of an item in a list of awards.

    >>> [(a.title, a.organization, a.year) for a in read_award("Rivers Research Award, Huldra College, 2017")]
    [('Rivers Research Award', 'Huldra College', 2017)]
    >>> [a.year for a in read_award("Excellence Award (2021 & 2023)")], read_award("Scholarship, 2018-2022")[0].year
    ([2021, 2023], None)
    """
    text = text.split("\n")[0] if len(text.split("\n")[0]) > 12 else text.replace("\n", ", ")
    text = re.sub(r"(?<=\d{4}),(?=\d{4})", ", ", text)
    if len(text) > 400 or _NO_AWARD.match(text.strip(" *-")):
        return []
    years, rest = _years(text)
    title, organization = _title_and_organization(rest)
    if not years and len(inside := find_ranges(title)) == 1 and inside[0].kind == "single":
        years = [year_of(inside[0].first)]
    if len(title) < 3 or not re.search(r"[^\W\d_]{2}", title):
        return []
    return [Award(title=title, organization=organization, year=year) for year in years or [None]]


def refined(award: Award) -> Award:
    """Part the title of a structured file that names the giver too ("Rivers Prize - Huldra College. A remark.").

    >>> refined(Award(title="Rivers Prize - Huldra College")).organization
    'Huldra College'
    """
    if award.organization or not re.search(r"\s[-–—|]\s|[.,]\s", award.title):
        return award
    title, organization = _title_and_organization(award.title)
    return msgspec.structs.replace(award, title=title, organization=organization) if title else award


def _years(text: str) -> tuple[list[int | None], str]:
    spans = find_ranges(text)
    years: list[int | None] = []
    rest = text
    for span in reversed(spans):
        if span.start > 0 and re.search(r"[A-Za-z]$", text[:span.start]) or _in_name(text, span.start, span.end):
            continue
        rest = rest[:span.start] + "   " + rest[span.end:]
        if span.kind == "single":
            years.insert(0, year_of(span.first))
    return [year for year in dict.fromkeys(years) if year is not None], rest


def _in_name(text: str, start: int, end: int) -> bool:
    """Say whether a year stands inside a name ("WIDER Conference 2022 in Bergen", "2018 National Prize")."""
    before, after = text[:start].rstrip(), text[end:]
    if before and before[-1] in ",(-–—|:;.[":
        return False
    return re.match(r"\s+(?:in|at|on|for)?\s*[A-Z]\w+", after) is not None and not re.match(r"\s*[-–—|]", after) and bool(before)


def _title_and_organization(text: str) -> tuple[str, str]:
    """Part an item without its years into the award's title and who gives it."""
    text = re.sub(r"\(\s*[,;&]?\s*|\s*[,;]?\s*\)", lambda match: match.group().strip(" ,;&"), text)
    if (inner := re.search(r"\(([^()]{2,60})\)\s*$", text)) and is_certain(inner[1]):
        text = f"{text[:inner.start()]}, {inner[1]}"
    text = re.sub(r"\(\s*[&,;\-–and\s]*\)|\[\s*\]|\(\s*(?:link|news|certificate|press)\s*\)|\[(?:link|news|certificate|pdf)\]", "   ", text, flags=re.IGNORECASE)
    text = re.sub(r"\((?:USD|US\$|\$|€|£|RMB|¥|HK\$|CAD|EUR)[^()]*\)|[,;]?\s*(?:US)?[$€£¥]\s?[\d,.]+\s?(?:k|K|M)?", " ", text)
    pieces = [_EDGES.sub("", piece) for piece in re.split(r"\s*[,;|\t]\s*(?![^()]*\))|\s+[-–—]\s+|\s{3,}|(?<=[a-z\")])[.:]\s+(?=[A-Z\"“])|\s@\s", text)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return "", ""
    chosen = next((number for number, piece in enumerate(pieces) if _NOUN.search(piece) and not (
        is_certain(piece) and not re.search(r"award|prize|fellow|scholar|grant|medal|honou?r|奖", piece, re.IGNORECASE))), 0)
    title = pieces[chosen]
    if chosen == 0 and len(pieces) > 1 and title.lower().split(" ")[-1] in ("excellent", "outstanding", "best") and _NOUN.search(pieces[1]):
        title = f"{title}, {pieces[1]}"
    if chosen and re.fullmatch(r"(?:(?:first|second|third|1st|2nd|3rd|top|gold|silver|bronze|grand|special)\s)?(?:prize|place|medal(?:ist)?|winner|finalist|award|class)\b.{0,25}", title, re.IGNORECASE) \
            and not is_certain(pieces[chosen - 1]):
        title = f"{pieces[chosen - 1]}, {title}"
    organization = next((piece for number, piece in enumerate(pieces) if number != chosen and (is_strong(piece) or kind_of(piece) == "name" and number > chosen) and len(piece) < 100), "")
    if match := _GIVER_FIRST.fullmatch(title):
        title, organization = match[2], organization or match[1]
    if match := re.fullmatch(r"(.*?(?:award|prize|mention)s?)\s+at\s+(?:the\s+)?(.*\b(?:conference|symposium|workshop|congress|meeting)\b.*)", title, re.IGNORECASE):
        title, organization = match[1], match[2]
    if match := re.fullmatch(r"(.*?\b(?:thesis|dissertation|student|paper|award|prize)\b.*?)\s+in\s+the\s+((?:department|school|faculty|college|university)\b.*)", title, re.IGNORECASE):
        title, organization = match[1], next((piece for piece in reversed(pieces) if kind_of(piece) == "organization"), match[2])
    if match := re.fullmatch(r"(.*(?:award|prize|fellowship|scholarship|grant|medal|mention|honou?rs?|place|recognition)s?\b.*)\s+(?:from|by|at|of)\s+(?:the\s+)?([A-Z].*)", title, re.IGNORECASE):
        if is_certain(match[2]) and not organization and not re.search(r"contest|competition|session|symposium|conference|workshop", match[2], re.IGNORECASE):
            title, organization = match[1], match[2]
    return _tidy(title), _tidy(organization)


_GIVER_FIRST = re.compile(
    r"((?:[A-Z][\w&.-]*|of|for|the|and)(?:\s(?:[A-Z][\w&.-]*|of|for|the|and)){1,7}?(?:(?<=Society)|(?<=iation)|(?<=cademy)|(?<=titute)|(?<=versity)|(?<=dation)|(?<=ligence)|(?<=hapter)|(?<=ouncil)))\s"
    r"((?:Best|Young|Annual|Outstanding|Distinguished|Early|Excellent|Student|Foreign|Travel|Doctoral|Dissertation|Teaching)\b.*)")


def _tidy(text: str) -> str:
    text = _EDGES.sub("", re.sub(r"\s+", " ", text))
    if text.count("(") > text.count(")"):
        text += ")"
    text = re.sub(r"^(?:recipient of|winner of|winner,|awarded|received|won)\s+(?:the\s+|an?\s+)?", "", text, flags=re.IGNORECASE)
    return text.rstrip(".") if not re.search(r"\b[A-Z]\.$", text) else text


# ── sentences ───────────────────────────────────────────────────────────────────────────────────────────────────


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
    found: list[Award] = []
    for sentence in sentences(text):
        if len(sentence.text) > 900 or not (listed or _OWNER.search(sentence.text)) or re.search(r"\b(?:congrat\w*|kudos|my students?|our students?|(?:phd|undergraduate|graduate|our|my) \w* ?students?|students|mentee|elected to|researcher [A-Z]\w+)\b", sentence.text, re.IGNORECASE):
            continue
        dates = [year_of(span.first) for span in sentence.dates if span.kind == "single"]
        for match in _VERB.finditer(sentence.text):
            if _SOMEBODY.fullmatch(sentence.text[:match.start()]):
                continue
            found.extend(_awards_at(sentence.text, match.start(), match.end(), dates[0] if dates else year))
    return found


def _awards_at(text: str, verb: int, start: int, year: int | None) -> Iterable[Award]:
    """Yield the awards named after a verb, joined by "and"."""
    before = text[max(0, verb - 120):verb]
    about_paper = _PAPER.search(before) is not None
    position = start
    while (end := _title_end(text, position)) > position:
        title = _tidy(text[position:end])
        given = _ORGANIZATION.match(text, end)
        organization = _tidy(given["name"]) if given else ""
        own = re.search(r"\b(?:19|20)\d\d\b", title)
        told = re.search(r"['’](\d\d)\b|\b((?:19|20)\d\d)\b", organization)
        papers = re.search(r"paper|poster|demo|presentation|submission", title, re.IGNORECASE) and not _PERSONAL.search(text[max(0, verb - 120):start])
        if _good_title(title) and not ((about_paper or papers) and organization):
            yield Award(title=title, organization=organization if len(organization) < 120 else "", confidence=0.8,
                        year=int(own.group()) if own else int(told[2] or f"20{told[1]}") if told else year)
        position = given.end() if given else end
        joint = re.match(r"\s*(?:,\s*(?:and\s+)?|and\s+|as well as\s+)(?:the\s+|an?\s+)?", text[position:position + 20])
        if joint is None or not joint.end():
            break
        position += joint.end()


_PERSONAL = re.compile(r"\b(?:I|I'm|I’m|he|she|honou?red|thrilled|happy|proud|excited|delighted|grateful|glad|humbled)\b", re.IGNORECASE)


def _title_end(text: str, start: int) -> int:
    """Return where the title of an award that starts at a place ends: behind the last word such as "Prize"."""
    end = start
    for number, match in enumerate(re.finditer(r"\S+", text[start:start + 220])):
        token = match.group()
        bare = token.strip("\"“”‘’'*_,;:.!?()[]")
        capital = bare[:1].isupper() or any(letter.isdigit() for letter in bare) or token[:1] in "(\"“"
        if end > start and bare.lower() in ("and", "&"):
            break
        if number > 18 or not (capital or bare.lower() in _INSIDE or _TITLE_NOUN.match(bare)) or bare in ("I", "We", "My"):
            break
        if _TITLE_NOUN.match(bare):
            end = start + match.start() + len(token.rstrip(".,;:!?"))
        elif end > start and token.endswith((")", ").")) and "(" in text[end:start + match.end()]:
            end = start + match.start() + len(token.rstrip(".,;:!?"))
        elif end > start and re.match(r"\s+in\s", text[end:]) and re.search(r"Stars?$", text[start:end]) and capital:
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
    return _NOUN.search(title) is not None and not re.fullmatch(
        r"(?!doctoral|graduate|phd|master)(?:\w+ )?(?:awards?|prizes?|grants?|fellowships?|scholarships?|honou?rs?|papers?|places?)", title.lower()) or any(
        word[:1].isupper() for word in words[:1]) and len(words) > 1


def without_repetition(awards: Iterable[Award]) -> list[Award]:
    """Return awards, each once; the one with a year stands for one without.

    >>> [a.year for a in without_repetition([Award(title="Rivers Prize"), Award(title="The Rivers Prize", year=2019)])]
    [2019]
    """
    kept: list[Award] = []
    for award in awards:
        place = next((number for number, other in enumerate(kept) if _same(other, award)), None)
        if place is None:
            kept.append(award)
        elif kept[place].year is None and award.year is not None:
            kept[place] = award if not kept[place].organization or award.organization else Award(
                title=kept[place].title, organization=kept[place].organization, year=award.year, source=kept[place].source, confidence=kept[place].confidence)
    return kept


def _same(one: Award, other: Award) -> bool:
    if one.year and other.year and one.year != other.year:
        return False
    a, b = _words(one.title), _words(other.title)
    if not a or not b or one.confidence is None and other.confidence is None and one.organization != other.organization and all((one.organization, other.organization)):
        return False
    if one.confidence is None and other.confidence is None and one.source != other.source and _one_file(one, other) and a == b and one.organization == other.organization:
        return False  # printed twice in one list: given twice
    return a == b or len(a & b) / min(len(a), len(b)) >= 0.8 and min(len(a), len(b)) >= 2 and (one.confidence is not None or other.confidence is not None)


def _one_file(one: Award, other: Award) -> bool:
    return one.source is None or other.source is None or one.source.file == other.source.file


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold().replace("ph.d", "phd"))) - {"the", "of", "for", "and", "a", "in", "award", "awards"}

