"""Namesakes made to order: unrelated people with names of one commonness get one name, in profiles with gold answers.

Gold answers that were made from names cannot tell how well namesakes are kept apart. Here it is known: each of a group
of people keeps his papers, co-authors and venues, and only his printed name changes, in the style of each page.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from kg import names
from kg.identify.rarity import Rarity
from kg.model import Profile, SourcedProfile

COMMON = 2e-7
"""Share of a name from which it is common enough to have namesakes."""
LARGEST = 30
"""People in the largest group; sizes are spread evenly over their logarithm, as among hand-labelled namesakes."""
NAMES = 40
"""Names that are shared."""


def crowd(
    profiles: Sequence[SourcedProfile], gold: Sequence[dict[str, Any]], *, names_shared: int = NAMES, seed: int = 1
) -> tuple[list[SourcedProfile], dict[str, str]]:
    """Give groups of people one name each.

    Args:
        profiles, gold: the sources and their answers, in one order.
        names_shared: how many groups there are.
        seed: of the choice.

    Returns:
        The profiles as they would be printed, and person -> the name that he has now, for those in a group.
    """
    forms = _written_out(profiles, gold)
    rarity = Rarity(names.key(names.parse(form)) for form in forms.values())
    common = sorted(
        (rarity.full(names.key(names.parse(form))), person) for person, form in forms.items()
        if rarity.full(names.key(names.parse(form))) >= COMMON)
    chosen = random.Random(seed)
    people = [person for _, person in common]
    chosen.shuffle(people)
    renamed: dict[str, str] = {}
    for _ in range(names_shared):
        size = round(math.exp(chosen.uniform(math.log(2), math.log(LARGEST))))
        group, people = people[:size], people[size:]
        if len(group) > 1:
            renamed.update((person, forms[group[0]]) for person in group)
    return [_renamed(sourced, answer, renamed) for sourced, answer in zip(profiles, gold, strict=True)], renamed


def _written_out(profiles: Sequence[SourcedProfile], gold: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Person -> a written-out name, for the people whose name nobody else in the gold bears."""
    forms: dict[str, str] = {}
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sourced, answer in zip(profiles, gold, strict=True):
        for publication, told in zip(sourced.profile.publications, answer["publications"], strict=True):
            for author, person in zip(publication.authors, told["authors"], strict=False):
                name = names.parse(author)
                key = names.key(name)
                if person and key.whole:
                    bearers[key.family, key.joined].add(person)
                    forms.setdefault(person, f"{name.given} {name.particle} {name.family}".replace("  ", " "))
    alone = {person for people in bearers.values() if len(people) == 1 for person in people}
    return {person: form for person, form in sorted(forms.items()) if person in alone}


def _renamed(sourced: SourcedProfile, answer: dict[str, Any], renamed: dict[str, str]) -> SourcedProfile:
    profile = sourced.profile
    publications = []
    for publication, told in zip(profile.publications, answer["publications"], strict=True):
        people = [*told["authors"], *[None] * len(publication.authors)]
        authors = tuple(
            in_style(author, renamed[person]) if person in renamed else author
            for author, person in zip(publication.authors, people, strict=False))
        publications.append(msgspec.structs.replace(publication, authors=authors))
    owner = renamed.get(answer.get("owner", ""))
    new: Profile = msgspec.structs.replace(
        profile, publications=tuple(publications), **({"name": owner, "other_names": ()} if owner else {}))
    return msgspec.structs.replace(sourced, profile=new)


def in_style(printed: str, name: str) -> str:
    """Return a name as a page prints it that prints another so.

    >>> in_style("Olin, M.", "Bo Tamm"), in_style("Mira A. Olin", "Bo Tamm"), in_style("M Olin", "Bo Tamm")
    ('Tamm, B.', 'Bo Tamm', 'B Tamm')
    """
    new = names.parse(name)
    family = f"{new.particle} {new.family}".strip()
    given = new.given
    if not names.key(names.parse(printed)).whole:
        given = " ".join(f"{each[0]}." if "." in printed else each[0] for each in given.split())
    if "," in printed:
        return f"{family}, {given}"
    return f"{given} {family}"
