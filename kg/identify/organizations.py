"""Which organization a printed name is, and which units lie below it.

Takes the organization and unit strings of all profiles; gives organizations by id and the id behind each string.
Known ones come from the gazetteer; others are told apart by their own words, without "Inc." and the like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kg import gazetteer
from kg.gazetteer import KnownOrganization
from kg.identify.venues import slug
from kg.model import Organization
from kg.venuewords import words

Kind = Literal["university", "company", "institute", "government", "other"]

_LEGAL = frozenset("inc ltd llc gmbh ag co corp corporation limited sa srl bv plc oy ab as company".split())
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "university",
        re.compile(
            r"universit|college\b|polytechn|politecnico|hochschule|école|ecole|\bschool\b|大学|大學|대학"
            r"|instituto superior"
            r"|institute of technology|\buniv\b|yliopisto|universidad|faculdade|egyetem|gymnasium|lycée",
            re.IGNORECASE,
        ),
    ),
    (
        "government",
        re.compile(
            r"\bministry\b|\bagency\b|\bgovernment\b|national lab|\bcouncil\b|\bcommission\b|\bbureau\b|\bbank of\b"
            r"|central bank|federal reserve|u\.?s\.? department|parliament|\bnavy\b|\barmy\b|air force",
            re.IGNORECASE,
        ),
    ),
    (
        "institute",
        re.compile(
            r"\binstitut|\bcent(?:er|re|rum|ro)\b|\blaborator|\bacadem|\bobservatory\b|\bhospital\b|\bclinic\b|\bmuseum\b|研究所|研究院"
            r"|\bfoundation\b|\bmax planck\b|\bfraunhofer\b",
            re.IGNORECASE,
        ),
    ),
    (
        "company",
        re.compile(
            r"\b(?:inc|ltd|llc|gmbh|corp|corporation|technologies|technology|labs?|software|systems|bank|group|consulting"
            r"|capital|ventures|pharma\w*|motors?|studio|startup|solutions|company)\b\.?|\.(?:ai|io|com)\b|公司",
            re.IGNORECASE,
        ),
    ),
)


def kind_of(name: str) -> Kind:
    """Guess the kind of an organization that the gazetteer does not have.

    >>> kind_of("Harbour University"), kind_of("Huldra Labs"), kind_of("Institute of Rivers"), kind_of("Tide")
    ('university', 'company', 'institute', 'other')
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "other")


class _Draft(NamedTuple):
    """An organization while its strings are gathered."""

    known: KnownOrganization | None
    parent: str
    printed: Counter[str]


class Organizations:
    """Organizations behind strings."""

    def __init__(self) -> None:
        self._drafts: dict[str, _Draft] = {}
        self._of: dict[str, str] = {}

    def unite(self, texts: Sequence[str]) -> None:
        """Make printed names one organization: the first one's (a person's word); called before any is asked for."""
        first = self._of.setdefault(texts[0], self._enter(texts[0]))
        for text in texts[1:]:
            self._of[text] = first

    def organization(self, text: str) -> str:
        """Return the id of the organization that a string names, "" where it names none."""
        if text not in self._of:
            self._of[text] = self._enter(text)
        identifier = self._of[text]
        if identifier:
            self._drafts[identifier].printed[text] += 1
        return identifier

    def unit(self, text: str, parent: str) -> str:
        """Return the id of a unit below an organization, "" where nothing is named."""
        known = gazetteer.organization(text)
        if known and (known.parent or not parent):
            return self.organization(text)
        name = slug(_without_parent(text))
        if not name:
            return ""
        if parent and self._drafts[parent].known is not None and known and known_id(known) == parent:
            return parent
        identifier = f"{parent}-{name}"[:120] if parent else f"o-{name}"[:80]
        self._draft(identifier, None, parent).printed[text] += 1
        return identifier

    def _enter(self, text: str) -> str:
        known = gazetteer.organization(text)
        if known:
            return self._known(known)
        core = [word for word in words(text) if word not in _LEGAL] or list(words(text))
        if not core:
            core = [slug(text)] if slug(text) else []
        if not core:
            return ""
        identifier = f"o-{'-'.join(core)}"[:80]
        self._draft(identifier, None, "")
        return identifier

    def _known(self, record: KnownOrganization) -> str:
        parent = ""
        if record.parent and (above := gazetteer.organization(record.parent)):
            parent = self._known(above)
        identifier = known_id(record)
        self._draft(identifier, record, parent)
        return identifier

    def _draft(self, identifier: str, known: KnownOrganization | None, parent: str) -> _Draft:
        if identifier not in self._drafts:
            self._drafts[identifier] = _Draft(known, "" if parent == identifier else parent, Counter())
        return self._drafts[identifier]

    def all(self) -> dict[str, Organization]:
        """Return the organizations found, by id."""
        return {identifier: _record(identifier, draft) for identifier, draft in sorted(self._drafts.items())}


def _record(identifier: str, draft: _Draft) -> Organization:
    printed = sorted(draft.printed, key=lambda text: (-draft.printed[text], text))
    if draft.known:
        known = draft.known
        homepage = f"https://{known.homepage}/" if known.homepage else ""
        names = tuple(sorted({*known.other_names, *printed} - {known.name, known.acronym}))
        return Organization(id=identifier, name=known.name, acronym=known.acronym, kind=known.kind, other_names=names,
                            parent=draft.parent, country=known.country, homepage=homepage, known=True)
    name = printed[0] if printed else identifier.removeprefix("o-")
    return Organization(id=identifier, name=name, kind="other" if draft.parent else kind_of(name),
                        other_names=tuple(sorted(printed[1:])), parent=draft.parent)


def known_id(record: KnownOrganization) -> str:
    """Return the id of an organization of the gazetteer."""
    return f"o-{slug(record.name)}"[:80]


def _without_parent(text: str) -> str:
    """A unit's name without the organization that some pages repeat behind it."""
    head, comma, rest = text.partition(",")
    return head if comma and gazetteer.organization(rest) else text
