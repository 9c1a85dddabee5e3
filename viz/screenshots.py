"""Take the two pictures of the viewer that the README shows, of made-up people: ``python viz/screenshots.py``.

Needs Debian's ``chromium`` and the Python packages ``playwright`` and ``pillow`` (which matplotlib brings along).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
PICTURES = {
    "screenshot-person.png": ("light", """app => {
        const careers = Object.entries(app.data.career), weight = ([i, lines]) => 8 * lines.length + app.shown.papers[i];
        const [i] = careers.sort((a, b) => weight(b) - weight(a))[0];
        app.select({kind: 'person', person: Number(i)}); }"""),
    "screenshot-network.png": ("dark", "app => app.select(null)"),
}


def main() -> int:
    """Draw, open, take the pictures."""
    program = shutil.which("chromium")
    if not program:
        print("chromium is not installed; on Debian: apt-get install chromium", file=sys.stderr)
        return 3
    sys.path.insert(0, str(FOLDER.parent))
    from playwright.sync_api import sync_playwright

    from kg.draw import draw
    from kg.network.made_up import made_up_world

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page = Path(folder) / "network.html"
        draw(made_up_world(300, edges=1200), page)
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, (theme, action) in PICTURES.items():
            take(browser, page, theme, action, FOLDER / name)
        browser.close()
    return 0


def take(browser: Any, page: Path, theme: str, action: str, picture: Path) -> None:
    """Take one picture at a desk's size."""
    from PIL import Image

    window = browser.new_page(viewport={"width": 1400, "height": 900}, color_scheme=theme)
    window.goto(page.as_uri())
    window.wait_for_selector("html[data-ready]")
    window.evaluate(f"() => ({action})(window.coauthors.app)")
    window.wait_for_timeout(900)
    window.screenshot(path=picture)
    window.close()
    with Image.open(picture) as image:
        few = image.convert("RGB").quantize(255, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)
    print(f"{picture.name}: {picture.stat().st_size // 1000} KB")


if __name__ == "__main__":
    sys.exit(main())
