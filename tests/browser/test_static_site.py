"""A published site below a path of a plain file server, walked in headless Chromium as a stranger would."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest

from kg.publish.to_site import publish_site
from kg.settings import Settings
from kg.store import Dataset, writer
from tests.browser.conftest import DESK, Opened
from tests.world import world

pytestmark = pytest.mark.browser

BELOW = "/people/graph"
STARTS = ("/", "/person/p-mira/", "/paper/w-2/", "/venue/v-icr/", "/organization/o-tallinn/", "/queries/", "/ontology/",
          "/query/papers_by_year/", "/dataset/")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("published")
    with writer(folder / "kg-data") as new:
        new.load([world()])
    with Dataset.open(folder / "kg-data") as dataset:
        publish_site(dataset, folder / f"web{BELOW}", Settings())
    handler = functools.partial(_Quiet, directory=str(folder / "web"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}{BELOW}"
        server.shutdown()


@pytest.fixture
def window(chromium: Any, address: str) -> Iterator[Any]:
    """A window in which every error, every missing file and every request elsewhere fails the test."""
    context, wrong = chromium.new_context(viewport=DESK), []
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(
        (address, "data:", "blob:")) else None)
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield page
    context.close()
    assert wrong == []


def test_every_link_of_the_pages_leads_somewhere_on_the_site(window: Any, address: str) -> None:
    seen = set()
    for start in STARTS:
        window.goto(address + start)
        for link in window.evaluate("[...document.querySelectorAll('a[href]')].map(each => each.href)"):
            seen.add(urldefrag(link)[0])
    local = sorted(link for link in seen if urlsplit(link).netloc == urlsplit(address).netloc)
    assert len(local) > 50
    outside = [link for link in local if not link.startswith(address + "/")]
    assert outside == []
    dead = [link for link in local if window.request.get(link).status != 200]
    assert dead == []


def test_a_stranger_finds_somebody_by_search(window: Any, address: str) -> None:
    window.goto(address + "/paper/w-2/")
    window.fill("input[type=search]", "mira ol")
    window.wait_for_selector("[role=option]")
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_url("**/person/p-mira/")
    assert "Mira Olin" in window.inner_text("h1")


def test_the_network_opens_and_leads_to_a_person(window: Any, address: str) -> None:
    viewer = Opened(window)
    viewer.go(address + "/network/")
    viewer.click_person("Mira Olin")
    window.click("#panel a:has-text('Everything known')")
    window.wait_for_url("**/person/p-mira/")
    assert "Mira Olin" in window.inner_text("h1")


def test_a_page_and_its_data_name_each_other(window: Any, address: str) -> None:
    window.goto(address + "/person/p-mira/")
    alternates = window.evaluate(
        "[...document.querySelectorAll('link[rel=alternate]')].map(each => [each.type, each.href])")
    assert {kind for kind, _ in alternates} >= {"text/turtle", "application/ld+json"}
    for kind, link in alternates:
        answer = window.request.get(link)
        assert answer.status == 200, kind
        assert "person/p-mira" in answer.text(), kind
    embedded = window.evaluate(
        "JSON.parse(document.querySelector(\"script[type='application/ld+json']\").textContent)")
    assert "p-mira" in str(embedded)
