"""What an HTML element is for: content or not, a block, a mark, or mere layout.

Takes elements of a tree; gives the role of each. Knows HTML's own meaning, the ways pages hide things, and tells a
table of facts from a table that only places things on the screen.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from lxml import etree

from kg.read.page import BlockKind, MarkKind


class Role(Enum):
    """What the walk does with an element."""

    HIDDEN = auto()
    BREAK = auto()
    INLINE = auto()
    CONTAINER = auto()
    LIST = auto()
    CELL = auto()
    BLOCK = auto()


_NO_CONTENT = frozenset(
    re.findall(
        r"\S+",
        """script style noscript template head nav svg canvas iframe object embed audio video form input select option
    textarea button map area math title meta link datalist dialog menu""",
    )
)
_CONTAINERS = frozenset(
    re.findall(
        r"\S+",
        """html body div p section article main header footer aside center figure details hgroup address fieldset hr
    thead tbody tfoot colgroup col main search noindex picture source""",
    )
)
_LISTS = frozenset(("ul", "ol", "dl", "dir"))
_MARKS: dict[str, MarkKind] = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "var": "emphasis",
    "a": "link",
    "u": "underline",
    "ins": "underline",
    "small": "small",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "sup": "superscript",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
    "q": "quote",
}
_PLAIN = frozenset(("span", "font", "big", "sub", "abbr", "time", "label", "bdi", "bdo", "wbr", "mark", "nobr", "img"))
_HIDING = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s{0,3}:\s{0,3}(?:italic|oblique)", re.IGNORECASE)
_UNDERLINED = re.compile(r"text-decoration[a-z-]{0,8}\s{0,3}:\s{0,3}underline", re.IGNORECASE)
_UNSEEN_CLASSES = frozenset(
    re.findall(
        r"\S+",
        """sr-only visually-hidden hidden d-none is-hidden screen-reader-text navbar nav-menu breadcrumb breadcrumbs
    site-footer page-footer""",
    )
)
_HEADING_CLASS = re.compile(r"(?:^|[-_ ])(?:h([1-6])|heading|section-?_?(?:title|heading|header|name))(?= |$)", re.I)
_SECTION_WORDS = re.compile(
    r"\b(?:about|bio(?:graphy)?|news|updates?|education|experience|employment|publications?|papers|preprints?|research|"
    r"teaching|service|awards?|hono[u]?rs|talks|projects?|contact|students|interests?|cv|resume|software)\b",
    re.I,
)
_LONGEST_CARD = 2500


class Layout:
    """The roles of the elements of one tree."""

    def __init__(self, root: etree._Element) -> None:
        self._cards: dict[etree._Element, int] = {}
        self._checked: set[etree._Element] = set()
        self._rows: dict[etree._Element, bool] = {}
        self._next_group = 1_000_000
        self._kept = {root}

    def role(self, element: etree._Element) -> Role:
        """Return what to do with an element."""
        tag = element.tag
        if tag in _NO_CONTENT or self._hidden(element):
            return Role.HIDDEN
        if tag == "br":
            return Role.BREAK
        if tag == "table" or tag == "tr":
            data = self._is_data(element)
            return (Role.LIST if tag == "table" else Role.BLOCK) if data else Role.CONTAINER
        if tag in ("td", "th"):
            row = element.getparent()
            return Role.CELL if row is not None and row.tag == "tr" and self._is_data(row) else Role.CONTAINER
        if tag in _LISTS:
            return Role.LIST
        if tag == "li":
            return Role.CONTAINER if _holds_sections(element) else Role.BLOCK
        if tag in (
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "caption",
            "figcaption",
            "summary",
            "legend",
        ):
            return Role.CONTAINER if tag == "blockquote" and _holds_blocks(element) else Role.BLOCK
        if tag in _CONTAINERS:
            return Role.BLOCK if self._is_card(element) or self._heading_level(element) else Role.CONTAINER
        return Role.CONTAINER if "display:block" in element.get("style", "").replace(" ", "") else Role.INLINE

    def block(self, element: etree._Element) -> tuple[BlockKind, int]:
        """Return the kind and level of a block."""
        tag = str(element.tag)
        if tag[0] == "h" and tag[1:].isdigit():
            return "heading", int(tag[1])
        if tag == "summary":
            return ("heading", 6) if _holds_blocks(element.getparent()) else ("paragraph", 0)
        kinds: dict[str, BlockKind] = {
            "li": "item",
            "tr": "row",
            "dt": "term",
            "dd": "definition",
            "blockquote": "quote",
            "pre": "code",
            "caption": "caption",
            "figcaption": "caption",
            "legend": "heading",
        }
        if tag in kinds:
            return kinds[tag], 6 if tag == "legend" else 0
        level = self._heading_level(element)
        return ("heading", level) if level and element not in self._cards else ("item", 0)

    def group(self, element: etree._Element) -> int:
        """Return the group of a card, or -1."""
        return self._cards.get(element, -1)

    def name(self, element: etree._Element) -> str:
        """Return the class names and the like that tell what an element holds."""
        names = [element.get("class"), element.get("itemprop"), element.get("property")]
        if element.tag == "tr" and len(element) and all(cell.tag == "th" for cell in element):
            names.append("header")
        return " ".join(" ".join(filter(None, names)).split())

    def mark(self, element: etree._Element) -> tuple[MarkKind, str, str] | None:
        """Return kind, target and name of the mark that an inline element makes, or None."""
        tag = str(element.tag)
        name = self.name(element)
        if tag == "a":
            href = (element.get("href") or "").strip()
            if not name and len(element):
                name = " ".join(child.get("class", "") for child in element if isinstance(child.tag, str)).strip()
            return ("link", href, name) if href else (("span", "", name) if name else None)
        if tag in _MARKS:
            return _MARKS[tag], "", name
        style = element.get("style", "")
        if style:
            for pattern, kind in ((_BOLD, "strong"), (_ITALIC, "emphasis"), (_UNDERLINED, "underline")):
                if pattern.search(style):
                    return kind, "", name  # type: ignore[return-value]
        if tag not in _PLAIN:
            name = f"{name} {tag}".strip()
        return ("span", "", name) if name or style else None

    def _hidden(self, element: etree._Element) -> bool:
        if element.tag == "footer":
            around = element.getparent()
            return around is None or around.tag not in ("blockquote", "li", "article", "figure", "td")
        attributes = element.attrib
        if not attributes:
            return False
        if "hidden" in attributes or _HIDING.search(element.get("style", "")):
            return True
        if element.get("role") in ("navigation", "banner-navigation", "search"):
            return True
        classes = element.get("class") or ""
        return bool(classes) and not _UNSEEN_CLASSES.isdisjoint(classes.lower().split())

    def _heading_level(self, element: etree._Element) -> int:
        """Return the level of a heading that only its class names tell, or 0."""
        classes = element.get("class")
        if not classes:
            return 0
        match = _HEADING_CLASS.search(classes)
        if not match or _holds_blocks(element) or len(text_of(element)) > 80:
            return 0
        return int(match[1]) if match[1] else 2

    def _is_data(self, element: etree._Element) -> bool:
        """Say whether a table or row holds facts; a table that holds sections or tables is mere layout."""
        if element in self._rows:
            return self._rows[element]
        table = element if element.tag == "table" else next(element.iterancestors("table"), None)
        if table is None:
            return True
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        sections = any(_holds_sections(row) or _holds_long_items(row) for row in rows)
        filled = [row for row in rows if text_of(row).strip()]
        data = not sections and (len(filled) > 1 or not filled)
        if not sections and len(filled) == 1:
            data = len(filled[0]) > 1 and not _holds_blocks(filled[0], cells=True)
        self._rows[table] = data
        for row in rows:
            self._rows[row] = data and not _holds_sections(row)
        return self._rows.get(element, data)

    def _is_card(self, element: etree._Element) -> bool:
        """Say whether an element is one of several like siblings, each of which tells one thing."""
        parent = element.getparent()
        if parent is None:
            return False
        if parent not in self._checked:
            self._checked.add(parent)
            self._find_cards(parent)
        return element in self._cards

    def _find_cards(self, parent: etree._Element) -> None:
        alike: dict[tuple[str, str], list[etree._Element]] = {}
        for child in parent:
            if isinstance(child.tag, str) and child.tag in ("div", "article", "section"):
                looks = child.get("class", "") or child.get("style", "")
                alike.setdefault((child.tag, looks), []).append(child)
        for (_, looks), children in alike.items():
            if len(children) < 2 or not looks:
                continue
            filled = [child for child in children if text_of(child).strip()]
            if len(filled) >= 2 and all(_is_one_thing(child) for child in filled):
                self._next_group += 1
                for child in filled:
                    self._cards[child] = self._next_group


_BLOCKS = frozenset(
    re.findall(r"\S+", """p div ul ol dl li table h1 h2 h3 h4 h5 h6 section article blockquote pre details""")
)


def text_of(element: etree._Element) -> str:
    """Return all text in an element."""
    return "".join(map(str, element.itertext()))


def _holds_blocks(element: etree._Element | None, cells: bool = False) -> bool:
    """Say whether there are block elements in an element."""
    if element is None:
        return False
    return next(element.iter(*_BLOCKS - {str(element.tag)}), None) is not None


def _holds_sections(element: etree._Element) -> bool:
    """Say whether an element holds whole sections: large headings or tables."""
    for inner in element.iter("h1", "h2", "h3", "table"):
        if inner is element:
            continue
        if inner.tag == "table" or inner.tag in ("h1", "h2"):
            return True
        if _SECTION_WORDS.search(text_of(inner)[:60]):
            return True
    return False


def _holds_long_items(row: etree._Element) -> bool:
    """Say whether a row holds a list or paragraphs that tell something each: then it only places them."""
    return (
        sum(len(text_of(item)) > 80 for item in row.iter("li")) > 1
        or sum(len(text_of(paragraph)) > 80 for paragraph in row.iter("p")) > 2
    )


def _is_one_thing(element: etree._Element) -> bool:
    """Say whether an element tells one thing: short, at most one heading that is no section's."""
    if len(text_of(element).strip()) > _LONGEST_CARD:
        return False
    if not any(isinstance(child.tag, str) and child.tag in _BLOCKS | {"br", "span", "a", "b"} for child in element):
        return False
    headings = list(element.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    if len(headings) > 2 or next(element.iter("table"), None) is not None:
        return False
    if any(heading.tag == "h1" or _SECTION_WORDS.fullmatch(text_of(heading).strip()) for heading in headings):
        return False
    return all(len(text_of(item)) < 60 for item in element.iter("li"))
