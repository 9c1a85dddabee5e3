"""Fetching is polite and careful; a server on this machine stands for the web."""

import io
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.read.fetch import Fetcher, Limits, unpack

HERE = Limits(private=True, delay=0.0, size=10_000, seconds=5.0)


class Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /secret\n", "text/plain")
        elif self.path == "/page" and self.headers.get("If-None-Match") == '"1"':
            self.answer(304, b"", "text/html")
        elif self.path == "/page":
            self.answer(200, b"<h1>Mira Olin</h1>", "text/html; charset=utf-8", ETag='"1"')
        elif self.path == "/large":
            self.answer(200, b"x" * 50_000, "text/html")
        elif self.path == "/moved":
            self.answer(302, b"", "text/html", Location="/page")
        elif self.path == "/round":
            self.answer(302, b"", "text/html", Location="/round")
        elif self.path == "/away":
            self.answer(302, b"", "text/html", Location="file:///etc/passwd")
        else:
            self.answer(404, b"", "text/html")

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    pytest.importorskip("httpx", reason="fetching needs httpx")
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_once_and_kept(web: str, tmp_path: Path) -> None:
    path = Fetcher(tmp_path, HERE).fetch(f"{web}/page")
    assert (path.suffix, path.read_text()) == (".html", "<h1>Mira Olin</h1>")
    assert Fetcher(tmp_path, HERE).fetch(f"{web}/page") == path
    assert Site.asked == ["/robots.txt", "/page"]


def test_a_stale_page_is_asked_for_again_only_if_changed(web: str, tmp_path: Path) -> None:
    stale = Limits(private=True, delay=0.0, fresh=0.0)
    first = Fetcher(tmp_path, stale).fetch(f"{web}/page")
    assert Fetcher(tmp_path, stale).fetch(f"{web}/page") == first
    assert first.read_text() == "<h1>Mira Olin</h1>"


def test_redirects_are_followed(web: str, tmp_path: Path) -> None:
    assert "Mira" in Fetcher(tmp_path, HERE).fetch(f"{web}/moved").read_text()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/secret/page", "robots.txt"),
        ("/large", "larger than"),
        ("/missing", "404"),
        ("/round", "redirects"),
        ("/away", "no address"),
    ],
)
def test_what_may_not_be_had(web: str, tmp_path: Path, path: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        Fetcher(tmp_path, HERE).fetch(web + path)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/x"],
)
def test_private_networks_are_refused(tmp_path: Path, address: str) -> None:
    pytest.importorskip("httpx", reason="fetching needs httpx")
    with pytest.raises(SourceError, match="private network"):
        Fetcher(tmp_path).fetch(address)


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "github:", "github:a/b/c", "file:///etc/passwd", "a.md", "http://"]
)
def test_other_addresses_are_refused(tmp_path: Path, address: str) -> None:
    pytest.importorskip("httpx", reason="fetching needs httpx")
    with pytest.raises(SourceError, match="no address"):
        Fetcher(tmp_path).fetch(address)


def test_an_archive_stays_in_its_folder_and_gives_text_only(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name in ("top/index.md", "top/_data/a.yml", "top/../../out.md", "/abs/../../x.md", "top/a.exe"):
            entry = tarfile.TarInfo(name)
            entry.size = 5
            archive.addfile(entry, io.BytesIO(b"Hello"))
        link = tarfile.TarInfo("top/link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    folder = tmp_path / "site"
    unpack(packed.getvalue(), folder, 1_000)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == [
        "site/_data/a.yml",
        "site/index.md",
    ]
    with pytest.raises(SourceError, match="larger"):
        unpack(packed.getvalue(), folder, 4)
    with pytest.raises(SourceError, match="unpacked"):
        unpack(b"no archive", folder, 1_000)
