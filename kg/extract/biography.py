"""Posts and degrees told in sentences: "I am a …", "Before that …", "received my PhD from … advised by …".

Takes the text of a biography; gives positions and degrees with the place of each in the text. A sentence is cut at the
roles and degrees it mentions; what stands between one and the next tells where, when and with whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.affiliations import Affiliation, kind_of
from kg.extract.clauses import Sentence, sentences
from kg.extract.mentions import find_mentions
from kg.extract.named_people import advisors
from kg.extract.prose_degrees import read_degree
from kg.extract.prose_posts import read_post
from kg.extract.told import Told, is_honour
from kg.model import PRESENT

_OWNER = re.compile(
    r"\b(?:I|I'm|I’m|I've|my|My|me|he|she|He|She|his|her|His|Her|they|They|their|Their|Currently|Previously|Before"
    r"|Prior)\b"
)
_ELLIPTICAL = re.compile(
    r"^(?:Currently|Previously|Formerly|Before|Prior|Now|Incoming|Earlier|After|Then|Past|Also|Current|Former|In \d|"
    r"Working|Worked|Joined|Received|Obtained|Completed|Graduated)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:students?|postdocs?|applicants?|candidates?|you|your|interns|openings?|positions available|looking for"
    r"|hiring|"
    r"recruiting|recruit|apply|collaborators?|we are|we're|thanks to|reach out|vacanc\w+|welcome to)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:looking for|recruiting|hiring|recruit|we are looking|seeking|apply|applications?|if you|prospective"
    r"|interested in (?:working|joining)"
    r"|opening|feel free|please|openings|on the (?:\w+ )?job market|available (?:for|on)|do not hesitate|not\b)\b",
    re.IGNORECASE,
)
_STUDY_VERB = re.compile(
    r"\b(?:receiv\w+|obtain\w*|earn\w*|complet\w+|finish\w*|got|get|hold\w*|held|have|has|did|do|doing|done"
    r"|graduat\w+|award\w+|defend\w*|pursu\w+|"
    r"stud(?:y|ied|ying)|read|start\w*|began|begin|joined|am|is|was|i'm|i’m|working|works?|currently|undertook"
    r"|concluded|conferred|granted|gained|"
    r"attain\w*|acquired|completó|obtuve|took|with|enrolled|expect\w*|finaliz\w+|trained|my|his|her|their|he's|she's"
    r"|majored|come|came|from|after|before)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"^[\s,;/&]*(?:(?:and|both|as well as|then|followed by|a|an|his|her|my|their|degrees?|the|in)[\s,]+)*$",
    re.IGNORECASE,
)


_AND = re.compile(r"(?: student| candidate)?\s+(?:and|&) (?:an? )?")


def read_biography(text: str, names: Sequence[str] = (), news: bool = False) -> list[Told]:
    """Return the posts and degrees that a text tells of its owner.

    Args:
        text: running text.
        names: the owner's names, for texts in the third person.
        news: the text is a news item, whose subject is the owner where none is named.

    >>> told = read_biography("I am a Researcher at Huldra Labs. Before that, I received my PhD from the University of "
    ...                       "Oslo in 2019, advised by Ada Quist.")
    >>> [(each.role or each.degree, each.affiliation.organization, each.until, each.people) for each in told]
    [('Researcher', 'Huldra Labs', 'present', []), ('PhD', 'University of Oslo', '2019', ['Ada Quist'])]
    """
    found: list[Told] = []
    lead = ""
    for printed in sentences(text):
        sentence = _gone_on(lead, printed)
        lead = _lead_of(printed.text) or (lead if printed.text[:1].islower() else "")
        if len(sentence.text) > 1500 or (_HEARSAY.search(sentence.text) and _OTHERS.search(sentence.text)):
            continue
        told = _read_sentence(sentence, names, news)
        found.extend(told or _follow_up(sentence, found))
    _write_out(found)
    return found


_LEAD = re.compile(
    r"\b(?:I|he|she|and|researcher|positions?)\s+(?:also\s+)?(?P<be>am|is|was|as)\s*(?:\([^()]*\)\s*)?:?$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:an?|the|working as|serving as)\s")


def _lead_of(text: str) -> str:
    """Return how the items below go on with a sentence that stops in the middle ("Before that I was"), else ""."""
    match = _LEAD.search(text)
    return "" if match is None else "I was " if match["be"].lower() == "was" else "I am "


def _gone_on(lead: str, sentence: Sentence) -> Sentence:
    """Return an item with the beginning of the sentence that it goes on with; its place stays where it is."""
    if not lead or not _ITEM.match(sentence.text):
        return sentence
    shift = len(lead)
    dates = tuple(span._replace(start=span.start + shift, end=span.end + shift) for span in sentence.dates)
    return Sentence(sentence.start - shift, lead + sentence.text, lead + sentence.masked, dates)


def _write_out(found: Sequence[Told]) -> None:
    """Write out acronyms of organizations that the text names in full before ("BIDS")."""
    full = {
        initials: told.affiliation.organization
        for told in found
        if len(initials := "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", told.affiliation.organization)))
        > 2
        and " " in told.affiliation.organization
    }
    for told in found:
        if told.affiliation.organization in full:
            told.affiliation = told.affiliation._replace(organization=full[told.affiliation.organization])


def _read_sentence(sentence: Sentence, names: Sequence[str], news: bool = False) -> list[Told]:
    text = sentence.masked
    mentions = find_mentions(text, news or _about_owner(sentence.text, names))
    found: list[Told] = []
    for index, mention in enumerate(mentions):
        before = mentions[index - 1].end if index else 0
        after = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        if mention.kind in ("degree", "graduated"):
            told = read_degree(sentence, mention, before, after)
            found.extend([told] if told is not None else [])
        else:
            found.extend(read_post(sentence, mention, before, after))
    _share(sentence, found)
    _respectively(sentence, found)
    found = [
        told
        for told in found
        if not re.search(r"['’]s? (?:lab|group|team|laboratory)$", told.affiliation.organization, re.IGNORECASE)
        and not is_honour(told)
    ]
    kept = [
        told
        for told in found
        if told.affiliation != Affiliation()
        or (told.kind == "education" and told.student)
        or (told.kind == "education" and _STUDY_VERB.search(text))
    ]
    for told in kept:
        told.start += sentence.start
        told.end += sentence.start
    return kept


def _about_owner(text: str, names: Sequence[str]) -> bool:
    if _OWNER.search(text) or _ELLIPTICAL.match(text):
        return True
    return any(
        part and re.search(rf"\b{re.escape(part)}\b", text)
        for name in names
        for part in (name, name.split()[-1] if name else "")
    )


def _share(sentence: Sentence, found: list[Told]) -> None:
    """Give what lacks its place the place of its neighbour: "B.S. and M.S. from Huldra College"."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        between = sentence.masked[one.end : other.start]
        joined = _SHARED.match(between) or (
            one.field and _SHARED.match(between.replace(one.field, "").replace("in ", ""))
        )
        if one.kind == other.kind == "education" and not one.affiliation.organization and joined:
            one.affiliation = other.affiliation
            one.people = one.people or list(other.people)
            one.field = one.field or (other.field if not one.field and _SHARED.match(between) else "")
        elif "position" in (one.kind, other.kind) and not one.affiliation.organization and _AND.fullmatch(between):
            one.affiliation = other.affiliation  # "a fellow and PhD candidate at Huldra College"
    for index in range(1, len(found)):
        one, other = found[index - 1], found[index]
        if other.kind != one.kind or not one.affiliation.organization:
            continue
        if not other.affiliation.organization and (
            other.kind == "position"
            or re.search(r"\b(?:where|also|there|same)\b|^[\s,]*(?:and|&)\b", sentence.masked[one.end : other.start])
        ):
            other.affiliation = one.affiliation._replace(unit=other.affiliation.unit)
        elif (
            other.kind == "position"
            and kind_of(other.affiliation.organization) in ("unit", "institute")
            and kind_of(one.affiliation.organization) in ("organization", "company")
            and (
                (
                    kind_of(other.affiliation.organization) == "unit"
                    and re.search(r"\b(?:where|also)\b", sentence.masked[one.end : other.start])
                )
                or re.match(
                    r"(?:\w+ )?(?:co-?)?(?:director|head|pi|leader|lead|chair|member|coordinator)",
                    other.role,
                    re.IGNORECASE,
                )
            )
        ):
            other.affiliation = one.affiliation._replace(unit=other.affiliation.organization)


def _respectively(sentence: Sentence, found: Sequence[Told]) -> None:
    """Give each of several degrees its own year: "B.Sc. and M.Sc. from Huldra in 2010 and 2012, respectively"."""
    studies = [told for told in found if told.kind == "education"]
    if "respectively" in sentence.text and len(studies) == len(sentence.dates) > 1:
        for told, span in zip(studies, sentence.dates, strict=True):
            told.begin, told.until = ("" if span.kind == "single" else span.first), span.last


_FOLLOW = re.compile(
    r"\b(?:I|He|She|It|My|His|Her|They|Their|The|This|There|Here|During)\b|^(?:Advis|Supervis|Co-advis)"
)
_ELSEWHERE = re.compile(r"(?:Before|Prior|Previously|After|From|Earlier|In (?:19|20)\d\d)\b")


def _follow_up(sentence: Sentence, found: Sequence[Told]) -> list[Told]:
    """Attach the advisors that a sentence of its own tells to the study or post told before it.

    Returns:
        The doctorate, where the sentence tells who advised it and nothing was told of it before.
    """
    if not found or not _FOLLOW.search(sentence.text):
        return []
    if _ELSEWHERE.match(sentence.text) and not re.search(r"\bthere\b|PhD|Ph\.D|thesis", sentence.text):
        return []
    named = advisors(sentence.masked)
    if named is None:
        return []
    last = found[-1]
    if re.search(r"\b(?:I am|I'm|I’m|is|are|currently|my advisors?)\b", sentence.text[:60]) and not re.search(
        r"\bwas\b", sentence.text[:60]
    ):
        last = next((told for told in found if told.kind == "education" and told.until == PRESENT), last)
    elif re.search(r"\b(?:thesis|dissertation|PhD|Ph\.D|doctoral)\b", sentence.text):
        last = next((told for told in reversed(found) if told.kind == "education" and told.level == "phd"), last)
        if last.kind == "position" and _DOCTORATE.search(sentence.text):
            start, end = sentence.start, sentence.start + len(sentence.text)
            return [Told("education", start, end, degree="PhD", people=list(named.names), level="phd")]
    if not last.people:
        last.people = list(named.names)
    return []


_DOCTORATE = re.compile(r"\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir)\s+(?:PhD|Ph\.D\.?|doctoral|doctorate)\b")
