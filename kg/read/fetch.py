"""Pages from the web → files in a cache, which are then read as any other source. Alone opens the network.

Takes an ``http(s)`` address or ``github:owner/repo``; gives the path of the file or folder that was fetched. It is
polite and careful: robots.txt is obeyed, hosts are asked slowly, size and time are limited, what is in the cache and
still fresh is not asked for again, and addresses of private networks are refused, also behind redirects.
"""

from __future__ import annotations

import hashlib
import io
import ipaddress
import json
import re
import shutil
import socket
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from kg import __version__
from kg.errors import SourceError

_AGENT = f"homepage-kg/{__version__}"
_GITHUB = re.compile(r"github:([A-Za-z\d][\w-]{0,38})/([\w.-]{1,100})(?:@([\w./-]{1,100}))?")
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/plain": ".txt",
             "application/json": ".json", "application/x-bibtex": ".bib",
              "text/x-bibtex": ".bib", "application/yaml": ".yaml"}  # fmt: skip
_KEPT = (".md", ".markdown", ".qmd", ".html", ".htm", ".yml", ".yaml", ".json", ".toml", ".bib", ".txt")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost, and whom it may ask.

    Attributes:
        size: bytes of one page.
        archive: bytes of one repository, packed and unpacked.
        seconds: for one address, redirects and all.
        redirects: that are followed.
        delay: seconds between two requests to one host.
        fresh: seconds for which the cache is good without asking.
        private: whether addresses of private networks are allowed.
    """

    size: int = 10_000_000
    archive: int = 200_000_000
    seconds: float = 30.0
    redirects: int = 5
    delay: float = 1.0
    fresh: float = 86_400.0
    private: bool = False


def addresses(text: str) -> list[str]:
    """Return the addresses of a list: one a line; empty lines and those that begin with ``#`` are passed over.

    >>> addresses("# people\\nhttps://a.example/\\n\\ngithub:miraolin/site")
    ['https://a.example/', 'github:miraolin/site']
    """
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


class Fetcher:
    """Fetches addresses into a cache; keeps robots.txt and the pace of each host."""

    def __init__(self, cache: Path, limits: Limits | None = None) -> None:
        """Fetch into a folder, which is made where it is missing.

        Raises:
            SourceError: httpx is not installed.
        """
        self._httpx = _httpx()
        self._cache = cache
        self._limits = limits or Limits()
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, address: str) -> Path:
        """Return the file of a page, or the folder of a repository.

        Raises:
            SourceError: it cannot be had, or may not.
        """
        github = _GITHUB.fullmatch(address)
        if github:
            return self._repository(github[1], github[2], github[3] or "HEAD")
        if not re.match(r"https?://[^\s/]+", address):
            raise SourceError(
                "no address that can be fetched", file=address, hint="give http(s)://… or github:owner/repo"
            )
        return self._page(address)

    def _page(self, address: str) -> Path:
        key = hashlib.sha256(address.encode()).hexdigest()[:20]
        note = self._cache / f"{key}.note.json"
        known = _noted(note)
        cached = self._cache / str(known.get("file", "")) if known.get("file") else None
        if cached is not None and cached.is_file() and time.time() - cached.stat().st_mtime < self._limits.fresh:
            return cached
        headers = (
            {"If-None-Match": str(known["etag"])} if cached is not None and cached.is_file() and known.get("etag") else {}
        )
        status, answer, body = self._get(address, headers, self._limits.size)
        if status == 304 and cached is not None:
            cached.touch()
            return cached
        suffix = _SUFFIXES.get(answer.get("content-type", "").split(";")[0].strip().lower(), "")
        suffix = (
            suffix
            if suffix and suffix != ".txt"
            else PurePosixPath(urlsplit(address).path).suffix.lower() or suffix or ".html"
        )
        path = self._cache / f"{key}{suffix if suffix in _KEPT else '.html'}"
        self._cache.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        note.write_text(
            json.dumps({"address": address, "file": path.name, "etag": answer.get("etag", "")}), encoding="utf-8"
        )
        return path

    def _repository(self, owner: str, name: str, ref: str) -> Path:
        folder = self._cache / f"{owner}-{name}"
        stamp = folder / ".fetched"
        if stamp.is_file() and time.time() - stamp.stat().st_mtime < self._limits.fresh:
            return folder
        address = f"https://codeload.github.com/{owner}/{name}/tar.gz/{ref}"
        _, _, body = self._get(address, {}, self._limits.archive)
        shutil.rmtree(folder, ignore_errors=True)
        unpack(body, folder, self._limits.archive)
        stamp.touch()
        return folder

    # ── one request ─────────────────────────────────────────────────────────────────────────────────────────────

    def _get(self, address: str, headers: dict[str, str], size: int) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of an address after its redirects."""
        deadline = time.monotonic() + self._limits.seconds
        here = address
        for _ in range(self._limits.redirects + 1):
            if not self._allowed(here, deadline):
                raise SourceError("robots.txt of the site does not allow it", file=address)
            status, answer, body = self._ask(here, headers, size, deadline)
            if status in (301, 302, 303, 307, 308) and answer.get("location"):
                here = urljoin(here, answer["location"])
                continue
            if status == 200 or (status == 304 and headers):
                return status, answer, body
            raise SourceError(f"the server answered {status}", file=address)
        raise SourceError("too many redirects", file=address)

    def _ask(
        self, address: str, headers: dict[str, str], size: int, deadline: float
    ) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SourceError("no address that can be fetched", file=address)
        ip = self._resolved(parts.hostname, address)
        self._wait(parts.hostname)
        host = f"[{ip}]" if ":" in ip else ip
        port = f":{parts.port}" if parts.port else ""
        target = parts._replace(netloc=host + port, fragment="").geturl()
        sent = {"User-Agent": _AGENT, "Host": parts.netloc.rpartition("@")[2], "Accept-Encoding": "gzip", **headers}
        out = bytearray()
        try:
            with self._httpx.Client(
                timeout=min(10.0, self._limits.seconds), follow_redirects=False, trust_env=False
            ) as client:
                request = client.build_request("GET", target, headers=sent, extensions={"sni_hostname": parts.hostname})
                answer = client.send(request, stream=True)
                for chunk in answer.iter_bytes():
                    out += chunk
                    if len(out) > size:
                        raise SourceError(f"larger than {size:,} bytes", file=address)
                    if time.monotonic() > deadline:
                        raise SourceError(f"took longer than {self._limits.seconds:g} seconds", file=address)
                answer.close()
        except self._httpx.HTTPError as error:
            raise SourceError(f"cannot be fetched: {error or type(error).__name__}", file=address) from error
        except (self._httpx.InvalidURL, ValueError) as error:
            raise SourceError("no address that can be fetched", file=address) from error
        return answer.status_code, {key.lower(): value for key, value in answer.headers.items()}, bytes(out)

    def _resolved(self, host: str, address: str) -> str:
        """Return the IP address to ask. It is resolved once, so that what was checked is what is asked."""
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise SourceError(f"there is no host {host}", file=address) from error
        if not self._limits.private and not all(ipaddress.ip_address(ip.partition("%")[0]).is_global for ip in found):
            raise SourceError("the address is in a private network", file=address, hint="save the page and give its file")
        return found[0]

    def _wait(self, host: str) -> None:
        left = self._asked.get(host, -1e9) + self._limits.delay - time.monotonic()
        if left > 0:
            time.sleep(min(left, 10.0))
        self._asked[host] = time.monotonic()

    def _allowed(self, address: str, deadline: float) -> bool:
        """Say whether robots.txt allows an address; where it cannot be had for a server's fault, it does not."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            rules = RobotFileParser()
            status, _, body = self._ask(f"{origin}/robots.txt", {}, 500_000, deadline)
            if status == 200:
                rules.parse(body.decode("utf-8", errors="replace").splitlines())
            elif status >= 500:
                rules.disallow_all = True  # type: ignore[attr-defined]
            else:
                rules.allow_all = True  # type: ignore[attr-defined]
            self._robots[origin] = rules
        return self._robots[origin].can_fetch(_AGENT, address)


def unpack(archive: bytes, folder: Path, size: int) -> None:
    """Write the text files of a repository's archive below a folder, and nothing anywhere else.

    Raises:
        SourceError: it is no archive, or too large when unpacked.
    """
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r|gz") as packed:
            for member in packed:
                parts = PurePosixPath(member.name).parts[1:]
                if not member.isfile() or not parts or ".." in parts or not parts[-1].lower().endswith(_KEPT):
                    continue
                total += member.size
                if total > size:
                    raise SourceError(f"larger than {size:,} bytes when unpacked", file=folder.name)
                opened = packed.extractfile(member)
                if opened is not None:
                    path = folder.joinpath(*parts)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(opened.read())
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise SourceError(f"the archive cannot be unpacked: {error}", file=folder.name) from error
    folder.mkdir(parents=True, exist_ok=True)


def _noted(note: Path) -> dict[str, Any]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    file = found.get("file") if isinstance(found, dict) else None
    return found if isinstance(file, str) and "/" not in file else {}


def _httpx() -> ModuleType:
    try:
        import httpx
    except ImportError as error:
        raise SourceError("fetching pages needs httpx", hint="pip install 'homepage-kg[fetch]'") from error
    return httpx
