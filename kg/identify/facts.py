"""Where the facts of a career were: the organization and unit of a post, the venue of a duty, of an award or a talk.

Takes profiles with the venues and organizations found; gives the id behind each printed place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg import gazetteer
from kg.identify.organizations import Organizations
from kg.identify.venues import Venues
from kg.model import Award, Education, Mention, Position, Profile, Project, SourcedProfile, Teaching

Edition = Callable[[str, int, str], str]
"""Takes a series, a year and the series that hosts it; notes that there was such an edition."""


def resolve_places(
    profiles: Sequence[SourcedProfile], venues: Venues, organizations: Organizations, edition: Edition,
) -> dict[Mention, str]:
    """Return the organization, unit or venue behind each place that a profile prints.

    Args:
        profiles: in the order of the build.
        venues: the series behind strings.
        organizations: takes in those that are named here.
        edition: is told of each edition that a duty, an award or a talk was for.
    """
    found: dict[Mention, str] = {}
    for number, sourced in enumerate(profiles):
        places = _Places(number, venues, organizations, edition)
        found.update((mention, identifier) for mention, identifier in places.of(sourced.profile) if identifier)
    return found


class _Places:
    """The places of one profile."""

    def __init__(self, number: int, venues: Venues, organizations: Organizations, edition: Edition) -> None:
        self._number, self._venues, self._organizations, self._edition = number, venues, organizations, edition

    def of(self, profile: Profile) -> Iterator[tuple[Mention, str]]:
        careers: tuple[tuple[str, Sequence[Position | Education]], ...] = (
            ("positions", profile.positions), ("education", profile.education))
        rest: tuple[tuple[str, Sequence[Award | Teaching | Project]], ...] = (
            ("awards", profile.awards), ("teaching", profile.teaching), ("projects", profile.projects))
        printed = (each.organization for _, facts in (*careers, *rest) for each in facts)
        self._organizations.learn(self._number, (text for text in printed if text and text not in self._venues.placed))
        for list_, items in careers:
            for item, fact in enumerate(items):
                above = self._organization(fact.organization)
                yield self._mention(list_, item, "organization"), above
                if fact.unit:
                    yield self._mention(list_, item, "unit"), self._organizations.unit(fact.unit, above)
        for list_, others in rest:
            for item, each in enumerate(others):
                event = self._event(each.organization)
                yield self._mention(list_, item, "venue"), event
                yield self._mention(list_, item, "organization"), "" if event else self._organization(each.organization)
        for item, service in enumerate(profile.service):
            yield self._mention("service", item, "venue"), self._event(service.venue, service.year)
        for item, talk in enumerate(profile.talks):
            event = self._event(talk.venue)
            yield self._mention("talks", item, "venue"), event
            if not event and gazetteer.organization(talk.venue):
                yield self._mention("talks", item, "organization"), self._organization(talk.venue)

    def _mention(self, list_: str, item: int, role: str) -> Mention:
        return Mention(self._number, list_, item, role)

    def _event(self, text: str, year: int | None = None) -> str:
        """The venue that a text names, "" where it names none."""
        placed = self._venues.placed.get(text)
        if placed is None:
            return ""
        if year := year or placed.year:
            self._edition(placed.series, year, placed.host)
        return placed.series

    def _organization(self, text: str) -> str:
        return self._organizations.organization(text, self._number) if text.strip() else ""
