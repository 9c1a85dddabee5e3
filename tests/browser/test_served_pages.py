"""The server's pages in headless Chromium: axe-core finds nothing serious, the keyboard suffices, phones are served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra [web] is not installed: pip install 'homepage-kg[web]'")

from kg.store import writer
from tests.browser.conftest import DESK, PHONE
from tests.web.conftest import Server, running
from tests.world import world

pytestmark = pytest.mark.browser

PATHS = ("/", "/queries", "/search?q=olin", "/page/person/p-mira", "/page/paper/w-2", "/page/venue/v-icr",
         "/page/organization/o-tallinn", "/query/coauthors?person=Mira+Olin", "/query/timeline?person=Wei+Zhang",
         "/editor", "/ontology")
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("seen") / "kg-data"
    with writer(data) as new:
        new.load([world()])
    with running(data, "--workers", "1") as started:
        yield started


def _refused(message: str) -> bool:
    """Whether the page's policy refused something; the editor's table would like inline styles, and does without."""
    return "Content Security Policy" in message and "inline style" not in message


@pytest.fixture
def visit(chromium: Any, server: Server) -> Iterator[Visit]:
    """A function that opens a path: ``visit(path, phone=False, dark=False)``; errors and foreign requests fail."""
    contexts, wrong = [], []

    def opener(path: str, *, phone: bool = False, dark: bool = False) -> Any:
        context = chromium.new_context(viewport=PHONE if phone else DESK, color_scheme="dark" if dark else "light")
        contexts.append(context)
        context.set_default_timeout(10_000)
        window = context.new_page()
        window.on("pageerror", lambda error: wrong.append(str(error)))
        window.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(
            (server.address, "data:", "blob:")) else None)
        window.on("console", lambda said: wrong.append(said.text) if _refused(said.text) else None)
        window.goto(server.address + path)
        return window

    yield opener
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(visit: Visit, path: str, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright",
                              reason="axe-core is not installed: pip install axe-playwright-python")
    window = visit(path, dark=dark)
    if path == "/editor":
        window.wait_for_selector(".CodeMirror")
    found = axe.Axe().run(window).response["violations"]
    serious = [(each["id"], each["help"], [node["html"][:160] for node in each["nodes"][:4]])
               for each in found if each["impact"] in ("serious", "critical")]
    assert serious == []


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_phone(visit: Visit, path: str) -> None:
    window = visit(path, phone=True)
    assert window.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_charts_keep_their_letters_on_a_phone(visit: Visit) -> None:
    window = visit("/page/person/p-mira", phone=True)
    sizes = window.evaluate("""[...document.querySelectorAll('.chart text')].map(each => each.getBoundingClientRect())
        .filter(box => box.width > 0).map(box => [box.height, box.left, box.right])""")
    assert sizes
    assert min(height for height, _, _ in sizes) >= 11
    assert min(left for _, left, _ in sizes) >= 0
    assert max(right for _, _, right in sizes) <= PHONE["width"]


def test_a_person_is_found_by_keyboard_alone(visit: Visit) -> None:
    window = visit("/")
    window.keyboard.press("/")
    window.keyboard.type("oli")
    window.wait_for_selector("#found li")
    window.keyboard.press("ArrowDown")
    assert window.get_attribute("#q", "aria-activedescendant") == "found-0"
    window.keyboard.press("Escape")
    assert window.is_hidden("#found")
    window.keyboard.press("ArrowDown")
    assert window.is_visible("#found"), "the arrow brings the suggestions back"
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_url("**/page/person/p-mira")
    assert window.inner_text("h1") == "Mira Olin"


def test_a_question_is_asked_by_keyboard_alone(visit: Visit) -> None:
    window = visit("/query/coauthors")
    for _ in range(20):
        window.keyboard.press("Tab")
        if window.evaluate("document.activeElement.id") == "p-person":
            break
    window.keyboard.type("Mira Olin")
    window.keyboard.press("Enter")
    window.wait_for_selector("table")
    assert "Ada Quist" in window.inner_text("table")


def test_the_first_tab_leads_past_the_head(visit: Visit) -> None:
    window = visit("/page/person/p-mira")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    assert window.url.endswith("#main")


def test_the_editor_runs_an_example(visit: Visit) -> None:
    window = visit("/editor")
    window.wait_for_selector(".CodeMirror")
    window.select_option("#example", label=window.locator("#example option").nth(2).inner_text())
    assert "#+" not in window.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    window.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue("
                    "'SELECT ?name { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name')")
    window.focus(".CodeMirror textarea")
    window.keyboard.press("Control+Enter")
    window.wait_for_selector(".yasr_results table td")
    assert "Mira Olin" in window.inner_text(".yasr_results")
