"""A person's word about who is who: read from YAML and checked. ``correcting`` applies it.

Takes the text of a curation file; gives a ``Curation``. What is wrong in it is a ``CurationError`` with file and line.
The format is told in ``docs/curation.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import CurationError

if TYPE_CHECKING:
    import yaml


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


def identifier_of(iri: str) -> tuple[str, str]:
    """Return scheme and value of a person's IRI, ("", "") where it is an id of this graph.

    >>> identifier_of("https://orcid.org/0000-0002-1825-0097")
    ('orcid', '0000-0002-1825-0097')
    """
    for scheme, pattern in _IRIS:
        if found := pattern.match(iri):
            return scheme, found[1]
    return "", ""
