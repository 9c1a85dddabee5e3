"""The command line, run as users run it, on a dataset built once from the samples of ``data/profiles``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.files import shipped

Done = subprocess.CompletedProcess[str]


class Kg:
    """Runs ``kg`` in a process of its own, on one dataset."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(self, *arguments: object, text: str = "", status: int = 0) -> Done:
        """Run a command; its exit status must be the one that is expected, and it never shows a traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)], input=text, capture_output=True, text=True, timeout=120,
            env={**os.environ, "KG_DATA": str(self.data), "PYTHONUTF8": "1"},
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == status, f"status {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    return sorted(each for each in (shipped("data") / "profiles").iterdir() if not each.name.startswith("."))


@pytest.fixture(scope="session")
def kg(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Kg:
    """``kg`` on the sample graph."""
    run = Kg(tmp_path_factory.mktemp("samples") / "kg-data")
    run("build", *samples, "--settings", shipped("data") / "demo.toml")
    return run


@pytest.fixture
def empty(tmp_path: Path) -> Kg:
    """``kg`` where there is no dataset yet."""
    return Kg(tmp_path / "kg-data")
