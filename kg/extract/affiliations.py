"""Organization, unit and location told apart in a phrase such as "School of Informatics, University of Edinburgh, UK".

Takes a phrase without dates; gives an ``Affiliation``. What kind of thing a piece is, the gazetteer of organizations
says first, then the words that it is made of ("University", "Lab", "GmbH"), then its place among the others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from kg import gazetteer
from kg.locations import is_location

PieceKind = Literal["organization", "company", "unit", "institute", "location", "name", "none"]


class Affiliation(NamedTuple):
    """Where somebody works or studies; any part may be empty."""

    organization: str = ""
    unit: str = ""
    location: str = ""


_UNIVERSITY = re.compile(
    r"\b(?:Univ\w+|Universit[éeàäy]t?|Universidade?|Universitat|Universitas|Univerza|Uniwersytet|Univ\.?|Uni"
    r"|Universitetet?|Yliopisto|"
    r"Institute of Technology|Institute of Science|Inst\. of Tech|Polytechnic\w*|Polytechnique|Politecnico"
    r"|Politécnica|Polit[èe]cnica|"
    r"Technion|Hochschule|École|Ecole|Ecole|Normale|ETH|EPFL|MIT|KAIST|POSTECH|UNIST|GIST|DGIST|Caltech|Georgia Tech"
    r"|Virginia Tech|"
    r"IIT|IISc|IIIT|NIT|TU|UC|UCLA|UCSD|UCSB|UCI|UIUC|UCL|UBC|NYU|USC|CMU|UNC|UPenn|UMass|UMD|CUNY|SUNY|NUS|NTU|HKU"
    r"|HKUST|CUHK|"
    r"LMU|KU Leuven|KTH|EPFL|Academy of Sciences?|CNRS|INRIA|Inria|Max Planck|Fraunhofer|Graduate Center|Dartmouth"
    r"|Caltech|"
    r"State Tech|Sorbonne|UNAM|USP|UNICAMP|Unicamp|Harvard|Stanford|Princeton|Yale|Oxford|Berkeley|Cornell|Tsinghua"
    r"|Peking)\b"
    r"|大学|大學|대학교",
    re.UNICODE,
)
_BY_NAME = re.compile(r"\b(?:Universi|Univ\b|Institute of Technology|Polytechnic Institute)|大学|大學|대학교")
_COLLEGE = re.compile(
    r"\bCollege\b(?! of\b)|\bCollege(?= of (?:Staten|William|New|Charleston|Wooster|Engineering,? Pune))"
)
_UNIT = re.compile(
    r"\b(?:Departments?|Dept\.?|Depto\.?|Departamento|Département|Dipartimento|Fachbereich|Schools?|Faculty"
    r"|Facult[éà]|Facultad|"
    r"Faculdade|Fakultät|Escola|Escuela|Instituto de|Divisions?|Groups?|Labs?|Laborator(?:y|ies|io|ium)|Laboratoire"
    r"|Teams?|"
    r"Cent(?:er|re|rum|ro)s?|Zentrum|Programs?|Programme|Section|Unit|College of|Chair (?:of|for)|Lehrstuhl|Hub"
    r"|Institute for|"
    r"Institute of|Initiative|Consortium|Clinic|Branch|Office|Bureau|Cluster|Ph\.?D\.? program|Area|Discipline"
    r"|Theme)\b|学院|系$|实验室|研究室|研究组"
    r"|학부|학과|연구실",
    re.IGNORECASE,
)
_INSTITUTE = re.compile(
    r"\b(?:Institutes?|Institut|Instituto|Istituto|Academy|Council|Laborator(?:y|ies)|National Lab\w*|Research "
    r"Cent(?:er|re)|"
    r"Observatory|Hospital|Clinic|Foundation|Agency|Ministry|Museum|Library|Bank|Federal Reserve|Observatoire|Bureau"
    r"|Organi[sz]ation|"
    r"Society|Association|Commission|Authority|Administration|Corps|Army|Navy|Air Force|NASA|NIST|NIH|CERN|Board)\b"
    r"|研究院|研究所|中心|科学院|医院"
)
_COMPANY = re.compile(
    r"\b(?:Inc|Ltd|LLC|LLP|GmbH|AG|Corp|Corporation|Co|Company|Technolog(?:y|ies)|Labs|Research|Solutions|Systems"
    r"|Consulting|"
    r"Ventures|Capital|Partners|Group|Software|Robotics|AI|Pharma\w*|Biotech|Therapeutics|Health|Holdings|Networks"
    r"|Studios?|"
    r"Motors?|Electronics|Energy|Services|Analytics|Startup|Start-up|Utilities|Securities|Media|Games)\b\.?|公司|集团"
)
_KNOWN_COMPANY = re.compile(
    r"\b(?:Google|DeepMind|Deepmind|Microsoft|MSR|MSRA|Meta|Facebook|FAIR|Amazon|AWS|Apple|IBM|Intel|NVIDIA|Nvidia"
    r"|Adobe|Salesforce|Oracle|"
    r"OpenAI|Anthropic|Huawei|Tencent|Alibaba|Ant Group|Ant Financial|DAMO|Baidu|ByteDance|Bytedance|TikTok|Meituan"
    r"|Xiaomi|JD|"
    r"Didi|Kuaishou|NetEase|SenseTime|Megvii|Samsung|LG|Naver|NAVER|Kakao|SK|Sony|Toyota|Honda|Hitachi|NEC|NTT"
    r"|Fujitsu|Panasonic|"
    r"Bosch|Siemens|SAP|Philips|Ericsson|Nokia|Qualcomm|AMD|Arm|ARM|Uber|Lyft|Airbnb|Netflix|Spotify|Twitter|LinkedIn"
    r"|LinkedIN|"
    r"Snap|Pinterest|Dropbox|Tesla|Waymo|Cruise|Zoox|Ford|GM|BMW|Bloomberg|Goldman Sachs|J\.?P\.? ?Morgan|JPMorgan"
    r"|Morgan Stanley|"
    r"AT&T|Citadel|Jane Street|Two Sigma|McKinsey|BCG|Bain|Deloitte|PwC|KPMG|Accenture|Disney|Pixar|Yahoo|eBay|PayPal"
    r"|Stripe|"
    r"Databricks|Snowflake|Hugging Face|HuggingFace|Cohere|Mistral|Stability AI|Scale AI|xAI|MosaicML|Anyscale|Allen "
    r"Institute|AI2|Ai2|"
    r"Mila|Vector Institute|Alan Turing Institute|Amii|RIKEN|Riken|AIST|A\*STAR|ASTAR|CSIRO|NICTA|Data61|Bell Labs"
    r"|Xerox|PARC|HP|"
    r"Hewlett|Dell|Cisco|VMware|Roblox|Unity|Grammarly|Duolingo|Instacart|DoorDash|Roche|Novartis|Pfizer|Genentech"
    r"|Merck|AstraZeneca|"
    r"World Bank|IMF|United Nations|OECD|ECB|European Commission|RAND|SRI|MITRE|Sandia|Los Alamos|Argonne|Lawrence"
    r"|Oak Ridge|Brookhaven|"
    r"Fermilab|SLAC|Woods Hole|Broad Institute|Simons|Flatiron|Santa Fe Institute|Perimeter|Tecnalia|VinAI|Yandex"
    r"|Sberbank|"
    r"Flipkart|TCS|Infosys|Wipro|Zalando|Booking|Adyen|Deliveroo|Ocado|Dyson|BAAI|Shanghai AI Lab\w*|Pazhou|Peng "
    r"Cheng|Zhejiang Lab"
    r"|Federal Reserve)\b|腾讯|阿里|百度|华为|字节|美团|小米|商汤"
)
_ROLE_AT_HEAD = re.compile(r"^(?:in the |in |at the |at |the |a |an |our |my |his |her |their )", re.IGNORECASE)
_CONNECTOR = re.compile(
    r"\s*[,;|\n·•]\s*|\s+[-–—]\s+|(?<!University)\s+at\s+(?:the\s+)?|\s+@\s*|\s+(?:within|inside|from|under)\s+(?:the\s+)?"
    r"|\s+in\s+(?=the\s|[A-Z\u4e00-\u9fff])(?:the\s+)?"
    r"|\s+of\s+(?:the\s+)?(?=(?:[A-Z][\w.'’&-]*\s+){0,3}(?:University|Universit|Univ\b|Institute of Technology"
    r"|Academy))"
    r"|\s+of\s+(?=(?:Facebook|Google|Microsoft|Meta|Amazon|Huawei|Tencent|Alibaba|Baidu|Samsung|IBM|Apple|NVIDIA)\b)"
    r"|(?<=[a-zA-Z)])['’]s\s+(?=[A-Z])(?!University|College)|(?<=s)['’]\s+(?=[A-Z])"
)
_CAMPUS = re.compile(
    r"^(?:Berkeley|Los Angeles|San Diego|Santa Barbara|Santa Cruz|Irvine|Davis|Riverside|Merced|San Francisco"
    r"|Urbana[- –]Champaign|"
    r"Urbana|Champaign|Chicago|Springfield|Austin|Dallas|Arlington|San Antonio|El Paso|College Park|Baltimore County"
    r"|Baltimore|"
    r"Amherst|Boston|Lowell|Dartmouth|Madison|Milwaukee|Twin Cities|Minneapolis|Ann Arbor|Dearborn|Chapel Hill"
    r"|Charlotte|Greensboro|"
    r"Bloomington|Indianapolis|Boulder|Denver|Colorado Springs|Buffalo|Albany|Stony Brook|Binghamton|Knoxville"
    r"|Lincoln|Omaha|"
    r"Fairbanks|Manoa|Reno|Las Vegas|Newark|New Brunswick|Camden|St\. Louis|Columbia|Kansas City|Pomona|Fullerton"
    r"|Long Beach|Northridge|"
    r"Shenzhen|Guangzhou|Beijing|Wuhan|Weihai|Kanpur|Bombay|Delhi|Madras|Kharagpur|Roorkee|Guwahati|Hyderabad"
    r"|Bangalore|Gandhinagar|"
    r"Indore|Ropar|Mandi|Patna|Bhubaneswar|Jodhpur|Pilani|Trichy|Calicut|Warangal|Surathkal|Allahabad|Tiruchirappalli"
    r"|"
    r"(?:Co\.?,? ?)?(?:Ltd|Inc|LLC|GmbH|Corp|Limited)\b\.?.*)$",
    re.IGNORECASE,
)
_CORPORATE_TAIL = re.compile(r"^(?:Co\.?,? ?)?(?:Ltd|Inc|LLC|GmbH|Corp|Limited)\b\.?.*$", re.IGNORECASE)
_SYSTEM = re.compile(
    r"\b(?:University of [A-Z]\w+(?: [A-Z]\w+)?|U[CT]|Univ\. of [A-Z]\w+|State University|(?:California|New York"
    r"|Texas) State\b.*|"
    r"Indian Institute of Technology|IIT|NIT|BITS|National Institute of Technology|Chinese University of Hong Kong|"
    r"University of California|Harbin Institute of Technology|Rutgers.*|SUNY|CUNY|Institute of Information "
    r"Technology)$"
)
_ACRONYM_ALONE = re.compile(r"^\(?[A-Z][A-Z&/-]{1,9}s?\)?$")
_DISCIPLINE = re.compile(
    r"(?:Applied |Computational |Theoretical |Pure )?(?:Computer Sciences?|Computer (?:and|&) Information Sciences?"
    r"|Pathology|Physics|Mathematics|Statistics|Biology|Chemistry|Economics|Linguistics|Philosophy|Psychology|"
    r"Neuroscience|Medicine|Engineering|(?:Electrical|Mechanical|Civil|Chemical|Biomedical|Electronic|Software"
    r"|Industrial|Environmental|Computer)(?: (?:and|&) \w+)? Engineering|EECS|ECE|CSE|CS|EE|"
    r"Informatics|Data Science|Machine Learning|Artificial Intelligence|AI|Robotics|Sociology|Political Science"
    r"|History|Finance|Accounting|Marketing|Biostatistics|Bioinformatics|Genetics|Astronomy|Geography|"
    r"Information (?:Science|Systems)|Cognitive Science|Public Health|Epidemiology|Image Data Analysis|Communication"
    r"|Education|Law|Business|Management)"
)
_LOOSE = re.compile(r"^[\s,;:.\-–—|()\[\]/*_@]+|[\s,;:\-–—|(\[/*_]+$")


def parse_affiliation(text: str) -> Affiliation:
    """Part a phrase into organization, unit and location.

    >>> parse_affiliation("School of Informatics, University of Edinburgh, UK")
    Affiliation(organization='University of Edinburgh', unit='School of Informatics', location='UK')
    >>> parse_affiliation("the Computer Vision group at Huldra Labs in Bergen, Norway")
    Affiliation(organization='Huldra Labs', unit='Computer Vision group', location='Bergen, Norway')
    >>> parse_affiliation("University of California, Santa Barbara").organization
    'University of California, Santa Barbara'
    """
    return assign(pieces_of(text))


def pieces_of(text: str) -> list[str]:
    """Cut a phrase at commas and prepositions; campuses stay with their university, "Ltd." with its company.

    >>> pieces_of("Institute of Computing (IC) at the University of Texas, Austin, USA")
    ['Institute of Computing (IC)', 'University of Texas, Austin', 'USA']
    """
    if len(text) > 600:
        text = text[:600]
    pieces: list[str] = []
    last, joint = 0, ""
    for match in _CONNECTOR.finditer(text):
        if _inside_brackets(text, match.start()):
            continue
        _add_piece(pieces, text[last : match.start()], joint)
        last, joint = match.end(), match.group()
    _add_piece(pieces, text[last:], joint)
    return pieces


def _inside_brackets(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place) and ")" in text[place:]


def _add_piece(pieces: list[str], raw: str, joint: str) -> None:
    """Append a piece, or join it to the one before it with the words that stood between them."""
    piece = _ROLE_AT_HEAD.sub("", _tidy(raw))
    if not piece:
        return
    if pieces and _CORPORATE_TAIL.match(piece):
        pieces[-1] += f", {piece}"
    elif pieces and _CAMPUS.match(piece) and _SYSTEM.search(pieces[-1]):
        pieces[-1] += f"{joint if joint.strip() else ', '}{piece}"
    elif pieces and _ACRONYM_ALONE.match(piece) and "(" in raw:
        pieces[-1] += f" ({piece.strip('()')})"
    else:
        pieces.append(piece)


def _tidy(text: str) -> str:
    text = text.strip()
    while text and (stripped := _LOOSE.sub("", text)) != text:
        text = stripped
    if text.count("(") < text.count(")"):
        text = text.rstrip(")")
    elif text.count("(") > text.count(")"):
        text = text + ")" if text.rfind("(") > len(text) // 3 else text.replace("(", "")
    text = re.sub(r"(?<=\w\w)(?<!Master)(?<!Bachelor)['’]s$", "", text)
    if text.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|Univ|Dept|Lab|Inst|Tech|[A-Z])\.$", text):
        text = text[:-1]
    return text.strip()


_UNIT_FIRST = re.compile(
    r"(?:School|Department|Dept\.?|Faculty|Division|College|Chair|Institute of (?:Comput|Inform|Math|Phys|Chem|Bio"
    r"|Eng))"
    r"\w* ?(?:of|for)?\b"
)
_UNIT_LAST = re.compile(r"(?:group|lab|team|department|program|division)$", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"\b(?:Ltd|Inc|LLC|GmbH|Corp)\b")
_NAMED = re.compile(r"[A-Z\u00c0-\u00de\u0400-\u042f\u3400-\u9fff\uac00-\ud7a3]")
_NO_PLACE = re.compile(r"(?:Masters?|Bachelors?|Doctorate)(?:['’]s)?|(?:Google|Semantic) Scholar|ORCID|ResearchGate")
_KNOWN_KINDS: dict[str, PieceKind] = {"university": "organization", "company": "company"}


@lru_cache(maxsize=16384)
def kind_of(text: str) -> PieceKind:
    """Say what a piece of an affiliation is; "name" for a capitalised phrase that nothing is known of.

    >>> [kind_of(text) for text in ("University of Oslo", "Department of Physics", "Huldra Labs", "Oslo", "rivers")]
    ['organization', 'unit', 'company', 'location', 'none']
    """
    text = text.strip()
    if not text or len(text) > 160 or _NO_PLACE.fullmatch(text):
        return "none"
    if is_location(text):
        return "location"
    bare = re.sub(r"\s*\([^)]*\)", "", text) or text
    if _UNIT_FIRST.match(bare):
        return "organization" if "Universit" in bare else "unit"
    known = gazetteer.organization(bare) if len(bare) < 90 and not _UNIT.search(bare) else None
    if known is not None:
        return _KNOWN_KINDS.get(known.kind, "institute")
    if _KNOWN_COMPANY.search(bare):
        return "company"
    if _UNIVERSITY.search(bare) or _COLLEGE.search(bare):
        return _university_or_unit(bare)
    kind = _kind_by_words(bare) if _NAMED.search(text) else "none"
    return _kind_spelt_out(text) if kind == "name" and "(" in text else kind


_SPELT_OUT = re.compile(r"\(([^()]{8,90})\)")


def _kind_spelt_out(text: str) -> PieceKind:
    """Return the kind of what brackets spell out: "HIAS (Huldra Institute for Advanced Study)"."""
    inner = _SPELT_OUT.search(text)
    kind = kind_of(inner[1]) if inner else "name"
    return "institute" if kind == "unit" else kind if kind in ("organization", "company", "institute") else "name"


def _university_or_unit(bare: str) -> PieceKind:
    """Tell "Stanford NLP Group" from "Stanford University"."""
    if re.search(r"\bUniversit|\bInstitute of (?:Tech|Sci)|Graduate Center", bare) or len(bare.split()) <= 2:
        return "organization"
    return "unit" if _UNIT.search(bare) and _UNIT_LAST.search(bare) else "organization"


def _kind_by_words(bare: str) -> PieceKind:
    if _LEGAL_FORM.search(bare):
        return "company"
    if _INSTITUTE.search(bare):
        return "institute"
    if _UNIT.search(bare):
        return "company" if re.search(r"\bLabs$", bare) else "unit"
    return "company" if _COMPANY.search(bare) and " " in bare else "name"


def assign(pieces: list[str]) -> Affiliation:
    """Choose among pieces the organization; units join before it, locations after it.

    >>> assign(["Visual Intelligence Department", "Huldra"])
    Affiliation(organization='Huldra', unit='Visual Intelligence Department', location='')
    """
    kinds = [kind_of(piece) for piece in pieces]
    kinds = [
        "none"
        if kind == "name" and _DISCIPLINE.fullmatch(piece) and len(set(kinds) - {"name", "location", "none"})
        else kind
        for piece, kind in zip(pieces, kinds, strict=True)
    ]
    for index in range(1, len(kinds) - 1):
        if kinds[index] == "name" and kinds[index + 1] == "location":
            kinds[index] = "location"  # a town that is not known
    for index in range(1, len(kinds)):
        if kinds[index - 1] == "location" and re.fullmatch(r"[A-Z]{2}", pieces[index]):
            kinds[index] = "location"  # a state behind its town
    named = [index for index, kind in enumerate(kinds) if kind == "organization" and _BY_NAME.search(pieces[index])]
    order: tuple[PieceKind, ...] = ("organization", "company", "institute", "name", "unit")
    chosen = named[0] if named else next((kinds.index(wanted) for wanted in order if wanted in kinds), None)
    if chosen is None or kinds[chosen] == "unit":
        chosen = next((i for i, k in enumerate(kinds) if k == "location" and gazetteer.organization(pieces[i])), chosen)
    if chosen is None:
        return Affiliation(location=", ".join(p for p, k in zip(pieces, kinds, strict=True) if k == "location"))
    chosen = _parent_beside(pieces, chosen)
    if kinds[chosen] == "unit":  # only units: the last is the widest
        chosen = max(index for index, kind in enumerate(kinds) if kind == "unit")
    units = [
        piece
        for index, (piece, kind) in enumerate(zip(pieces, kinds, strict=True))
        if index != chosen
        and (
            kind in ("unit", "institute", "name", "company")
            or _DISCIPLINE.fullmatch(piece)
            or (kind == "organization" and named and index not in named)
        )
    ]
    places = [piece for index, piece in enumerate(pieces) if kinds[index] == "location" and index != chosen]
    return Affiliation(pieces[chosen], ", ".join(units), ", ".join(dict.fromkeys(places)))


def _parent_beside(pieces: list[str], chosen: int) -> int:
    """Return the place of what a piece is known to belong to, where that stands beside it ("FAIR, Meta")."""
    known = gazetteer.organization(pieces[chosen])
    if known is None or not known.parent:
        return chosen
    others = [(index, gazetteer.organization(piece)) for index, piece in enumerate(pieces) if index != chosen]
    return next((index for index, other in others if other is not None and other.name == known.parent), chosen)


def is_discipline(text: str) -> bool:
    """Say whether a phrase is a field of study.

    >>> is_discipline("Computer Science"), is_discipline("Bocconi")
    (True, False)
    """
    return _DISCIPLINE.fullmatch(text) is not None


def is_certain(text: str) -> bool:
    """Say whether a phrase is an organization by more than a word such as "Systems", which fields of study share.

    >>> is_certain("Information Systems"), is_certain("Bocconi University")
    (False, True)
    """
    kind = kind_of(text)
    return kind in ("organization", "unit", "institute", "location") or bool(
        kind == "company" and _KNOWN_COMPANY.search(text)
    )


def is_strong(text: str) -> bool:
    """Say whether a phrase certainly is an organization or a unit.

    >>> is_strong("Huldra Labs"), is_strong("Ada Quist")
    (True, False)
    """
    return kind_of(text) in ("organization", "company", "institute", "unit")
