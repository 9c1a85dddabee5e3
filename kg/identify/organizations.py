"""Which organization a printed name is, and which units lie below it.

Takes the organization and unit strings of all profiles; gives organizations by id and the id behind each string.
Known ones come from the gazetteer; others are told apart by their own words, without "Inc." and the like; an acronym is
the name that the same page prints beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg import gazetteer
from kg.gazetteer import KnownOrganization, OrganizationKind
from kg.identify.organization_names import kind_of, read_name
from kg.identify.venues import slug
from kg.model import Organization
from kg.venuewords import words

_LEGAL = frozenset("inc ltd llc gmbh ag co corp corporation limited sa srl bv plc oy ab as company".split())


class _Draft(NamedTuple):
    """An organization while its strings are gathered."""

    known: KnownOrganization | None
    parent: str
    printed: Counter[str]
    acronyms: Counter[str]


class Organizations:
    """Organizations behind strings."""

    def __init__(self) -> None:
        self._drafts: dict[str, _Draft] = {}
        self._of: dict[str, str] = {}
        self._of_acronym: dict[tuple[int, str], str] = {}
        """(page, acronym) -> the organization whose name that page prints beside it."""

    def unite(self, texts: Sequence[str]) -> None:
        """Make printed names one organization: the first one's (a person's word); called before any is asked for."""
        first = self._of.setdefault(texts[0], self._enter(texts[0]))
        for text in texts[1:]:
            self._of[text] = first

    def learn(self, page: int, texts: Iterable[str]) -> None:
        """Take in the acronyms that a page explains: "Nordhavn Rivers Agency (NRA)"."""
        for text in texts:
            read = read_name(text)
            if read.acronym and gazetteer.organization(read.acronym) is None and (identifier := self._resolve(text)):
                self._of_acronym.setdefault((page, read.acronym), identifier)

    def organization(self, text: str, page: int = -1) -> str:
        """Return the id of the organization that a string on a page names, "" where it names none."""
        identifier = self._of_acronym.get((page, text.strip())) or self._resolve(text)
        if identifier:
            self._count(identifier, text)
        return identifier

    def unit(self, text: str, parent: str) -> str:
        """Return the id of a unit below an organization, "" where nothing is named."""
        known = gazetteer.organization(text)
        if known and (known.parent or not parent):
            return self.organization(text)
        if not parent:
            return self.organization(text)
        if self._drafts[parent].known is not None and known and known_id(known) == parent:
            return parent
        name = read_name(_without_parent(text)).name
        if not slug(name):
            return ""
        identifier = f"{parent}-{slug(name)}"[:120]
        self._draft(identifier, None, parent)
        self._count(identifier, text)
        return identifier

    def _resolve(self, text: str) -> str:
        if text not in self._of:
            self._of[text] = self._enter(text)
        return self._of[text]

    def _enter(self, text: str) -> str:
        """The id of a string met for the first time; "" for none, and for a unit that any university has."""
        if known := gazetteer.organization(text):
            return self._known(known)
        read = read_name(text)
        if not read.name or read.bare_unit:
            return ""
        if known := gazetteer.organization(read.name):
            return self._known(known)
        core = [word for word in words(read.name) if word not in _LEGAL] or list(words(read.name)) or [slug(read.name)]
        if not any(core):
            return ""
        identifier = f"o-{'-'.join(core)}"[:80]
        self._draft(identifier, None, self._known(read.above) if read.above else "")
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
            self._drafts[identifier] = _Draft(known, "" if parent == identifier else parent, Counter(), Counter())
        return self._drafts[identifier]

    def _count(self, identifier: str, text: str) -> None:
        read, draft = read_name(text), self._drafts[identifier]
        draft.printed[read.name or text] += 1
        if read.acronym:
            draft.acronyms[read.acronym] += 1

    def all(self) -> dict[str, Organization]:
        """Return the organizations found, by id."""
        above = {draft.parent for draft in self._drafts.values()}
        return {identifier: _record(identifier, draft, self._kind(identifier))
                for identifier, draft in sorted(self._drafts.items()) if draft.printed or identifier in above}

    def _kind(self, identifier: str) -> OrganizationKind:
        """What sort of organization it is: as the gazetteer says, else as its name or what is above it."""
        draft = self._drafts[identifier]
        if draft.known:
            return draft.known.kind
        return self._kind(draft.parent) if draft.parent else kind_of(_name(identifier, draft))


def _record(identifier: str, draft: _Draft, kind: OrganizationKind) -> Organization:
    name, acronym = _name(identifier, draft), _most_printed(draft.acronyms)
    if draft.known:
        known = draft.known
        homepage = f"https://{known.homepage}/" if known.homepage else ""
        names = tuple(sorted({*known.other_names, *draft.printed} - {known.name, known.acronym}))
        return Organization(id=identifier, name=known.name, acronym=known.acronym, kind=kind, other_names=names,
                            parent=draft.parent, country=known.country, homepage=homepage, known=True)
    return Organization(id=identifier, name=name, acronym=acronym if acronym != name else "", kind=kind,
                        other_names=tuple(sorted({*draft.printed} - {name, acronym})), parent=draft.parent)


def _name(identifier: str, draft: _Draft) -> str:
    """The name that most pages print, written out where one of them does."""
    acronym = _most_printed(draft.acronyms)
    return _most_printed(Counter({text: count for text, count in draft.printed.items() if text != acronym})) or (
        acronym or identifier.removeprefix("o-"))


def _most_printed(printed: Counter[str]) -> str:
    return min(printed, key=lambda text: (-printed[text], -len(text), text), default="")


def known_id(record: KnownOrganization) -> str:
    """Return the id of an organization of the gazetteer."""
    return f"o-{slug(record.name)}"[:80]


def _without_parent(text: str) -> str:
    """A unit's name without the organization that some pages repeat behind it."""
    head, comma, rest = text.partition(",")
    return head if comma and gazetteer.organization(rest) else text
