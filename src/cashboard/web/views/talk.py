"""What is said about a card: one address for each verb of a comment, its history, and one's bookmarks."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.web.asking import Asking, show, wants_fragment
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.views.cards import answer, find_card
from cashboard.web.views.inbox import BOXES
from cashboard.web.views.spaces import read_number
from cashboard.work.cards.bookmarking import Bookmark
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space

KEPT_SHOWN = 200


@card_part("top", "cards/parts/_grown_from.html", order=30)
def grown_from(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """The comment that this card was made of, where it is not hidden from the person."""
    origin = Comment.objects.visible_to(request.actor).filter(idea=card.pk).select_related("card").first()
    return {"said": origin} if origin else None


@require_POST
def comments(request: Asking, key: str) -> HttpResponse:
    """Say something about the card, or answer what somebody said."""
    card = find_card(request, key)
    first = read_number(request.POST.get("reply_to"))
    said = get_object_or_404(card.comments, pk=first) if first else None
    card.comment(request.POST.get("text", ""), by=request.actor, reply_to=said)
    return answer(request, card)


@require_POST
def comment(request: Asking, pk: int) -> HttpResponse:
    """Write a comment anew."""
    said = _find(request, pk)
    version = read_number(request.POST.get("version")) or None
    said.edit(request.POST.get("text", ""), by=request.actor, version=version)
    return _answer(request, said)


@require_POST
def removal(request: Asking, pk: int) -> HttpResponse:
    """Take the words of a comment away."""
    said = _find(request, pk)
    said.remove(by=request.actor)
    return _answer(request, said)


@require_POST
def reactions(request: Asking, pk: int) -> HttpResponse:
    """Put a sign on a comment, or take it off again."""
    said = _find(request, pk)
    if request.POST.get("back"):
        said.take_back(request.POST["back"], by=request.actor)
    else:
        said.react(request.POST.get("emoji", ""), by=request.actor)
    return _answer(request, said)


@require_POST
def idea(request: Asking, pk: int) -> HttpResponse:
    """Make a card out of a comment, in this space or in a chosen one."""
    said = _find(request, pk)
    number = read_number(request.POST.get("space"))
    spaces = Space.objects.visible_to(request.actor).select_related("workspace")
    made = said.make_idea(by=request.actor, into=get_object_or_404(spaces, pk=number) if number else None)
    if not Card.objects.visible_to(request.actor).filter(pk=made.pk).exists():
        raise Http404("There is no such card, or it is not shared with you.")
    return _answer(request, said)


@require_POST
def bookmark(request: Asking, pk: int) -> HttpResponse:
    """Keep a comment for oneself, or let it go."""
    said = _find(request, pk)
    if request.POST.get("back"):
        Bookmark.objects.filter(person=request.user, comment=said).delete()
    else:
        Bookmark.objects.get_or_create(person=request.user, comment=said)
    return _answer(request, said)


@require_safe
def history(request: Asking, pk: int) -> HttpResponse:
    """What a comment said before, the newest text first; a removed one tells no more."""
    said = get_object_or_404(Comment.objects.visible_to(request.actor).filter(removed_at=None), pk=pk)
    card = find_card(request, said.card.key)
    template = "cards/_history.html" if wants_fragment(request) else "cards/history.html"
    return show(request, template, said=said, card=card, space=card.space, texts=said.earlier_texts())


@require_safe
def bookmarks(request: Asking) -> HttpResponse:
    """The comments that the person keeps, the newest bookmark first."""
    kept = Bookmark.objects.of(request.actor).select_related("comment__card__space", "comment__author")
    boxes = [(name, title) for name, (title, _) in BOXES.items()]
    return show(request, "inbox/bookmarks.html", kept=list(kept[:KEPT_SHOWN]), boxes=boxes, tab="inbox")


def _find(request: Asking, pk: int) -> Comment:
    return get_object_or_404(_seen(request).select_related("card__space__workspace"), pk=pk)


def _seen(request: Asking) -> QuerySet[Comment]:
    return Comment.objects.visible_to(request.actor)


def _answer(request: Asking, said: Comment) -> HttpResponse:
    if request.POST.get("from") == "bookmarks":
        return redirect("bookmarks")
    return answer(request, find_card(request, said.card.key))


urlpatterns = [
    path("cards/<slug:key>/comments/", comments, name="comments"),
    path("comments/<int:pk>/", comment, name="comment"),
    path("comments/<int:pk>/removal/", removal, name="comment_removal"),
    path("comments/<int:pk>/reactions/", reactions, name="reactions"),
    path("comments/<int:pk>/idea/", idea, name="idea"),
    path("comments/<int:pk>/bookmark/", bookmark, name="bookmark"),
    path("comments/<int:pk>/history/", history, name="comment_history"),
    path("bookmarks/", bookmarks, name="bookmarks"),
]
