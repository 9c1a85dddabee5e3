"""The profiles of a build as flat tables: entries and signatures by number, names and titles made ready once.

Takes profiles; gives a ``World``. Identification works on numbers; ``mention`` turns a number back into an address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from anyascii import anyascii

from kg.model import Mention, SourcedProfile
from kg.names import Key, Name, key, parse

_WORD = re.compile(r"[a-z]+|\d+")
_REMARK = re.compile(
    r"\s*[(\[](?:oral|spotlight|poster|demo|short paper|long paper|best paper[^()]*|to appear|accepted|highlight"
    r"|notable[^()]*"
    r"|pdf|code|slides|video|preprint|equal contribution|under review|in press|submitted|extended abstract|invited|talk"
    r"|paper|arxiv|award[^()]*|outstanding[^()]*|top[\s-]?\d+%?[^()]*)[)\]]\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 17)
def title_words(title: str) -> tuple[str, ...]:
    """Return a title's words in lower-case ASCII, without a remark in brackets at its end.

    >>> title_words("On Rivers: A Study (Oral)")
    ('on', 'rivers', 'a', 'study')
    """
    if title.endswith((")", "]")):
        title = _REMARK.sub("", title)
    if not title.isascii():
        title = anyascii(unicodedata.normalize("NFKC", title))
    return tuple(_WORD.findall(title.lower().replace("'", "")))


class Named:
    """One distinct name string: its parts, its key, and the groups that it is looked for in."""

    __slots__ = ("key", "name", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.name: Name = parse(text)
        self.key: Key = key(self.name)


class World:
    """Entries and signatures of all profiles, by number.

    ``entry_*`` lists run over the printed papers, ``signature_*`` over their printed authors. The owner of profile p
    is the person unit ``owner(p)``; advisors and supervisors follow. ``names`` holds each distinct name once.
    """

    def __init__(self, profiles: Sequence[SourcedProfile], owners: Mapping[str, str] = {}) -> None:
        self.profiles = profiles
        self._told = owners
        self.entry_profile: list[int] = []
        self.entry_item: list[int] = []
        self.entry_first: list[int] = []
        """Entry -> its first signature; one more than there are entries."""
        self.signature_entry: list[int] = []
        self.signature_name: list[int] = []
        self.names: list[Named] = []
        self._mentions: list[Mention] = []
        self._name_number: dict[str, int] = {}
        self.owner_names: list[tuple[int, ...]] = []
        """Profile -> its owner's names, best first."""
        self.mentors: list[tuple[int, str, int, str, int, int]] = []
        """Advisors and supervisors: (profile, list, item, role, place, name)."""
        for number, sourced in enumerate(profiles):
            self._add(number, sourced)
        self.entry_first.append(len(self.signature_entry))

    def name(self, text: str) -> int:
        """Return the number of a name string."""
        number = self._name_number.get(text)
        if number is None:
            number = self._name_number[text] = len(self.names)
            self.names.append(Named(text))
        return number

    def _add(self, number: int, sourced: SourcedProfile) -> None:
        profile = sourced.profile
        named = (profile.name or self._told.get(sourced.id, ""), *profile.other_names)
        self.owner_names.append(tuple(self.name(text) for text in named if text.strip()))
        for item, publication in enumerate(profile.publications):
            entry = len(self.entry_profile)
            self.entry_profile.append(number)
            self.entry_item.append(item)
            self.entry_first.append(len(self.signature_entry))
            for author in publication.authors:
                self.signature_entry.append(entry)
                self.signature_name.append(self.name(author))
        for item, education in enumerate(profile.education):
            for place, text in enumerate(education.advisors, 1):
                self.mentors.append((number, "education", item, "advisor", place, self.name(text)))
        for item, position in enumerate(profile.positions):
            for place, text in enumerate(position.supervisors, 1):
                self.mentors.append((number, "positions", item, "supervisor", place, self.name(text)))

    def signatures(self, entry: int) -> range:
        """Return the signatures of an entry."""
        return range(self.entry_first[entry], self.entry_first[entry + 1])

    def place(self, signature: int) -> int:
        """Return the 1-based place of a signature in its author list."""
        return signature - self.entry_first[self.signature_entry[signature]] + 1

    def author_mention(self, signature: int) -> Mention:
        """Return the address of a signature; the same object each time."""
        if not self._mentions:
            first, item, profile = self.entry_first, self.entry_item, self.entry_profile
            self._mentions = [
                Mention(profile[entry], "publications", item[entry], "author", number - first[entry] + 1)
                for number, entry in enumerate(self.signature_entry)]
        return self._mentions[signature]

    def paper_mention(self, entry: int) -> Mention:
        """Return the address of an entry's paper."""
        return Mention(self.entry_profile[entry], "publications", self.entry_item[entry], "paper")
