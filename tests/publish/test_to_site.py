"""The static site: whole, relative, escaped, incremental, and careful with other people's files."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import DatasetError
from kg.publish.hubs import hub_check
from kg.publish.to_site import publish_site
from kg.settings import Settings
from kg.store import Dataset, writer
from tests.web.test_pages import hostile_quads
from tests.world import world


def dataset(folder: Path, *texts: str) -> Dataset:
    with writer(folder) as new:
        new.load(texts)
    return Dataset.open(folder)


def test_a_site_is_whole_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    ours, site = dataset(tmp_path / "kg", world()), tmp_path / "deep" / "site"
    publish_site(ours, site, Settings())
    for path in ("index.html", "person/p-mira/index.html", "data/person/p-mira.ttl", "data/paper/w-1.jsonld",
                 "network/index.html", "search.json", "sitemap.xml", "robots.txt", ".well-known/void", "graph.ttl.gz"):
        assert (site / path).is_file(), path
    found = {each.demand: each for each in hub_check(ours, Settings(), site)}
    assert found["links between the pages lead somewhere"].status == "passed", found
    assert found["JSON-LD on the pages"].status == "passed"


def test_every_link_is_relative_so_that_the_site_works_under_any_path(tmp_path: Path) -> None:
    publish_site(dataset(tmp_path / "kg", world()), tmp_path / "site", Settings())
    for page in (tmp_path / "site").glob("**/index.html"):
        text = page.read_text(encoding="utf-8")
        assert 'href="/' not in text, page
        assert 'src="/' not in text, page


def test_publishing_again_writes_only_what_differs_and_removes_what_is_gone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = publish_site(dataset(tmp_path / "one", world(), hostile_quads()), site, Settings())
    again = publish_site(dataset(tmp_path / "two", world(), hostile_quads()), site, Settings())
    assert first.written > 50
    assert (again.written, again.removed) == (0, 0)
    publish_site(dataset(tmp_path / "three", world()), site, Settings())
    assert not (site / "person" / "p-evil").exists()
    assert not (site / "data" / "person" / "p-evil.ttl").exists()


def test_nothing_from_a_page_becomes_markup(tmp_path: Path) -> None:
    publish_site(dataset(tmp_path / "kg", world(), hostile_quads()), tmp_path / "site", Settings())
    for page in (tmp_path / "site").glob("**/*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.tex").write_text("years of work")
    with pytest.raises(DatasetError, match="not a site of ours"):
        publish_site(dataset(tmp_path / "kg", world()), tmp_path / "site", Settings())
    assert (tmp_path / "site" / "thesis.tex").read_text() == "years of work"


def test_a_publication_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    first = dataset(tmp_path / "one", world(), hostile_quads())
    command = [sys.executable, "-m", "kg", "publish", "site", str(tmp_path / "site"), "--data", str(first.path)]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (tmp_path / "site" / "person" / "p-evil" / "index.html").is_file() and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    second = dataset(tmp_path / "two", world())
    publish_site(second, tmp_path / "site", Settings())
    publish_site(second, tmp_path / "fresh", Settings())
    assert files(tmp_path / "site") == files(tmp_path / "fresh")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_manifest_cannot_make_us_remove_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "precious").write_text("keep")
    (tmp_path / "site" / ".kg-site.json").write_text(json.dumps(["../precious", str(tmp_path / "precious")]))
    publish_site(dataset(tmp_path / "kg", world()), tmp_path / "site", Settings())
    assert (tmp_path / "precious").read_text() == "keep"
