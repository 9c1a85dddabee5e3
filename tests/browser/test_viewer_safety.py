"""Text from a page runs nowhere in the viewer: hostile strings in every field, every room visited; and no axe finding."""

import re
from typing import Any

import pytest

from kg.draw import Drawing, page
from kg.model import Link
from kg.network.data import Author, AuthoredPaper, CareerEntry, CoauthorData, Place
from tests.browser.conftest import Open, Opened

pytestmark = pytest.mark.browser

RUN = "window.ran=(window.ran||0)+1"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</ScRiPt ><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</option></select><img src=x onerror={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<iframe src=javascript:{RUN}>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<input autofocus onfocus={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<math><mtext><script>{RUN}</script>",
    f"<template><script>{RUN}</script></template>",
    f"<object data=javascript:{RUN}>",
    f"<embed src=javascript:{RUN}>",
    f"<base href=javascript:{RUN}//>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<link rel=stylesheet href=javascript:{RUN}>",
    f"<form action=javascript:{RUN}><button>",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f'https://x.example/"onmouseover="{RUN}',
    f"https://x.example/'onclick='{RUN}",
    f"http://x.example/</script><script>{RUN}</script>",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"${{{RUN}}}",
    f"`+({RUN})+`",
    f'";{RUN};//',
    f"';{RUN};//",
    f'\\";{RUN};//',
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\u2028{RUN}\u2029",
    f"{{% raw %}}{RUN}{{% endraw %}}",
    "__proto__",
    "constructor",
    "\ud800 lone",
    "\x00\x1b[31m",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    f"<a title=href onmouseover={RUN}>href</a>",
    "x" * 5000,
]


def hostile() -> CoauthorData:
    """Each payload in every field that comes from a page."""
    people = [
        Author(
            payload if number % 2 else f"https://x.example/{number}/{payload}",
            payload,
            payload,
            payload,
            (Link(payload, payload), Link(payload, "https://x.example/" + payload)),
            (
                CareerEntry(payload, payload, 2010, 2014),
                CareerEntry(payload, "position", 2014, None, True),
                CareerEntry(payload),
            ),
            True,
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    papers = [
        AuthoredPaper(
            payload,
            payload,
            (people[number].id, people[(number + 1) % len(people)].id, people[(number + 7) % len(people)].id),
            2000 + number % 20,
            payload,
            payload,
            (Place(payload, 3, 4),),
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    return CoauthorData(PAYLOADS[1] + PAYLOADS[12], tuple(people), tuple(papers), note=PAYLOADS[1])


def unharmed(opened: Opened) -> None:
    assert opened.js("window.ran") is None
    assert [url for url in opened.requests if not url.startswith(("file:", "blob:"))] == []
    # The policy would report what it stopped; nothing may even have tried.
    assert [error for error in opened.errors if "Content Security Policy" in error or error.startswith("dialog")] == []


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 50


def test_no_payload_runs_in_any_room_of_the_page(open_viewer: Open) -> None:
    opened = open_viewer(hostile())
    unharmed(opened)
    for i in range(len(PAYLOADS)):
        opened.js("(app.select({kind: 'person', person: x}), 0)", i)
        opened.js("(app.hover(x, -1, 200, 200), 0)", i)
    for p in range(len(PAYLOADS)):
        opened.js("(app.select({kind: 'paper', paper: x}), 0)", p)
    opened.js(
        """(() => { for (let e = 0; e < app.data.edges; e++) {
        app.select({kind: 'edge', edge: e}); app.hover(-1, e, 100, 100); } })()"""
    )
    opened.js("app.data.communities.forEach(c => app.selectCommunity(c))")
    opened.js("app.data.organizations.forEach((_, o) => app.selectOrganization(o))")
    opened.js("app.paths.choose(0, 5)")
    for by in ("organization", "year", "community"):
        opened.js("app.setColour(x)", by)
    opened.window.fill("#search input", "script")
    opened.window.keyboard.press("ArrowDown")
    opened.window.keyboard.press("Escape")
    opened.window.keyboard.press("Escape")
    opened.window.keyboard.press("t")
    opened.window.click("#tab-pairs")
    opened.window.keyboard.press("Escape")
    opened.window.locator("#canvas").focus()
    opened.window.keyboard.press("?")
    opened.window.wait_for_timeout(300)
    unharmed(opened)
    assert opened.errors == []


def test_no_link_leads_anywhere_but_to_the_web(open_viewer: Open) -> None:
    opened = open_viewer(hostile())
    found = set()
    for i in range(len(PAYLOADS)):
        opened.js("(app.select({kind: 'person', person: x}), 0)", i)
        found |= set(opened.js("[...document.querySelectorAll('a')].map(a => a.protocol)"))
        opened.js("(app.select({kind: 'paper', paper: x}), 0)", i)
        found |= set(opened.js("[...document.querySelectorAll('a')].map(a => a.protocol)"))
    assert found <= {"https:", "http:", "file:"}
    assert opened.js(
        "[...document.querySelectorAll('a')].filter(a => a.protocol === 'file:').map(a => a.id || a.className)"
    ) == ["skip"]


def test_the_address_of_a_hostile_view_runs_nothing(open_viewer: Open) -> None:
    for payload in PAYLOADS[:8]:
        opened = open_viewer(hostile(), "#person=" + payload.replace("#", "").replace("%", "%25") + "&at=" + payload)
        unharmed(opened)


def test_exports_of_hostile_names_run_nothing_when_opened(open_viewer: Open, tmp_path: Any) -> None:
    opened = open_viewer(hostile())
    opened.window.click("text=Export")
    with opened.window.expect_download() as download:
        opened.window.click("#export-menu >> text=SVG")
    file = tmp_path / "out.svg"
    download.value.save_as(file)
    window = opened.window.context.new_page()
    window.goto(file.as_uri())
    assert window.evaluate("window.ran") is None
    assert window.evaluate("document.querySelectorAll('circle').length") == len(PAYLOADS)


def test_the_policy_lets_nothing_in(open_viewer: Open) -> None:
    opened = open_viewer(hostile())
    opened.window.evaluate(f"""() => {{ const s = document.createElement('script'); s.textContent = "{RUN}";
        document.body.append(s);
        const i = document.createElement('img'); i.src = 'https://x.example/a.png'; document.body.append(i);
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="{RUN}"><p style="color:red">');
        return fetch('https://x.example/').catch(() => 0); }}""")
    opened.window.wait_for_timeout(200)
    assert opened.js("window.ran") is None
    assert len([error for error in opened.errors if "Content Security Policy" in error]) >= 4


def test_in_a_notebook_the_page_runs_shut_in_a_sandbox(chromium: Any, world: CoauthorData) -> None:
    frame = Drawing(page(world))._repr_html_()
    assert "allow-same-origin" not in frame
    window = chromium.new_page()
    window.set_content(f"<h1>Notebook</h1>{frame}")
    inner = window.frame_locator("iframe")
    inner.locator("html[data-ready]").wait_for()
    assert re.match(r"2\d\d people", inner.locator("#counts").inner_text())
    inner.locator("#search input").fill(world.people[0].name)
    inner.locator("#search li >> nth=0").click()
    assert world.people[0].name in inner.locator("#panel").inner_text()
    window.close()


VIEWS = {
    "overview": "",
    "person": "(app.select({kind: 'person', person: 0}), 0)",
    "pair": "(app.select({kind: 'edge', edge: 0}), 0)",
    "paper": "(app.select({kind: 'paper', paper: 0}), 0)",
    "path": "app.paths.choose(0, 40)",
    "community": "app.selectCommunity(app.data.communities[0])",
    "table": "app.table.open()",
    "pairs": "(app.table.which = 'pairs', app.table.open())",
    "keys": "app.keys.help()",
    "export": "app.controls.openMenu()",
    "year": "app.setColour('year')",
    "organization": "app.setColour('organization')",
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_axe_finds_nothing_serious(open_viewer: Open, world: CoauthorData, phone: bool, dark: bool) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="the Python package axe-playwright-python is not installed"
    )
    opened = open_viewer(world, phone=phone, dark=dark)
    findings = []
    for name, action in VIEWS.items():
        opened.js("app.select(null)")
        if action:
            opened.js(action)
        opened.window.wait_for_timeout(60)
        for found in axe.Axe().run(opened.window).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                findings.append(
                    (name, found["id"], found["nodes"][0]["html"][:120], found["nodes"][0]["failureSummary"][:200])
                )
        opened.window.keyboard.press("Escape")
        opened.js("app.controls.closeMenu()")
    assert findings == []
