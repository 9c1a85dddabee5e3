"""Headless Chromium with the network cut off, and pages of the viewer opened from disk in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.draw import page
from kg.network.data import CoauthorData
from kg.network.made_up import made_up_world
from tests.coauthors import circle

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
             "--disable-background-networking"]
DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not installed")
    program = shutil.which("chromium")
    if not program:
        pytest.skip("chromium is not installed; on Debian: apt-get install chromium")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


class Opened:
    """A page of the viewer with what happened in it: requests, errors, messages of the console."""

    def __init__(self, window: Any) -> None:
        self.window = window
        self.requests: list[str] = []
        self.errors: list[str] = []
        window.on("request", lambda request: self.requests.append(request.url))
        window.on("pageerror", lambda error: self.errors.append(str(error)))
        window.on("dialog", self._dialog)
        window.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    def _dialog(self, dialog: Any) -> None:
        self.errors.append("dialog " + dialog.message)
        dialog.dismiss()

    def go(self, address: str) -> None:
        """Open an address and wait until the page can be used."""
        self.window.goto(address)
        self.window.wait_for_selector("html[data-ready]")

    def js(self, expression: str, argument: Any = None) -> Any:
        """Evaluate with ``app`` as the page's App and ``x`` as the argument."""
        return self.window.evaluate(f"x => {{ const app = window.coauthors.app; return ({expression}); }}", argument)

    def number(self, name: str) -> int:
        """The number of the person of that name."""
        return int(self.js("app.data.name.indexOf(x)", name))

    def place(self, name: str) -> tuple[float, float]:
        """Where the dot of a person is in the window."""
        self.rest()
        x, y, left, top = self.js(
            """(() => { const i = app.data.name.indexOf(x), s = app.scene, box = s.canvas.getBoundingClientRect();
            return [s.sx(s.x[i]), s.sy(s.y[i]), box.left, box.top]; })()""",
            name,
        )
        return x + left, y + top

    def rest(self) -> None:
        """Wait until nothing moves."""
        self.window.wait_for_function("() => !window.coauthors.app.scene.moving()")
        self.window.wait_for_timeout(30)

    def click_person(self, name: str) -> None:
        """Click somebody's dot with the mouse."""
        self.window.mouse.click(*self.place(name))

    def panel(self) -> str:
        """The text of the right column."""
        return str(self.window.locator("#panel").inner_text())

    def counts(self) -> str:
        """People, pairs and papers, as the head says."""
        return str(self.window.locator("#counts").inner_text())

    def shown(self) -> set[str]:
        """The names that are drawn."""
        return set(self.js("app.data.name.filter((_, i) => app.shown.person[i])"))


Open = Callable[..., Opened]


@pytest.fixture
def open_viewer(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """A function that draws data and opens it: ``open_viewer(data, hash="", phone=False, dark=False)``."""
    contexts = []

    def opener(data: CoauthorData, fragment: str = "", *, phone: bool = False, dark: bool = False) -> Opened:
        file = tmp_path / "network.html"
        file.write_text(page(data), encoding="utf-8")
        context = chromium.new_context(
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            accept_downloads=True,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        opened = Opened(context.new_page())
        opened.go(file.as_uri() + fragment)
        return opened

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def viewer(open_viewer: Open) -> Opened:
    """The small circle, at a desk."""
    return open_viewer(circle())


@pytest.fixture(scope="session")
def world() -> CoauthorData:
    """Three hundred made-up people."""
    return made_up_world(300, edges=1200)
