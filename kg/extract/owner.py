"""Whose page this is: name, other forms of it, address, identifiers, interests.

Takes a reading; gives an ``Owner``. Names are gathered where pages tell them (configuration, titles, headings, "I am …",
bold names in author lists), those that can be one person's are put together, and the group with the most weight wins.
A page may name its owner nowhere; then the name stays empty.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from kg.extract.affiliations import is_strong
from kg.extract.interests import find_interests
from kg.extract.links import find_email, find_homepage, find_identifiers, page_texts
from kg.extract.places import is_location
from kg.extract.sections import kinds_of, kinds_of_heading
from kg.names import Name, agreement, bracketed, fold, is_full, looks_like_name, parse
from kg.read.page import Page, Reading


@dataclass(frozen=True, slots=True)
class Owner:
    """Who a page is about. ``forms`` are all written forms of the name that the page gives."""

    name: str = ""
    other_names: tuple[str, ...] = ()
    homepage: str = ""
    email: str = ""
    image: str = ""
    identifiers: dict[str, str] | None = None
    interests: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms of the name."""
        return tuple(name for name in (self.name, *self.other_names) if name)


class Evidence(NamedTuple):
    """A name that a page gives, how much that says, and whether it is the form to print."""

    name: str
    weight: float
    given_only: bool = False


def find_owner(reading: Reading, given: str = "") -> Owner:
    """Return the owner of a reading.

    Args:
        reading: pages, records and configuration of one source.
        given: the name where the user said it.
    """
    email = next((record.email for record in reading.records if record.email), "") or find_email([reading.site.email]) or find_email(
        text for page in _own_pages(reading) for text in page_texts(page))
    evidence = list(_evidence(reading))
    name, others = choose_name(evidence, lambda: _handles(reading, email), lambda: _names_in_text(reading))
    if given:
        others = tuple(other for other in (name, *others) if other and other != given)
        name = given
    others = _other_names(reading, name, others)
    forms = (name, *others)
    return Owner(name=name, other_names=others, homepage=find_homepage(reading), email=email,
                 image=next((record.image for record in reading.records if record.image), ""),
                 identifiers=find_identifiers(reading, forms), interests=find_interests(reading))


# ── where pages tell a name ─────────────────────────────────────────────────────────────────────────────────────

_NOT_TITLES = re.compile(r"^(?:about(?: me)?|home(?:page)?|cv|curriculum vitae|welcome|index|research|publications?|blank|bio\w*|profile|"
                         r"untitled|news|main|academic|personal (?:web)?(?:site|page)|my \w+|you\w*)$", re.IGNORECASE)
_AROUND = re.compile(
    r"^\W*(?:(?:welcome to |this is )?(?:the )?(?:personal |academic |official |professional )*(?:home\s?page|web\s?site|web\s?page|page|site|blog) (?:of|for|by) |about |"
    r"hi,? i['’]?m |hello,? i['’]?m |i am |i['’]m |welcome to |prof(?:essor)?\.? |dr\.? |mr\.? |ms\.? )+", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:['’]s?\s+(?:\w+\s+){0,2}(?:home\s?page|web\s?site|web\s?page|page|site|blog|cv|portfolio|lab|research|publications|academic \w+).*"
    r"|\s*[-–—|:·•,/@(].*|\s*[,(]?\s*(?:Ph\.?D\.?|M\.?D\.?|M\.?Sc\.?|B\.?Sc\.?|MBA|FRS|FIEEE)\b.*|\s+(?:home\s?page|website|cv|resume|résumé|curriculum vitae|homepage)\W*|[.!]+)$", re.IGNORECASE)
_LETTER = r"[^\W\d_a-zß-öø-ÿ]"
_FULL = rf"{_LETTER}[\w.'’-]*(?:\s+(?:\(?[\"“]?{_LETTER}[\w.'’-]*[\"”]?\)?|van|von|der|den|de|da|di|del|dos|la|le|el|bin|al)){{1,4}}"
_SELF = re.compile(
    rf"(?:\b[Mm]y (?:full |real |legal )?name is|\bI['’]m|\bI am|\b[Tt]his is|\b[Ii] go by|\b[Cc]all me|\bnamed)\s+(?:Dr\.?\s+|Prof(?:essor)?\.?\s+)?(?P<name>{_FULL}|{_LETTER}[\w'’-]+|[\u3400-\u9fff]{{2,4}})")
_PERSON_SENTENCE = re.compile(
    rf"^(?:Dr\.?\s+|Prof(?:essor)?\.?\s+|Mr\.?\s+|Ms\.?\s+)?(?P<name>{_FULL})\s*(?:\([^)]{{1,40}}\)\s*)?,?\s+(?:is|was|received|obtained|earned|joined|works|holds|has|graduated|completed|serves|currently)\b")
_PAGE_OF = re.compile(rf"(?:[Hh]ome\s?page|[Ww]eb\s?(?:site|page)|[Pp]age|[Ss]ite) of\s+(?:Dr\.?\s+|Prof\.?\s+)?(?P<name>{_FULL})|(?P<other>{_FULL})['’]s?\s+(?:personal |academic )?(?:home\s?page|web\s?(?:site|page)|page)")
_COPYRIGHT = re.compile(rf"(?:©|&copy;|[Cc]opyright)\s*(?:\(c\)\s*)?(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?:by\s+)?(?P<name>{_FULL})")
_NEVER = re.compile(r"\b(?:interested|looking|happy|working|currently|grateful|honou?red|excited|PhD|Professor|Assistant|Associate|Student|"
                    r"Engineer|Researcher|Scientist|Postdoc|Lecturer|Jekyll|Minimal|Theme|Template|University|Lab|Group|Team|Computer|Welcome|"
                    r"Page|Blog|Website|Home|About|Contact|Search|Menu|Skip|Toggle|Navigation|Research|Publications)\b")


def _own_pages(reading: Reading) -> Iterator[Page]:
    for page in reading.pages:
        if page.role in ("main", "", "about", "cv"):
            yield page


def _evidence(reading: Reading) -> Iterator[Evidence]:
    """Yield the names that a reading gives, each with its weight."""
    for record in reading.records:
        if record.name:
            yield from _plain(record.name, 9)
            for other in record.other_names:
                yield Evidence(other, 2)
    yield from _plain(reading.site.name, 8)
    yield from _titled(reading.site.title, 6)
    for number, page in enumerate(_own_pages(reading)):
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
        if kinds & {"people", "publications", "news", "talks", "awards", "service", "teaching"} and block.kind != "heading":
            continue
        if block.kind == "heading":
            if block.level <= 3 and number < 12 and not kinds_of_heading(block.text):
                yield from _titled(block.text.split("\n")[0], 6 * share if block.level == 1 else 4 * share)
            continue
        if number < 6 and len(block.text) < 60 and block.kind in ("paragraph", "row", "item"):
            yield from _titled(block.text.split("\n")[0], 3 * share)
        for mark in block.marks[:4]:
            if mark.kind == "strong" and number < 8 and mark.end - mark.start < 40:
                yield from _plain(block.text[mark.start:mark.end], 2 * share)
        yield from _sentences(block.text[:1500], share, number)


def _sentences(text: str, share: float, number: int) -> Iterator[Evidence]:
    for match in _SELF.finditer(text):
        name = _trimmed(match["name"])
        if looks_like_name(name):
            yield from _plain(name, 6 * share)
        elif name and number < 12 and re.match(r"\s*(?:[,.!)(]|and\b|-|–|👋|\n|$)", text[match.start("name") + len(name):]) and not _NEVER.search(name) \
                and not is_location(name) and len(name) > 1:
            yield Evidence(name, 3 * share, given_only=True)
    if number < 12 and (match := _PERSON_SENTENCE.match(text)):
        yield from _plain(_trimmed(match["name"]), 5 * share)
    if match := _PAGE_OF.search(text):
        yield from _plain(_trimmed(match["name"] or match["other"] or ""), 4 * share)
    if match := _COPYRIGHT.search(text):
        yield from _plain(_trimmed(match["name"]), 3 * share)


def _trimmed(name: str) -> str:
    """Cut a name where words begin that belong to none: "Mira Olin And I"."""
    words = name.split()
    for index, word in enumerate(words):
        if _NEVER.fullmatch(word.strip(".,")) or index and word in ("I", "A", "An", "The", "My"):
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
        if looks_like_name(piece) and not _NEVER.search(piece) and not is_strong(piece) and not is_location(piece):
            yield from _plain(piece, weight)
            for other in brackets:
                yield Evidence(other, 1)
            return
    single = _BEHIND.sub("", bare).strip(" ,.-–|:!")
    if (about or re.fullmatch(rf"{_LETTER}[\w'’-]+", single)) and not _NOT_TITLES.match(single) and not _NEVER.search(single) and not kinds_of_heading(single):
        yield Evidence(about[1] if about else single, weight / 3, given_only=True)


def _plain(name: str, weight: float) -> Iterator[Evidence]:
    name = re.sub(r"\s+", " ", re.sub(r",?\s*(?:Ph\.?D\.?|M\.?D\.?|MSc)\s*$", "", name)).strip(" ,")
    name = re.sub(r"^(?:Dr|Prof(?:essor)?|Mr|Ms|Mrs)\.?\s+", "", name)
    if not name or len(name) > 60 or _NOT_TITLES.match(name):
        return
    brackets = [each for each in bracketed(name) if each]
    bare = re.sub(r"\s*[（(][^)）]*[)）]", "", name).strip() if brackets else name
    if looks_like_name(bare) and not _NEVER.search(bare) and not is_strong(bare):
        yield Evidence(bare, weight)
        for other in brackets:
            if not other.isascii() or looks_like_name(other):
                yield Evidence(other, 1)


# ── choosing ────────────────────────────────────────────────────────────────────────────────────────────────────


def choose_name(evidence: Iterable[Evidence], handles: object = None, in_text: object = None) -> tuple[str, tuple[str, ...]]:
    """Choose the owner's name; returns it and its other forms.

    >>> choose_name([Evidence("Olin, M.", 4), Evidence("Mira Olin", 3), Evidence("Bo Tamm", 3)])
    ('Mira Olin', ('Olin, M.',))
    """
    groups: list[list[Evidence]] = []
    alone: Counter[str] = Counter()
    for each in evidence:
        if each.given_only:
            alone[each.name] += each.weight  # type: ignore[assignment]
            continue
        name = parse(each.name)
        place = next((group for group in groups if any(agreement(parse(other.name), name) for other in group)), None)
        if place is None:
            groups.append([each])
        else:
            place.append(each)
    if not groups:
        return _from_given_name(alone, in_text), ()
    best = max(groups, key=lambda group: sum(each.weight + _support(each.name, alone) for each in group))
    if alone and sum(each.weight for each in best) < 3 and not any(_support(each.name, alone) for each in best):
        found = _from_given_name(alone, in_text)
        if found:
            return found, ()
    name = _best_form(best)
    if not is_full(parse(name)) and callable(handles):
        name = expand(name, handles())
    name = _ordered(name, best)
    others = tuple(dict.fromkeys(each.name for each in best if fold(each.name) != fold(name)))
    return name, others


def _ordered(name: str, group: list[Evidence]) -> str:
    """Turn "Lin Rui" round where author lists print "Lin, R."."""
    parsed = parse(name)
    for each in group:
        if "," in each.name:
            other = parse(each.name)
            if fold(other.family) == fold(parsed.given) and fold(other.given)[:1] == fold(parsed.family)[:1] and fold(other.family) != fold(parsed.family):
                return f"{parsed.family} {parsed.given}"
    return name


def _support(name: str, alone: Counter[str]) -> float:
    """Return the weight of given names told alone that are part of a name."""
    words = {fold(word) for word in name.replace(",", " ").split()}
    return sum(weight for given, weight in alone.items() if fold(given) in words)


def _best_form(group: list[Evidence]) -> str:
    """Return the form to print: full names first, then the one with the most weight, then the longer."""
    weights: dict[str, float] = defaultdict(float)
    for each in group:
        weights[each.name] += each.weight

    def rank(name: str) -> tuple[bool, bool, float, int]:
        parsed = parse(name)
        return (is_full(parsed), name.isascii() or any(c.isalpha() and c.isascii() for c in name), weights[name], len(name))

    return max(weights, key=rank)


def _from_given_name(alone: Counter[str], in_text: object) -> str:
    """Complete a given name that stands alone ("About Mira") by the full names in the text."""
    if not alone or not callable(in_text):
        return ""
    names: Counter[str] = in_text()
    for given, _ in alone.most_common(3):
        full = [(times, name) for name, times in names.items() if fold(parse(name).given).split(" ")[0] == fold(given)]
        if full:
            return max(full)[1]
    return ""


def expand(name: str, handles: Iterable[str]) -> str:
    """Complete initials by file names, e-mail addresses and handles that spell the name out.

    >>> expand("Olin, M.", ["OLINMIRA_CV.pdf"]), expand("Olin, M.", ["m.olin@huldra.org"]), expand("Olin, M.", ["mira.olin"])
    ('Mira Olin', 'Olin, M.', 'Mira Olin')
    """
    parsed = parse(name)
    family, initial = fold(parsed.family).replace(" ", ""), fold(parsed.given)[:1]
    if len(family) < 2 or not initial:
        return name
    votes: Counter[str] = Counter()
    for handle in handles:
        for given in _given_in(handle, family, initial):
            votes[given] += 1
    if not votes:
        return name
    given = max(votes, key=lambda each: (votes[each], -len(each)))
    return str(Name(given.title(), parsed.particle, parsed.family, parsed.suffix))


def _given_in(handle: str, family: str, initial: str) -> Iterator[str]:
    words = [word for word in re.split(r"[^a-z]+", fold(handle.rsplit("/", 1)[-1].split("@")[0])) if word and word not in _FILE_WORDS]
    for index, word in enumerate(words):
        for given in (word.removeprefix(family) if word.startswith(family) else "", word.removesuffix(family) if word.endswith(family) else ""):
            if 2 <= len(given) <= 12 and given.startswith(initial) and re.search(r"[aeiouy]", given):
                yield given
        if word == family:
            for other in (words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""):
                if 2 <= len(other) <= 12 and other.startswith(initial) and re.search(r"[aeiouy]", other):
                    yield other


_FILE_WORDS = frozenset("cv resume vitae pdf file files doc docx academic curriculum chinese english en zh photo jpg png jpeg html img profile pic".split())


def _handles(reading: Reading, email: str) -> list[str]:
    """Return file names, handles and addresses that may spell the owner's name."""
    found = [email] if email else []
    for page in _own_pages(reading):
        for block in page.blocks:
            publications = "publications" in kinds_of(block, page)
            for mark in block.marks:
                href = unquote(mark.href).replace("\\", "/")
                local = "://" not in href
                if href and not href.startswith("#") and (local and not publications or re.search(
                        r"linkedin\.com/in/|github\.com/[\w-]+/?$|twitter\.com/\w+/?$|cv|resume", href, re.IGNORECASE) and not publications):
                    found.append(href.rstrip("/"))
    return found


def _names_in_text(reading: Reading) -> Counter[str]:
    """Count the full names in a reading's text."""
    counts: Counter[str] = Counter()
    for page in reading.pages[:30]:
        for block in page.blocks[:600]:
            for match in _LIST_NAME.finditer(block.text[:4000]):
                if looks_like_name(match[1]) and not _NEVER.search(match[1]):
                    counts[match[1]] += 1
    return counts


_LIST_NAME = re.compile(rf"(?:^|(?<=[\s(\[]))((?:{_LETTER}[\w'’-]+)(?:\s{_LETTER}\.)?\s(?:(?:van|von|de|der|da|di)\s)?{_LETTER}[\w'’-]+)(?=[*†‡§\d]*(?:[,;.&)\n]|\s+and\b|\s*$))")
_CHINESE_NAME = re.compile(r"(?:name in (?:Chinese|Korean|Japanese|Hindi)(?: characters)?(?: is|:)?|Chinese name(?: is|:)?|中文名[:：]?|姓名[:：])\s*[\"“(（]?([\u3400-\u9fff\uac00-\ud7a3\u3040-\u30ff·]{2,8})")


def _other_names(reading: Reading, name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Keep the other forms that a person would call another name: other scripts, other words; drop mere initials."""
    kept: list[str] = []
    for other in others:
        if not other.isascii() and not any(c.isascii() and c.isalpha() for c in other) or is_full(parse(other)) and fold(other) != fold(name):
            kept.append(other)
    for page in _own_pages(reading):
        for block in page.blocks[:60]:
            if match := _CHINESE_NAME.search(block.text):
                kept.append(match[1])
            if name and f"{name} (" in block.text and (found := re.search(rf"{re.escape(name)} \(([^()a-zA-Z\d]{{2,20}})\)", block.text)):
                kept.append(found[1].strip())
    return tuple(dict.fromkeys(each for each in kept if each != name))
