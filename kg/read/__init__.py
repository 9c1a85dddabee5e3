"""Sources → readings. ``read`` is the way in; each kind of source has a module of its own.

    text          bytes → clean text with true line numbers
    frontmatter   YAML or TOML above a page
    markdown      Markdown → HTML of the same lines
    html          HTML → blocks (``layout`` says what an element is for, ``blocks`` puts blocks together)
    site          a folder that holds one site
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import Problem, SourceError
from kg.model import SourceFile
from kg.read import prose
from kg.read.page import Reading
from kg.read.text import decode, read_bytes
from kg.settings import Settings

__all__ = ["read"]


def read(path: Path, settings: Settings) -> Iterator[Reading]:
    """Yield what a source holds: one reading, or one a record of a ``.jsonl`` file.

    Args:
        path: a file, or a folder that holds one site.
        settings: the settings of the build.

    Raises:
        SourceError: the source is missing, cannot be read, is empty, binary or of an unknown kind.
    """
    if path.is_dir():
        from kg.read import site

        yield site.reading(path)
        return
    suffix = path.suffix.lower()
    if suffix not in _KINDS:
        raise SourceError(f"unknown kind of source: {suffix}", file=str(path),
                          hint="give " + ", ".join(kind for kind in _KINDS if kind))
    yield from _KINDS[suffix](path)


def _prose(path: Path) -> Iterator[Reading]:
    data = read_bytes(path, str(path))
    text, problems = decode(data, path.name)
    problems = list(problems)
    page = prose.page(path.name, text, problems, role="main")
    yield Reading(path.stem, pages=(page,), files=(SourceFile(path.name, hashlib.sha256(data).hexdigest()),),
                  problems=tuple(problems), modified=modified(path))


def modified(path: Path) -> str:
    """Return when a file was last changed, in UTC."""
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_KINDS: dict[str, Callable[[Path], Iterator[Reading]]] = {
    **dict.fromkeys((*prose.MARKDOWN, *prose.HTML), _prose),
}
