"""Venue names: which are known, what is published there, and a printed venue freed of years and lead-in words."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import gazetteer
from kg.model import PaperStatus, PaperType

LEAD = re.compile(
    r"^(?:[^\w(]|\b(?:in|at|on|to|by|into|published|publication|appears?|appeared|appearing|accepted|conditionally|"
    r"presented|forthcoming|"
    r"the|a|an|for|submitted|under(?: the)? review|under|revise|resubmit|resubmitted|and|reject|venue|status|also|"
    r"extended|abstract|version|"
    r"preliminary|earlier|solicited|invited|requested|round|paper|as|press|will|be|with|oral|en|em|im|dans|"
    r"proceedings? of(?: the)?|proc\.? of(?: the)?|(?:19|20)\d\d|r&r)\b(?!['’.]s|-|\s?[&/]))+",
    re.IGNORECASE,
)
_OWN_ARTICLE = re.compile(
    r"The (?!\d|(?:\w+ )?(?:IEEE|ACM|Annual|International|Proceedings|"
    r"(?:\w+-)?(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|\w+teenth|\w+ieth)|"
    r"Conference|Workshop|Journal|Symposium|AAAI|European|Asian|Joint|Web)\b)[A-Z]"
)
"""The article of a name such as "The Auk", which belongs to it."""
_YEAR_TAIL = re.compile(
    r"(?<![\s,.:])[\s,.:]*(?:[-–]?\s?['’‘`´′]\s?\d\d|\b(?:19|20)\d\d\+?|(?<=[A-Za-z])[-–]?(?:19|20)\d\d|(?<=[A-Z][A-Z])\d\d)\s*$"
)


class Venues:
    """Knows venues by name. This one knows none; ``KnownVenues`` asks the gazetteer."""

    def score(self, text: str) -> float:
        """Say how surely a text names a known venue, from -2 (it names something else) to 3."""
        return 0.0

    def kind(self, text: str) -> PaperType | None:
        """Return what is published in a known venue."""
        return None


class KnownVenues(Venues):
    """The venues and organizations of the gazetteer."""

    def score(self, text: str) -> float:
        """Say how surely a text names a known venue.

        >>> KnownVenues().score("ICML"), KnownVenues().score("University of Oxford"), KnownVenues().score("Rivers")
        (3.0, -2.0, 0.0)
        """
        if not 1 < len(text) < 160:
            return 0.0
        known = gazetteer.venue(text)
        if known is not None:
            return 1.2 if known.ambiguous and " " not in text else 3.0
        return -2.0 if gazetteer.organization(text) is not None else 0.0

    def kind(self, text: str) -> PaperType | None:
        """Return what is published in a known venue; a workshop at a conference is a workshop.

        >>> KnownVenues().kind("ICML"), KnownVenues().kind("bioRxiv"), KnownVenues().kind("Rivers")
        ('conference', 'preprint', None)
        """
        known = gazetteer.venue(text) if 1 < len(text) < 160 else None
        if known is None or re.search(r"workshop|\w[a-z]?W\b", text):
            return None
        return {
            "conference": "conference",
            "workshop": "workshop",
            "journal": "journal",
            "repository": "preprint",
        }.get(known.kind)  # type: ignore[return-value]


@lru_cache(maxsize=20_000)
def trim_venue(text: str) -> str:
    """Return a venue's name without what leads to it and without years, volumes and pages behind it.

    >>> trim_venue("In Proceedings of the 2022 26th Conference on Rivers 2022, pp. 1-4")
    '26th Conference on Rivers'
    >>> trim_venue("NeurIPS21"), trim_venue("ECCVW2020"), trim_venue("ICLR'24"), trim_venue("Annals of Rivers 12(3): 4–9")
    ('NeurIPS', 'ECCVW', 'ICLR', 'Annals of Rivers')
    """
    text = " ".join(text.split())
    lead = LEAD.match(text)
    if lead and lead.end() < len(text) and _LETTER.search(text, lead.end()):
        own = _OWN_ARTICLE.match(text, max(0, lead.end() - len("The ")))
        text = text[own.start() if own else lead.end() :]
    previous = ""
    while text != previous:
        previous = text
        text = _without_tail(text.strip(" .,;:-–—/*\"“”'’‘"))
        if text.count("(") < text.count(")"):
            text = text.rstrip(")")
        elif text.count("(") > text.count(")") and text[-1:].isascii() and text[-1:].isalnum():
            text += ")"
    return text


_LETTER = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")
_ONLY_DIGITS = re.compile(r"[\d\s]+")
_VOLUME_TAIL = re.compile(
    r"(?<![\s,:(])[\s,:(]+(?:(?:vol|volume|no|number|issue|pp?|pages?|art|article)\b\.?\s*[\w.:–—()-]*)$", re.IGNORECASE
)
_NUMBER_TAIL = re.compile(
    r"(?<![\s,])[\s,]+[A-Za-z]?\d{1,6}(?:\s?\([\w–/ .-]{1,14}\))?(?:\s?:\s?[\w.–—-]{1,20})?$"
)
_BRACKET_YEAR_TAIL = re.compile(r"(?<![\s,])[\s,]*\((?:19|20)\d\d\)$")
_STATUS_TAIL = re.compile(
    r"(?<!\s)\s*\($|(?<![\s,])[\s,]+(?:accepted|to appear|in press|forthcoming|oral|spotlight|poster|highlight)$",
    re.IGNORECASE,
)
_ARXIV_TWICE = re.compile(r"^(arxiv preprint) arxiv$", re.IGNORECASE)


def _without_tail(text: str) -> str:
    """A venue without the year, the volume, the number and the status behind it, one of each."""
    if _DIGIT.search(text) and not _ONLY_DIGITS.fullmatch(text):
        text = _YEAR_TAIL.sub("", text)
    text = _VOLUME_TAIL.sub("", text)
    if _DIGIT.search(text):
        text = _BRACKET_YEAR_TAIL.sub("", _NUMBER_TAIL.sub("", text))
    return _ARXIV_TWICE.sub(r"\1", _STATUS_TAIL.sub("", text))


_TYPES: tuple[tuple[PaperType, re.Pattern[str]], ...] = (
    ("thesis", re.compile(r"\b(?:thesis|theses|dissertation|habilitation)\b|学位论文")),
    ("patent", re.compile(r"\bpatents?\b|专利")),
    ("workshop", re.compile(r"\bworkshops?\b|\b\w*[a-z]w\d{2,4}\b|\b(?:iccvw|cvprw|eccvw|icmlw|iclrw|wacvw)\b")),
    (
        "preprint",
        re.compile(
            r"\b(?:arxiv|biorxiv|medrxiv|ssrn|preprints?|pre-prints?|working papers?|chemrxiv|psyarxiv|techrxiv|"
            r"osf preprints|"
            r"research square|manuscripts?)\b"
        ),
    ),
    ("book", re.compile(r"\bbooks?\b(?! chapter)")),
    ("chapter", re.compile(r"\b(?:book chapters?|chapters?|handbook|encyclopedia)\b")),
    ("report", re.compile(r"\b(?:technical report|tech report|white paper)\b")),
    (
        "journal",
        re.compile(
            r"\b(?:journals?|transactions|trans\.|letters|review|annals|magazine|quarterly|bulletin|acta|plos|pnas|"
            r"tmlr|jmlr|tacl|"
            r"nature|cell|lancet|frontiers in|revista)\b|\bj\.|期刊|论文誌"
        ),
    ),
    (
        "conference",
        re.compile(
            r"\b(?:[Cc]onference|[Pp]roceedings|[Pp]roc\b|[Ss]ymposium|[Mm]eeting|[Ff]indings|[Cc]ongress|"
            r"[Cc]onferences)\b|"
            r"\b(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|AAAI|IJCAI|KDD|WWW|SIGIR|CHI|ICRA|IROS|COLM|"
            r"COLING|"
            r"INTERSPEECH|ICASSP|WACV|BMVC|AISTATS|UAI|COLT|SODA|STOC|FOCS|OSDI|SOSP|NSDI|USENIX|MLSys|CIKM|WSDM|"
            r"RecSys|SIGMOD|"
            r"VLDB|ICDE|CoRL|RSS|CoNLL|EACL|MICCAI)\b|会议|学会"
        ),
    ),
)


def guess_type(venue: str, text: str, heading: str, status: PaperStatus | None) -> PaperType | None:
    """Guess what kind of publication it is from its venue, the text around it and the heading above.

    >>> [guess_type(venue, "", "", None) for venue in ("Journal of Rivers", "ICRW Workshop", "")]
    ['journal', 'workshop', None]
    """
    for part in (venue, text, heading):
        lowered = part.lower()
        for kind, pattern in _TYPES:
            if part and pattern.search(part if kind == "conference" else lowered):
                if kind == "preprint" and part is not venue and venue:
                    continue
                return kind
    return "preprint" if status == "under_review" else None
