"""Pages for what did not work: they say what to do."""

from __future__ import annotations

import logging

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cashboard.activity.refusals import Refused, StaleVersion
from cashboard.work.cards.gates import GateClosed

log = logging.getLogger(__name__)


def page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """A plain page, or just the sentence for a fragment."""
    if request.headers.get("HX-Request"):
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    theme = request.COOKIES.get("theme", "")
    context = {
        "status": status,
        "title": title,
        "text": text,
        "theme": theme if theme in {"light", "dark"} else "",
    }
    return render(request, "errors/show.html", context, status=status, using="jinja2")


def refused(request: HttpRequest, why: Refused) -> HttpResponse:
    """What the verb said; where a card lacks something, also the way to fill it in at once."""
    title = "Changed meanwhile" if isinstance(why, StaleVersion) else "That did not happen"
    answer = page(request, why.status, title, str(why))
    if not isinstance(why, GateClosed):
        return answer
    address = f"{reverse('gate', args=[why.card.key])}?list={why.to}"
    if not request.headers.get("HX-Request"):
        return redirect(address)
    answer.headers["X-Ask"] = address
    return answer


def away(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database does not answer."""
    log.error("database: %s", error)
    if "full" in str(error):
        return page(
            request,
            507,
            "The disk is full",
            "Nothing was saved: the disk is full. Tell your administrator, then try again.",
        )
    return page(
        request, 503, "One moment", "The database does not answer. Nothing was saved; try again in a moment."
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here that this person may see."""
    return page(request, 404, "Nothing here", "There is no such page, or it is not shared with you.")


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is too large, or not what a browser sends."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return page(request, 413, "Too large", "Nothing was saved: that was too much at once. Send less.")
    return page(
        request,
        400,
        "Not understood",
        "Nothing was saved: this request is broken. Reload the page and try again.",
    )


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The address is there, but not for this."""
    text = "This address is not opened like that. Go back, and use the link or button there."
    answer = page(request, 405, "Not like that", text)
    answer.headers["Allow"] = response.headers.get("Allow", "GET, HEAD")
    return answer


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old or came from elsewhere."""
    return page(
        request,
        403,
        "Please send that again",
        "This form has expired. Go back, reload the page and send it again.",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return page(
        request, 500, "That is our fault", "Something went wrong here. Nothing was half-saved; try again."
    )
