"""What a printed organization says of itself: its name, acronym and kind, and the larger one that it belongs to.

Takes a string as a page prints it; gives an ``OrganizationName``. Pure but for the gazetteer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg import gazetteer
from kg.gazetteer import KnownOrganization, OrganizationKind
from kg.locations import is_location
from kg.venuewords import words


class OrganizationName(NamedTuple):
    """A printed organization, taken apart; ``name`` is "" where the string names none.

    ``above`` is the known organization that the name itself tells ("Yale School of Rivers"). ``bare_unit``: nothing but
    a subject and the word for a unit ("Department of Physics"), which a thousand universities have.
    """

    name: str
    acronym: str = ""
    above: KnownOrganization | None = None
    bare_unit: bool = False


_KINDS: tuple[tuple[OrganizationKind, re.Pattern[str]], ...] = (
    (
        "university",
        re.compile(
            r"universit|college\b|polytechn|politecnico|hochschule|école|ecole|\bschool\b|大学|大學|대학"
            r"|instituto superior|institute of technology|\buniv\b|yliopisto|universidad|faculdade|egyetem|gymnasium"
            r"|lycée|\btechnolog\w+ univ",
            re.IGNORECASE,
        ),
    ),
    (
        "government",
        re.compile(
            r"\bministry\b|\bagency\b|\bgovernment\b|national lab|\bcouncil\b|\bcommission\b|\bbureau\b|\bbank of\b"
            r"|central bank|federal reserve|u\.?s\.? department|parliament|\bnavy\b|\barmy\b|air force",
            re.IGNORECASE,
        ),
    ),
    (
        "institute",
        re.compile(
            r"\binstitut|\bcent(?:er|re|rum|ro)\b|\blaborator|\blab\b(?!s)|\bacadem|\bobservatory\b|\bhospital\b"
            r"|\bclinic\b|\bmuseum\b|研究所|研究院|\bfoundation\b|\bmax planck\b|\bfraunhofer\b",
            re.IGNORECASE,
        ),
    ),
    (
        "company",
        re.compile(
            r"\b(?:inc|ltd|llc|gmbh|corp|corporation|labs|software|bank|consulting|capital|ventures|pharma\w*|motors?"
            r"|studios?|startup|solutions|company)\b\.?|\.(?:ai|io|com)\b|\b(?:technolog(?:y|ies)|systems|AI)$|公司",
            re.IGNORECASE,
        ),
    ),
)
_UNIT = re.compile(
    r"\b(?:departments?|dept|schools?|facult(?:y|ies)|college|divisions?|labs?|laborator(?:y|ies)|institute|cent(?:er|re)"
    r"|groups?|teams?|units?|chair|program(?:me)?|section|office|department[oa]?|département|fachbereich|fakultät"
    r"|lehrstuhl|research|search|cloud)\b\.?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:(?:the\s+)?(?:[\w&'-]+\s+){0,5}(?:department|dept|faculty|school|division|college|institute)s?\b\.?"
    r"|(?:(?:under)?graduate\s+)?(?:department|dept|faculty|school|division|college|institute|section|chair|laboratory"
    r"|lab|group|center|centre)s?\b\.?"
    r"\s+(?:of|for)\s+[\w&,'’ /-]+)(?:\s*\([^()]*\))?$",
    re.IGNORECASE,
)
_SUBJECT = frozenset(
    "accounting actuarial administration aeronautics aerospace agricultural agriculture ai analytics anthropology "
    "applied archaeology architecture art artificial arts astronautics astronomy astrophysics automation "
    "bioengineering biochemistry biological biology biomedical biostatistics biotechnology botany brain business "
    "chemical chemistry civil classics cognitive communication communications computational computer computing "
    "control data decision design earth ecology economics education electrical electronic electronics energy "
    "engineering english environment environmental epidemiology film finance food forestry gender genetics genomics "
    "geography geology geophysics geosciences graduate health history human humanities industrial informatics "
    "information intelligence international journalism language languages law learning letters liberal life "
    "linguistics literature machine management manufacturing marine marketing materials math mathematical mathematics "
    "mechanical mechanics media medical medicine microbiology modern molecular music natural neurology neuroscience "
    "nuclear nursing ocean oceanography operations optics pathology pharmacology pharmacy philosophy physical physics "
    "physiology planning policy political politics psychiatry psychological psychology public quantitative radiology "
    "robotics science sciences security social society sociology software statistical statistics studies surgery "
    "sustainability system systems technology telecommunications theatre theology theoretical theory transportation "
    "urban veterinary vision zoology department dept faculty school division college institute section chair "
    "laboratory lab group center centre research i ii iii eecs ece cs eee ee cse me ic postgraduate undergraduate".split()
)
_AT = re.compile(r"(?:\b(?:at|of|de|in|an der)|[,–—-])\s+(?:the\s+)?$", re.IGNORECASE)
_FRONT = re.compile(r"^[^\w(]+")
_ACRONYM = re.compile(r"\s*\(([A-ZÀ-Þ][\w&/-]{1,11})\)")
_CAMPUS = re.compile(
    r"(?:the\s+)?(?:(?:state\s+)?university of [\w ]+|[\w ]+ institute of technology|[\w ]+ state university)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"https?:|www\.|[\[\]{}<>|=]|[:：]\s|^(?:the\s+)?(?:19|20)\d\d\b.*$|^\W*\d[\d\W]*$|\b(?:award|prize)\b", re.IGNORECASE
)


@lru_cache(maxsize=1 << 14)
def read_name(text: str) -> OrganizationName:
    """Take a printed organization apart.

    >>> read_name("📍 Federal University of Nordhavn (FUN), Bergen, Norway")[:2]
    ('Federal University of Nordhavn', 'FUN')
    >>> read_name("Yale School of Rivers").above.name, read_name("Department of Computer Science").bare_unit
    ('Yale University', True)
    >>> read_name("2015").name
    ''
    """
    name = _FRONT.sub("", " ".join(text.split())).strip(" .,;:–—-")
    acronym = found[1] if (found := _ACRONYM.search(name)) and sum(map(str.isupper, found[1])) > 1 else ""
    if acronym and found:
        name = f"{name[: found.start()]}{name[found.end():]}".strip(" ,;")
    name = _without_place(name)
    if not names_organization(name):
        return OrganizationName("")
    return OrganizationName(name, acronym, _above(name), is_bare_unit(name))


def _without_place(name: str) -> str:
    """A name without the places behind its commas: "Huldra Labs, Bergen, Norway"."""
    parts = name.split(", ")
    while len(parts) > 1 and is_location(parts[-1]) and not _continues(parts):
        parts.pop()
    return ", ".join(parts)


def _continues(parts: list[str]) -> bool:
    """Whether the last place is the campus: "University of California, Berkeley"."""
    return len(parts) == 2 and bool(_CAMPUS.fullmatch(parts[0]))


def names_organization(name: str) -> bool:
    """Whether a string can name an organization: letters, not a year or an address, and no sentence.

    >>> names_organization("Huldra Labs"), names_organization("Area Chair: COLING"), names_organization("2023")
    (True, False, False)
    """
    letters = sum(letter.isalpha() for letter in name)
    return letters > 1 and len(name) <= 160 and len(name.split()) <= 18 and not _NOISE.search(name)


def is_bare_unit(name: str) -> bool:
    """Whether a name is only a subject and the word for a unit, so that it tells nothing without what is above it.

    >>> is_bare_unit("School of Electrical Engineering"), is_bare_unit("Paul G. Quist School of Computing")
    (True, False)
    """
    plain = re.sub(r"\s*\([^()]*\)", "", name)
    return bool(_BARE.match(plain)) and all(word in _SUBJECT for word in words(plain))


def _above(name: str) -> KnownOrganization | None:
    """The known organization that a unit's name begins with, or ends with behind "at" and the like."""
    for hit in gazetteer.find_organizations(name):
        before, after = name[: hit.start], name[hit.end:]
        heads = not before.strip() and _UNIT.search(after)
        if heads or (not after.strip() and _UNIT.search(before) and _AT.search(before)):
            return hit.record
    return None


def kind_of(name: str) -> OrganizationKind:
    """Guess the kind of an organization that the gazetteer does not have.

    >>> kind_of("Harbour University"), kind_of("Huldra Labs"), kind_of("Institute of Rivers"), kind_of("Tide")
    ('university', 'company', 'institute', 'other')
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "other")
