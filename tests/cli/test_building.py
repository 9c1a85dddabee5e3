"""``kg extract`` and ``kg build``: good sources, bad sources, and builds that die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import Dataset
from tests.cli.conftest import Kg

PAGE = """# Mira Olin

I am a Researcher at Huldra Labs (Dec. 2022 - present).

## Publications

* **Mira Olin**, Ada Quist. On Rivers and Their Names. NeurIPS 2021.
* Bo Tamm, **Mira Olin**. Slow Water in Narrow Beds. ICLR 2020.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "mira-olin.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_extract_prints_a_profile(empty: Kg, page: Path) -> None:
    profile = json.loads(empty("extract", page).stdout)
    assert profile["name"] == "Mira Olin"
    assert [each["title"] for each in profile["publications"]] == [
        "On Rivers and Their Names", "Slow Water in Narrow Beds"]
    assert profile["publications"][0]["source"] == {"file": "mira-olin.md", "lines": [7, 7]}


def test_extract_writes_a_file_for_each_source(empty: Kg, page: Path, samples: list[Path], tmp_path: Path) -> None:
    empty("extract", page, samples[0], "-o", tmp_path / "out")
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["ada-quist.json", "mira-olin.json"]


def test_a_build_tells_a_line_a_step_with_counts_and_seconds(empty: Kg, page: Path) -> None:
    told = empty("build", page).stderr.splitlines()
    assert any(line.startswith("extracted 2 papers") and line.endswith(" s") for line in told)
    assert any(line.startswith("identified 4 signatures as 3 people") for line in told)


def test_a_bad_source_is_told_and_the_others_go_through(empty: Kg, page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    done = empty("build", tmp_path / "empty.md", tmp_path / "picture.md", tmp_path / "missing.md", page, status=1)
    for name in ("empty.md", "picture.md", "missing.md"):
        assert name in done.stderr
    assert "Mira Olin" in empty("query", "coauthors", "person=Ada Quist").stdout


def test_broken_front_matter_is_told_with_its_line_and_the_page_is_still_read(empty: Kg, page: Path) -> None:
    page.write_text('---\ntitle: "About\nlayout: [home\n---\n' + PAGE, encoding="utf-8")
    done = empty("build", page)
    assert "mira-olin.md:" in done.stderr
    assert "On Rivers" in empty("query", "signatures").stdout


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 100], ids=["empty", "binary"])
def test_nothing_to_build_is_an_error_and_keeps_the_old_dataset(
    empty: Kg, page: Path, tmp_path: Path, content: bytes,
) -> None:
    empty("build", page)
    bad = tmp_path / "bad.md"
    bad.write_bytes(content)
    done = empty("build", bad, status=3)
    assert "bad.md" in done.stderr
    assert "Ada Quist" in empty("query", "coauthors", "person=Mira Olin").stdout


def test_a_page_without_papers_is_a_person_all_the_same(empty: Kg, tmp_path: Path) -> None:
    path = tmp_path / "ada.md"
    path.write_text("# Ada Quist\n\nI am a Professor at Huldra University.\n", encoding="utf-8")
    empty("build", path)
    assert "Huldra University" in empty("query", "timeline", "person=Ada Quist").stdout


def test_a_line_of_ten_megabytes_does_not_stop_the_build(empty: Kg, page: Path, tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("# Long\n\n" + "word " * 2_000_000, encoding="utf-8")
    started = time.monotonic()
    empty("build", page, tmp_path / "long.md")
    assert time.monotonic() - started < 60
    assert "Ada Quist" in empty("query", "coauthors", "person=Mira Olin").stdout


def test_a_wrong_setting_names_the_file_and_the_key(empty: Kg, page: Path, tmp_path: Path) -> None:
    settings = tmp_path / "kg.toml"
    settings.write_text('[dataset]\nbase = "nowhere"\n')
    assert "kg.toml:2:" in empty("build", page, "--settings", settings, status=3).stderr
    settings.write_text("# ours\n[datasets]\n")
    assert "kg.toml:2: Object contains unknown field `datasets`" in empty(
        "build", page, "--settings", settings, status=3).stderr
    settings.write_text('[build]\nprocesses = 2\n[dataset]\ntitle = "Rivers"\nlicence = "free"\n')
    assert "kg.toml:5: Object contains unknown field `licence`" in empty(
        "build", page, "--settings", settings, status=3).stderr


def test_the_settings_can_name_the_owner(empty: Kg, tmp_path: Path) -> None:
    page = tmp_path / "nameless.md"
    page.write_text("## Publications\n\n* On Rivers and Their Names, NeurIPS 2021\n", encoding="utf-8")
    settings = tmp_path / "kg.toml"
    settings.write_text('[owners]\nnameless = "Mira Olin"\n')
    assert json.loads(empty("extract", page, "--settings", settings).stdout)["name"] == "Mira Olin"


def test_many_profiles_in_one_file(empty: Kg, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "name": "Ada Quist", "publications": [{"title": "On Rivers", "authors": ["Ada Quist", "Bo Tamm"]}]},
        {"id": "b", "kind": "bibliography", "publications": [{"title": "On Rivers", "authors": ["A. Quist", "B. Tamm"]}]},
    ]
    path = tmp_path / "profiles.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    empty("build", path)
    rows = empty("query", "signatures", "--csv").stdout.splitlines()
    assert rows[0] == "source,title,ordinal,name,person,paper,venue"
    assert len(rows) == 5


@pytest.mark.parametrize("delay", [0.3, 0.6, 0.9, 1.2, 1.6])
def test_a_build_that_is_killed_leaves_the_old_dataset(empty: Kg, page: Path, samples: list[Path], delay: float) -> None:
    empty("build", page)
    command = [sys.executable, "-m", "kg", "build", *map(str, samples), "--data", str(empty.data)]
    build = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(delay)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    with Dataset.open(empty.data) as dataset:
        assert len(dataset) > 50
    empty("build", page)
    assert "Ada Quist" in empty("query", "coauthors", "person=Mira Olin").stdout


def test_a_rebuild_with_one_page_more_keeps_all_iris(empty: Kg, page: Path, samples: list[Path]) -> None:
    empty("build", page)
    text = "SELECT ?name ?person { ?person a kg:Person ; rdfs:label ?name }"
    before = set(empty("query", "-", text=text).stdout.splitlines())
    other = next(each for each in samples if each.name == "kenji-arata")
    empty("build", page, other)
    assert before <= set(empty("query", "-", text=text).stdout.splitlines())


def test_a_persons_word_beats_every_rule(empty: Kg, page: Path, tmp_path: Path) -> None:
    (tmp_path / "curation.yaml").write_text("people:\n  same:\n    - [Ada Quist, Bo Tamm]\n")
    settings = tmp_path / "kg.toml"
    settings.write_text('[build]\ncuration = "curation.yaml"\n')
    told = empty("build", page, "--settings", settings).stderr
    assert "as 2 people" in told
    (tmp_path / "curation.yaml").write_text("people:\n  samee:\n    - [Ada Quist, Bo Tamm]\n")
    assert "curation.yaml:2" in empty("build", page, "--settings", settings, status=3).stderr
