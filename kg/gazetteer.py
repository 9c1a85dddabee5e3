"""The venues and organizations that the program knows by itself: look one up by any of its names, find them in a text.

Takes strings; gives records out of ``data/gazetteer/*.tsv``. Loaded at the first question, in a few dozen
milliseconds, and kept. A name that several things share, or that is an everyday word, is *ambiguous*: the finders say
so, and who asks must have support from elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

from anyascii import anyascii

from kg.files import shipped
from kg.venuewords import peel, words

VenueKind = Literal["conference", "workshop", "journal", "repository", "other"]
OrganizationKind = Literal["university", "company", "institute", "government", "other"]


class KnownVenue(NamedTuple):
    """A venue of the gazetteer. ``ambiguous``: its acronym or short name alone is not enough."""

    name: str
    acronym: str
    kind: VenueKind
    field: str
    other_names: tuple[str, ...]
    former_names: tuple[str, ...]
    ambiguous: bool


class KnownOrganization(NamedTuple):
    """An organization of the gazetteer; ``parent`` is the name of what it is a part of, ``homepage`` a domain."""

    name: str
    acronym: str
    kind: OrganizationKind
    country: str
    other_names: tuple[str, ...]
    homepage: str
    parent: str


Known = TypeVar("Known", KnownVenue, KnownOrganization)


class Found(NamedTuple, Generic[Known]):
    """A known thing in a text: ``text[start:end]`` names ``record``; not ``sure`` where that name is ambiguous."""

    start: int
    end: int
    record: Known
    sure: bool


class _Form(NamedTuple):
    """One written form: as printed in the gazetteer, which record, whether it needs support."""

    text: str
    record: int
    ambiguous: bool


@dataclass(slots=True)
class Index(Generic[Known]):
    """Records by the words of their written forms."""

    records: list[Known]
    forms: dict[tuple[str, ...], list[_Form]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    """First word -> how many words the longest form has that starts with it."""
    skeletons: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    """First letters of a name's words -> names: where abbreviated names are looked for."""

    def add(self, text: str, record: int, ambiguous: bool = False) -> None:
        """Enter one written form of a record."""
        key = words(text)
        if not key:
            return
        forms = self.forms.setdefault(key, [])
        if all(form.record != record for form in forms):
            forms.append(_Form(text, record, ambiguous))
        self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))
        if len(key) > 1:
            self.skeletons.setdefault("".join(word[0] for word in key), []).append((key, record))

    def get(self, text: str) -> tuple[Known, bool] | None:
        """Return the record of an exact form and whether it is sure; None where there is none, or several."""
        forms = self.forms.get(words(text))
        if not forms:
            return None
        if len(forms) > 1:
            exact = [form for form in forms if form.text == text]
            if len(exact) != 1:
                return None
            forms = exact
        return self.records[forms[0].record], not forms[0].ambiguous

    def abbreviated(self, text: str) -> Known | None:
        """Return the record whose name a text abbreviates word by word, as ISO 4 does; None where not just one."""
        tokens = words(text)
        if len(tokens) < 2:
            return None
        found = {
            record for key, record in self.skeletons.get("".join(token[0] for token in tokens), ())
            if all(_abbreviates(token, word) for token, word in zip(tokens, key, strict=True))
        }
        return self.records[found.pop()] if len(found) == 1 else None


def _abbreviates(short: str, word: str) -> bool:
    """Whether a word is shortened to this: its beginning, or its consonants in order (Natl, Intl, Engrg)."""
    if word.startswith(short):
        return True
    if len(short) < 3 or short[0] != word[0] or len(short) >= len(word):
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)


# ── loading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(file: str) -> Iterator[list[str]]:
    lines = (shipped("data") / "gazetteer" / file).read_text(encoding="utf-8").splitlines()
    columns = lines[0].count("\t") + 1
    for line in lines[1:]:
        if line and not line.startswith("#"):
            yield (line.split("\t") + [""] * columns)[:columns]


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=1)
def venues() -> Index[KnownVenue]:
    """Load the venues."""
    records = [
        KnownVenue(name, acronym, kind, about, _several(other), _several(former), bool(ambiguous))  # type: ignore[arg-type]
        for acronym, name, kind, about, other, former, ambiguous in _rows("venues.tsv")
    ]
    index = Index(records)
    for number, record in enumerate(records):
        single = len(words(record.name)) == 1
        index.add(record.name, number, ambiguous=record.ambiguous and single)
        if record.acronym:
            index.add(record.acronym, number, ambiguous=record.ambiguous)
        for name in record.other_names + record.former_names:
            index.add(name, number)
    return index


@lru_cache(maxsize=1)
def organizations() -> Index[KnownOrganization]:
    """Load the organizations."""
    records = [
        KnownOrganization(name, acronym, kind, country, _several(other), homepage, parent)  # type: ignore[arg-type]
        for name, acronym, kind, country, other, homepage, parent in _rows("organizations.tsv")
    ]
    index = Index(records)
    for number, record in enumerate(records):
        index.add(record.name, number, ambiguous=record.name in _EVERYDAY)
        if record.acronym:
            index.add(record.acronym, number, ambiguous=record.acronym in _EVERYDAY or len(record.acronym) < 3)
        for name in record.other_names:
            index.add(name, number, ambiguous=name in _EVERYDAY or len(words(name)[0]) < 2)
    return index


_EVERYDAY = frozenset(
    "Orange Shell Unity Seed Booking Brave Grab Cruise Ford Dell Adept Snap Arm Citadel Sea LG Penn Columbia Mistral "
    "Cambridge Oxford Berkeley Waterloo Princeton Harvard Wits AIR IDEA RISE AIMS WHO UN EC PR PAN BAS IT IST NOVA TIME "
    "Aurora Merlin Valeo Transformers Perplexity Cohere Meta Apple Amazon Layer Disney SEA KIT HIT BIT SIS CSL ISM PSI "
    "Booking GIST CASE PEACE SMART MERL USC ISI HRI CAS Pitt Temple BP EA GM GT UB UD UF UH UQ VT NU BU IU".split()
)


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1 << 15)
def venue(text: str) -> KnownVenue | None:
    """Return the known venue that a printed venue is, with or without year, track, volume and the like.

    >>> venue("Proc. of NIPS'17").acronym, venue("Int. Conf. on Machine Learning").acronym
    ('NeurIPS', 'ICML')
    >>> venue("IEEE Trans. Pattern Anal. Mach. Intell., vol. 3").acronym
    'TPAMI'
    >>> venue("Workshop on Rivers") is None
    True
    """
    index = venues()
    peeled = peel(text)
    for form in (text, peeled.name, peeled.acronym, *_fuller_forms(text, peeled.name)):
        if form and (hit := index.get(form)) and (hit[1] or not form.islower()):
            return hit[0]
    if re.match(r"arxiv\b", peeled.name, re.IGNORECASE):
        return index.get("arXiv")[0]  # type: ignore[index]
    return _venue_in_parts(peeled.name) or index.abbreviated(peeled.name) or index.abbreviated(text)


def _fuller_forms(text: str, name: str) -> Iterator[str]:
    """What peeling took that belongs to some names, or what some pages add: "Proceedings of", "… Journal"."""
    if text.casefold().startswith("proc"):
        yield f"Proceedings of the {name}"
    if (bare := re.sub(r"\s+journal$", "", name, flags=re.IGNORECASE)) != name and " " in bare:
        yield bare


def _venue_in_parts(name: str) -> KnownVenue | None:
    """A venue with its place or its organizer: "IEEE ICRA", "ICML, Vienna", "SIGIR – Long"."""
    index = venues()
    parts = re.split(r"\s*[,;:–—]\s+|\s+-\s+|(?<=[a-z]{4})\.\s+", name)
    if len(parts) > 1 and (hit := index.get(parts[0])) and (hit[1] or len(words(parts[0])) > 1):
        return hit[0]
    first, _, rest = name.partition(" ")
    if first.split("/")[0] in _ORGANIZERS and rest and (hit := index.get(rest)):
        return hit[0]
    return None


_ORGANIZERS = frozenset(
    "ACM IEEE USENIX AAAI SIAM IFIP EG ISCA IJCAI Springer Elsevier International Intl Annual ACM-SIAM "
    "SIGCHI SIGPLAN Eurographics CVF RSJ".split()
)


@lru_cache(maxsize=1 << 15)
def organization(text: str) -> KnownOrganization | None:
    """Return the known organization that a printed name is; place and department around it are passed over.

    >>> organization("HKU").name, organization("The University of Hong Kong, Hong Kong").name
    ('The University of Hong Kong', 'The University of Hong Kong')
    >>> organization("清华大学").acronym, organization("Harbour Watch") is None
    ('THU', True)
    """
    index = organizations()
    text = _UNIV.sub("University", text.strip(" ,;")).strip(" ,.;")
    if hit := index.get(text):
        return hit[0]
    bare = re.sub(r"\s*\([^()]*\)\s*", " ", text).strip()
    inside = re.search(r"\(([^()]+)\)", text)
    if bare != text and (hit := index.get(bare)):
        return hit[0]
    parts = [part.strip() for part in re.split(r"\s*[,;|/]\s*|\s+[-–—@]\s+", bare) if part.strip()]
    hits = [found for part in parts if (found := index.get(part)) and (found[1] or len(parts) == 1)]
    if hits:
        children = [hit for hit in hits if hit[0].parent]
        return (children or hits)[0][0]
    if inside and (hit := index.get(inside[1])) and hit[1]:
        return hit[0]
    return index.abbreviated(bare) if "." in bare else None


_UNIV = re.compile(r"\bUniv\b\.?")


def find_venues(text: str) -> list[Found[KnownVenue]]:
    """Return the known venues that a text names, in order, longest names first where they overlap.

    >>> [(each.record.acronym, each.sure) for each in find_venues("at ICML 2020, and in TMLR")]
    [('ICML', True), ('TMLR', True)]
    """
    return _find(text, venues())


def find_organizations(text: str) -> list[Found[KnownOrganization]]:
    """Return the known organizations that a text names, in order, longest names first where they overlap.

    >>> [each.record.name for each in find_organizations("from UC Berkeley to ETH Zürich")]
    ['University of California, Berkeley', 'ETH Zurich']
    """
    return _find(text, organizations())


_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_YEAR_AFTER = re.compile(r"\s?(?:['’]\s?)?(?:(?:19|20)?\d\d)(?!\d)")
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def _find(text: str, index: Index[Known]) -> list[Found[Known]]:
    tokens = _tokens(text)
    found: list[Found[Known]] = []
    place = 0
    while place < len(tokens):
        hit = _longest(text, tokens, place, index)
        if hit is None:
            place += 1
            continue
        found.append(hit[0])
        place += hit[1]
    return found


def _tokens(text: str) -> list[tuple[str, int, int]]:
    out = []
    for each in _TOKEN.finditer(text):
        token = each[0]
        if not token.isascii():
            token = anyascii(unicodedata.normalize("NFC", token))
            token = "".join(words(token)) or token.lower()
        token = token.lower()
        if token in _SKIPPED:
            continue
        out.append((token, each.start(), each.end()))
    return out


_SKIPPED = frozenset("the of on for and in a an to at de la le les des du et der die das und y el en".split())


def _longest(
    text: str, tokens: Sequence[tuple[str, int, int]], place: int, index: Index[Known],
) -> tuple[Found[Known], int] | None:
    limit = min(index.longest.get(tokens[place][0], 0), len(tokens) - place)
    for length in range(limit, 0, -1):
        forms = index.forms.get(tuple(token[0] for token in tokens[place: place + length]))
        if not forms:
            continue
        start, end = tokens[place][1], tokens[place + length - 1][2]
        printed = text[start:end]
        if "\n" in printed or ";" in printed:
            continue
        same = [form for form in forms if _written_alike(printed, form.text)]
        if not same:
            continue
        exact = [form for form in same if form.text == printed] or same
        sure = len(exact) == 1 and (not exact[0].ambiguous or bool(_YEAR_AFTER.match(text, end)))
        return Found(start, end, index.records[exact[0].record], sure), length
    return None


def _written_alike(printed: str, form: str) -> bool:
    """Short forms must stand as the gazetteer has them; long ones may differ in case and punctuation."""
    if printed == form:
        return True
    letters = len(form)
    if " " not in form and letters <= 12:
        return printed.upper() == form.upper() and printed.isupper() and letters > 3 if not form.istitle() else False
    return printed[:1].isupper() or bool(_CJK.match(printed))
