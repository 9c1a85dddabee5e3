"""How many people bear a name: the odds that two mentions of it are one person before anything else is known.

Takes name keys; gives the share of people who bear that name. Two sources, the larger wins: what the build's own
names show (family and given names are taken as independent), and a table of very common names of the world, because a
small build cannot know that "Wei Wang" is thousands and "Mira Olin" few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.identify.commonnames import FAMILY_SHARE, GIVEN_SHARE
from kg.names import Key, is_mandarin

UNKNOWN_FAMILY = 1e-6
UNKNOWN_GIVEN = 4e-5
MANDARIN_GIVEN = (1 / 180, 1 / 9000)
"""Share of bearers of one given name of one and of two syllables among people with a Mandarin name."""
PRIOR_NAMES = 60_000
"""How many distinct names of the world stand behind the build's own when shares are estimated."""
PRIOR_NAMES_HERE = 5_000
"""The same for shortened names, which are compared within circles of this build."""
KINSHIP = 4.0
"""Family and given names are not independent: Ivan goes with Petrov, Wei with Wang."""


class Rarity:
    """Shares of names, estimated from the distinct full names of a build.

    >>> from kg.names import key, parse
    >>> rarity = Rarity([])
    >>> rarity.full(key(parse("Wei Wang"))) > 1000 * rarity.full(key(parse("Mira Olin")))
    True
    """

    def __init__(self, names: Iterable[Key]) -> None:
        family: Counter[str] = Counter()
        given: Counter[str] = Counter()
        letter: Counter[tuple[str, str]] = Counter()
        self.people = 0
        for each in set(names):
            if each.whole:
                self.people += 1
                family[each.family] += 1
                given[each.given[0]] += 1
                letter[each.family, each.letters[0]] += 1
        self._family, self._given, self._letter = family, given, letter
        self._of = self.people + PRIOR_NAMES
        self._known: dict[Key, float] = {}

    def family(self, name: str) -> float:
        """Return the share of people with a family name."""
        return max(FAMILY_SHARE.get(name, UNKNOWN_FAMILY), (self._family[name] - 1) / self._of)

    def full(self, name: Key) -> float:
        """Return the share of people who bear a written-out name."""
        known = self._known.get(name)
        if known is not None:
            return known
        family = self.family(name.family)
        first = name.given[0] if name.given else ""
        given = max(GIVEN_SHARE.get(first, UNKNOWN_GIVEN), KINSHIP * (self._given[first] - 1) / self._of)
        syllables = is_mandarin(name)
        if syllables:
            given = max(given, MANDARIN_GIVEN[syllables - 1])
        share = family * given
        for middle in name.given[1:]:
            share *= 0.1 if len(middle) == 1 else 0.02
        self._known[name] = share
        return share

    def initials(self, name: Key) -> float:
        """Return the share of people whose name is shortened like this one."""
        family = self.family(name.family)
        if not name.letters:
            return family
        here = (self._letter[name.family, name.letters[0]] - 1) / (self.people + PRIOR_NAMES_HERE)
        share = max(family / 14, here)
        return share * (0.15 if len(name.letters) > 1 else 1.0)

    def share(self, name: Key) -> float:
        """Return the share of people who bear a name, as far as it is written out."""
        return self.full(name) if name.whole else self.initials(name)
