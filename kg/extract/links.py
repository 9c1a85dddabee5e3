"""The owner's identifiers and e-mail address, out of links and text.

Takes URLs and texts; gives identifiers as the profile format names them. A link to somebody else's profile is told from
the owner's by its text, and by where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from kg.extract.sections import kinds_of
from kg.names import agreement, looks_like_name, parse
from kg.read.page import Page, Reading
from kg.vocab import is_orcid

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.IGNORECASE))
    for key, pattern in (
        ("orcid", r"orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"),
        ("google_scholar", r"scholar\.google\.[a-z.]+/citations\S*?[?&](?:amp;)?user=([\w-]{12})"),
        (
            "dblp",
            r"dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/(?:pid|pers)/(?:hd/)?((?:[\w]+/)?[\w-]+(?:[:=][\w.:=-]+)??)(?"
            r":\.html|\.xml)?/?(?:[?#]|$)",
        ),
        ("semantic_scholar", r"semanticscholar\.org/author/(?:[^/?#\s]+/)?(\d+)"),
        ("openreview", r"openreview\.net/profile\?(?:id|email)=(~[^&#\s]+\d+)"),
        ("openalex", r"openalex\.org/(?:authors/|works\?.*?authorships\.author\.id:)?(A\d{6,})"),
        ("wikidata", r"wikidata\.org/(?:wiki|entity)/(Q\d+)"),
        ("github", r"github\.com/([A-Za-z\d](?:[A-Za-z\d-]{0,38}))/?(?:\?tab=\w+)?(?:[#]\S*)?$"),
        ("linkedin", r"linkedin\.com/(?:in|pub)/([^/?#\s]+)"),
        ("twitter", r"(?:twitter|(?<![\w.-])x)\.com/(?:#!/)?@?(\w{1,15})/?(?:\?\S*)?$"),
        ("acl_anthology", r"(?:aclanthology\.org|aclweb\.org/anthology)/people/(?:[a-z]/)?([\w-]+)"),
        ("arxiv", r"arxiv\.org/a/([\w-]+_\d+)"),
    )
)
_REPOSITORY = re.compile(r"github\.com/([A-Za-z\d][A-Za-z\d-]{0,38})/[\w.-]+", re.IGNORECASE)
_NOT_USERS = frozenset(
    "features about login join topics sponsors orgs marketplace explore settings site share intent home search i "
    "hashtag "
    "pages jekyll mmistakes alshedivat academicpages".split()
)
_ADDRESS = re.compile(r"(?<![\w.+-])([A-Za-z\d][\w.+-]{0,63})\s*@\s*((?:[A-Za-z\d-]{1,63}\.)+[A-Za-z]{2,12})\b")
_AT = r"\s*(?:@|\(at\)|\[at\]|\{at\}|<at>|\[@\]|\(@\)|\s+at\s+|_at_|\[ ?at ?\]|\( ?at ?\)|（at）|-at-|\bAT\b)\s*"
_DOT = r"\s*(?:\.|\(dot\)|\[dot\]|\{dot\}|\s+dot\s+|_dot_|\[ ?dot ?\]|\( ?dot ?\)|-dot-|\bDOT\b)\s*"
_HIDDEN = re.compile(
    rf"(?<![\w.+-])([A-Za-z\d][\w+-]{{0,40}}(?:{_DOT}[\w+-]{{1,40}}){{0,3}}){_AT}([A-Za-z\d-]{{1,40}}(?:{_DOT}[A-Za-z"
    rf"\d-]{{1,40}}){{1,4}})(?![\w@])"
)
_DOMAINS = re.compile(
    r"\.(?:edu|com|org|net|gov|ac|uk|de|fr|it|es|cn|jp|kr|hk|sg|in|ca|au|br|ch|nl|se|no|dk|fi|be|at|pt|pl|cz|ru|tr|il"
    r"|tw|mx|cl|ar|co|io|me|ai|eu|us|nz|ie|gr|my|th|vn|pk|ir|za|info|example|edu\.\w+)$"
)


def find_identifiers(reading: Reading, names: Sequence[str] = ()) -> dict[str, str]:
    """Return the owner's identifiers on a page, the first of each kind that is not somebody else's."""
    found: dict[str, str] = {}
    for record in reading.records:
        for key, value in record.identifiers.items():
            found.setdefault(key, value)
    repositories: Counter[str] = Counter()
    for page in reading.pages:
        if page.role in ("publication", "news-item", "talk"):
            continue
        for url, text, kinds in _links(page):
            if "people" in kinds:
                continue
            if match := _REPOSITORY.search(url):
                repositories[match[1]] += 1
            if kinds & {"publications", "news", "talks"}:
                continue
            for key, value in identify(url):
                if key not in found and not _somebody_else(text, names):
                    found[key] = value
    if "github" not in found and repositories:
        (user, times), *_ = repositories.most_common(1)
        if times >= 3 and times * 2 >= sum(repositories.values()) and user.lower() not in _NOT_USERS:
            found["github"] = user
    return found


def identify(url: str) -> list[tuple[str, str]]:
    """Return what identifier a URL is, if it is one.

    >>> identify("https://orcid.org/0000-0002-1825-0097"), identify("https://orcid.org/0000-0002-1825-0098")
    ([('orcid', '0000-0002-1825-0097')], [])
    >>> identify("https://github.com/miraolin"), identify("https://github.com/miraolin/rivers")
    ([('github', 'miraolin')], [])
    """
    url = unquote(url.strip())[:400]
    for key, pattern in _PATTERNS:
        if match := pattern.search(url):
            value = match[1]
            if key == "orcid" and not is_orcid(value.upper()):
                return []
            if value.lower() in _NOT_USERS:
                return []
            return [(key, value.upper() if key == "orcid" else value)]
    return []


def find_email(texts: Iterable[str]) -> str:
    """Return the first e-mail address of some texts, hidden ones made plain.

    >>> find_email(["write to mira [at] olin dot example.org"]), find_email(["mailto:a.b@olin.edu"])
    ('mira@olin.example.org', 'a.b@olin.edu')
    """
    for text in texts:
        text = unquote(text) if "%40" in text else text
        if match := _ADDRESS.search(text):
            return f"{match[1]}@{match[2]}"
        for hidden in _HIDDEN.finditer(text):
            user = re.sub(_DOT, ".", hidden[1]).replace(" ", "")
            domain = re.sub(_DOT, ".", hidden[2]).replace(" ", "").lower()
            if _DOMAINS.search(domain) and " at " not in user and len(user) < 40:
                return f"{user}@{domain}"
    return ""


_PLACEHOLDER = re.compile(r"\bexample\.(?:com|org|net|edu)\b|\byour[\w-]*\.|//(?:username|user)\.", re.IGNORECASE)
"""Addresses that themes ship with."""


def find_homepage(reading: Reading) -> str:
    """Return the page's own address as an absolute URL, where the source says it."""
    for url in (
        reading.site.url,
        *(record.homepage for record in reading.records),
        *(
            str(page.meta.get(key, ""))
            for page in reading.pages[:1]
            for key in ("canonical", "canonical_url", "og:url", "url")
        ),
    ):
        url = url.strip()
        if not url or _PLACEHOLDER.search(url):
            continue
        if "://" not in url and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", url):
            url = f"https://{url}"
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and "." in parts.netloc:
            return url
    return ""


def _links(page: Page) -> Iterable[tuple[str, str, frozenset[str]]]:
    for block in page.blocks:
        for mark in block.marks:
            if mark.kind == "link" and mark.href:
                yield mark.href, block.text[mark.start : mark.end], frozenset[str](kinds_of(block, page))


def _somebody_else(text: str, names: Sequence[str]) -> bool:
    """Say whether a link's text is the name of a person who is not the owner."""
    if not looks_like_name(text):
        return False
    return all(not agreement(parse(text), parse(name)) for name in names if name)


def page_texts(page: Page) -> Iterable[str]:
    """Yield the texts and link targets of a page where its owner's address may stand."""
    for block in page.blocks:
        if kinds_of(block, page) & {"people", "publications"}:
            continue
        for mark in block.marks:
            if mark.kind == "link" and mark.href.startswith("mailto:"):
                yield mark.href[7:]
        if "@" in block.text or (re.search(r"\bat\b", block.text, re.IGNORECASE) and len(block.text) < 600):
            yield block.text
