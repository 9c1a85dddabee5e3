"""Strings <-> Name: parse a person's name, tell whether two names can be one person's, spot what looks like a name.

Takes name strings as pages print them ("Lin, Y.", "Yue LIN", "van der Berg, J.", "林悦"); gives ``Name`` records and
yes-or-no answers. Pure: no input, no output, no state but caches. Millions of strings pass through here, so the tests
are one compiled pattern each and the parses are remembered.

``printed`` is a name as it stands on a page, ``letters`` folds it, ``parsing`` parts it, ``shape`` spots one in text,
``keys`` makes it ready to compare and ``agreeing`` compares two.
"""

from kg.names.agreeing import Agreement, agreement, compatible, given_agreement, same_form
from kg.names.keys import Key, could_be_swapped, is_full, is_mandarin, key
from kg.names.letters import fold
from kg.names.parsing import parse
from kg.names.printed import Name, bracketed, clean, full, strip_markers
from kg.names.shape import looks_like_name

__all__ = [
    "Agreement",
    "Key",
    "Name",
    "agreement",
    "bracketed",
    "clean",
    "compatible",
    "could_be_swapped",
    "fold",
    "full",
    "given_agreement",
    "is_full",
    "is_mandarin",
    "key",
    "looks_like_name",
    "parse",
    "same_form",
    "strip_markers",
]
