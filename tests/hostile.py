# ruff: noqa: E501 (pieces of pages stand as they are)
"""Pages that want to break a reader: real ones gone wrong, and texts that regular expressions choke on.

Takes good sources and a seed; gives named inputs, the same ones for the same seed. ``benchmarks/fuzz.py`` runs thousands
of them, the tests some hundreds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (".md", ".markdown", ".qmd", ".html", ".bib", ".txt", ".yaml", ".yml", ".json")
"""Kinds of files that mutations begin with."""


class Hostile(NamedTuple):
    """One input: what was done, the file's name, its bytes."""

    what: str
    name: str
    data: bytes


KILLERS = (
    "a,", "a, ", "A, ", "A. ", "a.", "A.", "(", ")", "[", "]", "{", "[x](", "[x](y) ", "<b>", "</b>", "<li>", "<ul>", "<div>", "<td>",
    "<table><tr><td>", "1", "1,", "1.", "1-", "1 ", "12/", "2020-", "2020 ", "'", "'2", '"', '"a" ', "“", "”", "-", "–", " - ", "—",
    " ", "\t", " \n", "\n", "\n\n", "*", "**", "*a*", "_", "_a_ ", "`", "~", "|", "| a ", "|-", ">", "> ", "#", "# a\n", ":", ": ", ";",
    "; ", "&", "&amp;", "& ", "and ", "et al. ", "with ", "by ", "in ", "In ", "In Proc. ", "doi", "doi:", "doi 10.", "10.1234/", "arXiv",
    "arXiv:", "http://", "https://a.b/c ", "www.", "@", "a@b.", "at ", "Ph.D. ", "PhD in ", "University ", "University of ", "Professor ",
    "Prof. ", "Reviewer for ", "Reviewer: ", "best ", "best paper ", "award ", "Award, ", "received ", "under review ", "accepted ",
    "to appear in ", "vol. ", "pp. 1-", "no. 1 ", "May ", "May 2020 - ", "Sept", "present ", "since ", "IV", "IEEE ", "ACL ", "ICML'20 ",
    "Olin, M., ", "Mira Olin, ", "M. Olin and ", "Olin M, ", "van der ", "de ", "Jr. ", "林", "林悦 ", "·", "、", "김", "ア", "e\u0301",
    "\u0301", "\u200b", "\u00a0", "\u2028", "\U0001f600", "ß", "İ", "ﬁ", "√°", "Ã©", "\x1f", "\x00", "\\", "\\\\", "{%", "{{", "}}",
    "{: ", "<!--", "-->", "---\n", "+++\n", "title: ", "- ", "- a\n", "  - a\n", "* a\n", "1. a\n", "a: [", "a: &a *a\n", "!!", "@article{a,\n",
    "title={", "author={", "{\\'e}", "$x$", "$$", "^", "^1", "<sup>", "<br>", "<br/>", "<a href='x'>", "<a href='x'>y</a>, ", "<i>a</i>. ",
    "<p>", "<h2>a</h2>", "<span class='a'>", "<!", "<![CDATA[", "<?", "&#0;", "&#xfffff;", "/", "\\n", "%", "?", "? ", "!", "! ", "...", ". . ",
    "… ", "TL;DR ", "Abstract: ", "[PDF] ", "[1] ", "(1) ", "1) ", "Title: ", "Aa ", "AA ", "aA", "a b c d ", "Word ", "words and ", "A-", "a-b-",
    "a'b'", "d'A ", "O'", "+", "=", "$", "€", "°", "º", "†", "*†‡", "1,2*", "¹²", "(equal contribution) ", "Advisor: ", "advised by ", "my advisor ",
)  # fmt: skip


def killers(size: int) -> Iterator[Hostile]:
    """Yield long lines of one short piece, and of it between names and dates."""
    for number, piece in enumerate(KILLERS):
        run = piece * max(1, size // len(piece))
        for name in ("a.md", "a.html", "a.bib" if number % 3 else "a.yaml"):
            yield Hostile(f"run of {piece!r}", name, run.encode())
        framed = f"# Publications\n\n* Olin, M., Tamm, B. 2020. {run} Journal of Rivers, 3(1)\n* Mira Olin. {run}\n"
        yield Hostile(f"entry with a run of {piece!r}", "a.md", framed.encode())
        career = f"# Mira Olin\n\nI am {run} at the University of Tarn.\n\n## Experience\n\n- 2020 - {run}\n- {run}, Tarn, 2019\n"
        career += f"\n## Service\n\nReviewer for {run}\n\n## Awards\n\n- {run} 2020\n\n## News\n\n- May 2020: our paper *{run[:300]}* {run}\n"
        yield Hostile(f"career with a run of {piece!r}", "a.md", career.encode())


def deep(size: int) -> Iterator[Hostile]:
    """Yield nests and heaps: deep lists, unbalanced tags, huge tables, many headings, lists and links."""
    for opening, closing in (("<div>", "</div>"), ("<ul><li>a", "</li></ul>"), ("<b>", "</b>"), ("<table><tr><td>a", "</td></tr></table>"),
                             ("<span class='x'>a", "</span>"), ("<a href='x'>", "</a>"), ("<blockquote>", "</blockquote>")):  # fmt: skip
        times = size // len(opening)
        yield Hostile(f"{opening} nested", "a.html", (opening * times + "Mira Olin" + closing * times).encode())
        yield Hostile(f"{opening} never closed", "a.html", (f"{opening}Mira Olin, 2020 " * (times // 3)).encode())
        yield Hostile(f"{closing} without beginning", "a.html", (f"a{closing}" * times).encode())
    row = "<tr><td>2020</td><td><b>On Rivers</b></td><td>Mira Olin, Bo Tamm</td><td>Journal of Rivers</td></tr>"
    yield Hostile("a huge table", "a.html", f"<h2>Publications</h2><table>{row * (size // len(row))}</table>".encode())
    yield Hostile("a wide row", "a.html", f"<table><tr>{'<td>Mira Olin, 2020</td>' * (size // 24)}</tr></table>".encode())
    yield Hostile("a wide Markdown table", "a.md", ("| a " * 300 + "\n" + "|-" * 300 + "\n" + ("| b " * 300 + "\n") * 10).encode())
    yield Hostile("a deep list", "a.md", "".join(" " * 2 * depth + "- a\n" for depth in range(200)).encode())
    yield Hostile("deep quotations", "a.md", (">" * size).encode())
    yield Hostile("one paper many times", "a.md", ("* Olin, M. (2020). On rivers. Rivers.\n" * (size // 40)).encode())
    papers = "".join(f"* Olin, M. (2020). On rivers that bend at {n} places. Rivers.\n" for n in range(size // 60))
    yield Hostile("many papers that are nearly one", "a.md", ("# Publications\n\n" + papers).encode())
    yield Hostile("deep JSON", "a.json", b"[" * 50_000)
    yield Hostile("deep YAML", "a.yaml", b"{a: " * 5_000)
    yield Hostile("YAML aliases", "a.yaml", b"a: &a [x,x,x,x]\n" + b"".join(b"%c: &%c [*%c,*%c,*%c]\n" % (n + 1, n + 1, n, n, n) for n in range(97, 115)))


Mutation = Callable[[random.Random, bytes, bytes], bytes]


def _flip(rng: random.Random, data: bytes, _: bytes) -> bytes:
    out = bytearray(data)
    for _turn in range(rng.randint(1, max(1, len(out) // 200))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _truncate(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[start:] if rng.random() < 0.5 else data[: start + 1]


def _double(rng: random.Random, data: bytes, _: bytes) -> bytes:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 400)]
    return data[:start] + piece * rng.randint(2, 40) + data[start:]


def _splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    start = rng.randrange(len(other))
    place = rng.randrange(len(data))
    return data[:place] + other[start : start + rng.randint(1, 4_000)] + data[place:]


def _recode(rng: random.Random, data: bytes, _: bytes) -> bytes:
    encoding = rng.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "shift_jis", "mac_roman", "utf-7"))
    return data.decode("utf-8", errors="replace").encode(encoding, errors="replace")


def _one_line(rng: random.Random, data: bytes, _: bytes) -> bytes:
    return data.replace(b"\n", rng.choice((b" ", b"", b", ", b"\t", b"\r")))


def _shuffle(rng: random.Random, data: bytes, _: bytes) -> bytes:
    lines = data.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


def _unbalance(rng: random.Random, data: bytes, _: bytes) -> bytes:
    """Leave out some of the characters that open or close something."""
    return bytes(byte for byte in data if byte not in b"<>()[]{}\"'*_`-" or rng.random() > 0.1)


def _run(rng: random.Random, data: bytes, _: bytes) -> bytes:
    piece = rng.choice(KILLERS).encode()
    place = rng.randrange(len(data))
    return data[:place] + piece * rng.randint(10, 4_000 // len(piece) + 10) + data[place:]


MUTATIONS: tuple[Mutation, ...] = (_flip, _truncate, _double, _splice, _recode, _one_line, _shuffle, _unbalance, _run)


def mutated(sources: Sequence[Path], count: int, seed: int, longest: int = 60_000) -> Iterator[Hostile]:
    """Yield sources with one to three things done to them.

    Args:
        sources: files that a reader can read.
        count: how many to give.
        seed: the same seed gives the same ones.
        longest: what is longer is cut.
    """
    rng = random.Random(seed)
    texts = [(path, data) for path in sources if path.suffix in SUFFIXES and (data := path.read_bytes()[:longest])]
    for _turn in range(count):
        (path, data), (_, other) = rng.choice(texts), rng.choice(texts)
        done = []
        for mutation in rng.choices(MUTATIONS, k=rng.randint(1, 3)):
            data = mutation(rng, data, other)[:longest] or b"\n"
            done.append(mutation.__name__.strip("_"))
        yield Hostile(f"{path.name}: {', '.join(done)}", f"a{path.suffix}", data)
