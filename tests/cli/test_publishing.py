"""``kg export``: several files at once, and the list of their checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.cli.conftest import Kg


def test_several_exports_and_their_checksums(kg: Kg, tmp_path: Path) -> None:
    names = ("graph.nq.gz", "graph.ttl")
    told = kg("export", *(tmp_path / name for name in names), "--checksums").stderr.splitlines()
    assert [line.rpartition("/")[2] for line in told] == list(names)
    listed = (tmp_path / "sha256sums.txt").read_text(encoding="utf-8")
    assert listed == "".join(f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


def test_an_export_without_a_file_is_a_usage_error(kg: Kg) -> None:
    assert "Missing argument" in kg("export", status=2).stderr
