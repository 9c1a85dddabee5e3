"""Duties for the community: what they are called, and their usual short forms. Text in, places of duties out."""

from __future__ import annotations

import re

from kg.extract.career_words import Span

_KIND = (
    r"(?:senior|junior|graduate|undergraduate|leadership|meta|emergency|secondary|external|outstanding|top|expert|frequent|regular|occasional|invited"
    r"|ad[- ]hoc|sub|co|vice|deputy|"
    r"associate|assistant|guest|managing|action|academic|general|honorary|technical|scientific|program(?:me)?"
    r"|organi[sz]ing|organi[sz]ation|steering|"
    r"local(?: organi[sz]ing| arrangements?)?|publicity|publications?|proceedings|workshops?|tutorials?|session|track"
    r"|area|demos?|posters?|web(?:site)?|finance|"
    r"sponsorship|registration|industry|industrial|student|award|awards|paper|prize|best|thesis|doctoral|consortium"
    r"|volunteer|panel|competition|"
    r"challenge|contest|grant|proposal|funding|book|journal|conference|advisory|editorial|executive|founding|standing"
    r"|international|national|"
    r"selection|admissions?|hiring|search|diversity|inclusion|social|media|virtual|communications?|outreach|special"
    r"|issue|topic|review|"
    r"abstracts?|artifact|evaluation|reproducibility|ethics|shadow|light|accessibility|d&i|it|support|interactive|ipc"
    r"|noc|tpc|pc|ac|spc|lead|joint|main|"
    r"head|chief|section|column|division|regional|chapter|board|committee|faculty|departmental|community|peer|reading"
    r"|group)"
)
_HEAD = (
    r"(?:(?:sub-?|meta-?)?reviewers?|referees?|reviewing|refereeing|peer[- ]review(?:er|ing)?"
    r"|chair(?:s|man|woman|person)?|co-?chairs?"
    r"|editors?(?:-in-chief|-at-large| in chief)?|"
    r"editorial board(?: members?)?|organi[sz]ers?|co-?organi[sz]ers?|"
    r"com+it+ee(?: members?)?|council(?: member)?|board (?:of (?:governors|directors))?(?: ?members?)?|members?"
    r"|panell?ists?|moderators?|judges?|jury(?: members?)?|"
    r"discussants?|volunteers?|delegates?|representatives?|president|secretary|treasurer|coordinators?|examiners?"
    r"|evaluators?|liaison|"
    r"ambassadors?|hosts?|mentors?|spc|tpc|arr)"
)
_ROLE = re.compile(
    rf"(?<![\w-])(?:(?:{_KIND}(?:[\s/&-]+(?:and\s+)?|-)){{0,5}}{_HEAD}(?:-elect)?(?:\s+members?)?|(?:(?:senior|shadow|technical"
    rf"|light|it|vice)\s+)?(?:TPC|SPC|IPC|NOC|PC|AC|SAC|AE)(?:\s+(?:co-?)?(?:members?|chairs?))?)(?![\w-]|\s+(?:of "
    rf"the (?:best|year)))"
    r"|(?:审稿人|程序委员|领域主席|编委|组织委员|회장|부회장|이사|조직위원회|委員|幹事)",
    re.IGNORECASE,
)
_SHORT = {
    "pc": "program committee",
    "tpc": "technical program committee",
    "spc": "senior program committee",
    "ac": "area chair",
    "sac": "senior area chair",
    "ae": "associate editor",
}
_VERBAL = re.compile(
    r"(?<![\w-])(?P<co>co-?)?(?:organi[sz](?:ed|ing|ation of|e)|chair(?:ed|ing)|moderat(?:ed|ing)|judg(?:ed|ing)"
    r"|review(?:ed|ing)?(?= for\b)|referee(?:ed|d)? for|edit(?:ed|ing))(?![\w-])",
    re.IGNORECASE,
)
_UPPER_ONLY = frozenset({"pc", "ac", "ae", "it"})


def find_duties(text: str) -> list[Span]:
    """Return the duties that a text names.

    >>> [duty.text for duty in find_duties("Program chair of ICX 2014, Award committee member of ICX 2008, PC: ICY")]
    ['Program chair', 'Award committee member', 'PC']
    """
    found: list[Span] = []
    for match in _ROLE.finditer(text):
        word = match.group()
        if (word.lower() in _UPPER_ONLY and not word.isupper()) or word.lower() in ("arr", "board", "head"):
            continue
        if found and text[found[-1].end : match.start()] in ("/", " / "):
            last = found.pop()  # "Reviewer/Program Committee"
            found.append(Span(last.start, match.end(), text[last.start : match.end()]))
            continue
        found.append(Span(match.start(), match.end(), word))
    return found


def find_duty_verbs(text: str) -> list[Span]:
    """Return the verbs that tell a duty: "co-organized", "chaired".

    >>> [verb.text for verb in find_duty_verbs("I co-organized a workshop and reviewed for ICX.")]
    ['co-organized', 'reviewed']
    """
    return [Span(match.start(), match.end(), match.group()) for match in _VERBAL.finditer(text)]


def name_of_duty(text: str) -> str:
    """Return a duty as a profile names it: the printed words, a committee's short form written out.

    >>> [name_of_duty(text) for text in ("Conference reviewer", "shadow PC", "PC member", "co-organised")]
    ['reviewer', 'shadow program committee', 'PC member', 'co-organizer']
    """
    text = re.sub(r"\s+", " ", text).strip(" ,.:;-")
    lower = text.lower()
    if lower in ("journal reviewer", "journal reviewers"):
        return text.rstrip("s")
    if re.fullmatch(
        r"(?:(?:conference|paper|peer|book|article|academic|workshop|program|and|&|/|invited|ad[- ]hoc"
        r"|regular)[\s/&-]*)*(?:reviewers?|reviewing|referees?|refereeing|review(?:ed)?|referee[d]? for|"
        r"peer[- ]review(?:er|ing)?)",
        lower,
    ):
        if "refere" in lower and "review" not in lower:
            return "Referee" if text[:1].isupper() else "referee"
        return "Reviewer" if text[:1].isupper() and lower in ("reviewer", "reviewers") else "reviewer"
    if match := re.match(r"(co-?)?organi[sz](?:ed|ing|e|ers?|ation of)$", lower):
        return "co-organizer" if match[1] else "organizer"
    if match := re.match(r"(co-?)?(?:chair(?:ed|ing)|chairs)$", lower):
        return "co-chair" if match[1] else "chair"
    for verb, noun in (("moderat", "moderator"), ("judg", "judge"), ("edit", "editor")):
        if re.match(rf"(?:co-?)?{verb}(?:ed|ing|e)?$", lower):
            return noun if lower != "editor" else text
    if not re.search(r"\b(?:members?|chairs?)$", lower):  # "PC member" is a title, "on the PC" a short form
        text = " ".join(_SHORT.get(word.lower(), word) if word.isupper() else word for word in text.split(" "))
    if re.search(
        r"(?:reviewer|chair|organi[sz]er|editor|member|panelist|judge|discussant|moderator|volunteer)s$",
        text,
        re.IGNORECASE,
    ):
        text = text[:-1]
    return text
