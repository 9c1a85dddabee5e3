"""What sort of post, degree or duty a printed phrase names, in the words of several languages.

Takes a phrase as a page prints it ("Postdoktorand", "M.Sc.", "Senior Area Chair"); gives the local name of a concept
(``postdoc``, ``master``, ``areaChair``). Pure functions. The first rule that fits decides, so that the order of the
rules is their meaning: a visiting professor is a visitor, a professor and director is faculty.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Rule(NamedTuple):
    """A concept, and what its phrases have in them."""

    concept: str
    pattern: re.Pattern[str]


def _rule(concept: str, words: str, parts: str = "") -> Rule:
    """Make a rule of whole words, a line of alternatives at a time, and of parts of words, apart by spaces."""
    lines = [rf"\b(?:{line.strip()})\b" for line in words.strip().splitlines()]
    return Rule(concept, re.compile("|".join([*lines, *parts.split()])))


# The patterns meet lower-case text without full stops: "Ph.D." is "phd".
_POSITIONS = (
    _rule("intern", r"""
        intern(?:ship)?s?|stagiaire|stage|praktikant\w*|praktikum|becari[oa]|pasante|prácticas|tirocin\w+|estagi[áa]ri[oa]
    """, "实习 實習 インターン 인턴"),
    _rule("visiting", r"""
        visiting|visitor|sabbatical|gast\w+|invité\w*|visitante|ospite
    """, "访问 訪問 客座 客員 방문"),
    _rule("postdoc", r"""
        post[\s-]?doc\w*|habilitand\w*
    """, "博士后 博士後 博士研究員 ポスドク 포닥 박사후"),
    _rule("student", r"""
        student|(?:phd|doctoral) (?:candidate|researcher|fellow)|early[ -]stage researcher|undergraduate|trainee
        (?:graduate|teaching) (?:research )?(?:assistant|fellow)
        doktorand\w*|promovend\w*|promotionsstudent\w*|doctorante?|doctorand[oa]|dottorand[oa]|étudiante?|estudiante
        (?:studentische|wissenschaftliche) hilfskraft
    """, "博士生 研究生 硕士生 碩士生 本科生 学生 學生 대학원생"),
    _rule("faculty", r"""
        professor\w*|prof|lecturer|reader|faculty|tenured?|docent|dozent\w*|(?:associate )?dean|instructor|teacher
        privatdozent\w*|juniorprofessor\w*|professeure?|maître|maîtresse|profesor\w*|professore?ssa?|ricercator\w+
        catedrátic[oa]|lektor\w*|førsteamanuensis|universitetslektor
    """, "教授 讲师 講師 副教 助教 准教 교수"),
    _rule("manager", r"""
        manager|director|head|(?:vice )?president|vp|(?:co-?)?founder|chief|ceo|cto|coo|chairman|partner|owner
        (?:team|group|research|tech|technical|project|program(?:me)?|science) lead(?:er)?
        leiter\w*|gruppenleiter\w*|geschäftsführer\w*|directeur|directrice|direttor\w*|directora|gerente|chef
    """, "主任 经理 經理 总监 所长 院长 创始人 部長 室長 대표 이사"),
    _rule("engineer", r"""
        engineer\w*|developer|programmer|architect|technician|devops|sde|swe|sre
        ingenieur\w*|ingénieure?|ingenier[oa]|engenheir[oa]|ingegnere|entwickler\w*|développeu\w*|desarrollador\w*
    """, "工程师 工程師 开发 エンジニア 엔지니어"),
    _rule("researcher", r"""
        research\w*|scientist|fellow|investigator|member of technical staff|scholar|analyst|economist|statistician
        wissenschaftl\w+|forscher\w*|chercheu\w+|chargée? de recherche|investigador\w*|pesquisador\w*|forskare|forsker
    """, "研究员 研究員 科学家 研究助理 연구원"),
)

_SERVICE = (
    _rule("areaChair", r"area[\s-]?chair\w*|(?:meta|senior)[\s-]?reviewer", "领域主席"),
    _rule("editor", r"editor\w*|herausgeber\w*|éditeur|rédacteur|redaktion", "编委 编辑 編集委員"),
    _rule("chair", r"(?:co-?)?chair\w*|vorsitz\w*|président\w*|presidente", "主席 委員長"),
    _rule("programCommittee", r"""
        (?:program(?:me)?|technical program|review(?:ing)?|scientific|paper)\s+committee|[ts]?pc(?:\s+member)?
        programmkomitee|comité (?:de programme|scientifique)
    """, "程序委员会 プログラム委員"),
    _rule("organizer", r"""
        (?:co-?)?organi[sz]\w+|(?:steering|local) committee|veranstalter\w*|organisateur|organisatrice
    """, "组织 運営"),
    _rule("reviewer", r"""
        (?:sub-?)?review\w*|referee\w*|gutachter\w*|relecteur|relectrice|revisor\w*|rapporteur
    """, "审稿 審稿 査読 심사"),
    _rule("member", r"member|membre|mitglied|miembro|committee|board|panel|council", "委员 委員 会员"),
)

_DEGREES = (
    _rule("otherDegree", r"post[\s-]?doc\w*|habilitation", "博士后 博士後"),
    _rule("doctorate", r"""
        ph ?d|d ?phil|eng ?d|sc ?d|d ?sc|d ?eng|dr|dr[ -]?ing|dr rer nat|doctor\w*|doktor\w*|promotion|promoveren
        dottorato|doutorad\w+|doctorat|doctorado|thèse|candidate of sciences
    """, "博士 박사"),
    _rule("master", r"""
        master\w*|m ?(?:sc|phil|eng|res|tech|ba|math|stat|ed|arch|des|comp|plan|i?cs)|s ?m|ll ?m
        magister|magistère|magistr\w+|mestrado|maestr[íi]a|máster|maîtrise|diplom|diplom-\w+|dea|diplôme d'ingénieur
    """, "硕士 碩士 修士 석사"),
    _rule("bachelor", r"""
        bachelor\w*|b ?(?:sc|eng|tech|com|ba|ca|ed|arch|des|math|stat|i?cs|f?a)|undergrad\w*|honou?rs
        licence|licenciatura|laurea|grado|graduação
    """, "学士 學士 本科 학사"),
)

# Abbreviations of two letters are words of other meanings in lower case.
_SHORT_DEGREES = (
    Rule("doctorate", re.compile(r"\bP ?h ?D\b")),
    Rule("master", re.compile(r"\bM ?[SAE]\b|\bS ?M\b")),
    Rule("bachelor", re.compile(r"\bB ?[SAE]\b|\b[AS] ?B\b")),
)


@lru_cache(maxsize=4096)
def role_of_position(phrase: str) -> str:
    """Return the kind of post that a phrase names.

    >>> role_of_position("Research Scientist"), role_of_position("Visiting Professor"), role_of_position("Barista")
    ('researcher', 'visiting', 'otherRole')
    """
    return _first(_POSITIONS, _plain(phrase)) or "otherRole"


@lru_cache(maxsize=4096)
def role_of_service(phrase: str) -> str:
    """Return the kind of duty that a phrase names.

    >>> role_of_service("Senior Area Chair"), role_of_service("TPC member"), role_of_service("Volunteer")
    ('areaChair', 'programCommittee', 'otherService')
    """
    return _first(_SERVICE, _plain(phrase)) or "otherService"


@lru_cache(maxsize=4096)
def level_of_degree(phrase: str) -> str:
    """Return the level of a degree as a page writes it, "" for an empty phrase; of several levels the highest.

    >>> level_of_degree("Ph.D."), level_of_degree("BS/MS"), level_of_degree("B.Tech."), level_of_degree("Diploma")
    ('doctorate', 'master', 'bachelor', 'otherDegree')
    """
    if not phrase.strip():
        return ""
    return _first(_DEGREES, _plain(phrase)) or _first(_SHORT_DEGREES, _without_stops(phrase)) or "otherDegree"


def _first(rules: tuple[Rule, ...], text: str) -> str:
    return next((rule.concept for rule in rules if rule.pattern.search(text)), "")


def _plain(phrase: str) -> str:
    return _without_stops(phrase).lower()


def _without_stops(phrase: str) -> str:
    return phrase[:300].replace(".", "").replace("_", " ")
