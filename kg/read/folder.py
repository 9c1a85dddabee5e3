"""The files of one site.

Takes a folder; gives the names of its text files and their text, once each, and remembers which were read and what
was wrong with them. Nothing outside the folder is read, whatever its links point to.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import Problem, SourceError
from kg.model import SourceFile
from kg.read.text import decode, instant, read_bytes
from kg.read.yamltext import load

MOST_FILES = 4_000
LARGEST_FILE = 20_000_000

_NO_SOURCES = frozenset(
    re.findall(
        r"\S+",
        """_site _sass _layouts _drafts _plugins node_modules vendor themes public resources static _freeze
    bower_components __pycache__ renv _extensions _book _assets __site _libs _css _rss i18n archetypes
    layouts""",
    )
)
_TEXT = (
    ".md",
    ".markdown",
    ".qmd",
    ".rmd",
    ".html",
    ".htm",
    ".yml",
    ".yaml",
    ".json",
    ".toml",
    ".bib",
    ".txt",
    ".liquid",
)


class Folder:
    """The text files of a site, read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.files: dict[str, SourceFile] = {}
        self._newest = 0.0
        self._texts: dict[str, str | None] = {}
        self.names: tuple[str, ...] = tuple(sorted(self._walk()))

    def _walk(self) -> Iterator[str]:
        """Yield the names of text files, in no order."""
        found = 0
        for folder, inner, names in os.walk(self.path, onerror=self._unreadable):
            inner[:] = sorted(name for name in inner if name not in _NO_SOURCES and not name.startswith("."))
            for name in sorted(names):
                full = Path(folder, name)
                if (
                    not name.lower().endswith(_TEXT)
                    or name.startswith(".")
                    or (full.is_symlink() and not self._inside(full))
                ):
                    continue
                found += 1
                if found > MOST_FILES:
                    self.problems.append(Problem(self.path.name, None, f"only the first {MOST_FILES:,} files were read"))
                    return
                yield full.relative_to(self.path).as_posix()

    def _unreadable(self, error: OSError) -> None:
        self.problems.append(Problem(str(error.filename), None, f"cannot be read: {(error.strerror or '').lower()}"))

    def _inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.path.resolve())
        except (OSError, RuntimeError):
            return False

    def text(self, name: str) -> str | None:
        """Return the text of a file, or None where there is none; why not is among the problems."""
        if name not in self._texts:
            self._texts[name] = self._read(name) if name in self.names else None
        return self._texts[name]

    def _read(self, name: str) -> str | None:
        path = self.path / name
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise SourceError("the file is too large to be read", file=name)
            data = read_bytes(path, name)
            self.files[name] = SourceFile(name, hashlib.sha256(data).hexdigest())
            self._newest = max(self._newest, path.stat().st_mtime)
            if not data.strip():
                return None
            text, problems = decode(data, name)
        except SourceError as error:
            self.problems.append(Problem(name, error.line, error.message, error.hint))
            return None
        except OSError as error:
            self.problems.append(Problem(name, None, f"cannot be read: {(error.strerror or '').lower()}"))
            return None
        self.problems += problems
        return text

    def data(self, name: str) -> Any:
        """Return what a YAML or JSON file holds, with lines; None where it cannot be read."""
        text = self.text(name)
        return load(text, name, self.problems) if text is not None else None

    def matching(self, *suffixes: str, under: str = "") -> list[str]:
        """Return the names with one of the suffixes, in a folder of the site."""
        return [name for name in self.names if name.lower().endswith(suffixes) and name.startswith(under)]

    @property
    def modified(self) -> str:
        """When the newest file that was read was changed, in UTC; "" where none was."""
        return instant(self._newest) if self._newest else ""
