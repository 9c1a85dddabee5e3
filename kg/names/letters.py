"""The letters that names are written in: which script, and the same letters in plain lower-case ASCII."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from kg.names.words import HAN_READINGS

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
KANA = re.compile(r"[\u3041-\u30ff]")
EASTERN = re.compile(r"^[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3々·・\s]+$")


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Return letters in lower-case ASCII, other characters as single spaces; Han characters by their name readings.

    >>> fold("José-María  GARCÍA"), fold("O'Neill"), fold("Müller"), fold("欧阳")
    ('jose maria garcia', 'oneill', 'muller', 'ouyang')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if text in ("Lü", "LÜ", "lü"):
            return "lyu"
        if HAN.search(text) or HANGUL.search(text):
            text = HAN_READINGS.get(text) or "".join(HAN_READINGS.get(each) or each for each in text)
        text = anyascii(text)
    text = text.replace("'", "").replace("`", "").lower()
    return " ".join(re.findall("[a-z]+", text))
