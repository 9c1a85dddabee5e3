"""Sentences of a biography and the phrases in them: where a sentence ends, which words name an affiliation.

Text in, offsets out. Dates are masked by blanks of the same length, so that offsets stay what they were.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg import gazetteer
from kg.dates import RangeSpan, find_ranges
from kg.extract.affiliations import Affiliation, assign, is_certain, kind_of, pieces_of
from kg.extract.career_words import find_roles


class Sentence(NamedTuple):
    """A sentence with its place, its text with the dates blanked out, and these dates."""

    start: int
    text: str
    masked: str
    dates: tuple[RangeSpan, ...]


_END = re.compile(r"[.!?。！？][\"”’)\]]*(?=\s+[\"“‘(\[]?[A-Z\u00c0-\u00deÀ-ÞŁŚŽ\u3400-\u9fff🎓]|\s*\n|\s*$)|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[Pp]rof|[Pp]rofs|[Dd]r|Drs|Mr|Mrs|Ms|St|Univ|Dept|Inst|Tech|Inc|Ltd|Co|Corp|Jr|Sr|vs|etc|e\.g|i\.e|Assoc|Asst"
    r"|Assist|No|Vol|"
    r"approx|Fig|al|Eng|Sci|Ave|Mt|Ft|Gen|Sen|Rep|Gov|Hon|Rev|incl|esp|Ph|Sc|M|Phil|Hons|Lab|Int|Conf|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sep|"
    r"Sept|Oct|Nov|Dec|Adm|Comp|Dipl|ing|rer|nat)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z]|Ph\.D|D\.Phil|B\.Sc|M\.Sc|M\.Phil"
    r"|B\.Tech|M\.Tech|"
    r"B\.Eng|M\.Eng)$"
)
_ALWAYS_ENDS = re.compile(
    r"\s+(?:I|My|He|She|His|Her|They|Before|Prior|Previously|Currently|In|During|After|At|From|Since|Now|Then|"
    r"We|The|This|Our|Also|Additionally|Earlier|For|While|As|Please|You|If)\b(?!\.)"
)
_DATE_FRAME = re.compile(r"[(\[]\s*$")


def sentences(text: str, dates: bool = True) -> list[Sentence]:
    """Cut a text into sentences; "Prof.", "Ph.D." and initials end none.

    Args:
        text: running text.
        dates: whether dates are looked for; without, ``masked`` is the text and ``dates`` is empty.

    >>> [each.text for each in sentences("I met Prof. A. Quist in Bergen. Before that, I was at Huldra (2019).")]
    ['I met Prof. A. Quist in Bergen.', 'Before that, I was at Huldra (2019).']
    """
    found: list[Sentence] = []
    begin = 0
    for match in _END.finditer(text):
        stop = match.end()
        if match.group().startswith("."):
            word = text[max(begin, match.start() - 12) : match.start()]
            if (
                _ABBREVIATION.search(word)
                and stop < len(text)
                and not (_degree_dot(word) and _ALWAYS_ENDS.match(text, stop))
                and "\n" not in text[stop : stop + 1]
            ):
                continue
        _append(found, text, begin, stop, dates)
        begin = stop
    _append(found, text, begin, len(text), dates)
    return found


def _degree_dot(word: str) -> bool:
    return (
        re.search(r"(?:Ph\.?D|D\.Phil|Sc|M\.S|B\.S|M\.A|B\.A|Tech|Eng|Inc|Ltd|Co|etc|U\.S|al|U\.K|Lab|Univ)$", word)
        is not None
    )


def _append(found: list[Sentence], text: str, begin: int, stop: int, dates: bool) -> None:
    raw = text[begin:stop]
    lead = len(raw) - len(raw.lstrip())
    raw = raw.strip()
    if raw:
        masked, spans = mask_dates(raw) if dates else (raw, ())
        found.append(Sentence(begin + lead, raw, masked, spans))


def mask_dates(text: str) -> tuple[str, tuple[RangeSpan, ...]]:
    """Blank out the dates of a text, with the brackets around them.

    >>> mask_dates("Researcher (2019 - 2021) at Huldra")[0]
    'Researcher               at Huldra'
    """
    dates = find_ranges(text)
    for span in dates:
        start, end = span.start, span.end
        while start > 0 and text[start - 1] in "([":
            start -= 1
        while end < len(text) and text[end] in ")]" and start < span.start:
            end += 1
        text = text[:start] + " " * (end - start) + text[end:]
    return text, tuple(dates)


_CONNECTORS = frozenset(
    "of the and for & de la las los del di da do dos das des du et y e für und der den en le in at on @ within to's "
    "von "
    "della dello degli per l’ d’ zu van".split()
)
_UNIT_WORDS = frozenset(
    "group lab labs team department university school institute center centre division program programme college "
    "laboratory "
    "unit campus faculty company startup group, lab, team, department, group. lab. team. department. research".split()
)
_BREAKS = frozenset(
    "I I'm I’m I've I’ve He She They We My His Her Their Our Our Prior Before After Where When While Which "
    "Previously Currently Dr. Prof. Prof "
    "Professor Professors Dr During Since Under From Until As With By But Also Additionally Then Now Earlier Besides "
    "It This These That There Here Please "
    "If You Feel".split()
)


_NO_TOPIC_BEHIND = re.compile(
    r"(?:Universi\w+|College|Institute of Technology)\b"
    r"(?!.*\b(?:Cent(?:er|re)|Institute|Group|Lab|Program\w*|Initiative)$)"
)

_SOMEBODYS = re.compile(r"\s+(?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*['’]s\b")


def capital_run(text: str, start: int, stop: int) -> int:
    """Return where the run of words that can name an affiliation ends: capitalised words and what joins them.

    >>> text = "at the School of Arts, Huldra College in Bergen, where I met"; text[7:capital_run(text, 7, len(text))]
    'School of Arts, Huldra College in Bergen'
    """
    end = start
    pending, before = False, ""
    for match in re.finditer(r"\S+", text[start:stop]):
        token = match.group()
        if end > start and match.start() + start - end > 4 and not pending:
            break  # a masked date stands between
        bare = token.strip("\"“”‘’'*_,;:")
        if bare in _BREAKS:
            break
        lead = bare.lstrip('(["“‘')[:1]
        if (
            lead.isupper()
            or lead.isdigit()
            or "\u3400" <= lead <= "\ud7a3"
            or (bare.startswith("(") and bare.endswith(")") and (bare[1:-1].isupper() or len(bare) < 8))
        ):
            end, pending = start + match.end(), False
        elif bare == "on" and (
            _NO_TOPIC_BEHIND.search(text[start:end]) or _SOMEBODYS.match(text, start + match.end())
        ):
            break  # "at the University of Nordhavn on river models", "at Huldra Labs on Ada Quist's team"
        elif bare.lower() in _CONNECTORS and bare:
            if pending and before == "and" and bare.lower() in ("at", "in", "@", "from"):
                break  # "at Huldra Labs and at Google": two places
            pending, before = True, bare.lower()
            continue
        elif (bare.rstrip(".") in _UNIT_WORDS and end > start) or re.match(r"[a-z]+-?[A-Z]", bare):
            end, pending = start + match.end(), False
        else:
            break
        if token[-1] in ".;:!?" and not _ABBREVIATION.search(token[:-1]):
            break
        if token[-1] == ")" and token.rstrip(")")[-1:] in ".;":
            break
    return start + len(text[start:end].rstrip(" ,;.:"))


_PREPOSITION = re.compile(
    r"(?:(?<=\s)|(?<=^))(?P<word>[Aa]t|@|in|with|within|from|of|for|to|into|by|inside|[Jj]oined|[Jj]oin|[Jj]oining"
    r"|[Vv]isiting|[Vv]isited)(?:\s+|(?<=@))"
    r"(?P<article>(?:both\s+)?(?:the\s+|an?\s+)?)(?=[\"“(*]?(?:[A-Z\u00c0-\u00deÉŁŚŽ0-9\u3400-\u9fff\uac00-\ud7a3]"
    r"|[a-z]+[A-Z]))|(?<=[\S ]),\s+(?:and\s+)?(?P<comma>)(?=[A-Z])|(?<=    )and\s+(?=[A-Z])"
    r"|\s[-–—|·•]\s(?P<dash>)(?=[A-Z])"
)


class Place(NamedTuple):
    """An affiliation found in a sentence, with its place and the preposition before it."""

    start: int
    end: int
    word: str
    text: str
    affiliation: Affiliation


def places(text: str, start: int, stop: int, loose: bool = False) -> list[Place]:
    """Return the affiliations between two offsets, in order; ``loose`` takes unknown capitalised names after "at" too.

    >>> [place.affiliation.organization for place in places("worked at Huldra Labs and with Ada Quist", 0, 38)]
    ['Huldra Labs']
    """
    found: list[Place] = []
    position = start
    while (match := _PREPOSITION.search(text, position, stop)) is not None:
        begin = match.end()
        end = capital_run(text, begin, stop)
        position = max(end, match.end())
        if end <= begin:
            continue
        phrase = re.sub(r"^the\s+", "", text[begin:end])
        word = match["word"] or ","
        if (affiliation := _accepted(phrase, word, loose)) is not None:
            if found and found[-1].end >= match.start() - 1 and not affiliation.organization:
                continue
            found.append(Place(begin, end, word, phrase, affiliation))
        elif word in ("with", "by") and (further := re.search(r"\s(?:at|@)\s", text[begin:end])):
            position = begin + further.start()  # "with Ada Quist at Huldra Labs"
    return found


def several(text: str) -> list[Affiliation]:
    """Return the organizations of an enumeration ("Huldra Labs, Google, and Meta"), none where it is none.

    >>> [each.organization for each in several("Google (Zürich), Meta, and Apple")], several("Brain Team, Google, Zürich")
    (['Google', 'Meta', 'Apple'], [])
    """
    pieces = [piece for each in re.split(r",?\s+and\s+(?:the\s+)?(?=[A-Z])", text) for piece in pieces_of(each)]
    kinds = [kind_of(piece) for piece in pieces]
    strong = [
        piece for piece, kind in zip(pieces, kinds, strict=True) if kind in ("organization", "company", "institute")
    ]
    placed = len(re.findall(r"\([A-Z][\w .,]+\)", text)) > 1  # "Sea Lab (Oslo), Tove (Bergen)": each with its town
    if len(strong) < 2 or "none" in kinds or ("unit" in kinds and not placed):
        return []
    found: list[Affiliation] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind == "location" and found:
            found[-1] = found[-1]._replace(location=piece)
        elif kind != "location":
            inner = re.search(r"\s*\(([^()]+)\)$", piece)
            place = inner[1] if inner and kind_of(inner[1]) == "location" else ""
            found.append(Affiliation(piece[: inner.start()] if inner and place else piece, "", place))
    return found


def _accepted(phrase: str, word: str, loose: bool) -> Affiliation | None:
    pieces = pieces_of(phrase)
    kinds = [kind_of(piece) for piece in pieces]
    if not pieces:
        return None
    if (
        kinds[0] == "location"
        and word.lower() in ("at", "from", "@")
        and gazetteer.organization(pieces[0]) is not None
    ):
        return Affiliation(pieces[0])  # "from Stanford"
    roles = find_roles(phrase)
    if roles and roles[0].start == 0 and roles[0].end >= len(phrase) - 1:
        return None
    if word in ("with", "by") and len(pieces) > 1 and kinds[0] == "name":
        return None  # somebody
    if word in (",", "with", "for", "by", "in") and not any(
        is_certain(piece) for piece in pieces if kind_of(piece) != "location"
    ):
        return None
    if not any(kind in ("organization", "company", "institute", "unit") for kind in kinds) and not (
        loose
        and word.lower() in ("at", "@", "join", "joined", "joining", "within", "inside", "from", "to")
        and "name" in kinds[:1]
    ):
        return None
    return assign(pieces)
