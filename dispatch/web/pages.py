"""The built browser application: six pages, and files whose names change with their content.

Only names that were found in the folder can be asked for, so there is no path to escape from it.
"""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dispatch.web.errors import Problem

PAGES = {
    "/": "index.html",
    "/console": "console.html",
    "/unit/": "unit.html",
    "/school/": "school.html",
    "/liaison/": "liaison.html",
    "/wall/": "wall.html",
}
PHONES = ("/unit/", "/school/", "/liaison/", "/wall/")
"""Pages with a scope of their own: without the slash at its end the address means the same."""
_FOREVER = "public, max-age=31536000, immutable"
_COMPRESSED = (".js", ".css", ".json", ".svg", ".html", ".webmanifest", ".map")
_PRIVATE = frozenset({".vite"})


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    compressed: bytes | None
    media: str
    tag: str


class Pages:
    """The files of one build, read when first asked for and again when there is a newer build."""

    def __init__(self, dist: Path) -> None:
        self._dist = dist
        self._stamp: float | None = None
        self._names: frozenset[str] = frozenset()
        self._files: dict[str, _File] = {}

    def page(self, request: Request) -> Response:
        """A page: never kept by the browser, so that a new build is seen at once."""
        return self._answer(request, PAGES[request.url.path], "no-store")

    def without_slash(self, request: Request) -> Response:
        """``/unit`` means ``/unit/``."""
        return RedirectResponse(f"{request.url.path}/", status_code=308)

    def file(self, request: Request) -> Response:
        """Any other file of the build."""
        name = request.path_params["path"]
        self._look()
        if name not in self._names:
            raise Problem("no_such_page")
        return self._answer(request, name, _FOREVER if name.startswith("assets/") else "no-cache")

    def _answer(self, request: Request, name: str, keep: str) -> Response:
        self._look()
        if name not in self._names:
            raise Problem("not_built")
        found = self._read(name)
        headers = {"cache-control": keep, "etag": found.tag, "vary": "accept-encoding"}
        if keep != "no-store" and request.headers.get("if-none-match") == found.tag:
            return Response(status_code=304, headers=headers)
        content = found.content
        if found.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            content = found.compressed
        return Response(content, media_type=found.media, headers=headers)

    def _look(self) -> None:
        """Find out what there is, again after each build."""
        try:
            stamp = (self._dist / "index.html").stat().st_mtime
        except OSError:
            self._stamp, self._names = None, frozenset()
            return
        if stamp != self._stamp:
            names = (path.relative_to(self._dist) for path in self._dist.rglob("*") if path.is_file())
            self._names = frozenset(name.as_posix() for name in names if name.parts[0] not in _PRIVATE)
            self._files.clear()
            self._stamp = stamp

    def _read(self, name: str) -> _File:
        known = self._files.get(name)
        if known is None:
            content = (self._dist / name).read_bytes()
            known = self._files[name] = _File(
                content=content,
                compressed=gzip.compress(content, 6) if name.endswith(_COMPRESSED) else None,
                media=mimetypes.guess_type(name)[0] or "application/octet-stream",
                tag=f'"{sha256(content).hexdigest()[:32]}"',
            )
        return known
