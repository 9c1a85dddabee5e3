"""The documents: generated parts are what the commands print today, links lead somewhere, every command is told."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS

TOP = Path(__file__).resolve().parent.parent
DOCUMENTS = [TOP / "README.md", *sorted((TOP / "docs").glob("**/*.md")), TOP / "CONTRIBUTING.md",
             TOP / "benchmarks" / "README.md", TOP / "data" / "README.md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(TOP)))
def test_local_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_generated_parts_are_what_the_commands_print() -> None:
    done = subprocess.run([sys.executable, str(TOP / "docs" / "generate.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps_and_ends_with_one_that_can_be_pasted(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "kg", command, "--help"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().splitlines()[-1].strip().startswith(("Try:  kg ", "--update http"))


def test_nothing_here_names_a_path_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=TOP, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.splitlines():
        path = TOP / name
        if path.suffix in (".py", ".md", ".toml", ".yaml", ".rq", ".ttl", ".js", ".html", "") and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert "/work/" + "main" not in text, name
