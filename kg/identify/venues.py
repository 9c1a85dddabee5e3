"""Which series a printed venue is, known or not, and which edition.

Takes the venue strings of all profiles; gives a ``Venues``: string -> series, host and year. Known names come from the
gazetteer; the rest are clustered by their own strings: what is left when year, ordinal, track and publisher are peeled
off, and the acronyms that some page prints beside a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg import gazetteer
from kg.gazetteer import KnownVenue
from kg.model import PaperType, Profile
from kg.venuewords import Peeled, peel, words


class Series(NamedTuple):
    """A venue as found: its name, acronym and kind, what the gazetteer has of it, the strings that name it."""

    id: str
    name: str
    acronym: str
    kind: str
    known: KnownVenue | None


class Placed(NamedTuple):
    """What one printed venue string says: the series, the year in it, the series that hosts it."""

    series: str
    year: int | None
    host: str = ""


_WORKSHOP = re.compile(r"\b(?:workshops?|wksp|ws|atelier|challenge|shared\s+task)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:conf(?:erence)?|symposium|congress|workshop|colloquium|transactions|journal)\b|\bJ\.\s|^\d+(?:st|nd|rd|th)\b"
    r"|[a-z][’']\d\d\b", re.IGNORECASE)
_PENDING = re.compile(
    r"^(?:(?:manuscript|paper|currently)?\s*(?:under|in)\s+(?:review|submission|preparation|progress|revision|press)\b.*"
    r"|submitted(?:\s+to\b.*)?|work\s+in\s+progress|preprint|to\s+appear|forthcoming|accepted|published|unpublished"
    r"|working\s+paper|draft|manuscript|technical\s+report|tech\s+report|ph\.?d\.?\s+thesis|phd\s+dissertation"
    r"|master'?s?\s+thesis|thesis|patent|r\s?&\s?r\b.*|revise\s+and\s+resubmit\b.*)$", re.IGNORECASE)


def slug(text: str) -> str:
    """Return lower-case ASCII words joined by hyphens, for ids.

    >>> slug("MT Summit"), slug("*SEM"), slug("Revista Española")
    ('mt-summit', 'sem', 'revista-espanola')
    """
    from anyascii import anyascii

    return "-".join(re.findall(r"[a-z0-9]+", anyascii(text).lower().replace("'", "")))


def known_id(record: KnownVenue) -> str:
    """Return the id of a venue of the gazetteer: by its acronym, by its name where the acronym is taken or missing."""
    if record.acronym and _acronym_owner().get(slug(record.acronym)) == record.name:
        return f"v-{slug(record.acronym)}"
    return f"v-{slug(record.name)}"


_OWNERS: dict[str, str] = {}


def _acronym_owner() -> dict[str, str]:
    if not _OWNERS:
        for record in gazetteer.venues().records:
            if record.acronym:
                _OWNERS.setdefault(slug(record.acronym), record.name)
    return _OWNERS


def is_pending(text: str) -> bool:
    """Tell whether what stands in a venue's place names no venue ("under review").

    >>> is_pending("Under review"), is_pending("ICML")
    (True, False)
    """
    return bool(_PENDING.match(text.strip(" .()")))


def venue_strings(profile: Profile) -> Iterator[tuple[str, PaperType | None]]:
    """Yield every string of a profile that names a venue, with the type of the paper that appeared there if it is told.

    Papers and service name venues, and so do awards and talks given at one.
    """
    yield from ((each.venue, each.type) for each in profile.publications)
    yield from ((each.venue, None) for each in profile.service)
    places = [each.organization for each in profile.awards] + [each.venue for each in profile.talks]
    yield from ((text, None) for text in places if names_event(text))


def names_event(text: str) -> bool:
    """Tell whether the place of an award or a talk is a venue rather than an organization.

    >>> names_event("4th Conference on Rivers (COR)"), names_event("ICML 2020"), names_event("Harbour University")
    (True, True, False)
    """
    if not text or gazetteer.organization(text):
        return False
    return bool(_EVENT.search(text)) or gazetteer.venue(text) is not None


class Venues:
    """The series behind venue strings.

    Args:
        strings: every printed venue, as often as it is printed, and the type of the paper there if the page tells it.
    """

    def __init__(self, strings: Iterable[tuple[str, PaperType | None]]) -> None:
        self.series: dict[str, Series] = {}
        self.placed: dict[str, Placed] = {}
        self.printed: dict[str, Counter[str]] = defaultdict(Counter)
        counts: Counter[str] = Counter()
        self._types: dict[str, Counter[PaperType]] = defaultdict(Counter)
        for text, type_ in strings:
            if text:
                counts[text] += 1
                if type_:
                    self._types[text][type_] += 1
        unknown: list[tuple[str, Peeled]] = []
        for text in counts:
            if is_pending(text):
                continue
            found = self._known(text)
            if found:
                self._place(text, found[0], found[1], found[2])
            else:
                unknown.append((text, peel(text)))
        self._cluster(unknown, counts)
        for text, count in counts.items():
            if text in self.placed:
                self.printed[self.placed[text].series][text] += count

    def unite(self, texts: Sequence[str]) -> None:
        """Make printed venues one series: that of the first that names one (a person's word)."""
        here = [self.placed[text] for text in texts if text in self.placed]
        if not here:
            return
        keep = here[0].series
        gone = {each.series for each in here} - {keep}
        for text, placed in self.placed.items():
            if placed.series in gone or text in texts:
                self.placed[text] = placed._replace(series=keep)
        for series in gone:
            del self.series[series]
            self.printed[keep].update(self.printed.pop(series, Counter()))

    def _known(self, text: str) -> tuple[KnownVenue, int | None, str] | None:
        """The known series that a string names as a whole, the year in it, its host."""
        if several := _SEVERAL.match(text):  # a conference, and a workshop where it was shown too
            return self._known(several[1])
        peeled = peel(text)
        record = gazetteer.venue(text)
        if record is None and (whole := gazetteer.venues().get(f"Proceedings of the {peeled.name}")):
            record = whole[0]  # extraction and authors leave the lead-in out, where it belongs to the name
        if record is None:
            return None
        if _WORKSHOP.search(text) and record.kind != "workshop" and not _names_workshop(record):
            name_words = set(words(peeled.name))
            if name_words & _WORKSHOP_WORDS and not set(words(record.name)) & _WORKSHOP_WORDS:
                return None  # a workshop at a known conference is not the conference
        host = gazetteer.venue(peeled.host) if peeled.host else None
        return record, peeled.year, self._enter_known(host) if host and host != record else ""

    def _place(self, text: str, record: KnownVenue, year: int | None, host: str) -> None:
        self.placed[text] = Placed(self._enter_known(record), year, host)

    def _enter_known(self, record: KnownVenue) -> str:
        identifier = known_id(record)
        if identifier not in self.series:
            self.series[identifier] = Series(identifier, record.name, record.acronym, record.kind, record)
        return identifier

    def _cluster(self, unknown: list[tuple[str, Peeled]], counts: Counter[str]) -> None:
        """Group unknown strings by acronym and by words."""
        name_of: dict[str, Counter[str]] = defaultdict(Counter)
        unknown = [(text, _without_host(text, peeled)) for text, peeled in unknown]
        for text, peeled in unknown:
            if peeled.acronym:
                name_of[_plain(peeled.acronym)][_core(peeled.name)] += counts[text]
        groups: dict[str, list[tuple[str, Peeled]]] = defaultdict(list)
        by_core: dict[str, str] = {}
        for short, cores in name_of.items():
            for core in cores:
                by_core.setdefault(core, short)
        for text, peeled in unknown:
            core = _core(peeled.name)
            short = _plain(peeled.acronym) if peeled.acronym else by_core.get(core, "")
            if not short and len(words(peeled.name)) <= 2 and _plain(peeled.name) in name_of:
                short = _plain(peeled.name)
            groups[short or core or text.casefold()].append((text, peeled))
        for group in groups.values():
            self._enter(group, counts)

    def _enter(self, group: list[tuple[str, Peeled]], counts: Counter[str]) -> None:
        group.sort(key=lambda each: (-counts[each[0]], each[0]))
        names = [peeled.name for _, peeled in group if len(words(peeled.name)) > 2] or [group[0][1].name]
        acronyms = [peeled.acronym for _, peeled in group if peeled.acronym]
        acronym = acronyms[0] if acronyms else ""
        identifier = f"v-{slug(acronym or names[0])[:60]}" if slug(acronym or names[0]) else "v-other"
        while identifier in self.series:
            identifier += "-x"
        kind = self._kind(names[0], [text for text, _ in group])
        self.series[identifier] = Series(identifier, names[0], acronym, kind, None)
        for text, peeled in group:
            host = gazetteer.venue(peeled.host) if peeled.host else _leading_host(peeled.name)
            self.placed[text] = Placed(identifier, peeled.year, self._enter_known(host) if host else "")


    def _kind(self, name: str, texts: Sequence[str]) -> str:
        """What sort of series it is: by its words, else by the type that most of its papers are said to have."""
        if any(_WORKSHOP.search(text) for text in (name, *texts)):
            return "workshop"
        types = sum((self._types[text] for text in texts if text in self._types), Counter[PaperType]())
        told = max(types, key=lambda each: (types[each], each), default="")
        return _kind_of(name) or (told if told in ("journal", "conference", "workshop") else "other")


def _without_host(text: str, peeled: Peeled) -> Peeled:
    """A workshop's parts with its host where it belongs, and a name of its own where only the host is told.

    "Workshop on Rivers (CVPR)" is held at CVPR; "Workshop at CVPR", "CVPR Workshops" and "CVPRW" name no workshop.
    """
    if not peeled.host and peeled.acronym and _WORKSHOP.search(text) and gazetteer.venue(peeled.acronym):
        peeled = peeled._replace(host=peeled.acronym, acronym="")
    short = re.fullmatch(r"([A-Z]{3,})W", peeled.name)
    if not short and set(words(peeled.name)) - _WORKSHOP_WORDS - set(words(peeled.host)) and peeled.host:
        return peeled
    host = peeled.host or (short[1] if short else _WORKSHOP.sub("", peeled.name).strip())
    exact = gazetteer.venues().get(host)
    known = gazetteer.venue(host) if peeled.host else exact[0] if exact else None
    return peeled._replace(name=f"{known.acronym or known.name} Workshops", acronym="", host=host) if known else peeled


_SEVERAL = re.compile(
    r"^([^&]+\([^()]*\))\s*(?:&|\band\b)\s*(?:(?:the|in|at)\s+)*Workshop\b.*\([^()]*\)\W*$", re.IGNORECASE)
"""Two venues in one string, each with its edition in brackets: "Conference on Tides (TIDE'26) & Workshop on … (W'25)"."""
_WORKSHOP_WORDS = frozenset(("workshop", "workshops", "wksp", "ws"))


def _names_workshop(record: KnownVenue) -> bool:
    return any("workshop" in name.lower() for name in (record.name, *record.other_names, *record.former_names))


def _kind_of(name: str) -> str:
    """What the words of a name tell of its kind, "" for nothing."""
    lowered = name.lower()
    if re.search(
        r"\b(?:journal|transactions|letters|reviews?|annals|magazine|revue|revista|bulletin|archive|quarterly|acta|zeitschrift)\b"
        r"|\b(?:j|trans|lett|rev|ann|commun|phys|math)(?:\.\s|$)|学报|論文誌|논문지",
        lowered,
    ):
        return "journal"
    if re.search(r"\b(?:conference|symposium|congress|meeting|conférence|colloquium|summit|conf)\b", lowered):
        return "conference"
    return ""


def _leading_host(name: str) -> KnownVenue | None:
    """The known venue at the head of "ICML Workshop on Rivers"."""
    found = re.match(r"(?:the\s+)?([A-Z][\w*&-]*(?:[ -][A-Z]{2,}[\w&-]*)?)\s+(?:\S+\s+)?workshop", name, re.IGNORECASE)
    return gazetteer.venue(found[1]) if found else None


_GENERIC = frozenset(
    "international annual workshop conference symposium proceedings acm ieee joint special national aaai "
    "usenix springer elsevier biennial meeting intl int conf proc".split()
)


def _core(name: str) -> str:
    """What tells one unknown venue from another: its words without the generic ones, unless nothing else is left."""
    found = words(name)
    return " ".join(word for word in found if word not in _GENERIC and not word.isdigit()) or " ".join(found)


def _plain(acronym: str) -> str:
    return "".join(words(acronym)).strip("0123456789") or acronym.casefold()
