"""Awards: items of award lists, and sentences such as "I received the Rivers Prize in 2019".

Takes a line or a sentence; gives ``Award`` entries. Several years of one award are several entries; a range of years
tells how long a stipend ran, not when it was won, and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from kg.dates import find_ranges, year_of
from kg.extract.affiliations import is_certain, is_strong, kind_of
from kg.model import Award

NOUN = re.compile(
    r"\b(?:awards?|prizes?|fellowships?|scholarships?|grants?|medals?|medalist|honou?rs?|rising stars?|(?:honou?rable"
    r"|special) mentions?|best (?:student |poster |demo )?(?:papers?|posters?|demo|thesis|presentation)|"
    r"(?:first|second|third|1st|2nd|3rd|\d+th|top) (?:place|prize|rank|class)|distinctions?|distinguished|outstanding"
    r"|stipend|bursary|assistantship|winner|finalist|gold|silver|bronze|champion(?:ship)?|runner-up|dean['’]?s list|"
    r"fellow|recipient|recognition|cum laude|valedictorian|phi beta kappa|olympiad|competition|challenge|hackathon"
    r"|excellen\w+|premio|prêmio|bolsa|beca|reviewer|travel|30 under 30|young \w+)\b"
    r"|奖|獎|荣誉|称号|优秀|상$|상\b|장학",
    re.IGNORECASE,
)
_NO_AWARD = re.compile(
    r"^(?:\d+\+? (?:\w+ ){0,7}patents?|area chair|reviewer at|senior pc|local coordinator|pi\b|principal "
    r"investigator|co-?pi\b|member of|guest professor|visiting|associate editor|reviewer for)",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"^\W*(?:recipient|winner|awardee|honou?ree|awarded)\s*(?:[:：–—-]\s*|,\s+(?:of\s+)?(?:the\s+)?)", re.IGNORECASE
)
_RANK = re.compile(r"(?:finalist|winner|nominee|nominated|runner-up|honou?rable mention|travel award)", re.IGNORECASE)
_EDGES = re.compile(r"^[\s,.;:()\-–—|*_·•/\[]+|[\s,;:(\-–—|*_·•/\[]+$")


def read_award(text: str) -> list[Award]:
    """Return the awards of an item in a list of awards.

    >>> [(a.title, a.organization, a.year) for a in read_award("Rivers Research Award, Huldra College, 2017")]
    [('Rivers Research Award', 'Huldra College', 2017)]
    >>> [a.year for a in read_award("Excellence Award (2021 & 2023)")], read_award("Scholarship, 2018-2022")[0].year
    ([2021, 2023], None)
    """
    text = text.split("\n")[0] if len(text.split("\n")[0]) > 12 else text.replace("\n", ", ")
    text = re.sub(r"(?<=\d{4}),(?=\d{4})", ", ", _RECIPIENT.sub("", text))
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
        if (span.start > 0 and re.search(r"[A-Za-z]$", text[: span.start])) or _in_name(text, span.start, span.end):
            continue
        rest = rest[: span.start] + "   " + rest[span.end :]
        if span.kind == "single":
            years.insert(0, year_of(span.first))
    return [year for year in dict.fromkeys(years) if year is not None], rest


def _in_name(text: str, start: int, end: int) -> bool:
    """Say whether a year stands inside a name ("WIDER Conference 2022 in Bergen", "2018 National Prize")."""
    before, after = text[:start].rstrip(), text[end:]
    if before and before[-1] in ",(-–—|:;.[":
        return False
    return (
        re.match(r"\s+(?:in|at|on|for)?\s*[A-Z]\w+", after) is not None
        and not re.match(r"\s*[-–—|]", after)
        and bool(before)
    )


_EMPTY = re.compile(
    r"\(\s*[&,;\-–and\s]*\)|\[\s*\]|\(\s*(?:link|news|certificate|press)\s*\)|\[(?:link|news|certificate|pdf)\]",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\((?:USD|US\$|\$|€|£|RMB|¥|HK\$|CAD|EUR)[^()]*\)|[,;]?\s*(?:US)?[$€£¥]\s?[\d,.]+\s?(?:k|K|M)?")
_CUT = re.compile(
    r"\s*[,;|\t]\s*(?![^()]*\))|\s+[-–—]\s+|\s{3,}|(?<=[a-z\")])[.:]\s+(?=[A-Z\"“])|\s@\s?(?=[A-Z])"
    r"|\s+(?i:recogni[sz]ed|given|presented|awarded|sponsored|granted)\s+(?i:by)\s+(?i:the\s+)?"
)
_CERTAIN_AWARD = re.compile(r"award|prize|fellow|scholar|grant|medal|honou?r|奖", re.IGNORECASE)
_BARE_RANK = re.compile(
    r"(?:(?:first|second|third|1st|2nd|3rd|top|gold|silver|bronze|grand|special)\s)?"
    r"(?:prize|place|medal(?:ist)?|winner|finalist|award|class)\b.{0,25}",
    re.IGNORECASE,
)
_AT_EVENT = re.compile(
    r"(.*?(?:award|prize|mention|competition|contest|challenge)s?)\s+at\s+(?:the\s+)?(.*\b(?:conference|symposium|workshop|congress|meeting)\b.*)",
    re.IGNORECASE,
)
_IN_UNIT = re.compile(
    r"(.*?\b(?:thesis|dissertation|student|paper|award|prize)\b.*?)\s+in\s+the\s+"
    r"((?:department|school|faculty|college|university)\b.*)",
    re.IGNORECASE,
)
_FROM_GIVER = re.compile(
    r"(.*(?:award|prize|fellowship|scholarship|grant|medal|mention|honou?rs?|place|recognition)s?\b.*)\s+(?:from|by"
    r"|at|of)\s+"
    r"(?:the\s+)?([A-Z].*)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:department|dept\.?|school|faculty|college|division|institute) of\b", re.IGNORECASE)
_CONTEST = re.compile(r"contest|competition|session|symposium|conference|workshop|summer school", re.IGNORECASE)


def _title_and_organization(text: str) -> tuple[str, str]:
    """Part an item without its years into the award's title and who gives it."""
    pieces = _pieces(text)
    if not pieces:
        return "", ""
    chosen = next(
        (
            number
            for number, piece in enumerate(pieces)
            if NOUN.search(piece) and not (is_certain(piece) and not _CERTAIN_AWARD.search(piece))
        ),
        0,
    )
    title = pieces[chosen]
    if (
        not chosen
        and len(pieces) > 1
        and title.lower().endswith(("excellent", "outstanding", "best"))
        and NOUN.search(pieces[1])
    ):
        title = f"{title}, {pieces[1]}"
    after = pieces[chosen + 1] if chosen + 1 < len(pieces) else ""
    if _RANK.fullmatch(title) and _CONTEST.search(after) and (chosen + 2 < len(pieces) or " at " in after):
        title = f"{title}, {after}"
    if chosen and _BARE_RANK.fullmatch(title) and not is_certain(pieces[chosen - 1]):
        title = f"{pieces[chosen - 1]}, {title}"
    givers = [
        piece
        for number, piece in enumerate(pieces)
        if number != chosen and len(piece) < 100 and (is_strong(piece) or (kind_of(piece) == "name" and number > chosen))
    ]
    organization = min(givers, key=lambda piece: _UNIT.match(piece) is not None, default="")
    title, organization = _giver_in_title(title, organization, pieces)
    return tidy(title), tidy(organization)


def _pieces(text: str) -> list[str]:
    """Cut an item at commas and dashes; empty brackets, links and sums of money go."""
    text = re.sub(r"\(\s*[,;&]?\s*|\s*[,;]?\s*\)", lambda match: match.group().strip(" ,;&"), text)
    if (inner := re.search(r"\(([^()]{2,60})\)\s*$", text)) and is_certain(inner[1]):
        text = f"{text[: inner.start()]}, {inner[1]}"
    text = _MONEY.sub(" ", _EMPTY.sub("   ", text))
    return [piece for each in _CUT.split(text) if (piece := _EDGES.sub("", each))]


def _giver_in_title(title: str, organization: str, pieces: Sequence[str]) -> tuple[str, str]:
    """Take out of a title who gives the award: "Huldra Society Young Author Award", "Prize of Huldra College"."""
    if match := _GIVER_FIRST.fullmatch(title):
        title, organization = match[2], organization or match[1]
    if match := _AT_EVENT.fullmatch(title):
        title, organization = match[1], match[2]
    if match := _IN_UNIT.fullmatch(title):
        title = match[1]
        organization = next((piece for piece in reversed(pieces) if kind_of(piece) == "organization"), match[2])
    match = _FROM_GIVER.fullmatch(title)
    if match and not organization and is_certain(match[2]) and not _CONTEST.search(match[2]):
        title, organization = match[1], match[2]
    return title, organization


_GIVER_FIRST = re.compile(
    r"((?:[A-Z][\w&.-]*|of|for|the|and)(?:\s(?:[A-Z][\w&.-]*|of|for|the|and)){1,7}?(?:(?<=Society)|(?<=iation)"
    r"|(?<=cademy)|(?<=titute)|(?<=versity)|(?<=dation)|(?<=ligence)|(?<=hapter)|(?<=ouncil)))\s"
    r"((?:Best|Young|Annual|Outstanding|Distinguished|Early|Excellent|Student|Foreign|Travel|Doctoral|Dissertation"
    r"|Teaching)\b.*)"
)


def tidy(text: str) -> str:
    """Return a title or name without stray marks at its ends and without "Winner of the …" at its head."""
    text = _EDGES.sub("", re.sub(r"\s+", " ", text))
    if text.count("(") > text.count(")"):
        text += ")"
    text = re.sub(
        r"^(?:recipient of|winner of|winner,|awarded|received|won)\s+(?:the\s+|an?\s+)?",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return text.rstrip(".") if not re.search(r"\b[A-Z]\.$", text) else text


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
            kept[place] = (
                award
                if not kept[place].organization or award.organization
                else Award(
                    title=kept[place].title,
                    organization=kept[place].organization,
                    year=award.year,
                    source=kept[place].source,
                    confidence=kept[place].confidence,
                )
            )
    return kept


def _same(one: Award, other: Award) -> bool:
    if one.year and other.year and one.year != other.year:
        return False
    a, b = _words(one.title), _words(other.title)
    if (
        not a
        or not b
        or (
            one.confidence is None
            and other.confidence is None
            and one.organization != other.organization
            and all((one.organization, other.organization))
        )
    ):
        return False
    if (
        one.confidence is None
        and other.confidence is None
        and one.source != other.source
        and _one_file(one, other)
        and a == b
        and one.organization == other.organization
    ):
        return False  # printed twice in one list: given twice
    return a == b or (
        len(a & b) / min(len(a), len(b)) >= 0.8
        and min(len(a), len(b)) >= 2
        and (one.confidence is not None or other.confidence is not None)
    )


def _one_file(one: Award, other: Award) -> bool:
    return one.source is None or other.source is None or one.source.file == other.source.file


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold().replace("ph.d", "phd"))) - {
        "the",
        "of",
        "for",
        "and",
        "a",
        "in",
        "award",
        "awards",
    }
