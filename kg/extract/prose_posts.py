"""Posts told in sentences: role, place, dates and supervisors of one mention."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.affiliations import Affiliation, is_certain, is_strong, kind_of, pieces_of
from kg.extract.clauses import Place, Sentence, places, several
from kg.extract.mentions import Mention, tense_at
from kg.extract.named_people import advisors
from kg.extract.prose_dates import dates_of
from kg.extract.prose_places import bare_place, first_place, place_before
from kg.extract.told import Told

_SUBJECT = re.compile(
    r"\s+(?:of|in|for)\s+(?!the\b|an?\b|our\b|his\b|her\b|charge\b)"
    r"((?:[A-Z][\w&/'’-]*|and|&|of)(?:\s+(?:[A-Z][\w&/'’-]*|and|&|of(?! the)))*)"
)
_UNIT_WORD = re.compile(r"\b(?:Lab|Group|Center|Centre|Department|School)\b")


def read_post(sentence: Sentence, mention: Mention, before: int, after: int) -> list[Told]:
    """Return the post that a mention tells, with further ones told in the same breath.

    Args:
        sentence: where it stands.
        mention: a role, or a verb of working.
        before: where the mention before it ends.
        after: where the mention behind it begins.
    """
    text = sentence.masked
    role, end = _role_with_subject(text, mention, after) if mention.role else ("", mention.end)
    found = places(text, end, after, loose=True)
    if mention.kind == "work":
        found = found or bare_place(text, end, after)
    place = first_place(found, text, end) or _employer(text, end, after)
    if place is None and mention.role is not None:
        place = place_before(text, before, mention.start)
    if mention.kind == "work":
        verb = text[mention.start : mention.end].lower()
        role = _role_of_verb(verb, text[: mention.start])
        if place is None or role == "?" or not _sure(place, verb):
            return []
    tense = tense_at(text, mention.start if mention.kind == "role" else mention.end)
    begin, until = dates_of(sentence, mention, before, after, tense, _is_short(role))
    result = Told(
        "position",
        mention.start,
        place.end if place and place.end > mention.start else end,
        role=_tidy_role(role),
        affiliation=place.affiliation if place else Affiliation(),
        begin=begin,
        until=until,
        people=_supervisors(text[end:after]),
        confidence=None if mention.kind == "role" else 0.7,
    )
    return [*_further(result, mention, found, sentence, place), result]


_EMPLOYED_WITH = re.compile(r"\s+(?:with|for)\s+(?:the\s+)?(?=[A-Z])")


def _employer(text: str, end: int, after: int) -> Place | None:
    """Return the company told right behind a role: "a Data Scientist with Huldra Systems"."""
    match = _EMPLOYED_WITH.match(text, end, after)
    found = bare_place(text, match.end(), after) if match else []
    return found[0] if found and is_strong(pieces_of(found[0].text)[0]) else None


def _role_with_subject(text: str, mention: Mention, after: int) -> tuple[str, int]:
    """Return a role with the subject that belongs to it ("Professor of Economics"), and where it ends."""
    role, end = mention.role.text if mention.role else "", mention.end
    match = _SUBJECT.match(text[end:after])
    if match is None or match[1].endswith(("'s", "’s")):
        return role, end
    kind = kind_of(match[1])
    if (spelt := re.match(r"\s\([^()]+\)", text[end + match.end() :])) and kind == "name":
        kind = kind_of(match[1] + spelt.group())  # "fellow in HIAS (Huldra Institute for Advanced Study)"
    before_place = (
        (kind == "unit" or (kind == "company" and not is_certain(match[1])))
        and re.match(r"\s+(?:at|,)", text[end + match.end() :])
        and not _UNIT_WORD.search(match[1])
    )
    if kind not in ("name", "none") and not before_place:
        return role, end
    return re.sub(r"\s+(?:and|&|of)$", "", f"{role}{match.group().rstrip()}"), end + match.end()


def _sure(place: Place, verb: str) -> bool:
    """Say whether the place of a verb of working is surely one ("worked at …", not "spent time in the fields of …")."""
    return (
        place.word in ("at", "@", ",")
        or is_certain(place.affiliation.organization)
        or verb.startswith(("join", "mov"))
    )


def _further(
    first: Told, mention: Mention, found: Sequence[Place], sentence: Sentence, place: Place | None
) -> list[Told]:
    """Return the further posts of an enumeration ("interned at Huldra Labs, Skogul and Tove")."""
    if place is None:
        return []
    text = sentence.masked
    intern = re.search(r"\bintern", first.role, re.IGNORECASE) is not None
    listed = several(place.text)
    if listed and mention.kind != "work" and not intern and not _apart(place.text, listed):
        listed = []
    if listed:
        first.affiliation = listed[0]
        return [
            Told("position", first.start, first.end, role=first.role, affiliation=each, confidence=first.confidence)
            for each in listed[1:]
        ]
    again = any(
        re.fullmatch(r"\s*,?\s*and (?:at|in)\s+(?:the\s+)?", text[place.end : other.start])
        for other in found
        if other.start >= place.end
    )
    return _more_places(first, found, sentence, place) if mention.kind == "work" or again or intern else []


def _apart(text: str, listed: Sequence[Affiliation]) -> bool:
    """Say whether an enumeration surely names several places, not one and what it belongs to ("HIRL, Huldra")."""
    if " and " not in text or re.search(r"\s(?:of|at|within|from)\s+the\s|\sat\s", text):
        return False
    joined = len(re.findall(r"\band\s+(?:the\s+)?[A-Z]", text)) + 1 == len(listed)
    return joined or all(kind_of(each.organization) == "organization" for each in listed)


def _more_places(first: Told, every: Sequence[Place], sentence: Sentence, chosen: Place) -> list[Told]:
    """Return further posts of a list: "interned at Huldra Labs, Skogul, and Tove Research"."""
    more: list[Told] = []
    text, last = sentence.masked, chosen
    for number, other in enumerate(every):
        if (
            other is chosen
            or other.start < last.end
            or other.affiliation.organization == ""
            or not re.fullmatch(
                r"[\s,;]*(?:and|or|,|as well as|then)?\s*(?:then\s+)?(?:in|at|with|for|from|the|,)?\s*(?:the\s+)?",
                text[last.end : other.start],
            )
        ):
            continue
        stop = every[number + 1].start if number + 1 < len(every) else other.end + 30
        dates = [span for span in sentence.dates if other.end <= span.start < stop]
        if kind_of(other.affiliation.organization) not in ("organization", "company", "institute"):
            continue
        last = other
        more.append(
            Told(
                "position",
                other.start,
                other.end,
                role=first.role,
                affiliation=other.affiliation,
                begin=dates[0].first if dates else "",
                until=dates[0].last if dates else "",
                confidence=first.confidence,
            )
        )
    return more


def _supervisors(tail: str) -> list[str]:
    named = advisors(tail, weak=True)
    if named is None or named.start > 160:
        return []
    return list(named.names)


def _role_of_verb(verb: str, before: str) -> str:
    """Return the role that a verb of working implies, "?" where none does."""
    if verb.startswith(("intern", "internship")):
        modifiers = re.search(r"((?:[\w-]+\s){0,2})$", before)
        lead = modifiers[1].split() if modifiers else []
        kept = [
            word
            for word in lead
            if word.lower() in ("research", "summer", "applied", "software", "engineering", "industry")
        ]
        return " ".join([*kept, "intern"])
    if verb.startswith("visit"):
        return "visiting researcher"
    if re.match(r"(?:held|holding|work|consult|employed|join|mov|based|stint)", verb):
        return ""
    if re.match(r"(?:spen[td]|summers?|stays?|research visit)", verb):
        return "?" if not re.search(r"summer|months?|year|time|visit", verb) else ""
    return "?"


def _is_short(role: str) -> bool:
    return re.search(r"\bintern|visit|guest|summer|exchange", role, re.IGNORECASE) is not None


def _tidy_role(role: str) -> str:
    return re.sub(r"\s+", " ", role).strip(' ,;-–(*_"“')
