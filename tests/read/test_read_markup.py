# ruff: noqa: E501 (lines of pages stand as they are)
"""What a page marks up for machines: JSON-LD, microdata, RDFa, COinS and ``citation_*``."""

import pytest

from kg.model import Profile
from kg.read import prose

JSON = """<html><head><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"}]},
 {"@type": "WebSite", "name": "Rivers", "author": {"@type": "Person", "name": "Mira Olin"}},
 {"@type": "BlogPosting", "headline": "My holiday", "author": {"@type": "Person", "name": "Bo Tamm"}},
 {"@type": ["ScholarlyArticle"], "headline": "How Rivers Bend", "datePublished": "2021-05-03",
  "author": [{"@type": "Person", "name": "Mira Olin"}, {"givenName": "Bo", "familyName": "Tamm"}],
  "isPartOf": {"@type": "PublicationIssue", "issueNumber": "3", "isPartOf": {"@type": "Periodical", "name": "Journal of Rivers"}},
  "sameAs": "https://doi.org/10.1000/rivers.1"}
]}</script></head><body><p>Hello</p></body></html>"""
MICRODATA = """<ul><li itemscope itemtype="https://schema.org/ScholarlyArticle"><span itemprop="name">How Rivers Bend</span>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Mira Olin</b></span>,
<span itemprop="author">Bo Tamm</span>. <i itemprop="isPartOf" itemscope itemtype="https://schema.org/Periodical">
<span itemprop="name">Journal of Rivers</span></i>, <time itemprop="datePublished" datetime="2021-05-03">May</time>
<a itemprop="sameAs" href="https://doi.org/10.1000/rivers.1">doi</a></li></ul>"""
RDFA = (
    MICRODATA.replace("itemscope ", "").replace("itemtype=", "typeof=").replace("itemprop=", "property=")
    .replace("https://schema.org/", "schema:")
)
COINS = """<p>Olin and Tamm.<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=How+Rivers+Bend&amp;rft.jtitle=Journal+of+Rivers&amp;rft.date=2021-05-03&amp;rft.au=Mira+Olin&amp;rft.au=Bo+Tamm&amp;rft_id=info:doi/10.1000/rivers.1"></span></p>"""
CITED = """<head><meta name="citation_title" content="How Rivers Bend"><meta name="citation_author" content="Olin, Mira">
<meta name="citation_author" content="Tamm, Bo"><meta name="citation_publication_date" content="2021/05/03">
<meta name="citation_journal_title" content="Journal of Rivers"><meta name="citation_doi" content="10.1000/rivers.1"></head><p>x"""


def record(source: str) -> Profile:
    return prose.page("a.html", source, []).record


@pytest.mark.parametrize("source", [JSON, MICRODATA, RDFA, COINS, CITED], ids=["json", "microdata", "rdfa", "coins", "cited"])
def test_a_paper_in_every_mark(source: str) -> None:
    (paper,) = record(source).publications
    assert (paper.title, paper.venue, paper.year, paper.date) == ("How Rivers Bend", "Journal of Rivers", 2021, "2021-05-03")
    assert paper.authors == ("Mira Olin", "Bo Tamm")
    assert paper.doi == "10.1000/rivers.1"
    assert paper.source is not None
    assert paper.source.file == "a.html"


def test_the_site_tells_its_owner_and_a_blog_post_none() -> None:
    assert record(JSON).name == "Mira Olin"


def test_two_people_are_no_owner() -> None:
    people = ", ".join(f'{{"@type": "Person", "name": "{name}"}}' for name in ("Mira Olin", "Bo Tamm"))
    assert record(f'<script type="application/ld+json">[{people}]</script><p>x').name == ""


@pytest.mark.parametrize("text", ["{", "[" * 5000, '{"@type": {"a": 1}}', '{"@type": "Book", "author": 3, "name": [[]]}', "null"])
def test_broken_json_says_nothing(text: str) -> None:
    assert record(f'<script type="application/ld+json">{text}</script><p>x') == Profile()


def test_the_author_of_the_page_is_kept() -> None:
    page = prose.page("a.html", '<head><meta name="author" content="Mira Olin"></head><p>Hello', [])
    assert page.meta["author"] == "Mira Olin"
