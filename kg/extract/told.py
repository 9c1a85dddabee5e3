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
            role=self.role,
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
    """Say whether a "post" is an unpaid affiliation, a membership or a title of honour ("Fellow of IEEE")."""
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
