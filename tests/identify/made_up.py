"""Made-up profiles for the tests of identity."""

from __future__ import annotations

from typing import Any

from kg.identify import identify_with_ledger
from kg.identify.curation import Curation
from kg.identify.ids import Ledger
from kg.model import Entities, Mention, Profile, Publication, SourcedProfile
from kg.settings import Settings


def paper(title: str, *authors: str, **more: Any) -> Publication:
    return Publication(title=title, authors=authors, **more)


def page(source: str, name: str, *papers: Publication, **more: Any) -> SourcedProfile:
    return SourcedProfile(id=source, profile=Profile(name=name, publications=papers, **more))


def papers_only(source: str, *papers: Publication) -> SourcedProfile:
    return SourcedProfile(id=source, profile=Profile(kind="bibliography", publications=papers))


class Found:
    """Entities with short ways to ask."""

    def __init__(
        self, *profiles: SourcedProfile, curation: Curation | None = None, previous: Ledger | None = None
    ) -> None:
        self.profiles = profiles
        self.entities: Entities
        self.entities, self.ledger = identify_with_ledger(profiles, Settings(), curation=curation, previous=previous)

    def author(self, source: str, item: int, place: int) -> str:
        return self.entities.resolved[Mention(self._index(source), "publications", item, "author", place)]

    def owner(self, source: str) -> str:
        return self.entities.resolved[Mention(self._index(source), "", 0, "owner")]

    def paper(self, source: str, item: int = 0) -> str:
        return self.entities.resolved[Mention(self._index(source), "publications", item, "paper")]

    def venue(self, source: str, item: int = 0) -> str:
        return self.entities.resolved.get(Mention(self._index(source), "publications", item, "venue"), "")

    def reasons(self) -> set[str]:
        return {edge.reason for edge in self.entities.edges}

    def _index(self, source: str) -> int:
        return next(number for number, each in enumerate(self.profiles) if each.id == source)
