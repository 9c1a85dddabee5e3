"""A person's word about who is who: read from YAML, checked, and turned into units. It beats every rule.

Takes the text of a curation file; gives a ``Curation``. What is wrong in it is a ``CurationError`` with file and line.
The format is told in ``docs/curation.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import CurationError
from kg.identify.world import World, title_words
from kg.model import Mention
from kg.names import fold

if TYPE_CHECKING:
    import yaml

    from kg.identify.papers import Papers
    from kg.identify.people import People

PAIRS = {
    "people": ("same", "different"),
    "papers": ("same", "different"),
    "venues": ("same",),
    "organizations": ("same",),
}
"""Section -> the keys that hold lists of references."""
VALUES = ("name", "iri")
"""Keys of ``people`` that give a reference a value."""
_IRIS = (
    ("orcid", re.compile(r"^https?://orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$")),
    ("dblp", re.compile(r"^https?://dblp\.org/pid/([\w/-]+?)(?:\.html)?$")),
    ("wikidata", re.compile(r"^https?://www\.wikidata\.org/(?:entity|wiki)/(Q\d+)$")),
    ("openalex", re.compile(r"^https?://openalex\.org/(A\d+)$")),
)
REASON = "a person's word"


class Reference(NamedTuple):
    """Who or what is meant: ``text`` as written, its line, and its parts ``name @ source: title`` (or an id)."""

    text: str
    line: int
    name: str
    source: str
    title: str

    @property
    def is_id(self) -> bool:
        """Whether an id was written, not a name with its source."""
        return not self.source and bool(re.fullmatch(r"[pw]-[a-z0-9-]+", self.name))


class Claim(NamedTuple):
    """One statement: section, key, the references it is about, and a value where the key has one."""

    section: str
    key: str
    about: tuple[Reference, ...]
    value: str = ""


class Curation(NamedTuple):
    """All claims of a file."""

    file: str = ""
    claims: tuple[Claim, ...] = ()

    def of(self, section: str, key: str) -> Iterator[Claim]:
        """Yield the claims of one kind."""
        return (claim for claim in self.claims if (claim.section, claim.key) == (section, key))

    @property
    def uses_ids(self) -> bool:
        """Whether any claim names a person or paper by id."""
        return any(reference.is_id for claim in self.claims for reference in claim.about)


def load(path: Path) -> Curation:
    """Read a curation file.

    Raises:
        CurationError: it is missing, is not YAML, or says something that has no meaning.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise CurationError(f"cannot read the curation file: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise CurationError("the curation file is not UTF-8", file=str(path)) from error


def parse(text: str, file: str = "") -> Curation:
    """Read the text of a curation file.

    Raises:
        CurationError: it is not YAML, or says something that has no meaning; with the line.

    >>> parse("people:\\n  same:\\n    - [Mira Olin @ mira-olin, M. Olin @ bo-tamm]").claims[0].about[1].source
    'bo-tamm'
    """
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CurationError(f"not YAML: {getattr(error, 'problem', error)}", file=file,
                            line=mark.line + 1 if mark else None) from error
    if root is None:
        return Curation(file)
    claims: list[Claim] = []
    for section, node in _mapping(root, file):
        name = str(section.value)
        if name not in PAIRS:
            raise _wrong(section, f"there is no section {name!r}", f"write one of {', '.join(PAIRS)}", file)
        for key, value in _mapping(node, file):
            claims.extend(_claims(name, key, value, file))
    return Curation(file, tuple(claims))


def _claims(section: str, key: yaml.Node, value: yaml.Node, file: str) -> Iterator[Claim]:
    name = str(key.value)
    if name in PAIRS[section]:
        for group in _sequence(value, file):
            about = tuple(_reference(each, file) for each in _sequence(group, file))
            if len(about) < 2:
                raise _wrong(group, f"{name!r} needs two or more", "write [one, other]", file)
            yield Claim(section, name, about)
    elif section == "people" and name in VALUES:
        for reference, given in _mapping(value, file):
            text = str(given.value).strip()
            if name == "iri" and not (
                any(pattern.match(text) for _, pattern in _IRIS) or re.fullmatch(r"p-[a-z0-9-]+", text)
            ):
                raise _wrong(given, f"{text!r} is no IRI of a person that is known here",
                             "write an ORCID, dblp, Wikidata or OpenAlex IRI, or an id p-…", file)
            yield Claim(section, name, (_reference(reference, file),), text)
    elif section == "people" and name == "not":
        for each in _sequence(value, file):
            yield Claim(section, name, (_reference(each, file),))
    else:
        known = (*PAIRS[section], *((*VALUES, "not") if section == "people" else ()))
        raise _wrong(key, f"{section} has no key {name!r}", f"write one of {', '.join(known)}", file)


def _reference(node: yaml.Node, file: str) -> Reference:
    import yaml

    if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
        raise _wrong(node, "a name, a title or an id was expected", "write for example: Mira Olin @ mira-olin", file)
    text = str(node.value).strip()
    name, at, rest = (
        text.rpartition(" @ ") if " @ " in text else ("", "@", text[1:]) if text[0] == "@" else (text, "", "")
    )
    source, _, title = rest.strip().partition(": ")
    if at and not source:
        raise _wrong(node, f"{text!r} names no source", "write NAME @ SOURCE", file)
    return Reference(text, node.start_mark.line + 1, name.strip(), source.strip(), title.strip())


def _mapping(node: yaml.Node, file: str) -> list[tuple[yaml.Node, yaml.Node]]:
    import yaml

    if isinstance(node, yaml.ScalarNode) and not str(node.value).strip():
        return []
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(node, "keys with values were expected", "see docs/curation.md", file)
    return list(node.value)


def _sequence(node: yaml.Node, file: str) -> list[yaml.Node]:
    import yaml

    if isinstance(node, yaml.ScalarNode) and not str(node.value).strip():
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise _wrong(node, "a list was expected", "see docs/curation.md", file)
    return list(node.value)


def _wrong(node: yaml.Node, message: str, hint: str, file: str) -> CurationError:
    return CurationError(message, hint=hint, file=file, line=node.start_mark.line + 1)


# ── applying ────────────────────────────────────────────────────────────────────────────────────────────────────


class Applied:
    """A curation for one build: references looked up in its world.

    Args:
        curation: what was read.
        world: the build's entries and names.
        ids: mention -> id as it would be without the curation, where the file names ids.
    """

    def __init__(self, curation: Curation, world: World, ids: Mapping[Mention, str] | None = None) -> None:
        self.curation, self.world = curation, world
        self._sources = {sourced.id: number for number, sourced in enumerate(world.profiles)}
        self._of_id: dict[str, list[Mention]] = {}
        for mention, identifier in (ids or {}).items():
            self._of_id.setdefault(identifier, []).append(mention)

    def papers(self, papers: Papers) -> None:
        """Join and part entries; called before any rule."""
        for claim in self.curation.of("papers", "different"):
            groups = [self._entries(reference, papers) for reference in claim.about]
            _each_pair(groups, papers.clusters.forbid)
        for claim in self.curation.of("papers", "same"):
            entries = [entry for reference in claim.about for entry in self._entries(reference, papers)]
            for entry in entries[1:]:
                papers.clusters.join(entries[0], entry, REASON, 1.0, self._where(claim))

    def people(self, people: People) -> None:
        """Join and part people; called before any rule."""
        for claim in self.curation.of("people", "different"):
            _each_pair([self.units(reference, people) for reference in claim.about], people.clusters.forbid)
        for claim in self.curation.of("people", "same"):
            units = [unit for reference in claim.about for unit in self.units(reference, people)]
            for unit in units[1:]:
                people.join(units[0], unit, REASON, 1.0, self._where(claim), forms=False, papers=False)

    def values(self, people: People) -> Iterator[tuple[str, int, str]]:
        """Yield (key, unit, value) of the claims that say something of one person: "name", "iri", "not"."""
        for key in (*VALUES, "not"):
            for claim in self.curation.of("people", key):
                for unit in self.units(claim.about[0], people):
                    yield key, unit, claim.value

    def units(self, reference: Reference, people: People) -> list[int]:
        """Return the person units that a reference means.

        Raises:
            CurationError: it means none.
        """
        wanted, title = fold(reference.name), title_words(reference.title)
        if reference.is_id:
            mentions = set(self._of_id.get(reference.name, ()))
            found = [unit for unit in range(people.size) if people.mention(unit) in mentions]
        else:
            source = self._source(reference) if reference.source else None
            found = [
                unit for unit in range(people.size)
                if (not wanted or wanted in people.forms(unit)) and people.stands_in(unit, source, title)
                and (wanted or people.is_owner(unit))]
        if not found:
            raise self._unknown(reference)
        return found

    def _entries(self, reference: Reference, papers: Papers) -> list[int]:
        world = self.world
        if reference.is_id:
            mentions = set(self._of_id.get(reference.name, ()))
            found = [entry for entry in range(len(world.entry_item)) if world.paper_mention(entry) in mentions]
        else:
            source = self._source(reference) if reference.source else None
            title = title_words(reference.name)
            found = [entry for entry, profile in enumerate(world.entry_profile)
                     if papers.entries[entry].words == title and source in (None, profile)]
        if not found:
            raise self._unknown(reference)
        return found

    def _source(self, reference: Reference) -> int:
        number = self._sources.get(reference.source)
        if number is None:
            raise CurationError(f"there is no source {reference.source!r}", hint="kg info lists the sources",
                                file=self.curation.file, line=reference.line)
        return number

    def _unknown(self, reference: Reference) -> CurationError:
        return CurationError(f"nothing here is {reference.text!r}", hint="write NAME @ SOURCE as it is printed there",
                             file=self.curation.file, line=reference.line)

    def _where(self, claim: Claim) -> str:
        return f"{self.curation.file or 'curation'}:{claim.about[0].line}"


def identifier_of(iri: str) -> tuple[str, str]:
    """Return scheme and value of a person's IRI, ("", "") where it is an id of this graph.

    >>> identifier_of("https://orcid.org/0000-0002-1825-0097")
    ('orcid', '0000-0002-1825-0097')
    """
    for scheme, pattern in _IRIS:
        if found := pattern.match(iri):
            return scheme, found[1]
    return "", ""


def _each_pair(groups: list[list[int]], act: Callable[[int, int], None]) -> None:
    for index, ones in enumerate(groups):
        for others in groups[index + 1:]:
            for one in ones:
                for other in others:
                    if one != other:
                        act(one, other)
