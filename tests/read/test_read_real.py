"""Real sites: read whole, within the time that a build can spend, and what their structured files list is found."""

import json
import random
import time
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.names import fold
from kg.read import prose, read
from kg.read.text import decode
from kg.settings import Settings

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real homepages is not beside this checkout"),
]
SITES = sorted(path for path in (CORPUS / "pages").glob("*") if path.is_dir())


def test_every_site_is_read_and_its_structured_papers_are_found() -> None:
    short: dict[str, str] = {}
    for folder in SITES:
        (reading,) = read(folder, Settings())
        assert any(page.blocks for page in reading.pages) or reading.records
        listed = {fold(paper.title) for record in reading.records for paper in record.publications}
        gold = json.loads((CORPUS / "gold" / f"{folder.name}.json").read_text(encoding="utf-8"))
        wanted = [fold(paper["title"]) for paper in gold.get("publications", [])]
        if len(listed) > 0.5 * len(wanted):
            found = sum(title in listed for title in wanted)
            if found < 0.75 * len(wanted):
                short[folder.name] = f"{found} of {len(wanted)}"
    assert not short


def test_fifty_kilobytes_take_fifty_milliseconds() -> None:
    name, data = max(
        ((path.name, path.read_bytes()) for path in CORPUS.glob("pages/*/*.html") if path.stat().st_size < 200_000),
        key=lambda pair: len(pair[1]),
    )
    seconds = []
    for _ in range(3):
        began = time.process_time()
        text, problems = decode(data, name)
        prose.page(name, text, problems)
        seconds.append(time.process_time() - began)
    assert min(seconds) * 50_000 / len(data) < 0.05


def test_pages_cut_and_shuffled_at_random_are_still_read() -> None:
    chance = random.Random(7)
    pages = [path for path in sorted(CORPUS.glob("pages/*/**/*")) if path.suffix in (".md", ".html") and path.is_file()]
    for path in chance.sample(pages, 60):
        data = bytearray(path.read_bytes())
        for _ in range(8):
            at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
            piece = data[at : at + 40]
            data[to:to] = piece if chance.random() < 0.5 else bytes(chance.randrange(256) for _ in range(3))
            del data[at : at + chance.randrange(30)]
            if not data:
                break
        try:
            text, problems = decode(bytes(data), path.name)
        except SourceError:
            continue
        prose.page(path.name, text, problems)
