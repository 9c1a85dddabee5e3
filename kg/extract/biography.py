"""Posts and degrees told in sentences: "I am a …", "Before that …", "received my PhD from … advised by …".

Takes the text of a biography; gives positions and degrees with the place of each in the text. A sentence is cut at the
roles and degrees it mentions; what stands between one and the next tells where, when and with whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
import dataclasses
from dataclasses import dataclass
from typing import Literal

from kg.dates import RangeSpan
from kg.extract.affiliations import Affiliation, is_certain, kind_of
from kg.extract.career_words import DegreeSpan, Span, find_degrees, find_roles, is_plural_or_other, is_title_of_person
from kg.extract.clauses import Place, Sentence, places, sentences, several
from kg.extract.named_people import advisors, names_at
from kg.model import PRESENT, Education, Position

Tense = Literal["now", "past", "future"]


@dataclass
class Told:
    """A post or a degree that a text tells, before it becomes a record."""

    kind: Literal["position", "education"]
    start: int
    end: int
    role: str = ""
    degree: str = ""
    field: str = ""
    affiliation: Affiliation = Affiliation()
    begin: str = ""
    until: str = ""
    people: list[str] = dataclasses.field(default_factory=list)
    level: str = ""
    student: bool = False
    confidence: float | None = None

    def position(self) -> Position:
        """Return it as a position."""
        return Position(role=self.role, organization=self.affiliation.organization, unit=self.affiliation.unit,
                        location=self.affiliation.location, start=self.begin, end=self.until,
                        supervisors=tuple(self.people), confidence=self.confidence)

    def education(self) -> Education:
        """Return it as a degree."""
        return Education(degree=self.degree, field=self.field, organization=self.affiliation.organization,
                         unit=self.affiliation.unit, location=self.affiliation.location, start=self.begin,
                         end=self.until, advisors=tuple(self.people), confidence=self.confidence)


@dataclass
class _Mention:
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
_OWNER = re.compile(r"\b(?:I|I'm|I’m|I've|my|My|me|he|she|He|She|his|her|His|Her|they|They|their|Their|Currently|Previously|Before|Prior)\b")
_ELLIPTICAL = re.compile(r"^(?:Currently|Previously|Formerly|Before|Prior|Now|Incoming|Earlier|After|Then|Past|Also|Current|Former|In \d|"
                         r"Working|Worked|Joined|Received|Obtained|Completed|Graduated)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:students?|postdocs?|applicants?|candidates?|you|your|interns|openings?|positions available|looking for|hiring|"
                     r"recruiting|recruit|apply|collaborators?|we are|we're|thanks to|reach out|vacanc\w+|welcome to)\b", re.IGNORECASE)
_HEARSAY = re.compile(r"\b(?:looking for|recruiting|hiring|recruit|we are looking|seeking|apply|applications?|if you|prospective|interested in (?:working|joining)"
                      r"|opening|feel free|please|openings|on the (?:\w+ )?job market|available (?:for|on)|do not hesitate|not\b)\b", re.IGNORECASE)
_FIELD = re.compile(
    r"^\s*(?:degrees?\s+|program(?:me)?\s+|studies\s+|studying\s+)?(?:\([^)]*\)\s*)?(?:(?:students?|candidate|researcher|scholar|student researcher)\s+)?(?:\([^)]*\)\s*)?(?:working |majoring |specializing |with (?:a )?(?:double |dual )?(?:majors?|focus|specialization|concentration) |studying )?(?:in|on|of)\s+"
    r"(?P<field>(?!the\b|this\b|my\b|\d|20|a\b|an\b)[^\s,.;()][^,.;()|]*?)(?=\s+(?:at|from|with|under|within|and (?:I|a|an|my|then|am|was|made|did|have|has|is|also|spent|[a-z]{3,}ed)\b|advised|supervised|where|working|"
    r"mentored|by|while|before|after|during|since|through|as|in (?=the )|which|who|both|degrees?|of (?=the ))\b|\s{2,}|\s*[,.;()|]|\s*$)", re.IGNORECASE)
_STUDY_VERB = re.compile(
    r"\b(?:receiv\w+|obtain\w*|earn\w*|complet\w+|finish\w*|got|get|hold\w*|held|have|has|did|do|doing|done|graduat\w+|award\w+|defend\w*|pursu\w+|"
    r"stud(?:y|ied|ying)|read|start\w*|began|begin|joined|am|is|was|i'm|i’m|working|works?|currently|undertook|concluded|conferred|granted|gained|"
    r"attain\w*|acquired|completó|obtuve|took|with|enrolled|expect\w*|finaliz\w+|trained|my|his|her|their|he's|she's|majored|come|came|from|after|before)\b",
    re.IGNORECASE)
_ONGOING = re.compile(r"\b(?:pursuing|working (?:toward|towards|on)|expect\w*|current(?:ly)?|studying|finishing|candidate for)\b", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:start\w*|began|begin\w*|join\w*|since|enrolled|mov\w+|became|appointed|took up|promoted|return\w*)\b", re.IGNORECASE)
_SHARED = re.compile(r"^[\s,;/&]*(?:(?:and|both|as well as|then|followed by|a|an|his|her|my|their|degrees?|the|in)[\s,]+)*$", re.IGNORECASE)


def read_biography(text: str, names: Sequence[str] = (), news: bool = False) -> list[Told]:
    """Return the posts and degrees that a text tells of its owner.

    Args:
        text: running text.
        names: the owner's names, for texts in the third person.
        news: the text is a news item, whose subject is the owner where none is named.

    >>> told = read_biography("I am a Researcher at Huldra Labs. Before that, I received my PhD from the University of "
    ...                       "Oslo in 2019, advised by Ada Quist.")
    >>> [(each.kind, each.role or each.degree, each.affiliation.organization, each.until, each.people) for each in told]
    [('position', 'Researcher', 'Huldra Labs', 'present', []), ('education', 'PhD', 'University of Oslo', '2019', ['Ada Quist'])]
    """
    found: list[Told] = []
    for sentence in sentences(text):
        if len(sentence.text) > 1500 or _HEARSAY.search(sentence.text) and _OTHERS.search(sentence.text):
            continue
        told = _read_sentence(sentence, names, news)
        if not told:
            _follow_up(sentence, found)
        found.extend(told)
    _write_out(found)
    return found


def _write_out(found: Sequence[Told]) -> None:
    """Write out acronyms of organizations that the text names in full before ("BIDS")."""
    full = {initials: told.affiliation.organization for told in found
            if len(initials := "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", told.affiliation.organization))) > 2
            and " " in told.affiliation.organization}
    for told in found:
        if told.affiliation.organization in full:
            told.affiliation = told.affiliation._replace(organization=full[told.affiliation.organization])


def _read_sentence(sentence: Sentence, names: Sequence[str], news: bool = False) -> list[Told]:
    text = sentence.masked
    mentions = _mentions(text, news or _about_owner(sentence.text, names))
    found: list[Told] = []
    for index, mention in enumerate(mentions):
        before = mentions[index - 1].end if index else 0
        after = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        if mention.kind in ("degree", "graduated"):
            told = _degree(sentence, mention, before, after, found)
        else:
            told = _post(sentence, mention, before, after, found)
        if told is not None:
            found.append(told)
    _share(sentence, found)
    found = [told for told in found if not re.search(r"['’]s? (?:lab|group|team|laboratory)$", told.affiliation.organization, re.IGNORECASE)
             and not _honour(told)]
    kept = [told for told in found if told.affiliation != Affiliation() or told.kind == "education" and told.student
            or (told.kind == "education" and _STUDY_VERB.search(text))]
    for told in kept:
        told.start += sentence.start
        told.end += sentence.start
    return kept


def _honour(told: Told) -> bool:
    """Say whether a "post" is an unpaid affiliation, a membership or a title of honour ("Fellow of IEEE")."""
    if re.match(r"(?:faculty |research )?affiliate|courtesy|associated (?:faculty|researcher)", told.role, re.IGNORECASE):
        return True
    return told.kind == "position" and re.match(r"(?:life |senior |elected )*(?:fellow|member|distinguished lecturer|distinguished speaker)\b", told.role, re.IGNORECASE) is not None and re.search(
        r"\b(?:IEEE|ACM|Society|Academy|Association|IET|AAAS|SIAM|AAAI|IFAC)\b", f"{told.role} {told.affiliation.organization}") is not None


def _about_owner(text: str, names: Sequence[str]) -> bool:
    if _OWNER.search(text) or _ELLIPTICAL.match(text):
        return True
    return any(part and re.search(rf"\b{re.escape(part)}\b", text) for name in names for part in (name, name.split()[-1] if name else ""))


def _mentions(text: str, owner: bool) -> list[_Mention]:
    """Return what a sentence mentions of the owner's career, in order."""
    degrees = find_degrees(text)
    found = [_Mention("degree", degree.start, degree.end, degree=degree) for degree in degrees if owner]
    for role in find_roles(text):
        overlap = any(degree.start < role.end and role.start < degree.end for degree in degrees)
        bracketed = text[:role.start].endswith("(") and text[role.end:role.end + 1] == ")"
        if overlap or bracketed or is_title_of_person(text, role) or is_plural_or_other(text, role) or not _stands_as_role(text, role, owner):
            continue
        if found and found[-1].role is not None and text[found[-1].end:role.start] in (" and ", " & ", "/", " / "):
            last = found.pop()  # "researcher and developer": one post
            role = Span(last.start, role.end, text[last.start:role.end])
        found.append(_Mention("role", role.start, role.end, role=role))
    found.sort(key=lambda mention: mention.start)
    if owner and not degrees and (match := _GRADUATED.search(text)):
        found.append(_Mention("graduated", match.start(), match.end() - 5, degree=DegreeSpan(match.start(), match.end() - 5, "", "other", False)))
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
            found.append(_Mention("work", match.start(), match.end()))
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


# ── posts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _post(sentence: Sentence, mention: _Mention, before: int, after: int, told: list[Told]) -> Told | None:
    text = sentence.masked
    role = mention.role.text if mention.role else ""
    end = mention.end
    if mention.role is not None and (match := re.match(
            r"\s+(?:of|in|for)\s+(?!the\b|an?\b|our\b|his\b|her\b|charge\b)((?:[A-Z][\w&/'’-]*|and|&|of|Translational)(?:\s+(?:[A-Z][\w&/'’-]*|and|&|of(?! the)))*)", text[end:after])):
        kinds = kind_of(match[1])
        if kinds in ("name", "none") or (kinds == "unit" and re.match(r"\s+(?:of|in)", match.group()) and re.match(
                r"\s+(?:at|,)", text[end + match.end():])) and not re.search(r"\b(?:Lab|Group|Center|Centre|Department|School)\b", match[1]):
            role = f"{role}{match.group().rstrip()}"
            role = re.sub(r"\s+(?:and|&|of)$", "", role)
            end += match.end()
    if mention.role is not None and role.lower() in ("head", "director", "associate director", "co-director", "leader", "lead", "deputy head"):
        pass
    segment_places = places(text, end, after, loose=True)
    if mention.kind == "work" and not segment_places:
        segment_places = _bare_place(text, end, after)
    place = _first_place(segment_places, text, end)
    tail = text[end:after]
    if place is None and mention.role is not None:
        place = _place_before(text, before, mention.start)
    if place is None and mention.kind == "work" or mention.kind == "work" and place is not None and place.word not in ("at", "@", ",") and not (
            is_certain(place.affiliation.organization) or re.match(r"join|mov", text[mention.start:mention.end], re.IGNORECASE)):
        return None
    affiliation = place.affiliation if place else Affiliation()
    people = _supervisors(tail, mention, affiliation)
    tense = _tense(text, mention.start if mention.kind == "role" else mention.end)
    verb = text[mention.start:mention.end].lower()
    if mention.kind == "work":
        role = _role_of_verb(verb, text[:mention.start])
        if role == "?":
            return None
    begin, until = _dates_of(sentence, mention, before, after, tense, _is_short(role))
    confidence = None if mention.kind == "role" else 0.7
    result = Told("position", mention.start, place.end if place and place.end > mention.start else end, role=_tidy_role(role),
                  affiliation=affiliation, begin=begin, until=until, people=people, confidence=confidence)
    if place is not None and (mention.kind == "work" or re.search(r"\bintern", role, re.IGNORECASE)) and (every := several(place.text)):
        result.affiliation = every[0]
        told.extend(Told("position", result.start, result.end, role=result.role, affiliation=each, confidence=confidence) for each in every[1:])
    elif len(segment_places) > 1 and (mention.kind == "work" or place is not None and any(
            re.fullmatch(r"\s*,?\s*and (?:at|in)\s+(?:the\s+)?", text[place.end:other.start]) for other in segment_places if other.start >= place.end)):
        told.extend(_more_places(result, segment_places, text, place))
    return result


def _more_places(first: Told, every: Sequence[Place], text: str, chosen: Place | None) -> list[Told]:
    """Return further posts of a list: "interned at Huldra Labs, Skogul, and Tove Research"."""
    more: list[Told] = []
    for other in every:
        if other is chosen or chosen is None or other.start < chosen.end or other.affiliation.organization == "" or not re.fullmatch(
                r"[\s,;]*(?:and|or|,|as well as|then)?\s*(?:then\s+)?(?:in|at|with|for|from|the|,)?\s*(?:the\s+)?", text[chosen.end:other.start]):
            continue
        if kind_of(other.affiliation.organization) not in ("organization", "company", "institute"):
            continue
        more.append(Told("position", other.start, other.end, role=first.role, affiliation=other.affiliation,
                         confidence=first.confidence))
    return more


_BETWEEN_PLACES = re.compile(
    r"[\s,()]*(?:(?:of|with|under|(?:led|headed|directed|supervised|advised|mentored|hosted) by)\s+(?:(?:Professors?|Profs?|Drs?)\b\.?\s*){0,2}"
    r"(?:[^\W\d_a-z][\w.'’-]*(?:\s+(?:and\s+)?)?){1,6}|and )?[\s,]*(?:in|at|of|within|from|with|,)?\s*(?:the\s+|both\s+)?")


def _first_place(found: Sequence[Place], text: str, end: int) -> Place | None:
    """Choose the place that belongs to a mention; a unit and the organization told after it are joined."""
    if not found:
        return None
    first = found[0]
    if re.search(r"\b(?:where|which|who|but|because|while|when|before|after|prior)\b", text[end:first.start]):
        return None
    affiliation = first.affiliation
    for other in found[1:]:
        if not _BETWEEN_PLACES.fullmatch(text[first.end:other.start]):
            break
        merged = _joined(affiliation, other.affiliation)
        if merged is None:
            break
        affiliation = merged
        first = first._replace(end=other.end)
    return first._replace(affiliation=affiliation)


def _joined(left: Affiliation, right: Affiliation) -> Affiliation | None:
    """Join a unit with the organization after it; None where the two are two organizations."""
    kinds = kind_of(left.organization), kind_of(right.organization)
    if kinds[0] in ("unit", "name", "institute") and kinds[1] in ("organization", "company", "institute"):
        unit = ", ".join(part for part in (left.unit, left.organization, right.unit) if part)
        return Affiliation(right.organization, unit, right.location or left.location)
    if not right.organization and right.location:
        return left._replace(location=left.location or right.location)
    if kinds[1] == "unit" and kinds[0] in ("organization", "company"):
        return left._replace(unit=left.unit or right.organization)
    return None


def _bare_place(text: str, start: int, stop: int) -> list[Place]:
    """Return the affiliation that follows a verb without a preposition ("joined Huldra Labs")."""
    found = places("at " + text[start:stop].lstrip(), 0, stop - start + 3, loose=True)
    shift = start - 3 + (len(text[start:stop]) - len(text[start:stop].lstrip()))
    return [place._replace(start=place.start + shift, end=place.end + shift) for place in found[:1] if place.start <= 8]


def _place_before(text: str, before: int, start: int) -> Place | None:
    """Return the affiliation told before a role: "joined Huldra Labs as a researcher", "At Huldra, I am …"."""
    segment = text[before:start]
    if not re.search(r"\b(?:as|am|was|is|became)\s+(?:first\s+|also\s+|currently\s+)*(?:an?\s+|the\s+)?$|^[^,]*,\s*$", segment, re.IGNORECASE):
        return None
    found = places(text, before, start, loose=True) or [
        place for match in [re.search(r"\b(?:join(?:ed|ing)?|visit(?:ed|ing)?)\s+(?:the\s+)?(?=[A-Z])", segment)] if match
        for place in _bare_place(text, before + match.end(), start)]
    if not found or re.search(r"\b(?:before|prior|after|since leaving)\b", segment, re.IGNORECASE):
        return None
    return _first_place(found[-2:], text, found[-2:][0].start)


def _supervisors(tail: str, mention: _Mention, affiliation: Affiliation) -> list[str]:
    named = advisors(tail, weak=True)
    if named is None or named.start > 160:
        return []
    return list(named.names)


def _role_of_verb(verb: str, before: str) -> str:
    """Return the role that a verb of working implies, "?" where none does."""
    if verb.startswith(("intern", "internship")):
        modifiers = re.search(r"((?:[\w-]+\s){0,2})$", before)
        lead = modifiers[1].split() if modifiers else []
        kept = [word for word in lead if word.lower() in ("research", "summer", "applied", "software", "engineering", "industry")]
        return " ".join([*kept, "intern"])
    if verb.startswith("visit"):
        return "visiting researcher"
    if re.match(r"(?:work|consult|employed|join|mov|based|stint)", verb):
        return ""
    if re.match(r"(?:spen[td]|summers?|stays?|research visit)", verb):
        return "?" if not re.search(r"summer|months?|year|time|visit", verb) else ""
    return "?"


def _is_short(role: str) -> bool:
    return re.search(r"\bintern|visit|guest|summer|exchange", role, re.IGNORECASE) is not None


def _tidy_role(role: str) -> str:
    return re.sub(r"\s+", " ", role).strip(" ,;-–(*_\"“")


def _tense(text: str, start: int) -> Tense:
    """Return the tense at a place: that of the nearest word before it that tells."""
    if re.search(r"\bused to\s+$", text[max(0, start - 20):start]) or re.search(r"\bused to work\b", text[max(0, start - 40):start]):
        return "past"
    nearest: Tense = "now"
    for match in _TENSES.finditer(text, max(0, start - 140), start):
        nearest = "future" if match["future"] else "past" if match["past"] else "now"
    ahead = re.match(r"incoming|upcoming", text[start:start + 12], re.IGNORECASE)
    former = re.match(r"former|ex-|previous", text[start:start + 12], re.IGNORECASE)
    return "future" if ahead else "past" if former else nearest


def _dates_of(sentence: Sentence, mention: _Mention, before: int, after: int, tense: Tense, short: bool) -> tuple[str, str]:
    """Return start and end of a post out of the dates around it and the tense of its sentence."""
    span = _date_near(sentence, mention, before, after)
    if span is None:
        return ("", PRESENT) if tense == "now" else ("", "")
    begin, until = span.first, span.last
    if span.kind == "single":
        lead = sentence.text[max(0, span.start - 20):span.start]
        starts = _STARTS.search(_clause_lead(sentence.masked, mention.end) + lead)
        if tense == "now" or tense == "future":
            return begin, PRESENT if tense == "now" else ""
        if starts and not short:
            return begin, ""
        if re.search(r"\b(?:until|till)\b", lead):
            return "", until
        return begin, until
    if span.kind == "since" and tense != "now" and until == PRESENT and not re.search(r"[-–—]\s*$|since", sentence.text[span.start - 8 if span.start > 8 else 0:span.end]):
        return begin, ""
    return begin, until


def _clause_lead(text: str, start: int) -> str:
    """Return what stands before a place in its clause, 60 characters at most."""
    lead = text[max(0, start - 60):start]
    return re.split(r"[,;:]|\b(?=(?:I|he|she|they)\s)", lead)[-1]


def _date_near(sentence: Sentence, mention: _Mention, before: int, after: int) -> RangeSpan | None:
    """Return the date that belongs to a mention: after it before the next mention, else before it in its clause."""
    later = [span for span in sentence.dates if mention.end - 1 <= span.start < after]
    if later:
        return next((span for span in later if span.kind != "single"), later[0])
    earlier = [span for span in sentence.dates if before <= span.start < mention.start]
    if earlier and not re.search(r"\b(?:and|then|which|where)\b\s+(?!I\b)", sentence.masked[earlier[-1].end:mention.start]):
        return earlier[-1]
    return None


# ── degrees ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _degree(sentence: Sentence, mention: _Mention, before: int, after: int, told: list[Told]) -> Told | None:
    degree = mention.degree
    if degree is None:
        return None
    text = sentence.masked
    lead = text[max(0, mention.start - 40):mention.start]
    if re.search(r"\b(?:my|his|her|their|a|the)\s+(?:\w+\s+)?(?:starting|during|after|before|since)\s+(?:my|his|her)\s*$", lead) or re.search(
            r"\b(?:during|before|after|throughout|since|prior to|beginning|for|starting|until|while|toward the end of)\s+(?:starting\s+|finishing\s+|beginning\s+|completing\s+|obtaining\s+|receiving\s+|earning\s+|getting\s+|defending\s+|pursuing\s+|doing\s+|my\s+first\s+|most of\s+)?(?:my|his|her|their|the)?\s*$", lead, re.IGNORECASE):
        if not places(text, mention.end, after) or re.match(r"\s*,", text[mention.end:]) or re.search(r"\b(?:during|throughout|before|prior to)\s+\w*\s*\w*\s*$", lead, re.IGNORECASE) and not re.match(
                r"\s+(?:\w+\s+){0,4}(?:at|from)\b", text[mention.end:after]):
            return None
    segment = text[mention.end:after]
    found_field = ""
    offset = mention.end
    if (match := _FIELD.match(segment)) and not is_certain(match["field"]):
        found_field = _tidy_field(match["field"])
        offset += match.end()
    place = _first_place([each for each in places(text, offset, after, loose=True) if each.word not in ("with", "to", "for", "by")], text, offset)
    if place is None:
        place = _study_place_before(text, before, mention.start)
    people = advisors(segment)
    names = list(people.names) if people else []
    if not names and degree.student and (match := re.search(r"\b(?:working with|with|in)\s+(?=Prof|Dr)", segment)):
        names = list(names_at(segment, match.end()).names)
    begin, until = _study_dates(sentence, mention, before, after, degree)
    return Told("education", mention.start, place.end if place and place.end > mention.start else mention.end,
                degree=_degree_text(degree), field=found_field, affiliation=place.affiliation if place else Affiliation(),
                begin=begin, until=until, people=names, level=degree.level, student=degree.student)


def _degree_text(degree: DegreeSpan) -> str:
    text = re.sub(r"\s+(?:student|candidate|researcher)$", "", degree.text) if degree.student else degree.text
    return re.sub(r"\s+degrees?$", "", text)


def _tidy_field(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–")
    text = re.sub(r"(?:\s+(?:and|degrees?|program|in|on|at|from|of|the))+$", "", text)
    return "" if len(text) > 90 or len(text) < 2 else text


def _study_place_before(text: str, before: int, start: int) -> Place | None:
    """Return the place told before a degree: "graduated from Huldra College with a B.S."."""
    segment = text[before:start]
    if not re.search(r"\b(?:graduat\w+|alumn\w+|stud(?:ied|ying)|join\w+|admitted|attended|educated|at|enrolled)\b", segment, re.IGNORECASE):
        return None
    if re.search(r"\b(?:prior to|before|after)\s+(?:\w+ing\s+)?[^,]*,[^,]*$", segment, re.IGNORECASE) and not re.search(r"graduat", segment):
        return None
    found = [each for each in places(text, before, start, loose=True) if each.word in ("from", "at", "@", "of", "in", "joined", "to")]
    if not found:
        return None
    return _first_place(found[-2:], text, found[-2:][0].start)


def _study_dates(sentence: Sentence, mention: _Mention, before: int, after: int, degree: DegreeSpan) -> tuple[str, str]:
    text = sentence.masked
    span = _date_near(sentence, mention, before, after)
    tense = _tense(text, mention.start)
    lead = text[max(0, mention.start - 70):mention.start]
    going_on = bool(_ONGOING.search(lead)) and not re.search(r"\b(?:previously|before|was)\b", lead, re.IGNORECASE)
    expected = bool(re.search(r"\bexpect\w*", sentence.text[mention.start:], re.IGNORECASE))
    begin, until = ("", "")
    if span is not None:
        begin, until = span.first, span.last
        if span.kind == "single":
            starts = _STARTS.search(_clause_lead(text, mention.start))
            begin, until = (begin, "") if starts or degree.student and tense != "past" else ("", until)
    if degree.student and tense == "now" or going_on or expected:
        until = PRESENT
    if degree.student and tense == "future":
        until = ""
    return begin, until


# ── what sentences share ────────────────────────────────────────────────────────────────────────────────────────


def _share(sentence: Sentence, found: list[Told]) -> None:
    """Give what lacks its place the place of its neighbour: "B.S. and M.S. from Huldra College"."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        between = sentence.masked[one.end:other.start]
        joined = _SHARED.match(between) or (one.field and _SHARED.match(between.replace(one.field, "").replace("in ", "")))
        if one.kind == other.kind == "education" and not one.affiliation.organization and joined:
            one.affiliation = other.affiliation
            one.people = one.people or list(other.people)
            one.field = one.field or (other.field if not one.field and _SHARED.match(between) else "")
    for index in range(1, len(found)):
        one, other = found[index - 1], found[index]
        if other.kind != one.kind or not one.affiliation.organization:
            continue
        if not other.affiliation.organization and (other.kind == "position" or re.search(
                r"\b(?:where|also|there|same)\b|^[\s,]*(?:and|&)\b", sentence.masked[one.end:other.start])):
            other.affiliation = one.affiliation._replace(unit=other.affiliation.unit)
        elif other.kind == "position" and kind_of(other.affiliation.organization) in ("unit", "institute") and kind_of(
                one.affiliation.organization) in ("organization", "company") and (kind_of(other.affiliation.organization) == "unit" and re.search(
                    r"\b(?:where|also)\b", sentence.masked[one.end:other.start]) or re.match(
                    r"(?:\w+ )?(?:co-?)?(?:director|head|pi|leader|lead|chair|member|coordinator)", other.role, re.IGNORECASE)):
            other.affiliation = one.affiliation._replace(unit=other.affiliation.organization)


_FOLLOW = re.compile(r"\b(?:I|He|She|My|His|Her|They|Their|The|This|There|Here|During)\b|^(?:Advis|Supervis|Co-advis)")


def _follow_up(sentence: Sentence, found: list[Told]) -> None:
    """Attach advisors or a place that a sentence of its own tells to what was told before it."""
    if not found or not _FOLLOW.search(sentence.text):
        return
    named = advisors(sentence.masked)
    last = found[-1]
    if re.search(r"\b(?:I am|I'm|I’m|is|are|currently|my advisors?)\b", sentence.text[:60]) and not re.search(r"\bwas\b", sentence.text[:60]):
        last = next((told for told in found if told.kind == "education" and told.until == PRESENT), last)
    elif re.search(r"\b(?:thesis|dissertation|PhD|Ph\.D|doctoral)\b", sentence.text):
        last = next((told for told in reversed(found) if told.kind == "education" and told.level == "phd"), last)
    if named is not None and not last.people:
        last.people = list(named.names)
