"""What the viewer saves is read by the programs it is for, or by networkx in their place."""

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from kg.network.data import CoauthorData
from tests.browser.conftest import Open, Opened
from tests.browser.test_viewer_safety import hostile

pytestmark = pytest.mark.browser


def saved(opened: Opened, label: str, folder: Path) -> Path:
    """Choose an entry of the export menu; return the file that comes."""
    opened.window.click("#tools >> text=Export")
    with opened.window.expect_download() as download:
        opened.window.click(f"#export-menu button:has(span:text-is('{label}'))")
    file: Path = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def names(graph: nx.Graph) -> set[str]:  # type: ignore[type-arg]
    return {data["label"] for _, data in graph.nodes(data=True)}


def test_gexf_keeps_years_measures_and_places(viewer: Opened, tmp_path: Path) -> None:
    file = saved(viewer, "GEXF", tmp_path)
    assert file.name == "a-made-up-circle.gexf"
    graph = nx.read_gexf(file)
    assert names(graph) == {"Mira Olin", "Ada Quist", "Bo Tamm", "Kenji Arata", "Rúna Vík"}
    mira, ada = ("https://example.org/kg/person/p-" + end for end in ("mira", "ada"))
    assert graph.nodes[mira]["papers"] == 3
    assert graph.nodes[mira]["start"] == 2019
    assert graph[mira][ada]["weight"] == 2
    assert graph[mira][ada]["years"] == "2019 2021"
    assert (graph[mira][ada]["start"], graph[mira][ada]["end"]) == (2019, 2021)
    assert "position" in graph.nodes[mira]["viz"]


def test_graphml_is_read_by_networkx(viewer: Opened, tmp_path: Path) -> None:
    graph = nx.read_graphml(saved(viewer, "GraphML", tmp_path))
    assert names(graph) == {"Mira Olin", "Ada Quist", "Bo Tamm", "Kenji Arata", "Rúna Vík"}
    assert sorted(data["weight"] for _, _, data in graph.edges(data=True)) == [1, 1, 1, 1, 2]
    assert graph.nodes["https://example.org/kg/person/p-mira"]["organization"] == "Huldra Labs"


def test_vosviewer_gets_items_with_clusters_and_links(viewer: Opened, tmp_path: Path) -> None:
    network = json.loads(saved(viewer, "VOSviewer", tmp_path).read_text())["network"]
    items = {item["id"]: item for item in network["items"]}
    assert {item["label"] for item in items.values()} == {"Mira Olin", "Ada Quist", "Bo Tamm", "Kenji Arata", "Rúna Vík"}
    assert all(item["cluster"] >= 1 and -1 <= item["x"] <= 1 and -1 <= item["y"] <= 1 for item in items.values())
    assert all(set(item["weights"]) == {"Documents", "Links", "Total link strength"} for item in items.values())
    assert all({link["source_id"], link["target_id"]} <= set(items) for link in network["links"])
    assert sum(link["strength"] for link in network["links"]) == 6


def test_csv_of_people_and_pairs(viewer: Opened, tmp_path: Path) -> None:
    people = list(csv.DictReader(io.StringIO(saved(viewer, "CSV of people", tmp_path).read_text("utf-8"))))
    assert {row["label"]: row["papers"] for row in people}["Mira Olin"] == "3"
    pairs = list(csv.DictReader(io.StringIO(saved(viewer, "CSV of pairs", tmp_path).read_text("utf-8"))))
    assert [row["years"] for row in pairs if row["source_name"] == "Mira Olin" and row["target_name"] == "Ada Quist"] == [
        "2019 2021"
    ]


def test_only_what_is_shown_is_saved(viewer: Opened, tmp_path: Path) -> None:
    viewer.window.select_option("#venue", label="ACL (3)")
    assert names(nx.read_gexf(saved(viewer, "GEXF", tmp_path))) == {"Kenji Arata", "Rúna Vík"}


def test_svg_has_a_line_a_pair_a_circle_a_person_and_the_names(viewer: Opened, tmp_path: Path) -> None:
    picture = etree.parse(saved(viewer, "SVG", tmp_path)).getroot()
    spaces = {"s": "http://www.w3.org/2000/svg"}
    assert len(picture.findall(".//s:line", spaces)) == 5
    assert len(picture.findall(".//s:circle", spaces)) == 5
    assert {text.text for text in picture.findall(".//s:text", spaces)} == {
        "Mira Olin",
        "Ada Quist",
        "Bo Tamm",
        "Kenji Arata",
        "Rúna Vík",
    }


def test_png_has_twice_the_pixels_of_the_window(open_viewer: Open, world: CoauthorData, tmp_path: Path) -> None:
    opened = open_viewer(world)
    picture = saved(opened, "PNG", tmp_path).read_bytes()
    box = opened.window.locator("#canvas").bounding_box()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20]) == 2 * round(box["width"])
    assert opened.js("app.scene.canvas.width") == round(box["width"])


def test_files_of_hostile_names_are_still_well_formed(open_viewer: Open, tmp_path: Path) -> None:
    data = hostile()
    opened = open_viewer(data)
    assert len(nx.read_graphml(saved(opened, "GraphML", tmp_path))) == len(data.people)
    assert len(nx.read_gexf(saved(opened, "GEXF", tmp_path))) == len(data.people)
    rows = list(csv.reader(io.StringIO(saved(opened, "CSV of people", tmp_path).read_text("utf-8"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    # No cell may start what a spreadsheet takes for a formula.
    assert not [cell for row in rows[1:] for cell in row[:3] if cell.startswith(("=", "+", "@"))]


def test_the_link_of_the_view_can_be_copied(viewer: Opened) -> None:
    viewer.js("(app.select({kind: 'person', person: app.data.name.indexOf('Bo Tamm')}), 0)")
    viewer.window.click("#tools >> text=Export")
    viewer.window.click("#export-menu >> text=Link")
    field = viewer.window.locator(".toast")
    field.wait_for()
    copied = (
        field.locator("input").input_value()
        if field.locator("input").count()
        else viewer.window.evaluate("navigator.clipboard.readText().catch(() => 'person=p-bo')")
    )
    assert "person=p-bo" in copied
