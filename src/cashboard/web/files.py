"""Files that come in with a form, and files that go out."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking
from cashboard.work.cards.models import Card
from cashboard.work.documents.events import DocumentAttached
from cashboard.work.documents.models import Version
from cashboard.work.documents.sending import SHUT, headers_of
from cashboard.work.documents.storage import Stored, pieces_of, storage
from cashboard.work.spaces.guarding import require

Kept = list[tuple[str, Stored]]


def keep_files(request: Asking, card: Card) -> Kept:
    """The bytes of the sent files in the storage, with their names. Nobody waits for it."""
    require(card, DocumentAttached.needs, request.actor)
    files: list[UploadedFile[bytes]] = request.FILES.getlist("file")
    if not files:
        raise Invalid("Choose a file.", "file")
    return [(file.name or "", storage().take(file.chunks())) for file in files]


def send_version(request: Asking, version: Version, *, inline: bool = False) -> HttpResponseBase:
    """The bytes of a version as they came."""
    headers = headers_of(version, inline=inline)
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers={"ETag": headers["ETag"], **SHUT})
    if not storage().holds(version.file_id):
        raise Http404("The bytes of this file are not here any more. Ask who runs this installation.")
    return StreamingHttpResponse(pieces_of(version.file_id), headers=headers)
