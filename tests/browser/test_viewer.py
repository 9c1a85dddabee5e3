"""The viewer driven by a real mouse and keyboard in headless Chromium, with every host black-holed."""

import pytest

from kg.network.data import Author, CoauthorData
from tests.browser.conftest import Open, Opened
from tests.coauthors import circle

pytestmark = pytest.mark.browser


def choose(opened: Opened, name: str) -> None:
    """Find somebody by the search."""
    opened.window.keyboard.press("/")
    opened.window.keyboard.type(name)
    opened.window.keyboard.press("Enter")


# ── opening ──


def test_it_opens_from_disk_without_a_request_or_an_error(viewer: Opened) -> None:
    assert [url for url in viewer.requests if not url.startswith("file:")] == []
    assert len(viewer.requests) == 1
    assert viewer.errors == []
    assert viewer.counts() == "5 people · 5 pairs · 5 papers"
    assert viewer.window.title() == "A made-up circle"


def test_people_without_co_authors_are_not_drawn_but_in_the_table(viewer: Opened) -> None:
    assert "Otto Kral" not in viewer.shown()
    viewer.window.keyboard.press("t")
    assert viewer.window.locator("dialog tbody tr", has_text="Otto Kral").count() == 1


def test_the_overview_says_what_is_not_drawn_and_why(viewer: Opened) -> None:
    assert "31 people without co-authors" in viewer.panel()
    assert "1 paper with more than 20 authors" in viewer.panel()


def test_nobody_at_all_gives_a_page_that_says_so(open_viewer: Open) -> None:
    for data in (CoauthorData("Empty", (), ()), CoauthorData("Alone", (Author("a", "Ada Quist"),), ())):
        opened = open_viewer(data)
        assert opened.errors == []
        assert opened.window.locator("#nothing").inner_text().startswith("Nobody in this data")


# ── finding and selecting ──


def test_search_as_one_types_by_keyboard_alone(viewer: Opened) -> None:
    viewer.window.keyboard.press("/")
    viewer.window.keyboard.type("vik")
    assert viewer.window.locator("#search li").all_inner_texts() == ["Rúna Vík\n1 paper · Okto University"]
    assert viewer.js("[...app.matches].map(i => app.data.name[i])") == ["Rúna Vík"]
    viewer.window.keyboard.press("ArrowDown")
    assert viewer.window.locator("#search input").get_attribute("aria-activedescendant")
    viewer.window.keyboard.press("Enter")
    assert viewer.panel().startswith("Rúna Vík")


def test_search_finds_papers_venues_and_organizations(viewer: Opened) -> None:
    viewer.window.fill("#search input", "lakes")
    viewer.window.click("#search li:has-text('On Lakes')")
    assert "On Lakes" in viewer.panel()
    assert "mira-olin/index.md, lines 20–21" in viewer.panel()
    viewer.window.fill("#search input", "icml")
    viewer.window.click("#search li:has-text('ICML')")
    assert viewer.counts().endswith("2 papers")


def test_a_click_on_a_dot_opens_the_person(viewer: Opened) -> None:
    viewer.click_person("Mira Olin")
    panel = viewer.panel()
    for piece in (
        "Mira Olin",
        "Huldra Labs",
        "3\npapers",
        "2\nco-authors",
        "2019\nsince",
        "NeurIPS",
        "Ada Quist",
        "2 joint",
        "On Lakes",
        "Standing in the network",
    ):
        assert piece in panel
    assert [line.replace("\n", " ") for line in viewer.window.locator(".timeline li").all_inner_texts()] == [
        "2012 – 2016 Ph.D., University of Tarn",
        "2016 – Researcher, Huldra Labs",
        "2019 Best Paper Award",
    ]
    assert viewer.window.locator(".timeline rect").count() == 3


def test_links_lead_out_only_over_http_and_open_nothing_back(viewer: Opened) -> None:
    choose(viewer, "mira")
    links = viewer.window.locator("#panel a")
    assert links.all_inner_texts() == ["Homepage", "ORCID"]
    for index in range(links.count()):
        assert links.nth(index).get_attribute("href").startswith("https://")
        assert "noopener" in links.nth(index).get_attribute("rel")


@pytest.mark.parametrize(
    ("hops", "inside"),
    [
        (1, {"Mira Olin", "Ada Quist", "Bo Tamm"}),
        (2, {"Mira Olin", "Ada Quist", "Bo Tamm", "Kenji Arata"}),
        (3, {"Mira Olin", "Ada Quist", "Bo Tamm", "Kenji Arata", "Rúna Vík"}),
    ],
)
def test_the_ego_network_reaches_as_many_hops_as_asked(viewer: Opened, hops: int, inside: set[str]) -> None:
    choose(viewer, "mira")
    viewer.window.locator("#canvas").focus()
    viewer.window.keyboard.press(str(hops))
    assert set(viewer.js("app.focusPeople().map(i => app.data.name[i])")) == inside
    assert viewer.window.locator(".segments [aria-pressed=true]").get_attribute("aria-label").startswith(str(hops))


def test_a_click_on_a_line_shows_the_joint_papers_with_their_source_lines(viewer: Opened) -> None:
    (ax, ay), (bx, by) = viewer.place("Kenji Arata"), viewer.place("Rúna Vík")
    viewer.window.mouse.click((ax + bx) / 2, (ay + by) / 2)
    panel = viewer.panel()
    assert "Written together" in panel
    assert "On Shores" in panel
    assert "mira-olin/index.md, lines 40–41" in panel


def test_a_click_on_nothing_closes_and_back_returns(viewer: Opened) -> None:
    viewer.click_person("Mira Olin")
    viewer.window.click("#panel >> text=Ada Quist >> nth=0")
    assert viewer.panel().startswith("‹ Back\nAda Quist")
    viewer.window.click("text=‹ Back")
    assert viewer.panel().startswith("Mira Olin")
    viewer.window.mouse.click(260, 80)
    assert viewer.panel().startswith("Overview")


def test_pointing_at_a_dot_says_who_it_is(viewer: Opened) -> None:
    viewer.window.mouse.move(*viewer.place("Bo Tamm"))
    viewer.window.wait_for_selector("#tip:visible")
    assert viewer.window.locator("#tip").inner_text() == "Bo Tamm\nUniversity of Tarn\n2 papers · 3 co-authors"


# ── how do these two connect ──


def test_the_shortest_way_names_the_joint_paper_of_each_step(viewer: Opened) -> None:
    viewer.window.keyboard.press("p")
    viewer.window.keyboard.type("mira")
    viewer.window.keyboard.press("Enter")
    viewer.window.keyboard.type("runa")
    viewer.window.keyboard.press("Enter")
    assert viewer.js("app.selected.way.people.map(i => app.data.name[i])") == [
        "Mira Olin",
        "Bo Tamm",
        "Kenji Arata",
        "Rúna Vík",
    ]
    panel = viewer.panel()
    assert "3 steps, over 2 people between them" in panel
    assert [panel.index(title) for title in ("On Lakes", "On Seas", "On Shores")] == sorted(
        panel.index(title) for title in ("On Lakes", "On Seas", "On Shores")
    )


def test_two_people_can_be_picked_with_the_mouse(viewer: Opened) -> None:
    viewer.window.click("text=Connect")
    viewer.click_person("Ada Quist")
    viewer.click_person("Kenji Arata")
    assert viewer.js("app.selected.way.people.map(i => app.data.name[i])") == ["Ada Quist", "Bo Tamm", "Kenji Arata"]


def test_no_way_is_said_in_words(viewer: Opened) -> None:
    viewer.window.evaluate(
        """() => { const {app} = window.coauthors, name = app.data.name;
        app.paths.choose(name.indexOf('Mira Olin'), name.indexOf('Otto Kral')); }"""
    )
    assert "no chain of joint papers" in viewer.panel()


# ── filters ──


def test_the_years_filter_by_the_slider_and_the_keyboard(viewer: Opened) -> None:
    viewer.window.focus(".year-range.to")
    for _ in range(2):
        viewer.window.keyboard.press("ArrowLeft")
    assert viewer.window.locator(".year-text").inner_text() == "2019 – 2022"
    assert viewer.shown() == {"Mira Olin", "Ada Quist", "Bo Tamm"}


def test_dragging_over_the_histogram_chooses_years(viewer: Opened) -> None:
    box = viewer.window.locator(".histogram").bounding_box()
    year = box["width"] / 6
    viewer.window.mouse.move(box["x"] + 4.5 * year, box["y"] + 20)
    viewer.window.mouse.down()
    viewer.window.mouse.move(box["x"] + 5.5 * year, box["y"] + 20, steps=3)
    viewer.window.mouse.up()
    assert viewer.shown() == {"Bo Tamm", "Kenji Arata", "Rúna Vík"}


def test_joint_papers_at_least_two(viewer: Opened) -> None:
    viewer.window.focus("#joint")
    viewer.window.keyboard.press("ArrowRight")
    assert viewer.shown() == {"Mira Olin", "Ada Quist"}
    viewer.window.click("text=Show everything again")
    assert len(viewer.shown()) == 5


def test_venue_and_organization(viewer: Opened) -> None:
    viewer.window.select_option("#venue", label="ACL (3)")
    assert viewer.shown() == {"Kenji Arata", "Rúna Vík"}
    viewer.window.select_option("#venue", label="all")
    viewer.window.select_option("#organization", label="Huldra Labs (2)")
    assert viewer.shown() == {"Mira Olin", "Ada Quist"}


def test_core_top_and_main_part(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world)
    opened.window.select_option("#show", "core")
    opened.window.fill("input[aria-label='How many']", "6")
    opened.window.keyboard.press("Enter")
    degrees = opened.js("[...app.shown.degree].filter((d, i) => app.shown.person[i])")
    assert degrees
    assert min(degrees) >= 6
    opened.window.select_option("#show", "top")
    assert opened.js("app.shown.people") <= 100
    opened.window.select_option("#show", "main")
    assert opened.js("app.shown.people") > 200


def test_the_legend_hides_and_opens_communities(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world)
    everybody = opened.js("app.shown.people")
    size = int(opened.window.locator(".legend-name .value >> nth=0").inner_text())
    opened.window.click(".dot-button >> nth=0")
    assert opened.js("app.shown.people") <= everybody - size
    opened.window.click(".dot-button >> nth=0")
    opened.window.click(".legend-name >> nth=0")
    assert opened.panel().startswith("Community around")
    assert opened.js("app.focusPeople().length") == size


def test_playing_goes_through_the_years_and_stops(viewer: Opened) -> None:
    viewer.window.locator("#canvas").focus()
    viewer.window.keyboard.press("Space")
    assert viewer.window.locator(".play").get_attribute("aria-pressed") == "true"
    assert viewer.window.locator(".year-text").inner_text() == "2019"
    viewer.window.wait_for_function("() => window.coauthors.app.filters.to >= 2021")
    viewer.window.keyboard.press("Escape")
    assert viewer.window.locator(".play").get_attribute("aria-pressed") == "false"


# ── looks ──


def test_colours_sizes_names_and_density_change_the_picture(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world)
    pictures = [opened.window.locator("#canvas").screenshot()]
    for box, value in (
        ("#colour", "year"),
        ("#colour", "organization"),
        ("#size", "betweenness"),
        ("#names", "0"),
        ("#view", "density"),
    ):
        opened.window.select_option(box, value)
        opened.rest()
        pictures.append(opened.window.locator("#canvas").screenshot())
    assert len(set(pictures)) == len(pictures)
    assert opened.errors == []


def test_dark_follows_the_system_and_the_key(open_viewer: Open) -> None:
    opened = open_viewer(circle(), dark=True)
    theme = "document.documentElement.dataset.theme"
    assert opened.js(theme) == "dark"
    opened.window.locator("#canvas").focus()
    opened.window.keyboard.press("d")
    assert opened.js(theme) == "light"
    opened.window.click("#dark")
    assert opened.js(theme) == "dark"


def test_no_name_covers_another(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world)
    boxes = opened.js("""app.scene.labels.chosen.map(l => { const s = app.scene, c = s.context; c.font = l.font;
        const w = c.measureText(l.text).width, x = s.sx(s.x[l.i]) + l.dx, y = s.sy(s.y[l.i]) + l.dy;
        return [x, y - 10, x + w, y + 2]; })""")
    assert len(boxes) > 40
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            assert right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3]


def test_the_most_published_have_their_names_drawn(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world)
    named = opened.js("app.scene.labels.chosen.map(l => l.i)")
    assert len(set(range(10)) & set(named)) >= 8


# ── moving about ──


def test_dragging_the_ground_pans_and_the_wheel_zooms_at_the_pointer(viewer: Opened) -> None:
    before = viewer.place("Mira Olin")
    viewer.window.mouse.move(300, 120)
    viewer.window.mouse.down()
    viewer.window.mouse.move(360, 150, steps=4)
    viewer.window.mouse.up()
    after = viewer.place("Mira Olin")
    assert (round(after[0] - before[0]), round(after[1] - before[1])) == (60, 30)
    viewer.window.mouse.move(*after)
    viewer.window.mouse.wheel(0, -300)
    zoomed = viewer.place("Mira Olin")
    assert abs(zoomed[0] - after[0]) < 1.5
    assert abs(zoomed[1] - after[1]) < 1.5
    viewer.window.locator("#canvas").focus()
    viewer.window.keyboard.press("f")
    assert abs(viewer.place("Mira Olin")[0] - before[0]) < 1


def test_a_dragged_person_stays_pinned_until_let_go(viewer: Opened) -> None:
    x, y = viewer.place("Bo Tamm")
    viewer.window.mouse.move(x, y)
    viewer.window.mouse.down()
    viewer.window.mouse.move(x + 80, y + 50, steps=5)
    viewer.window.mouse.up()
    moved = viewer.place("Bo Tamm")
    assert (round(moved[0] - x), round(moved[1] - y)) == (80, 50)
    viewer.window.wait_for_function("() => location.hash.includes('pins=p-bo')")
    viewer.window.mouse.dblclick(*moved)
    assert abs(viewer.place("Bo Tamm")[0] - x) < 1


def test_arrows_walk_from_co_author_to_co_author(viewer: Opened) -> None:
    viewer.window.locator("#canvas").focus()
    viewer.window.keyboard.press("ArrowRight")
    visited = {viewer.js("app.data.name[app.selected.person]")}
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"] * 3:
        before = viewer.js("[app.selected.person, app.scene.x[app.selected.person], app.scene.y[app.selected.person]]")
        viewer.window.keyboard.press(key)
        after = viewer.js("[app.selected.person, app.scene.x[app.selected.person], app.scene.y[app.selected.person]]")
        if after[0] != before[0]:
            along = {
                "ArrowRight": after[1] - before[1],
                "ArrowLeft": before[1] - after[1],
                "ArrowDown": after[2] - before[2],
                "ArrowUp": before[2] - after[2],
            }[key]
            assert along > 0
        visited.add(viewer.js("app.data.name[app.selected.person]"))
    assert len(visited) >= 3


def test_brackets_step_through_co_authors_and_e_opens_the_papers(viewer: Opened) -> None:
    choose(viewer, "mira")
    viewer.window.locator("#canvas").focus()
    viewer.window.keyboard.press("]")
    assert viewer.js("app.data.name[app.hovered.person]") == "Ada Quist"
    viewer.window.wait_for_function(
        "() => document.getElementById('live').textContent.startsWith('Ada Quist, 2 joint papers, 1 of 2')"
    )
    viewer.window.keyboard.press("e")
    assert "On Rivers" in viewer.panel()
    assert "Written together" in viewer.panel()


def test_the_keyboard_alone_reaches_every_control(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world)
    wanted = opened.js("""[...document.querySelectorAll('button, select, input, [tabindex="0"]')]
        .filter(e => e.checkVisibility() && !e.disabled).length""")
    reached = set()
    for number in range(wanted + 6):
        opened.window.keyboard.press("Tab")
        reached.add(
            opened.window.evaluate(
                """() => { const e = document.activeElement; e.dataset.reached ??= String(Math.random());
                return e.dataset.reached; }"""
            )
        )
        assert number < 400
    missed = opened.js("""[...document.querySelectorAll('button, select, input, [tabindex="0"]')]
        .filter(e => e.checkVisibility() && !e.disabled && !e.dataset.reached).map(e => e.outerHTML.slice(0, 80))""")
    assert missed == []


# ── tables ──


def test_the_table_sorts_filters_and_leads_to_the_person(viewer: Opened) -> None:
    viewer.window.click("text=Table")
    first = viewer.window.locator("dialog tbody tr >> nth=0")
    assert first.inner_text().startswith("Mira Olin")
    viewer.window.click("dialog >> text=Name")
    assert viewer.window.locator("dialog th[aria-sort=ascending]").inner_text().startswith("Name")
    assert first.inner_text().startswith("Ada Quist")
    viewer.window.fill("dialog input[type=search]", "tarn")
    assert viewer.window.locator("dialog tbody th").all_inner_texts() == ["Bo Tamm", "Kenji Arata"]
    viewer.window.click("dialog >> text=Kenji Arata")
    assert viewer.panel().startswith("Kenji Arata")


def test_every_pair_is_in_the_table_of_pairs(viewer: Opened) -> None:
    viewer.window.keyboard.press("t")
    viewer.window.click("#tab-pairs")
    assert viewer.window.locator("dialog tbody tr").count() == 5
    row = viewer.window.locator("dialog tbody tr >> nth=0").inner_text().split("\t")
    assert [cell.strip() for cell in row] == ["Mira Olin", "Ada Quist", "2", "2019", "2021"]
    viewer.window.click("dialog tbody tr >> nth=0 >> button")
    assert "Written together" in viewer.panel()


def test_a_long_table_has_pages(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world)
    opened.window.keyboard.press("t")
    seen = set(opened.window.locator("dialog tbody th").all_inner_texts())
    for _ in range(2):
        opened.window.click("text=Next ›")
        seen |= set(opened.window.locator("dialog tbody th").all_inner_texts())
    assert seen == {person.name for person in world.people}


# ── addresses ──


def test_the_address_brings_the_view_back(viewer: Opened, open_viewer: Open) -> None:
    choose(viewer, "mira")
    viewer.window.locator("#canvas").focus()
    viewer.window.keyboard.press("2")
    viewer.window.keyboard.press("d")
    viewer.window.select_option("#colour", "year")
    viewer.window.focus(".year-range.to")
    viewer.window.keyboard.press("ArrowLeft")
    viewer.window.wait_for_function("() => /person=p-mira/.test(location.hash) && /years=2019-2023/.test(location.hash)")
    fragment = viewer.js("location.hash")
    again = open_viewer(circle(), fragment)
    assert again.panel().startswith("Mira Olin")
    assert again.js("[app.hops, app.colourBy, app.filters.to, document.documentElement.dataset.theme]") == [
        2,
        "year",
        2023,
        "dark",
    ]
    assert again.js("app.scene.view") == pytest.approx(viewer.js("app.scene.view"), rel=0.02)


@pytest.mark.parametrize(
    "fragment",
    [
        "#person=nobody&years=9999-0000&joint=-5&venue=%3Cscript%3E&show=core-999999&window=a:b:c&pins=x:1:NaN",
        "#%E0%A4%A",
        "#pair=a~b~c&hops=99",
        "#path=p-mira~nobody&hide=~~~&colour=__proto__&size=constructor&names=1e9",
        "#window=1e308:1e308:1e308",
    ],
)
def test_a_broken_address_opens_the_page_all_the_same(open_viewer: Open, fragment: str) -> None:
    opened = open_viewer(circle(), fragment)
    assert opened.errors == []
    assert opened.js("Number.isFinite(app.scene.view.k)")


def test_following_a_link_to_the_same_page_changes_the_view(viewer: Opened) -> None:
    viewer.window.wait_for_load_state("load")  # before it, a browser makes no step of history
    viewer.window.wait_for_timeout(50)
    viewer.window.evaluate("() => { location.hash = '#person=p-bo'; }")
    viewer.window.wait_for_function("() => document.getElementById('panel').innerText.startsWith('Bo Tamm')")
    viewer.window.go_back()
    viewer.window.wait_for_function("() => document.getElementById('panel').innerText.startsWith('Overview')")


def test_embedded_it_shows_the_picture_alone(open_viewer: Open) -> None:
    opened = open_viewer(circle(), "#embed=1")
    assert not opened.window.locator(".head").is_visible()
    assert opened.window.locator("#canvas").bounding_box()["width"] == 1400


# ── phone and paper ──


def test_a_phone_shows_the_picture_the_details_from_below_and_the_filters_from_the_side(
    open_viewer: Open, world: CoauthorData
) -> None:
    opened = open_viewer(world, phone=True)
    assert opened.js("document.documentElement.scrollWidth") == 390
    assert opened.window.locator("#canvas").bounding_box()["width"] == 390
    name = opened.js("app.data.name[0]")
    opened.window.touchscreen.tap(*opened.place(name))
    opened.window.wait_for_function("() => document.getElementById('panel').getBoundingClientRect().height > 300")
    assert name in opened.panel()
    opened.window.tap("#menu")
    opened.window.wait_for_function("() => document.getElementById('controls').getBoundingClientRect().left >= 0")
    opened.window.tap(".sheet-head button")
    opened.window.wait_for_function("() => document.getElementById('controls').getBoundingClientRect().right <= 0")
    assert opened.errors == []


def test_two_fingers_zoom(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world, phone=True)
    before = opened.js("app.scene.view.k")
    session = opened.window.context.new_cdp_session(opened.window)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]},
        )

    touch("touchStart", (180, 400), (210, 400))
    for spread in (20, 40, 60, 80):
        touch("touchMove", (180 - spread, 400), (210 + spread, 400))
    touch("touchEnd")
    assert opened.js("app.scene.view.k") > 2 * before


def test_paper_gets_the_picture_in_light_with_its_legend(open_viewer: Open, world: CoauthorData) -> None:
    opened = open_viewer(world, dark=True)
    opened.window.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    opened.window.emulate_media(media="print")
    assert opened.js("document.documentElement.dataset.theme") == "light"
    assert opened.window.locator("#legend-print li >> nth=0").is_visible()
    assert not opened.window.locator("#panel").is_visible()
    opened.window.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert opened.js("document.documentElement.dataset.theme") == "dark"
