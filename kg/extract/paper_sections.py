"""Which parts of a page hold publications, by their headings. Heading texts in, a verdict out.

``PAPERS`` lists publications, ``NEVER`` holds what only looks like them (talks, students, reviewed venues, projects …),
``NEWS`` is told paper by paper, ``OPEN`` says nothing and is judged by its content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.printed_dates import find_year
from kg.extract.sections import kinds_of_heading
from kg.model import PaperType

PAPERS, NEVER, NEWS, OPEN = "papers", "never", "news", "open"

_PAPERS = re.compile(
    r"\b(?:publications?|papers?|preprints?|pre-prints?|articles?|journals?|conferences?|proceedings|manuscripts?|"
    r"monographs?|books?|"
    r"theses|thesis|dissertations?|patents?|bibliography|scholarship|works? in progress|work-in-progress|(?:selected|"
    r"recent|published|other|current|key) works?|"
    r"published|peer[- ]reviewed|refereed|research outputs?|technical reports?|working papers?|arxiv|workshops?|"
    r"publicaciones|publicações|publikationen|pubblicazioni|veröffentlichungen|artículos|artigos|tesis|capítulos?|"
    r"libros)\b"
    r"|论文|发表|出版|著作|専門|業績|発表|文献|논문|출판",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:talks?|presentations?|slides?|lectures?|teaching|courses?|tutorials?|students?|mentees?|mentor\w*|"
    r"advis\w+|supervis\w+|"
    r"alumni|members?|team|people|collaborators?|reviewer|reviewing|reviews|editors?|editing|editorship|referees?|"
    r"service|services|"
    r"committee\w*|program chair|editorial|organi[sz]\w+|activities|duties|awards?|honou?rs?|grants?|funding|"
    r"fellowships?|scholarships?|prizes?|"
    r"education|employment|appointments?|career|internships?|media|press|coverage|blog|posts?|reading|discussions?|"
    r"discussant|skills?|"
    r"certificat\w+|contact|hobbies|reports|in the news|op-?eds?|podcasts?|volunteer\w*|outreach|membership\w*|"
    r"invited talks?|seminars?|keynotes?|recruit\w*|hiring|testimonials)\b"
    r"|学生|招生|荣誉|奖|教学|服务|经历|教育|報告|講演",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:discussions?|discussant|reviewer|reviewing|refereeing|reading|recommended|paper awards?)\b", re.IGNORECASE
)
_NEWS = re.compile(
    r"\b(?:news|updates?|announcements?|recent|latest|what'?s new|timeline|highlights|noticias|notícias|aktuelles)\b|"
    r"新闻|动态|最新|消息",
    re.IGNORECASE,
)
_GUIDED = re.compile(
    r"\b(?:supervis\w+|advis\w+|mentor\w+|co-?supervis\w+|directed|guided)\s+(?:\w+[’']?s?\s+){0,3}(?:theses|thesis|dissertations?)\b",
    re.IGNORECASE,
)
"""Theses of students, whatever else they are."""
_TALKS = re.compile(r"\b(?:talks?|seminars?|lectures?)\b", re.IGNORECASE)
"""With "conference" or "workshop" beside them, but no word for papers, these are no papers."""
_PUBLICATIONS_OF_KINDS = re.compile(r"\w+ (?:and|&) (?:\w+ )?publications\b", re.IGNORECASE)
_OTHER_LISTS = re.compile(
    r"\b(?:talks?|presentations?|awards?|grants?|service|news|projects?|students?|patents?|software|media|press|editor\w*|"
    r"review\w*) (?:and|&)",
    re.IGNORECASE,
)
_OWN_WORK = re.compile(
    r"\b(?:publications?|papers?|preprints?|articles?|bibliography|books?|publicaciones|publicações|publikationen)\b|论文|文献",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:publications?|papers?|preprints?|articles?|manuscripts?|publicaciones|publicações|publikationen|theses|"
    r"patents|"
    r"working papers?|works?|dissertations?|thesis|books?|chapters?|refereed|bibliography|scholarship|"
    r"research outputs?|"
    r"technical reports?|arxiv|patents?|artigos|artículos|veröffentlichungen|pubblicazioni|tesis)\b|"
    r"论文|発表論文|业绩|業績|文献",
    re.IGNORECASE,
)
_PAPER_TALKS = re.compile(
    r"\b(?:papers?|articles|proceedings|publications)\b.*\b(?:presentations?|talks|software|books|awards)\b|"
    r"\b(?:books?|software|patents?|projects)\b.*\b(?:publications?|papers)\b",
    re.IGNORECASE,
)
_CATEGORY = frozenset(
    """
selected recent full complete all other others older early earlier more main key representative refereed peer
reviewed first author authored authors last corresponding co coauthored collaborative collaborating
collaboration international domestic journal conference workshop book working technical published unpublished
forthcoming under submitted accepted in and or the of on for with to a work works progress review list my by
year topic publications publication papers paper preprints preprint pre prints print articles article
proceedings chapters chapter books edited volumes theses thesis dissertations dissertation patents patent
reports report manuscripts manuscript abstracts abstract posters poster demos demo short long invited extended
phd ph d master masters bachelor s arxiv journals conferences workshops preparation press open source software
datasets dataset surveys survey tutorials tutorial special issue magazine english chinese japanese german french
spanish portuguese policy opinion editorials editorial reviews misc miscellaneous etc findings tracks track non
archival projects project research presentations presentation communications letters ongoing current job market
revise resubmit revisions selection highlighted featured undergraduate graduate before since present
""".split()
)


def judge(headings: Sequence[str], role: str = "") -> str:
    """Say what a place under these headings (outermost first) holds.

    "Workshops" alone announces papers only below a heading that surely does.

    >>> judge(["About", "Publications", "Journal"]), judge(["Publications", "Invited talks"])
    ('papers', 'never')
    >>> judge(["News"]), judge(["My view of it"])
    ('news', 'open')
    >>> judge(["Workshops"])
    'open'
    """
    verdict = {"publications": PAPERS, "news": NEWS, "talks": NEVER, "teaching": NEVER, "service": NEVER}.get(role, OPEN)
    for heading in headings:
        found = judge_heading(heading)
        if found == PAPERS and verdict != PAPERS and not _STRONG.search(heading):
            found = OPEN
        if found == NEVER and verdict == PAPERS and _is_topic(heading):
            found = OPEN
        if found == PAPERS and verdict == NEVER and not _OWN_WORK.search(heading):
            found = OPEN
        if found != OPEN:
            verdict = found
    return verdict


def _is_topic(heading: str) -> bool:
    """Whether a heading among papers names what they are about ("Image Editing") though a word of it may mean else."""
    told = kinds_of_heading(heading) - {"other", "interests", "projects"}
    rest = _NEVER.sub(" ", heading).lower()
    return not told and any(word not in _CATEGORY and len(word) > 2 for word in re.findall(r"[^\W\d_]+", rest))


def judge_heading(heading: str) -> str:
    """Say what one heading announces.

    >>> judge_heading("Selected Papers"), judge_heading("Selected Related Reports")
    ('papers', 'never')
    >>> judge_heading("Conference Papers and Presentations")
    'papers'
    """
    words = len(heading.split())
    if words > 9:
        return OPEN
    papers, never = _PAPERS.search(heading), _NEVER.search(heading)
    if _GUIDED.search(heading):
        return NEVER
    if _TALKS.search(heading) and papers and not _STRONG.search(heading):
        return NEVER
    if _PUBLICATIONS_OF_KINDS.search(heading) and not _OTHER_LISTS.search(heading):
        return PAPERS
    if _OTHERS.search(heading) and not re.search(r"\bpublications\b", heading, re.IGNORECASE):
        return NEVER
    if papers and (not never or _PAPER_TALKS.search(heading)):
        return PAPERS
    if (
        papers
        and never
        and _STRONG.search(heading)
        and never.start() > papers.start()
        and re.search(r"[&/,]|\band\b", heading)
    ):
        return PAPERS
    if (
        papers
        and never
        and _STRONG.search(heading)
        and re.match(r"\W*(?:research|project|student|popular)\w*\W", heading, re.IGNORECASE)
    ):
        return PAPERS
    if _NEWS.search(heading) and not papers and words <= 5:
        return NEWS
    if never and not papers and (words <= 4 or never.start() <= 3):
        return NEVER
    return OPEN


def is_category(text: str) -> bool:
    """Say whether a heading names a kind or a year of papers rather than one paper.

    >>> is_category("Journal Papers"), is_category("2023"), is_category("Rivers and their deltas")
    (True, True, False)
    """
    words = [word.lower() for word in re.findall(r"[^\W_]+", text)]
    return bool(words) and len(text) < 80 and all(word in _CATEGORY or word.isdigit() for word in words)


def heading_year(headings: Sequence[str]) -> int | None:
    """Return the year that the innermost heading with a year gives.

    >>> heading_year(["Publications", "2021"]), heading_year(["Publications (2018-2021)"])
    (2021, None)
    """
    for heading in reversed(headings):
        if (
            len(heading) <= 24
            and len(re.findall(r"\b(?:19|20)\d\d\b", heading)) == 1
            and not re.search(r"[-–]\s*\d|\d\s*[-–]|before|since|update", heading)
        ):
            return find_year(heading)
    return None


def heading_type(headings: Sequence[str]) -> PaperType | None:
    """Return the kind of publication that the innermost telling heading announces.

    >>> heading_type(["Publications", "Journal"]), heading_type(["Publications"])
    ('journal', None)
    """
    for heading in reversed(headings):
        for kind, pattern in _TYPES:
            if pattern.search(heading):
                return kind
    return None


_TYPES: tuple[tuple[PaperType, re.Pattern[str]], ...] = (
    ("thesis", re.compile(r"\b(?:thes[ei]s|dissertations?)\b", re.IGNORECASE)),
    ("patent", re.compile(r"\bpatents?\b|专利", re.IGNORECASE)),
    ("chapter", re.compile(r"\bchapters?\b", re.IGNORECASE)),
    ("book", re.compile(r"\bbooks?\b|monographs?", re.IGNORECASE)),
    (
        "preprint",
        re.compile(
            r"\b(?:pre-?prints?|arxiv|working papers?|under review|manuscripts?|work[- ]in[- ]progress|"
            r"works in progress|in preparation|"
            r"job market)\b",
            re.IGNORECASE,
        ),
    ),
    ("report", re.compile(r"\b(?:technical|tech) reports?\b", re.IGNORECASE)),
    ("workshop", re.compile(r"^\W*workshops?(?: papers?| publications?)?\W*$", re.IGNORECASE)),
    ("journal", re.compile(r"^(?!.*conference).*\bjournals?\b|期刊", re.IGNORECASE)),
    ("conference", re.compile(r"^(?!.*(?:journal|workshop)).*\b(?:conferences?|proceedings)\b|会议", re.IGNORECASE)),
)
