"""A post or a degree that a text tells, before it becomes a record."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Literal

from kg.extract.affiliations import Affiliation
from kg.model import Education, Position

Tense = Literal["now", "past", "future"]


@dataclass
class Told:
    """A post or a degree that a text tells, before it becomes a record."""

    kind: Literal["position", "education"]
    start: int
    end: int
    role: str = ""
    degree: str = ""
    field: str = ""
    affiliation: Affiliation = dataclasses.field(default_factory=Affiliation)
    begin: str = ""
    until: str = ""
    people: list[str] = dataclasses.field(default_factory=list)
    level: str = ""
    student: bool = False
    confidence: float | None = None

    def position(self) -> Position:
        """Return it as a position."""
        return Position(
            role=" ".join(self.role.split()),
            organization=self.affiliation.organization,
            unit=self.affiliation.unit,
            location=self.affiliation.location,
            start=self.begin,
            end=self.until,
            supervisors=tuple(self.people),
            confidence=self.confidence,
        )

    def education(self) -> Education:
        """Return it as a degree."""
        return Education(
            degree=self.degree,
            field=self.field,
            organization=self.affiliation.organization,
            unit=self.affiliation.unit,
            location=self.affiliation.location,
            start=self.begin,
            end=self.until,
            advisors=tuple(self.people),
            confidence=self.confidence,
        )


def is_honour(told: Told) -> bool:
    """Say whether a "post" is a course, a duty, an unpaid affiliation or a title of honour ("Fellow of IEEE")."""
    if told.kind == "position" and is_course_or_duty(told.role):
        return True
    if re.search(r"\b(?:graduate|doctoral|ph\.?d\.?)\b.*\bfellow(?:ship)?\b", told.role, re.IGNORECASE):
        return True  # what pays for a study
    if re.match(
        r"(?:faculty |research )?affiliate|courtesy|associated (?:faculty|researcher)", told.role, re.IGNORECASE
    ):
        return True
    return (
        told.kind == "position"
        and re.match(
            r"(?:life |senior |elected )*(?:fellow|member|distinguished lecturer|distinguished speaker)\b",
            told.role,
            re.IGNORECASE,
        )
        is not None
        and re.search(
            r"\b(?:IEEE|ACM|Society|Academy|Association|IET|AAAS|SIAM|AAAI|IFAC)\b",
            f"{told.role} {told.affiliation.organization}",
        )
        is not None
    )


_TEACHING_ROLE = re.compile(
    r"\bteaching (?:assistant|fellow|intern|associate)|\btutor\b|\bgrader\b|\bG?TA\b|\bcourse assistant"
    r"|\bteaching\b.*assistant|\bmarker\b|demonstrator|"
    r"\bproctor\b|\bmentor$",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:editor(?:ial)?|reviewer|referee|committee|organi[sz]er|(?:session|area|program|track|workshop|general) "
    r"(?:co-)?chair)\b",
    re.IGNORECASE,
)


def is_course_or_duty(role: str) -> bool:
    """Say whether a "role" is a course taught or a duty for the community, which have lists of their own.

    >>> is_course_or_duty("Teaching Assistant"), is_course_or_duty("Associate Editor"), is_course_or_duty("Lecturer")
    (True, True, False)
    """
    teaching = _TEACHING_ROLE.search(role) is not None and not re.search(r"\bresearch\b", role, re.IGNORECASE)
    return teaching or _DUTY.search(role) is not None
