"""Where pages tell their owner's name: configuration, titles, headings, "I am …", bold names in author lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.affiliations import is_strong
from kg.extract.owner_name import Evidence
from kg.extract.sections import kinds_of, kinds_of_heading
from kg.locations import is_location
from kg.names import bracketed, looks_like_name
from kg.read.page import Page, Reading

_NOT_TITLES = re.compile(
    r"^(?:about(?: me)?|home(?:page)?|cv|curriculum vitae|welcome|index|research|publications?|blank|bio\w*|profile|"
    r"untitled|news|main|academic|personal (?:web)?(?:site|page)|my \w+|you\w*)$",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"^\W*(?:(?:welcome to |this is )?(?:the )?(?:personal |academic |official |professional )*(?:home\s?page"
    r"|web\s?site|web\s?page|page|site|blog) (?:of|for|by) |about |"
    r"hi,? i['’]?m |hello,? i['’]?m |i am |i['’]m |welcome to |prof(?:essor)?\.? |dr\.? |mr\.? |ms\.? )+",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:['’]s?\s+(?:\w+\s+){0,2}(?:home\s?page|web\s?site|web\s?page|page|site|blog|cv|portfolio|lab|research"
    r"|publications|academic \w+).*"
    r"|\s*[–—|:·•,/@(].*|\s+-.*|-\s.*|\s*[,(]?\s*(?:Ph\.?D\.?|M\.?D\.?|M\.?Sc\.?|B\.?Sc\.?|MBA|FRS|FIEEE)\b.*"
    r"|\s+(?:home\s?page|website|cv|resume|résumé|curriculum vitae|homepage)\W*|[.!]+)$",
    re.IGNORECASE,
)
LETTER = r"[^\W\d_a-zß-öø-ÿ]"
_FULL = (
    rf"{LETTER}[\w.'’-]*(?:\s+(?:\(?[\"“]?{LETTER}[\w.'’-]*[\"”]?\)?"
    r"|van|von|der|den|de|da|di|del|dos|la|le|el|bin|al)){1,4}"
)
_SELF = re.compile(
    rf"(?:\b[Mm]y (?:full |real |legal )?name is|\bI['’]m|\bI am|\b[Tt]his is|\b[Ii] go by|\b[Cc]all me"
    rf"|\bnamed)\s+(?:Dr\.?\s+|Prof(?:essor)?\.?\s+)?(?P<name>{_FULL}|{LETTER}[\w'’-]+|[\u3400-\u9fff]{{2,4}})"
)
_PERSON_SENTENCE = re.compile(
    rf"^(?:Dr\.?\s+|Prof(?:essor)?\.?\s+|Mr\.?\s+|Ms\.?\s+)?(?P<name>{_FULL})\s*(?:\([^)]{{1,40}}\)\s*)?,?\s+(?:is"
    rf"|was|received|obtained|earned|joined|works|holds|has|graduated|completed|serves|currently)\b"
)
_PAGE_OF = re.compile(
    rf"(?:[Hh]ome\s?page|[Ww]eb\s?(?:site|page)|[Pp]age|[Ss]ite) of\s+(?:Dr\.?\s+|Prof\.?\s+)?(?P<name>{_FULL})"
    rf"|(?P<other>{_FULL})['’]s?\s+(?:personal |academic )?(?:home\s?page|web\s?(?:site|page)|page)"
)
_COPYRIGHT = re.compile(
    rf"(?:©|&copy;|[Cc]opyright)\s*(?:\(c\)\s*)?(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?:by\s+)?(?P<name>{_FULL})"
)
NEVER = re.compile(
    r"\b(?:interested|looking|happy|working|currently|grateful|honou?red|excited|PhD|Professor|Assistant|Associate"
    r"|Student|"
    r"Engineer|Researcher|Scientist|Postdoc|Lecturer|Jekyll|Minimal|Theme|Template|University|Lab|Group|Team|Computer"
    r"|Welcome|"
    r"Page|Blog|Website|Home|About|Contact|Search|Menu|Skip|Toggle|Navigation|Research|Publications)\b"
)


def own_pages(reading: Reading) -> Iterator[Page]:
    """Yield the pages that are about the owner."""
    for page in reading.pages:
        if page.role in ("main", "", "about", "cv"):
            yield page


def gather_evidence(reading: Reading) -> Iterator[Evidence]:
    """Yield the names that a reading gives, each with its weight."""
    for record in reading.records:
        if record.name:
            yield from _plain(record.name, 9)
            for other in record.other_names:
                yield Evidence(other, 2)
    yield from _plain(reading.site.name, 8)
    yield from _titled(reading.site.title, 6)
    for number, page in enumerate(own_pages(reading)):
        share = 1.0 if number == 0 else 0.5
        for key, weight in (("author", 5.0), ("og:title", 5.0), ("og:site_name", 4.0), ("name", 5.0), ("title", 5.0)):
            value = page.meta.get(key)
            if isinstance(value, str):
                yield from _titled(value, weight * share)
        yield from _titled(page.title, 5 * share)
        yield from _in_page(page, share)
    from kg.extract.publications import bold_author_names

    bold = bold_author_names(reading)
    total = sum(bold.values())
    for name, times in bold.most_common(8):
        if times >= 2 or total <= 2:
            yield Evidence(name, 1 + 4 * times / total)


def _in_page(page: Page, share: float) -> Iterator[Evidence]:
    """Yield the names that stand in headings and sentences of a page."""
    for number, block in enumerate(page.blocks[:400]):
        kinds = kinds_of(block, page)
        if (
            kinds & {"people", "publications", "news", "talks", "awards", "service", "teaching"}
            and block.kind != "heading"
        ):
            continue
        if block.kind == "heading":
            if block.level <= 3 and number < 12 and not kinds_of_heading(block.text):
                yield from _titled(block.text.split("\n")[0], 6 * share if block.level == 1 else 4 * share)
            continue
        if number < 6 and len(block.text) < 60 and block.kind in ("paragraph", "row", "item"):
            yield from _titled(block.text.split("\n")[0], 3 * share)
        for mark in block.marks[:4]:
            told = mark.start == 0 or _GREETING.search(block.text[: mark.start])
            if mark.kind == "strong" and number < 8 and mark.end - mark.start < 40 and told and not kinds & _CAREER:
                yield from _plain(block.text[mark.start : mark.end], 2 * share)
        yield from _sentences(block.text[:1500], share, number)


_GREETING = re.compile(r"(?:\bI['’]?m|\bI am|\bname is|\bHi|\bHello|\bthis is)\W*$", re.IGNORECASE)
_CAREER = frozenset({"education", "positions", "projects", "interests"})


def _sentences(text: str, share: float, number: int) -> Iterator[Evidence]:
    for match in _SELF.finditer(text):
        name = _trimmed(match["name"])
        if looks_like_name(name):
            yield from _plain(name, 6 * share)
        elif (
            name
            and number < 12
            and re.match(r"\s*(?:[,.!)(]|and\b|-|–|👋|\n|$)", text[match.start("name") + len(name) :])
            and not NEVER.search(name)
            and not is_location(name)
            and len(name) > 1
        ):
            yield Evidence(name, 3 * share, given_only=True)
    if number < 12 and (subject := _PERSON_SENTENCE.match(text)):
        yield from _plain(_trimmed(subject["name"]), 5 * share)
    if page := _PAGE_OF.search(text):
        yield from _plain(_trimmed(page["name"] or page["other"] or ""), 4 * share)
    if mark := _COPYRIGHT.search(text):
        yield from _plain(_trimmed(mark["name"]), 3 * share)


def _trimmed(name: str) -> str:
    """Cut a name where words begin that belong to none: "Mira Olin And I"."""
    words = name.split()
    for index, word in enumerate(words):
        if NEVER.fullmatch(word.strip(".,")) or (index and word in ("I", "A", "An", "The", "My")):
            words = words[:index]
            break
        if word.endswith(".") and len(word) > 3 and index:
            words = [*words[:index], word[:-1]]
            break
    while words and words[-1].islower():
        words.pop()
    return " ".join(words).strip(" ,.")


def _titled(text: str, weight: float) -> Iterator[Evidence]:
    """Yield the name in a title or heading: "Mira Olin's homepage", "Mira Olin | Huldra Labs", "About Mira"."""
    if not text or len(text) > 120:
        return
    text = re.sub(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\ufe0f]", "", " ".join(text.split())).strip()
    if _NOT_TITLES.match(text):
        return
    about = re.match(r"^\W*about\s+(\w+)$", text, re.IGNORECASE)
    bare = _AROUND.sub("", text)
    brackets = [each for each in bracketed(bare) if looks_like_name(each) or not each.isascii()]
    for piece in (bare, _BEHIND.sub("", bare), re.sub(r"\s*[（(].*", "", bare)):
        piece = piece.strip(" ,.-–|:'’\"")
        if looks_like_name(piece) and not NEVER.search(piece) and not is_strong(piece) and not is_location(piece):
            yield from _plain(piece, weight)
            for other in brackets:
                yield Evidence(other, 1)
            return
    single = _BEHIND.sub("", bare).strip(" ,.-–|:!")
    if (
        (about or re.fullmatch(rf"{LETTER}[\w'’-]+", single))
        and not _NOT_TITLES.match(single)
        and not NEVER.search(single)
        and not kinds_of_heading(single)
    ):
        yield Evidence(about[1] if about else single, weight / 3, given_only=True)


def _plain(name: str, weight: float) -> Iterator[Evidence]:
    name = re.sub(r",?\s*(?:Ph\.?D\.?|M\.?D\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?Tech\.?)\s*$", "", name)
    name = re.sub(r"\s+", " ", name).strip(" ,")
    name = re.sub(r"^(?:Dr|Prof(?:essor)?|Mr|Ms|Mrs)\.?\s+", "", name)
    if not name or len(name) > 60 or _NOT_TITLES.match(name):
        return
    brackets = [each for each in bracketed(name) if each]
    bare = re.sub(r"\s*[（(][^)）]*[)）]", "", name).strip() if brackets else name
    if looks_like_name(bare) and not NEVER.search(bare) and not is_strong(bare):
        yield Evidence(bare, weight)
        for other in brackets:
            if not other.isascii() or looks_like_name(other):
                yield Evidence(other, 1)
