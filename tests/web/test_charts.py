"""Charts: what they draw, and that their texts keep their size at any width."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

from kg.pages.cells import Cell, filled
from kg.pages.charts import Span, bars, timeline

SVG = "{http://www.w3.org/2000/svg}"


def test_a_timeline_has_a_bar_and_both_labels_for_each_span() -> None:
    spans = [Span("PhD, University of Nordhavn", "education", 2010, 2015),
             Span("Researcher", "position", 2015, None, True)]
    drawn = ET.fromstring(timeline(spans, 2020))
    assert [each.findtext(f"{SVG}title") for each in drawn.iter(f"{SVG}rect")] == [
        "PhD, University of Nordhavn, 2010–2015", "Researcher, 2015–today"]
    kinds = [each.get("class", "").split()[0] for each in drawn.iter(f"{SVG}text")]
    assert kinds.count("wide") == kinds.count("narrow") == 2


def test_charts_are_as_wide_as_the_page_and_stay_inside_it() -> None:
    spans = [Span(f"Post {year}", "position", year, year + 3) for year in range(1990, 2024, 3)]
    for text in (timeline(spans, 2026), bars({year: year % 7 for year in range(1980, 2026)}, "papers")):
        drawn = ET.fromstring(text)
        assert (drawn.get("width"), drawn.get("viewBox")) == ("100%", None)
        assert all(0 <= float(each) <= 100 for each in re.findall(r'\bx1?="([\d.-]+)%"', text))


def test_years_are_printed_with_room_between_them() -> None:
    text = bars(dict.fromkeys(range(2000, 2026), 1), "papers")
    ticks = [float(x) for x, label in re.findall(r'class="tick" x="([\d.]+)%" y="96.0">(\d{4})', text)]
    assert len(ticks) > 2
    assert all(after - before >= 10 for before, after in pairwise(ticks))


def test_long_and_hostile_labels_are_cut_and_escaped() -> None:
    text = timeline([Span("<script>" * 40, "position", 2000, 2001)], 2020)
    assert "<script>" not in text
    assert max(len(each.text or "") for each in ET.fromstring(text).iter(f"{SVG}text")) < 70


def test_columns_without_anything_are_left_out() -> None:
    assert filled(["a", "b"], [[Cell("1"), Cell("")], [Cell(""), Cell("")]]) == (["a"], [[Cell("1")], [Cell("")]])
