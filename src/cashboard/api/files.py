"""Files that come in with a call, and files that go out."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase

from cashboard.activity.refusals import Invalid
from cashboard.api import problems
from cashboard.api.calls import Call
from cashboard.work.cards.models import Card
from cashboard.work.documents.events import DocumentAttached
from cashboard.work.documents.models import Version
from cashboard.work.documents.sending import SHUT, headers_of
from cashboard.work.documents.storage import PIECE, Stored, pieces_of, storage
from cashboard.work.spaces.guarding import require

BYTES, FORM = "application/octet-stream", "multipart/form-data"


def keep_file(call: Call, card: Card, name: str | None) -> tuple[str, Stored]:
    """The bytes of the sent file in the storage, with its name: bare bytes, or the field `file` of a form."""
    require(card, DocumentAttached.needs, call.actor)
    call.expected(card)  # before the bytes come: nobody sends a large file in vain
    try:
        return _from_form(call, name) if call.request.content_type == FORM else _from_bytes(call, name)
    except UnreadablePostError:
        raise problems.Malformed("The body broke off.") from None


def _from_form(call: Call, name: str | None) -> tuple[str, Stored]:
    file = call.request.FILES.get("file")
    if file is None:
        raise problems.Malformed("The form has no file: send it as the field `file`.")
    return name or file.name or "", storage().take(file.chunks())


def _from_bytes(call: Call, name: str | None) -> tuple[str, Stored]:
    if call.request.content_type not in {BYTES, ""}:
        raise problems.NotJson(f"Send the bytes as {BYTES}, or a form ({FORM}) with the field `file`.")
    if not name:
        raise Invalid("Say how the file is called: ?name=Reminder.pdf.", "name")
    stored = storage().take(_pieces(call))
    if not stored.size:
        raise problems.Malformed("There are no bytes in the body.")
    return name, stored


def _pieces(call: Call) -> Iterator[bytes]:
    while piece := call.request.read(PIECE):
        yield piece


def send_version(call: Call, version: Version) -> HttpResponseBase:
    """The bytes of a version as they came; the ETag is their SHA-256."""
    headers = headers_of(version)
    if call.request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers={"ETag": headers["ETag"], **SHUT})
    if not storage().holds(version.file_id):
        raise problems.NotFound
    return StreamingHttpResponse(pieces_of(version.file_id), headers=headers)
