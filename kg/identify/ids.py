"""Stable ids, and the ledger that keeps them from build to build.

Takes clusters by the content keys of their mentions (short hashes of what the page says, not of where it stands in the
build); gives each an id. Without a ledger an id follows from content alone, so the same pages give the same ids. With
the ledger of the build before, a cluster keeps the id under which most of its mentions were known, a lost id is
remembered as what it has become, and births, merges and splits are written down.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Literal

import msgspec
from msgspec import Struct


def content_key(*parts: object) -> int:
    """Return a number of 60 bits that stands for some parts.

    >>> content_key("mira-olin", "on rivers") == content_key("mira-olin", "on rivers")
    True
    """
    digest = blake2b("\\0".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 4


def code(key: int, length: int = 8) -> str:
    """Return a key as lower-case letters and digits without those that look alike.

    >>> code(12345, 4)
    '0c1s'
    """
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    out = ""
    for _ in range(length):
        key, digit = divmod(key, 32)
        out += letters[digit]
    return out[::-1] if len(out) == length else out


class Event(Struct, frozen=True):
    """What happened to an id in a build: born, merged into or split from ``other``, or gone with its pages."""

    kind: Literal["born", "merged", "split", "gone"]
    id: str
    other: str = ""


class Ledger(Struct, frozen=True):
    """The ids of a build: id -> content keys of its mentions; lost id -> what it has become; what happened."""

    keys: dict[str, tuple[int, ...]] = {}
    became: dict[str, str] = {}
    events: tuple[Event, ...] = ()

    def resolve(self, identifier: str) -> str:
        """Return what an id of this build or of an earlier one is today, "" where it is unknown or gone.

        >>> Ledger({"p-b": (1,)}, {"p-a": "p-b"}).resolve("p-a")
        'p-b'
        """
        seen = set()
        while identifier in self.became and identifier not in seen:
            seen.add(identifier)
            identifier = self.became[identifier]
        return identifier if identifier in self.keys else ""

    def to_json(self) -> bytes:
        """Return the ledger as JSON."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, text: bytes | str) -> Ledger:
        """Read a ledger from JSON.

        Raises:
            msgspec.ValidationError: it is not a ledger.
        """
        return msgspec.json.decode(text, type=cls)


class Naming:
    """Ids for the clusters of one build.

    Args:
        previous: the ledger of the build before, where there is one.
    """

    def __init__(self, previous: Ledger | None) -> None:
        self.previous = previous or Ledger()
        self.first = previous is None
        self._holder = {key: identifier for identifier, keys in self.previous.keys.items() for key in keys}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._became = dict(self.previous.became)
        self._events: list[Event] = []

    def assign(self, prefix: str, clusters: Sequence[Sequence[int]], wished: Sequence[str]) -> list[str]:
        """Return an id for each cluster.

        Args:
            prefix: of the ids ("p-"): ids of other kinds are left alone.
            clusters: content keys of the mentions of each.
            wished: the id that content alone would give each; made distinct here.
        """
        claims: list[tuple[int, int, str]] = []
        shares: list[Counter[str]] = []
        for number, keys in enumerate(clusters):
            share = Counter(holder for key in keys if (holder := self._holder.get(key, "")).startswith(prefix))
            shares.append(share)
            claims.extend((-count, number, holder) for holder, count in share.items())
        ids = [""] * len(clusters)
        taken: set[str] = set()
        for _, number, holder in sorted(claims):
            if not ids[number] and holder not in taken:
                ids[number] = holder
                taken.add(holder)
        for number, identifier in enumerate(ids):
            if not identifier:
                ids[number] = self._new(wished[number], taken, shares[number])
        self._remember(prefix, ids, clusters, shares)
        return ids

    def _new(self, wish: str, taken: set[str], share: Counter[str]) -> str:
        identifier, number = wish, 2
        while identifier in taken or identifier in self.previous.keys or identifier in self._became:
            identifier = f"{wish}-{number}"
            number += 1
        taken.add(identifier)
        if share:
            self._events.append(Event("split", identifier, share.most_common(1)[0][0]))
        elif not self.first:
            self._events.append(Event("born", identifier))
        return identifier

    def _remember(
        self, prefix: str, ids: Sequence[str], clusters: Sequence[Sequence[int]], shares: Sequence[Counter[str]]
    ) -> None:
        alive = set(ids)
        into: dict[str, Counter[str]] = defaultdict(Counter)
        for identifier, keys, share in zip(ids, clusters, shares, strict=True):
            self._keys[identifier] = tuple(keys)
            for holder, count in share.items():
                into[holder][identifier] += count
        for old in self.previous.keys:
            if old.startswith(prefix) and old not in alive:
                if into[old]:
                    heir = into[old].most_common(1)[0][0]
                    self._became[old] = heir
                    self._events.append(Event("merged", old, heir))
                else:
                    self._events.append(Event("gone", old))

    def ledger(self) -> Ledger:
        """Return the ledger of this build."""
        return Ledger(self._keys, self._became, tuple(self._events))

    def former(self) -> Mapping[str, tuple[str, ...]]:
        """Return id -> the lost ids that it answers for."""
        found: dict[str, list[str]] = defaultdict(list)
        whole = self.ledger()
        for old in self._became:
            if heir := whole.resolve(old):
                found[heir].append(old)
        return {identifier: tuple(sorted(olds)) for identifier, olds in found.items()}
