"""Write the generated parts of the documents anew, or (``--check``) say which are out of date.

A generated part stands between ``<!-- output: COMMAND -->`` and ``<!-- end -->``: what the command prints, run in an
empty folder beside the dataset of the samples. Seconds are shown as they fell; a check passes over them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PART = re.compile(r"(<!-- output: (?P<command>.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
VARYING = re.compile(r"\d+(\.\d+)? s\b")


def documents() -> list[Path]:
    """Return every document that may have generated parts."""
    return [TOP / "README.md", *sorted((TOP / "docs").glob("**/*.md")), TOP / "data" / "README.md"]


def output_of(command: str, folder: Path) -> str:
    """Run one ``kg`` command in a folder; give what it prints on both streams, as a fenced block."""
    kg = Path(sys.executable).with_name("kg")
    done = subprocess.run(
        command.replace("kg ", f"{kg} ", 1), shell=True, cwd=folder, text=True, timeout=300,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={"COLUMNS": "110", "PATH": "/usr/bin:/bin", "KG_DATA": "demo/kg-data", "SOURCE_DATE_EPOCH": "1767225600"},
    )
    shown = done.stdout.replace(f"{TOP}/", "")  # the same text on every machine
    text = re.sub(r"[ \t]+$", "", shown, flags=re.MULTILINE).strip("\n")
    return f"```text\n{text}\n```\n"


def renewed(text: str, folder: Path) -> str:
    """Return a document's text with its generated parts made anew."""
    return PART.sub(lambda part: part[1] + output_of(part["command"], folder) + part[3], text)


def stale(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each document whose generated parts are not what the commands print today, with its new text."""
    for path in documents():
        old = path.read_text(encoding="utf-8")
        new = renewed(old, folder)
        if VARYING.sub("", old) != VARYING.sub("", new):
            yield path, new


def main() -> int:
    """Renew or check all documents; the exit status says whether a check found any out of date."""
    check = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        output_of("kg demo", Path(folder))
        found = list(stale(Path(folder)))
    for path, text in found:
        print(f"{path.relative_to(TOP)} {'is out of date: make docs' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
