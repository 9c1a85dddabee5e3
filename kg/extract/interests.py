"""What the owner works on, one phrase each: from the section of that name, or "My research interests include …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.sections import kinds_of
from kg.read.page import Page, Reading

_SENTENCE = re.compile(
    r"\b(?:(?:my|his|her|their|current|main|primary|research|general|broad)\s+)*(?:research\s+)?(?:interests?"
    r"|research|work|focus)\s+(?:\w+ly\s+)?(?:include|includes|is on|are in|is in|lies? in|lie (?:in|at)"
    r"|focus(?:es)? on|"
    r"centers? (?:on|around)|cover|covers|span|spans|are|is focused on|is currently focused "
    r"on)\s*:?\s+(?P<list>[^.]{4,400})\."
    r"|\b(?:I am|I'm|I’m|he is|she is)\s+(?:\w+ly\s+)?interested in\s+(?P<other>[^.]{4,400})\.",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[;•·|\n]|,\s+(?:and\s+|as well as\s+)?(?![^()]*\)))\s*|\s+and\s+(?=[^,]*$)(?![^()]*\))")
_LEAD = re.compile(
    r"^(?:(?:including|such as|e\.g\.|the|on|and|in|both|broadly|particularly|especially|primarily|areas? of|topics?"
    r"|i am|with|around|understanding how)\s*[:,]?\s+)+",
    re.IGNORECASE,
)
_MOST = 20


def find_interests(reading: Reading) -> tuple[str, ...]:
    """Return the owner's research interests."""
    for record in reading.records:
        if record.interests:
            return record.interests
    for page in reading.pages:
        if page.role not in ("main", "", "about", "cv"):
            continue
        listed = list(_listed(page)) or _labelled(page)
        if listed:
            return tuple(dict.fromkeys(listed))[:_MOST]
    for page in reading.pages:
        if page.role in ("main", "", "about"):
            for block in page.blocks[:40]:
                if not kinds_of(block, page) & {"publications", "people", "news"} and (
                    match := _SENTENCE.search(block.text[:3000])
                ):
                    found = _phrases(match["list"] or match["other"])
                    if found:
                        return tuple(dict.fromkeys(found))[:_MOST]
    return ()


def _listed(page: Page) -> Iterator[str]:
    """Yield the phrases of a section on interests: its items, or the pieces of its one line."""
    for block in page.blocks:
        if kinds_of(block, page) != {"interests"} or block.kind == "heading" or not block.headings:
            continue
        if "interest" not in block.headings[-1].lower() and block.kind != "item":
            continue
        text = block.text.split("\n")[0] if block.kind == "item" else block.text
        if block.kind == "item" and len(text) < 120 and not block.depth:
            head = text.split(":")[0].strip(" .")
            yield head if len(head) > 3 else text.strip(" .")
        elif block.kind == "paragraph" and len(text) < 400 and not re.search(r"\b(?:I|my|our|we)\b", text):
            yield from _phrases(text)


_LABEL = re.compile(
    r"\W*(?:(?:my|current|main|primary) )?(?:research )?interests?(?: include| are)?\W*[:：]\s*(?P<list>[^.\n]{4,400})",
    re.IGNORECASE,
)


def _labelled(page: Page) -> list[str]:
    """Return the phrases behind a label in bold: "**Research interests:** rivers, floods"."""
    for block in page.blocks[:40]:
        if block.kind == "paragraph" and not kinds_of(block, page) & {"publications", "people", "news"}:
            for line in block.text.split("\n"):
                if match := _LABEL.match(line):
                    return _phrases(match["list"])
    return []


def _phrases(text: str) -> list[str]:
    """Cut an enumeration into phrases.

    >>> _phrases("river networks, flood models (in deltas, too), and hydrology")
    ['river networks', 'flood models (in deltas, too)', 'hydrology']
    """
    found = []
    for piece in _SPLIT.split(text):
        piece = _LEAD.sub("", (piece or "").strip(" .,;:*"))
        if 2 < len(piece) <= 90 and len(piece.split()) <= 10:
            found.append(piece)
    return found
