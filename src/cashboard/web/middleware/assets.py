"""The built front-end, served by the product itself: no web server and no outside host is needed."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotFound
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
        path = (BUILT / request.path.removeprefix(settings.STATIC_URL)).resolve()
        if not path.is_relative_to(BUILT) or not path.is_file():
            return HttpResponseNotFound("There is no such file.")
        response = FileResponse(
            path.open("rb"), content_type=TYPES.get(path.suffix) or mimetypes.guess_type(path)[0]
        )
        for_ever = "v" in request.GET or "chunk" in path.name
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if for_ever else "public, max-age=300"
        )
        return response
