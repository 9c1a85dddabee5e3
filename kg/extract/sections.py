"""Which part of a page a block belongs to, by the words of the headings above it, in several languages.

Takes headings (outermost first) and the page's role; gives the kinds of facts that stand there. Headings such as
"Honors and Service" announce two kinds; what an item of such a section is, its own words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from kg.read.page import Block, Page

Kind = Literal[
    "education",
    "positions",
    "awards",
    "service",
    "talks",
    "teaching",
    "projects",
    "news",
    "publications",
    "people",
    "interests",
    "about",
    "contact",
    "other",
]

# In the order in which a heading's words are tried; several may fit.
_WORDS: tuple[tuple[Kind, str], ...] = (
    (
        "people",
        r"(?:current |former |past |graduate |undergraduate |phd |ph\.d\.? |doctoral |master'?s? |msc |visiting |my "
        r"|our "
        r"|student |research )*(?:students?|advisees|mentees|alumni|group members|lab members|members|people|interns|"
        r"postdocs|collaborators|co-?authors|team|supervis(?:ion|ed|ing)(?: of)?|mentor(?:ing|ship|ed)|advising"
        r"|mentees?"
        r"|supervisees)(?: (?:i|that i|i've).*)?|students? (?:supervis|advis|mentor).*|"
        r"join (?:us|my).*|prospective.*|openings?|hiring|recruit.*|orientandos|学生|招生|团队|成员|メンバー",
    ),
    (
        "publications",
        r".*\b(?:publications?|papers?|preprints?|articles|manuscripts?|publicaciones|publicações|publikationen"
        r"|theses|patents?|bibliography|working papers?|works? in progress|books?|book chapters?"
        r"|proceedings)\b.*|.*(?:论文|论著|発表論文|業績)|journals?|conferences?|workshops?|selected works?",
    ),
    (
        "news",
        r".*\b(?:news|updates?|announcements?|what'?s new|latest|noticias|notícias|aktuelles|recent (?:events"
        r"|activities|"
        r"happenings))\b.*|.*(?:新闻|动态|最新消息)|updates?|timeline|highlights",
    ),
    (
        "education",
        r".*\b(?:educations?|educational|educación|educação|educativa|formación|formação|formazione|ausbildung"
        r"|studium|studies|"
        r"academic background|academic history|degrees?|qualifications?|academic training|schooling|école|"
        r"formation|estudios|academic career|background|diplomas)\b.*|.*(?:教育|学历|學歷|学歴|학력)",
    ),
    (
        "positions",
        r".*\b(?:experiences?|employment|positions?|appointments?|work|career|internships?|professional "
        r"(?:history|background)|jobs?|industry|experiencia|experiência|trayectoria|berufserfahrung|werdegang"
        r"|expérience"
        r"|esperienza|affiliations?|academic history|vitae|résumé|resume|research visits?|visits|visiting|leadership|"
        r"experiencias?|cargos|atuação profissional|bio timeline|roles?|trajectory)\b.*"
        r"|.*(?:经历|經歷|职歴|職歴|경력|履历)",
    ),
    (
        "awards",
        r".*\b(?:awards?|hono(?:u)?rs?|prizes?|grants?|fellowships?|scholarships?|recognitions?|distinctions?|funding"
        r"|"
        r"achievements?|accomplishments?|accolades|premios|prêmios|prix|preise|auszeichnungen|premi|reconocimientos|"
        r"bourses|becas|competitions?)\b.*|.*(?:奖|獎|荣誉|榮譽|受賞|수상)",
    ),
    (
        "service",
        r".*\b(?:services?|reviewer|reviewing|reviews?|review activities|committees?|editorial|editor|"
        r"organi[sz](?:er|ing|ation|ed|er)s?|duties|activities|professional|pc|program chairs?|chair(?:ing|s)?|"
        r"referee(?:ing)?|peer review|servicios?|serviço|outreach|volunteer\w*|memberships?|community|"
        r"organisation|organización|gutachter\w*|commissions of trust|workshops? organi[sz]ed|events?|discussant)\b.*"
        r"|.*(?:服务|服務|审稿|学术兼职|学会活動|학술)",
    ),
    (
        "talks",
        r".*\b(?:talks?|presentations?|seminars?|lectures|keynotes?|invited|speaking|tutorials?|conferences attended|"
        r"charlas|palestras|vorträge|exposés|ponencias|slides)\b.*|.*(?:报告|報告|講演|강연|演讲)",
    ),
    (
        "teaching",
        r".*\b(?:teaching|courses?|taught|classes|lecturing|docencia|ensino|lehre|enseignement|didattica|instructor|"
        r"teaching assistant|ta|tutoring|course materials?)\b.*|.*(?:教学|教學|授業|강의)",
    ),
    (
        "projects",
        r".*\b(?:projects?|software|tools?|open[- ]source|code|packages?|proyectos|projetos|projekte)\b.*"
        r"|(?:datasets?|"
        r"benchmarks?|demos?|apps?|systems)|.*(?:项目|專案|プロジェクト)",
    ),
    (
        "interests",
        r".*\b(?:interests?|research (?:areas?|topics?|themes?|directions?|focus)|areas? of (?:research|expertise"
        r"|interest)"
        r"|keywords|specialties|research fields?|expertise|líneas de investigación|áreas)\b.*"
        r"|.*(?:研究方向|兴趣|研究分野)"
        r"|research",
    ),
    (
        "contact",
        r".*\b(?:contact|address|e-?mail|office|reach me|find me|get in touch|elsewhere|links|contacto|kontakt)\b.*"
        r"|.*(?:联系|聯絡)",
    ),
    (
        "about",
        r".*\b(?:about|bio|biography|biographical|short bio|profile|summary|welcome|hello|hi|home|intro\w*|who am i|"
        r"overview|sobre mí|sobre|über mich|curriculum|cv|vita|me|hey)\b.*|.*(?:简介|关于|自我介绍)",
    ),
    (
        "other",
        r".*\b(?:hobbies|personal|misc\w*|fun|skills?|languages?|references?|certificat\w+|media|press|blog|posts?|"
        r"gallery|photos?|quotes?|life|faq|acknowledge?ments?|resources|reading|videos?|podcasts?|interviews?|"
        r"in the (?:news|media)|students?|testimonials|reports|visitors?|certifications?)\b.*|others?",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:{words})", re.IGNORECASE)) for kind, words in _WORDS)
_ROLE_KINDS: dict[str, Kind] = {
    "publications": "publications",
    "news": "news",
    "talks": "talks",
    "teaching": "teaching",
    "service": "service",
    "people": "people",
    "projects": "projects",
    "awards": "awards",
}
_TIDY = re.compile(r"^[\W\d_]+|[\s:.\-–—]+$")
_TOO_LONG = 9
# A heading that names one of these is only that, whatever else it says.
_STRONG: frozenset[Kind] = frozenset({"people", "publications", "news"})
_CAREER: frozenset[Kind] = frozenset({"education", "positions"})


@lru_cache(maxsize=4096)
def kinds_of_heading(heading: str) -> frozenset[Kind]:
    """Return the kinds of facts that a heading announces; none where it says nothing.

    >>> sorted(kinds_of_heading("Honors and Service")), sorted(kinds_of_heading("Work experience"))
    (['awards', 'service'], ['positions'])
    >>> sorted(kinds_of_heading("Current Students")), sorted(kinds_of_heading("On rivers"))
    (['people'], [])
    """
    text = _TIDY.sub("", heading.replace("\n", " ")).strip()
    if not text or len(text.split()) > _TOO_LONG or len(text) > 90:
        return frozenset()
    if re.match(r"people i\b", text, re.IGNORECASE):
        return frozenset({"about"})
    found = [kind for kind, pattern in _PATTERNS if pattern.fullmatch(text)]
    if found and found[0] in _STRONG:
        return frozenset(found[:1])
    return _resolve(frozenset(found), text.lower())


def _resolve(found: frozenset[Kind], text: str) -> frozenset[Kind]:
    """Drop the kinds that only a word shared with a stronger one suggests."""
    if "教育" in text or "学历" in text:
        return frozenset({"education"})
    if re.fullmatch(
        r"(?:my |research |current |past |selected |external |major )*(?:grants?|funding|funded projects?)(?: (?:and"
        r"|&) (?:funding|grants?|projects?|contracts))?",
        text,
    ):
        return frozenset({"projects"})
    if re.search(r"\b(?:visits|stays)\b", text) and not re.search(r"talk|seminar|lecture|present", text):
        return frozenset({"positions"})
    if "talks" in found and re.search(r"\borgani[sz]", text):
        return frozenset({"service"})  # "Seminar organization"
    joined = re.search(r"[&/,+]|\band\b|\by\b", text) is not None
    kinds = set(found)
    if len(kinds) > 1:
        kinds -= {"other", "about"}
    if "service" in kinds and "positions" in kinds and not joined:
        kinds.discard("positions" if re.search(r"servic|review|committee|activit|duties", text) else "service")
    if not joined and len(kinds) > 1:
        for weaker, stronger in (
            ("positions", "teaching"),
            ("positions", "interests"),
            ("interests", "projects"),
            ("positions", "projects"),
            ("service", "talks"),
            ("projects", "awards"),
            ("interests", "positions"),
            ("talks", "teaching"),
            ("positions", "talks"),
            ("service", "awards"),
            ("positions", "awards"),
            ("education", "teaching"),
        ):
            if stronger in kinds:
                kinds.discard(weaker)
    if "interests" in kinds and (kinds & _CAREER or len(kinds) > 2):
        kinds.discard("interests")
    return frozenset(kinds)


def kinds_of(block: Block, page: Page) -> frozenset[Kind]:
    """Return the kinds of facts that stand at a block: what the nearest telling heading announces, else the page's role.

    What stands under people or publications stays there whatever a heading further in says.
    """
    return _kinds_at(tuple(block.headings), page.role, "" if page.role else page.file)


def _career_page(file: str) -> frozenset[Kind]:
    """Return the kinds that a page's file name announces where it is a section of a career ("experiences.md")."""
    stem = file.rpartition("/")[2].partition(".")[0]
    return kinds_of_heading(re.sub(r"[-_]", " ", stem)) & _CAREER


@lru_cache(maxsize=4096)
def _kinds_at(headings: Sequence[str], role: str, file: str) -> frozenset[Kind]:
    found: frozenset[Kind] = frozenset({_ROLE_KINDS[role]}) if role in _ROLE_KINDS else _career_page(file)
    for heading in headings:
        kinds = kinds_of_heading(heading)
        if (
            not kinds
            or (found & {"people"})
            or ("publications" in found and kinds & {"other", "projects", "service"})
        ):
            continue
        if "publications" in kinds and found & {"service", "talks", "positions", "education", "awards", "teaching"}:
            continue  # "Journals" and "Conferences" under "Reviewing" are not lists of papers
        found = kinds
    return found
