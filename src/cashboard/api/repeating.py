"""Idempotency-Key: the same POST twice is answered twice and done once, also when both come at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from cashboard.activity.refusals import Invalid
from cashboard.api.models import FirstAnswer
from cashboard.people.models import Person

HEADER = "Idempotency-Key"
KEY = r"[\x21-\x7e]{1,255}"
KEPT_HEADERS = ("ETag", "Location")


def once(request: HttpRequest, person: Person, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Act unless this person sent the same with the same key within a day; then give the first answer again.

    The key's row and what the verb writes are one transaction: of two at once, the second waits for the row
    and finds the answer. A refused call leaves nothing behind, so its key may be used again.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return act()
    if not re.fullmatch(KEY, key):
        raise Invalid("Give 1 to 255 printable characters without blanks, such as a UUID.", HEADER)
    digest = _digest(request)
    with transaction.atomic():
        FirstAnswer.objects.forget_old(person)
        first, is_new = FirstAnswer.objects.get_or_create(person=person, key=key, defaults={"digest": digest})
        if is_new:
            return _keep(first, act())
    if first.digest != digest:
        raise Invalid("This key came with another request before. Use a new key for a new request.", HEADER)
    headers = {**first.headers, "Idempotency-Replayed": "true"}
    return HttpResponse(first.body, status=first.status, content_type="application/json", headers=headers)


def _keep(first: FirstAnswer, response: HttpResponse) -> HttpResponse:
    first.status, first.body = response.status_code, response.content.decode()
    first.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    first.save(update_fields=["status", "body", "headers"])
    return response


def _digest(request: HttpRequest) -> str:
    asked = b"\0".join((str(request.method).encode(), request.get_full_path().encode(), request.body))
    return hashlib.sha256(asked).hexdigest()
