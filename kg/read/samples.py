"""What themes ship with, so that it is not taken for the owner's.

Takes text, front matter or a list of papers; says whether it is a theme's sample: the well-known example papers,
talks, people and sentences of academicpages, al-folio, Hugo Blox and their like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Publication
from kg.names import fold

_BEGINNINGS = re.compile(
    "|".join(
        (
            # academicpages
            r"paper title number \d",
            r"this paper is about the number \d",
            r"your name, you\.",
            r"(?:talk|tutorial) \d on relevant topic in your field",
            r"conference proceeding talk \d on relevant topic",
            r"teaching experience \d$",
            r"this is a description of (?:a teaching experience|your (?:talk|tutorial|conference))",
            r"portfolio item number \d",
            r"short description of portfolio item number",
            r"this is an item in your portfolio",
            r"this post will show up by default",
            r"blog post number \d",
            r"your sidebar name$",
            r"short biography for the left-hand sidebar",
            r"red brick university$",
            r"duties include(?:d|s)?: ",
            r"supervisor: (?:professor (?:git|hub)|the (?:git|hub))$",
            r"currently signed in to 43 different slack teams",
            # al-folio
            r"a (?:simple|long) (?:inline )?announcement\b",
            r"write your biography here",
            r"555 your office number",
            r"123 your address street",
            r"your city, state 12345",
            r"put your address / p\.o\. box",
            r"a project that redirects to another website",
            r"(?:another )?(?:a )?project with a(?:n)? (?:background image|unusual)",
            r"(?:sub-)?description \d\.$",
            r"(?:matteucci|max planck) medal$",
            r"karl-ferdinand university, prague",
            r"the godfather of (?:clean code|ui)$",
            # Hugo Blox, Wowchemy, Academic
            r"an example (?:conference paper|journal article|preprint(?: / working paper)?)$",
            r"example (?:talk|event|project)$",
            r"welcome to (?:the |your )?(?:academic template|wowchemy|hugo blox)",
            r"nelson bighetti",
            r"wowchemy conference$",
            r"formulated informed blockchain models",
            r"click the (?:\*?cite\*?|\*?slides\*?) button above",
            r"get started with (?:hugo )?(?:academic|blox|wowchemy)",
            r"supplementary notes can be added here",
            # all
            r"(?:jane|john) doe$",
            r"albert einstein$",
            r"you r\. name$",
            r"your name(?: here)?$",
        )
    ),
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"\b(?:github university|lorem ipsum)\b", re.IGNORECASE)
_PEOPLE = frozenset(
    ("albert einstein", "nelson bighetti", "you r name", "your name", "jane doe", "john doe", "yoshua doe")
)


def is_sample(text: str) -> bool:
    """Say whether a line of text is a theme's sample.

    >>> is_sample("Paper Title Number 4"), is_sample("On Rivers")
    (True, False)
    """
    start = text[:300].strip()
    return bool(start) and bool(_BEGINNINGS.match(start) or _ANYWHERE.search(start))


def is_sample_person(name: str) -> bool:
    """Say whether a name is one that themes ship with.

    >>> is_sample_person("Albert Einstein"), is_sample_person("Mira Olin")
    (True, False)
    """
    return fold(name) in _PEOPLE


def is_sample_paper(paper: Publication) -> bool:
    """Say whether a paper is a theme's sample."""
    return is_sample(paper.title) or any(is_sample_person(author) for author in paper.authors[:3])


def without_samples(papers: Iterable[Publication], owner: str) -> list[Publication]:
    """Return the papers of one file that are the owner's.

    A file none of whose papers names the owner, where they name authors at all, came with the theme.
    """
    kept = [paper for paper in papers if not is_sample_paper(paper)]
    words = {word for word in fold(owner).split() if len(word) > 1}
    named = [paper for paper in kept if paper.authors]
    if (
        words
        and named
        and len(named) == len(kept)
        and not any(words & set(fold(author).split()) for paper in named for author in paper.authors)
    ):
        return []
    return kept
