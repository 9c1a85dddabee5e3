"""Small charts as inline SVG: a career as bars over the years, and counts by year.

Colours come from the style sheet by class, so that they follow light and dark; every bar has a title for pointers
and screen readers. All text is escaped by ElementTree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

_WIDTH = 720
_LEFT = 8
_ROW = 30


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
    scale = (_WIDTH - 2 * _LEFT) / max(1, last - first)
    height = _ROW * len(dated) + 24
    svg = _svg(height, f"Career from {first} to {last - 1}", "timeline")
    for year in _ticks(first, last):
        x = _LEFT + (year - first) * scale
        ET.SubElement(svg, "line", {"class": "grid", "x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": "0",
                                    "y2": f"{height - 20}"})
        _text(svg, x, height - 6, str(year), "tick")
    for row, each in enumerate(dated):
        start = each.start or each.end or first
        end = today if each.ongoing else each.end or start
        bar = ET.SubElement(svg, "rect", {
            "class": f"bar {each.kind}" + ("" if each.start and (each.end or each.ongoing) else " uncertain"),
            "x": f"{_LEFT + (start - first) * scale:.1f}", "y": str(row * _ROW + 16),
            "width": f"{max(4.0, (end - start + 1) * scale - 2):.1f}", "height": "9", "rx": "3",
        })
        years = f"{each.start or '?'}–{'today' if each.ongoing else each.end or '?'}"
        ET.SubElement(bar, "title").text = f"{each.label}, {years}"
        x = _LEFT + (start - first) * scale
        late = x > _WIDTH * 0.6
        _text(svg, min(x + (end - start + 1) * scale, _WIDTH - _LEFT) if late else x, row * _ROW + 12,
              f"{each.label}  {years}", "label late" if late else "label")
    return ET.tostring(svg, encoding="unicode")


def bars(counts: Mapping[int, int], noun: str) -> str:
    """Return counts by year as SVG bars, years without any included."""
    if not counts:
        return ""
    first, last, top = min(counts), max(counts), max(counts.values())
    width = min(28.0, (_WIDTH - 2 * _LEFT) / (last - first + 1))
    svg = _svg(96, f"{noun} by year, {first} to {last}", "bars")
    for year in range(first, last + 1):
        number = counts.get(year, 0)
        height = 64 * number / top
        x = _LEFT + (year - first) * width
        bar = ET.SubElement(svg, "rect", {"class": "bar", "x": f"{x:.1f}", "y": f"{70 - height:.1f}",
                                          "width": f"{max(1.0, width - 2):.1f}", "height": f"{height:.1f}"})
        ET.SubElement(bar, "title").text = f"{year}: {number} {noun}"
    for year in _ticks(first, last + 1):
        _text(svg, _LEFT + (year - first) * width + width / 2, 88, str(year), "tick")
    return ET.tostring(svg, encoding="unicode")


def _order(span: Span) -> tuple[int, int, str]:
    start = span.start or span.end or 0
    return start, 9999 if span.ongoing else span.end or start, span.label


def _ticks(first: int, last: int) -> range:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / step <= 12)
    return range(-(-first // step) * step, last, step)


def _svg(height: int, label: str, kind: str) -> ET.Element:
    return ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": f"chart {kind}", "role": "img",
                              "viewBox": f"0 0 {_WIDTH} {height}", "aria-label": label})


def _text(parent: ET.Element, x: float, y: float, text: str, kind: str) -> None:
    ET.SubElement(parent, "text", {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}"}).text = text
