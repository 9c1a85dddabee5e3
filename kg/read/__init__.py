"""Sources → readings. ``read`` is the way in; each kind of source has a module of its own.

text, plain       bytes → clean text with true line numbers; small values → plain text
frontmatter       YAML or TOML above a page; ``yamltext`` keeps the lines of YAML
markdown, liquid  Markdown with Liquid → HTML of the same lines
markup            what HTML marks up for machines (JSON-LD and the like)
html              HTML → blocks; ``layout`` says what an element is for, ``blocks`` puts blocks together
prose             one file of Markdown or HTML → a page
bibtex, csl, orcid, resume, data, records    structured files → papers, posts, degrees …
rdf               our own exports, back into profiles
profile           files that are structured as a whole
site              a folder: ``jekyll``, ``hugo``, ``pagefile``, ``folder``, ``owner``, ``samples``
fetch             pages from the web; alone opens the network
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import SourceError
from kg.model import Profile, SourceFile
from kg.read import prose
from kg.read.page import Reading
from kg.read.text import decode, modified, read_bytes
from kg.settings import Settings

__all__ = ["read"]


def read(path: Path, settings: Settings) -> Iterator[Reading]:
    """Yield what a source holds: one reading, or one a record of a ``.jsonl`` file.

    Args:
        path: a file, or a folder that holds one site.
        settings: the settings of the build; ``owners`` tells whose site a folder is.

    Raises:
        SourceError: the source is missing, cannot be read, is empty, binary or of an unknown kind.
    """
    if _is_folder(path):
        from kg.read import site

        yield site.reading(path, settings.owners.get(path.resolve().name, ""))
        return
    kind = _KINDS.get("".join(path.suffixes[-2:]).lower()) or _KINDS.get(path.suffix.lower())
    if kind is None:
        raise SourceError(
            f"unknown kind of source: {path.suffix.lower()}",
            file=str(path),
            hint="give one of " + " ".join(sorted(filter(None, _KINDS))) + ", or a site's folder",
        )
    yield from kind(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _prose(path: Path) -> Iterator[Reading]:
    data = read_bytes(path, str(path))
    text, problems = decode(data, path.name)
    page = prose.page(path.name, text, problems, role="main")
    yield Reading(
        path.stem,
        pages=(page,),
        records=(page.record,) if page.record != Profile() else (),
        files=(SourceFile(path.name, hashlib.sha256(data).hexdigest()),),
        problems=tuple(problems),
        modified=modified(path),
    )


def _structured(path: Path) -> Iterator[Reading]:
    from kg.read import profile

    yield from profile.read_structured(path)


def _lines(path: Path) -> Iterator[Reading]:
    from kg.read import profile

    yield from profile.read_lines(path)


def _bibtex(path: Path) -> Iterator[Reading]:
    from kg.read import profile

    yield from profile.read_bibtex(path)


def _export(path: Path) -> Iterator[Reading]:
    from kg.read import rdf

    yield from rdf.read_export(path)


_KINDS: dict[str, Callable[[Path], Iterator[Reading]]] = {
    **dict.fromkeys((*prose.MARKDOWN, *prose.HTML), _prose),
    **dict.fromkeys((".json", ".yaml", ".yml"), _structured),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), _lines),
    ".bib": _bibtex,
    **dict.fromkeys((f".{form}{packed}" for form in ("nq", "trig", "ttl", "nt") for packed in ("", ".gz")), _export),
}
"""How each kind of file is read, by its suffix: another kind is one line here."""
