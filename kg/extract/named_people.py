"""The people named beside a degree or a post: advisors, supervisors, hosts. Text in, names without titles out."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.affiliations import is_strong
from kg.locations import is_location

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_TITLE = (
    r"(?:(?:Professors?|Profs?|Drs?|Doctor|Mr|Mrs|Ms|Miss|Sir|Dame|Dean|Assoc|Assistant|Associate|Adjunct"
    r"|Distinguished|Emeritus|"
    r"Academician|A/Prof|Asst|PhD|PI|[Pp]rofessors?|[Pp]rof|[Dd]r|IEEE Fellow|Hon|Rev|Univ|Ing|Dott|h\.c)\b\.?[-\s]*)"
)
_WORD = rf"(?:[{_UPPER}](?:[\w’'‘`]|(?<=\w)[-‐‑](?=\w))*\.?(?:-[{_UPPER}]\.)?)"
_PARTICLE = (
    r"(?:van|von|der|den|de|da|di|del|della|dos|do|du|la|le|el|al|bin|ibn|ben|ter|ten|zu|af|y|e|d['’]|el-|al-)"
)
_NAME = re.compile(
    rf"(?P<title>{_TITLE}{{0,4}})(?P<name>{_WORD}(?:\s(?:[\"“‘(]{_WORD}[\"”’)]\s)?(?:{_PARTICLE}\s){{0,3}}{_WORD}){{0"
    rf",4}}|[\u4e00-\u9fff]{{2,4}}|[\uac00-\ud7a3]{{2,4}})"
)
_AFTER_NAME = re.compile(
    r"(?:['’]s)?(?:,\s(?:Ph\.?D\.?|M\.?D\.?|MSc)(?![\w]))?\s*(?:\((?P<note>[^()]{0,60})\)\s*)?(?P<join>(?:,?\s*(?:and"
    r"|&|und|y|e|et|as well as|along with"
    r"|together with|with)\s+(?:also\s+)?(?:by\s+|with\s+|of\s+|co-?(?:advised|supervised) by\s+)?(?:my\s+|the\s+)?"
    r"|\s*[,;/、]\s*))?"
)
_STOP_WORDS = frozenset(
    "I The A An My His Her Our Their In At From During While Where When After Before Since Then And Currently "
    "Previously Prior "
    "University Institute Department School College Lab Laboratory Group Center Centre Research Science Sciences "
    "Engineering "
    "Computer Machine Learning Artificial Intelligence Google Microsoft Meta Facebook Amazon Apple IBM Technology "
    "Award Fellowship "
    "Thesis Data Language Systems Vision Robotics Studies Team Program Lead Senior Principal Academy Academic PhD "
    "Ph.D MSc Summer "
    "Spring Fall Winter National International Foundation Also Most Best This That Advisor Advisors Supervisor "
    "Mentor "
    "Project Topic Thesis Statistics Mathematics Physics Medicine Medical Economics Business Inc Labs Hospital "
    "Title".split()
)
STRONG = re.compile(
    r"(?:\b(?:co-?\s?|jointly\s+|primarily\s+|mainly\s+)?(?:advised|adviced|supervised|mentored|guided|hosted"
    r"|directed|co-supervised|co-advised)\b"
    r"(?:\s+(?:jointly|mainly|primarily|closely|there|both))?(?:\s*\([^)]{0,20}\))?\s+by"
    r"|\bunder(?:\s+the)?\s+(?:\w+\s+|co-?)?(?:supervision|guidance|mentorship|direction|advisement|tutelage|advice"
    r"|advising|mentoring|"
    r"instruction|advisorship|co-supervision|auspices|leadership)\s+(?:of|by|from)"
    r"|\b(?:advis[oe]rs?|supervisors?|mentors?|advisory committee chair|hosts?|PI|orientador(?:es)?|tutor"
    r"|director(?:es)? de tesis|"
    r"promotors?|co-?advis[oe]rs?|co-?supervisors?|thesis advis[oe]r|manager)\s*(?:is|are|was|were|:|：|-|–)\s*"
    r"|\badvis(?:ing|ory)\s*(?:by|:)"
    r"|(?:导师|指导教师|指導教員)\s*[:：为是]?)"
    r"\s*(?:both\s+)?(?:by\s+)?(?:(?:my|his|her|their)\s+(?:[\w-]+\s+){0,2}(?:advis[oe]rs?|supervisors?|mentors?)\s*,?\s+)?"
    r"(?:the\s+(?:amazing|wonderful|great|late|awesome|brilliant|fantastic|inimitable"
    r"|incredible|one and only)\s+)?",
    re.IGNORECASE,
)
UNDER = re.compile(rf"\bunder\s+(?={_TITLE}|[{_UPPER}][a-z]+ [{_UPPER}])")
WITH = re.compile(
    r"\b(?:work(?:ed|ing|s)?\s+(?:closely\s+|directly\s+|primarily\s+)?(?:with|for|under)|with|in collaboration with"
    r"|(?:group|lab|laboratory|team)\s+of(?=\s+(?:Prof|Dr))|in the (?:group|lab|laboratory|team)\s+of|(?:group|lab"
    r"|team) (?:led|headed|directed) by|led by|headed by)\s+"
    r"(?:my\s+(?:advisors?|supervisors?|mentors?|hosts?)\s+)?",
    re.IGNORECASE,
)
_INVERSE = re.compile(
    r"\s*,?\s*(?:is|was|are|were|as|being)\s+(?:my|his|her|their|the)\s+(?:\w+\s+){0,2}(?:advis[oe]rs?|supervisors?"
    r"|mentors?)\b"
)
_POSSESSIVE = re.compile(
    rf"(?P<name>{_WORD}\s(?:{_PARTICLE}\s){{0,2}}{_WORD}(?:\s{_WORD})?)['’]s?\s+(?:[\w&-]+\s+){{0,3}}(?:group|lab"
    rf"|team|laboratory|Lab|Group|Team)\b"
)


class Named(NamedTuple):
    """Names, and where what names them begins and ends."""

    names: tuple[str, ...]
    start: int
    end: int


def names_at(text: str, start: int) -> Named:
    """Return the names that stand at a place, as a list of people is written.

    >>> names_at("Prof. Ada Quist and Dr. Bo van Tamm (Huldra), where", 0).names
    ('Ada Quist', 'Bo van Tamm')
    """
    found: list[str] = []
    position = start
    end = start
    while len(found) < 12:
        match = _NAME.match(text, position)
        if match is None:
            break
        name = _checked(match["name"], bool(match["title"]))
        if not name:
            break
        found.append(name)
        end = match.start("name") + len(name) if match["name"].startswith(name) else match.end()
        after = _AFTER_NAME.match(text, end)
        if after is None or after["join"] is None:
            end = after.end() if after else end
            break
        position = after.end()
    return Named(tuple(found), start, end)


def _checked(raw: str, titled: bool) -> str:
    """Return a name without what does not belong to it, "" where it is none."""
    words = raw.split()
    for index, word in enumerate(words):
        if word.strip(".") in _STOP_WORDS:
            words = words[:index]
            break
        if word.endswith(".") and len(word.rstrip(".")) > 2:  # a sentence ends here
            words = [*words[:index], word[:-1]]
            break
    name = re.sub(r"['’]s$", "", " ".join(words))
    if re.match(r"[\u4e00-\u9fff\uac00-\ud7a3]", name):
        return name
    if not words or (len(words) < 2 and not titled and name.count("-") < 2):
        return ""
    if is_strong(name) or is_location(name):
        return ""
    return name.rstrip(".") if len(words[-1]) > 2 else name


def advisors(text: str, weak: bool = False) -> Named | None:
    """Return the first people that a text names as advisors; ``weak`` takes "with Ada Quist" as well.

    >>> advisors("my PhD, under the supervision of Prof. Ada Quist").names
    ('Ada Quist',)
    >>> advisors("a postdoc with Bo Tamm at Huldra") is None, advisors("a postdoc with Bo Tamm", weak=True).names
    (True, ('Bo Tamm',))
    """
    every = all_advisors(text, weak)
    if not every:
        return None
    names = tuple(dict.fromkeys(name for each in every for name in each.names))
    return Named(names, every[0].start, every[-1].end)


def all_advisors(text: str, weak: bool = False) -> list[Named]:
    """Return every group of people that a text names as advisors, in order."""
    found: list[Named] = []
    patterns = (STRONG, UNDER, WITH) if weak else (STRONG, UNDER)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if found and pattern is WITH:
                break
            named = names_at(text, match.end())
            if named.names and not any(other.start <= match.start() < other.end for other in found):
                found.append(Named(named.names, match.start(), named.end))
    if not found:
        for match in _NAME.finditer(text):
            if _INVERSE.match(text, match.end()) and (name := _checked(match["name"], bool(match["title"]))):
                return [Named((name,), match.start(), match.end())]
    owned = _POSSESSIVE.search(text) if weak and not found else None
    if owned is not None and (name := _checked(owned["name"], False)):
        return [Named((name,), owned.start(), owned.end())]
    return sorted(found, key=lambda named: named.start)
