"""Posts told in sentences: role, place, dates and supervisors of one mention."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.affiliations import Affiliation, is_certain, kind_of
from kg.extract.clauses import Place, Sentence, places, several
from kg.extract.mentions import Mention, tense_at
from kg.extract.named_people import advisors
from kg.extract.prose_dates import dates_of
from kg.extract.prose_places import bare_place, first_place, place_before
from kg.extract.told import Told


def read_post(sentence: Sentence, mention: Mention, before: int, after: int, told: list[Told]) -> Told | None:
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
        segment_places = bare_place(text, end, after)
    place = first_place(segment_places, text, end)
    tail = text[end:after]
    if place is None and mention.role is not None:
        place = place_before(text, before, mention.start)
    if place is None and mention.kind == "work" or mention.kind == "work" and place is not None and place.word not in ("at", "@", ",") and not (
            is_certain(place.affiliation.organization) or re.match(r"join|mov", text[mention.start:mention.end], re.IGNORECASE)):
        return None
    affiliation = place.affiliation if place else Affiliation()
    people = _supervisors(tail, mention, affiliation)
    tense = tense_at(text, mention.start if mention.kind == "role" else mention.end)
    verb = text[mention.start:mention.end].lower()
    if mention.kind == "work":
        role = _role_of_verb(verb, text[:mention.start])
        if role == "?":
            return None
    begin, until = dates_of(sentence, mention, before, after, tense, _is_short(role))
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


def _supervisors(tail: str, mention: Mention, affiliation: Affiliation) -> list[str]:
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
