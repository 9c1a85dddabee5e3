"""Choosing the owner's name among the names that a page gives, and completing it.

Takes names with their weight; gives the form to print and the other forms. Initials are written out by file names and
addresses that spell the name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.names import Name, agreement, fold, is_full, parse


class Evidence(NamedTuple):
    """A name that a page gives, how much that says, and whether it is the form to print."""

    name: str
    weight: float
    given_only: bool = False


def choose_name(
    evidence: Iterable[Evidence], handles: object = None, in_text: object = None
) -> tuple[str, tuple[str, ...]]:
    """Choose the owner's name; returns it and its other forms.

    >>> choose_name([Evidence("Olin, M.", 4), Evidence("Mira Olin", 3), Evidence("Bo Tamm", 3)])
    ('Mira Olin', ('Olin, M.',))
    """
    groups: list[list[Evidence]] = []
    alone: Counter[str] = Counter()
    for each in evidence:
        if each.given_only:
            alone[each.name] += each.weight  # type: ignore[assignment]
            continue
        name = parse(each.name)
        place = next(
            (group for group in groups if any(_one_person(parse(other.name), name) for other in group)), None
        )
        if place is None:
            groups.append([each])
        else:
            place.append(each)
    if not groups:
        return _from_given_name(alone, in_text), ()
    group = max(groups, key=lambda group: sum(each.weight + _support(each.name, alone) for each in group))
    if alone and sum(each.weight for each in group) < 3 and not any(_support(each.name, alone) for each in group):
        found = _from_given_name(alone, in_text)
        if found:
            return found, ()
    best = _best_form(group)
    if not is_full(parse(best)) and callable(handles):
        best = expand(best, handles())
    best = _ordered(best, group)
    others = tuple(dict.fromkeys(each.name for each in group if fold(each.name) != fold(best)))
    return best, others


def _one_person(one: Name, other: Name) -> bool:
    return bool(agreement(one, other)) or _swapped(one, other) or _swapped(other, one)


def _swapped(one: Name, other: Name) -> bool:
    """Say whether "Arata Kenji" and "Arata, K." can be one name, the first written with the family name first."""
    initial = fold(other.given)[:1]
    return (
        bool(initial)
        and not is_full(other)
        and fold(one.given) == fold(other.family)
        and fold(one.family)[:1] == initial
    )


def _ordered(name: str, group: list[Evidence]) -> str:
    """Turn "Lin Rui" round where author lists print "Lin, R."."""
    parsed = parse(name)
    for each in group:
        if "," in each.name:
            other = parse(each.name)
            if (
                fold(other.family) == fold(parsed.given)
                and fold(other.given)[:1] == fold(parsed.family)[:1]
                and fold(other.family) != fold(parsed.family)
            ):
                return f"{parsed.family} {parsed.given}"
    return name


def _support(name: str, alone: Counter[str]) -> float:
    """Return the weight of given names told alone that are part of a name."""
    words = {fold(word) for word in name.replace(",", " ").split()}
    return sum(weight for given, weight in alone.items() if fold(given) in words)


def _best_form(group: list[Evidence]) -> str:
    """Return the form to print: full names first, then the one with the most weight, then the longer."""
    weights: dict[str, float] = defaultdict(float)
    for each in group:
        weights[each.name] += each.weight

    def rank(name: str) -> tuple[bool, bool, float, int]:
        parsed = parse(name)
        return (
            is_full(parsed),
            name.isascii() or any(c.isalpha() and c.isascii() for c in name),
            weights[name],
            len(name),
        )

    return max(weights, key=rank)


def _from_given_name(alone: Counter[str], in_text: object) -> str:
    """Complete a given name that stands alone ("About Mira") by the full names in the text."""
    if not alone or not callable(in_text):
        return ""
    names: Counter[str] = in_text()
    for given, _ in alone.most_common(3):
        full = [
            (times, name) for name, times in names.items() if fold(parse(name).given).split(" ")[0] == fold(given)
        ]
        if full:
            return max(full)[1]
    return ""


def expand(name: str, handles: Iterable[str]) -> str:
    """Complete initials by file names, e-mail addresses and handles that spell the name out.

    >>> expand("Olin, M.", ["OLINMIRA_CV.pdf"]), expand("Olin, M.", ["m.olin@huldra.org"])
    ('Mira Olin', 'Olin, M.')
    """
    parsed = parse(name)
    family, initial = fold(parsed.family).replace(" ", ""), fold(parsed.given)[:1]
    if len(family) < 2 or not initial:
        return name
    votes: Counter[str] = Counter()
    for handle in handles:
        for given in _given_in(handle, family, initial):
            votes[given] += 1
    if not votes:
        return name
    given = max(votes, key=lambda each: (votes[each], -len(each)))
    return str(Name(given.title(), parsed.particle, parsed.family, parsed.suffix))


def _given_in(handle: str, family: str, initial: str) -> Iterator[str]:
    words = [
        word
        for word in re.split(r"[^a-z]+", fold(handle.rsplit("/", 1)[-1].split("@")[0]))
        if word and word not in _FILE_WORDS
    ]
    for index, word in enumerate(words):
        for given in (
            word.removeprefix(family) if word.startswith(family) else "",
            word.removesuffix(family) if word.endswith(family) else "",
        ):
            if 2 <= len(given) <= 12 and given.startswith(initial) and re.search(r"[aeiouy]", given):
                yield given
        if word == family:
            for other in (words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""):
                if 2 <= len(other) <= 12 and other.startswith(initial) and re.search(r"[aeiouy]", other):
                    yield other


_FILE_WORDS = frozenset(
    "cv resume vitae pdf file files doc docx academic curriculum chinese english en zh photo jpg png jpeg html "
    "img profile pic".split()
)
