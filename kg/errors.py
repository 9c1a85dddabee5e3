"""What can go wrong: one tree of exceptions, and the record of a bad piece of input.

    KGError
    ├── SourceError      a source file or folder cannot be read at all
    ├── SettingsError    kg.toml or an option is wrong
    ├── CurationError    the curation file is wrong
    ├── DatasetError     there is no dataset, or it cannot be opened or written
    ├── QueryError       a query is unknown, malformed, or lacks a parameter
    │   └── AmbiguousName    a name fits several things, or none
    └── EndpointError    a remote SPARQL endpoint did not answer as it should

An exception ends what was asked for. A ``Problem`` does not: it is a value, gathered while the rest of the
input goes through, and shown at the end.
"""

from __future__ import annotations

from dataclasses import dataclass


class KGError(Exception):
    """An error with its place and with what to do about it.

    Args:
        message: what is wrong, one sentence without a full stop.
        hint: what the user can do, one sentence without a full stop.
        file: the file it is about.
        line: the 1-based line it is about.
    """

    def __init__(self, message: str, *, hint: str = "", file: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.file = file
        self.line = line

    def __str__(self) -> str:
        return describe(self.message, self.hint, self.file, self.line)


class SourceError(KGError):
    """A source file or folder cannot be read at all."""


class SettingsError(KGError):
    """``kg.toml``, an environment variable or an option is wrong."""


class CurationError(KGError):
    """The curation file is wrong."""


class DatasetError(KGError):
    """There is no dataset, or it cannot be opened or written."""


class QueryError(KGError):
    """A query is unknown or malformed, or lacks a parameter."""


class AmbiguousName(QueryError):
    """A name given for a parameter fits several things, or none.

    Args:
        message: what is wrong.
        candidates: (IRI, label) of the things it could have meant, best first.
        hint: what the user can do.
    """

    def __init__(self, message: str, candidates: tuple[tuple[str, str], ...] = (), *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.candidates = candidates


class EndpointError(KGError):
    """A remote SPARQL endpoint did not answer as it should."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A piece of input that could not be used, or was doubtful; the rest goes on without it."""

    file: str
    line: int | None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return describe(self.message, self.hint, self.file, self.line)


def describe(message: str, hint: str = "", file: str = "", line: int | None = None) -> str:
    """Return place, message and hint as one line for people.

    >>> describe("broken YAML", "quote the colon", "about.md", 3)
    'about.md:3: broken YAML (quote the colon)'
    """
    place = f"{file}:{line}: " if file and line is not None else f"{file}: " if file else ""
    return f"{place}{message}" + (f" ({hint})" if hint else "")
