"""A folder that holds one site → a reading.

Takes a folder; gives its pages in the order of importance, what its configuration says about its owner, and what its
structured files say.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import Problem, SourceError
from kg.model import SourceFile
from kg.read import prose
from kg.read.page import Page, Reading
from kg.read.text import decode, read_bytes


def reading(folder: Path) -> Reading:
    """Read a site.

    Raises:
        SourceError: the folder holds no file that can be read.
    """
    pages: list[Page] = []
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (*prose.MARKDOWN[:-1], *prose.HTML) and path.is_file():
            name = path.relative_to(folder).as_posix()
            data = read_bytes(path, name)
            try:
                text, doubts = decode(data, name)
            except SourceError:
                continue
            problems += doubts
            pages.append(prose.page(name, text, problems))
            files.append(SourceFile(name, hashlib.sha256(data).hexdigest()))
    if not files:
        raise SourceError("the folder holds no page", file=str(folder))
    return Reading(folder.resolve().name, pages=tuple(pages), files=tuple(files), problems=tuple(problems))
