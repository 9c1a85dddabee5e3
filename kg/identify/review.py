"""The undecided pairs as questions for a human, best gain first, and the answers as a curation file.

Takes the evidence that a build has kept; gives ``Question``s, and appends an answer to a file of YAML. The command line
and the web ask; this module neither prints nor reads a keyboard.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from kg.errors import CurationError
from kg.identify import curation
from kg.identify.evidence import Evidence, Told

Verdict = Literal["same", "different"]


class Side(msgspec.Struct, frozen=True):
    """One of the two: id, name, how to refer to it in a curation file, where it is mentioned."""

    id: str
    name: str
    reference: str
    mentions: tuple[str, ...]


class Question(msgspec.Struct, frozen=True):
    """Are these two one person? ``gain`` says how many pairs of mentions the answer is expected to set right."""

    one: Side
    other: Side
    score: float
    gain: float
    reasons: tuple[str, ...]


def questions(evidence: Evidence, most: int | None = None) -> list[Question]:
    """Return the undecided pairs, the most to gain first.

    A "same" would join every mention of one with every mention of the other, with the probability of the score.
    """
    found = []
    for doubt in evidence.doubts():
        ours, theirs = evidence.mentions(doubt.a), evidence.mentions(doubt.b)
        if ours and theirs:
            found.append(Question(
                _side(evidence, doubt.a, ours), _side(evidence, doubt.b, theirs), doubt.score,
                round(doubt.score * len(ours) * len(theirs), 2), doubt.reasons))
    found.sort(key=lambda each: (-each.gain, each.one.id, each.other.id))
    return found[:most]


def _side(evidence: Evidence, entity: str, mentions: Sequence[Told]) -> Side:
    first = min(mentions, key=lambda each: (each.role != "author" or not each.text, each.source, each.item, each.place))
    reference = f"{first.text} @ {first.source}" if first.text else f"@ {first.source}"
    if first.role == "author" and first.text and (title := evidence.title(first)):
        reference = f"{reference}: {title}"
    shown = tuple(dict.fromkeys(f"{each.text or '(not printed)'} — {each.where}" for each in mentions))
    return Side(entity, evidence.label(entity), reference, shown)


def answer(path: Path, question: Question, verdict: Verdict) -> None:
    """Append an answer to a curation file; a new file is begun with it. What the file says already stays as it is.

    Raises:
        CurationError: the file is wrong, or cannot be written.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    pair = f"    - [{_quoted(question.one.reference)}, {_quoted(question.other.reference)}]\n"
    new = _with(text, verdict, pair)
    curation.parse(new, str(path))
    try:
        path.write_text(new, encoding="utf-8")
    except OSError as error:
        raise CurationError(f"cannot write the curation file: {error.strerror}", file=str(path)) from error


def _with(text: str, verdict: Verdict, pair: str) -> str:
    """The text with one pair more under ``people: verdict:``.

    >>> print(_with("people:\\n  same:\\n    - [a @ x, b @ y]\\n", "same", "    - [c @ x, d @ y]\\n"), end="")
    people:
      same:
        - [c @ x, d @ y]
        - [a @ x, b @ y]
    """
    if text and not text.endswith("\n"):
        text += "\n"
    lines = text.splitlines(keepends=True)
    people = next((number for number, line in enumerate(lines) if line.rstrip() == "people:"), None)
    if people is None:
        return f"{text}people:\n  {verdict}:\n{pair}"
    for number in range(people + 1, len(lines)):
        if lines[number].rstrip() == f"  {verdict}:":
            return "".join((*lines[: number + 1], pair, *lines[number + 1:]))
        if lines[number].strip() and not lines[number].startswith((" ", "#")):
            break
    return "".join((*lines[: people + 1], f"  {verdict}:\n", pair, *lines[people + 1:]))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
