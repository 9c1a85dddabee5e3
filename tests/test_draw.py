"""The page as text: what goes in, what may not come out, what pyvis carries. The browser's view is in browser/."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyvis.network import Network

from kg.draw import DIGITS, Drawing, draw, json_block, network, packed, page
from kg.errors import KGError
from kg.model import Link
from kg.network.data import CoauthorData
from kg.network.made_up import made_up_world
from tests.coauthors import MIRA, circle


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def unpacked(text: str) -> list[int]:
    values, value, shift = [], 0, 0
    for character in text:
        digit = DIGITS.index(character)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            values.append(value)
            value = shift = 0
    return values


def test_the_same_data_gives_the_same_bytes_in_whatever_order_it_comes() -> None:
    data = circle()
    shuffled = replace(data, people=data.people[::-1], papers=data.papers[::-1])
    assert page(data) == page(circle())
    assert data_of(page(shuffled))["papers"] == data_of(page(data))["papers"]


def test_the_page_names_no_other_host() -> None:
    text = page(CoauthorData("t", (), ()))
    assert set(re.findall(r"https?://[\w.-]+", text)) <= {
        "http://www.w3.org",
        "http://www.gexf.net",
        "http://graphml.graphdrawing.org",
        "https://doi.org",
        "https://arxiv.org",
    }
    assert "cdn" not in text.lower()


def test_the_policy_names_the_hashes_of_what_is_in_the_page() -> None:
    text = page(circle())
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    for kind in ("script", "style"):
        [body] = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_there_is_no_inline_handler_and_no_style_attribute() -> None:
    assert not re.search(r"<[^>]*\s(on\w+|style)=", page(circle()).partition("<script")[0])


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "&amp;", "'", "\u2028", "\u2029", "</ScRiPt\n>"])
def test_nothing_in_the_data_can_end_the_data_block(text: str) -> None:
    block = str(json_block({"name": [text]}))
    assert not set("<>&'\u2028\u2029") & set(block)
    assert json.loads(block) == {"name": [text]}


def test_hostile_titles_stay_text_in_the_head() -> None:
    text = page(replace(circle(), title="</title><script>alert(1)</script>"))
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>" in text


def test_what_no_file_can_hold_is_replaced() -> None:
    odd = replace(MIRA, name="Mira\x00\ud800", organization="x" * 3000)
    data = data_of(page(CoauthorData("t", (odd,), ())))
    assert data["people"]["name"] == ["Mira��"]
    assert len(data["organizations"][0]) == 600


def test_only_web_addresses_are_carried() -> None:
    links = (
        Link("a", "javascript:alert(1)"),
        Link("b", "ftp://x.example/"),
        Link("c", "https://x.example/"),
        Link("d", "//x.example"),
        Link("e", "http://[broken"),
    )
    data = data_of(page(CoauthorData("t", (replace(MIRA, links=links, homepage="data:text/html,x"),), ())))
    assert data["links"] == {"0": [["c", "https://x.example/"]]}
    assert data["people"]["home"] == [""]


def test_numbers_survive_packing() -> None:
    values = [0, 1, 31, 32, 1023, 1024, 2025, 10**6]
    assert unpacked(packed(values)) == values


def test_columns_say_what_the_record_says() -> None:
    data = data_of(page(circle()))
    names = data["people"]["name"]
    assert names[0] == "Mira Olin"
    assert data["idPrefix"] == "https://example.org/kg/person/"
    papers = data["papers"]
    counts, authors = unpacked(papers["authorCount"]), unpacked(papers["author"])
    row = papers["title"].index("On Lakes")
    assert [names[i] for i in authors[sum(counts[:row]) :][: counts[row]]] == ["Mira Olin", "Ada Quist", "Bo Tamm"]
    assert unpacked(papers["year"])[row] == 2021
    assert unpacked(papers["place"])[3 * row : 3 * row + 3] == [0, 20, 1]
    assert data["files"] == ["mira-olin/index.md"]
    assert sum(unpacked(data["edges"]["count"])) == 5


def test_pyvis_carries_the_graph_with_its_layout_and_physics_off() -> None:
    net = network(circle())
    assert isinstance(net, Network)
    assert (net.num_nodes(), net.num_edges()) == (36, 5)
    assert net.options.physics.enabled is False
    by_name = {node["label"]: node for node in net.nodes}
    assert by_name["Otto Kral"]["hidden"] is True
    assert {"x", "y", "size", "group", "value"} <= set(by_name["Mira Olin"])
    assert net.get_node(by_name["Mira Olin"]["id"])["label"] == "Mira Olin"
    assert net.edges[0] == {"from": 0, "to": by_name["Ada Quist"]["id"], "value": 2}


def test_drawing_writes_the_file_whole_or_says_why_not(tmp_path: Path) -> None:
    drawing = draw(circle(), tmp_path / "network.html")
    assert (tmp_path / "network.html").read_text("utf-8") == drawing.html
    assert [file.name for file in tmp_path.iterdir()] == ["network.html"]
    with pytest.raises(KGError, match="cannot write the drawing"):
        drawing.save(tmp_path / "missing" / "network.html")


def test_a_notebook_shows_it_shut_in_a_frame() -> None:
    shown = Drawing("<script>'\"&</script>")._repr_html_()
    assert 'srcdoc="&lt;script&gt;&#x27;&quot;&amp;&lt;/script&gt;"' in shown
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in shown


def test_three_hundred_people_stay_small() -> None:
    assert len(page(made_up_world(300, edges=1200)).encode()) < 450_000


def test_a_link_to_everything_known_of_a_person_can_be_given() -> None:
    assert data_of(page(circle(), person_page="/person/"))["personPage"] == "/person/"
