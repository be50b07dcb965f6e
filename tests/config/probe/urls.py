"""Pages that tell how they were called."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator

from django.contrib.auth import logout
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

from cashboard.activity.actors import Actor
from cashboard.activity.models import Head
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space

MEGABYTE = b"0123456789abcdef" * 65536
CLOSED: list[int] = []


def told(request: HttpRequest, more: str = "") -> HttpResponse:
    """What arrived."""
    file = request.FILES.get("file")
    body = file.read() if isinstance(file, UploadedFile) else request.body
    return JsonResponse(
        {
            "path": request.path,
            "query": request.META["QUERY_STRING"],
            "size": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
            "thread": threading.current_thread().name,
            "proto": request.headers.get("X-Forwarded-Proto", ""),
            "cookies": sorted(request.COOKIES),
            "head": Head.objects.get(pk=1).seq,
        }
    )


def stream(request: HttpRequest, megabytes: int) -> StreamingHttpResponse:
    """A long answer, made as it goes."""

    def chunks() -> Iterator[bytes]:
        sent = 0
        try:
            for sent in range(1, megabytes + 1):  # noqa: B007
                yield MEGABYTE
                time.sleep(0.001)
        finally:
            CLOSED.append(sent)

    return StreamingHttpResponse(chunks())


def closed(request: HttpRequest) -> JsonResponse:
    """How far each long answer came."""
    return JsonResponse({"closed": CLOSED})


def card(request: HttpRequest, space: int) -> JsonResponse:
    """A card is made in this process."""
    made = Card.create(Space.objects.get(pk=space), "A card", by=Actor.system("web"))
    return JsonResponse({"key": made.key, "head": Head.objects.get(pk=1).seq})


def removal(request: HttpRequest, space: int, person: int) -> HttpResponse:
    """Somebody loses the role at the workspace of a space, in this process."""
    place = Space.objects.get(pk=space)
    place.workspace.remove_member(Person.objects.get(pk=person), by=Actor.system("web"))
    return HttpResponse(status=204)


def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends."""
    logout(request)
    return HttpResponse(status=204)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    raise RuntimeError("broken on purpose")


handler500 = "cashboard.config.failing.failed"
urlpatterns = [
    path("stream/<int:megabytes>/", stream),
    path("closed/", closed),
    path("card/<int:space>/", card),
    path("removal/<int:space>/<int:person>/", removal),
    path("sign-out/", sign_out),
    path("broken/", broken),
    path("told/", told),
    path("told/<path:more>", told),
]
