"""Publish a dataset as a folder of files: linked data without a server, for GitHub Pages and the like.

An entity's page is ``person/p-1/index.html`` and its data ``data/person/p-1.ttl``, so its IRI answers when
``dataset.base`` is the address of the folder. All links are relative: the folder works under any path. Only files
whose bytes differ are written, and only files that an earlier publication wrote are ever removed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.sax.saxutils import escape

import pyoxigraph as ox

from kg.engine import PREFIXES
from kg.errors import DatasetError
from kg.files import shipped
from kg.pages.render import Pages
from kg.pages.search import Index
from kg.pages.things import PAGES, SUFFIXES, Thing, data_query, thing_of
from kg.publish.description import CHECKSUMS, DUMPS, File, checksums, description, file_of
from kg.query import Table, Triples, run
from kg.query.results import of_answer
from kg.settings import Settings
from kg.store import Dataset

MANIFEST = ".kg-site.json"
"""In the folder: the files that the last publication wrote."""

JOURNAL = ".kg-site.journal"
"""In the folder while a publication is under way, and after one that died: a line each file that it added."""

_CLASSES = {"person": "kg:Person", "paper": "kg:Paper", "venue": "kg:Venue", "edition": "kg:Edition",
            "organization": "kg:Organization"}


class SiteReport(NamedTuple):
    """What a publication did to the folder, in files."""

    written: int
    unchanged: int
    removed: int

    def __str__(self) -> str:
        return f"{self.written:,} files written, {self.unchanged:,} as they were, {self.removed:,} removed"


def publish_site(
    dataset: Dataset, folder: Path, settings: Settings, *, tell: Callable[[str, int, int], None] = lambda *_: None,
) -> SiteReport:
    """Write the site of a dataset into a folder.

    Args:
        dataset: what is published.
        folder: empty, missing, or the site of an earlier publication.
        settings: base IRI, title, licence.
        tell: called with what is being written, how much is done and how much there is.

    Raises:
        DatasetError: the folder holds files of somebody else, or cannot be written.
    """
    site = _Folder(folder)
    pages = Pages(dataset, settings, static=True)
    things = list(_things(dataset, settings.dataset.base))
    pages.known = frozenset(thing.path for thing in things)
    for done, thing in enumerate(things, 1):
        for path, text in _of_thing(pages, thing):
            site.write(path, text)
        tell("pages", done, len(things))
    for path, text in _of_dataset(pages, things):
        site.write(path, text)
    for source in sorted((shipped("viz") / "web" / "static").glob("*.*")):
        site.write(f"static/{source.name}", source.read_bytes())
    dumps = _dump(dataset, site, settings)
    site.write(".well-known/void", description(dataset, settings, dumps))
    return site.finish()


def _things(dataset: Dataset, base: str) -> Iterator[Thing]:
    for kind in PAGES:
        rows = of_answer(dataset.sparql(f"SELECT ?thing {{ ?thing a {_CLASSES[kind]} }} ORDER BY ?thing"))
        assert isinstance(rows, Table)
        for (iri,) in rows.values():
            thing = thing_of(kind, str(iri).removeprefix(f"{base}{kind}/"))
            if thing:
                yield thing


def _of_thing(pages: Pages, thing: Thing) -> Iterator[tuple[str, str | bytes]]:
    pages.root = "../.."
    page = pages.entity(thing)
    if page is not None:
        yield f"{thing.path}/index.html", page
    query = data_query(thing.iri(pages.settings.dataset.base))
    for suffix, media in SUFFIXES.items():
        yield f"data/{thing.path}.{suffix}", _constructed(pages.dataset, query, media)


def _constructed(dataset: Dataset, query: str, media: str) -> bytes:
    """The triples of a CONSTRUCT query, sorted, in a format."""
    answer = of_answer(dataset.sparql(query))
    assert isinstance(answer, Triples)
    graph_format = ox.RdfFormat.from_media_type(media)
    assert graph_format is not None
    return ox.serialize(answer.triples, format=graph_format, prefixes=PREFIXES) or b""


def _of_dataset(pages: Pages, things: list[Thing]) -> Iterator[tuple[str, str | bytes]]:
    """Everything that is not about one thing."""
    base = pages.settings.dataset.base
    pages.root = "."
    yield "index.html", pages.home()
    pages.root = ".."
    yield "dataset/index.html", pages.home()  # the dataset's own IRI answers too
    yield "queries/index.html", pages.question_list()
    yield "ontology/index.html", pages.ontology()
    yield "network/index.html", _network(pages.dataset)
    yield from _answers(pages)
    yield "search.json", _search_index(pages.index, base)
    yield "sitemap.xml", _sitemap(base, things)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    yield ".nojekyll", ""
    yield "w3id.htaccess", _redirects(base)


def _answers(pages: Pages) -> Iterator[tuple[str, str]]:
    """The questions that need no parameter, with their rows."""
    for question in pages.questions.values():
        if any(each.required for each in question.parameters):
            continue
        pages.root = "../.."
        yield f"query/{question.name}/index.html", pages.question(question, {})[0]
        answer = run(pages.dataset, question)
        if isinstance(answer, Table):
            yield f"query/{question.name}/rows.csv", answer.to_csv()
            yield f"query/{question.name}/rows.json", answer.to_json()


def _network(dataset: Dataset) -> str:
    from kg.draw import page
    from kg.network.collect import from_dataset

    return page(from_dataset(dataset), person_page="../person/")


def _search_index(index: Index, base: str) -> str:
    rows = [[hit.label, hit.note, "/" + hit.iri.removeprefix(base)] for hit in index.all()]
    return "[" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]\n"


def _sitemap(base: str, things: list[Thing]) -> str:
    places = [base, *(f"{thing.iri(base)}/" for thing in things)][:50_000]  # the limit of sitemaps.org
    urls = "".join(f"<url><loc>{escape(place)}</loc></url>\n" for place in places)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'


def _redirects(base: str) -> str:
    """Rules for a w3id.org folder: the IRI of a thing leads to its page, or to its Turtle for who asks for data."""
    return (
        "RewriteEngine on\n"
        "RewriteCond %{HTTP_ACCEPT} text/turtle\n"
        f"RewriteRule ^({'|'.join(PAGES)})/([A-Za-z0-9._-]+)$ {base}data/$1/$2.ttl [R=303,L]\n"
        "RewriteCond %{HTTP_ACCEPT} application/ld\\+json\n"
        f"RewriteRule ^({'|'.join(PAGES)})/([A-Za-z0-9._-]+)$ {base}data/$1/$2.jsonld [R=303,L]\n"
        f"RewriteRule ^(.*)$ {base}$1 [R=303,L]\n"
    )


def _dump(dataset: Dataset, site: _Folder, settings: Settings) -> list[File]:
    from kg.export import export

    files = []
    for path, name in DUMPS.items():
        with site.scratch(path) as place:
            export(dataset, place, settings)
            site.write(path, place.read_bytes())
            files.append(file_of(place.parent, path, name))
    site.write(CHECKSUMS, checksums(files))
    return files


class _Folder:
    """The folder of a site while it is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = self._known()
        self._now: set[str] = set()
        self._written = 0

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file where its bytes differ; one that is new is noted first, so that it is known to be ours.

        Raises:
            DatasetError: it cannot be written.
        """
        data = content.encode() if isinstance(content, str) else content
        place = self._folder / PurePosixPath(path)
        self._now.add(path)
        try:
            if place.is_file() and place.read_bytes() == data:
                return
            place.parent.mkdir(parents=True, exist_ok=True)
            if path not in self._before:
                with (self._folder / JOURNAL).open("a", encoding="utf-8") as journal:
                    journal.write(f"{path}\n")
            place.write_bytes(data)
        except OSError as error:
            raise DatasetError(f"cannot write the site: {error.strerror}", file=str(place)) from error
        self._written += 1

    def scratch(self, name: str) -> _Scratch:
        """Return a place beside the site for a file that is made by its name."""
        return _Scratch(self._folder, name)

    def finish(self) -> SiteReport:
        """Remove what this publication no longer has, and write down what it has."""
        gone = sorted(self._before - self._now)
        for path in gone:
            place = self._folder / PurePosixPath(path)
            place.unlink(missing_ok=True)
            for parent in place.relative_to(self._folder).parents:
                if parent != Path() and (self._folder / parent).is_dir() and not any((self._folder / parent).iterdir()):
                    (self._folder / parent).rmdir()
        part = self._folder / f"{MANIFEST}.part"
        part.write_text(json.dumps(sorted(self._now), indent=0), encoding="utf-8")
        part.replace(self._folder / MANIFEST)
        (self._folder / JOURNAL).unlink(missing_ok=True)
        return SiteReport(self._written, len(self._now) - self._written, len(gone))

    def _known(self) -> set[str]:
        """The files that earlier publications wrote, also one that died."""
        manifest, journal = self._folder / MANIFEST, self._folder / JOURNAL
        try:
            paths = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else []
            if journal.is_file():
                paths += journal.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError, TypeError) as error:
            raise DatasetError(f"{manifest} cannot be read", hint="give an empty folder") from error
        if not manifest.is_file() and not journal.is_file() and self._folder.is_dir() and any(self._folder.iterdir()):
            raise DatasetError(f"{self._folder} holds files that are not a site of ours", hint="give an empty folder")
        return {path for path in paths if isinstance(path, str) and ".." not in PurePosixPath(path).parts
                and not PurePosixPath(path).is_absolute()}


class _Scratch:
    """A folder for one file, gone afterwards."""

    def __init__(self, beside: Path, name: str) -> None:
        self._folder = beside.parent / f".{beside.name}-scratch"
        self._name = name

    def __enter__(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / self._name

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
