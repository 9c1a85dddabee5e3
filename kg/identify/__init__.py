"""Profiles -> Entities: one person, one paper, one venue, one organization, and why.

    identify            the whole way, as one function
    identify_with_ledger    the same, with the ledger of ids for the next build

    world.py            profiles as flat tables              clusters.py  connected components under cannot-links
    venues.py, papers.py, places.py, owners.py, people.py, matching.py    the stages, in order
    circles.py          what two people share                weights.py, learning.py    what that weighs, learnt
    rarity.py, crowding.py      how many bear a name         variants.py, initials.py   names in other forms
    organizations.py    organizations and units              facts.py     where the facts of a career were
    entities.py         clusters -> records
    ids.py              stable ids and the ledger            curation.py, correcting.py  a person's word
    evidence.py         keep it and read it back             explain.py   why these are one, why those are not
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.identify.ids import Ledger
from kg.model import Entities, SourcedProfile
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.identify.correcting import Applied
    from kg.identify.curation import Curation
    from kg.identify.world import World

__all__ = ["Ledger", "identify", "identify_with_ledger"]


def identify(
    profiles: Sequence[SourcedProfile], settings: Settings, *,
    curation: Curation | None = None, previous: Ledger | None = None,
) -> Entities:
    """Find the people, papers, venues and organizations behind the strings of some profiles.

    Args:
        profiles: in the order of the build; mentions are addressed by their index.
        settings: ``owners`` names the owner of a page that does not.
        curation: a person's word, which beats every rule.
        previous: the ledger of the build before: its ids are kept.
    """
    return identify_with_ledger(profiles, settings, curation=curation, previous=previous)[0]


def identify_with_ledger(
    profiles: Sequence[SourcedProfile], settings: Settings, *,
    curation: Curation | None = None, previous: Ledger | None = None,
) -> tuple[Entities, Ledger]:
    """Do as ``identify`` does and return the ledger of ids too, for the next build."""
    from kg.identify.correcting import Applied
    from kg.identify.world import World

    world = World(profiles, settings.owners)
    applied = None
    if curation:
        plain = None
        if curation.uses_ids:  # an id in the file means who it is without the file
            plain = identify(profiles, settings, previous=previous).resolved
        applied = Applied(curation, world, plain)
    collecting = gc.isenabled()
    gc.disable()  # millions of small records live to the end: looking through them again and again finds nothing
    try:
        return _decide(world, applied, previous)
    finally:
        if collecting:
            gc.enable()


def _decide(world: World, applied: Applied | None, previous: Ledger | None) -> tuple[Entities, Ledger]:
    """Run the stages in order."""
    from kg.identify.circles import Circles
    from kg.identify.entities import Assembly
    from kg.identify.matching import Matching
    from kg.identify.owners import Owners
    from kg.identify.papers import Papers
    from kg.identify.people import People
    from kg.identify.places import Places
    from kg.identify.venues import Venues, venue_strings

    venues = Venues(each for sourced in world.profiles for each in venue_strings(sourced.profile))
    for claim in applied.curation.of("venues", "same") if applied else ():
        venues.unite([each.text for each in claim.about])
    papers = Papers(world, venues, applied)
    people = People(world, papers, Places(world, papers), Owners(world), applied)
    matching = Matching(people, Circles(people, venues))
    assembly = Assembly(world, papers, people, venues, matching, previous, applied)
    return assembly.entities(), assembly.naming.ledger()
