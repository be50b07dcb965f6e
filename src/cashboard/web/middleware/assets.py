"""The built front-end, served by the product itself: no web server and no outside host is needed."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound
from django.http.response import HttpResponseBase

BUILT = Path(settings.PACKAGE) / "web" / "static" / "built"
TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class BuiltAssets:
    """Answers /static/ from the files in the package; a versioned address may be kept for ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"], "A file is only read.")
        path = _built(request.path.removeprefix(settings.STATIC_URL))
        if path is None:
            return HttpResponseNotFound("There is no such file.")
        response = FileResponse(
            path.open("rb"), content_type=TYPES.get(path.suffix) or mimetypes.guess_type(path)[0]
        )
        for_ever = "v" in request.GET or "chunk" in path.name
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if for_ever else "public, max-age=300"
        )
        return response


def _built(name: str) -> Path | None:
    """The built file of this name, None for anything else on this machine."""
    try:
        path = (BUILT / name).resolve()
        return path if path.is_relative_to(BUILT) and path.is_file() else None
    except (OSError, ValueError):  # no name that a file could have: too long, or with a NUL in it
        return None
