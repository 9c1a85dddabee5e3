"""Small charts as inline SVG: a career as bars over the years, and counts by year.

Colours come from the style sheet by class, so that they follow light and dark; every bar has a title for pointers
and screen readers. All text is escaped by ElementTree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

_LEFT = 2.0
_ACROSS = 96.0
"""Places along the years are per cents of the width, so that texts keep their size on a phone."""
_ROW = 30
_LONGEST_LABEL = 52
_LONGEST_NARROW = 36
_TICK_SPACE = 10.0
"""Per cent of the width that the label of a year needs on a phone."""


class Span(NamedTuple):
    """Something that lasted: years inclusive; ``end`` None where it goes on or is not known."""

    label: str
    kind: str
    start: int | None
    end: int | None
    ongoing: bool = False


def timeline(spans: Sequence[Span], today: int) -> str:
    """Return a career as SVG: one bar a span, from its first to its last year, oldest at the top.

    A span of which only one end is known is drawn as a point at that year; one without any year is left out.
    """
    dated = sorted((each for each in spans if each.start or each.end), key=_order)
    if not dated:
        return ""
    first = min(each.start or each.end or today for each in dated)
    last = max(today if each.ongoing else each.end or each.start or today for each in dated) + 1
    scale = _ACROSS / max(1, last - first)
    height = _ROW * len(dated) + 24
    svg = _svg(height, f"Career from {first} to {last - 1}", "timeline")
    for year in _ticks(first, last, scale):
        x = _LEFT + (year - first) * scale
        ET.SubElement(svg, "line", {"class": "grid", "x1": _percent(x), "x2": _percent(x), "y1": "0",
                                    "y2": f"{height - 20}"})
        _text(svg, x, height - 6, str(year), "tick")
    for row, each in enumerate(dated):
        _span(svg, each, row * _ROW, first, scale, today)
    return ET.tostring(svg, encoding="unicode")


def bars(counts: Mapping[int, int], noun: str) -> str:
    """Return counts by year as SVG bars, years without any included."""
    if not counts:
        return ""
    first, last, top = min(counts), max(counts), max(counts.values())
    width = min(5.0, _ACROSS / (last - first + 1))
    svg = _svg(104, f"{noun} by year, {first} to {last}", "bars")
    for year in range(first, last + 1):
        number = counts.get(year, 0)
        height = 64 * number / top
        x = _LEFT + (year - first) * width
        bar = ET.SubElement(svg, "rect", {"class": "bar", "x": _percent(x), "y": f"{78 - height:.1f}",
                                          "width": _percent(width * 0.88), "height": f"{height:.1f}"})
        ET.SubElement(bar, "title").text = f"{year}: {number} {noun}"
        if number == top:
            _text(svg, x + width * 0.44, 10, str(number), "tick")
    for year in _ticks(first, last + 1, width):
        _text(svg, _LEFT + (year - first) * width + width * 0.44, 96, str(year), "tick")
    return ET.tostring(svg, encoding="unicode")


def _span(svg: ET.Element, span: Span, top: int, first: int, scale: float, today: int) -> None:
    """One row of a timeline: the bar, and its label twice: over the bar, and at the left for narrow screens."""
    start = span.start or span.end or first
    end = today if span.ongoing else span.end or start
    x, width = _LEFT + (start - first) * scale, max(0.6, (end - start + 1) * scale - 0.3)
    bar = ET.SubElement(svg, "rect", {
        "class": f"bar {span.kind}" + ("" if span.start and (span.end or span.ongoing) else " uncertain"),
        "x": _percent(x), "y": str(top + 16), "width": _percent(width), "height": "9", "rx": "3",
    })
    years = f"{span.start or '?'}–{'today' if span.ongoing else span.end or '?'}"
    ET.SubElement(bar, "title").text = f"{span.label}, {years}"
    late = x > 50
    _text(svg, min(x + width, 100.0) if late else x, top + 12, f"{_cut(span.label, _LONGEST_LABEL)}  {years}",
          "wide late" if late else "wide")
    _text(svg, _LEFT, top + 12, f"{_cut(span.label, _LONGEST_NARROW)}  {years}", "narrow")


def _order(span: Span) -> tuple[int, int, str]:
    start = span.start or span.end or 0
    return start, 9999 if span.ongoing else span.end or start, span.label


def _ticks(first: int, last: int, scale: float) -> range:
    """The years to print: as many as their labels have room for on a phone.

    >>> list(_ticks(2016, 2022, 5.0))
    [2016, 2018, 2020]
    """
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100) if step * scale >= _TICK_SPACE), 1000)
    return range(-(-first // step) * step, last, step)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _svg(height: int, label: str, kind: str) -> ET.Element:
    return ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": f"chart {kind}", "role": "img",
                              "width": "100%", "height": str(height), "aria-label": label})


def _text(parent: ET.Element, x: float, y: float, text: str, kind: str) -> None:
    ET.SubElement(parent, "text", {"class": kind, "x": _percent(x), "y": f"{y:.1f}"}).text = text
