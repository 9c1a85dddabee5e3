"""Bytes → clean Unicode text whose line numbers are those of the file.

Takes the bytes of a source file; gives its text in NFC with ``\\n`` as the only line break. Wrong encodings are told
and repaired (a page saved as Mac Roman, Latin-1 or UTF-16), characters that nobody sees are dropped, and long lines
are cut: none of it moves a line.
"""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import Problem, SourceError

LONGEST_FILE = 8_000_000
"""Characters of one file that are read; what stands behind them is reported, not read."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_UNSEEN.update({0xA0: " ", 0x2007: " ", 0x202F: " ", 0x0B: " ", 0x0C: " ", 0x1C: " ", 0x1D: " ", 0x1E: " "})
_UNSEEN.update({0x85: " ", 0x2028: " ", 0x2029: " "})
_UNSEEN.update({code: None for code in range(32) if chr(code) not in "\t\n\v\f\x1c\x1d\x1e"})

_MARKS_OF_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_BREAK = re.compile(r"\r\n?")
_SUSPECT = re.compile(r"[\u00c2-\u00f4√ƒ≈‚â][^\x00-\x7f]")
_LONGEST_REPAIR = 100_000
_CONTINUED = "[" + re.escape(bytes(range(0x80, 0xC0)).decode("mac_roman")) + "]"
_MAC_ROMAN = re.compile(f"[√ƒ≈]{_CONTINUED}|‚Ä{_CONTINUED}")
"""Letters of Latin Extended and general punctuation, in UTF-8 that was taken for Mac Roman."""
_DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([\w-]{2,20})""", re.IGNORECASE)


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        SourceError: it is missing or cannot be read; ``name`` is how the error calls it.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {(error.strerror or str(error)).lower()}", file=name) from error
    except ValueError as error:
        raise SourceError("is no path of a file", file=name) from error


def modified(path: Path) -> str:
    """Return when a file was last changed, as an ISO 8601 instant in UTC; "" where that cannot be told."""
    try:
        return instant(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return ""


def instant(seconds: float) -> str:
    """Return a moment as an ISO 8601 instant in UTC, at the latest ``SOURCE_DATE_EPOCH`` where that is set.

    A fresh clone or copy has changed all its files just now; the variable says when they were changed in truth
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    latest = min(int(seconds), int(epoch)) if epoch.isdecimal() else int(seconds)
    return datetime.fromtimestamp(latest, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a file, clean and with true line numbers, and what was doubtful about it.

    Raises:
        SourceError: the file is empty or is not text.

    >>> decode("Jose\\u0301\\r\\nHusz\\u221a\\u00b0r".encode(), "a.md")[0]
    'José\\nHuszár'
    """
    if not data.strip():
        raise SourceError("the file is empty", file=name)
    problems: list[Problem] = []
    text = _decoded(data, name, problems)
    if len(text) > LONGEST_FILE:
        line = text.count("\n", 0, LONGEST_FILE) + 1
        problems.append(
            Problem(
                name, line, f"only the first {LONGEST_FILE:,} characters were read", "split the page into several files"
            )
        )
        text = text[:LONGEST_FILE]
    text = clean(repaired(_LINE_BREAK.sub("\n", text)))
    if not text.strip():
        raise SourceError("the file is empty", file=name)
    return text, problems


def _decoded(data: bytes, name: str, problems: list[Problem]) -> str:
    for mark, encoding in _MARKS_OF_ORDER:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in data[:65536] or _is_binary(data[:4096]):
        raise SourceError(
            "the file is binary, not text", file=name, hint="give the page's Markdown or HTML, or a bibliography"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    declared = _DECLARED.search(data[:4096])
    encoding = declared[1].decode("ascii").lower() if declared else "cp1252"
    if encoding in ("utf-8", "utf8", "latin-1", "iso-8859-1", "ascii", "us-ascii"):
        encoding = "cp1252"
    if not declared or declared[1].lower() in (b"utf-8", b"utf8"):
        problems.append(Problem(name, line, f"not UTF-8; read as {encoding}", "save the file as UTF-8"))
    try:
        return data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):
        return data.decode("cp1252", errors="replace")


def _is_binary(start: bytes) -> bool:
    """Say whether the first bytes look like no text in any encoding: known signatures or many control characters."""
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF")):
        return True
    controls = sum(1 for byte in start if byte < 32 and byte not in (9, 10, 11, 12, 13, 27))
    return controls * 20 > len(start)


def repaired(text: str) -> str:
    """Undo text that was decoded wrongly before it was saved ("Husz√°r"); its lines stay where they are.

    >>> repaired("Husz√°r and Müller")
    'Huszár and Müller'
    >>> repaired("JosÃ© Olin")
    'José Olin'
    """
    if not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding

    lines = text.split("\n")
    for number, line in enumerate(lines):
        if len(line) < _LONGEST_REPAIR and _SUSPECT.search(line):
            lines[number] = _MAC_ROMAN.sub(_from_mac_roman, fix_encoding(line).replace("\n", " "))
    return "\n".join(lines)


def _from_mac_roman(match: re.Match[str]) -> str:
    """Return the character whose two or three bytes of UTF-8 were read as Mac Roman, if it is a likely one."""
    try:
        char = match[0].encode("mac_roman").decode("utf-8")
    except UnicodeError:
        return match[0]
    if len(match[0]) == 3:
        return char
    around = match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    return char if char.isalpha() and any(letter.isalpha() for letter in around) else match[0]


def clean(text: str) -> str:
    """Return text in NFC without characters that nobody sees; odd spaces become plain ones.

    >>> clean("A\\u200b\\u00a0B\\ufeff")
    'A B'
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))
