"""Sources that are structured as a whole → readings: profiles, bibliographies and the exchange formats.

Takes a ``.json``, ``.yaml``, ``.jsonl(.gz)`` or ``.bib`` file; gives a reading whose profile is set. JSON is told apart
by its own keys: a profile, a JSON Resume, CSL-JSON, or an ORCID record. ``.jsonl`` files are read as a stream, one
profile a line.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import Problem, SourceError
from kg.model import Profile, SourceFile
from kg.read import bibtex, csl, orcid, resume
from kg.read.page import Reading
from kg.read.text import decode, modified, read_bytes
from kg.read.yamltext import load

LONGEST_RECORD = 50_000_000
_KEYS = frozenset(Profile.__struct_fields__)


def read_structured(path: Path) -> Iterator[Reading]:
    """Yield the reading of a ``.json`` or ``.yaml`` file: one profile, or each profile of a list.

    Raises:
        SourceError: it cannot be read, is empty, or is none of the known kinds.
    """
    data = read_bytes(path, str(path))
    text, problems = decode(data, path.name)
    files = (SourceFile(path.name, hashlib.sha256(data).hexdigest()),)
    value = _value(text, path, problems)
    for place, profile in enumerate(_profiles(value, path, problems)):
        name = profile.id or (path.stem if place == 0 else f"{path.stem}-{place + 1}")
        yield Reading(
            name, profile=profile, files=files, problems=tuple(problems) if place == 0 else (), modified=modified(path)
        )


def _value(text: str, path: Path, problems: list[Problem]) -> Any:
    """Return the value of a file with its lines; JSON is read as the YAML that it is, after its own reader took it."""
    if path.suffix.lower() == ".json":
        try:
            msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
            raise SourceError(
                f"not JSON: {str(error).removeprefix('JSON is malformed: ')}", file=path.name, line=_line_of(text, error)
            ) from error
    found = load(text, path.name, problems)
    if found is None and path.suffix.lower() == ".json":
        found = msgspec.json.decode(text)
    if not isinstance(found, (dict, list)):
        problem = problems[-1] if problems else Problem(path.name, 1, "there is no profile in it")
        raise SourceError(
            problem.message,
            file=path.name,
            line=problem.line,
            hint="docs/profile-format.md shows what a profile looks like",
        )
    return found


def _line_of(text: str, error: Exception) -> int | None:
    import re

    match = re.search(r"byte (\d+)", str(error))
    return text.encode().count(b"\n", 0, int(match[1])) + 1 if match else None


def _profiles(value: Any, path: Path, problems: list[Problem]) -> Iterator[Profile]:
    name = path.name
    if csl.is_csl(value):
        yield csl.profile(value, name)
    elif orcid.is_record(value):
        yield orcid.profile(value, name)
    elif resume.is_resume(value):
        yield resume.profile(value, name)
    elif isinstance(value, list):
        kept = [entry for entry in value if isinstance(entry, dict) and _KEYS & entry.keys()]
        if not kept:
            raise SourceError(
                "there is no profile in it", file=name, hint="docs/profile-format.md shows what a profile looks like"
            )
        for entry in kept:
            yield _profile(entry, name, getattr(entry, "lines", (1, 1))[0])
    elif _KEYS & value.keys():
        yield _profile(value, name, 1)
    else:
        raise SourceError(
            "none of its keys is a profile's", file=name, hint="docs/profile-format.md lists the keys of a profile"
        )


def _profile(value: Any, name: str, line: int) -> Profile:
    """Return a mapping as a profile, its facts with the lines where they stand.

    Raises:
        SourceError: a value does not fit; the message names its path.
    """
    try:
        return msgspec.convert(_with_sources(value, name), Profile, strict=False)
    except msgspec.ValidationError as error:
        raise SourceError(
            f"no profile: {error}", file=name, line=line, hint="docs/profile-format.md lists the keys and what they take"
        ) from error


def _with_sources(value: dict[str, Any], name: str) -> dict[str, Any]:
    """Give each fact that does not name its source the lines where it stands."""
    out: dict[str, Any] = {}
    for key, entries in value.items():
        if isinstance(entries, list) and key in _KEYS:
            out[key] = [
                {"source": {"file": name, "lines": entry.lines}, **_as_texts(entry)}
                if isinstance(entry, dict) and hasattr(entry, "lines")
                else entry
                for entry in entries
            ]
        else:
            out[key] = entries
    return {key: entry for key, entry in out.items() if entry is not None}


_NUMBERS = frozenset({"year", "owner_position", "confidence", "authors_complete"})


def _as_texts(entry: dict[str, Any]) -> dict[str, Any]:
    """YAML reads ``start: 2015`` as a number and ``2015-09-01`` as a date; in a profile both are texts."""
    return {
        key: str(value) if key not in _NUMBERS and isinstance(value, int | float | datetime.date) else value
        for key, value in entry.items()
    }


# ── many profiles in one file ───────────────────────────────────────────────────────────────────────────────────


def read_lines(path: Path) -> Iterator[Reading]:
    """Yield a reading for each line of a ``.jsonl`` or ``.jsonl.gz`` file.

    A line that is no profile gives a reading without a profile whose problem names the line.

    Raises:
        SourceError: the file cannot be read at all, or no line of it holds a profile.
    """
    decoder = msgspec.json.Decoder(Profile, strict=False)
    stem = path.name.removesuffix(".gz").removesuffix(".jsonl").removesuffix(".ndjson")
    changed = modified(path)
    digest = _digest(path)
    found = False
    broken: list[Problem] = []
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            profile = decoder.decode(line)
        except (msgspec.ValidationError, msgspec.DecodeError, UnicodeError, RecursionError) as error:
            problem = Problem(path.name, number, f"no profile: {error}", "each line holds one profile as JSON")
            if found:
                yield Reading(f"{stem}-{number}", problems=(problem,), modified=changed)
            else:
                broken.append(problem)
                if len(broken) > 20:
                    raise SourceError(
                        broken[0].message, file=path.name, line=broken[0].line, hint=broken[0].hint
                    ) from error
            continue
        files = (SourceFile(path.name, digest),)
        yield Reading(
            profile.id or f"{stem}-{number}", profile=profile, files=files, problems=tuple(broken), modified=changed
        )
        found, broken = True, []
    if not found:
        first = broken[0] if broken else Problem(path.name, None, "the file is empty")
        raise SourceError(first.message, file=path.name, line=first.line, hint=first.hint)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb") as opened:
            number = 0
            while line := opened.readline(LONGEST_RECORD):
                number += 1
                yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"cannot be read: {getattr(error, 'strerror', None) or error}", file=path.name) from error


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"cannot be read: {(error.strerror or str(error)).lower()}", file=str(path)) from error


# ── bibliographies ──────────────────────────────────────────────────────────────────────────────────────────────


def read_bibtex(path: Path) -> Iterator[Reading]:
    """Yield the reading of a ``.bib`` file: a bibliography without an owner.

    Raises:
        SourceError: it cannot be read, or there is no entry in it.
    """
    data = read_bytes(path, str(path))
    text, problems = decode(data, path.name)
    found = bibtex.read(text, path.name, problems)
    if not found.publications:
        raise SourceError(
            "there is no entry in it that can be read", file=path.name, line=problems[0].line if problems else None
        )
    profile = Profile(kind="bibliography", publications=tuple(found.publications))
    yield Reading(
        path.stem,
        profile=profile,
        files=(SourceFile(path.name, hashlib.sha256(data).hexdigest()),),
        problems=tuple(problems),
        modified=modified(path),
    )
